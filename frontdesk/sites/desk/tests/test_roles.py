"""Who sees what at the desk: every link and button that a role is shown opens for it; nobody works on themselves."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from lxml import html  # type: ignore[import-untyped]

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.people.models import SignInLink
from frontdesk.domains.requests import policy
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from frontdesk.kernel.actor import STAFF, Actor
from frontdesk.sites.desk.gate import COUNTS, SERVES, WORKS
from frontdesk.sites.desk.own import SENTENCE
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.worker import work

# What each role opens: lists of requests, one request, a customer, figures. A row for every role of staff.
OPENS = {
    "adviser": (True, True, True, False),
    "floorwalker": (False, True, True, False),
    "officer": (True, True, True, False),
    "complaints-officer": (True, True, True, False),
    "manager": (True, True, True, True),
    "designer": (False, False, False, False),
    "insight-analyst": (False, False, False, True),
    "data-protection-officer": (False, False, False, False),
    "administrator": (False, False, False, True),
}


def member(story: Story, role: str) -> Actor:
    """Somebody with this role alone."""
    user = access.open_sign_in(email=f"{role}@staff.example.org", full_name=role)
    access.set_member(story.cast.system, user=user, name=role.capitalize(), roles=[role])
    return access_queries.actor_for(story.cast.system.council, user)


@pytest.fixture
def busy(story: Story) -> tuple[int, int]:
    """A request of a customer, with something on every list: (request, customer)."""
    amina = story.person(phone="07700 900123", email="amina@example.org")
    item = story.report(story.cast.dee, person=amina).request or 0
    Request.objects.filter(pk=item).update(owner_id=story.cast.oli.user)
    work()
    return item, amina


@pytest.mark.parametrize("role", sorted(STAFF))
def test_each_role_opens_what_is_in_the_table(story: Story, sign_in: SignIn, busy: tuple[int, int], role: str) -> None:
    client, (item, amina) = sign_in(member(story, role)), busy
    pages = ("/desk/mine/", f"/desk/requests/{item}/", f"/desk/customers/{amina}/", "/desk/figures/")
    assert tuple(client.get(page).status_code == 200 for page in pages) == OPENS[role]
    if OPENS[role][1]:
        assert policy.sight(Actor(story.cast.system.council, frozenset({role}))).staff, "the rows agree with the gate"


@pytest.mark.parametrize("role", sorted(STAFF))
def test_every_link_and_button_that_a_role_is_shown_is_open_to_it(
    story: Story, sign_in: SignIn, busy: tuple[int, int], role: str
) -> None:
    client, wrong = sign_in(member(story, role)), []
    for address, status, roles in walk(client):
        if status in (403, 404, 500) or (roles and role not in roles):
            wrong.append(f"{address}: {status}, for {roles}")
    assert wrong == []


def walk(client: Client) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Every page of the desk reached by links from the first, a few of each kind; and where its forms are sent."""
    ahead, seen, kinds = ["/desk/"], set(), dict[str, int]()
    while ahead:
        address = ahead.pop(0)
        kind = resolve(address.partition("?")[0])
        if address in seen or kinds.get(kind.url_name or "", 0) >= 3:
            continue
        seen.add(address)
        kinds[kind.url_name or ""] = kinds.get(kind.url_name or "", 0) + 1
        answer = client.get(address)
        yield address, answer.status_code, ()
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        page = html.fromstring(answer.content.decode())
        ahead += _addresses(page.xpath("//a/@href"), address)
        for action in _addresses(page.xpath("//form/@action"), address):
            yield action, 0, getattr(resolve(action.partition("?")[0]).func, "roles", ())


def _addresses(found: list[Any], here: str) -> list[str]:
    """Those at the desk, as whole addresses."""
    joined = [here.partition("?")[0] + each if each.startswith("?") else each for each in map(str, found)]
    return [each.partition("#")[0] for each in joined if each.startswith("/desk/")]


@pytest.mark.shows("B11")
def test_staff_who_are_residents_do_not_work_on_themselves(
    story: Story, sign_in: SignIn, busy: tuple[int, int]
) -> None:
    item, amina = busy
    oli = sign_in(story.cast.oli)
    hand = contacts.open_contact(story.cast.oli, channel="phone")
    assert oli.get(f"/desk/requests/{item}/").status_code == 200
    SignInLink.objects.create(
        council_id=story.cast.oli.council, user_id=story.cast.oli.user, person_id=amina, how="code",
        linked_at=clock.now(), confirmed_at=clock.now(),
    )  # fmt: skip
    refused = [
        oli.get(f"/desk/requests/{item}/"),
        oli.post(f"/desk/requests/{item}/note/", {"text": "Do mine first"}),
        oli.post(f"/desk/requests/{item}/correct/", {"question": "bin"}),
        oli.get(f"/desk/customers/{amina}/"),
        oli.post(f"/desk/customers/{amina}/needs/add/", {"need": "carer", "instruction": "Be quick"}),
        oli.post(f"/desk/contacts/{hand}/who/", {"person": amina}),
        oli.get(f"/desk/services/missed-bin/?person={amina}"),
        oli.post("/desk/services/missed-bin/begin/", {"person": amina, "channel": "phone"}),
    ]
    assert [each.status_code for each in refused] == [403] * len(refused)
    assert all(SENTENCE in each.content.decode() for each in refused)
    other = story.report(story.cast.dee, even_if_same=True, answers={"name": "Bill Testwood", "email": None}).request
    assert oli.get(f"/desk/requests/{other}/").status_code == 200
    assert sign_in(story.cast.dee).get(f"/desk/requests/{item}/").status_code == 200


def test_the_names_of_groups_of_roles_are_roles() -> None:
    assert set(SERVES) | set(WORKS) | set(COUNTS) <= STAFF == OPENS.keys()
