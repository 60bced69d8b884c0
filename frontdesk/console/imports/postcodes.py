"""Postcodes: Code-Point Open, the ONS Postcode Directory, or any list with a grid reference."""

from collections.abc import Sequence

from frontdesk.console.imports.kind import Answer, Kind, Numbered
from frontdesk.console.imports.mapping import MappingTable, Values
from frontdesk.domains.places import actions
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import GridPoint, PostcodeRow
from frontdesk.kernel.actor import Actor

_FIELDS = {
    "postcode": "text", "easting": "number", "northing": "number", "quality": "number", "authority": "text",
    "introduced": "day", "ended": "day",
}  # fmt: skip


def _load(actor: Actor, table: MappingTable, lines: Sequence[Numbered], run: int | None) -> list[Answer]:
    brought = actions.load_postcodes(actor, rows=[_row(values) for _, values in lines], run=run)
    return [Answer(line, one.same, one.refused) for (line, _), one in zip(lines, brought, strict=True)]


def _row(values: Values) -> PostcodeRow:
    placed = "easting" in values and "northing" in values
    return PostcodeRow(
        postcode=values["postcode"],
        grid=GridPoint(values["easting"], values["northing"]) if placed else None,
        quality=int(values["quality"]) if "quality" in values else None,
        authority=values.get("authority", ""),
        introduced=values.get("introduced"),
        ended=values.get("ended"),
    )


def _about(values: Values) -> str:
    return normalise_postcode(values["postcode"]) or str(values["postcode"])


POSTCODES = Kind(
    "postcodes", _FIELDS, ("postcode",), _load, actions.undo_postcodes, batch=10_000, about=_about,
    stays="because they were changed since", undone="put back as they were",
)  # fmt: skip
