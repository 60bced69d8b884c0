"""Loading areas: those of a pack, which are its own, and those of a file that is brought in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from psycopg import sql

from frontdesk.domains.places import models, policy
from frontdesk.domains.places.actions.brought import ADDED, AREAS, CHANGED, SAME, change, merge
from frontdesk.domains.places.actions.theirs import leave_to_imports
from frontdesk.domains.places.actions.wards import reassign_wards, standing_wards
from frontdesk.domains.places.rules.areas import UnreadableAreaError, pack, read_geometry
from frontdesk.domains.places.types import AREAS_LOADED, AreaRow, Brought, Changes
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import Staging
from frontdesk.kernel.errors import Refusal, require

Key = tuple[str, str]
_ADMINISTRATOR = "Only an administrator may load areas."


def load_areas(actor: Actor, *, areas: Iterable[AreaRow]) -> Changes:
    """Load areas: new ones are added, those that differ are changed, none is taken away.

    An area that is no more is given a last day (``valid_to``); deleting it would take the past from the figures.
    One that an import wrote stays as it is, and is counted (``left``) where it stands otherwise than given.
    Addresses get the ward they are in now. Refuses an outline that cannot be read, naming the area.
    """
    require(policy.may_load(actor), _ADMINISTRATOR)
    with transaction.atomic():
        with Staging(AREAS.name, AREAS.columns) as staging:
            _fill(staging, {(area.kind, area.code): _values(area) for area in areas})
            left = leave_to_imports(actor.council, AREAS, staging)
            merged = staging.merge(actor.council, AREAS.key)
        changes = Changes(merged.added, merged.changed, 0, merged.same - left, left=left)
        if changes.any:
            _wards_anew(actor, {"added": changes.added, "changed": changes.changed})
    return changes


def bring_areas(actor: Actor, *, rows: Sequence[AreaRow], run: int | None = None) -> list[Brought]:
    """Bring in areas of a file; the answers stand in the order of `rows`, with the sentence why one is refused.

    An area that stands already keeps the day from which it stood: a newer set that holds it too begins no new past.
    Addresses get the ward they are in now; requests keep the one they had. `run` is the import that brings them.
    """
    require(policy.may_load(actor), _ADMINISTRATOR)
    answers: dict[int, Brought] = {}
    good: dict[Key, dict[str, Any]] = {}
    begun = dict(_begun(actor.council))
    for place, row in enumerate(rows):
        try:
            values = _values(row)
        except Refusal as refused:
            answers[place] = Brought(refused=refused.sentence)
            continue
        if (row.kind, row.code) in begun:
            values["valid_from"] = _earlier(begun[row.kind, row.code], row.valid_from)
        good[row.kind, row.code] = values
    with transaction.atomic():
        with Staging(AREAS.name, AREAS.columns) as staging:
            _fill(staging, good)
            became = dict(zip(good, merge(actor.council, AREAS, staging, run), strict=True))
        told = {how: [code for (_, code), each in became.items() if each == how] for how in became.values()}
        _wards_anew(actor, {how: codes for how, codes in told.items() if how in (ADDED, CHANGED)})
    return [answers.get(n) or Brought(became[row.kind, row.code] == SAME) for n, row in enumerate(rows)]


def end_areas(actor: Actor, *, kind: str, but: Collection[str], on: date, run: int | None = None) -> int:
    """End, on a day, the areas of a kind that stand then and whose codes are not among `but`; how many."""
    require(policy.may_load(actor), _ADMINISTRATOR)
    which = sql.SQL("held.kind = {} AND (held.valid_to IS NULL OR held.valid_to > {}) AND NOT held.code = ANY({})")
    given = sql.SQL("valid_to = {}").format(sql.Literal(on))
    with transaction.atomic():
        picked = which.format(sql.Literal(kind), sql.Literal(on), sql.Literal(sorted(but)))
        ended = change(actor.council, AREAS, picked, given, run)
        _wards_anew(actor, {"ended": [kind]} if ended else {})
    return ended


def _fill(staging: Staging, given: Mapping[Key, Mapping[str, Any]]) -> None:
    staging.fill((*key, *(values[name] for name in AREAS.brings)) for key, values in given.items())


def _begun(council: int) -> Iterable[tuple[Key, date | None]]:
    """The day from which each area stands; not those that were taken back, which stand on no day."""
    rows = models.Area.objects.filter(council_id=council).values_list("kind", "code", "valid_from", "valid_to")
    return (((kind, code), day) for kind, code, day, over in rows if day is None or day != over)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else None


def _wards_anew(actor: Actor, told: Mapping[str, object]) -> None:
    """After areas changed: which ward each address is in, and a line in the journal."""
    if told:
        reassign_wards(actor.council, standing_wards(actor.council, clock.today()))
        journal.write(actor, AREAS_LOADED, thing=("council", actor.council), data=told)


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
