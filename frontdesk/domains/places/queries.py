"""Reading places. Every function names its council; what visitors look up for themselves is counted in `actions`."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, timedelta

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet

from frontdesk.domains.places import models
from frontdesk.domains.places.ports import MAPS, Maps
from frontdesk.domains.places.rules import areas as area_rules
from frontdesk.domains.places.rules import collections, doors, labels, nearest, pictures
from frontdesk.domains.places.rules.collections import BinDay
from frontdesk.domains.places.rules.grid import middle, to_grid
from frontdesk.domains.places.rules.nearest import Near
from frontdesk.domains.places.rules.postcodes import normalise_postcode, postcode_beginnings
from frontdesk.domains.places.types import (
    FACILITIES,
    Address,
    AddressPage,
    AddressParts,
    Area,
    AreaKind,
    AuthorityRow,
    Door,
    GridPoint,
    LatLon,
    MapFrame,
    MapImage,
    MapPicture,
    Place,
    RoundRow,
    Street,
)
from frontdesk.kernel import clock, registry
from frontdesk.kernel.holidays import ENGLAND_AND_WALES, bank_holidays
from frontdesk.kernel.hours import calendar_from_data

log = structlog.get_logger()
PAGE = 100
MAP_WIDTH = 232
"""Pixels: as wide as fits a phone of 320 beside a radio button, for a press tells only pixels of the shown size."""
_NEAR = 80.0
_STREETS = 400
_LIVE = (1, 3, 6)
_BLOCK = "PP"


def address(council: int, uprn: int) -> Address | None:
    """The address with this UPRN, also one that is no longer in use."""
    return addresses(council, [uprn]).get(uprn)


def addresses(council: int, uprns: Sequence[int]) -> dict[int, Address]:
    """The addresses with these UPRNs, by UPRN."""
    rows = models.Address.objects.filter(council_id=council, uprn__in=list(uprns)).select_related("street")
    return {row.uprn: _address(row) for row in rows}


def addresses_at(council: int, postcode: str, *, after: int = 0, limit: int = PAGE) -> AddressPage:
    """The addresses of a postcode (typed in any form) in the order people look for them: flats before houses.

    `after` is what the page before gave (0 for the first). A text that is no postcode has no addresses.
    """
    wanted = normalise_postcode(postcode)
    if wanted is None:
        return AddressPage(())
    return _page(council, _pickable(council).filter(postcode_norm=wanted), after, limit)


def addresses_in(council: int, usrn: int, *, after: int = 0, limit: int = PAGE) -> AddressPage:
    """The addresses of a street, in order."""
    return _page(council, _pickable(council).filter(street__council_id=council, street__usrn=usrn), after, limit)


def homes(council: int) -> list[int]:
    """The UPRNs of all dwellings in use, in order: for seeding and for counting."""
    rows = _pickable(council).filter(classification__startswith="R", authority="").order_by("uprn")
    return list(rows.values_list("uprn", flat=True))


def addresses_like(council: int, text: str, *, limit: int = 20) -> tuple[Address, ...]:
    """The addresses that a half-typed text may mean: half a postcode, or the number and street ("14 mill l").

    For advisers, whose look-ups are not counted.
    """
    found: dict[int, Address] = {}
    for beginning in postcode_beginnings(text):
        rows = _pickable(council).filter(postcode_norm__begins=beginning).order_by("postcode_norm", "sort_key")
        found |= {row.uprn: _address(row) for row in rows[:limit]}
    if key := labels.search_key(text):
        rows = _pickable(council).filter(search_key__begins=key).order_by("search_key")
        found |= {row.uprn: _address(row) for row in sorted(rows[:limit], key=lambda row: row.sort_key)}
    return tuple(found.values())[:limit]


def postcode_point(council: int, postcode: str) -> GridPoint | None:
    """Where a postcode is: the middle of its addresses, or None if it has none here."""
    wanted = normalise_postcode(postcode)
    rows = models.Address.objects.filter(council_id=council, postcode_norm=wanted or "-")
    return middle(GridPoint(*spot) for spot in rows.values_list("easting", "northing"))


def find_street(council: int, words: str, *, limit: int = 10) -> tuple[Street, ...]:
    """The streets whose names have these words or beginnings of words; those that begin with them come first."""
    key = labels.search_key(words)
    if not key:
        return ()
    rows = models.Street.objects.filter(council_id=council).order_by("name_key", "usrn")
    found = {row.usrn: row for row in rows.filter(name_key__begins=key)[:limit]}
    if len(found) < limit:
        for word in key.split():
            holders = models.StreetWord.objects.filter(council_id=council, word__begins=word)
            rows = rows.filter(id__in=holders.values("street_id"))
        found |= {row.usrn: row for row in rows[:limit] if row.usrn not in found}
    return tuple(_street(row) for row in list(found.values())[:limit])


def street(council: int, usrn: int) -> Street | None:
    """The street with this USRN."""
    row = models.Street.objects.filter(council_id=council, usrn=usrn).first()
    return _street(row) if row else None


def area_at(council: int, kind: str, point: GridPoint | LatLon, on: date | None = None) -> Area | None:
    """The area of a kind in which a point lies, as things stand on a day (today when not given)."""
    spot = point if isinstance(point, GridPoint) else to_grid(point)
    rows = _standing(council, kind, on).filter(
        west__lte=spot.easting, east__gte=spot.easting, south__lte=spot.northing, north__gte=spot.northing
    )
    by_code = {row.code: row for row in rows}
    found = area_rules.area_of(spot, [_outline(row) for row in by_code.values()])
    return _area(by_code[found.code]) if found else None


def ward_of(council: int, point: GridPoint | LatLon, on: date | None = None) -> Area | None:
    """The ward in which a point lies, or None outside all of them."""
    return area_at(council, AreaKind.WARD, point, on)


def areas(council: int, kind: str, on: date | None = None) -> tuple[Area, ...]:
    """The areas of a kind by name, as they stand on a day (today when not given)."""
    return tuple(_area(row) for row in _standing(council, kind, on).defer("shape").order_by("name"))


def area_map(
    council: int, kind: str = AreaKind.WARD, pins: Sequence[tuple[str, GridPoint]] = (), *, width: int = 320
) -> MapPicture | None:
    """A picture of the areas of a kind with named points; None where there are no areas."""
    outlines = [_outline(row) for row in _standing(council, kind, None).order_by("name")]
    frame = pictures.whole(outlines, width)
    return pictures.draw(frame, outlines, pins=pins) if frame else None


def map_image(council: int, frame: MapFrame | None = None, pin: GridPoint | None = None) -> MapImage | None:
    """A map to press a place on: the whole area, or the part in a frame, drawn by the adapter in use.

    None where the council has no areas, or the map cannot be drawn: pages do without it.
    """
    outlines = [_outline(row) for row in _standing(council, AreaKind.WARD, None).order_by("name")]
    frame = frame or pictures.whole(outlines, MAP_WIDTH)
    if frame is None:
        return None
    pins = [("The place", pin)] if pin else []
    picture = pictures.draw(frame, outlines, _streets_in(council, frame), pins)
    try:
        drawer: Maps = registry.implementation(MAPS, settings.MAPS_ADAPTER)
        file = drawer.draw(picture)
    except Exception:
        log.exception("places.map_failed")
        return None
    src = f"data:{file.media_type};base64,{b64encode(file.content).decode()}"
    close = pictures.is_close(frame)
    return MapImage(src, frame.width, frame.height, picture.words, pictures.code_of(frame), close)


def near_words(council: int, point: GridPoint) -> str:
    """What a point is called: "Near 14 Mill Lane", "Near Mill Lane", or "" where nothing is near."""
    box = {"easting__gte": point.easting - _NEAR, "easting__lte": point.easting + _NEAR}
    box |= {"northing__gte": point.northing - _NEAR, "northing__lte": point.northing + _NEAR}
    rows = _pickable(council).filter(**box)[:200]
    found = nearest.nearest(point, map(_address, rows), lambda address: address.grid, 1)
    return f"Near {found[0].thing.label}" if found else ""


def _streets_in(council: int, frame: MapFrame) -> list[tuple[str, GridPoint, GridPoint]]:
    """The streets whose lines begin or end near the frame, up to 400."""
    corner, reach = frame.point_at(frame.width, frame.height), 500.0
    rows = models.Street.objects.filter(
        council_id=council,
        start_easting__gte=frame.west - reach, start_easting__lte=corner.easting + reach,
        start_northing__gte=corner.northing - reach, start_northing__lte=frame.north + reach,
        end_easting__isnull=False, end_northing__isnull=False,
    ).values_list("name", "start_easting", "start_northing", "end_easting", "end_northing")  # fmt: skip
    return [(name, GridPoint(a or 0, b or 0), GridPoint(c or 0, d or 0)) for name, a, b, c, d in rows[:_STREETS]]


def in_our_area(council: int, point: GridPoint | LatLon) -> bool:
    """Whether a point lies within the council's boundary; true where no boundary is known."""
    if not _standing(council, AreaKind.BOUNDARY, None).exists():
        return True
    return area_at(council, AreaKind.BOUNDARY, point) is not None


def authorities(council: int) -> dict[str, AuthorityRow]:
    """The councils that look after addresses here, by code."""
    return {row.code: _authority(row) for row in models.Authority.objects.filter(council_id=council)}


def door(council: int, found: Address, tier: str) -> Door:
    """Whose door a service of a tier ("district", "county", "unitary") is for an address: ours or whose."""
    return doors.door_for(found.authority, tier, authorities(council))


def places(council: int, kind: str = "") -> tuple[Place, ...]:
    """The places where customers are received, by name; only of a kind if one is given."""
    rows = models.Place.objects.filter(council_id=council, closed=False).order_by("name")
    return tuple(_place(row) for row in (rows.filter(kind=kind) if kind else rows))


def place(council: int, code: str) -> Place | None:
    """The place with this code, also one that has closed for good."""
    row = models.Place.objects.filter(council_id=council, code=code).first()
    return _place(row) if row else None


def nearest_places(council: int, point: GridPoint, *, limit: int = 3) -> list[Near[Place]]:
    """The places nearest to a point, with how far away they are."""
    return nearest.nearest(point, places(council), lambda place: place.grid, limit)


def bin_days(council: int, found: Address, start: date, days: int = 28) -> tuple[BinDay, ...]:
    """The bin collections of an address from a day on; none where it has no round."""
    row = collection_round(council, found.collection_round)
    return collections.bin_days(row, start, days, _holidays(start, days)) if row else ()


def last_bin_day(council: int, found: Address, on: date) -> BinDay | None:
    """The latest bin collection of an address on or before a day."""
    row = collection_round(council, found.collection_round)
    return collections.last_bin_day(row, on, _holidays(on - timedelta(days=30), 60)) if row else None


def collection_round(council: int, code: str) -> RoundRow | None:
    """The round with this code."""
    row = models.CollectionRound.objects.filter(council_id=council, code=code).first() if code else None
    return RoundRow(row.code, row.weekday, row.recycling_from) if row else None


def _holidays(start: date, days: int) -> set[date]:
    end = start + timedelta(days=days + 7)
    return {day for year in range(start.year, end.year + 1) for day in bank_holidays(ENGLAND_AND_WALES, year)}


def _pickable(council: int) -> QuerySet[models.Address]:
    """Addresses that a person may pick: in use or about to be, and not the shell of a block of flats."""
    rows = models.Address.objects.filter(council_id=council, status__in=_LIVE).exclude(classification=_BLOCK)
    return rows.prefetch_related("street")


def _page(council: int, rows: QuerySet[models.Address], after: int, limit: int) -> AddressPage:
    """A keyset page in order of sort key and UPRN, from the address after that with UPRN `after`."""
    last = models.Address.objects.filter(council_id=council, uprn=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, uprn__gt=last.uprn))
    found = list(rows.order_by("sort_key", "uprn")[: limit + 1])
    more = found[limit - 1].uprn if len(found) > limit else 0
    return AddressPage(tuple(_address(row) for row in found[:limit]), more)


def _standing(council: int, kind: str, on: date | None) -> QuerySet[models.Area]:
    day = on or clock.today()
    begun, over = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day)
    return models.Area.objects.filter(begun, over, council_id=council, kind=kind)


def _address(row: models.Address) -> Address:
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


def _street(row: models.Street) -> Street:
    ends = (row.start_easting, row.start_northing, row.end_easting, row.end_northing)
    spot = None
    if row.start_easting is not None and None not in ends:
        spot = middle((GridPoint(ends[0], ends[1]), GridPoint(ends[2], ends[3])))  # type: ignore[arg-type]
    return Street(row.usrn, row.name, row.locality, row.town, spot)


def _outline(row: models.Area) -> area_rules.Outline:
    return area_rules.Outline(row.code, row.name, area_rules.unpack(row.shape), row.valid_from, row.valid_to)


def _area(row: models.Area) -> Area:
    return Area(row.kind, row.code, row.name, row.valid_from, row.valid_to)


def _authority(row: models.Authority) -> AuthorityRow:
    return AuthorityRow(row.code, row.name, row.tier, row.web, row.phone, row.county, row.ours)


def _place(row: models.Place) -> Place:
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
