"""Localities and area teams of a pack: groups of wards, each ward once, so that figures by them add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frontdesk.console.packs.pack import Pack
from frontdesk.domains.organisations.types import RESERVED
from frontdesk.domains.places.types import AreaKind
from frontdesk.domains.services.definition.lines import Path

Group = tuple[str, Path, tuple[str, ...]]
"""What a group is called, where it stands, its wards."""


def area_findings(pack: Pack) -> Iterator[tuple[Path, str]]:
    """Wards that the pack does not have, or that two localities or two area teams claim; localities of no ward."""
    table = pack.council.table
    known = {area.code for area in pack.gazetteer.areas if area.kind == AreaKind.WARD}
    for at, row in enumerate(table.localities):
        if not row.wards:
            yield ("locality", at), f"The locality “{row.name}” has no wards."
        if row.code in RESERVED:
            yield ("locality", at), f"Figures mean something else by “{row.code}”: choose another code."
    yield from _wards(
        known, [(row.name, ("locality", at, "wards"), row.wards) for at, row in enumerate(table.localities)]
    )
    yield from _wards(known, [(row.name, ("team", at, "wards"), row.wards) for at, row in enumerate(table.teams)])


def _wards(known: set[str], groups: Sequence[Group]) -> Iterator[tuple[Path, str]]:
    claimed: dict[str, str] = {}
    for name, path, wards in groups:
        for code in wards:
            if known and code not in known:
                yield path, f"There is no ward “{code}” in places/areas.geojson."
            if code in claimed:
                yield path, f"The ward “{code}” belongs to {claimed[code]} already: figures would count it twice."
            claimed.setdefault(code, name)
