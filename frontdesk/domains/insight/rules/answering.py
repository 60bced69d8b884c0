"""Promises about being answered, as the database counts them over contacts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.types import Kind, StandardVersion, Unit
from frontdesk.kernel.worktime import EVERY_DAY

ANSWERED = frozenset({"call-answered", "visit-seen", "call-abandoned"})
"""Measures counted from the times of contacts."""
SHORT = 5
"""Seconds: who gives up within them has not waited and is not counted."""
_GIVEN_UP = "call-abandoned"
_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
_PER = {"seconds": 1, "minutes": 60, "hours": 3600}


MEASURED = """direction = 'in' AND (answered > started
    OR (answered IS NULL AND handler IS NULL AND ended - started > make_interval(secs => %(short)s)))"""
"""Condition over `contacts_facts` for one whose wait was measured: answered after a start that somebody told apart from
the answer, or given up after more than a moment. Who is still waiting is not decided."""


def counted_on(day: date, versions: Iterable[StandardVersion], calendars: Calendars) -> list[dict[str, Any]]:
    """How to count the contacts of a day for each of the versions in force on it that can be counted from contacts.

    `how` is share (answered within `within` seconds), average (time to the answer in units of `unit` seconds) or
    given-up. `opens` and `shuts` are the moments between which a contact must begin. A share within a time that is not
    counted in seconds, minutes or hours is left out.
    """
    found = []
    for version in versions:
        if version.measure not in ANSWERED:
            continue
        rule, unit = version.clock, version.target.unit if version.target else ""
        asked: dict[str, Any] = {
            "day": day.isoformat(), "standard": version.code, "kind": version.kind.value,
            "channels": list(version.channels), "within": 0, "unit": _PER.get(unit, 60),
        } | _hours(day, version, calendars)  # fmt: skip
        if version.measure == _GIVEN_UP:
            found.append(asked | {"how": "given-up"})
        elif version.kind is Kind.AVERAGE:
            found.append(asked | {"how": "average"})
        elif rule is not None and rule.unit in _SECONDS:
            found.append(asked | {"how": "share", "within": rule.length * _SECONDS[rule.unit]})
    return found


def open_moments(day: date, version: StandardVersion, calendars: Calendars) -> list[tuple[datetime, datetime]]:
    """From when to when (aware) contacts that begin on a local day are counted: the hours of `while_open`, or all."""
    calendar = calendars.named(version.while_open) if version.while_open else EVERY_DAY
    return [(calendar.moment(day, opens), calendar.moment(day, shuts)) for opens, shuts in calendar.hours_on(day)]


def _hours(day: date, version: StandardVersion, calendars: Calendars) -> dict[str, list[str]]:
    moments = open_moments(day, version, calendars)
    return {
        "opens": [opens.isoformat() for opens, _ in moments],
        "shuts": [shuts.isoformat() for _, shuts in moments],
    }
