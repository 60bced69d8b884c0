"""The standing world of the doors: somebody of every role, and things of both councils to ask for.

It is put up once for a module; each visit is undone, so that none changes what the next one finds.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.template.backends.jinja2 import Template
from django.test import Client, override_settings
from ninja import NinjaAPI

from frontdesk.adapters.backoffice_demo.accounts import number_of
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.access.models import User
from frontdesk.domains.cards import actions as cards
from frontdesk.domains.cards import queries as card_queries
from frontdesk.domains.cards.models import Offer
from frontdesk.domains.cards.tests.stories import open_cards
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.documents import actions as documents
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.information import actions as information
from frontdesk.domains.notices.models import Notice, Telling
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.models import CouncilHost
from frontdesk.domains.partners import actions as partners
from frontdesk.domains.partners import queries as systems
from frontdesk.domains.payments import actions as payments
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.models import ContactPoint
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.models import RequestFollower
from frontdesk.domains.requests.types.lists import Wanted
from frontdesk.kernel import clock, links, tenancy
from frontdesk.kernel.actor import ROLES, STAFF, Actor
from tests.architecture.url_kinds import Url
from tests.architecture.urls import TABLE
from tests.conformance.conftest import make_key
from tests.support.cast import Cast
from tests.support.services import publish

WORKING = tuple(role for role in ROLES if role not in ("resident", "system"))
"""Roles that a membership gives; a new one visits every door from its first day."""
VISITORS = ("nobody", "amina", "bill", *WORKING, "lena")
"""Amina is the customer whose things are asked for, bill another one, lena an adviser of the other council."""
KEYS = {"demo": "key-of-demo-doors", "littlewick": "key-of-littlewick-doors"}
SERVICE, ONLY_HERE = "missed-bin", "pothole"
SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"
# What stands in a route where nothing better is known.
ANY = {"int": "1", "str": "made-up", "slug": "made-up", "uuid": "00000000-0000-0000-0000-000000000000", "": "made-up"}
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser: what they are called, their roles, their sign-in, whether of the other council."""

    name: str
    roles: frozenset[str]
    client: Client
    foreign: bool

    @property
    def home(self) -> str:
        """Where they are led once they are signed in; "" for nobody."""
        works_here = bool(self.roles & TABLE["desk/"].roles) and not self.foreign
        return "" if self.name == "nobody" else "/desk/" if works_here else "/account/"

    @property
    def is_staff(self) -> bool:
        """Staff of the council that is visited."""
        return not self.foreign and not self.roles.isdisjoint(STAFF)

    def asks(self, method: str, address: str, **more: Any) -> Any:
        """The answer; what it changed is undone, here and in the browser."""
        cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
        with transaction.atomic():
            answer = getattr(self.client, method)(address, **more)
            transaction.set_rollback(True)
        self.client.cookies = SimpleCookie(cookies)
        return answer


@dataclass(frozen=True)
class World:
    """The visitors by name, and things of both councils by the name of the parameter that names them."""

    visitors: dict[str, Visitor]
    own: dict[str, str]
    others: dict[str, str]
    made: set[str]
    """Doors whose page was made for somebody: later visitors get it empty."""


def put_up(cast: Cast) -> World:
    """Everybody and everything."""
    demo, littlewick = cast.councils.demo, cast.councils.littlewick
    CouncilHost.objects.create(council_id=demo.id, host="testserver")
    open_cards("demo", "littlewick")
    with tenancy.acting_for(demo.id):
        publish(cast.system, SERVICE, ONLY_HERE, "housing-payment")
        actors = {"nobody": None, "amina": cast.amina, "bill": cast.bill, "lena": cast.lena}
        actors |= {role: _member(demo.id, role) for role in WORKING}
        visitors = {name: _visitor(name, actors[name], demo.id) for name in VISITORS}
        # Her sign-in has a record, so that staff may go on with her form.
        amina = cast.amina.as_person(people.own_record(cast.amina, name="Amina Testwood", source="web"))
        own = _things(amina, visitors["amina"].client)
    with tenancy.acting_for(littlewick.id):
        # The same service under a code of its own would be another form; a code that demo has not is the harder test.
        publish(cast.littlewick_system, "hall-key", pack="littlewick")
        publish(cast.littlewick_system, SERVICE)
        others = _things(cast.luca, Client(headers={"host": "littlewick.example.org"})) | {"code": "hall-key"}
    for council in (demo, littlewick):
        make_key(council.id, KEYS[council.code], "open311", "requests", "contacts", "people:council-tax")
    return World(visitors, own, others, set())


def _member(council: int, role: str) -> Actor:
    user = access.open_sign_in(email=f"{role}.of.doors@council.example", full_name=role)
    teams = ["customer-services", "waste"]
    access.set_member(Actor.system(council), user=user, name=role.capitalize(), roles=[role], teams=teams)
    return access_queries.actor_for(council, user)


def _visitor(name: str, actor: Actor | None, council: int) -> Visitor:
    client = Client(raise_request_exception=False)
    if actor is None:
        return Visitor(name, frozenset(), client, foreign=False)
    client.force_login(User.objects.get(pk=actor.user), SIGNED_IN)
    return Visitor(name, actor.roles, client, foreign=actor.council != council)


def _things(actor: Actor, browser: Client) -> dict[str, str]:
    """A form begun in the browser and a request, by the names that parameters have."""
    draft = int(browser.post(f"/service/{SERVICE}/begin/")["Location"].split("/")[2])
    key = browser.session["forms"][str(draft)]
    forms.save_for_later(actor, draft=draft, key=key, email="amina@example.org")
    forms.agree_to_help(actor, draft=draft, key=key, phone="07700 900321", now=True)
    asking = form_queries.offer_of(actor.council, draft)
    answers = {
        "address": "12 Mill Lane, ZY1 1AB", "bin": "rubbish", "assisted": "no",
        "missed-on": (clock.today() - timedelta(days=1)).isoformat(),
        "name": "Amina Testwood", "email": "amina@example.org",
    }  # fmt: skip
    receipt = requests.report_request(actor, service=SERVICE, answers=answers, channel="web", even_if_same=True)
    request, person = receipt.request or 0, receipt.person or 0
    system = Actor.system(actor.council)
    message = messages.messages_about(actor.council, ("request", request))[0].id
    notifications.give_up(council=actor.council, message=message)
    spare = access.take_on(system, email=f"spare{system.council}@example.org", name="Spare", roles=["designer"])
    administrator = Actor(actor.council, frozenset({"administrator"}), user=0)
    asked = access.take_on(administrator, email=f"asked{actor.council}@example.org", name="Asked", roles=["designer"])
    access.create_token(system, label="Spare", scopes=["open311"])
    exception = people.grant_exception(system, person=person, service="housing-payment", reason="no-internet")
    need = people.record_need(system, person=person, need="hearing", instruction="Speak slowly and face her")
    other = people.create_person(system, name="Amina Testwoods", source="desk")
    twin = people.create_person(system, name="Amina Testwod", source="desk")
    join = people.join_people(system, person=twin, into=person)
    authority = people.record_authority(system, person=person, by=other, evidence="council", why_no_end="Invented")
    relation = people.relate(system, person=other, other=person, kind="carer")
    same = links.sign(actor.council, "same", request)
    requests.subscribe(actor, same_as=same, email="neighbour@example.org")
    waste = next(team.id for team in organisations.teams(actor.council) if team.code == "waste")
    saved = requests.save_list(system, name="Late bins", wanted=Wanted(show="late"), team=waste)
    case = information.ask_by_right(system, kind="access", person=person, channel="phone", identity="known")
    hold = information.hold_back(system, person=person, why="A claim runs")
    conversation = contacts.write_to_us(actor.as_person(person), subject="The library", words="When is it open?")
    outside, _ = partners.register_system(
        system, code="schools", name="Schools", about="", start="https://schools.example.org/",
        returns=["https://schools.example.org/"], scopes=[],
    )  # fmt: skip
    registered = systems.system(actor.council, outside)
    connection = partners.agree(actor.as_person(person), system=registered, scopes=["openid"])
    with override_settings(DEMO=True):
        number = number_of("council-tax", 1)
        told = {"system": "council-tax", "number": number, "words": "Invented", "record": person}
        account = payments.link_by_staff(system, person=person, **told)
    letter = documents.issue_letter(
        system, person=person, subject="Your bin", body="Dear Amina", signed="Head of Waste", by_post=False
    )
    breach = information.record_breach(system, what="An email to the wrong person", known_at=clock.now())
    dated = people.create_person(system, name="Amina Olderwood", date_of_birth=date(1950, 2, 1), source="desk")
    people.open_account(system, person=dated, email=f"older{actor.council}@example.org")
    helped = people_queries.account_of(system, dated).helps[0].id
    cards.give_card(system, person=person)
    offer = Offer.objects.create(
        council_id=actor.council, organisation_id=other, title="Tea", terms="One", since=clock.today(),
        until=clock.today(), state="waiting", posted_at=clock.now(),
    )  # fmt: skip
    notice = Notice.objects.create(
        council_id=actor.council, kind="death", person_id=other, informant_id=person, channel="web",
        state="checked", made_at=clock.now(), local_day=clock.today(), told={"name": "Ann Testwood"},
    )  # fmt: skip
    telling = Telling.objects.create(
        council_id=actor.council, notice=notice, recipient="fund", name="Fund", email="fund@example.org",
        state="sent", agreed_at=clock.now(), sent_at=clock.now(), due_on=clock.today(), gets=["name"],
    )  # fmt: skip
    return {
        "notice": str(notice.pk),
        "telling": str(telling.pk),
        "told": links.sign(actor.council, "notices.told", telling.pk),
        "proof": str(people.prove_identity(system, person=person, kind="known-to-us")),
        "trouble": "opening",
        "asking": str(asking.id if asking else 0),
        "unfinished": links.sign(actor.council, "unfinished", asking.id if asking else 0),
        "account_help": str(helped),
        "repair": links.sign(actor.council, "repair", helped),
        "not_me": links.sign(actor.council, "not-me", helped),
        "conversation": str(conversation),
        "entitlement": str(card_queries.held(system, person).entitlements[0].id),
        "offer": str(offer.pk),
        "letter": str(letter),
        "breach": str(breach),
        "account": str(account),
        "system": str(outside),
        "connection": str(connection),
        "hold": str(hold),
        "case": str(case),
        "list_id": str(saved),
        "code": SERVICE,
        "draft": str(draft),
        "reference": receipt.reference,
        "message": str(message),
        "contact": str(receipt.contact),
        "person": str(person),
        "need": str(need),
        "other": str(other),
        "join": str(join),
        "authority": str(authority),
        "relation": str(relation),
        "way": "acts",
        "acted_request": str(request),
        "member": str(spare),
        "asked": str(asked),
        "token": str(access_queries.tokens(system.council)[-1].id),
        "exception": str(exception),
        "request_id": str(request),
        "follow": links.sign(actor.council, "follow", request),
        "follower": links.sign(actor.council, "follower", RequestFollower.objects.get(request_id=request).pk),
        "prove": links.sign(actor.council, "prove", ContactPoint.objects.get(person=person, kind="email").pk),
        "point": str(ContactPoint.objects.get(person=person, kind="email").pk),
        "resume": links.sign(actor.council, "resume", draft),
        "page": "address",
        "kind": "report",
        "format": "json",
        "step": "again",
        "adapter": "notify",
        "council": "demo",
    }


def address(route: str, url: Url, things: dict[str, str]) -> str:
    """The route with things in it; a link's token is one for the thing that its row names."""
    things = things | {"token": things.get(url.thing, "")}
    return "/" + _PARAMETER.sub(lambda found: things.get(found[2]) or ANY[found[1] or ""], route)


@contextmanager
def unmade(unless: bool) -> Iterator[None]:
    """In here pages are empty: what is asked is whether they open, and making them takes most of a visit."""
    if unless:
        yield
        return
    with (
        patch.object(Template, "render", return_value=""),
        patch.object(NinjaAPI, "get_openapi_schema", return_value={}),
    ):
        yield
