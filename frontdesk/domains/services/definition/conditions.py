"""Conditions as data: a closed list of operators and nothing else. What they mean is decided in `forms`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

OPERATORS = ("is", "is_not", "any_of", "over", "under", "before", "after", "answered")
COMBINATIONS = ("all", "any", "not")
UNITS = ("days", "working days", "weeks", "months", "years")
BUILT_IN_FACTS = {"ward": "text", "channel": "text", "assisted": "yes_no"}
"""Facts that are always there, with their type."""


@dataclass(frozen=True)
class Moment:
    """A day: fixed (`day`), or so many `unit`s from today (`count` 0: today itself)."""

    day: date | None = None
    count: int = 0
    unit: str = "days"

    @property
    def words(self) -> str:
        """As it stands in the file, where it is not a date."""
        if self.count == 0:
            return "today"
        return f"today {'+' if self.count > 0 else '-'} {abs(self.count)} {self.unit}"


_WORDS = re.compile(r"today(?:\s*([+-])\s*(\d{1,4})\s+(working days?|days?|weeks?|months?|years?))?")


def moment_from(value: object) -> Moment | None:
    """A Moment from a date or words like "today - 2 working days"; None when it is neither."""
    if isinstance(value, date):
        return Moment(day=value)
    match = _WORDS.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    sign, count, unit = match.groups()
    if sign is None:
        return Moment()
    unit = unit if unit.endswith("s") else unit + "s"
    return Moment(count=int(count) * (-1 if sign == "-" else 1), unit=unit)


Value = str | Decimal | Moment | tuple[str, ...] | bool


@dataclass(frozen=True)
class Test:
    """One question or fact compared by one operator. `subject` is "question" or "fact"."""

    __test__ = False

    subject: str
    code: str
    operator: str
    value: Value


@dataclass(frozen=True)
class AllOf:
    """Holds when every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds when one part at least holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """Holds when the part does not."""

    part: "Condition"


Condition = Test | AllOf | AnyOf | Not


def tests_of(condition: Condition | None) -> Iterator[Test]:
    """Every single comparison inside a condition."""
    match condition:
        case Test():
            yield condition
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from tests_of(part)
        case Not(part):
            yield from tests_of(part)
