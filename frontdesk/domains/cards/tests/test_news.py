"""News of what is known of a holder reaches the card: needs, dates of birth, deaths, joins, the council's pack."""

from datetime import date

import pytest

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.models import Card, Entitlement
from frontdesk.domains.cards.tests.stories import Cards
from frontdesk.domains.organisations.types import COUNCIL_CHANGED
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock, journal
from frontdesk.kernel.errors import Refusal

pytestmark = pytest.mark.shows("B7")


def told(cards: Cards) -> list[str]:
    """What Amina's card opens once the news is handed on."""
    journal.deliver(cards.amina.council)
    return cards.opens()


def test_a_need_that_is_recorded_and_ended_is_followed(cards: Cards):
    cards.give()
    need = people.record_need(cards.cast.dee, person=cards.person, need="carer", detail="Ruth", consent="agreed")
    assert told(cards) == ["library", "companion"]
    people.end_need(cards.cast.dee, need=need)
    assert told(cards) == ["library"]


def test_a_corrected_date_of_birth_is_followed(cards: Cards):
    card = cards.give()
    actions.prove_birth_date(cards.cast.dee, card=card.id, born_on=date(1950, 3, 12), proof="passport")
    assert told(cards) == ["library", "travel"]
    people.change_person(cards.cast.dee, person=cards.person, date_of_birth=date(1980, 3, 12))
    assert told(cards) == ["library"]


def test_a_death_ends_the_card_and_its_mistake_brings_it_back(cards: Cards):
    cards.give()
    people.say_died(cards.cast.dee, person=cards.person, source="phone")
    assert told(cards) == ["library"]
    people.record_death(
        cards.cast.dee, person=cards.person, died_on=clock.today(), evidence="certificate", words="Seen"
    )
    assert told(cards) == []
    assert queries.held(cards.cast.system, cards.person).card is None
    people.end_death(cards.cast.sam, person=cards.person, why="Another Amina")
    assert told(cards) == ["library"]


def test_whoever_has_died_is_given_nothing_any_more(cards: Cards):
    card = cards.give()
    people.say_died(cards.cast.dee, person=cards.person, source="phone")
    new = actions.replace_card(cards.amina, card=card.id)
    people.record_death(cards.cast.dee, person=cards.person, died_on=clock.today(), evidence="certificate")
    dee, person = cards.cast.dee, cards.person
    for do in (
        lambda: actions.give_card(dee, person=person),
        lambda: actions.replace_card(dee, card=new),
        lambda: actions.grant_entitlement(dee, person=person, kind="leisure", evidence="A letter"),
        lambda: actions.carry_over(dee, person=person, kind="badge", number="7"),
    ):
        with pytest.raises(Refusal, match="have died"):
            do()
    closed = {"person": person, "request": 7, "service": "blue-badge", "outcome": "given"}
    assert actions.grant_for_request(dee.council, **closed) == []  # type: ignore[arg-type]


def test_joined_and_parted_records_are_followed(cards: Cards):
    cards.give()
    other = people.create_person(cards.cast.dee, name="Amina Testwod", source="desk")
    people.record_need(cards.cast.dee, person=other, need="carer", detail="Ruth", consent="agreed")
    assert told(cards) == ["library"]
    join = people.join_people(cards.cast.sam, person=other, into=cards.person)
    assert told(cards) == ["library", "companion"]
    people.undo_join(cards.cast.sam, join=join, why="Two people")
    assert told(cards) == ["library"]


def test_what_a_request_gave_while_two_were_joined_belongs_to_the_record_whose_request_it_was(cards: Cards):
    cards.give()
    council, front = cards.amina.council, cards.person
    other = people.create_person(cards.cast.dee, name="Anwar Testwood", source="desk")
    actions.give_card(cards.cast.dee, person=other)
    badge = {"service": "blue-badge", "outcome": "given"}
    actions.grant_for_request(council, person=front, request=6, **badge)
    join = people.join_people(cards.cast.sam, person=other, into=front)
    (given,) = actions.grant_for_request(council, person=other, request=7, **badge)
    assert actions.grant_for_request(council, person=other, request=7, **badge) == []
    assert cards.opens().count("badge") == 1
    people.undo_join(cards.cast.sam, join=join, why="Father and daughter")
    journal.deliver(council)
    assert ("badge" in cards.opens(), "badge" in cards.opens(other)) == (True, True)
    actions.take_back_for_request(council, request=6, person=front)
    assert ("badge" in cards.opens(), "badge" in cards.opens(other)) == (False, True)
    assert Entitlement.objects.get(council_id=council, id=given).person_id == other


def test_a_badge_that_a_joined_record_was_granted_is_gone_from_the_other_when_they_part(cards: Cards):
    cards.give()
    other = people.create_person(cards.cast.dee, name="Anwar Testwood", source="desk")
    join = people.join_people(cards.cast.sam, person=other, into=cards.person)
    told_of = {"person": other, "request": 7, "service": "blue-badge", "outcome": "given"}
    actions.grant_for_request(cards.amina.council, **told_of)  # type: ignore[arg-type]
    code = cards.code()
    assert "badge" in told(cards)
    people.undo_join(cards.cast.sam, join=join, why="Father and daughter")
    assert "badge" not in told(cards)
    assert not queries.check(cards.amina.council, code).good, "a printed code says so no longer"


def test_a_death_counts_for_whoever_is_joined_to_the_record_and_not_for_whoever_is_parted_from_it(cards: Cards):
    cards.give()
    actions.grant_entitlement(cards.cast.dee, person=cards.person, kind="leisure", evidence="A letter")
    father = people.create_person(cards.cast.dee, name="Anwar Testwood", source="desk")
    people.record_death(cards.cast.dee, person=father, died_on=clock.today(), evidence="certificate")
    assert told(cards) == ["library", "leisure"]
    join = people.join_people(cards.cast.sam, person=father, into=cards.person)
    assert told(cards) == []
    people.undo_join(cards.cast.sam, join=join, why="Father and daughter")
    assert told(cards) == ["library", "leisure"]


def test_a_changed_pack_is_looked_at_the_next_night(cards: Cards):
    journal.deliver(cards.amina.council)
    cards.give()
    journal.write(cards.cast.system, COUNCIL_CHANGED, thing=("council", 1), data={"fields": ["name"]})
    told(cards)
    assert Card.objects.get(council_id=cards.amina.council).look_on is None
    journal.write(cards.cast.system, COUNCIL_CHANGED, thing=("council", 1), data={"fields": ["details"]})
    told(cards)
    assert Card.objects.get(council_id=cards.amina.council).look_on == clock.today()
