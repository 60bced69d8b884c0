"""Any order and mix of events gives the due date that walking minute by minute gives."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import parse_events, statutory_clocks, statutory_examples
from frontdesk.domains.standards.rules.due import due
from frontdesk.domains.standards.tests.slow_clock import slow_due
from frontdesk.domains.standards.types import (
    ClockRule,
    DayOne,
    Effect,
    Event,
    Events,
    Extension,
    LeftOut,
    Unit,
)
from frontdesk.kernel.hours import calendar_from_data

MINUTE = timedelta(minutes=1)
CALENDARS = Calendars(
    "england-and-wales",
    {
        "office": calendar_from_data({"hours": {"monday to friday": "9:00-17:00"}}),
        "crews": calendar_from_data(
            {
                "hours": {
                    "monday to thursday": "6:30-12:00, 12:30-15:00",
                    "friday": "6:30-12:00",
                    "sunday": "22:00-24:00",
                },
                "closed": ["2026-03-31", "2026-10-27"],
                "special": {"2026-04-03": "8:00-12:00", "2026-10-24": "0:00-24:00"},
            }
        ),
        "always": calendar_from_data({"hours": {"every day": "all day"}, "bank_holidays": "none"}),
    },
)
LENGTHS = {
    Unit.MINUTE: 3000,
    Unit.HOUR: 60,
    Unit.WORKING_MINUTE: 1500,
    Unit.WORKING_HOUR: 24,
    Unit.WORKING_DAY: 7,
    Unit.CALENDAR_DAY: 9,
    Unit.CALENDAR_MONTH: 1,
}
REASONS = ("customer", "partner")
EFFECTS = st.sampled_from([Effect.PAUSE, Effect.PAUSE, Effect.RESTART])
REOPENINGS = ("disputed", "new", "other")


@st.composite
def rules(draw: st.DrawFn, code: str = "first") -> ClockRule:
    unit = draw(st.sampled_from(sorted(LENGTHS)))
    return ClockRule(
        code=code,
        length=draw(st.integers(1, LENGTHS[unit])),
        unit=unit,
        calendar=draw(st.sampled_from(["office", "crews", "always", "local", "uk", "none"])),
        starts_on=draw(st.sampled_from(["receipt", "receipt", "acknowledgement"])),
        day_one=draw(st.sampled_from(DayOne)) if unit is not Unit.CALENDAR_MONTH else DayOne.NEXT,
        left_out=draw(st.sampled_from(LeftOut)),
        ends_on_working_day=draw(st.booleans()),
        waits={reason: draw(EFFECTS) for reason in REASONS if draw(st.integers(0, 3))},
        reopenings={reason: draw(st.sampled_from(Effect)) for reason in REOPENINGS if draw(st.integers(0, 3))},
        extension=draw(st.none() | st.integers(1, 10 if unit is not Unit.CALENDAR_MONTH else 1).map(Extension)),
    )


WINDOWS = (datetime(2026, 3, 24, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC))
EDGES = st.sampled_from([0, 1, 23 * 60, 1439, 8 * 60, 9 * 60, 12 * 60, 16 * 60, 17 * 60])
MINUTES = st.integers(0, 1439) | EDGES


@st.composite
def episodes(draw: st.DrawFn, window: datetime) -> list[Event]:
    """Something that happens to a case, and often what ends it: asked and answered, closed and reopened."""
    at = window + (draw(st.integers(0, 11)) * 1440 + draw(MINUTES)) * MINUTE
    later = at + draw(st.integers(0, 3000) | st.sampled_from([0, 60, 1440, 2880])) * MINUTE
    match draw(
        st.sampled_from(["wait", "wait", "wait", "open wait", "close", "closed", "extend", "reset", "become", "ack"])
    ):
        case "wait" | "open wait" as which:
            name, key = draw(st.sampled_from(REASONS)), draw(st.sampled_from(["", "", "second"]))
            asked, answered = Event(at, Events.PAUSED, name, key), Event(later, Events.RESUMED, name, key)
            return [asked, answered] if which == "wait" else [asked]
        case "close":
            return [
                Event(at, Events.HAPPENED, "closing"),
                Event(later, Events.REOPENED, draw(st.sampled_from(REOPENINGS))),
            ]
        case "closed":
            return [Event(at, Events.HAPPENED, "closing")]
        case "extend":
            return [Event(at, Events.EXTENDED, by=draw(st.integers(0, 5)))]
        case "reset":
            return [Event(at, Events.RESET)]
        case "become":
            rule = draw(st.none() | rules(draw(st.sampled_from(["first", "second"]))))
            return [Event(at, Events.RECATEGORISED, rule=rule)]
    return [Event(at, Events.HAPPENED, "acknowledgement")]


@st.composite
def cases(draw: st.DrawFn) -> tuple[ClockRule, list[Event]]:
    """A rule, and a case: received at first, then anything at any minute of a fortnight, in any order."""
    window = draw(st.sampled_from(WINDOWS))
    events = [
        Event(window + draw(st.integers(0, 2880)) * MINUTE, Events.HAPPENED, "receipt"),
        Event(window + draw(st.integers(1440, 4320)) * MINUTE, Events.HAPPENED, "acknowledgement"),
        *(event for episode in draw(st.lists(episodes(window), min_size=2, max_size=8)) for event in episode),
    ]
    return draw(rules()), draw(st.permutations(events))


@pytest.mark.shows("F2")
@settings(max_examples=int(os.environ.get("FRONTDESK_EXAMPLES", "80")), deadline=None)
@given(cases())
def test_it_agrees_with_walking_minute_by_minute(case: tuple[ClockRule, list[Event]]) -> None:
    rule, events = case
    answer = due(rule, events, CALENDARS)
    assert (answer.at, answer.missed_before) == slow_due(rule, events, CALENDARS)


@pytest.mark.parametrize(
    ("code", "example"), statutory_examples(), ids=[f"{c}-{e['events'][0][:10]}" for c, e in statutory_examples()]
)
def test_the_walk_agrees_with_the_worked_examples_too(code: str, example: Mapping[str, Any]) -> None:
    rule = statutory_clocks()[code]
    events = [Event(e.at.astimezone(UTC), e.kind, e.name, e.key, e.by, e.rule) for e in parse_events(example["events"])]
    answer = due(rule, events, Calendars())
    assert (answer.at, False) == slow_due(rule, events, Calendars(), days=120)
