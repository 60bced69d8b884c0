"""Reads a service file into a Definition, or says by line what is wrong with it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path as File
from types import MappingProxyType
from typing import Any

from frontdesk.domains.services.definition.charges import Of
from frontdesk.domains.services.definition.conditions import (
    COMBINATIONS,
    OPERATORS,
    AllOf,
    AnyOf,
    Condition,
    Moment,
    Not,
    Test,
    Value,
    moment_from,
)
from frontdesk.domains.services.definition.form import NEEDED_KEYS, TYPE_KEYS, Question
from frontdesk.domains.services.definition.groups import FILE as GROUPS
from frontdesk.domains.services.definition.groups import Groups, GroupsTable, groups_of, lay_in, twice, uses_groups
from frontdesk.domains.services.definition.keys import Key, keys_of
from frontdesk.domains.services.definition.lines import Path, locate
from frontdesk.domains.services.definition.model import Definition, Problem, Source, Translation
from frontdesk.domains.services.definition.near import nearest

CODE = re.compile(r"[a-z][a-z0-9-]{0,59}")


class UnfitError(Exception):
    """A value cannot stand here; carries the sentence."""


def read(folder: File, file: str = "service.toml") -> Definition | list[Problem]:
    """The definition in a service's folder, or everything that is wrong with the file."""
    path = folder / file
    text = text_of(path)
    if isinstance(text, Problem):
        return [text]
    found = parse(text, str(path), _beside(folder) / GROUPS)
    if isinstance(found, Definition) and found.code != folder.resolve().name:
        sentence = f"The code is “{found.code}” but the folder is called “{folder.resolve().name}”. Make them agree."
        return [Problem(str(path), found.source.line(("code",)), sentence)]
    return found


def _beside(folder: File) -> File:
    """The folder around a service's folder, as short as it was typed."""
    return folder.parent if folder.name not in ("", "..") else folder.resolve().parent


def text_of(path: File) -> str | Problem:
    """The text of a file, or why it cannot be read: a letter that is not UTF-8 with its line."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8")
    except OSError:
        return Problem(str(path), 1, "The file cannot be read: is it there?")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(str(path), line, "This line is not text in UTF-8. Save the file as UTF-8.")


def parse(text: str, file: str = "service.toml", groups_file: File | None = None) -> Definition | list[Problem]:
    """The definition in a text, or everything that is wrong with it. `file` is the name used in problems.

    Groups that the text uses are read from `groups_file` and laid in: what comes back is whole.
    """
    tree = load(text, file)
    if isinstance(tree, list):
        return tree
    source = Source(file, _head(text), locate(text))
    if uses_groups(tree):
        groups = _groups(groups_file) if groups_file and groups_file.exists() else None
        if isinstance(groups, list):
            return groups
        laid = lay_in(tree, source.lines, groups)
        if laid.wrong:
            return [source.problem(path, sentence) for path, sentence in laid.wrong]
        tree, source = laid.tree, replace(source, lines=laid.lines, files=laid.files)
    reader = Reader(source)
    definition: Definition | None = reader.table(Definition, tree, ())
    if reader.problems or definition is None:
        return sorted(reader.problems, key=lambda problem: problem.line)
    return replace(definition, source=replace(source, lines=MappingProxyType(source.lines)))


def _groups(path: File) -> Groups | list[Problem]:
    """The groups in a file, or everything that is wrong with it."""
    text = text_of(path)
    return [text] if isinstance(text, Problem) else _groups_in(text, str(path))


@lru_cache(maxsize=8)
def _groups_in(text: str, file: str) -> Groups | list[Problem]:
    tree = load(text, file)
    if isinstance(tree, list):
        return tree
    source = Source(file, "", locate(text))
    reader = Reader(source)
    reader.table(GroupsTable, tree, ())
    wrong = reader.problems or [source.problem(path, sentence) for path, sentence in twice(tree)]
    return wrong or groups_of(file, tree, source.lines)


def load(text: str, file: str) -> dict[str, Any] | list[Problem]:
    """The TOML tree of a text, or the one problem of syntax, with its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1
        return [Problem(file, line, f"This is not TOML: {_plainly(str(error).split(' (at')[0])}.")]
    except RecursionError:
        return [Problem(file, 0, "There are too many brackets inside brackets.")]


_PLAINLY = {
    "Invalid date or datetime": "there is no such day or time. Write days like 2026-12-24",
    "Invalid value": "this is not a value. Text stands in quotation marks",
    "Illegal character '\\n'": "the quotation marks are not closed on this line",
    "Unterminated string": "the quotation marks are not closed",
    "Cannot overwrite a value": "this name stands here twice. Several tables of a name are written [[name]]",
    "Expected ']]' at the end of an array declaration": "close the name of the table with ]]",
    "Expected ']' at the end of a table declaration": "close the name of the table with ]",
    "Expected '=' after a key in a key/value pair": "after the name of a key comes =",
    "Expected newline or end of document after a statement": "the line does not end where its value ends",
    "Unclosed array": "the list is not closed with ]",
}
"""What Python's reader says, in words that say what to mend."""


def _plainly(said: str) -> str:
    twice = re.fullmatch(r"Cannot declare \((.*?),?\) twice", said)
    if twice:
        name = ".".join(re.findall(r"'([^']+)'", twice.group(1)))
        return f"[{name}] stands here twice. Where there are several, write each as [[{name}]]"
    return _PLAINLY.get(said) or f"{said[:1].lower()}{said[1:]}"


def _head(text: str) -> str:
    """The comment at the head of a file."""
    kept = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        kept.append(line)
    return "\n".join(kept)


class Reader:
    """Reads tables by the keys that their dataclasses list, gathering problems with their lines."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self.source = source

    def say(self, path: Path, sentence: str) -> None:
        """Adds a problem at a path."""
        found = self.source.problem(path, sentence)
        self.problems.append(replace(found, line=found.line or 1))

    def table(self, table: type[Any], tree: object, path: Path) -> Any:
        """One table as its dataclass; None when it cannot be made (problems say why)."""
        if not isinstance(tree, dict):
            self.say(path, "Here must be a table.")
            return None
        keys, before, values = keys_of(table), len(self.problems), {}
        for name in tree.keys() - keys.keys():
            self.say((*path, name), _unknown(name, list(keys)))
        for name, (field, key) in keys.items():
            if name in tree:
                values[field.name] = self._value(key, tree[name], (*path, name), table)
            elif key.needed:
                self.say(path, f"“{name}” is missing here.")
        if table is Question:
            self._own_keys(tree, path)
        if len(self.problems) > before:
            return None
        return table(**{name: value for name, value in values.items() if value is not MISSING})

    def _own_keys(self, tree: Mapping[str, Any], path: Path) -> None:
        """Refuses keys that mean nothing for a question's type, and misses those it needs."""
        kind = str(tree.get("type"))
        special = {key for keys in TYPE_KEYS.values() for key in keys}
        for name in sorted(special & tree.keys() - set(TYPE_KEYS.get(kind, ()))):
            self.say((*path, name), f"“{name}” means nothing for a question of type {kind}. Take it out.")
        for name in NEEDED_KEYS.get(kind, ()):
            if not tree.get(name):
                self.say(path, f"A question of type {kind} needs “{name}”.")

    def _value(self, key: Key, value: object, path: Path, table: type[Any]) -> Any:
        try:
            match key.kind:
                case "table" | "inline":
                    return self.table(key.item or table, value, path)
                case "tables" | "inlines":
                    entries = enumerate(_list(value))
                    return tuple(self.table(key.item or table, entry, (*path, at)) for at, entry in entries)
                case "condition":
                    return self.condition(value, path)
                case _:
                    return _PLAIN[key.kind](value, key)
        except UnfitError as wrong:
            self.say(path, f"“{path[-1]}” {wrong}")
            return MISSING

    def condition(self, tree: object, path: Path) -> Condition | None:
        """One condition with all inside it."""
        if not isinstance(tree, dict):
            raise UnfitError('must be a condition, such as { question = "bin", is = "garden" }.')
        if combined := tree.keys() & set(COMBINATIONS):
            if len(tree) > 1:
                raise UnfitError(f"has “{min(combined)}” with something beside it. Put the rest inside.")
            return self._combined(next(iter(tree)), next(iter(tree.values())), path)
        subjects = [name for name in ("question", "fact") if name in tree]
        operators = [name for name in tree if name not in ("question", "fact")]
        if len(subjects) != 1 or not isinstance(tree[subjects[0]], str):
            raise UnfitError("must name one question or one fact.")
        if len(operators) != 1 or operators[0] not in OPERATORS:
            raise UnfitError(f"must have one operator: {', '.join(OPERATORS)}. There are no others.")
        return Test(subjects[0], tree[subjects[0]], operators[0], _operand(operators[0], tree[operators[0]]))

    def _combined(self, name: str, value: object, path: Path) -> Condition | None:
        if name == "not":
            part = self.condition(value, path)
            return Not(part) if part else None
        parts = tuple(part for each in _list(value) if (part := self.condition(each, path)))
        if not parts:
            raise UnfitError(f"has “{name}” without conditions inside.")
        return AllOf(parts) if name == "all" else AnyOf(parts)


def _operand(operator: str, value: object) -> Value:
    """What an operator compares with."""
    if operator == "answered":
        if value is not True:
            raise UnfitError("has “answered”, which can only be true. Use not = { … } for the opposite.")
        return True
    if operator == "any_of":
        items = _list(value)
        if not items or not all(isinstance(item, str) for item in items):
            raise UnfitError("has “any_of”, which needs a list of texts.")
        return tuple(items)
    if operator in ("over", "under"):
        return number(value)
    moment = moment_from(value)
    if operator in ("before", "after"):
        if moment is None:
            raise UnfitError('needs a date such as 2026-12-24, or words such as "today - 2 working days".')
        return moment
    if isinstance(value, date) and moment is not None:
        return moment
    if isinstance(value, str):
        return value
    return number(value)


def number(value: object) -> Decimal:
    """A number, also written as text so that pence stay exact."""
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            found = Decimal(str(value).replace(",", "").replace("£", ""))
            if found.is_finite():
                return found.normalize() + 0
        except InvalidOperation:
            pass
    raise UnfitError("must be a number.")


def money(value: object) -> int:
    """Pence, from pounds as text ("30.00") or a whole number of pounds."""
    pence = number(value) * 100
    if isinstance(value, float) or pence != int(pence) or pence < 0:
        raise UnfitError('must be an amount in pounds as text, such as "30.00".')
    return int(pence)


def _unknown(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    return f"“{name}” is not known here." + (f" Did you mean “{near}”?" if near else f" Known: {', '.join(known)}.")


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise UnfitError("must be a list in square brackets.")
    return value


def _text(value: object, key: Key) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnfitError("must be text in quotes, and not empty.")
    text = "\n".join(line.rstrip() for line in value.replace("\r\n", "\n").split("\n")).strip()
    return text


def _word(value: object, key: Key) -> str:
    text = _text(value, key)
    if key.choices and text not in key.choices:
        near = nearest(text, key.choices)
        hint = f" Did you mean “{near}”?" if near else ""
        raise UnfitError(f"must be one of: {', '.join(key.choices)}. “{text}” is not.{hint}")
    return text


def _code(value: object, key: Key) -> str:
    text = _word(value, key)
    if not CODE.fullmatch(text):
        raise UnfitError("must be a code: lower case letters, digits and hyphens, beginning with a letter.")
    return text


def _codes(value: object, key: Key) -> tuple[str, ...]:
    return tuple(_code(item, key) for item in ([value] if isinstance(value, str) else _list(value)))


def _flag(value: object, key: Key) -> bool:
    if not isinstance(value, bool):
        raise UnfitError("must be true or false, without quotes.")
    return value


def _whole(value: object, key: Key) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnfitError("must be a whole number, without quotes.")
    return value


def _day(value: object, key: Key) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise UnfitError("must be a date such as 2026-12-24, without quotes.")
    return value


def _moment(value: object, key: Key) -> Moment:
    moment = moment_from(value)
    if moment is None:
        raise UnfitError('must be a date such as 2026-12-24, or words such as "today + 10 working days".')
    return moment


def _sum(value: object, key: Key) -> int | Of:
    if isinstance(value, dict):
        if set(value) != {"of"}:
            raise UnfitError('must be an amount such as "30.00", or { of = "question" }.')
        return Of(of=_codes(value["of"], key))
    return money(value)


def _words(value: object, key: Key) -> tuple[Translation, ...]:
    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        raise UnfitError("must be a table for each language, such as [words.cy].")
    return tuple(
        Translation(language, tuple((name, _text(text, key)) for name, text in texts.items()))
        for language, texts in value.items()
    )


_PLAIN: Mapping[str, Callable[[object, Key], Any]] = {
    "text": _text,
    "word": _word,
    "code": _code,
    "codes": _codes,
    "texts": lambda value, key: tuple(_text(item, key) for item in _list(value)),
    "flag": _flag,
    "whole": _whole,
    "number": lambda value, _: number(value),
    "money": lambda value, _: money(value),
    "day": _day,
    "raw": lambda value, _: value,
    "moment": _moment,
    "sum": _sum,
    "words": _words,
}
