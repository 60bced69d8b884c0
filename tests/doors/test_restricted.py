"""A request of a restricted service is on no page of those it does not name, the customer's own included."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from frontdesk.domains.access.models import User
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock, links
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
PAGES = (
    "/desk/",
    "/desk/mine/",
    "/desk/team/",
    "/desk/team/?of=all",
    "/desk/team/?of=all&show=late",
    "/desk/undelivered/",
    "/desk/customers/{person}/",
    "/desk/requests/{request}/",
    "/desk/figures/",
    "/desk/figures/records/",
    "/account/",
    "/follow/{link}/",
    "/open311/v2/requests/{reference}.json",
    "/open311/v2/requests.json",
)


def browser(actor: Actor) -> Client:
    client = Client(headers={"host": "demo.example.org"})
    if actor.user is not None:
        client.force_login(User.objects.get(pk=actor.user))
    return client


@pytest.mark.shows("F10")
def test_it_is_on_no_page_of_those_whom_it_does_not_name(cast: Cast):
    with clock.at(NOW):
        story = Story.begin(cast)
        person = people.own_record(cast.amina, name="Amina Testwood", source="web")
        receipt = story.report(cast.amina.as_person(person))
        for message in Message.objects.all():
            notifications.give_up(council=cast.amina.council, message=message.pk)
        link = links.sign(cast.amina.council, "follow", receipt.request or 0)
        things = {"person": person, "request": receipt.request, "link": link, "reference": receipt.reference}
        Request.objects.update(owner_id=cast.cora.user)
        # Open to all, it is on the pages: what follows looks in the right places.
        assert len(shown(receipt.reference, things, (cast.amina, cast.sam))) > 8
        Request.objects.update(restricted=True)
        everybody = (cast.nobody, cast.amina, cast.dee, cast.oli, cast.sam, cast.ada)
        assert shown(receipt.reference, things, everybody) == []


def shown(reference: str, things: dict[str, object], actors: tuple[Actor, ...]) -> list[str]:
    """Which pages show the reference to whom."""
    found = []
    for page in PAGES:
        for actor in actors:
            words = browser(actor).get(page.format(**things)).content.decode()
            if reference in words or reference.replace("-", "") in words:
                found.append(f"{page} to {sorted(actor.roles)}")
    return found
