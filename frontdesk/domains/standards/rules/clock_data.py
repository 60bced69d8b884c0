"""Clock rules as data: in clocks.toml, in council packs, in the database. One canonical form each way."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from frontdesk.domains.standards.types import ClockRule, DayOne, Effect, Event, Events, Extension, LeftOut, Unit
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.worktime import LONDON

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST = 1000
_LENGTH = re.compile(r"(\d{1,4}) ([a-z ]+?)s?")
_KEYS = {each.name for each in fields(ClockRule)} - {"code"} | {"within", "examples"}
OWN_WAITS = {"customer": "pause"}
"""What a council's own promise does unless it says otherwise: it stands still while we wait for the customer."""


def rule_from_data(code: str, data: Mapping[str, Any], waits: Mapping[str, str] | None = None) -> ClockRule:
    """A clock rule from data; Refusal says what is wrong, its `field` is the key.

    The length is `within = "2 working days"`, or `length` and `unit`. `waits` are used when the data names none.
    """
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise Refusal(f"A clock has no “{unknown[0]}”. It has {', '.join(sorted(_KEYS))}.", field=unknown[0])
    length, unit = _length(data)
    extension = data.get("extension")
    return ClockRule(
        code=code,
        length=length,
        unit=unit,
        calendar=_text(data, "calendar", "local"),
        starts_on=_text(data, "starts_on", "receipt"),
        stops_on=_text(data, "stops_on", "closing"),
        day_one=_choice(DayOne, data.get("day_one", DayOne.NEXT), "day_one"),
        left_out=_choice(LeftOut, data.get("left_out", LeftOut.BETWEEN), "left_out"),
        ends_on_working_day=bool(data.get("ends_on_working_day", False)),
        waits=_effects(data.get("waits", waits or {}), "waits", (Effect.PAUSE, Effect.RESTART)),
        reopenings=_effects(data.get("reopenings", {}), "reopenings", tuple(Effect)),
        extension=None if extension is None else _extension(extension),
        name=_text(data, "name", ""),
        source=_text(data, "source", ""),
        verified=bool(data.get("verified", False)),
    )


def rule_as_data(rule: ClockRule) -> dict[str, Any]:
    """The rule as plain data that `rule_from_data` reads back; equal rules give equal data."""
    extension = rule.extension
    return {
        "length": rule.length,
        "unit": rule.unit.value,
        "calendar": rule.calendar,
        "starts_on": rule.starts_on,
        "stops_on": rule.stops_on,
        "day_one": rule.day_one.value,
        "left_out": rule.left_out.value,
        "ends_on_working_day": rule.ends_on_working_day,
        "waits": {reason: effect.value for reason, effect in sorted(rule.waits.items())},
        "reopenings": {reason: effect.value for reason, effect in sorted(rule.reopenings.items())},
        "extension": extension and {"most": extension.most, "needs": list(extension.needs), "note": extension.note},
        "name": rule.name,
        "source": rule.source,
        "verified": rule.verified,
    }


def parse_length(text: str, field: str = "within") -> tuple[int, Unit]:
    """A length in words, such as "2 working days", "10 minutes" or "1 month". Refusal for bare "days"."""
    match = _LENGTH.fullmatch(text.strip().lower())
    words = match[2] if match else ""
    if words == "day":
        raise Refusal(f"Say whether “{text}” means working days or calendar days.", field=field)
    try:
        unit = Unit(f"calendar {words}" if words in ("month",) else words)
        length = int(match[1]) if match else 0
    except ValueError:
        raise Refusal(
            f"“{text}” is not a length of time. Write it like “2 working days”, “4 working hours” or “10 minutes”.",
            field=field,
        ) from None
    if not 1 <= length <= LONGEST:
        raise Refusal(f"A promise may last from 1 to {LONGEST} of its units.", field=field)
    return length, unit


def length_in_words(length: int, unit: Unit) -> str:
    """A length as said to customers: "2 working days", "1 month", "28 days"."""
    words = unit.value.removeprefix("calendar ")
    return f"{length} {words}{'' if length == 1 else 's'}"


@lru_cache(maxsize=1)
def statutory_clocks() -> Mapping[str, ClockRule]:
    """The clocks of law and codes of practice by code, from clocks.toml."""
    return {code: rule_from_data(code, data) for code, data in _clocks_file().items()}


def statutory_examples() -> list[tuple[str, Mapping[str, Any]]]:
    """Each clock's code with each of its worked examples (`events`, `due`, `note`, perhaps `division`)."""
    return [(code, example) for code, data in _clocks_file().items() for example in data.get("examples", ())]


def parse_events(lines: Iterable[str]) -> list[Event]:
    """Events as examples write them, a line each: local moment, then what happened.

    "2026-12-18 receipt", "2026-12-22 10:00 wait customer", "… end customer", "… extend 10", "… reset",
    "… reopen disputed", "… becomes foi"; anything else is the name of a fact. A day without a time is its midday.
    """
    return [_event(line) for line in lines]


def _event(line: str) -> Event:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))? (.+)", line.strip())
    if match is None:
        raise Refusal(f"Write “{line}” like “2026-12-18 10:00 receipt”.", field="events")
    moment = datetime.fromisoformat(f"{match[1]} {match[2] or '12:00'}").replace(tzinfo=ZoneInfo(LONDON))
    word, _, rest = match[3].partition(" ")
    match word:
        case "wait":
            return Event(moment, Events.PAUSED, rest)
        case "end":
            return Event(moment, Events.RESUMED, rest)
        case "extend":
            return Event(moment, Events.EXTENDED, by=int(rest or 0))
        case "reset":
            return Event(moment, Events.RESET)
        case "reopen":
            return Event(moment, Events.REOPENED, rest)
        case "becomes":
            return Event(moment, Events.RECATEGORISED, rule=statutory_clocks()[rest])
    return Event(moment, Events.HAPPENED, match[3])


def due_as_written(value: date | str) -> date | datetime:
    """The due date or local moment of an example: a date, or "2026-03-30 11:00"."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(LONDON))
    return value


@lru_cache(maxsize=1)
def _clocks_file() -> Mapping[str, Mapping[str, Any]]:
    text = resources.files("frontdesk.domains.standards").joinpath("clocks.toml").read_text("utf-8")
    return tomllib.loads(text)


def _length(data: Mapping[str, Any]) -> tuple[int, Unit]:
    if "within" in data:
        return parse_length(str(data["within"]))
    if "length" not in data or "unit" not in data:
        raise Refusal('Say how long, such as within = "2 working days".', field="within")
    return parse_length(f"{data['length']} {data['unit']}", "length")


def _extension(data: Any) -> Extension:
    if not isinstance(data, Mapping) or not isinstance(data.get("most"), int) or data["most"] < 1:
        raise Refusal(
            "Say how much an extension may add at most, such as extension = { most = 10 }.", field="extension"
        )
    return Extension(data["most"], tuple(data.get("needs", ("reason",))), data.get("note", ""))


def _effects(data: Any, field: str, allowed: tuple[Effect, ...]) -> dict[str, Effect]:
    if not isinstance(data, Mapping):
        raise Refusal(f'Write {field} as a table, such as {field} = {{ customer = "pause" }}.', field=field)
    effects = {reason: _choice(Effect, value, f"{field}.{reason}") for reason, value in data.items()}
    for reason, effect in effects.items():
        if effect not in allowed:
            raise Refusal(f"“{reason}” must be one of {', '.join(allowed)}.", field=f"{field}.{reason}")
    return effects


def _choice(choices: type[Choice], value: Any, field: str) -> Choice:
    try:
        return choices(value)
    except ValueError:
        raise Refusal(f"“{value}” must be one of {', '.join(choices)}.", field=field) from None


def _text(data: Mapping[str, Any], key: str, default: str) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise Refusal(f"“{key}” must be text.", field=key)
    return value
