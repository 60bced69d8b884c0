"""Reading the plans of list queries: no large table is read whole, nothing larger than a page is sorted (DESIGN 6)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import connection

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Area, Cut, Period
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.domains.requests.queries.open311 import CLOSED, OPEN, Wanted, known_requests
from frontdesk.domains.services import queries as services
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor

LARGE = 20_000
"""Rows: a table with fewer may be read whole where that is cheaper, and DESIGN 6 asks at 100,000."""
PAGE = 60
CANDIDATES = 200
"""Rows that the search may rank: one of the two exceptions that DESIGN 6 names. The other comes with the queue."""
SEARCH = "search by "

Asked = list[tuple[str, Callable[[], Any]]]


def list_queries(actor: Actor, cluster: list[int], typed: dict[str, str]) -> Asked:
    """Every list query of the domains, as an officer of a team asks it, about one customer; `typed` to search for."""
    council, later = actor.council, (clock.now(), 10**12)
    month, day = Period(clock.today() - timedelta(days=29), clock.today()), (clock.today(), 10**12)
    found: Asked = [
        ("contacts of a customer", lambda: contacts.contacts_of(council, cluster)),
        ("contacts of a customer, next page", lambda: contacts.contacts_of(council, cluster, before=later)),
        ("contacts I took", lambda: contacts.contacts_taken(actor)),
        ("last contacts of people found", lambda: contacts.last_contacts(council, cluster)),
        ("how to help a customer", lambda: people.help_for(actor, cluster[0])),
        ("who acts for whom, and relations", lambda: people.authorities_of(actor, cluster[0])),
        ("relations, next page", lambda: people.authorities_of(actor, cluster[0], before=10**12)),
        ("pairs that wait", lambda: people.pairs_waiting(actor)),
        ("pairs that wait, next page", lambda: people.pairs_waiting(actor, after=(0.5, 1))),
        ("needs to review", lambda: people.needs_due(actor, clock.today())),
        ("needs to review, next page", lambda: people.needs_due(actor, clock.today(), after=(clock.today(), 1))),
        ("requests of a customer", lambda: requests.of_customer(actor, cluster)),
        ("requests of a customer, next page", lambda: requests.of_customer(actor, cluster, before=later)),
        ("requests on the customer page", lambda: requests.on_page_of(actor, cluster, [1, 2, 3])),
        ("drafts of a customer", lambda: forms.open_drafts(actor.as_customer().as_person(cluster[0]))),
        ("timeline of a customer", lambda: journal.timeline(council, people=cluster)),
        ("timeline of a customer, next page", lambda: journal.timeline(council, people=cluster, before=later)),
        ("timeline of a request", lambda: journal.timeline(council, thing=("request", 1))),
        ("records of a figure", lambda: insight.records(actor, month, Cut(part="counted"))),
        ("records of a figure, next page", lambda: insight.records(actor, month, Cut(part="counted"), before=day)),
        ("contacts behind a cost", lambda: insight.contact_records(actor, month, Cut())),
    ]
    found += list(_by_place(actor, month, day))
    found += list(_outside(council))
    found += [(f"{SEARCH}{what}", partial(people.search, actor, words)) for what, words in typed.items()]
    for scope in requests.SCOPES:
        for show in requests.FILTERS:
            found.append((f"requests: {scope}, {show}", partial(requests.listed, actor, scope=scope, show=show)))
            follow = partial(requests.listed, actor, scope=scope, show=show, after=later)
            found.append((f"requests: {scope}, {show}, next page", follow))
    return found


def _by_place(actor: Actor, month: Period, day: tuple[date, int]) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Records behind figures of one ward, of the wards of a locality or team, and of those that are not known."""
    wards = insight.areas(actor.council).wards or ("one", "two")
    for name, area in (
        ("a ward", Area("ward", wards[0], "", wards[:1], outside=False)),
        ("a locality", Area("locality", "one", "", wards[:2], outside=False)),
        ("the wards of no team", Area("team", "elsewhere", "", (*wards[:2], ""))),
        ("no known ward", Area("ward", "none", "", ("",), outside=False)),
    ):
        for part in ("counted", "missed"):
            cut = Cut(part=part, area=area)
            yield f"records of {name}, {part}", partial(insight.records, actor, month, cut)
            yield f"records of {name}, {part}, next page", partial(insight.records, actor, month, cut, before=day)
        for part in ("", "failure"):
            cut = Cut(part=part, area=area)
            yield f"contacts of {name} {part}", partial(insight.contact_records, actor, month, cut)
            yield (
                f"contacts of {name} {part}, next page",
                partial(insight.contact_records, actor, month, cut, before=day),
            )


def _outside(council: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What clients of Open311 ask for, of all services that are not restricted."""
    listed = [each for each in services.catalogue(Actor.nobody(council)) if not each.restricted]
    offered = services.published_each(council, listed)
    since, closed = clock.now() - timedelta(days=90), frozenset({CLOSED})
    for name, wanted in (
        ("last 90 days", Wanted(start=since)),
        ("open ones", Wanted(start=since, statuses=frozenset({OPEN}))),
        ("last page of the closed ones", Wanted(start=since, statuses=closed, limit=100, offset=900)),
        ("one service", Wanted(start=since, services=tuple(offered)[:1])),
    ):
        yield f"Open311: {name}", partial(known_requests, council, offered, wanted, None)


def faults(asked: Asked) -> list[str]:
    """Faults of these queries in a full database, run and counted, a line each."""
    large = _large()
    found = []
    for name, ask in asked:
        most = CANDIDATES if name.startswith(SEARCH) else PAGE
        for plan, statement in _plans(ask, "ANALYZE, TIMING OFF, "):
            found += [f"{name}: {fault} in {statement[:200]}" for fault in _faults(plan, large, most)]
    return found


def unserved(asked: Asked, tables: set[str]) -> list[str]:
    """Queries that no index of `tables` serves, however few rows there are: scans and sorts are all but forbidden."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    found = []
    for name, ask in asked:
        for plan, statement in _plans(ask, ""):
            for node in _nodes(plan):
                if node["Node Type"] == "Seq Scan" and node["Relation Name"] in tables:
                    found.append(f"{name}: reads all of {node['Relation Name']} in {statement[:200]}")
                if node["Node Type"] in ("Sort", "Incremental Sort") and tables & _without_limit(node):
                    found.append(f"{name}: sorts in {statement[:200]}")
    return found


def _large() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND reltuples > %s", [LARGE])
        return {row[0] for row in cursor.fetchall()}


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """(text, values) of each statement sent meanwhile, those that the server keeps planned among them."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], text: str, values: Any, *others: Any) -> Any:
        asked.append((text, values))
        return execute(text, values, *others)

    with connection.execute_wrapper(note):
        yield asked


def _plans(work: Callable[[], Any], how: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The plans of what `work` reads, with the statements."""
    with statements() as asked:
        work()
    with connection.cursor() as cursor:
        for statement, values in asked:
            if statement.lstrip("( \n").startswith(("SELECT", "WITH")) and "set_config" not in statement:
                cursor.execute(f"EXPLAIN ({how}FORMAT JSON) {statement}", values)
                (answer,) = cursor.fetchone()
                plan = json.loads(answer) if isinstance(answer, str) else answer
                yield plan[0]["Plan"], " ".join(statement.split())


def _faults(plan: dict[str, Any], large: set[str], most: int) -> Iterator[str]:
    for node in _nodes(plan):
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in large and node["Actual Loops"]:
            yield f"reads all of {node['Relation Name']}"
        if node["Node Type"] in ("Sort", "Incremental Sort"):
            # What comes through limits is a page of each record of a customer, or of each team, to be merged.
            rows = max(inner["Actual Rows"] for inner in node["Plans"])
            if rows > most and large & _without_limit(node):
                yield f"sorts {rows:,.0f} rows"


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


def _without_limit(node: dict[str, Any]) -> set[str]:
    """Tables below a node whose rows come up without a limit between."""
    if node["Node Type"] == "Limit":
        return set()
    inner = [_without_limit(each) for each in node.get("Plans", ())]
    return set().union(*inner) | ({node["Relation Name"]} if "Relation Name" in node else set())
