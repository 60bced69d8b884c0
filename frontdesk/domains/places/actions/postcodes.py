"""Bringing in postcodes."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from frontdesk.domains.places import policy
from frontdesk.domains.places.actions.brought import ADDED, CHANGED, POSTCODES, SAME, merge
from frontdesk.domains.places.rules.grid import on_the_grid
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import POSTCODES_LOADED, Brought, GridPoint, PostcodeRow
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import Staging
from frontdesk.kernel.errors import require

_NORTHERN_IRELAND = "BT"


def load_postcodes(actor: Actor, *, rows: Sequence[PostcodeRow], run: int | None = None) -> list[Brought]:
    """Bring in postcodes: new ones are added, those that differ changed; the answers stand in the order of `rows`.

    One that is no postcode, stands twice among them, or lies off the grid is answered with the sentence why. A
    postcode that has ended stays, with its end. `run` is the import that brings them.
    """
    require(policy.may_load(actor), "Only an administrator may load postcodes.")
    answers: dict[int, Brought] = {}
    good: dict[str, tuple[int, tuple[Any, ...]]] = {}
    for place, row in enumerate(rows):
        try:
            values = _values(row)
        except ValueError as wrong:
            answers[place] = Brought(refused=str(wrong))
            continue
        if values[0] in good:
            answers[place] = Brought(refused=f"{values[0]} stands twice in the file.")
        else:
            good[values[0]] = (place, values)
    with transaction.atomic(), Staging(POSTCODES.name, POSTCODES.columns) as staging:
        staging.fill(values for _, values in good.values())
        became = merge(actor.council, POSTCODES, staging, run)
        if added_or_changed := {how: became.count(how) for how in (ADDED, CHANGED) if how in became}:
            journal.write(actor, POSTCODES_LOADED, thing=("council", actor.council), data=added_or_changed)
    answers |= {place: Brought(how == SAME) for (place, _), how in zip(good.values(), became, strict=True)}
    return [answers[place] for place in range(len(rows))]


def _values(row: PostcodeRow) -> tuple[Any, ...]:
    postcode = normalise_postcode(row.postcode)
    if postcode is None:
        raise ValueError(f"“{row.postcode}” is not a UK postcode.")
    grid = _point(postcode, row.grid)
    if grid is not None and not on_the_grid(grid):
        raise ValueError("Easting and northing are not on the British National Grid. Are they the wrong way round?")
    if row.ended and row.introduced and row.ended < row.introduced:
        raise ValueError(f"{postcode} ends before it begins.")
    spot = (grid.easting, grid.northing) if grid else (None, None)
    return (postcode, *spot, row.quality, row.authority, row.introduced, row.ended)


def _point(postcode: str, grid: GridPoint | None) -> GridPoint | None:
    """Files write 0, 0 where they know no point, and Northern Ireland's on a grid of its own: both have none here."""
    if grid is None or (grid.easting == 0 and grid.northing == 0) or postcode.startswith(_NORTHERN_IRELAND):
        return None
    return grid
