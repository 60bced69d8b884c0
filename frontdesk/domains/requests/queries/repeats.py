"""Requests that may repeat an earlier one: the same service, within the radius and the hours that it names.

A page looks through so many of the newest requests and no further, so that it is quick where there are no repeats.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F

from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.queries.known import known
from frontdesk.domains.requests.queries.lists import items_by_id, sight_of
from frontdesk.domains.requests.rules.same import Spot, metres_between, within_of
from frontdesk.domains.requests.types.near import Beside, Pair, Pairs, Within
from frontdesk.domains.services import queries as services
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require
from frontdesk.kernel.references import show_reference

PAGE, LOOKED = 25, 500
"""Pairs on a page, and requests that one page looks through at most."""
BESIDE = 5
_FAR = (date(9999, 1, 1), 0)

_PAIRS = """
WITH looked AS MATERIALIZED (
    SELECT id, local_day, service, received_at, easting, northing, restricted, closed_at
    FROM requests_request
    WHERE council_id = %(council)s AND (local_day, id) < (%(day)s, %(id)s)
    ORDER BY local_day DESC, id DESC LIMIT %(looked)s
), rule AS (
    SELECT * FROM unnest(%(services)s::text[], %(radii)s::float[], %(hours)s::int[]) AS r(service, radius, hours)
)
SELECT l.id, f.id, f.metres, extract(epoch FROM l.received_at - f.received_at) / 3600, l.local_day
FROM looked l JOIN rule USING (service)
CROSS JOIN LATERAL (
    SELECT o.id, o.received_at, sqrt((o.easting - l.easting) ^ 2 + (o.northing - l.northing) ^ 2) AS metres
    FROM requests_request o
    WHERE o.council_id = %(council)s AND o.service = l.service AND NOT o.restricted
      AND o.received_at >= l.received_at - make_interval(hours => rule.hours)
      AND (o.received_at, o.id) < (l.received_at, l.id)
      AND abs(o.easting - l.easting) <= rule.radius AND abs(o.northing - l.northing) <= rule.radius
      AND (o.easting - l.easting) ^ 2 + (o.northing - l.northing) ^ 2 <= rule.radius ^ 2
    ORDER BY o.received_at, o.id LIMIT 1
) f
WHERE NOT l.restricted AND (%(closed)s OR l.closed_at IS NULL)
ORDER BY l.local_day DESC, l.id DESC LIMIT %(page)s
"""
_LAST = """
SELECT local_day, id FROM requests_request WHERE council_id = %(council)s AND (local_day, id) < (%(day)s, %(id)s)
ORDER BY local_day DESC, id DESC OFFSET %(looked)s - 1 LIMIT 1
"""


def withins(actor: Actor) -> dict[str, Within]:
    """What counts as nearby, by service: of those whose reports have a place and that are not restricted."""
    found = services.published_each(actor.council, services.catalogue(actor))
    rules = {code: within_of(each.definition) for code, each in found.items() if each.definition.restricted is None}
    return {code: rule for code, rule in rules.items() if rule is not None}


def repeated(
    actor: Actor,
    *,
    closed: bool = False,
    service: str = "",
    after: tuple[date, int] | None = None,
    limit: int = PAGE,
) -> Pairs:
    """Requests that may repeat an earlier one, newest first: open ones, or with `closed` all.

    The earlier one is the first within the service's hours and radius, in straight metres of the grid. `after` is what
    the page before gave. Restricted requests are in no pair.
    """
    require(policy.may_work(actor))
    rules = {code: rule for code, rule in withins(actor).items() if service in ("", code)}
    day, identity = after or _FAR
    given: dict[str, Any] = {
        "council": actor.council, "day": day, "id": identity, "looked": LOOKED, "closed": closed, "page": limit + 1,
        "services": list(rules), "radii": [rule.radius_m for rule in rules.values()],
        "hours": [rule.hours for rule in rules.values()],
    }  # fmt: skip
    rows = _rows(_PAIRS, given)
    page = rows[:limit]
    ends = [(row[4], row[0]) for row in rows[limit - 1 : limit]] if len(rows) > limit else _rows(_LAST, given)
    items = items_by_id(actor, {each for row in page for each in row[:2]})
    pairs = (
        Pair(items[one], items[first], round(metres), int(hours))
        for one, first, metres, hours, _ in page
        if one in items and first in items
    )
    return Pairs(tuple(pairs), next(iter(ends), None))


def beside(actor: Actor, request: int) -> list[Beside]:
    """Requests of the same service near this one in place and time, nearest first; none where nobody sees it."""
    row = models.Request.objects.filter(
        policy.visible(sight_of(actor)), council_id=actor.council, pk=request, restricted=False, easting__isnull=False
    ).first()
    if row is None:
        return []
    (one,) = known(actor.council, [row])
    rule = within_of(one.definition)
    return _beside(row, rule) if rule else []


def _beside(row: models.Request, rule: Within) -> list[Beside]:
    here, time, radius = Spot(row.easting, row.northing), timedelta(hours=rule.hours), rule.radius_m
    east, north = row.easting or 0, row.northing or 0
    near = models.Request.objects.filter(
        council_id=row.council_id, service=row.service, restricted=False,
        received_at__gte=row.received_at - time, received_at__lte=row.received_at + time,
        easting__gte=east - radius, easting__lte=east + radius,
        northing__gte=north - radius, northing__lte=north + radius,
    ).exclude(pk=row.pk)  # fmt: skip
    near = near.order_by((F("easting") - east) ** 2 + (F("northing") - north) ** 2, "pk")
    found = []
    for one in known(row.council_id, near[: BESIDE * 4]):
        metres = metres_between(here, Spot(one.row.easting, one.row.northing))
        if metres is not None and metres <= radius:
            earlier = (one.row.received_at, one.row.pk) < (row.received_at, row.pk)
            closed = one.row.closed_at is not None
            found.append(
                Beside(
                    one.row.pk, show_reference(one.row.reference), one.status.name, one.row.received_at, metres,
                    earlier, closed,
                )
            )  # fmt: skip
    return sorted(found, key=lambda each: (each.metres, each.request))[:BESIDE]


def _rows(statement: str, given: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
