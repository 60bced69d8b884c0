"""Areas of a GeoJSON file: wards, the council's own boundary, all councils of the country."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from frontdesk.console.imports.kind import Answer, Files, Kind, Numbered
from frontdesk.console.imports.lines import Line, chosen, count_of
from frontdesk.console.imports.mapping import MappingTable, Reading, Values
from frontdesk.console.packs.read import Problems, read_features
from frontdesk.console.surroundings import Stop
from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.rules.whose import today_code
from frontdesk.domains.places.types import AreaKind, AreaRow
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

OUTLINE = "geometry"
MOST_WARDS = 200
"""No council of the United Kingdom has as many."""
_FIELDS = {
    "kind": "text", "code": "text", "name": "text", "outline": "text", "valid_from": "day", "valid_to": "day",
    "authority": "text", "authority_name": "text",
}  # fmt: skip


def _features(path: Path) -> tuple[list[tuple[int, Mapping[str, Any]]], str]:
    """The features with their lines, and the name of their coordinate system ("" where the file gives none)."""
    if not path.is_file():
        raise Stop(f"{path} cannot be read: there is no such file.")
    return _parsed(path, path.stat().st_mtime_ns)


@lru_cache(1)
def _parsed(path: Path, changed: int) -> tuple[list[tuple[int, Mapping[str, Any]]], str]:
    """Once for all who ask: each mapping of ours that may fit asks for the columns, and then the lines are read."""
    problems = Problems()
    found = read_features(path, problems)
    if problems.found:
        raise Stop("\n".join(map(str, problems.found)))
    return found


def _columns(path: Path, table: MappingTable) -> list[str]:
    """The word for the outline, and the properties of all features."""
    return _names(_features(path)[0])


def _names(features: Sequence[tuple[int, Any]]) -> list[str]:
    named = (name for _, feature in features for name in _properties(feature) or ())
    return list(dict.fromkeys([OUTLINE, *named])) if features else []


def _properties(feature: Any) -> Mapping[str, Any] | None:
    """The properties of a feature, {} where it has none; None where it is no feature."""
    found = (feature.get("properties") or {}) if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else None


def _lines(path: Path, reading: Reading) -> Iterator[Line]:
    """Each feature with the line it begins on; its outline as text, with the coordinate system that the file names."""
    features, crs = _features(path)
    header = _names(features)
    wanted = {column: header[at] for column, at in chosen(path, header, reading).items()}
    for number, feature in features:
        properties = _properties(feature)
        if properties is None:
            yield number, "This is not a GeoJSON Feature with properties."
            continue
        geometry = feature.get("geometry")
        outline = {**(geometry if isinstance(geometry, dict) else {}), **({"crs": crs} if crs else {})}
        cells = {name: "" if value is None else str(value) for name, value in properties.items()}
        cells[OUTLINE] = json.dumps(outline)
        yield number, {column: cells.get(name, "") for column, name in wanted.items()}


def _load(actor: Actor, table: MappingTable, lines: Sequence[Numbered], run: int | None) -> list[Answer]:
    brought = actions.bring_areas(actor, rows=[_row(values) for _, values in lines], run=run)
    return [Answer(line, one.same, one.refused) for (line, _), one in zip(lines, brought, strict=True)]


def _row(values: Values) -> AreaRow:
    outline = json.loads(values["outline"])
    days = (values.get("valid_from"), values.get("valid_to"))
    return AreaRow(values["kind"], values["code"], values["name"], outline, *days)


def _about(values: Values) -> str:
    return f"{values['kind']} {values['code']}"


def _rest(actor: Actor, table: MappingTable, given: Collection[str], run: int | None) -> str:
    """Areas of the same kinds that are not in the file end on the day on which those of the file begin."""
    day = (table.constants or {}).get("valid_from") or clock.today()
    ended, codes = 0, [each.split(" ", 1) for each in given]
    for kind in sorted({kind for kind, _ in codes}):
        but = [code for each, code in codes if each == kind]
        ended += actions.end_areas(actor, kind=kind, but=but, on=_day(day), run=run)
    return f"Areas that are not in the file and end on {day}: {ended:,}." if ended else ""


def _day(day: object) -> date:
    if not isinstance(day, date):
        raise Stop("“valid_from” in [constants] must be a date such as 2026-05-07.")
    return day


def _choose(council: int, path: Path, reading: Reading, only: Collection[str]) -> tuple[frozenset[str], str]:
    """The codes to take of a file: those that `only` names, by their own code or their council's; else, of a file of
    several councils, those of ours. Stop where which is ours is not known, or where `only` names what is not there.
    """
    column = _named(path, reading, "code")
    if column is None:
        return frozenset(only), ""
    councils = _named(path, reading, "authority") or [""] * len(column)
    pairs = list(zip(column, councils, strict=True))
    if missing := set(only) - set(column) - set(councils):
        raise Stop(f"{path.name} has no area with the code {', '.join(sorted(missing))}, nor of a council with it.")
    if only:
        return frozenset(code for code, of in pairs if code in only or of in only), ""
    constants = reading.table.constants or {}
    if councils == [""] * len(column) and constants.get("kind") == AreaKind.WARD and len(column) > MOST_WARDS:
        raise Stop(
            f"{path.name} has {len(column):,} wards, more than any one council, and does not say of which council each"
            " is. Give --only with the code of a ward, once for each ward of yours."
        )
    if len(set(councils) - {""}) < 2:
        return frozenset(), ""
    return _of_ours(council, path, pairs, _named(path, reading, "authority_name") or councils)


def _of_ours(
    council: int, path: Path, pairs: Sequence[tuple[str, str]], names: Sequence[str]
) -> tuple[frozenset[str], str]:  # fmt: skip
    named = dict(zip((of for _, of in pairs), names, strict=True))
    own = {today_code(code) for code in queries.own_codes(council, named)}
    ours = sorted(code for code in named if today_code(code) in own)
    several = f"{path.name} has areas of {len(named):,} councils"
    if not ours:
        raise Stop(
            f"{several}, and nothing tells which of them is this one. Give --only with its official code, as the file"
            f" writes it (such as {min(code for code in named if code)})."
        )
    codes = frozenset(code for code, of in pairs if of in ours)
    which = " and ".join(f"{named[code]} ({code})" for code in ours)
    return codes, f"{several}: only those of {which} are taken, {len(codes):,}. For others give --only."


def _named(path: Path, reading: Reading, field: str) -> list[str] | None:
    """What each feature has for a field; None where the mapping names no column for it."""
    features, _ = _features(path)
    at = reading.table.fields.get(field)
    if at is None:
        return None
    header = _names(features)
    name = header[chosen(path, header, reading)[str(at)]]
    return [str((_properties(feature) or {}).get(name) or "").strip() for _, feature in features]


BOUNDARIES = Kind(
    "boundaries", _FIELDS, ("kind", "code", "name", "outline"), _load, actions.undo_areas,
    Files(_columns, lambda path: count_of(path, b'"geometry"'), _lines), batch=100_000, about=_about, rest=_rest,
    choose=_choose, stays="because they were changed since", undone="put back as they were",
)  # fmt: skip
