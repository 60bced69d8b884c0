"""Asking in somebody else's name, online and on the phone; strangers, and those whose time is over, find nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import actions as contact_actions
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.types.acting import Scope
from frontdesk.domains.requests import actions, models, policy, queries
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import access_log, clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.at_once import both
from tests.support.neighbours import two_councils

pytestmark = pytest.mark.shows("B13")
SERVICE = "missed-bin"


@dataclass
class Two:
    """Ruth, for whom Carla acts, and Bill, a stranger to both."""

    ruth: int
    carla: Actor
    bill: Actor
    authority: int


def customer(story: Story, email: str, name: str) -> Actor:
    actor = Actor(story.cast.dee.council, frozenset({"resident"}), access.open_sign_in(email=email, verified=True))
    return actor.as_person(people.own_record(actor, name=name, source="web"))


def two_of(story: Story, **terms: object) -> Two:
    ruth = story.person("Ruth Bridges", email="ruth@example.org", address="12 Mill Lane", postcode="ZY1 1AB")
    carla = customer(story, "carla@example.org", "Carla Bridges")
    bill = customer(story, "bill.m@example.org", "Bill Marsh")
    given = people.record_authority(
        story.cast.dee, person=ruth, by=carla.person or 0,
        **{"evidence": "signed-form", "until": clock.today() + timedelta(days=90)} | terms,  # type: ignore[arg-type]
    )  # fmt: skip
    return Two(ruth, carla, bill, given)


@pytest.fixture
def two(story: Story) -> Two:
    return two_of(story)


def asks(story: Story, two: Two) -> int:
    """Carla asks online for Ruth."""
    answers = {"name": "Ruth Bridges", "email": "carla@example.org"}
    started = story.draft(two.carla, person=two.ruth, answers=answers)
    receipt = actions.report_request(two.carla, channel="web", draft=started.draft, draft_key=started.key)
    return receipt.request or 0


def test_what_a_carer_asks_for_online_is_the_persons_and_says_who_asked(story: Story, two: Two):
    started = forms.start_draft(two.carla, service=SERVICE, channel="web", person=two.ruth)
    assert form_queries.draft(two.carla, started.draft).known["email"] == "ruth@example.org"
    request = asks(story, two)
    row = models.Request.objects.get(pk=request)
    assert (row.person_id, row.acted_by_id) == (two.ruth, two.carla.person)
    assert [each.person for each in contacts.contacts_of(row.council_id, [two.carla.person or 0])] == [two.carla.person]
    item = queries.items_by_id(story.cast.dee, [request])[request]
    assert (item.customer, item.acting, item.acted_by) == ("Ruth Bridges", "Carla Bridges", two.carla.person)
    assert [each.id for each in queries.asked_for_others(story.cast.dee, [two.carla.person or 0])] == [request]
    assert queries.requests_of(row.council_id, [two.carla.person or 0]) == []
    assert {look.what for look in access_log.looks_at(row.council_id, [two.ruth])} >= {"form, acting for them"}


def test_an_email_typed_for_somebody_else_is_not_kept_as_theirs(story: Story, two: Two):
    asks(story, two)
    assert people_queries.card(two.carla.council, two.ruth).email == "ruth@example.org"


@pytest.mark.parametrize(("tells", "to"), [("both", {"ruth", "carla"}), ("acting", {"carla"}), ("person", {"ruth"})])
def test_they_hear_of_it_as_the_person_has_chosen(story: Story, two: Two, tells: str, to: set[str]):
    herself = Actor(two.carla.council, frozenset({"resident"}), None, two.ruth)
    people.change_authority(herself, authority=two.authority, tells=tells)
    sent = messages.messages_about(two.carla.council, ("request", asks(story, two)))
    assert {each.address.partition("@")[0] for each in sent} == to
    hers = [each for each in sent if each.address.startswith("carla")]
    assert all("/account/acting/" in each.link and "for Ruth Bridges" in each.body for each in hers)
    assert all("/follow/" not in each.link + each.body for each in hers), "a link would outlive her authority"


def test_once_it_has_ended_she_hears_and_sees_nothing(story: Story, two: Two):
    request = asks(story, two)
    assert [each.request for each in queries.requests_acted(two.carla, two.ruth)] == [request]
    people.end_authority(two.carla, authority=two.authority)
    for look in (
        lambda: queries.requests_acted(two.carla, two.ruth),
        lambda: queries.progress_acted(two.carla, two.ruth, request),
        lambda: actions.add_words(two.carla, request=request, words="More"),
        lambda: forms.start_draft(two.carla, service=SERVICE, channel="web", person=two.ruth),
    ):
        with pytest.raises(NotFound):
            look()
    actions.close_request(story.cast.oli, request=request, outcome="emptied")
    sent = messages.messages_about(two.carla.council, ("request", request))
    assert [each.address for each in sent if each.topic == "requests.closed"] == ["ruth@example.org"]


def test_a_form_begun_for_somebody_opens_only_while_she_may(story: Story, two: Two):
    started = story.draft(two.carla, person=two.ruth)
    assert [each.id for each in form_queries.acted_drafts(two.carla, two.ruth)] == [started.draft]
    for other in (story.cast.nobody, two.bill):
        with pytest.raises(NotFound):
            form_queries.draft(other, started.draft, key=started.key)
    people.end_authority(two.carla, authority=two.authority)
    with pytest.raises(NotFound):
        actions.report_request(two.carla, channel="web", draft=started.draft, draft_key=started.key)
    herself = Actor(two.carla.council, frozenset({"resident"}), None, two.ruth)
    sent = actions.report_request(herself, channel="web", draft=started.draft, even_if_same=True)
    assert models.Request.objects.get(pk=sent.request).acted_by_id is None, "she sent it herself"


def test_a_stranger_finds_nothing(story: Story, two: Two):
    request = asks(story, two)
    for look in (
        lambda: queries.requests_acted(two.bill, two.ruth),
        lambda: queries.progress_acted(two.bill, two.ruth, request),
        lambda: actions.add_words(two.bill, request=request, words="More"),
        lambda: forms.start_draft(two.bill, service=SERVICE, channel="web", person=two.ruth),
    ):
        with pytest.raises(NotFound):
            look()


@pytest.mark.parametrize(("terms", "sees", "does"), [
    ({}, True, True), ({"services": [SERVICE]}, True, True), ({"services": ["pothole"]}, False, False),
    ({"sees_only": True}, True, False), ({"services": [SERVICE], "sees_only": True}, True, False),
])  # fmt: skip
def test_it_reaches_as_far_as_it_was_given(story: Story, terms: dict, sees: bool, does: bool):
    two = two_of(story, **terms)
    request = story.report(story.cast.dee, person=two.ruth).request or 0
    assert bool(queries.requests_acted(two.carla, two.ruth)) is sees
    if sees:
        assert bool(queries.progress_acted(two.carla, two.ruth, request).may) is does
    if does:
        actions.add_words(two.carla, request=request, words="The gate is open now")
        assert models.RequestText.objects.get(request_id=request).by_customer
    else:
        with pytest.raises(NotFound):
            actions.add_words(two.carla, request=request, words="Not mine to say")


def test_object_and_row_form_agree_on_what_is_seen_for_another(story: Story, two: Two):
    mine = story.report(story.cast.dee, person=two.ruth).request or 0
    other = story.report(story.cast.dee, person=two.bill.person, even_if_same=True).request or 0
    for services in (frozenset[str](), frozenset({SERVICE}), frozenset({"pothole"})):
        sees = policy.Sight(acting=(Scope(frozenset({two.ruth}), services),))
        table = models.Request.objects.filter(pk__in=(mine, other))
        rows = set(table.filter(policy.visible(sees)).values_list("pk", flat=True))
        said = {r.pk for r in table if policy.sees(sees, service=r.service, restricted=False, person=r.person_id)}
        assert rows == said == ({mine} if SERVICE in services or not services else set())


def call(story: Story, caller: int) -> int:
    return contact_actions.open_contact(story.cast.dee, channel="phone", person=caller)


def test_a_caller_for_somebody_is_the_contact_and_the_request_is_the_persons(story: Story, two: Two):
    contact = call(story, two.carla.person or 0)
    receipt = story.report(story.cast.dee, contact=contact, person=two.ruth)
    row = story.row(receipt)
    held = contacts.contact(story.cast.dee, contact)
    assert held is not None and held.person == two.carla.person
    assert (row.person_id, row.acted_by_id) == (two.ruth, two.carla.person)


def test_a_caller_who_may_not_is_refused_and_one_who_is_heard_may_in_this_contact(story: Story, two: Two):
    contact = call(story, two.bill.person or 0)
    with pytest.raises(Refusal) as refused:
        story.report(story.cast.dee, contact=contact, person=two.ruth)
    assert refused.value.code == "not-acting" and not story.rows.filter(person=two.ruth).exists()
    people.record_authority(
        story.cast.dee, person=two.ruth, by=two.bill.person or 0, evidence="verbal", contact=contact
    )
    receipt = story.report(story.cast.dee, contact=contact, person=two.ruth)
    assert story.row(receipt).acted_by_id == two.bill.person
    sent = messages.messages_about(two.bill.council, ("request", receipt.request or 0))
    assert [each.address for each in sent] == ["ruth@example.org"], "he heard it on the phone"
    assert people_queries.acts_for(two.bill, two.ruth) is None, "online he is a stranger still"
    contact_actions.end_contact(story.cast.dee, contact=contact)
    other = call(story, two.bill.person or 0)
    with pytest.raises(Refusal):
        story.report(story.cast.dee, contact=other, person=two.ruth, even_if_same=True)


def test_what_was_heard_counts_for_a_form_begun_in_the_call_and_sent_after_it(story: Story, two: Two):
    contact = call(story, two.bill.person or 0)
    people.record_authority(
        story.cast.dee, person=two.ruth, by=two.bill.person or 0, evidence="verbal", contact=contact
    )
    begun = story.draft(story.cast.dee, channel="phone", contact=contact, person=two.ruth)
    only = MatterIn("", "ask", WrapUp("answered"))
    contact_actions.wrap_up(story.cast.dee, contact=contact, matters={}, only=only, end=True)
    receipt = actions.report_request(story.cast.dee, channel="phone", draft=begun.draft, draft_key=begun.key)
    assert story.row(receipt).acted_by_id == two.bill.person


def test_one_address_of_both_gets_one_letter_without_the_link(story: Story, two: Two):
    ruth = story.person("Rhoda Bridges", email="Carla@example.org")
    people.record_authority(
        story.cast.dee, person=ruth, by=two.carla.person or 0, evidence="signed-form", until=clock.today()
    )
    two.ruth = ruth
    (sent,) = messages.messages_about(two.carla.council, ("request", asks(story, two)))
    assert "/account/acting/" in sent.link and "/follow/" not in sent.body + sent.link


@pytest.fixture
def real(committed: object) -> Iterator[Story]:
    """The story in a database of its own, where things are committed."""
    cast = two_councils()
    with tenancy.acting_for(cast.councils.demo.id), clock.at(NOW):
        yield Story.begin(cast)


@pytest.mark.committed
def test_ended_while_she_sends_it_is_one_or_the_other(real: Story):
    two = two_of(real)
    bins = ("rubbish", "recycling", "food")
    started = [real.draft(two.carla, person=two.ruth, answers={"bin": each}) for each in bins]
    sent = [
        lambda each=each: (
            actions.report_request(
                two.carla, channel="web", draft=each.draft, draft_key=each.key, even_if_same=True
            ).request
        )
        for each in started
    ]
    came = both(two.carla.council, NOW, *sent, lambda: people.end_authority(two.carla, authority=two.authority))
    made = [each for each in came if isinstance(each, int)]
    assert sorted(models.Request.objects.filter(person=two.ruth).values_list("pk", flat=True)) == sorted(made)
    assert all(each in (None, "not-acting", "not-found") or isinstance(each, int) for each in came), came
    with pytest.raises(NotFound):
        queries.requests_acted(two.carla, two.ruth)


@pytest.mark.shows("B11")
def test_who_asked_for_somebody_gets_told_so_in_their_copy_and_is_named_no_more_when_erased(story: Story, two: Two):
    request, carla = asks(story, two), two.carla.person or 0
    forms.start_draft(two.carla, service=SERVICE, channel="web", person=two.ruth)
    (told,) = queries.held_on(two.carla.council, [carla])
    assert (told["what"], told["service_code"]) == ("You asked for somebody else", SERVICE) and "Ruth" not in str(told)
    actions.erase_people(two.carla.council, [carla])
    forms.erase_people(two.carla.council, [carla])
    row = models.Request.objects.get(pk=request)
    assert (row.person_id, row.acted_by_id) == (two.ruth, None)
    assert not Draft.objects.filter(acted_by__isnull=False).exists()


def test_a_request_that_is_emptied_names_nobody(story: Story, two: Two):
    request = asks(story, two)
    actions.erase_people(two.carla.council, [two.ruth])
    row = models.Request.objects.get(pk=request)
    assert (row.person_id, row.acted_by_id) == (None, None)
    assert Draft.objects.get(request_id=request).acted_by_id is None


def test_what_was_to_go_to_whoever_acted_goes_no_more_after_their_end(story: Story, two: Two):
    """Also what waits in the queue at that moment, and what was given up and is sent again by a manager."""
    request, council = asks(story, two), story.cast.dee.council
    row = next(each for each in Message.objects.filter(council_id=council, about_id=request) if each.authority_id)
    assert row.address == "carla@example.org" and row.authority_id == two.authority
    assert notifications.begin_sending(council=council, message=row.pk) is not None
    notifications.give_up(council=council, message=row.pk)
    notifications.send_again(story.cast.sam, message=row.pk)
    people.end_authority(story.cast.dee, authority=two.authority, why="Her daughter moved away")
    assert notifications.begin_sending(council=council, message=row.pk) is None
    row.refresh_from_db()
    assert row.state == "settled"
    Message.objects.filter(pk=row.pk).update(state="failed")
    with pytest.raises(Refusal, match="do not act for the customer any more"):
        notifications.send_again(story.cast.sam, message=row.pk)
    notifications.settle(story.cast.sam, message=row.pk)
