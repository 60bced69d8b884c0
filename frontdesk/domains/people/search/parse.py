"""Taking apart what was typed into the one box. Pure: no dictionary, no database; words are left for `reading`."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from frontdesk.domains.people.rules import addresses, names, reach
from frontdesk.domains.people.search.terms import (
    Born,
    BornIn,
    EmailBegins,
    EmailIs,
    Inward,
    KnownAs,
    Number,
    PhoneBegins,
    PhoneEnds,
    PhoneIs,
    Postcode,
    Term,
    Typed,
    Uprn,
    Way,
)

LONGEST, MOST_WORDS = 200, 9
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<n>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?<!\w)(?P<d>\d{1,2})(?:st|nd|rd|th)?[ \-]"
_EMAIL = re.compile(r"(?<!\S)[^\s@,;<>]+@[^\s@,;<>]*")
_DATES = (
    re.compile(r"(?<![\w/])(?P<d>\d{1,2})([/.\-])(?P<m>\d{1,2})\2(?P<y>\d{4}|\d{2})(?![\w/])"),
    re.compile(r"(?<![\w/])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\w/])"),
    re.compile(_DAY + _MONTH + r"[ \-,]+(?P<y>\d{4}|\d{2})(?!\w)", re.I),
    re.compile(_DAY + _MONTH + r"(?!\w)", re.I),
    re.compile(r"(?<![\w/])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\w/])(?!\s+[a-z])", re.I),
)  # fmt: skip
_DIGITS = re.compile(r"(?<![\w])(?:\+\s?)?\(?\d[\d\s()\-–.]*(?!\w)")
_RANGE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_HALF_POSTCODE = re.compile(r"(?<![\w'])([a-z]{1,2}\d[a-z\d]{0,3})(?:\s(\d[a-z]{0,2}))?(?![\w'])", re.I)
_INWARD = re.compile(r"(?<![\w'])(?!\d(?:st|nd|rd|th)\b)(\d[a-z]{2})(?![\w'])", re.I)
_EMAIL_LIKE = re.compile(r"[a-z0-9]+(?:[._\-+][a-z0-9]+)*", re.I)
_MIXED = re.compile(r"(?<![^\s,])[a-z\d]+(?:[-/._][a-z\d]+)*(?![^\s,])", re.I)
_LONGEST_NUMBER = 40
_JOINERS = frozenset({"and", "the", "of", "at", "born", "dob", "tel", "phone", "mobile", "email", "uprn", "postcode"})


def parse(text: str, today: date) -> Typed:
    """Take `text` apart. `today` bounds dates of birth; what is not understood is left as words of a name."""
    taken: list[Term] = []
    left = " ".join("".join(c if c.isprintable() else " " for c in text[:LONGEST]).split())
    for take in (_emails, _dates(today), _whole_postcodes, _mixed, _digits(today), _half_postcodes):
        left = _take(left, take, taken)
    rest = tuple(_words(left))[:MOST_WORDS]
    return Typed(tuple(taken), rest, _email_start(text, taken, rest))


Taker = Callable[[str], Iterator[tuple[int, int, Term]]]


def _take(text: str, take: Taker, into: list[Term]) -> str:
    """Move what `take` finds from the text into the terms; leave a comma's worth of distance behind."""
    kept, last = [], 0
    for start, end, term in take(text):
        if start < last:
            continue
        kept.append(text[last:start])
        into.append(term)
        last = end
    return " ".join((*kept, text[last:]))


def _emails(text: str) -> Iterator[tuple[int, int, Term]]:
    for found in _EMAIL.finditer(text):
        email = found[0].lower().strip(".")
        whole = reach.normalise_email(email)
        ways: tuple[Way, ...] = (EmailIs(whole), EmailBegins(whole)) if whole else (EmailBegins(email),)
        yield found.start(), found.end(), Term(ways)


def _dates(today: date) -> Taker:
    def take(text: str) -> Iterator[tuple[int, int, Term]]:
        found = [match for pattern in _DATES for match in pattern.finditer(text)]
        for match in sorted(found, key=lambda one: (one.start(), -one.end())):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else _MONTHS.index(parts["n"][:3].lower()) + 1
            if days := _days(int(parts["d"]), month, parts.get("y") or "", today):
                yield match.start(), match.end(), Term((Born(days),))

    return take


def _days(day: int, month: int, year: str, today: date) -> tuple[date, ...]:
    """The days that day, month and year may mean, none in the future: two figures may be two centuries."""
    if len(year) == 4:
        years = [int(year)]
    elif year:
        years = [2000 + int(year), 1900 + int(year)]
    else:
        years = list(range(today.year, today.year - 115, -1))
    days = []
    for one in years:
        try:
            born = date(one, month, day)
        except ValueError:
            continue
        if date(today.year - 130, 1, 1) <= born <= today:
            days.append(born)
    return tuple(days)


def _whole_postcodes(text: str) -> Iterator[tuple[int, int, Term]]:
    for found in addresses.POSTCODE.finditer(text):
        yield found.start(), found.end(), Term((Postcode((f"{found[1]} {found[2]}".upper(),)),))


def _half_postcodes(text: str) -> Iterator[tuple[int, int, Term]]:
    for found in _HALF_POSTCODE.finditer(text):
        likely, also = addresses.postcode_beginnings(found[1].upper(), (found[2] or "").upper())
        if likely:
            yield found.start(), found.end(), Term((Postcode(likely, also),))
    for found in _INWARD.finditer(text):
        yield found.start(), found.end(), Term((Inward(found[1].upper()),))


def _mixed(text: str) -> Iterator[tuple[int, int, Term]]:
    """Letters and digits in one piece, as other systems number people ("CT-100234"), or as an email may begin."""
    for found in _MIXED.finditer(text):
        bare = "".join(c for c in found[0] if c.isalnum())
        digits = sum(c.isdigit() for c in bare)
        letters = len(bare) - digits
        if len(bare) <= _LONGEST_NUMBER and letters and (digits > 4 or (digits == 4 and letters > 1)):
            ways: list[Way] = [KnownAs(bare.upper())]
            if _EMAIL_LIKE.fullmatch(found[0]):
                ways.append(EmailBegins(found[0].lower()))
            yield found.start(), found.end(), Term(tuple(ways))


def _digits(today: date) -> Taker:
    """Runs of digits of four or more; shorter ones are house numbers and stay where they are."""

    def take(text: str) -> Iterator[tuple[int, int, Term]]:
        for found in _DIGITS.finditer(text):
            for start, end, piece in _runs(found[0].rstrip(" (.-–"), found.start()):
                bare = re.sub(r"\D", "", piece)
                if len(bare) >= 4 and (ways := _ways_of_digits(piece, bare, today)):
                    yield start, end, Term(ways)

    return take


def _runs(run: str, at: int) -> Iterator[tuple[int, int, str]]:
    """One number typed with gaps stays one; a house number before it does not belong to it.

    A run that begins like a number to dial is one number. Otherwise pieces of fewer than three digits stand alone.
    """
    pieces = [(at + m.start(), at + m.end(), m[0]) for m in re.finditer(r"\S+", run)]
    while pieces:
        first = re.sub(r"[^\d+]", "", pieces[0][2])
        dialled = first.startswith(("+", "0"))
        if dialled or (len(first) > 2 and not _RANGE.fullmatch(pieces[0][2])):
            end = len(pieces) if dialled else 1
            while not dialled and end < len(pieces) and len(re.sub(r"\D", "", pieces[end][2])) > 2:
                end += 1
            while end > 1 and _too_long("".join(p[2] for p in pieces[:end])):
                end -= 1
            yield pieces[0][0], pieces[end - 1][1], " ".join(p[2] for p in pieces[:end])
            pieces = pieces[end:]
        else:
            pieces = pieces[1:]


def _too_long(run: str) -> bool:
    digits = re.sub(r"\D", "", run)
    return len(digits) > (15 if run.startswith(("+", "00")) else 13 if "(0)" in run else 12)


def _ways_of_digits(piece: str, bare: str, today: date) -> tuple[Way, ...]:
    ways: list[Way] = []
    dialled = piece.startswith(("+", "0", "(0"))
    whole = reach.normalise_phone(piece) if dialled else reach.normalise_phone("0" + bare) if len(bare) == 10 else None
    if whole:
        ways.append(PhoneIs(whole))
    elif dialled and len(bare) > 4:
        ways.append(PhoneBegins(_international(piece, bare)))
    if not piece.startswith(("+", "00")) and len(bare) <= 11:
        ways.append(PhoneEnds(bare))
    if piece.isdigit():
        if len(bare) in (6, 8) and (days := _days(int(bare[:2]), int(bare[2:4]), bare[4:], today)):
            ways.append(Born(days))
        if 5 <= len(bare) <= 12:
            ways.append(Uprn(int(bare)))
        if len(bare) == 4:
            ways.append(Number(bare))
            if today.year - 130 <= int(bare) <= today.year:
                ways.append(BornIn(int(bare)))
    if len(bare) > 4:
        ways.append(KnownAs(bare))
    return tuple(ways)


def _international(piece: str, bare: str) -> str:
    """The beginning of a number as E.164 begins: 0 is this country, 00 and + are followed by one."""
    if piece.startswith("+"):
        return "+" + bare
    return "+" + bare[2:] if bare.startswith("00") else "+44" + bare[1:]


def _words(text: str) -> list[str]:
    """The words and short numbers left: abbreviations as typed, "12 a" and "14-16" as one house number."""
    plain = re.sub(r"\b(\d+[a-z]?)\s*[-–/]\s*\d+[a-z]?\b", r"\1", text.lower())
    words = names.fold(re.sub(r"\b(\d+)\s([a-z])(?=\s)", r"\1\2", plain)).split()
    useful = [word for word in words if word not in _JOINERS and word not in names.TITLES]
    return useful or words


def _email_start(text: str, taken: list[Term], rest: tuple[str, ...]) -> str:
    """The whole text where it may be the beginning of an email: one piece, no spaces."""
    bare = text.strip().lower()
    if taken or not rest or len(bare) < 4 or not _EMAIL_LIKE.fullmatch(bare) or bare.isdigit():
        return ""
    return bare
