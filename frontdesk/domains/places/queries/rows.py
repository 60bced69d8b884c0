"""Rows of places as others see them, and which rows a query is about."""

from datetime import date

from django.db.models import Q, QuerySet

from frontdesk.domains.places import models
from frontdesk.domains.places.rules import areas as area_rules
from frontdesk.domains.places.rules import labels
from frontdesk.domains.places.rules.grid import middle
from frontdesk.domains.places.types import (
    FACILITIES,
    Address,
    AddressParts,
    Area,
    AuthorityRow,
    GridPoint,
    LatLon,
    Place,
    Street,
)
from frontdesk.kernel import clock
from frontdesk.kernel.hours import calendar_from_data

_LIVE = (1, 3, 6)
_BLOCK = "PP"


def pickable(council: int) -> QuerySet[models.Address]:
    """Addresses that a person may pick: in use or about to be, and not the shell of a block of flats."""
    rows = models.Address.objects.filter(council_id=council, status__in=_LIVE).exclude(classification=_BLOCK)
    return rows.prefetch_related("street")


def standing(council: int, *kinds: str, on: date | None = None) -> QuerySet[models.Area]:
    """The areas of these kinds that stand on a day (today when not given)."""
    day = on or clock.today()
    begun, over = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day)
    return models.Area.objects.filter(begun, over, council_id=council, kind__in=kinds)


def as_address(row: models.Address) -> Address:
    """An address as others see it."""
    street = row.street
    parts = AddressParts(
        organisation=row.organisation,
        flat=row.flat,
        building=row.building,
        number=row.number,
        street=street.name if street else "",
        locality=street.locality if street else "",
        town=street.town if street else "",
        postcode=row.postcode_norm,
    )
    return Address(
        id=row.id,
        uprn=row.uprn,
        parts=parts,
        label=labels.list_label(parts),
        one_line=labels.one_line(parts),
        grid=GridPoint(row.easting, row.northing),
        point=LatLon(row.latitude, row.longitude),
        classification=row.classification,
        status=row.status,
        usrn=street.usrn if street else None,
        authority=row.authority,
        ward=row.ward,
        collection_round=row.collection_round,
    )


def as_street(row: models.Street) -> Street:
    """A street, with the middle of its line where that is known."""
    ends = (row.start_easting, row.start_northing, row.end_easting, row.end_northing)
    spot = None
    if row.start_easting is not None and None not in ends:
        spot = middle((GridPoint(ends[0], ends[1]), GridPoint(ends[2], ends[3])))  # type: ignore[arg-type]
    return Street(row.usrn, row.name, row.locality, row.town, spot)


def as_outline(row: models.Area) -> area_rules.Outline:
    """An area with its polygon."""
    return area_rules.Outline(row.code, row.name, area_rules.unpack(row.shape), row.valid_from, row.valid_to)


def as_area(row: models.Area) -> Area:
    """An area without it."""
    return Area(row.kind, row.code, row.name, row.valid_from, row.valid_to)


def as_authority(row: models.Authority) -> AuthorityRow:
    """A council that looks after addresses."""
    return AuthorityRow(row.code, row.name, row.tier, row.web, row.phone, row.county, row.ours)


def as_place(row: models.Place) -> Place:
    """A place where customers are received."""
    return Place(
        code=row.code,
        name=row.name,
        kind=row.kind,
        address=tuple(row.address),
        postcode=row.postcode_norm,
        phone=row.phone,
        hours=calendar_from_data(row.hours) if row.hours else None,
        day_notes={date.fromisoformat(day): why for day, why in row.day_notes.items()},
        facilities=tuple(FACILITIES.get(code, code) for code in row.facilities),
        offers=tuple(row.offers),
        note=row.note,
        uprn=row.uprn,
        grid=GridPoint(row.easting, row.northing) if row.easting is not None and row.northing is not None else None,
    )
