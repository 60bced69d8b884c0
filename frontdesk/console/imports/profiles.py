"""Profiles of areas by postcode: what kind of area it is, and figures of broadband, signal, age and income."""

from collections.abc import Sequence

from frontdesk.console.imports.kind import Answer, Kind, Numbered
from frontdesk.console.imports.mapping import MappingTable, Values
from frontdesk.domains.places import actions
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import ProfileRow
from frontdesk.kernel.actor import Actor

_FIGURES = ("signal", "broadband", "over_65", "low_income")
_FIELDS = {"postcode": "text", "profile": "text", "label": "text"} | dict.fromkeys(_FIGURES, "number")


def _load(actor: Actor, table: MappingTable, lines: Sequence[Numbered], run: int | None) -> list[Answer]:
    brought = actions.load_profiles(actor, rows=[_row(values) for _, values in lines], run=run)
    return [Answer(line, one.same, one.refused) for (line, _), one in zip(lines, brought, strict=True)]


def _row(values: Values) -> ProfileRow:
    figures = {name: values.get(name) for name in _FIGURES}
    return ProfileRow(values["postcode"], values["profile"], values.get("label", ""), **figures)


def _about(values: Values) -> str:
    return normalise_postcode(values["postcode"]) or str(values["postcode"])


PROFILES = Kind(
    "profiles", _FIELDS, ("postcode", "profile"), _load, actions.undo_profiles, batch=10_000, about=_about,
    stays="because they were changed since", undone="put back as they were",
)  # fmt: skip
