"""Addresses as people type them, read into the keys by which they are found. Nothing here decides what is real."""

import re
from dataclasses import dataclass
from datetime import date

from frontdesk.domains.people.rules.names import fold

POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)\s*([0-9][A-Z]{2})\b", re.IGNORECASE)
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_INWARD = re.compile(r"[0-9][A-Z]{0,2}")
ABBREVIATIONS = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close",
    "clo": "close", "cres": "crescent", "cresc": "crescent", "dr": "drive", "drv": "drive", "ct": "court",
    "crt": "court", "gdns": "gardens", "gdn": "gardens", "gr": "grove", "grv": "grove", "pl": "place", "sq": "square",
    "ter": "terrace", "terr": "terrace", "wy": "way", "pk": "park", "hse": "house", "ho": "house", "cott": "cottage",
    "mt": "mount", "gn": "green", "est": "estate", "wlk": "walk", "bldgs": "buildings", "mans": "mansions",
}  # fmt: skip
STREET_TYPES = frozenset(
    "road street avenue lane close crescent drive gardens grove place square terrace way park mount green walk "
    "row rise hill view mews parade yard path quay wharf wynd gate end vale circus passage croft garth field "
    "fields meadow meadows common approach broadway esplanade promenade orchard side bank brow causeway loan".split()
)
BUILDING_TYPES = frozenset(
    "house court cottage cottages farm lodge mansions buildings tower towers point heights hall villa villas barn "
    "chambers works mill flats almshouses hostel manor grange vicarage rectory bungalow".split()
)
_FLATS = frozenset("flat apartment apt unit room studio".split())
_NUMBER = re.compile(r"\d+[a-z]?")
_RANGE = re.compile(r"\b(\d+[a-z]?)\s*[-–/]\s*\d+[a-z]?\b")  # 14-16 is found by its first number
_LETTER_APART = re.compile(r"\b(\d+)\s([a-z])\s")  # "12 a mill lane"


@dataclass(frozen=True, slots=True)
class Keys:
    """An address line as search keys: folded, abbreviations written out, a missing part ''."""

    number: str = ""
    street: str = ""
    flat: str = ""
    building: str = ""


def postcode_beginnings(outward: str, inward: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(likely, also possible) beginnings in stored form of a half-typed postcode; both in capitals.

    "ZY1" is likely the whole district ("ZY1 "), possibly the beginning of ZY14. "ZY14" is the district or ZY1 4.
    """
    if inward:
        return (f"{outward} {inward}",), ()
    cuts = [(outward[:at], outward[at:]) for at in range(2, len(outward))]
    inside = tuple(f"{first} {rest}" for first, rest in cuts if _OUTWARD.fullmatch(first) and _INWARD.fullmatch(rest))
    whole = (f"{outward} ",) if _OUTWARD.fullmatch(outward) else ()
    return (*whole, *inside), ((outward,) if whole else ())


def inward(postcode: str) -> str:
    """The second half of a whole postcode ("4AB"); '' for a half one."""
    found = POSTCODE.fullmatch(postcode.strip())
    return found[2].upper() if found else ""


def show_postcode(text: str) -> str:
    """A whole postcode with its one space ("ZY1 4AB"); anything else as it was, in capitals."""
    found = POSTCODE.fullmatch(text.strip())
    return f"{found[1]} {found[2]}".upper() if found else text.strip().upper()


def split_postcode(line: str) -> tuple[str, str]:
    """An address line without the postcode in it, and that postcode ("" when there is none)."""
    matches = list(POSTCODE.finditer(line))
    if not matches:
        return line.strip(" ,"), ""
    found = matches[-1]
    rest = (line[: found.start()] + line[found.end() :]).replace(", ,", ",")
    return rest.strip(" ,"), f"{found[1]} {found[2]}".upper()


def words_of(text: str) -> list[str]:
    """Folded words with abbreviations written out: "12 Mill Ln." gives ["12", "mill", "lane"].

    "St" before another word is a saint ("St Johns Road"), after one a street; "The" in front is left out.
    """
    lowered = _RANGE.sub(r"\1 ", text.lower())
    raw = fold(_LETTER_APART.sub(r"\1\2 ", lowered)).split()
    raw = raw[1:] if len(raw) > 1 and raw[0] == "the" else raw
    named = [i for i, word in enumerate(raw) if not _NUMBER.fullmatch(word)]
    first = named[0] if named else 0
    return [word if (word == "st" and i == first) else ABBREVIATIONS.get(word, word) for i, word in enumerate(raw)]


def is_number(word: str) -> bool:
    """Whether a folded word is a house number ("12", "12a")."""
    return bool(_NUMBER.fullmatch(word))


def keys(line: str) -> Keys:
    """Read number, street, flat and building out of an address line whose parts are set apart by commas.

    Unknown shapes give what can be told: an address that cannot be read is still found by name and postcode.
    """
    number = street = flat = building = ""
    pieces = [words_of(piece) for piece in re.split(r"[,\n]", split_postcode(line)[0])]
    pieces = _join_lone_numbers([piece for piece in pieces if piece])
    for piece in pieces:
        if piece[0] in _FLATS and len(piece) > 1:
            flat, piece = piece[1], piece[2:]
            if not piece:
                continue
        if is_number(piece[0]) and len(piece) > 1:
            if not street and piece[-1] not in BUILDING_TYPES:
                number, street = piece[0], " ".join(piece[1:])
                continue
            if not building and piece[-1] in BUILDING_TYPES:
                flat, building = flat or piece[0], " ".join(piece[1:])
                continue
        if piece[-1] in STREET_TYPES and not street:
            street = " ".join(piece)
        elif not building and not street and not is_number(piece[0]):
            building = " ".join(piece)
    return Keys(number, street, flat, building)


def holds(since: date | None, until: date | None, day: date) -> bool:
    """Whether somebody lives there on that day: from `since` on, until the day before `until`."""
    return (since is None or since <= day) and (until is None or until > day)


def ended(day: date, *, since: date | None, until: date | None, today: date, known: date | None = None) -> date:
    """When an address ended whose next one began on `day`; `known` is when it was first told, where `since` is not.

    One that had not begun ended as it would have begun: nobody has lived there. A day from before it began cannot be
    its end: until today it was where they lived, for all we knew. An end that is known already is not put off.
    """
    if since is not None and since > today:
        return since
    began = since or known
    end = today if began is not None and day < began else day
    return min(end, until) if until is not None else end


def _join_lone_numbers(pieces: list[list[str]]) -> list[list[str]]:
    """Join "12, Mill Lane" into "12 Mill Lane"."""
    joined: list[list[str]] = []
    for piece in pieces:
        if joined and len(joined[-1]) == 1 and is_number(joined[-1][0]):
            joined[-1] = joined[-1] + piece
        else:
            joined.append(piece)
    return joined
