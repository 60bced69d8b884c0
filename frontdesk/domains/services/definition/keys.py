"""What kinds of value a service file holds: the one description that reader and writer share.

Each dataclass of the definition lists its keys as fields in canonical order; the field's `Key` says how it stands in
the file. Reading, checking of types, and writing follow from that, so that a new key is one line in `model`.
"""

from dataclasses import Field, dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Key:
    """How one field stands in the file.

    `kind`: code, word, text, flag, whole, number, money (pence), sum (money or answers), day, moment, condition, texts,
    codes, words (other languages), raw (read by somebody else), or a table: inline, inlines (an array of those),
    table, tables (an array of those).
    `item` is the table's dataclass; none means the table that holds the key. `choices` closes a list of codes.
    `needed`: may not be left out. `name`: how the key is called in the file.
    """

    kind: str
    needed: bool = False
    item: type[Any] | None = None
    choices: tuple[str, ...] = ()
    name: str = ""


def need(kind: str, *, item: type[Any] | None = None, choices: tuple[str, ...] = (), name: str = "") -> Any:
    """A field that must be in the file."""
    return field(metadata={"key": Key(kind, True, item, choices, name)}, kw_only=True)


def may(
    kind: str, default: Any = None, *, item: type[Any] | None = None, choices: tuple[str, ...] = (), name: str = ""
) -> Any:
    """A field that may be left out; the writer leaves it out when it equals `default`."""
    return field(default=default, metadata={"key": Key(kind, False, item, choices, name)}, kw_only=True)


def some(kind: str, *, item: type[Any] | None = None, choices: tuple[str, ...] = (), name: str = "") -> Any:
    """A list that may be left out, then empty."""
    return may(kind, (), item=item, choices=choices, name=name)


def keys_of(table: type[Any]) -> dict[str, tuple[Field[Any], Key]]:
    """Name in the file → field and its Key, in order. A trailing underscore, as in `from_`, is Python's own need."""
    found = {}
    for each in fields(table):
        key: Key | None = each.metadata.get("key")
        if key is not None:
            found[key.name or each.name.rstrip("_")] = (each, key)
    return found
