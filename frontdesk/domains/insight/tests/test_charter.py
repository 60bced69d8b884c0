"""The charter against records whose answer can be counted on fingers."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.insight import queries
from frontdesk.domains.insight.actions import recount_contacts, recount_requests
from frontdesk.domains.insight.types import Cut, Kept, Period
from frontdesk.domains.requests.models import Request
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.rules.clock_data import OWN_WAITS, rule_from_data
from frontdesk.domains.standards.rules.words import result_in_words
from frontdesk.domains.standards.tests.made import OFFICE, promise
from frontdesk.domains.standards.types import Compare, Kind, Result, StandardVersion, Standing, Target
from frontdesk.kernel import clock, journal
from frontdesk.kernel.hours import calendar_from_data
from tests.support.cast import Cast
from tests.support.many import BEGIN, make_contact, make_requests

NOW = BEGIN + timedelta(days=60)


def answered(within: str = "20 seconds", **more: object) -> StandardVersion:
    """Calls answered within a time; `more` changes it."""
    values = {
        "code": "calls",
        "kind": Kind.SHARE, "measure": "call-answered", "channels": ("phone",), "services": (),
        "clock": rule_from_data("calls", {"within": within}, OWN_WAITS),
    }  # fmt: skip
    return promise(**{"within": within} | values | more)


def told(cast: Cast, code: str = "calls") -> Kept:
    recount_contacts(cast.system, days=[BEGIN.date() + timedelta(days=n) for n in range(90)])
    with clock.at(NOW):
        return next(each for each in queries.charter(cast.system.council) if each.standard.code == code)


def counted(result: Result) -> tuple[int, int]:
    return int(result.numerator), result.denominator


@pytest.mark.shows("K2")
def test_it_counts_calls_answered_within_the_time(cast: Cast):
    standards.set_standards(cast.system, standards=[answered()])
    for seconds in (1, 19, 20, 21, 300):
        make_contact(cast, "phone", (), days=50, answer=seconds)
    year = told(cast).year
    assert (counted(year), year.value) == ((3, 5), Fraction(60))


@pytest.mark.shows("K2")
def test_it_never_takes_a_start_that_nobody_told_for_a_wait_of_nought(cast: Cast):
    standards.set_standards(cast.system, standards=[answered()])
    with clock.at(BEGIN):
        contacts.open_contact(cast.dee, channel="phone")
    make_contact(cast, "phone", (), answer=0)
    assert told(cast).year.standing is Standing.NO_RECORDS


def test_it_counts_each_day_by_the_version_in_force_on_it(cast: Cast):
    later = answered("1 minute", valid_from=(BEGIN + timedelta(days=30)).date())
    standards.set_standards(cast.system, standards=[answered(), later])
    for day in (10, 40):
        make_contact(cast, "phone", (), days=day, answer=45)
    assert counted(told(cast).year) == (1, 2)
    assert counted(told(cast).month) == (1, 1)


def test_it_counts_those_who_gave_up_but_not_those_who_never_waited_or_wait_still(cast: Cast):
    given_up = answered(code="given-up", kind=Kind.RATIO, measure="call-abandoned", clock=None)
    standards.set_standards(cast.system, standards=[answered(), given_up])
    make_contact(cast, "phone", (), answer=3)
    for length in (4, 60, None):
        call = make_contact(cast, "phone", (), answer=None)
        call.handler_id = None
        call.done_at = call.ended_at = None if length is None else BEGIN + timedelta(seconds=length)
        call.save()
    assert counted(told(cast).year) == (1, 2)
    assert counted(told(cast, "given-up").year) == (1, 2)


@pytest.mark.shows("K2")
def test_it_counts_what_began_in_the_opening_hours_that_its_formula_names(cast: Cast):
    """Calls at 10 on each day of a week, UK time: the lines are open from Monday to Friday, and this Tuesday late."""
    hours = {"hours": {"monday to friday": "10:00-16:00"}, "special": {"2026-09-08": "10:01-16:00"}}
    standards.set_calendars(cast.system, calendars={"phones": ("Lines", calendar_from_data(hours))})
    gone = {"code": "given-up", "kind": Kind.RATIO, "measure": "call-abandoned", "clock": None}
    standards.set_standards(cast.system, standards=[answered(while_open="phones"), answered(**gone)])
    for day in range(6, 13):  # from Monday 7 September
        make_contact(cast, "phone", (), days=day, answer=10)
    assert BEGIN.astimezone(clock.LOCAL).hour == 10 and (BEGIN + timedelta(days=6)).weekday() == 0
    assert counted(told(cast).year) == (4, 4)
    assert counted(told(cast, "given-up").year) == (0, 7)
    period = Period(BEGIN.date(), NOW.date())
    with clock.at(NOW):
        opened = queries.contact_records(cast.sam, period, Cut(), promised=told(cast).standard)
    assert [each.day.day for each in opened] == [11, 10, 9, 7]
    standards.set_calendars(cast.system, calendars={"phones": ("Lines", OFFICE)})
    with clock.at(NOW):
        journal.deliver(cast.system.council)
        kept = next(each for each in queries.charter(cast.system.council) if each.standard.code == "calls")
    assert counted(kept.year) == (5, 5)


def test_it_tells_the_average_wait_in_the_unit_of_its_target(cast: Cast):
    target = Target(Compare.AT_MOST, Fraction(8), "minutes")
    wait = answered(code="wait", kind=Kind.AVERAGE, measure="visit-seen", channels=("visit",), clock=None,
                    target=target)  # fmt: skip
    standards.set_standards(cast.system, standards=[wait])
    for minutes in (3, 6):
        make_contact(cast, "visit", (), answer=minutes * 60)
    assert told(cast, "wait").year.value == Fraction(9, 2)


@pytest.mark.shows("K2")
def test_open_work_past_its_due_date_counts_as_missed_at_once(cast: Cast):
    """No news comes when a date passes, so the charter, the ratio and its records read open work as it stands."""
    standards.set_standards(cast.system, standards=[promise("bins")])
    make_requests(cast, 60, seed=3)
    recount_requests(cast.system, days=[BEGIN.date() + timedelta(days=n) for n in range(90)])
    received = [BEGIN.date(), NOW.date()]
    late = Request.objects.filter(council_id=cast.system.council, closed_at=None, local_day__range=received)
    late.update(due_at=NOW + timedelta(minutes=1), missed=False)
    before, ratio = told(cast, "bins").year, _timeliness(cast)
    assert late.update(due_at=NOW - timedelta(minutes=1)) > 3
    after = told(cast, "bins").year
    assert (after.denominator - before.denominator, after.numerator) == (late.count(), before.numerator)
    assert before.undecided - after.undecided == late.count()
    assert _timeliness(cast).denominator == ratio.denominator + late.count()
    with clock.at(NOW):
        missed = queries.records(cast.sam, Period(*received), Cut(part="missed"))
    assert len(missed) == _timeliness(cast).denominator - _timeliness(cast).numerator


def _timeliness(cast: Cast):
    with clock.at(NOW):
        return queries.timeliness(cast.system.council, Period(BEGIN.date(), NOW.date())).whole


def test_growth_on_a_year_waits_for_a_year_of_records(cast: Cast):
    growth = promise("growth", kind=Kind.GROWTH, measure="digital-transaction", clock=None,
                     baseline=Fraction(10), baseline_words="ten a year",
                     target=Target(Compare.AT_LEAST, Fraction(10)), services=())  # fmt: skip
    standards.set_standards(cast.system, standards=[growth])
    make_requests(cast, 60, seed=3)
    days = [BEGIN.date() + timedelta(days=n) for n in range(90)]
    recount_requests(cast.system, days=days)
    assert told(cast, "growth").year.standing is Standing.NO_RECORDS
    with clock.at(BEGIN + timedelta(days=364)):
        kept = queries.charter(cast.system.council)[0]
    assert kept.year.standing is Standing.MEASURED
    assert kept.month.standing is Standing.NO_RECORDS


@pytest.mark.shows("K2")
def test_growth_from_no_stated_figure_is_held_against_the_year_before_once_there_is_one(cast: Cast):
    """Two came by email and the web in the year before and three in this one; who rang does not count."""
    growth = promise("take-up", kind=Kind.GROWTH, measure="take-up", clock=None, channels=("email", "web"),
                     baseline_words="none is stated", services=(),
                     target=Target(Compare.AT_LEAST, Fraction(10)))  # fmt: skip
    standards.set_standards(cast.system, standards=[growth])
    came = (("email", 0), ("web", 364), ("phone", 100), ("web", 365), ("email", 500), ("web", 729), ("phone", 600))
    for channel, day in came:
        make_contact(cast, channel, ("bins",) * (day % 3), days=day)
    recount_contacts(cast.system, days=[BEGIN.date() + timedelta(days=day) for _, day in came])
    with clock.at(BEGIN + timedelta(days=728)):
        assert queries.charter(cast.system.council)[0].year.standing is Standing.NO_RECORDS
    with clock.at(BEGIN + timedelta(days=729)):
        (kept,) = queries.charter(cast.system.council)
    assert (kept.year.value, kept.year.kept, kept.month.value) == (Fraction(50), True, None)
    assert result_in_words(kept.standard, kept.year) == "50% (3 against 2)"
    assert kept.standard.baseline_words == "contacts in the year before"


def test_a_promise_set_later_for_days_gone_by_is_counted_by_the_news_of_it(cast: Cast):
    with clock.at(NOW):
        make_contact(cast, "phone", (), days=10, answer=5)
        standards.set_standards(cast.system, standards=[answered()])
        journal.deliver(cast.system.council)
        (kept,) = queries.charter(cast.system.council)
    assert counted(kept.year) == (1, 1)


def test_it_asks_no_more_for_many_promises_than_for_few(cast: Cast):
    standards.set_standards(cast.system, standards=[promise("bins"), answered()])
    with CaptureQueriesContext(connection) as few:
        queries.charter(cast.system.council)
    more = [promise(f"bins-{n}") for n in range(40)] + [answered(code=f"calls-{n}") for n in range(40)]
    standards.set_standards(cast.system, standards=more)
    with CaptureQueriesContext(connection) as many:
        assert len(queries.charter(cast.system.council)) == 82
    assert len(many) == len(few) <= 5
