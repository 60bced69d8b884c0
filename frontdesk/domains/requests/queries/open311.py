"""Requests as anybody may know of them, and as the client that sent one may read it back (GeoReport v2).

Anybody: service, status, promise, and the place where the form asks for a public place; never what the customer wrote,
chose or is, and no place that is somebody's address. The token that sent a request reads its own words too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from frontdesk.domains.forms.rules.open311 import attribute_values, roles
from frontdesk.domains.people import queries as people
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.types import GridPoint
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.near import latest_answers
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.flow import Workflow
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.services.types import Published
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.references import parse_reference, show_reference

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests: by reference (then nothing else counts), or of services, received in a span, with a status.

    `offset` and `limit` together reach no further than the first 1,000: the door sees to it.
    """

    references: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    statuses: frozenset[str] = frozenset({OPEN, CLOSED})
    limit: int = 1000
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """One request as the reader may know it. Words, answers and addresses are empty unless the reader sent it."""

    reference: str
    service: str
    name: str
    status: str
    status_words: str
    promise: str
    received_at: datetime
    updated_at: datetime
    due_at: datetime | None
    channel: str
    ward: str
    lat: float | None
    lon: float | None
    place: str = ""
    postcode: str = ""
    uprn: str = ""
    description: str = ""
    media_url: str = ""
    attributes: tuple[tuple[str, str, str], ...] = ()


def known_requests(council: int, offered: Mapping[str, Published], wanted: Wanted, token: int | None) -> list[Known]:
    """The requests of the `offered` services (by code), newest first; restricted ones are not among them."""
    rows = _rows(council, offered, wanted)
    ids = [row.pk for row in rows]
    answers = latest_answers(council, ids)
    changed = dict(
        models.RequestEvent.objects.filter(council_id=council, request_id__in=ids)
        .values_list("request_id")
        .annotate(Max("at"))
    )
    outside = {row.pk: row for row in _outside(council, ids, token)}
    versions = services.versions(council, {row.version_id for row in rows})
    return [
        _known(
            row,
            versions[row.version_id].definition,
            workflow_of(offered[row.service].definition),
            answers.get(row.pk, {}),
            outside.get(row.pk),
            row.closed_at or changed.get(row.pk) or row.received_at,
        )
        for row in rows
    ]


def sent_before(council: int, token: int, outside_id: str) -> int | None:
    """The request that this client sent under its own id before, if it did."""
    rows = models.RequestOutside.objects.filter(council_id=council, token_id=token, outside_id=outside_id)
    return rows.order_by("pk").values_list("pk", flat=True).first()


def _outside(council: int, ids: list[int], token: int | None) -> Iterable[models.RequestOutside]:
    if token is None:
        return ()
    rows = models.RequestOutside.objects.filter(council_id=council, request_id__in=ids, token_id=token)
    found = list(rows.select_related("request", "description", "media"))
    whose = {row.request.person_id for row in found if row.request.person_id is not None}
    called = people.called(Actor.nobody(council), whose)
    # What is known of a customer whose record is restricted has gone to those it names, not to the sender's program.
    return [row for row in found if row.request.person_id is None or not called[row.request.person_id].hidden]


def _rows(council: int, offered: Mapping[str, Published], wanted: Wanted) -> list[models.Request]:
    rows = models.Request.objects.filter(council_id=council, restricted=False, service__in=sorted(offered))
    if wanted.references:
        stored = [found for found in map(parse_reference, wanted.references) if found]
        rows = rows.filter(reference__in=stored)
    else:
        rows = rows.filter(pk__in=_ids(council, offered, wanted))
    return sorted(rows, key=lambda row: (row.received_at, row.pk), reverse=True)[: wanted.limit]


def _ids(council: int, offered: Mapping[str, Published], wanted: Wanted) -> list[int]:
    """The page asked for: the newest of each service, each by its index, then the newest of all of them."""
    deep = wanted.offset + wanted.limit
    parts = [
        _of_service(council, published, wanted)[:deep]
        for code, published in sorted(offered.items())
        if not wanted.services or code in wanted.services
    ]
    if not parts:
        return []
    whole = parts[0].union(*parts[1:], all=True).order_by("-received_at", "-pk") if len(parts) > 1 else parts[0]
    return [pk for _, pk in whole[wanted.offset : deep]]


def _of_service(council: int, published: Published, wanted: Wanted) -> Any:
    rows = models.Request.objects.filter(council_id=council, service=published.definition.code, restricted=False)
    if wanted.start is not None:
        rows = rows.filter(received_at__gte=wanted.start)
    if wanted.end is not None:
        rows = rows.filter(received_at__lte=wanted.end)
    if wanted.statuses != {OPEN, CLOSED}:
        rows = rows.filter(_with_status(published, OPEN in wanted.statuses))
    return rows.order_by("-received_at", "-pk").values_list("received_at", "pk")


def _with_status(published: Published, open_ones: bool) -> Q:
    """Rows of the service that `_status` calls open, or closed."""
    workflow = workflow_of(published.definition)
    fitting = [s.code for s in workflow.statuses if (s.open311 == OPEN) == open_ones]
    # A status that only an older version of the workflow knows is open until the request is closed.
    unknown = ~Q(status__in=[s.code for s in workflow.statuses]) & Q(closed_at__isnull=open_ones)
    return Q(status__in=fitting) | unknown


def _status(row: models.Request, workflow: Workflow) -> str:
    status = workflow.status(row.status)
    if status is None:
        return OPEN if row.closed_at is None else CLOSED
    return status.open311


def _known(
    row: models.Request,
    definition: Definition,
    workflow: Workflow,
    answers: Mapping[str, Any],
    outside: models.RequestOutside | None,
    updated: datetime,
) -> Known:
    part = roles(definition)
    status = workflow.status(row.status)
    place = answers.get(part.location) or {}
    lat, lon = _point(row, place) if part.location else (None, None)
    found = Known(
        reference=show_reference(row.reference),
        service=row.service,
        name=definition.name,
        status=_status(row, workflow),
        status_words=status.text if status else "",
        promise=row.promise_words,
        received_at=row.received_at,
        updated_at=updated,
        due_at=row.due_at,
        channel=row.channel,
        ward=row.ward,
        lat=lat,
        lon=lon,
        postcode=str(place.get("postcode") or ""),
    )
    return found if outside is None else replace(found, **_own(definition, row, answers, outside))


def _point(row: models.Request, place: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """The point as it was given; where the answers are gone, the one that the request keeps."""
    if place.get("lat") is not None:
        return float(place["lat"]), float(place["lon"])
    if row.easting is None or row.northing is None or row.uprn is not None:
        return None, None
    point = to_latlon(GridPoint(row.easting, row.northing))
    return round(point.latitude, 6), round(point.longitude, 6)


def _own(
    definition: Definition, row: models.Request, answers: Mapping[str, Any], outside: models.RequestOutside
) -> dict[str, Any]:
    """What only the client that sent the request may read back."""
    part = roles(definition)
    place = answers.get(part.location) or {}
    address = answers.get(part.address) or {}
    words = [place.get("words"), place.get("said"), *(() if part.location else address.get("lines", ()))]
    return {
        "place": ", ".join(str(word) for word in words if word),
        "postcode": str(place.get("postcode") or ("" if part.location else address.get("postcode")) or ""),
        "uprn": str(row.uprn or ""),
        "description": str(answers.get(part.description) or (outside.description and outside.description.body) or ""),
        "media_url": outside.media.body if outside.media else "",
        "attributes": tuple(attribute_values(definition, answers)),
    }
