"""Loading areas."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from frontdesk.domains.places import models, policy
from frontdesk.domains.places.actions.wards import reassign_wards, standing_wards
from frontdesk.domains.places.rules.areas import UnreadableAreaError, pack, read_geometry
from frontdesk.domains.places.types import AREAS_LOADED, AreaRow, Changes
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require


def load_areas(actor: Actor, *, areas: Iterable[AreaRow]) -> Changes:
    """Load areas: new ones are added, those that differ are changed, none is taken away.

    An area that is no more is given a last day (``valid_to``); deleting it would take the past from the figures.
    Addresses get the ward they are in now. Refuses an outline that cannot be read, naming the area.
    """
    require(policy.may_load(actor), "Only an administrator may load areas.")
    with transaction.atomic():
        held = {(row.kind, row.code): row for row in models.Area.objects.filter(council_id=actor.council)}
        added: list[str] = []
        changed: list[str] = []
        same = 0
        for area in areas:
            values = _values(area)
            row = held.get((area.kind, area.code))
            if row is None:
                held[(area.kind, area.code)] = models.Area.objects.create(
                    council_id=actor.council, kind=area.kind, code=area.code, **values
                )
                added.append(area.code)
            elif different := [name for name, value in values.items() if _held(row, name) != value]:
                for name in different:
                    setattr(row, name, values[name])
                row.save(update_fields=different)
                changed.append(area.code)
            else:
                same += 1
        changes = Changes(len(added), len(changed), 0, same, (*added, *changed))
        if changes.any:
            reassign_wards(actor.council, standing_wards(actor.council, clock.today()))
            data = {"added": added, "changed": changed}
            journal.write(actor, AREAS_LOADED, thing=("council", actor.council), data=data)
    return changes


def _values(area: AreaRow) -> dict[str, Any]:
    try:
        polygon = read_geometry(area.geometry)
    except UnreadableAreaError as error:
        raise Refusal(f"{area.name}: {error}.") from error
    west, south, east, north = polygon.bounds
    return {
        "name": area.name,
        "valid_from": area.valid_from,
        "valid_to": area.valid_to,
        "shape": pack(polygon),
        "west": west,
        "south": south,
        "east": east,
        "north": north,
    }


def _held(row: models.Area, name: str) -> Any:
    value = getattr(row, name)
    return bytes(value) if name == "shape" else value
