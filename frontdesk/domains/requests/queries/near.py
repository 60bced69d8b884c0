"""Open requests near a place, as anybody may know of them; and those that a new one may be the same as."""

from datetime import timedelta

from django.db.models import QuerySet

from frontdesk.domains.people import queries as people
from frontdesk.domains.places.rules.grid import to_grid, to_latlon
from frontdesk.domains.places.types import GridPoint, LatLon
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.rules.same import DEFAULT, Kept, Spot, looks_the_same, metres_between
from frontdesk.domains.requests.types import Near
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.kernel import clock, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.references import show_reference

MOST = 20


def open_near(
    actor: Actor, service: str, *, lat: float, lon: float, radius_m: int = 0, limit: int = MOST
) -> list[Near]:
    """Open requests of a service within `radius_m` metres of a point (WGS84 degrees), nearest first.

    Without a radius that of the service's duplicate rule. Restricted services have none.
    """
    published = services.published(actor.council, service)
    if published is None or published.definition.restricted is not None:
        return []
    rule = published.definition.duplicates
    radius = radius_m or (rule.radius_m if rule else None) or DEFAULT.radius_m
    point = to_grid(LatLon(lat, lon))
    spot = Spot(point.easting, point.northing)
    found = [
        (metres, row) for row in _box(actor.council, service, spot, radius) if (metres := _metres(spot, row)) <= radius
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].pk))
    return _nears(actor, [row for _, row in found[:limit]], spot)


def same_as_this(actor: Actor, definition: Definition, new: Kept) -> list[Near]:
    """Open requests that the service's rule calls the same as a new one, newest first."""
    rule = definition.duplicates
    if rule is None:
        return []
    since = clock.now() - timedelta(hours=rule.hours)
    rows = models.Request.objects.filter(
        council_id=actor.council, service=definition.code, closed_at=None, received_at__gte=since
    )
    if rule.by == "person":
        rows = rows.filter(person_id__in=sorted(new.people)) if new.people else rows.none()
    elif rule.by == "address":
        rows = rows.filter(uprn=new.spot.uprn) if new.spot.uprn is not None else rows.none()
    else:
        rows = _within(rows, new.spot, rule.radius_m or DEFAULT.radius_m)
    candidates = list(rows.order_by("-received_at", "-id")[:MOST])
    answers = latest_answers(actor.council, [row.pk for row in candidates]) if rule.same else {}
    same = [row for row in candidates if looks_the_same(rule, new, _kept(row, answers.get(row.pk, {})))]
    return _nears(actor, same, new.spot)


def latest_answers(council: int, requests: list[int]) -> dict[int, dict[str, object]]:
    """The answers of requests as they stand after corrections, by request."""
    rows = models.RequestAnswers.objects.filter(council_id=council, request_id__in=requests)
    return {row.request_id: row.answers for row in sorted(rows, key=lambda each: each.number)}


def _kept(row: models.Request, answers: dict[str, object]) -> Kept:
    mine = frozenset({row.person_id} if row.person_id is not None else ())
    return Kept(Spot(row.easting, row.northing, row.uprn), mine, answers)


def _box(council: int, service: str, spot: Spot, radius: int) -> list[models.Request]:
    rows = models.Request.objects.filter(council_id=council, service=service, closed_at=None, restricted=False)
    return list(_within(rows, spot, radius)[: MOST * 10])


def _within(rows: QuerySet[models.Request], spot: Spot, radius: int) -> QuerySet[models.Request]:
    """Rows in the square around the spot; the circle is cut out of it afterwards."""
    if spot.easting is None or spot.northing is None:
        return rows.none()
    return rows.filter(
        easting__gte=spot.easting - radius,
        easting__lte=spot.easting + radius,
        northing__gte=spot.northing - radius,
        northing__lte=spot.northing + radius,
    )


def _metres(spot: Spot, row: models.Request) -> int:
    return metres_between(spot, Spot(row.easting, row.northing)) or 0


def _nears(actor: Actor, rows: list[models.Request], spot: Spot) -> list[Near]:
    mine = people.cluster(actor.council, actor.person) if actor.person is not None and rows else []
    sight = policy.sight(actor, mine) if rows else policy.Sight()
    versions = services.versions(actor.council, {row.version_id for row in rows})
    return [_near(row, versions[row.version_id].definition, spot, sight) for row in rows]


def _near(row: models.Request, definition: Definition, spot: Spot, sight: policy.Sight) -> Near:
    seen = policy.sees(sight, service=row.service, restricted=row.restricted, person=row.person_id)
    status = workflow_of(definition).status(row.status)
    point = None
    if row.easting is not None and row.northing is not None and row.uprn is None:
        point = to_latlon(GridPoint(row.easting, row.northing))
    return Near(
        service=row.service,
        name=definition.name,
        status=status.text if status else "",
        received_at=row.received_at,
        due_on=row.due_on,
        metres=metres_between(spot, Spot(row.easting, row.northing)),
        lat=point.latitude if point else None,
        lon=point.longitude if point else None,
        request=row.pk if seen else None,
        reference=show_reference(row.reference) if seen else "",
        token=links.sign(row.council_id, "same", row.pk),
    )
