"""Finding in a copy of what is held whatever may tell about somebody else, and taking it out. Pure.

It flags too much rather than too little: a person looks at each before anything is given. Names are found where words
with capital letters stand together, after a title, or where a council's dictionary of names knows the word.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from frontdesk.domains.information.types import Part

OUT = "[taken out: it tells about somebody else]"
"""What stands in place of what was taken out."""
AROUND, MOST_PLACES = 60, 5
"""Characters shown on each side of a finding, and how many of its places are kept."""
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"(?<![\w.-])(?:\+\d{1,3}[ -]?\(?0?\)?|\(?0)\d{2,5}\)?(?:[ -]?\d{2,4}){1,3}(?![\w-])")
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lady|Lord|Rev|Prof|Cllr|Councillor)\.?"
_WORD = r"[^\W\d_][\w'’]*(?:-[^\W\d_][\w'’]*)*"
_STREETS = frozenset(
    "street road lane avenue close drive way court place square terrace gardens grove hill park row walk crescent"
    " green mews house flat council office centre hall school service services team tax bin bins".split()
)
_NOT_NAMES = frozenset(
    "i we you he she it they the a an and or but no not yes my our your his her their this that these those there here"
    " what when where who why how please thank thanks dear hello hi monday tuesday wednesday thursday friday saturday"
    " sunday january february march april may june july august september october november december am pm mr mrs ms miss"
    " mx dr uk england english web phone visit email letter text chat".split()
)
_MONTHS = frozenset({"april", "may", "june"})
"""Words that are no names, unless the council has met somebody who is called so."""
NOTES = "notes of colleagues"
"""Where notes of colleagues stand in a record: each is judged by a person."""
RESTRICTED = "restricted_service"
"""Where a record says that it is of a service for named staff only, and its code."""
_OUR_WORDS = frozenset(
    {
        RESTRICTED,
        "what",
        "service",
        "service code",
        "channel",
        "status",
        "kind",
        "question",
        "reference",
        "part",
        "who looked",
        "outcome",
        "reason",
    }
)
"""Places that hold words of ours: codes, names of services, questions of forms."""


@dataclass(slots=True)
class Found:
    """Something that was found: its kind and words, some of its places with the words around, how often.

    `service` is the restricted service in whose records it stands, where it stands in no others.
    """

    kind: str
    text: str
    number: int = 0
    places: list[str] = field(default_factory=list)
    service: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What is the customer's own and therefore nobody else's: words of names, emails and ends of phone numbers."""

    words: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


Known = Callable[[set[str]], set[str]]
"""Which of these words, in small letters, are words of somebody's name."""


def digits(phone: str) -> str:
    """The last nine digits of a phone number: the same however it is written."""
    return "".join(each for each in phone if each.isdigit())[-9:]


def findings(parts: Iterable[Part], own: Own, known: Known) -> list[Found]:
    """Everything in the parts that may tell about somebody else, by kind and words."""
    told = [(part, record, place, text) for part in parts for record in part.records for place, text in strings(record)]
    names = known({word for *_, text in told for word in _capitals(text)})
    found: dict[tuple[str, str], Found] = {}
    for part, record, place, text in told:
        service, last = str(record.get(RESTRICTED, "")), place.rpartition(": ")[2]
        where = f"{part.label}, {place}"
        if last == RESTRICTED:
            _add(found, "restricted", text, part.label, text, service)
        elif last == NOTES:
            _add(found, "note", text, where, text, service)
        if last not in _OUR_WORDS:
            for kind, words in _in_text(text, own, names):
                _add(found, kind, words, where, text, service)
    return sorted(found.values(), key=lambda each: (each.kind, each.text.lower()))


def strings(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a record with the words of where it stands."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = RESTRICTED if key == RESTRICTED else str(key).replace("_", " ")
            yield from strings(inner, f"{place}: {name}" if place else name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner, place)
    elif value is not None and not isinstance(value, bool):
        yield place, str(value)


def _add(found: dict[tuple[str, str], Found], kind: str, text: str, place: str, whole: str, service: str) -> None:
    key = (kind, text if kind in ("note", "restricted") else text.lower())
    one = found.setdefault(key, Found(kind, text, service=service))
    one.number += 1
    if one.service and not service:
        one.service, one.places = "", []  # it stands in the open too: shown from there only
    if service == one.service and len(one.places) < MOST_PLACES:
        one.places.append(f"{place}: {_around(text, whole)}")


def _around(text: str, whole: str) -> str:
    at = max(whole.lower().find(text.lower()), 0)
    begin, end = max(at - AROUND, 0), min(at + len(text) + AROUND, len(whole))
    return ("…" if begin else "") + " ".join(whole[begin:end].split()) + ("…" if end < len(whole) else "")


def _capitals(text: str) -> set[str]:
    return {word.lower() for word in re.findall(_WORD, text) if word[:1].isupper()}


def _in_text(text: str, own: Own, names: set[str]) -> Iterator[tuple[str, str]]:
    for email in _EMAIL.findall(text):
        if email.lower() not in own.emails:
            yield "email", email
    bare = _EMAIL.sub(" ", text)
    for phone in _PHONE.findall(bare):
        if len(digits(phone)) == 9 and not _is_day(phone) and digits(phone) not in own.phones:
            yield "phone", phone.strip()
    yield from (("name", name) for name in _names(bare, own, names))


def _is_day(text: str) -> bool:
    return bool(re.match(r"\d{4}-\d{2}-\d{2}", text))


def _names(text: str, own: Own, names: set[str]) -> Iterator[str]:
    for match in re.finditer(rf"(?:\b{_TITLE} )?{_WORD}(?: {_WORD})*", text):
        dated = bool(re.search(r"\d\s*$", text[: match.start()]) or re.match(r"\s*\d", text[match.end() :]))
        for titled, run in _runs(match[0], names & _MONTHS):
            words = [word for word in run if word.lower().removesuffix("'s").removesuffix("’s") not in own.words]
            whole = {word.lower() for word in run}
            if not words or (not titled and whole & _STREETS and not (whole - _STREETS) & names):
                continue
            if dated and whole <= _MONTHS:
                continue
            if titled or len(run) > 1 or whole & names:
                yield " ".join(run)


def _runs(text: str, called: set[str]) -> Iterator[tuple[bool, list[str]]]:
    """The words with capital letters that stand together, and whether a title stands before them.

    `called` are words that are no names as a rule, but of somebody whom the council has met.
    """
    run: list[str] = []
    titled = False
    for word in [*text.split(), ""]:
        if re.fullmatch(_TITLE, word):
            if run:
                yield titled, run
            run, titled = [], True
        elif word[:1].isupper() and (word.lower() not in _NOT_NAMES or word.lower() in called):
            run.append(word)
        else:
            if run:
                yield titled, run
            run, titled = [], False


def taken_out(parts: Iterable[Part], out: Iterable[tuple[str, str]]) -> list[Part]:
    """The parts without what was decided to be taken out, given as (kind, words)."""
    gone = list(out)
    services = {text for kind, text in gone if kind == "restricted"}
    notes = {text for kind, text in gone if kind == "note"}
    words = sorted((text for kind, text in gone if kind not in ("restricted", "note")), key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.I) if words else None
    return [
        Part(
            part.code,
            part.label,
            tuple(
                _without(record, notes, pattern)
                for record in part.records
                if str(record.get(RESTRICTED, "")) not in services
            ),
        )
        for part in parts
    ]


def _without(value: Any, notes: set[str], pattern: re.Pattern[str] | None) -> Any:
    if isinstance(value, Mapping):
        return {key: _without(inner, notes, pattern) for key, inner in value.items() if key != RESTRICTED}
    if isinstance(value, list | tuple):
        return [_without(inner, notes, pattern) for inner in value]
    if not isinstance(value, str):
        return value
    if value in notes:
        return OUT
    return pattern.sub(OUT, value) if pattern else value


def marked(part: Part, restricted: frozenset[str]) -> Part:
    """The part with each record marked that is of a restricted service, or of a contact about one."""
    return Part(part.code, part.label, tuple(_marked(record, restricted) for record in part.records))


def _marked(record: Mapping[str, Any], restricted: frozenset[str]) -> Mapping[str, Any]:
    codes = [record.get("service_code"), *(each.get("service_code") for each in record.get("matters", ()))]
    found = next((code for code in codes if code in restricted), None)
    return {**record, RESTRICTED: found} if found else record


def number_of(parts: Iterable[Part], words: str) -> int:
    """How often the words stand in the parts."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.I)
    told = (text for part in parts for record in part.records for _, text in strings(record))
    return sum(len(pattern.findall(text)) for text in told)
