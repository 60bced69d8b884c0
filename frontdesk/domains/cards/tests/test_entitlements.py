"""What staff, rules, requests and existing cards put on a card, and what takes it off."""

from datetime import UTC, date, datetime

import pytest

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.models import Entitlement
from frontdesk.domains.cards.tests.stories import Cards, day, kinds_of_news, open_cards
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.models import Identity
from frontdesk.kernel import clock, journal
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.shows("B7")
BORN = date(1961, 3, 12)


def grant(cards: Cards, **told: object) -> int:
    return actions.grant_entitlement(
        cards.cast.dee,
        **{"person": cards.person, "kind": "leisure", "evidence": "A letter of 3 May", **told},  # type: ignore[arg-type]
    )


def test_staff_put_on_what_they_have_seen_the_evidence_of(cards: Cards):
    cards.give()
    with pytest.raises(Refusal, match="Write what you saw"):
        grant(cards, evidence=" ")
    with pytest.raises(Refusal, match="today or later"):
        grant(cards, until=day(-1))
    first = grant(cards)
    assert grant(cards) == first
    (mine,) = [each for each in cards.held().entitlements if each.kind == "leisure"]
    assert (mine.until, mine.source, mine.evidence) == (date(2027, 11, 30), "staff", "A letter of 3 May")
    longer = grant(cards, until=day(500))
    assert longer != first and cards.opens() == ["library", "leisure"]


@pytest.mark.parametrize("who", ["flo", "pat", "des"])
def test_who_does_not_decide_puts_nothing_on_a_card(cards: Cards, who: str):
    with pytest.raises((NotAllowed, NotFound)):
        actions.grant_entitlement(getattr(cards.cast, who), person=cards.person, kind="leisure", evidence="x")


def test_nobody_decides_for_themselves(cards: Cards):
    with pytest.raises(NotAllowed):
        actions.grant_entitlement(cards.amina, person=cards.person, kind="leisure", evidence="I say so")
    own = cards.cast.dee.as_person(cards.person)
    with pytest.raises(NotAllowed):
        actions.grant_entitlement(own, person=cards.person, kind="leisure", evidence="I say so")


def test_what_is_taken_off_is_in_no_code_any_more_and_no_rule_puts_it_back(cards: Cards):
    cards.give()
    code = cards.code()
    (library,) = cards.held().entitlements
    actions.end_entitlement(cards.cast.dee, entitlement=library.id, why="misuse")
    actions.end_entitlement(cards.cast.dee, entitlement=library.id, why="misuse")
    assert cards.opens() == []
    told = queries.check(cards.amina.council, code)
    assert not told.good and "out of date" in told.sentence
    assert queries.check(cards.amina.council, cards.code()).good
    assert actions.look_again(cards.amina.council, {cards.person}) == 0
    assert cards.opens() == []
    assert kinds_of_news(cards.amina.council).count("entitlement_ended") == 1


def test_a_date_of_birth_counts_once_it_was_seen(cards: Cards):
    card = cards.give()
    people.change_person(cards.amina, person=cards.person, date_of_birth=BORN)
    assert actions.look_again(cards.amina.council, {cards.person}) == 0
    with pytest.raises(Refusal, match="another date of birth"):
        actions.prove_birth_date(cards.cast.dee, card=card.id, born_on=date(1950, 3, 12), proof="passport")
    with pytest.raises(NotAllowed):
        actions.prove_birth_date(cards.amina, card=card.id, born_on=BORN, proof="passport")
    actions.prove_birth_date(cards.cast.dee, card=card.id, born_on=BORN, proof="passport")
    assert cards.opens() == ["library"]
    for moment, opens in (("2027-03-11", ["library"]), ("2027-03-12", ["library", "travel"])):
        with clock.at(datetime.fromisoformat(moment).replace(hour=1, tzinfo=UTC)):
            actions.daily(cards.amina.council)
            actions.daily(cards.amina.council)
            assert cards.opens() == opens
    new = actions.replace_card(cards.amina, card=card.id)
    assert queries.card(cards.amina, new).born_on == BORN


def test_a_birth_date_that_is_corrected_takes_off_what_followed_from_it(cards: Cards):
    card = cards.give()
    actions.prove_birth_date(cards.cast.dee, card=card.id, born_on=date(1950, 3, 12), proof="passport")
    assert cards.opens() == ["library", "travel"]
    people.change_person(cards.cast.dee, person=cards.person, date_of_birth=date(1980, 3, 12))
    assert journal.deliver(cards.amina.council) >= 0
    actions.look_again(cards.amina.council, {cards.person})
    assert cards.opens() == ["library"]


def test_a_need_that_they_agreed_to_gives_it_and_its_end_takes_it(cards: Cards):
    cards.give()
    need = people.record_need(cards.cast.dee, person=cards.person, need="carer", detail="Ruth", consent="agreed")
    actions.look_again(cards.amina.council, {cards.person})
    assert cards.opens() == ["library", "companion"]
    people.end_need(cards.cast.dee, need=need)
    actions.look_again(cards.amina.council, {cards.person})
    assert cards.opens() == ["library"]


@pytest.mark.parametrize("told", [{"consent": "without", "consent_words": "Not asked"}, {"sensitive": True}])
def test_a_need_that_is_restricted_or_was_not_agreed_to_gives_nothing(cards: Cards, told: dict):
    cards.give()
    people.record_need(
        cards.cast.dee, person=cards.person, need="carer", detail="Ruth", **{"consent": "agreed", **told}
    )
    actions.look_again(cards.amina.council, {cards.person})
    assert cards.opens() == ["library"]


def test_a_request_that_was_granted_gives_it_once_and_takes_it_back_when_it_is_opened_again(cards: Cards):
    told = {"person": cards.person, "request": 7, "service": "blue-badge", "outcome": "given"}
    council = cards.amina.council
    assert actions.grant_for_request(council, **{**told, "outcome": "refused"}) == []
    (first,) = actions.grant_for_request(council, **told)
    assert actions.grant_for_request(council, **told) == []
    cards.give()
    assert cards.opens() == ["library", "badge"]
    assert actions.take_back_for_request(council, request=7, person=cards.person) == 1
    assert cards.opens() == ["library"]
    (again,) = actions.grant_for_request(council, **told)
    assert again != first
    actions.end_entitlement(cards.cast.dee, entitlement=again, why="not-entitled")
    assert actions.grant_for_request(council, **told) == []


def test_existing_cards_are_carried_over_with_their_number(cards: Cards):
    Identity.objects.create(council_id=cards.amina.council, person_id=cards.person, system="library", value="L-77")
    cards.give()
    (library,) = cards.held().entitlements
    assert (library.source, library.old_number) == ("carried-over", "L-77")
    with pytest.raises(Refusal, match="number"):
        actions.carry_over(cards.cast.dee, person=cards.person, kind="leisure", number=" ")
    actions.carry_over(cards.cast.dee, person=cards.person, kind="leisure", number="S 12", until=day(20))
    (leisure,) = [each for each in cards.held().entitlements if each.kind == "leisure"]
    assert (leisure.old_number, leisure.until) == ("S 12", day(20))


def test_time_that_is_over_ends_by_itself(cards: Cards):
    cards.give()
    grant(cards, until=day(1))
    code = cards.code()
    with clock.at(clock.now().replace(day=3)):
        assert cards.opens() == ["library"]
        assert queries.check(cards.amina.council, code).good
        assert actions.daily(cards.amina.council) == (1, 0)
        assert [each.ended for each in cards.held().ended] == ["time-over"]


def test_a_changed_pack_is_followed_that_night(cards: Cards):
    cards.give()
    kinds = [{"code": "sauna", "name": "Sauna", "opens": "Sweat", "rule": {"everybody": True}}]
    open_cards("demo", kinds=kinds)
    actions.look_at_all(cards.amina.council)
    assert actions.daily(cards.amina.council) == (0, 2)
    assert cards.opens() == ["sauna"]


def test_another_council_sees_none_of_it(cards: Cards):
    cards.give()
    entitlement = Entitlement.objects.get(council_id=cards.amina.council)
    with pytest.raises(NotFound):
        queries.held(cards.cast.lena, cards.person)
    with pytest.raises(NotFound):
        actions.end_entitlement(cards.cast.lena, entitlement=entitlement.pk, why="misuse")
    assert not queries.check(cards.cast.lena.council, cards.code()).good
