"""Staff who are residents never open their own record at work: on every page of the desk."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.information import actions as information
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from frontdesk.kernel.actor import STAFF
from frontdesk.sites.desk import urls
from frontdesk.sites.desk.own import SENTENCE
from frontdesk.sites.desk.tests.conftest import SignIn

ABOUT = ("person", "other", "request_id", "draft", "contact", "case")
"""Parameters of addresses that name a customer, or something of theirs."""
ROUTES = sorted({str(each.pattern) for each in urls.urlpatterns if set(ABOUT) & set(each.pattern.converters)})
_PARAMETER = re.compile(r"<(\w+):(\w+)>")


@pytest.fixture
def own(story: Story, sign_in: SignIn) -> tuple[Client, dict[str, str]]:
    """Cora, with every role, and what is hers as a resident: a record, a request, a form, a contact, a case."""
    cast = story.cast
    roles = sorted(STAFF)
    access.set_member(cast.system, user=cast.cora.user or 0, name="Cora Finch", roles=roles, teams=["waste"])
    resident = cast.cora.as_customer()
    person = people.own_record(resident, name="Cora Finch", source="web")
    resident = resident.as_person(person)
    other = people.create_person(cast.dee, name="Cora Finch", source="phone")
    things = {
        "person": person,
        "other": other,
        "request_id": story.report(resident, answers={"name": "Cora Finch", "email": "cora@council.example"}).request,
        "draft": forms.start_draft(cast.dee, service="missed-bin", channel="phone", person=person).draft,
        "contact": contacts.record_contact(
            replace(cast.cora, roles=frozenset(roles)), channel="phone", person=person, started_at=clock.now(),
            ended_at=clock.now(), matters=[],
        ),
        "case": information.ask_by_right(resident, kind="access"),
    }  # fmt: skip
    return sign_in(cast.cora), {name: str(thing) for name, thing in things.items()}


@pytest.mark.shows("B11")
def test_no_page_of_the_desk_opens_what_is_their_own(own: tuple[Client, dict[str, str]]) -> None:
    cora, things = own
    assert len(ROUTES) > 40
    wrong = []
    for route in ROUTES:
        address = "/desk/" + _PARAMETER.sub(
            lambda part: things.get(part[2]) or {"int": "1", "slug": "x", "str": "x"}[part[1]], route
        )
        for method in (cora.get, cora.post):
            answer = method(address)
            if answer.status_code != 403 or SENTENCE.split(".")[0] not in answer.content.decode():
                wrong.append((route, method.__name__, answer.status_code))
    assert wrong == []
