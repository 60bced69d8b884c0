"""Work of somebody who left, or does something else now, goes to a colleague; warnings never go to nobody."""

from datetime import timedelta

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.organisations.models import Team
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor


@pytest.fixture
def had(story: Story) -> Receipt:
    """A missed bin that Oli has, alone in the waste team."""
    receipt = story.report(story.cast.nobody)
    assert story.row(receipt).owner_id == story.cast.oli.user
    return receipt


def user(actor: Actor) -> int:
    assert actor.user is not None
    return actor.user


@pytest.mark.shows("F1")
def test_what_somebody_had_who_left_goes_to_a_colleague(story: Story, had: Receipt):
    cast = story.cast
    access.end_member(cast.ada, user=user(cast.oli))
    journal.deliver(cast.ada.council)
    assert story.row(had).owner_id == cast.sam.user
    kinds = [entry.kind for entry in journal.timeline(cast.ada.council, thing=("request", had.request or 0))]
    assert kinds[0] == "requests.assigned"


@pytest.mark.parametrize(("roles", "teams"), [(["designer"], ["waste"]), (["officer"], ["highways"])])
def test_so_does_what_somebody_had_with_other_roles_or_another_team(
    story: Story, had: Receipt, roles: list[str], teams: list[str]
):
    access.set_member(story.cast.ada, user=user(story.cast.oli), name="Oli Heath", roles=roles, teams=teams)
    journal.deliver(story.cast.ada.council)
    assert story.row(had).owner_id == story.cast.sam.user


def test_a_new_name_changes_nothing(story: Story, had: Receipt):
    access.set_member(story.cast.ada, user=user(story.cast.oli), name="Oli H", roles=["officer"], teams=["waste"])
    journal.deliver(story.cast.ada.council)
    assert story.row(had).owner_id == story.cast.oli.user


@pytest.mark.parametrize(("team", "told"), [("waste@council.example",) * 2, ("", "sam@council.example")])
def test_a_warning_about_work_of_somebody_who_left_goes_to_the_team_or_a_manager(
    story: Story, had: Receipt, team: str, told: str
):
    Team.objects.filter(code="waste").update(email=team)
    access.end_member(story.cast.ada, user=user(story.cast.oli))
    with clock.at(NOW + timedelta(days=2)):
        assert actions.warn_late(story.cast.ada.council) == 1
    (warning,) = Message.objects.filter(topic="requests.late_warned")
    assert warning.address == told and had.reference in warning.body
