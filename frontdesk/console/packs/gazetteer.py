"""The files in a pack's folder `places/`: streets, addresses, collection rounds and areas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File
from typing import Any, TypeVar

from frontdesk.console.packs.read import Problems, read_features, read_rows
from frontdesk.domains.places.rules.areas import Outline, UnreadableAreaError, read_geometry, tiling_problems
from frontdesk.domains.places.rules.grid import metres_between, on_the_grid, to_grid
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import (
    AddressParts,
    AddressRow,
    AreaKind,
    AreaRow,
    GridPoint,
    LatLon,
    RoundRow,
    StreetRow,
)

_APART = 25.0
"""Metres that the two kinds of coordinates of one address may differ."""
_STREET = ("usrn", "name")
_ADDRESS = ("uprn", "usrn", "postcode")
_ROUND = ("code", "weekday", "recycling_from")
Row = TypeVar("Row")


@dataclass(frozen=True)
class Gazetteer:
    """Everything about places that a pack holds in bulk."""

    streets: tuple[StreetRow, ...] = ()
    addresses: tuple[AddressRow, ...] = ()
    rounds: tuple[RoundRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()


def read_gazetteer(folder: File, problems: Problems) -> Gazetteer:
    """The files of the folder that are there; each may be left out."""

    def rows(name: str, needed: tuple[str, ...], make: Callable[[Mapping[str, str]], Row]) -> list[tuple[int, Row]]:
        path = folder / name
        return read_rows(path, needed, make, problems) if path.exists() else []

    streets, addresses = rows("streets.csv", _STREET, _street), rows("addresses.csv", _ADDRESS, _address)
    rounds = rows("rounds.csv", _ROUND, _round)
    problems.say_some(folder / "streets.csv", _twins("USRN", ((line, row.usrn) for line, row in streets)))
    problems.say_some(folder / "rounds.csv", _twins("Round", ((line, row.code) for line, row in rounds)))
    usrns, codes = {row.usrn for _, row in streets}, {row.code for _, row in rounds}
    problems.say_some(folder / "addresses.csv", _check_addresses(addresses, usrns, codes))
    return Gazetteer(
        streets=tuple(row for _, row in streets),
        addresses=tuple(row for _, row in addresses),
        rounds=tuple(row for _, row in rounds),
        areas=_areas(folder / "areas.geojson", problems) if (folder / "areas.geojson").exists() else (),
    )


def _street(cells: Mapping[str, str]) -> StreetRow:
    if not cells["name"]:
        raise ValueError("The street has no name.")
    return StreetRow(
        usrn=_whole(cells, "usrn", 99_999_999),
        name=cells["name"],
        locality=cells.get("locality", ""),
        town=cells.get("town", ""),
        start=_grid(cells, "start_easting", "start_northing"),
        end=_grid(cells, "end_easting", "end_northing"),
    )


def _address(cells: Mapping[str, str]) -> AddressRow:
    postcode = normalise_postcode(cells["postcode"])
    if cells["postcode"] and postcode is None:
        raise ValueError(f"“{cells['postcode']}” is not a UK postcode.")
    said = {name: cells.get(name, "") for name in ("organisation", "flat", "building", "number")}
    parts = AddressParts(**said, postcode=postcode or "")
    if not (parts.number or parts.building or parts.organisation or parts.flat):
        raise ValueError("The address has no number, name or organisation.")
    grid, point = _grid(cells, "easting", "northing"), _point(cells)
    _check_coordinates(grid, point)
    return AddressRow(
        uprn=_whole(cells, "uprn", 999_999_999_999),
        usrn=_whole(cells, "usrn", 99_999_999),
        parts=parts,
        grid=grid,
        point=point,
        classification=cells.get("classification", ""),
        status=_whole(cells, "status", 9) if cells.get("status") else 1,
        parent_uprn=_whole(cells, "parent_uprn", 999_999_999_999) if cells.get("parent_uprn") else None,
        authority=cells.get("authority", ""),
        collection_round=cells.get("collection_round", ""),
    )


def _check_coordinates(grid: GridPoint | None, point: LatLon | None) -> None:
    if grid is None and point is None:
        raise ValueError("The address has no coordinates: give easting and northing, or latitude and longitude.")
    if grid is not None and not on_the_grid(grid):
        raise ValueError("Easting and northing are not on the British National Grid. Are they the wrong way round?")
    if grid is not None and point is not None and (apart := metres_between(grid, to_grid(point))) > _APART:
        raise ValueError(f"The two kinds of coordinates of this address are {apart:.0f} metres apart.")


def _round(cells: Mapping[str, str]) -> RoundRow:
    weekday = _whole(cells, "weekday", 7)
    try:
        first = date.fromisoformat(cells["recycling_from"])
    except ValueError:
        raise ValueError("“recycling_from” must be a date such as 2026-01-06.") from None
    if not 1 <= weekday <= 7 or first.isoweekday() != weekday:
        raise ValueError("“weekday” is 1 for Monday to 7 for Sunday, and “recycling_from” must fall on it.")
    return RoundRow(cells["code"], weekday, first)


def _whole(cells: Mapping[str, str], name: str, most: int) -> int:
    text = cells.get(name, "")
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= most:
        raise ValueError(f"“{name}” must be a whole number up to {most}, not “{text}”.")
    return int(text)


def _grid(cells: Mapping[str, str], easting: str, northing: str) -> GridPoint | None:
    east, north = _float(cells, easting), _float(cells, northing)
    return GridPoint(east, north) if east is not None and north is not None else None


def _point(cells: Mapping[str, str]) -> LatLon | None:
    latitude, longitude = _float(cells, "latitude"), _float(cells, "longitude")
    return LatLon(latitude, longitude) if latitude is not None and longitude is not None else None


def _float(cells: Mapping[str, str], name: str) -> float | None:
    text = cells.get(name, "")
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"“{name}” must be a number, not “{text}”.") from None


def _areas(path: File, problems: Problems) -> tuple[AreaRow, ...]:
    found: list[AreaRow] = []
    outlines: dict[str, list[Outline]] = {}
    for line, feature in read_features(path, problems)[0]:
        try:
            row = _area(feature)
            outline = Outline(row.code, row.name, read_geometry(row.geometry), row.valid_from, row.valid_to)
        except (UnreadableAreaError, ValueError) as error:
            problems.say(path, line, f"{error}" if str(error).endswith(".") else f"{error}.")
            continue
        if any((row.kind, row.code) == (other.kind, other.code) for other in found):
            problems.say(path, line, f"The {row.kind} “{row.code}” is given twice.")
        found.append(row)
        if row.valid_to is None:
            outlines.setdefault(row.kind, []).append(outline)
    boundary = outlines.get(AreaKind.BOUNDARY, [])
    for sentence in tiling_problems(
        outlines.get(AreaKind.WARD, []), boundary[0].polygon if boundary else None, slack=2.0
    ):
        problems.say(path, 0, f"The wards do not fit together: {sentence}.")
    return tuple(found)


def _area(feature: Any) -> AreaRow:
    said = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(said, dict) or not isinstance(geometry, dict):
        raise ValueError("A feature needs “properties” and a “geometry”.")
    for name in ("kind", "code", "name"):
        if not isinstance(said.get(name), str) or not said[name]:
            raise ValueError(f"“{name}” is missing among the properties.")
    days = {}
    for name in ("valid_from", "valid_to"):
        try:
            days[name] = date.fromisoformat(said[name]) if said.get(name) else None
        except (TypeError, ValueError):
            raise ValueError(f"“{name}” must be a date such as 2026-05-07.") from None
    return AreaRow(said["kind"], said["code"], said["name"], geometry, days["valid_from"], days["valid_to"])


def _check_addresses(
    addresses: list[tuple[int, AddressRow]], usrns: set[int], rounds: set[str]
) -> Iterator[tuple[int, str]]:
    """What an address says of other rows must be so."""
    yield from _twins("UPRN", ((line, row.uprn) for line, row in addresses))
    uprns = {row.uprn for _, row in addresses}
    for line, row in addresses:
        if row.usrn not in usrns:
            yield line, f"Street {row.usrn} is not in streets.csv."
        if row.collection_round and row.collection_round not in rounds:
            yield line, f"Round {row.collection_round} is not in rounds.csv."
        if row.parent_uprn and row.parent_uprn not in uprns:
            yield line, f"The address is part of {row.parent_uprn}, which is not in this file."


def _twins(name: str, keys: Iterable[tuple[int, int | str]]) -> Iterator[tuple[int, str]]:
    first: dict[int | str, int] = {}
    for line, key in keys:
        if first.setdefault(key, line) != line:
            yield line, f"{name} {key} is given twice; the first is on line {first[key]}."
