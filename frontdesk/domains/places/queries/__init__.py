"""Reading places. Every function names its council; what visitors look up for themselves is counted in `actions`."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet, Value

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.places import models
from frontdesk.domains.places.ports import MAPS, Maps
from frontdesk.domains.places.queries.rows import (
    as_address,
    as_area,
    as_authority,
    as_outline,
    as_place,
    as_street,
    pickable,
    standing,
)
from frontdesk.domains.places.rules import areas as area_rules
from frontdesk.domains.places.rules import collections, doors, labels, nearest, pictures
from frontdesk.domains.places.rules import whose as whose_rules
from frontdesk.domains.places.rules.collections import BinDay
from frontdesk.domains.places.rules.grid import middle, to_grid
from frontdesk.domains.places.rules.nearest import Near
from frontdesk.domains.places.rules.postcodes import normalise_postcode, postcode_beginnings
from frontdesk.domains.places.types import (
    Address,
    AddressPage,
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
    Tier,
    Whose,
)
from frontdesk.kernel import registry
from frontdesk.kernel.holidays import ENGLAND_AND_WALES, bank_holidays
from frontdesk.kernel.reading import once_a_page

log = structlog.get_logger()
PAGE = 100
MAP_WIDTH = 232
"""Pixels: as wide as fits a phone of 320 beside a radio button, for a press tells only pixels of the shown size."""
_NEAR = 80.0
_STREETS = 400


def address(council: int, uprn: int) -> Address | None:
    """The address with this UPRN, also one that is no longer in use."""
    return addresses(council, [uprn]).get(uprn)


def addresses(council: int, uprns: Sequence[int]) -> dict[int, Address]:
    """The addresses with these UPRNs, by UPRN."""
    rows = models.Address.objects.filter(council_id=council, uprn__in=list(uprns)).select_related("street")
    return {row.uprn: as_address(row) for row in rows}


def addresses_at(council: int, postcode: str, *, after: int = 0, limit: int = PAGE) -> AddressPage:
    """The addresses of a postcode (typed in any form) in the order people look for them: flats before houses.

    `after` is what the page before gave (0 for the first). A text that is no postcode has no addresses.
    """
    wanted = normalise_postcode(postcode)
    if wanted is None:
        return AddressPage(())
    return _page(council, pickable(council).filter(postcode_norm=wanted), after, limit)


def addresses_in(council: int, usrn: int, *, after: int = 0, limit: int = PAGE) -> AddressPage:
    """The addresses of a street, in order."""
    return _page(council, pickable(council).filter(street__council_id=council, street__usrn=usrn), after, limit)


def homes(council: int) -> list[int]:
    """The UPRNs of all dwellings in use, in order: for seeding and for counting."""
    rows = pickable(council).filter(classification__startswith="R", authority="").order_by("uprn")
    return list(rows.values_list("uprn", flat=True))


def addresses_like(council: int, text: str, *, limit: int = 20) -> tuple[Address, ...]:
    """The addresses that a half-typed text may mean: half a postcode, or the number and street ("14 mill l").

    For advisers, whose look-ups are not counted.
    """
    found: dict[int, Address] = {}
    for beginning in postcode_beginnings(text):
        rows = pickable(council).filter(postcode_norm__begins=beginning).order_by("postcode_norm", "sort_key")
        found |= {row.uprn: as_address(row) for row in rows[:limit]}
    if key := labels.search_key(text):
        rows = pickable(council).filter(search_key__begins=key).order_by("search_key")
        found |= {row.uprn: as_address(row) for row in sorted(rows[:limit], key=lambda row: row.sort_key)}
    return tuple(found.values())[:limit]


def postcode_point(council: int, postcode: str) -> GridPoint | None:
    """Where a postcode is: the middle of its addresses, else what the list of postcodes says, else None."""
    wanted = normalise_postcode(postcode) or "-"
    rows = models.Address.objects.filter(council_id=council, postcode_norm=wanted)
    listed = models.Postcode.objects.filter(council_id=council, postcode_norm=wanted, easting__isnull=False)
    both = [
        each.annotate(listed=Value(n)).values_list("listed", "easting", "northing")
        for n, each in enumerate((rows, listed))
    ]
    spots = list(both[0].union(both[1], all=True))
    own = [GridPoint(easting, northing) for n, easting, northing in spots if n == 0]
    return middle(own or (GridPoint(easting, northing) for _, easting, northing in spots))


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
    return tuple(as_street(row) for row in list(found.values())[:limit])


def street(council: int, usrn: int) -> Street | None:
    """The street with this USRN."""
    row = models.Street.objects.filter(council_id=council, usrn=usrn).first()
    return as_street(row) if row else None


def area_at(council: int, kind: str, point: GridPoint | LatLon, on: date | None = None) -> Area | None:
    """The area of a kind in which a point lies, as things stand on a day (today when not given)."""
    spot = point if isinstance(point, GridPoint) else to_grid(point)
    rows = standing(council, kind, on=on).filter(
        west__lte=spot.easting, east__gte=spot.easting, south__lte=spot.northing, north__gte=spot.northing
    )
    by_code = {row.code: row for row in rows}
    found = area_rules.area_of(spot, [as_outline(row) for row in by_code.values()])
    return as_area(by_code[found.code]) if found else None


def ward_of(council: int, point: GridPoint | LatLon, on: date | None = None) -> Area | None:
    """The ward in which a point lies, or None outside all of them."""
    return area_at(council, AreaKind.WARD, point, on)


def wards_on(council: int, spots: Sequence[tuple[GridPoint, date]]) -> list[str]:
    """The code of the ward in which each point lay on its day; "" outside all that stood then. For many at once."""
    rows = models.Area.objects.filter(council_id=council, kind=AreaKind.WARD).order_by("code")
    return area_rules.areas_on_days(spots, [as_outline(row) for row in rows])


@once_a_page
def areas(council: int, kind: str, on: date | None = None) -> tuple[Area, ...]:
    """The areas of a kind by name, as they stand on a day (today when not given)."""
    return tuple(as_area(row) for row in standing(council, kind, on=on).defer("shape").order_by("name"))


def area_map(
    council: int, kind: str = AreaKind.WARD, pins: Sequence[tuple[str, GridPoint]] = (), *, width: int = 320
) -> MapPicture | None:
    """A picture of the areas of a kind with named points; None where there are no areas."""
    outlines = [as_outline(row) for row in standing(council, kind).order_by("name")]
    frame = pictures.whole(outlines, width)
    return pictures.draw(frame, outlines, pins=pins) if frame else None


def map_image(council: int, frame: MapFrame | None = None, pin: GridPoint | None = None) -> MapImage | None:
    """A map to press a place on: the whole area, or the part in a frame, drawn by the adapter in use.

    None where the council has no areas, or the map cannot be drawn: pages do without it.
    """
    outlines = [as_outline(row) for row in standing(council, AreaKind.WARD).order_by("name")]
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
    rows = pickable(council).filter(**box)[:200]
    found = nearest.nearest(point, map(as_address, rows), lambda address: address.grid, 1)
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
    """Whether a point lies within the council's boundary; where none is known, whether no other council is told of."""
    shared = (AreaKind.BOUNDARY, AreaKind.AUTHORITY)
    kinds = set(standing(council, *shared).order_by().values_list("kind", flat=True).distinct())
    if AreaKind.BOUNDARY in kinds:
        return area_at(council, AreaKind.BOUNDARY, point) is not None
    return not kinds or whose(council, point).ours is not False


def _inside(council: int, point: GridPoint | LatLon | None) -> bool | None:
    """Whether a point lies within the council's boundary; None where either is unknown."""
    if point is None or not standing(council, AreaKind.BOUNDARY).exists():
        return None
    return area_at(council, AreaKind.BOUNDARY, point) is not None


def whose(council: int, at: str | GridPoint | LatLon) -> Whose:
    """Which council looks after a postcode (typed in any form) or a point, as far as is known.

    A text that is no postcode is nobody's. An outline is only as good as its file, so near our own it counts as ours.
    """
    postcode = (normalise_postcode(at) or "") if isinstance(at, str) else ""
    if isinstance(at, str) and not postcode:
        return Whose()
    row = models.Postcode.objects.filter(council_id=council, postcode_norm=postcode).first() if postcode else None
    point = postcode_point(council, at) if isinstance(at, str) else at
    told = _told(council, row.authority if row else "", point)
    ours, code, sure = whose_rules.decide(told)
    name, web, phone = _contact(council, code) if code else ("", "", "")
    known = row is not None or bool(postcode and point)
    return Whose(postcode, known, row.ended if row else None, ours, name, web, phone, sure)


def own_codes(council: int, names: Mapping[str, str]) -> set[str]:
    """The codes that are ours: of our boundary, in our pack, and of the one of these councils that has our name."""
    us = organisations.council_by_id(council)
    own = {code for code, name in names.items() if us and whose_rules.same_name(us.name, name)}
    own |= set(standing(council, AreaKind.BOUNDARY).values_list("code", flat=True))
    return own | {code for code, row in authorities(council).items() if row.ours}


def elsewhere(council: int) -> tuple[set[str], set[str]]:
    """How an address is known to lie outside: the codes of other councils in addresses, and those of postcodes that are
    ours. No own codes where a postcode tells nothing: they are not known, or are those of a county's districts."""
    known = authorities(council)
    tier = next((row.tier for row in known.values() if row.ours), "")
    others = {code for code in known if not doors.door_for(code, tier, known).ours}
    names = dict(standing(council, AreaKind.AUTHORITY).values_list("code", "name"))
    return others, set() if tier == Tier.COUNTY else own_codes(council, names)


def _told(council: int, coded: str, point: GridPoint | LatLon | None) -> whose_rules.Told:
    names = dict(standing(council, AreaKind.AUTHORITY).values_list("code", "name"))
    own = own_codes(council, names)
    drawn = area_at(council, AreaKind.AUTHORITY, point) if point else None
    return whose_rules.Told(
        own, coded, _inside(council, point), drawn.code if drawn else "",
        point is not None and drawn is not None and _near_own(council, own, point), names,
    )  # fmt: skip


def _near_own(council: int, own: set[str], point: GridPoint | LatLon) -> bool:
    """Whether one of our own outlines is so near that a rough line may lie between."""
    spot = point if isinstance(point, GridPoint) else to_grid(point)
    codes = {whose_rules.today_code(code) for code in own}
    rows = standing(council, AreaKind.AUTHORITY).filter(code__in=codes)
    return area_rules.is_near(spot, [as_outline(row) for row in rows], whose_rules.ROUGH)


def _contact(council: int, code: str) -> tuple[str, str, str]:
    name = standing(council, AreaKind.AUTHORITY).filter(code=code).values_list("name", flat=True).first()
    known = {row.code: (row.name, row.web, row.phone) for row in authorities(council).values()}
    return whose_rules.contact_of(code, name or "", known)


def authorities(council: int) -> dict[str, AuthorityRow]:
    """The councils that look after addresses here, by code."""
    return {row.code: as_authority(row) for row in models.Authority.objects.filter(council_id=council)}


def door(council: int, found: Address, tier: str) -> Door:
    """Whose door a service of a tier ("district", "county", "unitary") is for an address: ours or whose."""
    return doors.door_for(found.authority, tier, authorities(council))


def door_of(council: int, found: Address | None) -> Door:
    """Whose door an address stands before, for what this council does: ours, where nothing tells otherwise."""
    if found is None or not found.authority:
        return Door(ours=True)
    known = authorities(council)
    own = next((row.tier for row in known.values() if row.ours), "")
    return doors.door_for(found.authority, own, known)


def places(council: int, kind: str = "") -> tuple[Place, ...]:
    """The places where customers are received, by name; only of a kind if one is given."""
    rows = models.Place.objects.filter(council_id=council, closed=False).order_by("name")
    return tuple(as_place(row) for row in (rows.filter(kind=kind) if kind else rows))


def place(council: int, code: str) -> Place | None:
    """The place with this code, also one that has closed for good."""
    row = models.Place.objects.filter(council_id=council, code=code).first()
    return as_place(row) if row else None


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


def _page(council: int, rows: QuerySet[models.Address], after: int, limit: int) -> AddressPage:
    """A keyset page in order of sort key and UPRN, from the address after that with UPRN `after`."""
    last = models.Address.objects.filter(council_id=council, uprn=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, uprn__gt=last.uprn))
    found = list(rows.order_by("sort_key", "uprn")[: limit + 1])
    more = found[limit - 1].uprn if len(found) > limit else 0
    return AddressPage(tuple(as_address(row) for row in found[:limit]), more)
