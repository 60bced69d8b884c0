"""Promises about being answered, as the database counts them over contacts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from frontdesk.domains.standards.types import Kind, StandardVersion, Unit

ANSWERED = frozenset({"call-answered", "visit-seen", "call-abandoned"})
"""Measures counted from the times of contacts."""
SHORT = 5
"""Seconds: who gives up within them has not waited and is not counted."""
_GIVEN_UP = "call-abandoned"
_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
_PER = {"seconds": 1, "minutes": 60, "hours": 3600}


def counted_on(day: date, versions: Iterable[StandardVersion]) -> list[dict[str, Any]]:
    """How to count the contacts of a day for each of the versions in force on it that can be counted from contacts.

    `how` is share (answered within `within` seconds), average (time to the answer in units of `unit` seconds) or
    given-up. A share within a time that is not counted in seconds, minutes or hours is left out.
    """
    found = []
    for version in versions:
        rule, unit = version.clock, version.target.unit if version.target else ""
        asked: dict[str, Any] = {
            "day": day.isoformat(), "standard": version.code, "kind": version.kind.value,
            "channels": list(version.channels), "within": 0, "unit": _PER.get(unit, 60),
        }  # fmt: skip
        if version.measure not in ANSWERED:
            continue
        if version.measure == _GIVEN_UP:
            found.append(asked | {"how": "given-up"})
        elif version.kind is Kind.AVERAGE:
            found.append(asked | {"how": "average"})
        elif rule is not None and rule.unit in _SECONDS:
            found.append(asked | {"how": "share", "within": rule.length * _SECONDS[rule.unit]})
    return found
