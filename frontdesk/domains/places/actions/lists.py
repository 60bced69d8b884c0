"""Loading the short lists: authorities, collection rounds and the places where customers are received."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Model

from frontdesk.domains.places import models, policy, queries
from frontdesk.domains.places.rules.grid import to_grid
from frontdesk.domains.places.rules.labels import address_lines
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import (
    AUTHORITIES_LOADED,
    FACILITIES,
    PLACES_LOADED,
    ROUNDS_LOADED,
    AuthorityRow,
    Changes,
    PlaceRow,
    RoundRow,
)
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require
from frontdesk.kernel.hours import calendar_as_data


def load_authorities(actor: Actor, *, authorities: Iterable[AuthorityRow]) -> Changes:
    """Load the councils that look after addresses here; they are the whole list, others are removed."""
    wanted = {row.code: {k: v for k, v in asdict(row).items() if k != "code"} for row in authorities}
    return _load(actor, models.Authority, wanted, AUTHORITIES_LOADED)


def load_rounds(actor: Actor, *, rounds: Iterable[RoundRow]) -> Changes:
    """Load the collection rounds; they are the whole list, others are removed."""
    wanted = {row.code: {"weekday": row.weekday, "recycling_from": row.recycling_from} for row in rounds}
    return _load(actor, models.CollectionRound, wanted, ROUNDS_LOADED)


def load_places(actor: Actor, *, places: Iterable[PlaceRow]) -> Changes:
    """Load the places where customers are received; they are the whole list, others are marked closed.

    A place with a UPRN takes its lines, postcode and point from that address. Refuses an unknown UPRN or facility.
    """
    wanted = {row.code: _place_values(actor.council, row) for row in places}
    return _load(actor, models.Place, wanted, PLACES_LOADED, keep={"closed": True})


def _load(
    actor: Actor,
    model: type[Model],
    wanted: Mapping[str, Mapping[str, Any]],
    entry: str,
    keep: Mapping[str, Any] | None = None,
) -> Changes:
    """Bring a short list up to what is wanted, by code. With `keep`, a row no longer wanted gets those values."""
    require(policy.may_load(actor), "Only an administrator may load places.")
    added: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    with transaction.atomic():
        rows = {row.code: row for row in model._default_manager.filter(council_id=actor.council)}  # type: ignore[attr-defined]
        for code, values in wanted.items():
            if code not in rows:
                model._default_manager.create(council_id=actor.council, code=code, **values)
                added.append(code)
            elif _set(rows[code], values):
                changed.append(code)
        for code in rows.keys() - wanted.keys():
            if keep is None:
                rows[code].delete()
                removed.append(code)
            elif _set(rows[code], keep):
                removed.append(code)
        names = (*added, *changed, *sorted(removed))
        changes = Changes(len(added), len(changed), len(removed), len(wanted) - len(added) - len(changed), names)
        if changes.any:
            data = {"added": added, "changed": changed, "removed": sorted(removed)}
            journal.write(actor, entry, thing=("council", actor.council), data=data)
    return changes


def _set(row: Any, values: Mapping[str, Any]) -> bool:
    """Give a row these values; whether any was different."""
    different = [name for name, value in values.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, values[name])
    if different:
        row.save(update_fields=different)
    return bool(different)


def _place_values(council: int, row: PlaceRow) -> dict[str, Any]:
    unknown = [code for code in row.facilities if code not in FACILITIES]
    if unknown:
        raise Refusal(f"{row.name}: “{unknown[0]}” is not a facility. There are: {', '.join(FACILITIES)}.")
    address, postcode, grid = row.address, normalise_postcode(row.postcode) or "", None
    if row.point is not None:
        grid = to_grid(row.point)
    if row.uprn is not None:
        found = queries.address(council, row.uprn)
        if found is None:
            raise Refusal(f"{row.name}: there is no address {row.uprn}.")
        lines = address_lines(found.parts)
        address, postcode = row.address or lines[:-1], found.parts.postcode
        grid = found.grid
    return {
        "name": row.name,
        "kind": row.kind,
        "hours": calendar_as_data(row.hours) if row.hours else None,
        "day_notes": {day.isoformat(): why for day, why in sorted(row.day_notes.items())},
        "uprn": row.uprn,
        "address": list(address),
        "postcode_norm": postcode,
        "easting": grid.easting if grid else None,
        "northing": grid.northing if grid else None,
        "phone": row.phone,
        "facilities": list(row.facilities),
        "offers": list(row.offers),
        "note": row.note,
        "closed": False,
    }
