"""Every address and method, visited by nobody, by customers, by each role and by the other council's people."""

import re
from dataclasses import dataclass

import pytest
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.access.models import User
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.organisations.models import CouncilHost
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from tests.architecture.urls import ACCOUNT, DEMO, DESK, LINK, OWN, TABLE, TOKEN, Url
from tests.support.cast import Cast
from tests.support.services import publish

METHODS = ("get", "post", "put", "delete")
FEW = ("get", "post")
"""What most visitors do; the rarer methods are tried by two."""
SHUT = {400, 401, 403, 404, 405}
BIN = {
    "address": "12 Mill Lane, ZY1 1AB",
    "bin": "rubbish",
    "missed-on": "2026-11-20",
    "assisted": "no",
    "name": "Amina Testwood",
    "email": "amina@example.org",
}
# What stands in a route where nothing better is known.
ANY = {"int": "1", "str": "made-up", "slug": "made-up", "uuid": "00000000-0000-0000-0000-000000000000", "": "made-up"}
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser: what they are called, their roles here, their sign-in."""

    name: str
    roles: frozenset[str]
    client: Client
    foreign: bool = False


@dataclass(frozen=True)
class World:
    """The visitors, and things of both councils by the name of the parameter that names them."""

    visitors: tuple[Visitor, ...]
    own: dict[str, str]
    others: dict[str, str]


@pytest.fixture
def world(cast: Cast) -> World:
    CouncilHost.objects.create(council_id=cast.councils.demo.id, host="testserver")
    publish(cast.system, "missed-bin")
    own = _things(cast.amina, "missed-bin") | _staffing(cast.system)
    with tenancy.acting_for(cast.councils.littlewick.id):
        # The same service under a code of its own would be another form; a code that demo has not is the harder test.
        publish(cast.littlewick_system, "hall-key", "fallen-tree", pack="littlewick")
        publish(cast.littlewick_system, "missed-bin")
        others = _things(cast.luca, "missed-bin") | _staffing(cast.littlewick_system) | {"code": "hall-key"}
    people = {
        "nobody": None, "amina": cast.amina, "dee": cast.dee, "flo": cast.flo, "oli": cast.oli, "cora": cast.cora,
        "sam": cast.sam, "des": cast.des, "pat": cast.pat, "ada": cast.ada, "luca": cast.luca, "lena": cast.lena,
    }  # fmt: skip
    return World(tuple(_visitor(cast, name, actor) for name, actor in people.items()), own, others)


def _visitor(cast: Cast, name: str, actor: Actor | None) -> Visitor:
    client = Client(raise_request_exception=False)
    if actor is None:
        return Visitor(name, frozenset(), client)
    client.force_login(User.objects.get(pk=actor.user), "allauth.account.auth_backends.AuthenticationBackend")
    return Visitor(name, actor.roles, client, foreign=actor.council != cast.councils.demo.id)


def _things(actor: Actor, service: str) -> dict[str, str]:
    """A draft and a request of the actor's council, by the names that parameters have."""
    started = forms.start_draft(actor, service=service, channel="web")
    receipt = requests.report_request(actor, service=service, answers=BIN, channel="web", even_if_same=True)
    return {
        "code": service,
        "draft": str(started.draft),
        "request": str(receipt.request),
        "reference": receipt.reference,
        "message": str(messages.messages_about(actor.council, ("request", receipt.request or 0))[0].id),
        "contact": str(receipt.contact),
        "person": str(receipt.person),
        "request_id": str(receipt.request),
        "page": "address",
        "kind": "report",
        "format": "json",
    }


def _staffing(system: Actor) -> dict[str, str]:
    """A colleague whom nobody misses, and a program's key."""
    user = access.take_on(system, email=f"spare{system.council}@example.org", name="Spare", roles=["designer"])
    access.create_token(system, label="Spare", scopes=["open311"])
    return {"member": str(user), "token": str(access_queries.tokens(system.council)[-1].id)}


def address(route: str, things: dict[str, str]) -> str:
    """The route with things in it."""
    return "/" + _PARAMETER.sub(lambda found: things.get(found[2]) or ANY[found[1] or ""], route)


def allowed(visitor: Visitor, url: Url) -> bool:
    """Whether the door is open to the visitor, by the table."""
    if url.door in (LINK, TOKEN):
        return False
    if visitor.foreign and url.door in (OWN, DESK):
        # Staff work for their own council at the desk, by whatever address: its pages open, our things do not.
        return url.door == DESK and not url.thing and bool(visitor.roles & url.roles)
    if url.door == OWN:
        return visitor.name == "amina"  # staff open a customer's form at the desk, where they are logged
    if url.door == ACCOUNT:
        return visitor.name != "nobody"
    if url.door == DESK:
        return bool(visitor.roles & url.roles)
    return True


def shut(answer, url: Url, visitor: Visitor) -> bool:
    """Whether the answer lets nobody in: refused, not there, or sent to sign in."""
    to_sign_in = answer.status_code in (301, 302) and "sign-in" in answer.get("Location", "")
    return answer.status_code in SHUT or (to_sign_in and url.door in (ACCOUNT, DESK))


def methods(visitor: Visitor) -> tuple[str, ...]:
    return METHODS if visitor.name in ("nobody", "dee") else FEW


def test_it_opens_to_those_in_the_table_and_to_nobody_else(world: World):
    """One walk over the whole table: putting up the world takes longer than the visits to one address."""
    wrong = []
    for route, url in sorted(TABLE.items(), key=lambda row: (row[1].last, row[0])):
        for visitor in world.visitors:
            for method in methods(visitor):
                answer = getattr(visitor.client, method)(address(route, world.own))
                known = answer.status_code < 500 or route == "readyz"
                if not (known if allowed(visitor, url) else shut(answer, url, visitor)):
                    wrong.append(f"{method} /{route} as {visitor.name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_nobody_here_opens_what_is_the_other_councils(world: World):
    wrong = []
    for route, url in sorted(TABLE.items()):
        if not url.thing:
            continue
        things = world.own | {url.thing: world.others[url.thing]}
        for visitor in (each for each in world.visitors if not each.foreign):
            for method in methods(visitor):
                answer = getattr(visitor.client, method)(address(route, things))
                if not shut(answer, url, visitor):
                    wrong.append(f"{method} /{route} as {visitor.name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_what_only_the_demo_has_is_not_there_elsewhere(world: World, settings):
    settings.DEMO = False
    for route in (route for route, url in TABLE.items() if url.door == DEMO):
        for visitor in world.visitors:
            assert visitor.client.get(address(route, world.own)).status_code == 404, route
