"""A card is given once, lost, replaced, ended; its code follows."""

import pytest

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.models import Card, StoppedSerial
from frontdesk.domains.cards.tests.stories import Cards, kinds_of_news
from frontdesk.domains.cards.tests.test_tokens import checked_by_a_stranger
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.joined import Joined

pytestmark = pytest.mark.shows("B7")


def offline(cards: Cards, token: str) -> dict[str, str]:
    """What somebody without a network, who has the published keys and list, reads in a code."""
    council = cards.amina.council
    stopped = queries.stopped_list(council)["stopped"]
    return checked_by_a_stranger(token, queries.published_keys(council), stopped, "demo", clock.today())


def test_it_gives_one_card_with_what_everybody_has(cards: Cards):
    first = actions.give_card(cards.amina, person=cards.person, via="web")
    assert actions.give_card(cards.cast.dee, person=cards.person, via="phone") == first
    assert cards.opens() == ["library"]
    assert kinds_of_news(cards.amina.council) == ["key_made", "given", "granted"]


def test_its_code_is_good_online_and_offline_and_its_number_too(cards: Cards):
    card = cards.give()
    for shown in (cards.code(), f"https://x.example/card/#{cards.code()}", card.number, f" {card.number.lower()} "):
        told = queries.check(cards.amina.council, shown)
        assert (told.good, told.genuine) == (True, "." in shown)
        assert (told.card, told.person, told.name) == (None, None, "")
    assert list(offline(cards, cards.code())) == ["library"]


def test_a_lost_card_is_good_no_more_and_the_next_opens_the_same(cards: Cards):
    card, code = cards.give(), cards.code()
    actions.report_card_lost(cards.amina, card=card.id, via="web")
    actions.report_card_lost(cards.cast.dee, card=card.id, via="phone")
    assert cards.held().card is None
    for shown in (code, card.number):
        assert "Do not accept it" in queries.check(cards.amina.council, shown).sentence
    with pytest.raises(ValueError, match="Stopped"):
        offline(cards, code)
    new = actions.replace_card(cards.amina, card=card.id, via="web")
    assert actions.replace_card(cards.cast.dee, card=card.id, via="phone") == new
    assert cards.card().number != card.number
    assert cards.opens() == ["library"]
    assert kinds_of_news(cards.amina.council)[3:] == ["lost", "replaced"]


def test_a_worn_card_is_replaced_at_once(cards: Cards):
    card = cards.give()
    new = actions.replace_card(cards.amina, card=card.id)
    assert {(each.id, each.state) for each in queries.cards_of(cards.amina.council, [cards.person])} == {
        (card.id, "replaced"), (new, "in-force"),
    }  # fmt: skip
    assert not queries.check(cards.amina.council, card.number).good


def test_a_card_that_ended_takes_what_was_on_it_along(cards: Cards):
    card = cards.give()
    actions.end_card(cards.cast.dee, card=card.id, why="moved")
    held = cards.held()
    assert held.card is None and held.entitlements == ()
    assert [each.ended for each in held.ended] == ["card-ended"]
    with pytest.raises(Refusal, match="has ended"):
        actions.replace_card(cards.amina, card=card.id)
    actions.give_card(cards.amina, person=cards.person)
    assert cards.opens() == ["library"]


def test_whoever_has_died_has_no_card(cards: Cards):
    cards.give()
    assert actions.end_cards_of(cards.cast.system, person=cards.person) == 1
    assert actions.end_cards_of(cards.cast.system, person=cards.person) == 0
    assert cards.held().entitlements == ()


def test_whoever_had_not_died_has_their_card_again_with_another_code(cards: Cards):
    card, code = cards.give(), cards.code()
    actions.grant_entitlement(cards.cast.dee, person=cards.person, kind="leisure", evidence="A letter")
    actions.end_cards_of(cards.cast.system, person=cards.person)
    assert actions.bring_back_cards_of(cards.cast.system, person=cards.person) == 1
    assert actions.bring_back_cards_of(cards.cast.system, person=cards.person) == 0
    assert cards.card().number == card.number and cards.opens() == ["library", "leisure"]
    assert not queries.check(cards.amina.council, code).good


def test_only_the_holder_and_who_serves_deal_with_a_card(cards: Cards):
    card = cards.give()
    for verb in (actions.report_card_lost, actions.replace_card):
        with pytest.raises(NotFound):
            verb(cards.bill, card=card.id)
        with pytest.raises(NotFound):
            verb(cards.cast.pat, card=card.id)
        with pytest.raises(NotFound):
            verb(cards.cast.lena, card=card.id)
    with pytest.raises(NotFound):
        actions.give_card(cards.bill, person=cards.person)
    with pytest.raises(NotAllowed):
        actions.end_card(cards.amina, card=card.id, why="asked")


def test_a_council_without_a_card_gives_none(cards: Cards):
    lena, littlewick = cards.cast.lena, cards.cast.littlewick_system
    person = people.create_person(lena, name="Luca Testwood", source="desk")
    with pytest.raises(Refusal, match="has no card"):
        actions.give_card(littlewick, person=person)


def test_joined_records_are_one_customer_with_one_card_and_parted_ones_are_as_before(cards: Cards):
    mine = cards.give()
    other = people.create_person(cards.cast.dee, name="Amina Testwod", source="desk")
    theirs = actions.give_card(cards.cast.dee, person=other)
    actions.grant_entitlement(cards.cast.dee, person=other, kind="leisure", evidence="A letter")
    before = list(Card.objects.filter(council_id=cards.amina.council).values())
    join = people.join_people(cards.cast.sam, person=other, into=cards.person)
    held = cards.held()
    assert held.card is not None and held.card.id == mine.id and [each.id for each in held.others] == [theirs]
    assert cards.opens() == ["library", "leisure"]
    assert actions.give_card(cards.amina, person=cards.person) in (mine.id, theirs)
    people.undo_join(cards.cast.sam, join=join, why="Two people")
    assert list(Card.objects.filter(council_id=cards.amina.council).values()) == before
    assert (cards.opens(), cards.opens(other)) == (["library"], ["library", "leisure"])


def test_a_renewed_key_leaves_codes_good_and_a_withdrawn_one_does_not(cards: Cards):
    cards.give()
    old = cards.code()
    assert actions.renew_key(cards.cast.ada) != actions.renew_key(cards.cast.ada)
    assert list(offline(cards, old)) == list(offline(cards, cards.code())) == ["library"]
    actions.renew_key(cards.cast.ada, withdraw=True)
    assert "no longer use" in queries.check(cards.amina.council, old).sentence
    with pytest.raises(ValueError, match="Not of this council"):
        offline(cards, old)
    assert list(offline(cards, cards.code())) == ["library"]
    with pytest.raises(NotAllowed):
        actions.renew_key(cards.cast.sam)


def test_the_list_of_stopped_serials_is_signed_and_forgets_what_is_too_old(cards: Cards):
    card = cards.give()
    actions.report_card_lost(cards.amina, card=card.id)
    told = queries.stopped_list(cards.amina.council)
    assert told["stopped"] == [card.serial] and told["signed"].count(".") == 2
    with clock.at(clock.now().replace(year=2029)):
        assert queries.stopped_list(cards.amina.council)["stopped"] == []
    assert StoppedSerial.objects.filter(council_id=cards.cast.lena.council).count() == 0


@pytest.mark.shows("B3")
def test_a_card_taken_while_wrongly_joined_goes_with_whoever_took_it(cards: Cards):
    two = Joined.wrongly(cards.cast)
    card = actions.give_card(two.bill, person=two.mother, via="web")
    two.part()
    council = cards.amina.council
    assert [[each.id for each in queries.cards_of(council, [one])] for one in (two.mother, two.son)] == [[], [card]]
