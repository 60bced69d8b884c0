"""One size, measured from an empty migrated database; the answer is plain JSON for the page."""

import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from frontdesk.console.bench import fill, plans, recording
from frontdesk.console.bench.meter import Measured, measure
from frontdesk.console.demo import council as demo
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.insight import actions as counting
from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Cut, Period
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock, journal, tenancy
from frontdesk.kernel.actor import Actor

OFFICERS = 20
TIMES = 20


def run(size: int, analyse: Callable[[], None]) -> dict[str, Any]:
    """Fill for `size` people and measure everything. `analyse` brings the planner's figures up to date, as owner."""
    council = demo.load()
    with tenancy.acting_for(council.id):
        users = _staff(council)
        began = time.perf_counter()
        first = fill.load_customers(council.id, size)
        loaded = time.perf_counter() - began
        _say(f"{size:,} people in {loaded:.0f} s")
        filled = fill.fill_year(
            council.id, first=first, people=size, contacts=size * fill.CONTACTS_EACH, users=users
        )  # fmt: skip
        analyse()
        began = time.perf_counter()
        _recount(council)
        counted = time.perf_counter() - began
        _say(f"{filled.contacts:,} contacts and {filled.requests:,} requests; day counts in {counted:.1f} s")
        return {
            "rows": asdict(filled),
            "people_seconds": loaded,
            "count_seconds": counted,
            "pages": [asdict(one) for one in _pages(users, first)],
            "queries": [asdict(one) for one in _queries(council, users, first, size)],
            "plans": _plans(council, users, first),
            "recording": recording.measure_recording(council.id, users[0], first, size),
        }


def _staff(council: Council) -> list[int]:
    """Officers of every team, who are advisers and managers too, so that each page lets them in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM organisations_team WHERE council_id = %s ORDER BY id", [council.id])
        teams = [row[0] for row in cursor.fetchall()]
    users = []
    for n in range(OFFICERS):
        user = access.open_sign_in(email=f"bench{n}@council.example", full_name=f"Bench Officer {n}")
        roles, mine = ["adviser", "officer", "manager"], [teams[n % len(teams)]]
        access.set_member(Actor.system(council.id), user=user, name=f"Bench Officer {n}", roles=roles, teams=mine)
        users.append(user)
    return users


def _recount(council: Council) -> None:
    """What the reactions keep up in service, once for the whole year."""
    days = [clock.today() - timedelta(days=n) for n in range(367)]
    counting.recount_requests(Actor.system(council.id), days=days)
    counting.recount_contacts(Actor.system(council.id), days=days)


def _pages(users: list[int], first: int) -> list[Measured]:
    """Pages through the whole application: middleware, session, view, template."""
    visitor, staff = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    staff.force_login(get_user_model().objects.get(pk=users[1]))
    found = [_page("No-op view", visitor, "/healthz")]
    for name, address in (
        ("Home", "/"), ("Search for a service", "/search/?q=bin"), ("All services", "/services/"),
        ("A service", "/service/missed-bin/"), ("Charter with results", "/charter/"),
    ):  # fmt: skip
        found.append(_page(f"Public: {name}", visitor, address))
    for name, address in (
        ("Home with own work", "/desk/"), ("A customer", f"/desk/customers/{first}/"),
        ("Services", "/desk/services/"), ("Officer's list", "/desk/requests/"),
        ("Figures", "/desk/figures/"), ("Take-up", "/desk/figures/take-up/"),
    ):  # fmt: skip
        if staff.get(address, follow=True).status_code == 200:
            found.append(_page(f"Desk: {name}", staff, address))
    return found


def _page(name: str, client: Client, address: str) -> Measured:
    def get(n: int) -> None:
        status = client.get(address, follow=True).status_code
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")

    measured = measure(name, get, times=TIMES)
    _say(f"{name}: {measured.cpu:.1f} + {measured.database:.1f} ms, {measured.queries} queries")
    return measured


def _queries(council: Council, users: list[int], first: int, size: int) -> list[Measured]:
    """What pages ask for, by the fronts of the domains."""
    typed = _typed(council, first, size)
    dee, manager = _actor(council, users[1]), _actor(council, users[2])
    year, month = _year(), Period(clock.today() - timedelta(days=29), clock.today())
    work: list[tuple[str, Callable[[int], Any]]] = [
        ("Search for a customer", lambda n: people.search(dee, typed[n % len(typed)])),
        ("Officer's list: mine, open", lambda _: requests.listed(dee)),
        ("Officer's list: everybody's, open", lambda _: requests.listed(dee, scope="all")),
        ("Officer's list: everybody's, closed", lambda _: requests.listed(dee, scope="all", show="closed")),
        ("Officer's list: counts, mine", lambda _: requests.counts(dee)),
        ("Officer's list: counts, everybody's", lambda _: requests.counts(dee, scope="all")),
        ("Contacts of a customer", lambda n: contacts.contacts_of(council.id, [first + n])),
        ("Timeline of a customer", lambda n: journal.timeline(council.id, person=first + n)),
        ("Figures: take-up of a year", lambda _: insight.take_up(council.id, year)),
        ("Figures: cost of a year", lambda _: insight.cost(council.id, year)),
        ("Figures: the charter's results", lambda _: insight.charter(council.id)),
        ("Figures: the records behind one", lambda _: insight.records(manager, month, Cut(part="counted"))),
    ]
    return [_told(measure(name, do, times=len(typed) if "Search" in name else TIMES)) for name, do in work]


def _told(one: Measured) -> Measured:
    _say(f"{one.name}: {one.cpu:.1f} + {one.database:.1f} ms, {one.queries} queries, p95 {one.p95:.0f} ms")
    return one


def _typed(council: Council, first: int, size: int) -> list[str]:
    """What advisers type: names, names with a letter wrong, postcodes with a name, telephones, emails, births."""
    picked = [first + (n * 7919) % size for n in range(200)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.name, p.given, p.family, coalesce(to_char(p.date_of_birth, 'DD/MM/YYYY'), ''), a.postcode,"
            " coalesce((SELECT value FROM people_contactpoint c WHERE c.council_id = p.council_id"
            " AND c.person_id = p.id ORDER BY id LIMIT 1), '') FROM people_person p JOIN people_personaddress a"
            " ON a.council_id = p.council_id AND a.person_id = p.id WHERE p.council_id = %s AND p.id = ANY(%s)",
            [council.id, picked],
        )
        rows = cursor.fetchall()
    typed = []
    for n, (name, given, family, born, postcode, point) in enumerate(rows):
        wrong = family[:2] + family[3:]
        forms = (
            name,
            f"{given} {wrong}",
            f"{family} {postcode}",
            point or name,
            f"{family} {born}",
            f"{given[:3]} {family}",
        )
        typed.append(forms[n % len(forms)])
    return typed


def _plans(council: Council, users: list[int], first: int) -> list[str]:
    """Faults in the plans of list queries, named by list."""
    return [
        f"{name}: {fault}"
        for name, ask in list_queries(_actor(council, users[1]), first)
        for fault in plans.faults(ask)
    ]


def list_queries(actor: Actor, person: int) -> list[tuple[str, Callable[[], Any]]]:
    """Every list query of contacts, requests, people and the journal, as an officer of a team asks it."""
    council, later = actor.council, (clock.now(), 10**12)
    found: list[tuple[str, Callable[[], Any]]] = [
        ("contacts of a customer", lambda: contacts.contacts_of(council, [person])),
        ("contacts of a customer, next page", lambda: contacts.contacts_of(council, [person], before=later)),
        ("contacts I took", lambda: contacts.contacts_taken(actor)),
        ("requests of a customer", lambda: requests.of_customer(actor, [person])),
        ("timeline of a customer", lambda: journal.timeline(council, person=person)),
        ("timeline of a customer, next page", lambda: journal.timeline(council, person=person, before=later)),
        ("timeline of a request", lambda: journal.timeline(council, thing=("request", 1))),
        ("search by name", lambda: people.search(actor, "smith")),
    ]
    for scope in requests.SCOPES:
        for show in requests.FILTERS:
            ask = partial(requests.listed, actor, scope=scope, show=show)
            found.append((f"requests: {scope}, {show}", ask))
    return found


def _actor(council: Council, user: int) -> Actor:
    return sign_ins.actor_for(council.id, user)


def _year() -> Period:
    return Period(clock.today() - timedelta(days=364), clock.today())


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
