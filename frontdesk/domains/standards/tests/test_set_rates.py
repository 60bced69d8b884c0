"""The verb set_rates, and the rate card of a day."""

from datetime import date

import pytest
from django.db import connection

from frontdesk.domains.standards import actions, queries
from frontdesk.domains.standards.tests.made import APRIL, promise
from frontdesk.domains.standards.types import Basis, RateCard
from frontdesk.kernel import tenancy
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast

OLD = RateCard(Basis.CONTACT, date(2025, 4, 1), {"phone": 360, "web": 18}, "Invented")
NEW = RateCard(Basis.CONTACT, APRIL, {"phone": 385, "web": 16}, "Invented")
SERVE = RateCard(Basis.SERVE, APRIL, {"phone": 610}, "Invented", "with buildings")


@pytest.mark.shows("K3")
def test_it_sets_what_is_new_and_nothing_the_second_time(cast: Cast):
    assert actions.set_rates(cast.system, cards=[OLD, NEW, SERVE]) == [
        "per contact from 2025-04-01",
        "per contact from 2026-04-01",
        "cost to serve from 2026-04-01",
    ]
    assert actions.set_rates(cast.system, cards=[OLD, NEW, SERVE]) == []


@pytest.mark.shows("K3")
def test_it_finds_the_card_in_force_on_the_day_with_its_basis(cast: Cast):
    council = cast.system.council
    actions.set_rates(cast.system, cards=[OLD, NEW, SERVE])
    before = queries.rate_card_in_force(council, Basis.CONTACT, date(2026, 3, 31))
    after = queries.rate_card_in_force(council, Basis.CONTACT, APRIL)
    assert before and after and (before.pence["phone"], after.pence["phone"]) == (360, 385)
    assert queries.rate_card_in_force(council, Basis.TRANSACTION, APRIL) is None
    assert queries.rate_card_in_force(council, Basis.CONTACT, date(2025, 3, 31)) is None


def test_a_correction_of_the_same_day_counts_and_the_first_is_kept(cast: Cast):
    actions.set_rates(cast.system, cards=[NEW])
    corrected = RateCard(Basis.CONTACT, APRIL, {"phone": 390, "web": 16}, "Invented")
    assert actions.set_rates(cast.ada, cards=[corrected]) == ["per contact from 2026-04-01"]
    card = queries.rate_card_in_force(cast.system.council, Basis.CONTACT, APRIL)
    assert card and card.pence["phone"] == 390
    assert len(queries.rate_cards(cast.system.council)) == 1


@pytest.mark.parametrize("pence", [{}, {"phone": -1}, {"phone": 3.85}, {"phone": True}])
def test_it_refuses_what_is_no_rate(cast: Cast, pence):
    with pytest.raises(Refusal):
        actions.set_rates(cast.system, cards=[RateCard(Basis.CONTACT, APRIL, pence, "Invented")])


def test_it_refuses_a_card_without_a_source_and_those_who_may_not(cast: Cast):
    with pytest.raises(Refusal):
        actions.set_rates(cast.system, cards=[RateCard(Basis.CONTACT, APRIL, {"phone": 385}, "")])
    with pytest.raises(NotAllowed):
        actions.set_rates(cast.sam, cards=[NEW])


def test_it_keeps_councils_apart(cast: Cast):
    actions.set_rates(cast.system, cards=[NEW])
    other = cast.councils.littlewick.id
    with tenancy.acting_for(other):
        (theirs,) = queries.rate_cards(other)
    assert [card.pence for card in queries.rate_cards(cast.system.council)] == [NEW.pence] != [theirs.pence]


def test_the_facts_say_until_when_each_counts(cast: Cast):
    actions.set_rates(cast.system, cards=[OLD, NEW])
    actions.set_rates(cast.system, cards=[RateCard(Basis.CONTACT, APRIL, {"phone": 390, "web": 16}, "Invented")])
    later = promise(within="3 working days", valid_from=date(2026, 10, 1))
    actions.set_standards(cast.system, standards=[promise(), promise(name="Bins we missed"), later])
    demo = [cast.system.council]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT valid_from, valid_until, pence FROM standards_rate_facts WHERE channel = 'phone' AND council = %s"
            " ORDER BY 1", demo
        )  # fmt: skip
        assert cursor.fetchall() == [(date(2025, 4, 1), date(2026, 3, 31), 360), (APRIL, None, 390)]
        cursor.execute(
            "SELECT number, valid_from, valid_until FROM standards_facts WHERE council = %s ORDER BY 2", demo
        )
        assert cursor.fetchall() == [(2, APRIL, date(2026, 9, 30)), (3, date(2026, 10, 1), None)]
