"""Cards shown at a counter, uses that are counted, offers posted and let through."""

import pytest
from django.db import connection

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.models import CardUse
from frontdesk.domains.cards.rules.order import in_order
from frontdesk.domains.cards.tests.stories import Cards, day, kinds_of_news
from frontdesk.domains.cards.types import Offer
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import ContactIn
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.types.acting import MEMBER, USER
from frontdesk.domains.segments import actions as segments
from frontdesk.domains.segments.types import Place
from frontdesk.kernel import access_log, clock
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal


@pytest.mark.shows("B7")
def test_staff_are_told_whose_card_it_is_and_partners_are_not(cards: Cards):
    code = cards.give() and cards.code()
    told = actions.check_card(cards.cast.flo, shown=code)
    assert (told.good, told.name, told.person) == (True, "Amina Testwood", cards.person)
    assert [each.what for each in access_log.looks_at(cards.amina.council, [cards.person])] == ["card check"]
    told = actions.check_card(cards.cast.pat, shown=code)
    assert (told.good, told.name, told.person) == (True, "", None)
    for who in (cards.bill, cards.cast.des, cards.cast.nobody):
        with pytest.raises(NotAllowed):
            actions.check_card(who, shown=code)


@pytest.mark.shows("B7", "B11")
def test_a_restricted_customers_card_works_and_tells_nothing(cards: Cards):
    cards.give()
    code = cards.code()
    people.restrict_person(cards.cast.sam, person=cards.person, readers=[])
    told = actions.check_card(cards.cast.flo, shown=code)
    assert (told.good, told.name, told.person, told.card) == (True, "Restricted customer", None, None)
    assert [each.kind.code for each in told.says] == ["library"]
    assert actions.count_use(cards.cast.flo, shown=code, kind="library")


@pytest.mark.shows("B7")
def test_a_use_is_counted_once_a_press_and_only_of_what_is_on_the_card(cards: Cards):
    card = cards.give()
    for key, counted in (("a", 1), ("a", 1), ("b", 2)):
        assert actions.count_use(cards.cast.pat, shown=card.number, kind="library", key=key)
        assert CardUse.objects.filter(council_id=cards.amina.council).count() == counted
    with pytest.raises(Refusal, match="not on the card"):
        actions.count_use(cards.cast.pat, shown=card.number, kind="travel")
    with pytest.raises(Refusal, match="Choose"):
        actions.count_use(cards.cast.pat, shown=card.number)
    with pytest.raises(NotAllowed):
        actions.count_use(cards.bill, shown=card.number, kind="library")
    actions.report_card_lost(cards.amina, card=card.id)
    with pytest.raises(Refusal, match="not in force"):
        actions.count_use(cards.cast.pat, shown=card.number, kind="library")


@pytest.mark.shows("B12")
def test_an_offer_is_seen_once_it_was_let_through_and_counts_once_a_day(cards: Cards):
    cards.give()
    offer = cards.offer()
    assert queries.offers_for(cards.amina) == []
    assert [each.id for each in queries.offers_waiting(cards.cast.sam)] == [offer]
    actions.publish_offer(cards.cast.sam, offer=offer)
    actions.publish_offer(cards.cast.sam, offer=offer)
    (seen,) = queries.offers_for(cards.amina)
    assert (seen.title, seen.name, seen.until) == ("Tea for £1", "Quill Cafe", day(30))
    code, member = cards.code(), cards.bill
    assert actions.count_use(member, shown=code, offer=offer)
    assert not actions.count_use(cards.cast.flo, shown=code, offer=offer)
    with clock.at(clock.now().replace(day=2)):
        assert actions.count_use(member, shown=cards.card().number, offer=offer)
    assert [each.uses for each in queries.offers_of(member, seen.organisation or 0)] == [2]
    told = [each.subject for each in messages.messages_about(cards.amina.council, ("offer", offer))]
    assert told == ["Your offer is let through"]
    assert kinds_of_news(cards.amina.council, "cards.offer") == ["_posted", "_published"]


@pytest.mark.shows("B12")
def test_an_offer_may_be_for_those_with_an_entitlement(cards: Cards):
    cards.give()
    offer = cards.offer(kind="leisure")
    actions.publish_offer(cards.cast.sam, offer=offer)
    assert queries.offers_for(cards.amina) == []
    with pytest.raises(Refusal, match="not on the card"):
        actions.count_use(cards.bill, shown=cards.code(), offer=offer)
    actions.grant_entitlement(cards.cast.dee, person=cards.person, kind="leisure", evidence="A letter")
    assert [each.id for each in queries.offers_for(cards.amina)] == [offer]
    assert actions.count_use(cards.bill, shown=cards.code(), offer=offer)


@pytest.mark.shows("B12")
@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"terms": ""}, "terms"),
        ({"until": None}, "until-day"),
        ({"since": "yesterday"}, "since-day"),
        ({"until": "yesterday"}, "until-day"),
        ({"until": "in two years"}, "until-day"),
        ({"kind": "made-up"}, "kind"),
    ],
)
def test_what_is_wrong_with_an_offer_is_said_at_its_field(cards: Cards, told: dict, field: str):
    days = {"yesterday": day(-1), "in two years": day(730)}
    with pytest.raises(Refusal) as refused:
        cards.offer(**{name: days.get(value, value) for name, value in told.items()})
    assert refused.value.field == field


@pytest.mark.shows("B12")
def test_only_members_post_and_only_who_may_lets_through(cards: Cards):
    organisation, member = cards.business()
    told = {"title": "Tea", "terms": "One", "since": None, "until": day(3)}
    with pytest.raises(NotFound):
        actions.post_offer(cards.amina, organisation=organisation, **told)
    with pytest.raises(Refusal, match="organisations"):
        _, bill = cards.person, cards.bill
        people.record_authority(
            cards.cast.dee, person=cards.person, by=bill.person or 0, evidence="council", why_no_end="Invented"
        )
        actions.post_offer(bill, organisation=cards.person, **told)
    offer = actions.post_offer(member, organisation=organisation, key="k", **told)
    assert actions.post_offer(member, organisation=organisation, key="k", **told) == offer
    for who in (member, cards.cast.dee, cards.cast.flo):
        with pytest.raises(NotAllowed):
            actions.publish_offer(who, offer=offer)
    with pytest.raises(NotFound):
        actions.end_offer(cards.amina, offer=offer)
    with pytest.raises(NotFound):
        queries.offers_of(cards.amina, organisation)
    actions.end_offer(member, offer=offer)
    with pytest.raises(Refusal, match="decided"):
        actions.publish_offer(cards.cast.sam, offer=offer)


@pytest.mark.shows("B12", "B13")
def test_whoever_acts_for_one_service_only_does_nothing_with_offers(cards: Cards):
    organisation, owner = cards.business()
    told = {"title": "Tea", "terms": "One", "since": None, "until": day(3)}
    amina = cards.person
    clerk = {"person": organisation, "by": amina, "evidence": MEMBER, "role": USER}
    people.record_authority(cards.cast.dee, **clerk, services=["missed-bin"])
    with pytest.raises(Refusal, match="some services only"):
        actions.post_offer(cards.amina, organisation=organisation, **told)
    offer = actions.post_offer(owner, organisation=organisation, **told)
    with pytest.raises(Refusal, match="some services only"):
        actions.end_offer(cards.amina, offer=offer)
    actions.publish_offer(cards.cast.sam, offer=offer)
    cards.give()
    with pytest.raises(NotFound):
        actions.count_use(cards.amina, shown=cards.code(), offer=offer)
    people.record_authority(cards.cast.dee, **clerk)
    assert actions.post_offer(cards.amina, organisation=organisation, **told) != offer


@pytest.mark.shows("B12")
def test_an_offer_that_is_not_let_through_is_answered_with_the_reason(cards: Cards):
    offer = cards.offer()
    with pytest.raises(Refusal, match="Write why"):
        actions.refuse_offer(cards.cast.sam, offer=offer, why=" ")
    actions.refuse_offer(cards.cast.sam, offer=offer, why="Say the price.")
    (told,) = messages.messages_about(cards.amina.council, ("offer", offer))
    assert "Say the price." in told.body
    assert [each.state for each in queries.offers_past(cards.cast.sam)] == ["refused"]


@pytest.mark.shows("B7", "B12")
def test_the_facts_count_cards_and_uses_without_people(cards: Cards):
    card = cards.give()
    actions.count_use(cards.cast.pat, shown=card.number, kind="library")
    with connection.cursor() as cursor:
        asked = [cards.amina.council]
        cursor.execute("SELECT count(*) FROM cards_facts WHERE council = %s AND state = 'in-force'", asked)
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT kind, count(*) FROM cards_use_facts WHERE council = %s GROUP BY kind", asked)
        assert cursor.fetchall() == [("library", 1)]
        cursor.execute("SELECT kind, source FROM cards_entitlement_facts WHERE council = %s", asked)
        assert cursor.fetchall() == [("library", "rule")]
        cursor.execute("SELECT count(*) FROM cards_offer_facts WHERE council = %s", asked)
        assert cursor.fetchone() == (0,)


@pytest.mark.shows("B10", "B12")
def test_staff_choose_who_sees_an_offer_first_and_nobody_sees_less(cards: Cards):
    early, late = cards.offer(until=day(5)), cards.offer(title="Cake", until=day(30))
    for offer in (early, late):
        actions.publish_offer(cards.cast.sam, offer=offer)
    council, at = cards.amina.council, clock.now()
    for _ in range(6):
        contacts.record_whole(cards.cast.system, contact=ContactIn("phone", at, cards.person, ended_at=at))
    segments.count_all(council)
    assert queries.first_choices(council)["segment:high"] == "High interaction"
    for reader in (cards.amina, cards.bill):
        assert [each.id for each in queries.offers_for(reader)] == [early, late]
    actions.put_first(cards.cast.sam, offer=late, first_for=["segment:high"])
    assert [each.id for each in queries.offers_for(cards.amina)] == [late, early]
    assert [each.id for each in queries.offers_for(cards.bill)] == [early, late]
    quiet = people.create_person(cards.cast.dee, name="Dev Testwood", source="desk")
    shown = queries.card(cards.cast.dee, actions.give_card(cards.cast.dee, person=quiet))
    assert actions.count_use(cards.bill, shown=shown.number, offer=late)  # who is in another segment has it too
    segments.leave_out(cards.amina)
    assert [each.id for each in queries.offers_for(cards.amina)] == [early, late]
    with pytest.raises(Refusal, match="from the list"):
        actions.put_first(cards.cast.sam, offer=late, first_for=["segment:rich"])
    with pytest.raises(NotAllowed):
        actions.put_first(cards.cast.dee, offer=late, first_for=[])
    actions.put_first(cards.cast.sam, offer=late, first_for=[])
    assert queries.offer(cards.cast.sam, late).first_for == ()


@pytest.mark.shows("B10")
def test_the_order_keeps_every_offer(cards: Cards):
    firsts: list[tuple[str, ...]] = [(), ("segment:low",), ("area:hills", "segment:high"), ("segment:high",)]
    made = [
        Offer(n, 1, f"{n}", "", "", "", day(0), day(9), "published", clock.now(), first_for=first)
        for n, first in enumerate(firsts)
    ]
    for of, order in (
        (Place(), [0, 1, 2, 3]),
        (Place("high"), [2, 3, 0, 1]),
        (Place("low", "hills"), [1, 2, 0, 3]),
        (Place("visitor"), [0, 1, 2, 3]),
    ):
        assert [each.id for each in in_order(made, of)] == order
