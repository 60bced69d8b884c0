"""Signs of a need that nobody has recorded: what made us think of it, and what staff then ask, once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from frontdesk.domains.people.types.needs import Ask, Sign

FRESH = timedelta(days=365)
"""How long a sign makes us ask."""
QUIET = timedelta(days=365)
"""For how long nobody is asked again who said that there is nothing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one question is about. Whoever has a need of one of `answered_by` is not asked; `kinds` are offered."""

    question: str
    kinds: tuple[str, ...]
    answered_by: frozenset[str]


def _subject(question: str, *kinds: str, also: Collection[str] = ()) -> Subject:
    return Subject(question, kinds, frozenset({*kinds, *also}))


SUBJECTS: Mapping[str, Subject] = MappingProxyType(
    {
        "language": _subject(
            "Which language would you rather use with us? Shall we book an interpreter?",
            "interpreter", "language", "sign-language",
        ),
        "reading": _subject(
            "Would it help if we read things out, or sent them in another way?",
            "reading", "easy-read", "large-print", "audio", also=("braille", "coloured-paper", "sight"),
        ),
        "online": _subject(
            "Is there anything that makes it hard to do things with us online?",
            "no-online", "reading", "sight", also=("interpreter", "memory", "mental-health", "sign-language"),
        ),
        "reach": _subject(
            "What is the best way to reach you?",
            "best-way", "no-phone", "no-letters", "times", also=("safe-contact",),
        ),
    }
)  # fmt: skip
"""What staff ask about, the first to be asked first."""

SIGNS: Mapping[str, tuple[str, str, int]] = MappingProxyType(
    {
        "preferred-language": ("language", "Their record says that they prefer another language.", 1),
        "form-language": ("language", "They filled in a form in another language.", 1),
        "declined-language": ("language", "They did not want to do it online because of the language.", 1),
        "declined-literacy": ("reading", "They said that they find reading hard.", 1),
        "declined-skill": ("online", "They said that they do not know how to do it online.", 1),
        "declined-credit": ("online", "They said that they have no data or credit to do it online.", 1),
        "gave-up": ("online", "They gave up more than once.", 2),
        "wrote-letter": ("online", "They write letters to us.", 2),
        "mail-returned": ("reach", "An email to them came back.", 1),
    }
)
"""Each sign: what it makes us ask about, the sentence that tells it, and how often it must be seen."""

BY_RECORD = "preferred-language"
"""The sign that nobody notes: it stands in the record."""
_ENGLISH = ("", "en", "eng", "english")


def to_ask(
    signs: Iterable[Sign], held: Collection[str], now: datetime, languages: Iterable[str] = ()
) -> tuple[Ask, ...]:
    """What to ask a customer who has needs of the kinds `held`, and whose records prefer `languages`."""
    seen = _together([*signs, *_of_record(languages, now)])
    asks = []
    for code, subject in SUBJECTS.items():
        mine = {sign: each for sign, each in seen.items() if SIGNS[sign][0] == code}
        answered = max((each.answered_at for each in mine.values() if each.answered_at), default=None)
        why = tuple(SIGNS[sign][1] for sign in SIGNS if sign in mine and _says(mine[sign], answered, now))
        if why and not subject.answered_by & set(held):
            asks.append(Ask(code, subject.question, why, subject.kinds))
    return tuple(asks)


def _of_record(languages: Iterable[str], now: datetime) -> list[Sign]:
    """A language in the record is seen each day; an answer keeps it quiet like any other."""
    if all(each.strip().casefold() in _ENGLISH for each in languages):
        return []
    return [Sign(BY_RECORD, 1, now)]


def _says(sign: Sign, answered: datetime | None, now: datetime) -> bool:
    if sign.last_at is None or now - sign.last_at > FRESH or sign.times < SIGNS[sign.code][2]:
        return False
    return answered is None or sign.last_at > answered + QUIET


def _together(signs: Iterable[Sign]) -> dict[str, Sign]:
    """One of each, from all records of the customer; signs that nobody knows any more are left out."""
    seen: dict[str, Sign] = {}
    for each in signs:
        if each.code in SIGNS:
            before = seen.get(each.code, Sign(each.code, 0))
            seen[each.code] = Sign(
                each.code,
                before.times + each.times,
                _later(before.last_at, each.last_at),
                _later(before.answered_at, each.answered_at),
            )
    return seen


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((each for each in (one, other) if each is not None), default=None)
