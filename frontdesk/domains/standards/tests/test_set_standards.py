"""The verb set_standards, and what is promised for a service."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.domains.standards import actions, queries
from frontdesk.domains.standards.rules.clock_data import statutory_clocks
from frontdesk.domains.standards.tests.made import APRIL, CREWS, exception, promise
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast

LATER = promise(within="3 working days", valid_from=date(2026, 10, 1))


def codes(council: int, on: date) -> list[str]:
    return [version.code for version in queries.standards_in_force(council, on)]


@pytest.mark.shows("K2")
def test_it_sets_what_is_new_and_nothing_the_second_time(cast: Cast):
    wanted = [promise(), promise("letters", "7 working days")]
    assert actions.set_standards(cast.system, standards=wanted) == ["letters", "missed-bin"]
    assert actions.set_standards(cast.system, standards=wanted) == []
    (letters, bins) = queries.standards_in_force(cast.system.council, APRIL)
    assert (bins.code, bins.clock, bins.target) == ("missed-bin", promise().clock, promise().target)
    assert letters.number == 1


@pytest.mark.shows("K2")
def test_it_keeps_every_version_with_its_day(cast: Cast):
    actions.set_standards(cast.system, standards=[promise()])
    assert actions.set_standards(cast.system, standards=[LATER]) == ["missed-bin"]
    council = cast.system.council
    assert [version.number for version in queries.versions_of(council, "missed-bin")] == [1, 2]
    before, after = (
        queries.standard_in_force(council, "missed-bin", day) for day in (date(2026, 9, 30), date(2026, 10, 1))
    )
    assert before and before.clock and before.clock.length == 2
    assert after and after.clock and after.clock.length == 3
    assert queries.version(council, before.id) == before


def test_it_refuses_to_change_what_was_promised_and_changes_nothing(cast: Cast):
    actions.set_standards(cast.system, standards=[promise()])
    with pytest.raises(Refusal, match="day of its own"):
        actions.set_standards(cast.system, standards=[promise("letters"), promise(within="5 working days")])
    assert codes(cast.system.council, APRIL) == ["missed-bin"]


def test_it_refuses_a_calendar_that_does_not_exist(cast: Cast):
    rule = promise().clock
    assert rule
    wanted = promise(clock=replace(rule, calendar="crews"))
    with pytest.raises(Refusal, match="crews"):
        actions.set_standards(cast.system, standards=[wanted])
    actions.set_calendars(cast.system, calendars={"crews": ("Crews", CREWS)})
    assert actions.set_standards(cast.system, standards=[wanted]) == ["missed-bin"]


def test_it_withdraws_what_the_whole_no_longer_names_and_takes_it_back(cast: Cast):
    council, june = cast.system.council, datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Europe/London"))
    actions.set_standards(cast.system, standards=[promise(), promise("letters")])
    with clock.at(june):
        assert actions.set_standards(cast.system, standards=[promise()], whole=True) == ["letters"]
    assert codes(council, date(2026, 5, 31)) == ["letters", "missed-bin"]
    assert codes(council, june.date()) == ["missed-bin"]
    assert actions.set_standards(cast.system, standards=[promise("letters")]) == ["letters"]
    assert codes(council, june.date()) == ["letters", "missed-bin"]
    assert len(queries.versions_of(council, "letters")) == 1


def test_it_keeps_councils_apart(cast: Cast):
    actions.set_standards(cast.system, standards=[promise()])
    councils = (cast.system.council, cast.littlewick_system.council)
    found = [queries.promise_for(council, standard="missed-bin", on=APRIL) for council in councils]
    assert [promised and promised.words for promised in found] == [
        f"We come back for a missed bin within {time}." for time in ("2 working days", "1 working day")
    ]


def test_it_refuses_those_who_may_not(cast: Cast):
    for actor in (cast.amina, cast.dee, cast.sam, cast.nobody):
        with pytest.raises(NotAllowed):
            actions.set_standards(actor, standards=[promise()])


@pytest.mark.shows("A9")
def test_it_says_what_is_promised_for_a_service(cast: Cast):
    council = cast.system.council
    actions.set_standards(cast.system, standards=[promise()])
    found = queries.promise_for(council, standard="missed-bin", on=APRIL, service="missed-bin")
    assert found and (found.words, found.rule) == (
        "We come back for a missed bin within 2 working days.",
        promise().clock,
    )
    assert queries.promise_for(council, standard="missed-bin", on=date(2026, 3, 31)) is None
    assert queries.promise_for(council, standard="unheard-of", on=APRIL) is None


def test_it_counts_by_the_law_a_service_names(cast: Cast):
    actions.set_standards(cast.system, standards=[promise("information", "20 working days")])
    found = queries.promise_for(cast.system.council, standard="information", on=APRIL, clock="foi")
    assert found and found.rule == statutory_clocks()["foi"]


@pytest.mark.shows("K2")
def test_an_exception_is_approved_shown_and_ended(cast: Cast):
    council = cast.sam.council
    wanted = [promise("letters", "7 working days"), promise("planning-letters", "10 working days")]
    actions.set_standards(cast.system, standards=wanted)
    with pytest.raises(NotAllowed):
        actions.approve_exception(cast.oli, exception=exception())
    actions.approve_exception(cast.sam, exception=exception())
    assert queries.exceptions(council, APRIL) == [exception()]
    kept = queries.promise_for(council, standard="letters", on=APRIL, service="planning")
    assert kept and kept.standard == "planning-letters"
    actions.end_exception(cast.sam, standard="letters", service="planning", last_day=date(2026, 6, 30))
    kept = queries.promise_for(council, standard="letters", on=date(2026, 7, 1), service="planning")
    assert kept and kept.standard == "letters"
    assert actions.set_standards(cast.system, standards=wanted, exceptions=[exception()]) == []


@pytest.mark.parametrize("more", [{"reason": ""}, {"approved_by": ""}, {"instead": "unheard-of"}, {"standard": "no"}])
def test_it_refuses_an_exception_without_its_grounds(cast: Cast, more):
    actions.set_standards(cast.system, standards=[promise("letters"), promise("planning-letters")])
    with pytest.raises(Refusal):
        actions.approve_exception(cast.sam, exception=exception(**more))


def test_it_refuses_a_second_exception_of_the_same_day(cast: Cast):
    actions.set_standards(cast.system, standards=[promise("letters"), promise("planning-letters")])
    actions.approve_exception(cast.sam, exception=exception())
    with pytest.raises(Refusal, match="later day"):
        actions.approve_exception(cast.sam, exception=exception(reason="Another one."))
