"""Forms and sign-ups that stop: trouble is counted as codes, help is offered once to whoever agreed, and given."""

from datetime import timedelta

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.access.models import SignUp
from frontdesk.domains.forms import actions, queries
from frontdesk.domains.forms.models import Draft, HelpOffer, Trouble
from frontdesk.domains.forms.tests.stories import MORNING, last_message, publish
from frontdesk.domains.forms.types import NOT_RIGHT, UPLOAD, Started
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

DAY = timedelta(days=1)


@pytest.fixture
def begun(cast: Cast) -> Started:
    """A form that a visitor began this morning."""
    publish(cast)
    with clock.at(MORNING):
        return actions.start_draft(cast.nobody, service="tree", channel="web")


def troubles(cast: Cast) -> list[tuple[str, str, str, int]]:
    rows = Trouble.objects.filter(council_id=cast.dee.council).order_by("page", "question")
    return list(rows.values_list("page", "question", "reason", "times"))


def offers_sent(cast: Cast, at=MORNING + DAY + timedelta(minutes=1)) -> int:
    with clock.at(at):
        return actions.offer_help(cast.system)


@pytest.mark.shows("B6")
def test_an_answer_that_is_not_taken_is_counted_by_page_and_question_and_never_kept(cast: Cast, begun: Started):
    for _ in range(3):
        actions.answer_page(cast.nobody, draft=begun.draft, page="where", typed={"where": {}}, key=begun.key)
    assert troubles(cast) == [("where", "where", NOT_RIGHT, 3)]
    assert queries.stuck_on(cast.dee.council, begun.draft, "where") == 3
    actions.note_trouble(cast.nobody, draft=begun.draft, page="where", reason=UPLOAD, key=begun.key)
    assert ("where", "", UPLOAD, 1) in troubles(cast)


def test_slips_of_staff_say_nothing_of_the_customer(cast: Cast):
    publish(cast)
    begun = actions.start_draft(cast.dee, service="tree", channel="phone")
    actions.answer_page(cast.dee, draft=begun.draft, page="where", typed={"where": {}}, key=begun.key)
    assert actions.note_trouble(cast.dee, draft=begun.draft, page="where", reason=UPLOAD, key=begun.key) == 0
    assert troubles(cast) == []


@pytest.mark.shows("B6")
def test_help_is_offered_once_a_day_later_and_only_to_whoever_agreed(cast: Cast, begun: Started):
    with clock.at(MORNING):
        actions.save_for_later(cast.nobody, draft=begun.draft, email="amina@example.org", key=begun.key)
    assert offers_sent(cast) == 0, "saving a form is not agreeing to be written to"
    with clock.at(MORNING):
        actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, email="Amina@example.org")
    assert offers_sent(cast, MORNING + DAY - timedelta(minutes=1)) == 0
    assert offers_sent(cast) == 1
    told = last_message(cast)
    assert told.address == "amina@example.org" and "/unfinished/" in told.link and "write to you once" in told.body
    for days in (2, 3, 9):
        assert offers_sent(cast, MORNING + days * DAY) == 0


def test_a_text_goes_to_a_mobile_and_a_landline_is_asked_for_another_way(cast: Cast, begun: Started):
    with pytest.raises(Refusal, match="mobile phones only"):
        actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, phone="01632 960123")
    with clock.at(MORNING):
        actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, phone="07700 900321")
    assert offers_sent(cast) == 1
    assert (last_message(cast).channel, last_message(cast).address) == ("text", "+447700900321")


def test_nothing_that_can_be_no_address_is_taken(cast: Cast, begun: Started):
    for typed, field in (({"email": "amina"}, "email"), ({"phone": "12"}, "phone"), ({}, "email")):
        with pytest.raises(Refusal) as refused:
            actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, **typed)
        assert refused.value.field == field
    with pytest.raises(Refusal, match="phone number on which"):
        actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, email="a@example.org", now=True)
    with pytest.raises(NotFound):
        actions.agree_to_help(cast.bill, draft=begun.draft, email="thief@example.org")


@pytest.mark.shows("B6")
def test_the_address_goes_with_the_form_and_what_is_counted_stays(cast: Cast, begun: Started):
    with clock.at(MORNING):
        actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, email="amina@example.org")
        actions.answer_page(cast.nobody, draft=begun.draft, page="where", typed={"where": {}}, key=begun.key)
    with clock.at(MORNING + 30 * DAY):
        assert actions.clear_drafts(cast.system) == 1
        assert actions.offer_help(cast.system) == 0, "what is gone is not written about"
    offer = HelpOffer.objects.get(draft_id=begun.draft)
    assert (offer.email, offer.phone) == ("", "") and offer.agreed_at == MORNING
    assert troubles(cast) == [("where", "where", NOT_RIGHT, 1)]


@pytest.mark.shows("B6")
def test_whoever_asks_is_listed_with_step_and_reason_and_helped_by_one_adviser(cast: Cast, begun: Started):
    with clock.at(MORNING):
        actions.answer_page(cast.nobody, draft=begun.draft, page="where", typed={"where": {}}, key=begun.key)
        actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, phone="01632 960123", now=True)
    assert offers_sent(cast) == 0, "whoever waits for a call is not written to"
    (asking,) = queries.asking_for_help(cast.dee)
    assert (asking.service, asking.reason, asking.offer.phone) == ("Test", NOT_RIGHT, "+441632960123")
    started = actions.give_help(cast.dee, offer=asking.offer.id)
    assert started is not None
    row = Draft.objects.get(pk=started.draft)
    assert (row.assisted, row.helped_by) == (True, cast.dee.user)
    assert queries.draft(cast.dee, started.draft).id == begun.draft, "it is in this adviser's hands"
    with pytest.raises(NotFound):
        queries.draft(cast.flo, started.draft)
    assert queries.asking_for_help(cast.dee) == []
    with pytest.raises(NotFound, match="colleague"):
        actions.give_help(cast.oli, offer=asking.offer.id)


def test_an_answer_by_the_link_asks_or_ends_it(cast: Cast, begun: Started):
    with clock.at(MORNING):
        actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, email="amina@example.org")
    offers_sent(cast)
    offer = HelpOffer.objects.get(draft_id=begun.draft)
    with pytest.raises(Refusal, match="phone number"):
        actions.answer_offer(cast.nobody, offer=offer.pk, ask=True)
    actions.answer_offer(cast.nobody, offer=offer.pk, ask=True, phone="07700 900321")
    assert [each.offer.phone for each in queries.asking_for_help(cast.dee)] == ["+447700900321"]
    actions.answer_offer(cast.nobody, offer=offer.pk, ask=False)
    assert queries.asking_for_help(cast.dee) == []


@pytest.mark.shows("B6")
def test_a_sign_up_that_stops_is_offered_help_and_its_address_goes_when_it_is_done(cast: Cast):
    user = access.open_sign_in(email="nell@example.org")
    with clock.at(MORNING):
        begun = access.begin_sign_up(cast.dee.council, user=user)
        actions.agree_to_help_with_sign_up(cast.nobody, sign_up=begun, email="nell@example.org")
        access.note_sign_up(cast.dee.council, user=user, wrong_code=True)
    assert offers_sent(cast) == 1
    assert "create an account" in last_message(cast).body
    offer = HelpOffer.objects.get(sign_up_id=begun)
    actions.answer_offer(cast.nobody, offer=offer.pk, ask=True, phone="07700 900321")
    (asking,) = queries.asking_for_help(cast.dee)
    assert (asking.service, asking.reason) == ("", "code")
    assert actions.give_help(cast.dee, offer=offer.pk) is None
    access.note_sign_up(cast.dee.council, user=user)
    assert SignUp.objects.get(pk=begun).done_at is not None
    assert actions.clear_offers(cast.system) == 1
    assert HelpOffer.objects.get(pk=offer.pk).email == ""


def test_only_staff_who_serve_see_who_asked_and_of_a_restricted_customer_only_those_named(cast: Cast):
    publish(cast)
    person = people.create_person(cast.dee, name="Nell Field", source="phone")
    nell = Actor(cast.dee.council, roles=frozenset({"resident"}), user=cast.bill.user, person=person)
    begun = actions.start_draft(nell, service="tree", channel="web")
    actions.agree_to_help(nell, draft=begun.draft, phone="07700 900321", now=True)
    for actor in (cast.bill, cast.pat, cast.ada, cast.des):
        with pytest.raises(NotAllowed):
            queries.asking_for_help(actor)
    (asking,) = queries.asking_for_help(cast.dee)
    assert asking.name == "Nell Field"
    people.restrict_person(cast.sam, person=person, readers=[cast.sam.user or 0])
    assert queries.asking_for_help(cast.dee) == []
    with pytest.raises(NotFound):
        actions.give_help(cast.dee, offer=asking.offer.id)
    assert len(queries.asking_for_help(cast.sam)) == 1


def test_nobody_rings_whoever_is_said_to_have_died(cast: Cast):
    publish(cast)
    person = people.create_person(cast.dee, name="Nell Field", source="phone")
    nell = Actor(cast.dee.council, roles=frozenset({"resident"}), user=cast.bill.user, person=person)
    begun = actions.start_draft(nell, service="tree", channel="web")
    actions.agree_to_help(nell, draft=begun.draft, phone="07700 900321", now=True)
    (asking,) = queries.asking_for_help(cast.dee)
    people.say_died(cast.dee, person=person, source="phone")
    assert queries.asking_for_help(cast.dee) == []
    with pytest.raises(NotFound, match="have died"):
        actions.give_help(cast.dee, offer=asking.offer.id)


def test_a_restricted_customer_is_not_written_to(cast: Cast):
    publish(cast)
    person = people.create_person(cast.dee, name="Nell Field", source="phone")
    nell = Actor(cast.dee.council, roles=frozenset({"resident"}), user=cast.bill.user, person=person)
    with clock.at(MORNING):
        begun = actions.start_draft(nell, service="tree", channel="web")
        actions.agree_to_help(nell, draft=begun.draft, email="shared@example.org")
        people.restrict_person(cast.sam, person=person, readers=[cast.sam.user or 0])
    assert offers_sent(cast) == 0
    assert HelpOffer.objects.get(draft_id=begun.draft).stopped_at is not None
    assert not Message.objects.filter(topic="help-offer").exists()


def test_the_other_council_sees_and_offers_nothing_of_ours(cast: Cast, begun: Started):
    with clock.at(MORNING):
        actions.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, phone="07700 900321", now=True)
    (asking,) = queries.asking_for_help(cast.dee)
    with tenancy.acting_for(cast.lena.council, cast.dee.council):
        assert queries.asking_for_help(cast.lena) == []
        with pytest.raises(NotFound):
            actions.give_help(cast.lena, offer=asking.offer.id)
        with pytest.raises(NotFound):
            actions.answer_offer(Actor.nobody(cast.lena.council), offer=asking.offer.id, ask=False)
        with clock.at(MORNING + 2 * DAY):
            assert actions.offer_help(cast.littlewick_system) == 0
    assert not Message.objects.filter(topic="help-offer").exists()
