"""Each kind of standard measured from facts. No database."""

from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import rule_from_data
from frontdesk.domains.standards.rules.measuring import measure, result
from frontdesk.domains.standards.rules.words import kept_in_words, result_in_words, target_in_words, value_in_words
from frontdesk.domains.standards.tests.made import OFFICE, promise
from frontdesk.domains.standards.types import Compare, Fact, Kind, Standing, Tally, Target, Verdict

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 3, 4, 12, tzinfo=LONDON)
CALENDARS = Calendars(own={"office": OFFICE})
KEPT, MISSED, OPEN = Fact(verdict=Verdict.KEPT), Fact(verdict=Verdict.MISSED), Fact(verdict=Verdict.OPEN)


def target(compare: Compare, value: int, unit: str = "per cent") -> Target:
    return Target(compare, Fraction(value), unit)


def took(**length: int) -> Fact:
    return Fact(NOON - timedelta(days=1), NOON - timedelta(days=1) + timedelta(**length))


HALF = promise(
    "calls",
    kind=Kind.SHARE,
    clock=rule_from_data("calls", {"within": "20 seconds", "starts_on": "first ring", "stops_on": "answer"}),
    target=target(Compare.AT_LEAST, 50),
)
WAIT = promise("wait", kind=Kind.AVERAGE, clock=None, target=target(Compare.UNDER, 10, "minutes"))


@pytest.mark.shows("K2")
@pytest.mark.parametrize(
    ("version", "facts", "numerator", "denominator", "undecided", "value", "kept"),
    [
        (promise(), [KEPT] * 19 + [MISSED], 19, 20, 0, 95, True),
        (promise(), [KEPT] * 18 + [MISSED] * 2 + [OPEN] * 5, 18, 20, 5, 90, False),
        (promise(target=None), [KEPT, KEPT], 2, 2, 0, 100, True),
        (promise(target=None), [KEPT, MISSED], 1, 2, 0, 50, False),
        (HALF, [took(seconds=20), took(seconds=21)], 1, 2, 0, 50, True),
        (
            HALF,
            [took(seconds=20), Fact(NOON - timedelta(minutes=5)), Fact(NOON - timedelta(seconds=5))],
            1,
            2,
            1,
            50,
            True,
        ),
        (WAIT, [took(minutes=5), took(minutes=12), Fact(NOON)], 17, 2, 1, Fraction(17, 2), True),
        (WAIT, [took(minutes=10)], 10, 1, 0, 10, False),
        (WAIT, [Fact(value=9), Fact(value=Fraction(21, 2))], Fraction(39, 2), 2, 0, Fraction(39, 4), True),
        (
            promise(kind=Kind.RATIO, clock=None, target=target(Compare.UNDER, 12)),
            [Fact(counts=True)] * 12 + [Fact()] * 88,
            12,
            100,
            0,
            12,
            False,
        ),
        (
            promise(kind=Kind.LIST, clock=None, target=target(Compare.AT_LEAST, 90)),
            [Fact(counts=True)] * 9 + [Fact()],
            9,
            10,
            0,
            90,
            True,
        ),
        (
            promise(kind=Kind.GROWTH, clock=None, baseline=Fraction(200), target=target(Compare.AT_LEAST, 10)),
            [Fact(value=150), Fact(value=69), Fact()],
            220,
            3,
            0,
            10,
            True,
        ),
        (
            promise(kind=Kind.INSPECTED, clock=None, target=target(Compare.OVER, 85)),
            [KEPT] * 6 + [MISSED],
            6,
            7,
            0,
            Fraction(600, 7),
            True,
        ),
    ],
)
def test_it_measures_each_kind_by_its_formula(version, facts, numerator, denominator, undecided, value, kept):
    found = measure(version, facts, NOON, CALENDARS)
    assert found.standing is Standing.MEASURED
    assert (float(found.numerator), found.denominator, found.undecided) == (numerator, denominator, undecided)
    assert (found.value, found.kept) == (value, kept)


@pytest.mark.shows("K2")
@pytest.mark.parametrize("kind", Kind)
def test_it_invents_nothing_where_nothing_is_recorded(kind):
    found = measure(promise(kind=kind, baseline=Fraction(5)), [], NOON, CALENDARS)
    assert (found.value, found.kept) == (None, None)
    assert found.standing is (Standing.BY_VISIT if kind is Kind.INSPECTED else Standing.NO_RECORDS)


def test_it_says_no_records_while_nothing_is_decided():
    found = measure(promise(), [OPEN, OPEN], NOON, CALENDARS)
    assert (found.standing, found.undecided) == (Standing.NO_RECORDS, 2)


def test_it_counts_what_is_overdue_and_open_as_missed():
    friday = datetime(2026, 2, 27, 10, tzinfo=LONDON)
    found = measure(promise(), [Fact(friday), Fact(NOON - timedelta(hours=1))], NOON, CALENDARS)
    assert (float(found.numerator), found.denominator, found.undecided) == (0, 1, 1)


def test_it_averages_working_hours_by_the_calendar():
    clock = rule_from_data("emails", {"within": "4 working hours", "calendar": "office"})
    emails = promise("emails", kind=Kind.AVERAGE, clock=clock, target=target(Compare.AT_MOST, 4, "working hours"))
    overnight = Fact(datetime(2026, 3, 3, 16, tzinfo=LONDON), datetime(2026, 3, 4, 12, tzinfo=LONDON))
    assert measure(emails, [overnight], NOON, CALENDARS).value == 4


@pytest.mark.parametrize(
    ("version", "counted", "words"),
    [
        (promise(), Tally(Fraction(1204), 1249), "96.4% (1,204 of 1,249)"),
        (promise(), Tally(Fraction(95), 100), "95% (95 of 100)"),
        (promise(), Tally(Fraction(949_960), 1_000_000), "94.996% (949,960 of 1,000,000)"),
        (promise(target=None), Tally(Fraction(99_999), 100_000), "99.999% (99,999 of 100,000)"),
        (WAIT, Tally(Fraction(2558), 320), "8 minutes (320 counted)"),
        (WAIT, Tally(Fraction(1), 1), "1 minute (1 counted)"),
        (WAIT, Tally(Fraction(99_999), 10_000), "9.9999 minutes (10,000 counted)"),
        (
            promise(kind=Kind.GROWTH, clock=None, baseline=Fraction(18_400), target=target(Compare.AT_LEAST, 10)),
            Tally(Fraction(20_240), 20_240),
            "10% (20,240 against 18,400)",
        ),
        (promise(kind=Kind.INSPECTED), Tally(Fraction(6), 7), "6 of 7 visits"),
        (promise(kind=Kind.INSPECTED), Tally(Fraction(60), 70), "85.7% (60 of 70 visits)"),
        (promise(), Tally(Fraction(1), 1), "1 of 1"),
        (promise(kind=Kind.GROWTH, clock=None, baseline=Fraction(18_400)), Tally(), "not a year of records yet"),
        (promise(kind=Kind.GROWTH, clock=None, baseline=None), Tally(Fraction(9), 9), "no records yet"),
        (promise(kind=Kind.INSPECTED), Tally(), "by visit"),
        (promise(), Tally(), "no records yet"),
    ],
)
def test_it_never_shows_a_figure_that_contradicts_the_verdict(version, counted, words):
    assert result_in_words(version, result(version, counted)) == words


@pytest.mark.parametrize(
    ("kept", "of", "words"),
    [
        (0, 0, ""),
        (1, 1, "In the last year this fell due once, and we kept it."),
        (0, 1, "In the last year this fell due once, and we missed it."),
        (1, 2, "In the last year this fell due twice, and we kept it once."),
        (0, 4, "In the last year this fell due 4 times, and we missed it each time."),
        (4, 4, "In the last year this fell due 4 times, and we kept it each time."),
        (1204, 1249, "We kept this 1,204 times out of 1,249 in the last year."),
    ],
)
def test_few_cases_are_told_in_words_and_not_as_a_rate(kept, of, words):
    assert kept_in_words(kept, of) == words


def test_it_says_the_target():
    assert target_in_words(promise()) == "at least 95%"
    assert target_in_words(promise(target=None)) == "100%"
    assert target_in_words(WAIT) == "under 10 minutes"
    assert target_in_words(promise(kind=Kind.INSPECTED, target=None)) == ""
    for compare, value, said in (
        (Compare.AT_LEAST, 10, "at least 10% more"),
        (Compare.OVER, 0, "more than before"),
        (Compare.UNDER, 0, "less than before"),
    ):
        assert target_in_words(promise(kind=Kind.GROWTH, target=Target(compare, Fraction(value)))) == said
    assert value_in_words(WAIT, result(WAIT, Tally(Fraction(85), 10))) == "8.5 minutes"
