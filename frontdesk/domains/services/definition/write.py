"""Writes a Definition as a service file: one canonical text, so that reading and writing again changes no byte."""

from datetime import date
from decimal import Decimal
from typing import Any

from frontdesk.domains.services.definition.charges import Of
from frontdesk.domains.services.definition.conditions import AllOf, AnyOf, Condition, Moment, Not, Test
from frontdesk.domains.services.definition.keys import Key, keys_of
from frontdesk.domains.services.definition.model import Definition, Translation

_WIDTH = 120


def write(definition: Definition) -> str:
    """The text of `service.toml`. `read(write(d)) == d`, and `write(read(write(d)))` is the same text."""
    head = definition.source.head
    blocks = [head] if head else []
    tables: list[str] = []
    blocks.append("\n".join(_table(definition, (), tables)))
    return "\n\n".join(blocks + tables) + "\n"


def _table(table: Any, path: tuple[str, ...], after: list[str]) -> list[str]:
    """Lines of a table's own keys; tables inside it are appended to `after`, in order."""
    lines: list[str] = []
    for name, (field, key) in keys_of(type(table)).items():
        value = getattr(table, field.name)
        if not key.needed and value == field.default:
            continue
        if key.kind == "table":
            _block(f"[{'.'.join((*path, name))}]", value, (*path, name), after)
        elif key.kind == "tables":
            for entry in value:
                _block(f"[[{'.'.join((*path, name))}]]", entry, (*path, name), after)
        elif key.kind == "words":
            after += [_words(translation) for translation in value]
        else:
            lines.append(f"{name} = {_value(key, value, len(name) + 3)}")
    return lines


def _block(header: str, table: Any, path: tuple[str, ...], after: list[str]) -> None:
    inner: list[str] = []
    after.append("\n".join([header, *_table(table, path, inner)]))
    after += inner


def _words(translation: Translation) -> str:
    lines = [f"[words.{translation.language}]"]
    return "\n".join(lines + [f"{text(name)} = {text(words)}" for name, words in translation.texts])


def _value(key: Key, value: Any, used: int) -> str:
    """A value as it stands after the equals sign; `used` is the width already taken on the line."""
    match key.kind:
        case "inlines":
            return "[\n" + "".join(f"  {_inline(entry)},\n" for entry in value) + "]"
        case "texts" | "codes":
            items = [text(item) for item in value]
            one = "[" + ", ".join(items) + "]"
            return one if len(one) + used <= _WIDTH else "[\n" + "".join(f"  {item},\n" for item in items) + "]"
        case _:
            return _plain(key, value)


def _inline(table: Any) -> str:
    """A table on one line."""
    pairs = []
    for name, (field, key) in keys_of(type(table)).items():
        value = getattr(table, field.name)
        if key.needed or value != field.default:
            pairs.append(f"{name} = {_plain(key, value)}")
    return "{ " + ", ".join(pairs) + " }"


def _plain(key: Key, value: Any) -> str:
    match key.kind:
        case "inline":
            return _inline(value)
        case "inlines":
            return "[" + ", ".join(_inline(entry) for entry in value) + "]"
        case "texts" | "codes":
            return "[" + ", ".join(text(item) for item in value) + "]"
        case "condition":
            return condition(value)
        case "flag":
            return "true" if value else "false"
        case "money":
            return pounds(value)
        case "sum":
            return pounds(value) if isinstance(value, int) else _inline(value)
        case _:
            return _scalar(value)


def condition(value: Condition) -> str:
    """A condition as an inline table."""
    match value:
        case Test(subject, code, operator, operand):
            return f'{{ {subject} = "{code}", {operator} = {_scalar(operand)} }}'
        case AllOf(parts):
            return "{ all = [" + ", ".join(condition(part) for part in parts) + "] }"
        case AnyOf(parts):
            return "{ any = [" + ", ".join(condition(part) for part in parts) + "] }"
        case Not(part):
            return f"{{ not = {condition(part)} }}"


def _scalar(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Moment(day=None):
            return text(value.words)
        case Moment(day=day):
            return str(day)
        case Decimal():
            return str(int(value)) if value == value.to_integral() else text(str(value))
        case int() | date():
            return str(value)
        case tuple():
            return "[" + ", ".join(text(item) for item in value) + "]"
        case Of():
            return _inline(value)
        case _:
            return text(str(value))


def pounds(pence: int) -> str:
    """Pence as pounds in quotes."""
    return f'"{pence // 100}.{pence % 100:02}"'


def text(value: str) -> str:
    """A text in quotes, on several lines where it has several (quotes inside those stand as they are)."""
    escaped = "".join(_escape(char) for char in value.replace("\\", "\\\\"))
    if "\n" not in value:
        return '"' + escaped.replace('"', '\\"') + '"'
    escaped = escaped.replace('"""', '""\\"')
    if escaped.endswith('"') and not escaped.endswith('\\"'):
        escaped = escaped[:-1] + '\\"'
    return f'"""\n{escaped}"""'


def _escape(char: str) -> str:
    return char if char in "\n\t" or (char >= " " and char != "\x7f") else f"\\u{ord(char):04x}"
