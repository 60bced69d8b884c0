"""What is restricted is on no page of those whom it does not name: requests of a service, words of a customer."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from frontdesk.domains.forms.tests.stories import PDF
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import TO_STAFF
from frontdesk.kernel import clock, links
from frontdesk.kernel.actor import Actor
from tests.support.browsers import browser
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
    "/desk/figures/services/",
    "/account/",
    "/follow/{link}/",
    "/open311/v2/requests/{reference}.json",
    "/open311/v2/requests.json",
)


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


def shown(said: str, things: Mapping[str, object], actors: Sequence[Actor], pages: Sequence[str] = PAGES) -> list[str]:
    """Which pages show it to whom; a reference also without its hyphen."""
    found = []
    for page in pages:
        for actor in actors:
            words = browser(actor).get(page.format(**things)).content.decode()
            if said in words or said.replace("-", "") in words:
                found.append(f"{page} to {sorted(actor.roles)}")
    return found


SECRET = "Karim"
"""A name that somebody wrote where no program can tell that it is one."""


@pytest.mark.shows("B11")
def test_what_was_written_about_a_restricted_customer_is_on_no_page_of_those_whom_the_record_does_not_name(
    cast: Cast, settings: Any, tmp_path: Any
):
    settings.FRONTDESK_HOME = tmp_path
    with clock.at(NOW):
        story = Story.begin(cast)
        things = written(story)
        pages = (*PAGES, *(f"/desk/requests/{{request}}/{page}" for page in ("correct/", "recategorise/?service=talk")))
        staff = (cast.dee, cast.oli, cast.sam, cast.ada)
        assert len(shown(SECRET, things, (cast.cora, cast.oli), pages)) > 2, "open to all, it is on the pages"
        people.restrict_person(cast.sam, person=things["person"], readers=[cast.cora.user or 0])
        pages = tuple(page for page in pages if "follow" not in page)  # the customer's own
        assert shown(SECRET, things, (*staff, cast.nobody), pages) == []
        assert shown("amina@example.org", things, staff, pages) == []
        here = "/desk/requests/{request}/".format(**things)
        seen = browser(cast.cora).get(here).content.decode()
        assert SECRET in seen and "karim.pdf" in seen
        for actor in staff:
            assert browser(actor).get(f"{here}files/{things['file']}/").status_code in (403, 404)
        assert all(SECRET not in message.body for message in Message.objects.filter(topic__in=TO_STAFF))


def written(story: Story) -> dict[str, Any]:
    """A request in which words, answers and a file of Amina's speak of somebody; and what names it in addresses."""
    cast = story.cast
    story.publish("talk")
    sent = story.report(cast.nobody, answers={"more": f"{SECRET} opens the gate", "bin": "food"})
    request = sent.request or 0
    requests.add_words(cast.dee, request=request, words=f"Ask for {SECRET}", files=[("karim.pdf", PDF)])
    requests.correct(cast.oli, request=request, answers={"more": f"{SECRET} locks it"}, reason=f"{SECRET} said so")
    requests.note(cast.oli, request=request, text=f"{SECRET} is her brother")
    requests.ask_customer(cast.oli, request=request, question=f"Where is {SECRET}?")
    requests.tell_owners(cast.oli.council, [request])
    for message in Message.objects.all():
        notifications.give_up(council=cast.oli.council, message=message.pk)
    link = links.sign(cast.oli.council, "follow", request)
    file = queries.whole(cast.cora, request).uploads[0].key
    return {"person": sent.person or 0, "request": request, "reference": sent.reference, "link": link, "file": file}
