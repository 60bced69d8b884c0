"""Which ward each address is in: worked out at loading, so that lists and figures need no polygons."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q

from frontdesk.domains.places import models
from frontdesk.domains.places.rules.areas import Outline, areas_of, unpack
from frontdesk.domains.places.types import AreaKind, GridPoint
from frontdesk.kernel import clock
from frontdesk.kernel.bulk import Staging

OF_LATE = timedelta(days=7)
"""How far back changes of wards are looked for: a worker may have been away over a weekend."""


def standing_wards(council: int, day: date) -> list[Outline]:
    """The wards that stand on a day, with their polygons."""
    begun, over = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day)
    rows = models.Area.objects.filter(begun, over, council_id=council, kind=AreaKind.WARD)
    return [Outline(row.code, row.name, unpack(row.shape)) for row in rows]


def follow_wards(council: int) -> int:
    """Give addresses the wards that stand today, where wards began or ended in the last days; how many changed."""
    today = clock.today()
    late = (today - OF_LATE, today)
    areas = models.Area.objects.filter(council_id=council, kind=AreaKind.WARD)
    if not areas.filter(Q(valid_from__range=late) | Q(valid_to__range=late)).exists():
        return 0
    with transaction.atomic():
        return reassign_wards(council, standing_wards(council, today))


def reassign_wards(council: int, wards: Sequence[Outline], uprns: Collection[int] | None = None) -> int:
    """Give every address, or these, the ward it is in now; returns how many have another one than before."""
    which = models.Address.objects.filter(council_id=council)
    which = which if uprns is None else which.filter(uprn__in=uprns)
    rows = list(which.values_list("uprn", "easting", "northing", "ward"))
    now = areas_of([GridPoint(easting, northing) for _, easting, northing, _ in rows], wards)
    moved = [(uprn, ward) for (uprn, _, _, before), ward in zip(rows, now, strict=True) if ward != before]
    if not moved:
        return 0
    with Staging("places_address", ("uprn", "ward")) as staging:
        staging.fill(moved)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE places_address a SET ward = s.ward FROM {staging.name} s"
                " WHERE a.council_id = %s AND a.uprn = s.uprn",
                [council],
            )
    return len(moved)
