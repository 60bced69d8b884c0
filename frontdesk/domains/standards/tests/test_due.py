"""What each kind of event does to a due date, one table a question. No database."""

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import OWN_WAITS, parse_events, rule_from_data, statutory_clocks
from frontdesk.domains.standards.rules.due import due, share_used, warn_at
from frontdesk.domains.standards.types import ClockRule, Due, Event, Events, Running, Verdict
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.hours import calendar_from_data

LONDON = ZoneInfo("Europe/London")
CALENDARS = Calendars(
    own={
        "std": calendar_from_data({"hours": {"monday to friday": "9:00-17:00"}}),
        "split": calendar_from_data({"hours": {"monday to friday": "9:00-13:00, 14:00-17:00"}}),
        "saturday": calendar_from_data({"hours": {"monday to friday": "9:00-17:00", "saturday": "9:00-12:00"}}),
        "all": calendar_from_data({"hours": {"every day": "all day"}, "bank_holidays": "none"}),
    }
)
REOPENINGS = {"later": "pause", "new": "restart"}


def clock(within: str, calendar: str = "std", **more: object) -> ClockRule:
    return rule_from_data("own", {"within": within, "calendar": calendar, "reopenings": REOPENINGS, **more}, OWN_WAITS)


def answer(rule: ClockRule, *lines: str) -> Due:
    return due(rule, parse_events(lines), CALENDARS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.shows("F2")
@pytest.mark.parametrize(
    ("within", "calendar", "lines", "expected"),
    [
        ("4 working hours", "std", ["2026-03-27 15:00 receipt"], "2026-03-30 11:00"),
        ("4 working hours", "std", ["2026-10-23 15:30 receipt"], "2026-10-26 11:30"),
        ("24 working hours", "all", ["2026-03-28 12:00 receipt"], "2026-03-29 13:00"),
        ("24 working hours", "all", ["2026-10-24 12:00 receipt"], "2026-10-25 11:00"),
        ("24 hours", "std", ["2026-10-24 12:00 receipt"], "2026-10-25 11:00"),
        ("4 working hours", "split", ["2026-03-04 11:00 receipt"], "2026-03-04 16:00"),
        ("8 working hours", "split", ["2026-03-04 12:59 receipt"], "2026-03-05 14:59"),
        ("4 working hours", "std", ["2026-03-07 10:00 receipt"], "2026-03-09 13:00"),
        ("4 working hours", "saturday", ["2026-03-06 16:00 receipt"], "2026-03-07 12:00"),
        ("4 working hours", "std", ["2026-04-02 16:00 receipt"], "2026-04-07 12:00"),
        ("16 working hours", "std", ["2026-12-23 10:00 receipt"], "2026-12-29 10:00"),
        ("2 working hours", "std", ["2026-03-06 17:00 receipt"], "2026-03-09 11:00"),
        ("2 working hours", "std", ["2026-03-06 16:59 receipt"], "2026-03-09 10:59"),
        (
            "4 working hours",
            "std",
            ["2026-03-04 09:00 receipt", "2026-03-04 10:00 wait customer", "2026-03-05 10:00 end customer"],
            "2026-03-05 13:00",
        ),
        (
            "8 working hours",
            "std",
            ["2026-04-02 11:00 receipt", "2026-04-02 12:00 wait customer", "2026-04-07 12:00 end customer"],
            "2026-04-08 11:00",
        ),
        ("7 working days", "local", ["2026-12-21 receipt"], "2027-01-04"),
        ("7 working days", "local", ["2026-03-31 receipt"], "2026-04-13"),
        ("7 working days", "local", ["2026-03-08 receipt"], "2026-03-17"),
        ("10 working days", "local", ["2026-12-21 receipt"], "2027-01-07"),
        ("1 working day", "local", ["2026-12-24 receipt"], "2026-12-29"),
        ("2 working days", "saturday", ["2026-03-05 18:00 receipt"], "2026-03-07"),
    ],
)
def test_it_gives_the_vectors_of_the_sheet(within: str, calendar: str, lines: list[str], expected: str) -> None:
    found = answer(clock(within, calendar), *lines)
    if len(expected) == len("2026-12-21"):
        assert found.on == date.fromisoformat(expected)
    else:
        assert found.at == at(expected)


def test_it_counts_a_wait_inside_a_wait_once() -> None:
    rule = clock("4 working hours", waits={"customer": "pause", "partner": "pause"})
    lines = ["2026-03-04 09:00 receipt", "2026-03-04 10:00 wait customer", "2026-03-04 15:00 wait partner"]
    lines += ["2026-03-04 16:00 end partner", "2026-03-05 10:00 end customer"]
    assert answer(rule, *lines).at == at("2026-03-05 13:00")


RECEIVED = "2026-03-02 10:00 receipt"  # a Monday; 2 working days are Wednesday 4 March


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "2026-03-04"),
        (["2026-03-03 10:00 wait customer", "2026-03-03 16:00 end customer"], "2026-03-04"),
        (["2026-03-03 10:00 wait customer", "2026-03-05 09:00 end customer"], "2026-03-06"),
        (["2026-03-03 10:00 wait partner", "2026-03-05 09:00 end partner"], "2026-03-04"),
        (["2026-03-04 10:00 wait customer"], None),
        (["2026-03-04 10:00 wait customer", "2026-03-04 23:00 end customer"], "2026-03-04"),
        (["2026-03-04 10:00 wait customer", "2026-03-05 09:00 end customer"], "2026-03-06"),
        (["2026-03-04 10:00 wait customer", "2026-03-06 23:00 end customer"], "2026-03-09"),
        (["2026-03-04 10:00 wait partner", "2026-03-06 23:00 end partner"], "2026-03-04"),
        (
            [
                "2026-03-04 10:00 wait customer",
                "2026-03-05 09:00 end customer",
                "2026-03-06 16:00 wait customer",
                "2026-03-09 09:00 end customer",
            ],
            "2026-03-10",
        ),
        (["2026-03-04 10:00 wait customer", "2026-03-05 reset"], None),
        (["2026-03-03 10:00 wait customer"], None),
        (["2026-03-05 10:00 wait customer", "2026-03-09 09:00 end customer"], "2026-03-04"),
        (["2026-03-03 09:00 end customer"], "2026-03-04"),
        (["2026-03-03 closing", "2026-03-05 reopen disputed"], "2026-03-04"),
        (["2026-03-03 closing", "2026-03-05 reopen later"], "2026-03-06"),
        (["2026-03-03 closing", "2026-03-05 reopen new"], "2026-03-09"),
        (["2026-03-03 reopen new"], "2026-03-04"),
        (["2026-03-03 reset"], "2026-03-05"),
        (["2026-03-03 closing", "2026-03-04 reset"], "2026-03-04"),
        (["2026-03-03 receipt"], "2026-03-04"),
        (["2026-03-03 extend 1"], "2026-03-04"),
    ],
)
def test_it_moves_two_working_days_as_the_events_say(lines: list[str], expected: str | None) -> None:
    found = answer(clock("2 working days"), RECEIVED, *lines).on
    assert found == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2026-03-04 23:59 extend 1"], "2026-03-05"),
        (["2026-03-05 00:00 extend 1"], "2026-03-04"),
        (["2026-03-03 extend 9"], "2026-03-09"),
        (["2026-03-03 extend"], "2026-03-09"),
        (["2026-03-03 extend 2", "2026-03-04 extend 2"], "2026-03-09"),
        (["2026-03-03 extend 1", "2026-03-04 reset"], "2026-03-06"),
        (["2026-03-02 12:00 closing", "2026-03-03 extend 1"], "2026-03-04"),
        (["2026-03-06 reset", "2026-03-09 extend 1"], "2026-03-11"),
        (["2026-03-04 wait customer", "2026-03-05 end customer", "2026-03-06 extend 1"], "2026-03-09"),
        (["2026-03-04 wait customer", "2026-03-05 extend 1", "2026-03-05 18:00 end customer"], "2026-03-09"),
    ],
)
def test_it_extends_up_to_the_most_and_not_after_the_end(lines: list[str], expected: str) -> None:
    assert answer(clock("2 working days", extension={"most": 3}), RECEIVED, *lines).on == date.fromisoformat(expected)


def test_it_leaves_out_the_days_of_asking_and_answering_where_the_law_says_so() -> None:
    rule = clock("2 working days", left_out="both")
    asked = ["2026-03-03 10:00 wait customer", "2026-03-03 16:00 end customer"]
    assert answer(rule, RECEIVED, *asked).on == date(2026, 3, 5)
    assert answer(rule, RECEIVED, "2026-03-04 16:00 wait customer").on is None


@pytest.mark.parametrize(
    ("lines", "state", "verdict"),
    [
        ([], Running.NOT_STARTED, Verdict.OPEN),
        ([RECEIVED], Running.RUNNING, Verdict.MISSED),
        ([RECEIVED, "2026-03-03 wait customer"], Running.WAITING, Verdict.OPEN),
        ([RECEIVED, "2026-03-03 wait customer", "2026-03-20 closing"], Running.STOPPED, Verdict.KEPT),
        ([RECEIVED, "2026-03-04 23:59 closing"], Running.STOPPED, Verdict.KEPT),
        ([RECEIVED, "2026-03-05 00:00 closing"], Running.STOPPED, Verdict.MISSED),
        ([RECEIVED, "2026-03-03 closing", "2026-03-05 reopen disputed"], Running.RUNNING, Verdict.MISSED),
        ([RECEIVED, "2026-03-05 reset", "2026-03-05 closing"], Running.STOPPED, Verdict.MISSED),
        ([RECEIVED, "2026-03-05 becomes foi"], Running.RUNNING, Verdict.MISSED),
        ([RECEIVED, "2026-03-04 becomes foi"], Running.RUNNING, Verdict.OPEN),
    ],
)
def test_it_says_whether_the_promise_was_kept(lines: list[str], state: Running, verdict: Verdict) -> None:
    found = answer(clock("2 working days"), *lines)
    assert (found.state, found.verdict(at("2026-03-10 12:00"))) == (state, verdict)


@pytest.mark.parametrize(
    ("lines", "expected", "verdict"),
    [
        (["2026-03-04 13:00 wait customer"], "2026-03-04 13:00", Verdict.MISSED),
        (["2026-03-04 12:59 wait customer"], None, Verdict.OPEN),
        (["2026-03-04 13:00 closing"], "2026-03-04 13:00", Verdict.KEPT),
        (["2026-03-04 13:01 closing"], "2026-03-04 13:00", Verdict.MISSED),
        (["2026-03-04 13:00 reset", "2026-03-04 14:00 closing"], "2026-03-04 17:00", Verdict.KEPT),
        (["2026-03-04 13:01 reset", "2026-03-04 14:00 closing"], "2026-03-05 09:01", Verdict.MISSED),
        (["2026-03-04 13:00 extend 1"], "2026-03-04 14:00", Verdict.MISSED),
        (["2026-03-04 13:01 extend 1"], "2026-03-04 13:00", Verdict.MISSED),
    ],
)
def test_it_still_counts_in_the_very_minute_of_the_end(
    lines: list[str], expected: str | None, verdict: Verdict
) -> None:
    found = answer(clock("4 working hours", extension={"most": 1}), "2026-03-04 09:00 receipt", *lines)
    assert found.at == (at(expected) if expected else None)
    assert found.verdict(at("2026-03-04 15:00")) is verdict


def test_the_end_of_a_case_stops_every_clock_of_it() -> None:
    foi = statutory_clocks()["foi"]
    assert answer(foi, RECEIVED, "2026-03-05 closing").state is Running.STOPPED
    assert answer(foi, RECEIVED, "2026-03-05 acknowledgement").state is Running.RUNNING


def test_it_counts_a_recategorised_case_from_the_day_it_arrived() -> None:
    assert answer(clock("2 working days"), RECEIVED, "2026-03-04 becomes foi").on == date(2026, 3, 31)


def test_it_reads_the_old_waits_by_the_new_rule() -> None:
    lines = [RECEIVED, "2026-03-03 wait customer", "2026-03-05 end customer", "2026-03-06 becomes foi"]
    assert answer(clock("2 working days"), *lines).on == date(2026, 4, 7)  # twenty from the answer


def test_it_forgets_an_extension_that_another_rule_was_given() -> None:
    lines = [RECEIVED, "2026-03-03 extend 3", "2026-03-04 becomes foi"]
    assert answer(clock("2 working days", extension={"most": 3}), *lines).on == date(2026, 3, 31)


def test_it_keeps_the_extension_of_a_case_that_comes_back() -> None:
    rule = clock("2 working days", extension={"most": 3})
    events = [*parse_events([RECEIVED, "2026-03-03 extend 3", "2026-03-04 becomes foi"])]
    events.append(Event(at("2026-03-05 12:00"), Events.RECATEGORISED, rule=rule))
    assert due(rule, events, CALENDARS).on == date(2026, 3, 9)


def test_it_follows_a_calendar_that_changed_while_it_ran() -> None:
    rule, events = clock("2 working days"), parse_events([RECEIVED])
    snow = calendar_from_data({"hours": {"monday to friday": "9:00-17:00"}, "closed": ["2026-03-03"]})
    assert due(rule, events, CALENDARS).on == date(2026, 3, 4)
    assert due(rule, events, Calendars(own={"std": snow})).on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("rule", "share", "lines", "expected"),
    [
        (clock("10 working days", "local"), "4/5", ["2026-03-02 receipt"], "2026-03-12 09:00"),
        (clock("2 working days"), "4/5", ["2026-03-02 receipt"], "2026-03-04 09:00"),
        (clock("1 working day", "saturday"), "1/2", ["2026-03-06 receipt"], "2026-03-07 09:00"),
        (clock("4 working hours"), "3/4", ["2026-03-27 15:00 receipt"], "2026-03-30 10:00"),
        (clock("24 hours"), "1/2", ["2026-03-27 15:00 receipt"], "2026-03-28 03:00"),
        (
            clock("4 working hours"),
            "3/4",
            ["2026-03-04 09:00 receipt", "2026-03-04 10:00 wait customer", "2026-03-05 10:00 end customer"],
            "2026-03-05 12:00",
        ),
        (statutory_clocks()["sar"], "4/5", ["2026-09-03 receipt"], "2026-09-27 09:00"),
        (clock("2 working days"), "4/5", ["2026-03-02 receipt", "2026-03-02 13:00 wait customer"], None),
        (clock("2 working days"), "4/5", [], None),
    ],
)
def test_it_warns_when_a_share_is_used(rule: ClockRule, share: str, lines: list[str], expected: str | None) -> None:
    assert warn_at(rule, parse_events(lines), CALENDARS, Fraction(share)) == (at(expected) if expected else None)


def test_it_orders_by_how_much_of_the_promise_is_used() -> None:
    found = answer(clock("4 working hours"), "2026-03-04 09:00 receipt")
    assert share_used(found, at("2026-03-04 11:00")) == 0.5
    assert share_used(found, at("2026-03-04 17:00")) == 2.0
    assert share_used(answer(clock("2 working days")), at("2026-03-04 11:00")) is None


def test_it_refuses_a_calendar_nobody_knows() -> None:
    with pytest.raises(Refusal, match="crews"):
        answer(clock("2 working days", "crews"), RECEIVED)
