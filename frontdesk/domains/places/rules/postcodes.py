"""UK postcodes: one way to write them, and the ways a half-typed one may begin.

The form is checked by the published pattern; whether a postcode exists is for the address data to say.
A postcode is kept in capitals with one space before its last three characters, and searched in that form.
"""

from __future__ import annotations

import re

_PATTERN = re.compile(
    r"(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|([A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?)|[0-9][A-HJKPS-UW]) ?[0-9][ABD-HJLNP-UW-Z]{2})"
)
_OUTWARD = re.compile(r"[A-PR-UWYZ]([0-9]{1,2}|([A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?)|[0-9][A-HJKPS-UW])")
_AREA = re.compile(r"[A-PR-UWYZ][A-HK-Y]?")
_INWARD_BEGINNING = re.compile(r"([0-9]([ABD-HJLNP-UW-Z]{1,2})?)?")
_NOT_PART_OF_A_POSTCODE = re.compile(r"[\s.\-‐-―  ]+")


def _bare(text: str) -> str:
    return _NOT_PART_OF_A_POSTCODE.sub("", text).upper()


def normalise_postcode(text: str) -> str | None:
    """Return the postcode in its one form ("ZY1 4AB"), or None if the text is not a postcode.

    Lower case, missing or extra spaces, full stops and hyphens are forgiven; a letter O typed for a zero and
    an I or L typed for a one are put right only in the place where a postcode has a digit.
    """
    bare = _bare(text)
    for candidate in (bare, _digits_mended(bare)):
        if len(candidate) >= 5 and _PATTERN.fullmatch(candidate):
            return f"{candidate[:-3]} {candidate[-3:]}"
    return None


def _digits_mended(bare: str) -> str:
    """The third character from the end is always a digit; mend the letters people type for it."""
    if len(bare) < 5:
        return bare
    mended = {"O": "0", "I": "1", "L": "1"}.get(bare[-3], bare[-3])
    return bare[:-3] + mended + bare[-2:]


def postcode_problem(text: str) -> str:
    """Return the sentence that tells a customer what is wrong with a typed postcode, or "" if it is one."""
    if not text.strip():
        return "Enter a postcode"
    return "" if normalise_postcode(text) else "Enter a full UK postcode, like ZY1 4AB"


def outward(postcode: str) -> str:
    """Return the part before the space of a normalised postcode ("ZY1 4AB" gives "ZY1")."""
    return postcode.partition(" ")[0]


def postcode_beginnings(text: str) -> tuple[str, ...]:
    """Return the normalised beginnings that a half-typed postcode may stand for, in the stored form.

    "zy1 4" gives ("ZY1 4",); "ZY14" may be the district ZY14 or the sector ZY1 4, so both are given.
    A search asks for stored postcodes that start with any of them. Nothing for text that cannot begin a postcode.
    """
    whole = normalise_postcode(text)
    if whole:
        return (whole,)
    cleaned = text.strip().upper()
    first, *rest = cleaned.split() or [""]
    if rest and _OUTWARD.fullmatch(first):
        inward = "".join(rest)
        return (f"{first} {inward}",) if _INWARD_BEGINNING.fullmatch(inward) else ()
    bare = _bare(text)
    found: list[str] = []
    if _AREA.fullmatch(bare) or _OUTWARD.fullmatch(bare):
        found.append(bare)
    for cut in range(2, min(5, len(bare))):
        head, tail = bare[:cut], bare[cut:]
        if _OUTWARD.fullmatch(head) and _INWARD_BEGINNING.fullmatch(tail):
            found.append(f"{head} {tail}")
    return tuple(found)
