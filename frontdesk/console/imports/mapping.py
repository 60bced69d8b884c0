"""The mapping file of an import: which column of the file is which of our fields, and how its values are written."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdesk.console.imports.times import reader
from frontdesk.console.packs.read import Problems, read_table
from frontdesk.console.surroundings import Stop
from frontdesk.domains.services.definition.keys import may, need

_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
_EXAMPLE = datetime(2026, 12, 3, 16, 5, tzinfo=UTC)
Values = dict[str, Any]
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NO_BYTES = re.compile(r"[\ud800-\udfff]")
_MOST = 2**31 - 1
_DAYS = (date(1890, 1, 1), date(9000, 1, 1))
"""What lies outside is no day of a council, of its people or of its places, but a slip or a word for "never"."""


@dataclass(frozen=True)
class MappingTable:
    """mapping.toml."""

    source: str = need("code")
    customers: str = may("text", "")
    encoding: str = may("text", "utf-8-sig")
    delimiter: str = may("text", ",")
    times: str = may("text", "")
    zone: str = may("text", "Europe/London")
    note: str = may("text", "")
    fields: Mapping[str, Any] = need("raw")
    constants: Mapping[str, Any] = may("raw")
    codes: Mapping[str, Any] = may("raw")


class LeftOut(Exception):
    """The mapping leaves this line out."""


@dataclass(frozen=True)
class Reading:
    """How the lines of a file become values of our fields.

    `forms` says of each field what it holds (text, number, time, day, flag), `needed` which a line cannot do without.
    """

    table: MappingTable
    forms: Mapping[str, str]
    needed: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """The columns that the file must have."""
        return [str(column) for column in self.table.fields.values()]

    def with_constants(self, **more: Any) -> Reading:
        """The same with values that stand for every line."""
        return replace(self, table=replace(self.table, constants={**(self.table.constants or {}), **more}))

    def values(self, cells: Mapping[str, str]) -> Values:
        """Our fields out of one line: those that are empty are left out. ValueError says what cannot be read."""
        found: Values = dict(self.table.constants or {})
        for name, column in self.table.fields.items():
            text = cells[column].strip()
            if _NO_TEXT.search(text) or _NO_BYTES.search(text):
                raise ValueError(f"{name}: {self._no_text(text)}")
            if name in self._codes:
                text = self._code(name, text)
            if text:
                found[name] = self._read(name, text)
        return found

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, str]]:
        return self.table.codes or {}

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.table.zone)

    @cached_property
    def _reader(self) -> Callable[[str], datetime]:
        return reader(self.table.times) if self.table.times else datetime.fromisoformat

    @cached_property
    def _ways(self) -> Mapping[str, Callable[[str], Any]]:
        return {"text": str, "time": self._time, "day": self._day, "flag": self._flag, "number": self._number}

    def _no_text(self, text: str) -> str:
        if _NO_BYTES.search(text):
            return f"there are bytes in it that are not {self.table.encoding}."
        return "there are control characters in it, which are not text."

    def _code(self, name: str, text: str) -> str:
        """Our code for a word of the file. A word that stands for nothing leaves the line out."""
        try:
            code = self._codes[name][text]
        except KeyError:
            raise ValueError(f"“{text}” has no code in [codes.{name}] of the mapping.") from None
        if code == "":
            raise LeftOut
        return str(code)

    def _read(self, name: str, text: str) -> Any:
        try:
            return self._ways[self.forms[name]](text)
        except ValueError as wrong:
            raise ValueError(f"{name}: {wrong}") from None

    def _written(self, text: str) -> datetime:
        try:
            found = self._reader(text)
        except ValueError:
            form = self.table.times
            wanted = f"like {_EXAMPLE.strftime(form)}" if form else "by ISO 8601"
            raise ValueError(f"“{text}” is not a time as the mapping writes it ({wanted}).") from None
        if not _DAYS[0] <= found.date() < _DAYS[1]:
            raise ValueError(f"“{text}” is not a day from {_DAYS[0]:%Y} on.")
        # Without an offset of its own it gets the mapping's zone.
        return found if found.tzinfo else found.replace(tzinfo=self._zone)

    def _time(self, text: str) -> datetime:
        """In UTC: times of one zone are compared as clocks show them, which is wrong in the hour of their change."""
        return self._written(text).astimezone(UTC)

    def _day(self, text: str) -> date:
        """The day as the file writes it."""
        return self._written(text).date()

    @staticmethod
    def _number(text: str) -> float:
        try:
            found = float(text)
        except ValueError:
            raise ValueError(f"“{text}” is not a number.") from None
        if not (math.isfinite(found) and abs(found) <= _MOST):
            raise ValueError(f"“{text}” is not a number that can stand here.")
        return found

    @staticmethod
    def _flag(text: str) -> bool:
        if text.lower() in _YES:
            return True
        if text.lower() in _NO:
            return False
        raise ValueError(f"“{text}” is neither yes nor no.")


_WRITTEN = {"text": "a text in quotation marks", "number": "a number without quotation marks", "flag": "true or false",
            "day": "a date such as 2026-05-07 without quotation marks",
            "time": "a time such as 2026-05-07T16:05:00Z without quotation marks"}  # fmt: skip


def _fits(form: str, value: object) -> bool:
    """Whether a constant is what its field holds; a time needs its zone."""
    if form == "day":
        return isinstance(value, date) and not isinstance(value, datetime)
    if form == "time":
        return isinstance(value, datetime) and value.tzinfo is not None
    if form == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _MOST
    return isinstance(value, bool if form == "flag" else str)


def read_mapping(path: Path, forms: Mapping[str, str], needed: tuple[str, ...]) -> Reading:
    """The mapping of a file for a kind of import with these fields; Stop with every problem by line."""
    problems = Problems()
    read = read_table(path, MappingTable, problems)
    if read:
        for table in ("fields", "constants", "codes"):
            for name in sorted((getattr(read.table, table) or {}).keys() - forms.keys()):
                read.say((table, name), f"There is no field “{name}”. There are: {', '.join(forms)}.")
        given = {*read.table.fields, *(read.table.constants or {})}
        for name in needed:
            if name not in given:
                read.say(("fields",), f"Say which column is “{name}”, or give it in [constants].")
        for name, value in (read.table.constants or {}).items():
            if name in forms and not _fits(forms[name], value):
                read.say(("constants", name), f"“{name}” must be {_WRITTEN[forms[name]]}.")
        if len(read.table.delimiter) != 1:
            read.say(("delimiter",), "The delimiter must be one character.")
        try:
            ZoneInfo(read.table.zone)
        except (ZoneInfoNotFoundError, ValueError):
            read.say(("zone",), f"“{read.table.zone}” is not a time zone. Write it like Europe/London.")
    if read is None or problems.found:
        raise Stop("\n".join(["the mapping needs mending.", *map(str, problems.found)]))
    return Reading(read.table, forms, needed)
