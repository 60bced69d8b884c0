"""One size, measured from an empty migrated database; the answer is plain JSON for the page."""

import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from frontdesk.console.bench import plans
from frontdesk.console.bench.bringing_in import measure_import
from frontdesk.console.bench.matched import measure_matching
from frontdesk.console.bench.meter import Measured, measure
from frontdesk.console.bench.pages import lists_of, measure_page, pages_of
from frontdesk.console.bench.recording import measure_recording
from frontdesk.console.bench.server import served
from frontdesk.console.demo import council as demo
from frontdesk.console.progress import say
from frontdesk.console.year import fill, owner
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.insight import actions as counting
from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Area, Cut, Period
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor

OFFICERS = 20
TIMES = 20
SEARCHES = 200
A_YEAR = 366


@dataclass(frozen=True)
class Wishes:
    """`reuse` measures a database that was filled before; so many lines are brought in (`imported`) where any are."""

    reuse: bool = False
    imported: int = 0


def run(size: int, analyse: Callable[[], None], wishes: Wishes) -> dict[str, Any]:
    """Fill for `size` people and measure everything. `analyse` brings the planner's figures up to date, as owner."""
    load = [os.getloadavg()[0]]
    council = demo.load()
    with tenancy.acting_for(council.id):
        seconds, users = _filled(council, size, analyse, wishes.reuse)
        filled, first = fill.count(council.id), fill.first_of(council.id)
        heaviest, ordinary = _customers(council, first, size)
        officer = sign_ins.actor_for(council.id, users[1])
        asked = pages_of(users[1], ordinary, heaviest)
        with served() as server:
            say("Asking for pages")
            pages = [measure_page(server, each) for each in asked]
            say("Recording contacts")
            recording = measure_recording(server, council.id, first, size)
        say("Searching, reading figures, reading plans")
        typed = _typed(council, first, size)
        # The same twice: what was not asked for before comes from disk, which in service it seldom does.
        queries = [
            measure(name, lambda n: people.search(officer, typed[n]), times=SEARCHES - 3)
            for name in ("First search for each", "Search for a customer")
        ]
        queries += [measure(name, ask, times=TIMES) for name, ask in _figures(council, officer)]
        words = {"name": typed[0], "wrong letter": typed[1], "name and postcode": typed[2], "number": typed[3],
                 "name and birth": typed[4], "number of a back office": typed[6], "a common name": "smith"}  # fmt: skip
        lists = [*plans.list_queries(officer, [heaviest, heaviest + 1], words), *lists_of(asked)]
        found = plans.faults(lists)
        imported = measure_import(council.code, wishes.imported, size) if wishes.imported else None
        matched = measure_matching(council.code, size) if wishes.imported else None
        load.append(os.getloadavg()[0])
        return {
            "rows": asdict(filled), "seconds": seconds, "load": load, "plans": found, "listed": len(lists),
            "pages": [_told(one) for one in pages], "queries": [_told(one) for one in queries],
            "recording": recording, "imported": imported, "matched": matched,
        }  # fmt: skip


def _filled(
    council: Council, size: int, analyse: Callable[[], None], reuse: bool
) -> tuple[dict[str, float], list[int]]:  # fmt: skip
    """The seconds that filling took, and the staff; a database that is filled already is taken as it is."""
    if reuse and fill.first_of(council.id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM access_user WHERE email ^@ 'bench' ORDER BY id")
            return {}, [row[0] for row in cursor.fetchall()]
    users = _staff(council)
    people_seconds, fill_seconds = _load(council.id, size, analyse)
    # Before the database knows how many rows there are, as the worker may do after a load.
    count_seconds, _ = _timed(lambda: _recount(council))
    analyse()
    say(f"People in {people_seconds:.0f} s, contacts in {fill_seconds:.0f} s, day counts in {count_seconds:.1f} s")
    return {"people": people_seconds, "year": fill_seconds, "count": count_seconds}, users


def _load(council: int, size: int, analyse: Callable[[], None]) -> tuple[float, float]:
    """Fill the database; seconds for the people and for their years, the latter with indexes."""
    address = os.environ["DATABASE_OWNER_URL"]
    owner.open_months(address, fill.first_day())
    began = time.perf_counter()
    with owner.set_aside(address):
        people_seconds, town = _timed(lambda: fill.settle(council, size, say))
        analyse()
        fill.live(council, town, analyse, say)
        say("Making indexes and checking what names what")
    return people_seconds, time.perf_counter() - began - people_seconds


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
    """What the reactions keep up in service, once for all years, one after the other."""
    actor, first = Actor.system(council.id), fill.first_day()
    days = [first + timedelta(days=n) for n in range((clock.today() - first).days + 1)]
    for at in range(0, len(days), A_YEAR):
        counting.recount_requests(actor, days=days[at : at + A_YEAR])
        counting.recount_contacts(actor, days=days[at : at + A_YEAR])


def _customers(council: Council, first: int, size: int) -> tuple[int, list[int]]:
    """The customer with most contacts, and ordinary ones from all over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM contacts_contact WHERE council_id = %s AND person_id IS NOT NULL"
            " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
            [council.id],
        )
        (heaviest,) = cursor.fetchone()
    return int(heaviest), [first + (n * 7919 + size // 2) % size for n in range(TIMES)]


def _figures(council: Council, manager: Actor) -> list[tuple[str, Callable[[int], Any]]]:
    """What insight pages ask for, by its front."""
    year = Period(clock.today() - timedelta(days=364), clock.today())
    wards = insight.areas(council.id).wards
    part = Area("team", "one", "", wards[: len(wards) // 4 or 1], outside=False)
    return [
        ("Figures: take-up of a year", lambda _: insight.take_up(council.id, year)),
        ("Figures: cost of a year", lambda _: insight.cost(council.id, year)),
        ("Figures: dealt with in time in a year", lambda _: insight.timeliness(council.id, year)),
        ("Figures: contacts of a year", lambda _: insight.contacts(council.id, year)),
        (
            "Figures: contacts of a year in a quarter of the wards",
            lambda _: insight.contacts(council.id, year, Cut(area=part)),
        ),
        ("Figures: the charter's results", lambda _: insight.charter(council.id)),
        ("Figures: the records behind one", lambda _: insight.records(manager, year, Cut(part="counted"))),
    ]


def _typed(council: Council, first: int, size: int) -> list[str]:
    """What advisers type: names, names with a letter wrong, postcodes with a name, telephones, emails, births, numbers
    of a back office."""
    picked = [first + (n * 7919) % size for n in range(SEARCHES)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.name, p.given, p.family, coalesce(to_char(p.date_of_birth, 'DD/MM/YYYY'), ''), a.postcode,"
            " coalesce((SELECT value FROM people_contactpoint c WHERE c.council_id = p.council_id"
            " AND c.person_id = p.id ORDER BY id LIMIT 1), ''),"
            " coalesce((SELECT value FROM people_identity i WHERE i.council_id = p.council_id"
            " AND i.person_id = p.id ORDER BY id LIMIT 1), '') FROM people_person p JOIN people_personaddress a"
            " ON a.council_id = p.council_id AND a.person_id = p.id WHERE p.council_id = %s AND p.id = ANY(%s)",
            [council.id, picked],
        )
        rows = cursor.fetchall()
    typed = []
    for n in range(SEARCHES):
        name, given, family, born, postcode, point, number = rows[n % len(rows)]
        wrong = f"{given} {family[:2] + family[3:]}"
        forms = (
            name, wrong, f"{family} {postcode}", point or name, f"{family} {born}", f"{given[:3]} {family}",
            number or name,
        )  # fmt: skip
        typed.append(forms[n % len(forms)])
    return typed


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def _told(one: Measured) -> dict[str, Any]:
    say(f"{one.name}: {one.cpu:.1f} + {one.database:.1f} ms, p95 {one.p95:.0f} ms, {one.queries} queries")
    return asdict(one)
