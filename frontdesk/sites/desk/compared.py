"""What two records have, line by line, and in words whether it is the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.domains.people.types import EMAIL, PHONE, Address, Person
from frontdesk.ui import words

Value = str | date | datetime
SAME, DIFFERENT, PARTLY = "Same", "Different", "Partly the same"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that both may have. `verdict` says in words how they compare; '' where that means nothing."""

    label: str
    one: Sequence[Value]
    other: Sequence[Value]
    verdict: str = ""


def lines(one: Person, other: Person) -> list[Line]:
    """What the two records have; what neither has is left out."""
    made = (_line(label, read(one), read(other)) for label, read in _READ)
    rest = [
        Line("Has an account", [_yes(one.has_account)], [_yes(other.has_account)]),
        Line("Record made", _day(one), _day(other)),
    ]
    return [each for each in (*made, _numbers(one, other)) if each.one or each.other] + rest


def _numbers(one: Person, other: Person) -> Line:
    """Numbers in other systems: compared only where one system knows both."""
    here, there = ({each.system: each.value for each in person.identities} for person in (one, other))
    both = here.keys() & there.keys()
    said = verdict([here[each] for each in sorted(both)], [there[each] for each in sorted(both)]) if both else ""
    return Line("Numbers in other systems", _told(one), _told(other), said)


def _told(person: Person) -> list[Value]:
    return [f"{each.system}: {each.value}" for each in person.identities]


def _line(label: str, one: Sequence[Value], other: Sequence[Value]) -> Line:
    return Line(label, one, other, verdict([_folded(each) for each in one], [_folded(each) for each in other]))


def verdict(one: Iterable[str], other: Iterable[str]) -> str:
    """How two lists of values compare, in words."""
    here, there = set(one), set(other)
    if not here or not there:
        return "Only one of them has it" if here or there else ""
    if here == there:
        return SAME
    return PARTLY if here & there else DIFFERENT


def _folded(value: Value) -> str:
    return "".join(each for each in str(value).casefold() if each.isalnum())


def _points(kind: str) -> Callable[[Person], list[Value]]:
    def read(person: Person) -> list[Value]:
        found = (each.value for each in person.points if each.kind == kind)
        return [words.phone(each) if kind == PHONE else each for each in dict.fromkeys(found)]

    return read


def _place(address: Address) -> str:
    line = ", ".join(filter(None, (address.line, address.postcode)))
    return f"{line} (until {words.day_and_month(address.until)})" if address.until else line


_READ: Sequence[tuple[str, Callable[[Person], Sequence[Value]]]] = (
    ("Name", lambda person: [person.name]),
    ("Date of birth", lambda person: [person.date_of_birth] if person.date_of_birth else []),
    ("Addresses", lambda person: list(dict.fromkeys(_place(each) for each in person.addresses))),
    ("Emails", _points(EMAIL)),
    ("Phone numbers", _points(PHONE)),
    ("Needs", lambda person: [each.instruction for each in person.needs]),
)


def _yes(holds: bool) -> str:
    return "Yes" if holds else "No"


def _day(person: Person) -> list[Value]:
    return [person.created_at.date()] if person.created_at else []
