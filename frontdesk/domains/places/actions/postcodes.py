"""Bringing in postcodes."""

from collections.abc import Sequence

from frontdesk.domains.places.actions.brought import POSTCODES
from frontdesk.domains.places.actions.by_postcode import Values, load_by_postcode
from frontdesk.domains.places.rules.grid import on_the_grid
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import POSTCODES_LOADED, Brought, GridPoint, PostcodeRow
from frontdesk.kernel.actor import Actor

_NORTHERN_IRELAND = "BT"


def load_postcodes(actor: Actor, *, rows: Sequence[PostcodeRow], run: int | None = None) -> list[Brought]:
    """Bring in postcodes: new ones are added, those that differ changed; the answers stand in the order of `rows`.

    One that is no postcode, stands twice among them, or lies off the grid is answered with the sentence why. A
    postcode that has ended stays, with its end. `run` is the import that brings them.
    """
    return load_by_postcode(actor, POSTCODES, rows, _values, news=POSTCODES_LOADED, run=run)


def _values(row: PostcodeRow) -> Values:
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
