"""Assigning, and notes that the customer never sees."""

import pytest

from frontdesk.domains.contacts import actions as contact_actions
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.requests import actions, models
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal


def kinds(story: Story, request: int) -> list[str]:
    return [entry.kind for entry in journal.timeline(story.cast.councils.demo.id, thing=("request", request))]


def test_it_is_given_to_a_colleague(story: Story):
    receipt = story.report(story.cast.nobody)
    assert actions.assign(story.cast.sam, request=receipt.request, to=story.cast.dee.user) == story.cast.dee.user
    assert story.row(receipt).owner_id == story.cast.dee.user
    assert kinds(story, receipt.request)[0] == "requests.assigned"


def test_it_is_given_to_a_team_whose_rule_finds_the_owner(story: Story):
    receipt = story.report(story.cast.nobody)
    assert actions.assign(story.cast.oli, request=receipt.request, team="complaints") == story.cast.cora.user


def test_a_team_with_nobody_in_it_sends_its_work_to_a_manager(story: Story):
    receipt = story.report(story.cast.nobody)
    assert actions.assign(story.cast.oli, request=receipt.request, team="parking") == story.cast.sam.user


def test_it_goes_to_whoever_of_the_team_has_least(story: Story):
    first = story.report(story.cast.nobody)
    actions.assign(story.cast.oli, request=first.request, team="customer-services")
    second = story.report(story.cast.nobody, even_if_same=True)
    actions.assign(story.cast.oli, request=second.request, team="customer-services")
    assert {story.row(first).owner_id, story.row(second).owner_id} == {story.cast.dee.user, story.cast.sam.user}


@pytest.mark.parametrize("name", ["amina", "pat", "des"])
def test_it_is_not_given_to_somebody_who_does_not_deal_with_requests(story: Story, name: str):
    receipt = story.report(story.cast.nobody)
    with pytest.raises(Refusal) as refused:
        actions.assign(story.cast.oli, request=receipt.request, to=getattr(story.cast, name).user)
    assert refused.value.field == "to"


def test_customers_and_others_cannot_assign_or_note(story: Story):
    receipt = story.report(story.cast.nobody)
    for actor in (story.cast.nobody, story.cast.amina, story.cast.des, story.cast.pat, story.cast.flo):
        with pytest.raises((NotAllowed, NotFound)):
            actions.assign(actor, request=receipt.request, team="waste")
        with pytest.raises((NotAllowed, NotFound)):
            actions.note(actor, request=receipt.request, text="Hello")


def test_the_other_council_does_not_find_it(story: Story):
    receipt = story.report(story.cast.nobody)
    with tenancy.acting_for(story.cast.councils.littlewick.id), pytest.raises(NotFound):
        actions.note(story.cast.lena, request=receipt.request, text="Hello")


def test_a_note_is_kept_and_nobody_is_told(story: Story):
    receipt = story.report(story.cast.nobody)
    text = actions.note(story.cast.oli, request=receipt.request, text="  The gate is locked.  ")
    row = models.RequestText.objects.get(pk=text)
    assert (row.kind, row.body, row.user_id, row.by_customer) == (
        "note",
        "The gate is locked.",
        story.cast.oli.user,
        False,
    )
    assert len(notifications.messages_about(story.cast.councils.demo.id, ("request", receipt.request))) == 1
    with pytest.raises(Refusal):
        actions.note(story.cast.oli, request=receipt.request, text=" ")


def test_a_later_contact_about_it_is_tied_to_it_once(story: Story):
    receipt = story.report(story.cast.nobody)
    contact = contact_actions.open_contact(story.cast.dee, channel="phone")
    matter = contact_actions.add_matter(story.cast.dee, contact=contact, service="missed-bin", reason="progress")
    for _ in range(2):
        actions.link_contact(story.cast.dee, request=receipt.request, contact=contact, matter=matter)
    tied = models.RequestContact.objects.filter(request_id=receipt.request).order_by("id")
    assert [each.contact_id for each in tied] == [receipt.contact, contact]
