"""Officers' lists: requests in the order they are due, filtered, with counts that agree with the list.

A filter is one condition, used for the rows and for the count alike. Each list names its council and comes from an
index in its order; pages follow on from the last row shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Called
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.queries.known import Known, known
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import Item, Page
from frontdesk.domains.requests.types.lists import Wanted
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.references import beginning_of, parse_reference, show_reference

Keyset = tuple[datetime, int]

SCOPES: Mapping[str, str] = {"mine": "Mine", "team": "My team's", "all": "Everybody's"}
FILTERS: Mapping[str, str] = {
    "open": "All open",
    "unread": "New from the customer",
    "due-today": "Due today",
    "late": "Late",
    "warned": "Promise nearly used up",
    "waiting": "Waiting for the customer",
    "disputed": "Closing disputed",
    "closed": "Closed",
}
PAGE, COUNTED = 25, 10_000
"""Rows of a page, and rows of everybody's list that are counted at most."""
_NOBODY = Called("")


def listed(
    actor: Actor,
    *,
    after: Keyset | None = None,
    limit: int = PAGE,
    sees: policy.Sight | None = None,
    wanted: Wanted | None = None,
    **narrow: Any,
) -> Page:
    """A page of the officer's list: open ones by due moment, closed ones newest first.

    What it shows is `wanted`, or its parts by name. `after` is what the page before gave, `sees` what `sight_of` gave
    where several lists stand on one page.
    """
    asked = wanted or Wanted(**narrow)
    closed = asked.show == "closed"
    found: list[models.Request] = []
    for rows in _parts(actor, asked, sees):
        found += _after(rows.filter(_shown(asked.show, clock.now()), _narrowed(asked)), after, closed)[: limit + 1]
    found.sort(key=_closed_key if closed else _open_key, reverse=closed)
    page, more = found[:limit], len(found) > limit
    items = tuple(items_of(actor, page))
    return Page(items, items[-1].sort if more else None)


def counts(
    actor: Actor, *, sees: policy.Sight | None = None, wanted: Wanted | None = None, **narrow: Any
) -> dict[str, int]:
    """How many each filter shows (not the closed ones, which only grow), in one query.

    Of everybody's only as far as `COUNTED`: none is told where there are more, for it would read them all.
    """
    now, asked = clock.now(), wanted or Wanted(**narrow)
    rows = _seen(actor, sees).filter(_scope(actor, asked), _narrowed(asked), closed_at=None)
    if asked.scope == "all":
        rows = rows.order_by("order_at", "id")[: COUNTED + 1]
    counted = {code.replace("-", "_"): Count("id", filter=_shown(code, now)) for code in FILTERS if code != "closed"}
    found = rows.aggregate(**counted)
    if asked.scope == "all" and found["open"] > COUNTED:
        return {}
    return {code.replace("_", "-"): number for code, number in found.items()}


def count_each(actor: Actor, lists: Mapping[int, Wanted], sees: policy.Sight | None = None) -> dict[int, int]:
    """How many open requests each of several lists shows, in one query; closed ones are not counted."""
    now, counted = clock.now(), {key: each for key, each in lists.items() if each.show != "closed"}
    if not counted:
        return {}
    numbers = {
        f"n{key}": Count("id", filter=_scope(actor, each) & _shown(each.show, now) & _narrowed(each))
        for key, each in counted.items()
    }
    rows = _seen(actor, sees).filter(_any_scope(actor, counted.values()), closed_at=None)
    return {int(name[1:]): number for name, number in rows.aggregate(**numbers).items()}


def by_reference(actor: Actor, typed: str) -> Item | None:
    """The request with the reference somebody typed, if the actor sees one."""
    reference = parse_reference(typed)
    if reference is None:
        return None
    rows = _seen(actor).filter(reference=reference)
    return next(iter(items_of(actor, rows[:1])), None)


def person_behind(actor: Actor, request: int) -> int | None:
    """Whose request it is; None for nobody's, and for one that there is not in the actor's council."""
    rows = models.Request.objects.filter(council_id=actor.council, pk=request)
    return rows.values_list("person_id", flat=True).first()


def changes(actor: Actor, request: int) -> int:
    """How often the request was changed so far. NotFound when the actor does not see it."""
    found = _seen(actor).filter(pk=request).values_list("changes", flat=True).first()
    if found is None:
        raise NotFound("We could not find that request.")
    return found


def by_half_reference(actor: Actor, typed: str, limit: int = 5) -> list[Item]:
    """Requests whose reference begins with the four to seven characters typed, as far as the actor sees them."""
    between = beginning_of(typed)
    if between is None:
        return []
    return items_of(actor, _seen(actor).filter(reference__range=between).order_by("reference")[:limit])


def of_customer(
    actor: Actor, cluster: Iterable[int], *, open_only: bool = False, before: Keyset | None = None, limit: int = 50
) -> list[Item]:
    """Requests of a customer (all records of one), newest first; `before` = (received_at, id) of the last shown."""
    rows = _seen(actor)
    if open_only:
        rows = rows.filter(closed_at=None)
    if before is not None:
        rows = rows.filter(received_at__lte=before[0]).exclude(received_at=before[0], pk__gte=before[1])
    return items_of(actor, _newest(_of_each(rows, cluster, limit), limit))


def asked_for_others(actor: Actor, cluster: Iterable[int], limit: int = 50) -> list[Item]:
    """What a customer (all records of one) asked for in other people's names, newest first; without who has it."""
    rows = _seen(actor).filter(acted_by_id__in=list(cluster)).order_by("-received_at", "-id")
    return lines(actor, known(actor.council, rows[:limit]), {})


def on_page_of(
    actor: Actor, cluster: Iterable[int], requests: Iterable[int], *, limit: int = 20
) -> tuple[list[Item], dict[int, Item]]:
    """For the page of a customer, in one query: their open requests, newest first, and these of the timeline by id.

    Only those the actor sees. Names of team, owner and customer are left out: that page says none of them.
    """
    seen, wanted = _seen(actor), set(requests)
    parts = [*_of_each(seen.filter(closed_at=None), cluster, limit), seen.filter(pk__in=wanted)]
    rows = {row.pk: row for row in parts[0].union(*parts[1:], all=True)}
    items = {one.row.pk: _item(one, {}, {}, {}) for one in known(actor.council, rows.values())}
    people = set(cluster)
    open_ones = [row for row in rows.values() if row.closed_at is None and row.person_id in people]
    return (
        [items[row.pk] for row in _newest([open_ones], limit)],
        {request: items[request] for request in wanted if request in items},
    )


def _of_each(rows: QuerySet[models.Request], cluster: Iterable[int], limit: int) -> list[QuerySet[models.Request]]:
    """The newest of each record of a customer, each from the index in its order."""
    return [rows.filter(person_id=person).order_by("-received_at", "-id")[:limit] for person in cluster]


def _newest(parts: Iterable[Iterable[models.Request]], limit: int) -> list[models.Request]:
    found = [row for part in parts for row in part]
    return sorted(found, key=lambda row: (row.received_at, row.pk), reverse=True)[:limit]


def items_by_id(actor: Actor, requests: Iterable[int]) -> dict[int, Item]:
    """These requests by id, as far as the actor sees them: for timelines made of journal entries."""
    rows = _seen(actor).filter(pk__in=list(requests))
    return {item.id: item for item in items_of(actor, rows)}


def opened_by(actor: Actor, requests: Iterable[int]) -> frozenset[int]:
    """Which of these requests the actor may open."""
    return frozenset(_seen(actor).filter(pk__in=list(requests)).values_list("pk", flat=True))


def of_contact(actor: Actor, contact: int) -> list[Item]:
    """The requests that a contact was about, first made first."""
    tied = models.RequestContact.objects.filter(council_id=actor.council, contact_id=contact).order_by("id")
    found = items_by_id(actor, tied.values_list("request_id", flat=True))
    return [found[request] for request in sorted(found)]


def items_of(actor: Actor, rows: Iterable[models.Request]) -> list[Item]:
    """Rows as lines of a list: names of services, teams, owners and customers in one query each."""
    found = known(actor.council, rows)
    return lines(actor, found, access.names_of(actor.council, {one.row.owner_id for one in found if one.row.owner_id}))


def lines(actor: Actor, found: Sequence[Known], owners: Mapping[int, str]) -> list[Item]:
    """The same with definitions and owners' names at hand."""
    if not found:
        return []
    named = {each for one in found for each in (one.row.person_id, one.row.acted_by_id) if each is not None}
    customers = people.called(actor, named)
    teams = {team.id: team.name for team in organisations.teams(actor.council)}
    return [_item(one, owners, customers, teams) for one in found]


def _item(one: Known, owners: Mapping[int, str], customers: Mapping[int, Called], teams: Mapping[int, str]) -> Item:
    row, customer = one.row, customers.get(one.row.person_id or 0, _NOBODY)
    acting = customers.get(one.row.acted_by_id or 0, _NOBODY)
    chosen = next((each.name for each in steps.outcomes_of(one.definition) if each.code == row.outcome), "")
    return Item(
        id=row.pk,
        reference=show_reference(row.reference),
        service=row.service,
        name=one.definition.name,
        status=row.status,
        status_name=one.status.name,
        clock=row.state,
        team=row.team_id,
        team_name=teams.get(row.team_id, ""),
        owner=row.owner_id,
        owner_name=owners.get(row.owner_id or 0, ""),
        person=None if customer.hidden else row.person_id,
        customer=customer.name,
        acted_by=None if acting.hidden else row.acted_by_id,
        acting=acting.name,
        hidden=customer.hidden,
        ward=row.ward,
        channel=row.channel,
        received_at=row.received_at,
        due_at=row.due_at,
        due_on=row.due_on,
        warned_at=row.warned_at,
        disputed_at=row.disputed_at,
        unread_at=row.unread_at,
        closed_at=row.closed_at,
        outcome_name=chosen,
        restricted=row.restricted,
        sort=(row.closed_at or row.order_at, row.pk),
        changes=row.changes,
    )


def sight_of(actor: Actor) -> policy.Sight:
    """What the actor sees of requests, worked out once for several lists on one page."""
    mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
    return policy.sight(actor, mine)


def _seen(actor: Actor, sees: policy.Sight | None = None) -> QuerySet[models.Request]:
    return models.Request.objects.filter(policy.visible(sees or sight_of(actor)), council_id=actor.council)


def _parts(actor: Actor, asked: Wanted, sees: policy.Sight | None) -> list[QuerySet[models.Request]]:
    """The rows of a scope, in parts that each have an index in the list's order: one for every team."""
    seen = _seen(actor, sees)
    if asked.team is not None or asked.scope == "all":
        return [seen.filter(_scope(actor, asked))]
    if asked.scope == "team":
        return [seen.filter(team_id=each) for each in sorted(actor.teams)]
    return [seen.filter(owner_id=actor.user or 0)]


def _scope(actor: Actor, asked: Wanted) -> Q:
    """The same as one condition, for counting."""
    if asked.team is not None:
        return Q(team_id=asked.team)
    if asked.scope == "all":
        return Q()
    return Q(team_id__in=sorted(actor.teams)) if asked.scope == "team" else Q(owner_id=actor.user or 0)


def _any_scope(actor: Actor, asked: Iterable[Wanted]) -> Q:
    """What is in the scope of one of several lists: where none is of everybody's, an index reads no more than that."""
    scopes = [_scope(actor, each) for each in asked]
    return reduce(or_, scopes) if all(scopes) else Q()


def _narrowed(asked: Wanted) -> Q:
    """What narrows a list beside whose it is and how it stands."""
    rows = Q()
    for name in ("service", "status", "ward"):
        if getattr(asked, name):
            rows &= Q(**{name: getattr(asked, name)})
    if asked.owner is not None:
        rows &= Q(owner_id=asked.owner)
    if asked.days > 0:
        rows &= Q(received_at__lte=clock.now() - timedelta(days=asked.days))
    return rows


def _shown(show: str, now: datetime) -> Q:
    """The condition of a filter. `order_at` is the due moment where there is one, so its index finds them."""
    open_ = Q(closed_at=None)
    tonight = datetime.combine(now.astimezone(clock.LOCAL).date(), time.max, clock.LOCAL)
    match show:
        case "due-today":
            return open_ & Q(order_at__gte=now, order_at__lte=tonight)
        case "late":
            return open_ & Q(order_at__lt=now)
        case "warned":
            return open_ & Q(warned_at__isnull=False, order_at__gte=now)
        case "waiting":
            return open_ & Q(state=steps.WAITING)
        case "unread":
            return open_ & Q(unread_at__isnull=False)
        case "disputed":
            return open_ & Q(disputed_at__isnull=False)
        case "closed":
            return Q(closed_at__isnull=False)
    return open_


def _after(rows: QuerySet[models.Request], after: Keyset | None, closed: bool) -> QuerySet[models.Request]:
    """Rows in the list's order, from the one after `after` on."""
    if closed:
        if after is not None:
            rows = rows.filter(closed_at__lte=after[0]).exclude(closed_at=after[0], pk__gte=after[1])
        return rows.order_by("-closed_at", "-id")
    if after is not None:
        rows = rows.filter(order_at__gte=after[0]).exclude(order_at=after[0], pk__lte=after[1])
    return rows.order_by("order_at", "id")


def _open_key(row: models.Request) -> Keyset:
    return row.order_at, row.pk


def _closed_key(row: models.Request) -> Keyset:
    return row.closed_at or row.order_at, row.pk
