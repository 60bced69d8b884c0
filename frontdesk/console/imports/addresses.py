"""Addresses: a plain list, or AddressBase Premium as GML."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from frontdesk.console.imports.addressbase import COLUMNS, is_gml, read_gml
from frontdesk.console.imports.kind import Answer, Files, Kind, Numbered
from frontdesk.console.imports.lines import Line, chosen, count_lines, count_of, header_of, read_lines
from frontdesk.console.imports.mapping import MappingTable, Reading, Values
from frontdesk.domains.places import actions
from frontdesk.domains.places.rules.labels import title
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import AddressLine, AddressParts, AddressRow, GridPoint, LatLon, StreetRow
from frontdesk.kernel.actor import Actor

_TEXTS = (
    "change", "uprn", "usrn", "status", "parent_uprn", "postcode", "classification", "organisation", "flat", "building",
    "number", "sao_text", "sao_start", "sao_start_suffix", "sao_end", "sao_end_suffix", "pao_text", "pao_start",
    "pao_start_suffix", "pao_end", "pao_end_suffix", "street", "locality", "town", "authority", "collection_round",
)  # fmt: skip
_NUMBERS = (
    "easting", "northing", "latitude", "longitude", "start_easting", "start_northing", "end_easting", "end_northing",
)  # fmt: skip
_FIELDS = {**dict.fromkeys(_TEXTS, "text"), **dict.fromkeys(_NUMBERS, "number")}
_OF_STREET = (
    "usrn", "street", "locality", "town", "start_easting", "start_northing", "end_easting", "end_northing",
)  # fmt: skip
_GONE = "D"
_HISTORICAL = 8


def _columns(path: Path, table: MappingTable) -> list[str]:
    return list(COLUMNS) if is_gml(path) else header_of(path, table)


def _count(path: Path) -> int:
    if not is_gml(path):
        return count_lines(path)
    return count_of(path, b"</abpr:BasicLandPropertyUnit>") + count_of(path, b"</abpr:Street>")


def _lines(path: Path, reading: Reading) -> Iterator[Line]:
    if not is_gml(path):
        yield from read_lines(path, reading)
        return
    wanted = chosen(path, COLUMNS, reading)
    for number, cells in read_gml(path):
        yield number, {name: cells.get(COLUMNS[at], "") for name, at in wanted.items()}


def _load(actor: Actor, table: MappingTable, lines: Sequence[Numbered], run: int | None) -> list[Answer]:
    answers: list[Answer] = []
    good: list[tuple[int, AddressLine]] = []
    for line, values in lines:
        try:
            good.append((line, _row(values)))
        except ValueError as wrong:
            answers.append(Answer(line, refused=str(wrong)))
    brought = actions.bring_addresses(actor, rows=[row for _, row in good], run=run)
    return answers + [Answer(line, one.same, one.refused) for (line, _), one in zip(good, brought, strict=True)]


def _row(values: Values) -> AddressLine:
    usrn = _whole(values, "usrn", 99_999_999)
    street = None
    if values.get("street"):
        name, locality, town = (title(values.get(name, "")) for name in ("street", "locality", "town"))
        street = StreetRow(usrn, name, locality, town, _grid(values, "start_"), _grid(values, "end_"))
    if not values.get("uprn"):
        if street is None:
            raise ValueError("There is neither a UPRN nor the name of a street.")
        return AddressLine(street=street)
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if abs(latitude or 0) > 90 or abs(longitude or 0) > 180:
        raise ValueError("Latitude and longitude are not on the globe. Are they degrees?")
    status = _whole(values, "status", 9) if values.get("status") else 1
    row = AddressRow(
        uprn=_whole(values, "uprn", 999_999_999_999),
        usrn=usrn,
        parts=_parts(values),
        grid=_grid(values),
        point=LatLon(latitude, longitude) if latitude is not None and longitude is not None else None,
        classification=values.get("classification", ""),
        status=_HISTORICAL if values.get("change") == _GONE else status,
        parent_uprn=_whole(values, "parent_uprn", 999_999_999_999) if values.get("parent_uprn") else None,
        authority=values.get("authority", ""),
        collection_round=values.get("collection_round", ""),
    )
    return AddressLine(row, street)


def _parts(values: Values) -> AddressParts:
    """The parts as we keep them; of a gazetteer (BS 7666) the secondary object is the flat, the primary the house."""
    postcode = normalise_postcode(values.get("postcode", ""))
    if values.get("postcode") and postcode is None:
        raise ValueError(f"“{values['postcode']}” is not a UK postcode.")
    said = {name: title(values.get(name, "")) for name in ("organisation", "flat", "building")}
    said["flat"] = said["flat"] or f"{title(values.get('sao_text', ''))} {_range(values, 'sao_')}".strip()
    said["building"] = said["building"] or title(values.get("pao_text", ""))
    number = values.get("number", "") or _range(values, "pao_")
    if not (number or any(said.values())):
        raise ValueError("The address has no number, name or organisation.")
    return AddressParts(**said, number=number, postcode=postcode or "")


def _range(values: Values, which: str) -> str:
    """A number or a range of a gazetteer as people write it: 14, 14A, 14A-16."""
    start, end = (
        f"{values.get(f'{which}{at}', '')}{values.get(f'{which}{at}_suffix', '')}".strip() for at in ("start", "end")
    )
    return f"{start}-{end}" if start and end and end != start else start


def _grid(values: Values, which: str = "") -> GridPoint | None:
    east, north = values.get(f"{which}easting"), values.get(f"{which}northing")
    return GridPoint(east, north) if east is not None and north is not None else None


def _whole(values: Values, name: str, most: int) -> int:
    text = str(values.get(name, ""))
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= most):
        raise ValueError(f"{name}: “{text}” is not a whole number up to {most}.")
    return int(text)


def _about(values: Values) -> str:
    return f"Address {values['uprn'].lstrip('0')}" if values.get("uprn") else f"Street {values['usrn'].lstrip('0')}"


def _rest(actor: Actor, table: MappingTable, given: Collection[str], run: int | None) -> str:
    """Addresses that are not in the file become historical."""
    uprns = {int(number) for kind, _, number in (each.partition(" ") for each in given) if kind == "Address"}
    ended = actions.end_addresses(actor, but=uprns, run=run) if uprns else 0
    return f"Addresses that are not in the file and became historical: {ended:,}." if ended else ""


def _leans(lines: Sequence[Numbered], kept: dict[str, Values]) -> list[Numbered]:
    """The streets of earlier lines that these are in."""
    numbered = [(values["usrn"].lstrip("0"), values) for _, values in lines]
    before = [(0, kept[usrn]) for usrn in dict.fromkeys(usrn for usrn, _ in numbered) if usrn in kept]
    for usrn, values in numbered:
        if values.get("street") and _readable(values):
            kept[usrn] = kept.get(usrn, {}) | {name: values[name] for name in _OF_STREET if name in values}
    return before


def _readable(values: Values) -> bool:
    try:
        return bool(_row(values))
    except ValueError:
        return False


ADDRESSES = Kind(
    "addresses", _FIELDS, ("usrn",), _load, actions.undo_addresses, Files(_columns, _count, _lines), batch=5000,
    about=_about, rest=_rest, leans=_leans, stays="because they were changed since",
    undone="and streets put back as they were",
)  # fmt: skip
