"""Single-key shortcuts of the staff pages: their names, usual keys and what they do (SCREENS, "Adviser"; WCAG 2.1.4).

A person may change each or switch all off. A page gets `keys`, the person's own; a name without a key has no shortcut.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Key:
    """One shortcut: its name, the key it has until the person changes it, and what it does."""

    name: str
    usual: str
    does: str


KEYS: tuple[Key, ...] = (
    Key("search", "/", "Go to search"),
    Key("next", "n", "Take the next in the queue"),
    Key("keys", "?", "Show the keys of this page"),
    Key("home", "h", "Go to the desk"),
    Key("mine", "m", "Go to my list"),
    Key("start", "s", "Start a service for this customer"),
    Key("matter", "a", "Add a matter"),
    Key("wrap", "w", "Wrap up the contact in hand"),
    Key("back", "b", "Go back"),
)


def keys_of(chosen: Mapping[str, str] | None = None, *, on: bool = True) -> dict[str, str]:
    """The keys of a person: name to key. `chosen` goes before the usual ones, '' takes one away; `on=False`: none."""
    if not on:
        return {}
    mine = {key.name: key.usual for key in KEYS} | dict(chosen or {})
    return {name: key for name, key in mine.items() if len(key) == 1}


def key_attributes(keys: Mapping[str, str] | None, name: str) -> Markup:
    """The attributes that give an element the person's key for `name`; nothing when they have none."""
    key = (keys or {}).get(name)
    return Markup(' data-key="{0}" aria-keyshortcuts="{0}"').format(key) if key else Markup("")
