"""Requests of a restricted service exist only for those whom the service names (F10)."""

import pytest

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.requests import actions, policy, queries
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.services.definition.model import Channels, Restricted
from frontdesk.domains.services.types import Tried
from frontdesk.kernel import journal
from frontdesk.kernel.errors import NotFound, Refusal


def hide(story: Story, restricted: Restricted, **how) -> None:
    """Publish a service of tier 4, entered by staff only."""
    channels = Channels(best="phone", open=("phone", "visit", "email", "letter"))
    changes = {"tier": 4, "open311": False, "channels": channels, "restricted": restricted}
    story.publish("secret-bin", **how, **changes)


@pytest.fixture
def secret(story: Story):
    """A report of a service that names Sam alone, entered by Dee, beside an ordinary one."""
    hide(story, Restricted(people=("sam@council.example",)))
    amina = story.person(email="amina@example.org")
    story.report(story.cast.dee, person=amina)
    return story.report(story.cast.dee, service="secret-bin", person=amina, even_if_same=True)


def everybody(story: Story, person: int):
    cast = story.cast
    return (
        *(cast.nobody, cast.amina, cast.amina.as_person(person), cast.bill, cast.dee, cast.flo, cast.oli, cast.cora),
        *(cast.sam, cast.des, cast.pat, cast.ada, cast.system),
    )


@pytest.mark.shows("F10")
def test_object_form_and_row_form_agree_for_everybody(story: Story, secret):
    rows = list(story.rows)
    assert len(rows) == 2
    for actor in everybody(story, secret.person):
        sight = policy.sight(actor, [actor.person] if actor.person else [])
        seen = set(story.rows.filter(policy.visible(sight)).values_list("pk", flat=True))
        agreed = {
            r.pk for r in rows if policy.sees(sight, service=r.service, restricted=r.restricted, person=r.person_id)
        }
        assert seen == agreed, actor


@pytest.mark.shows("F10")
def test_only_those_named_find_it(story: Story, secret):
    for actor in everybody(story, secret.person):
        if actor in (story.cast.sam, story.cast.system):
            assert queries.whole(actor, secret.request).item.restricted
            continue
        with pytest.raises(NotFound):
            queries.whole(actor, secret.request)
        assert queries.by_reference(actor, secret.reference) is None
        assert secret.request not in {item.id for item in queries.listed(actor, scope="all").items}
        with pytest.raises((NotFound, Refusal)):
            actions.note(actor, request=secret.request, text="Hello")


def test_its_owner_is_named_and_nobody_else_can_be_given_it(story: Story, secret):
    assert story.row(secret).owner_id == story.cast.sam.user
    with pytest.raises(Refusal):
        actions.assign(story.cast.sam, request=secret.request, to=story.cast.oli.user)


def test_no_message_no_link_and_nothing_in_the_customers_timeline(story: Story, secret):
    council = story.cast.councils.demo.id
    assert secret.follow == "" and secret.told == ""
    assert notifications.messages_about(council, ("request", secret.request)) == []
    entries = journal.timeline(council, person=secret.person)
    assert ("request", secret.request) not in {(e.thing_type, e.thing_id) for e in entries}


def test_customers_cannot_send_it_themselves(story: Story, secret):
    with pytest.raises(NotFound):
        story.report(story.cast.nobody, service="secret-bin")


def test_whoever_is_named_by_role_sees_it_too(story: Story, secret):
    hide(story, Restricted(roles=("complaints-officer",)), tried=[Tried("Cora", "Clear")])
    assert queries.whole(story.cast.cora, secret.request)
    with pytest.raises(NotFound):
        queries.whole(story.cast.sam, secret.request)
