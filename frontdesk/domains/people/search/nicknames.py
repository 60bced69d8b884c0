"""Names that stand for one another: data in nicknames.toml, read once."""

import tomllib
from functools import cache
from pathlib import Path

SAME = 0.92


def also(word: str) -> dict[str, float]:
    """Folded names that `word` may stand for, with how well each fits: the others of its groups."""
    return {name: SAME for group in _groups().get(word, ()) for name in group if name != word}


def groups(word: str) -> list[int]:
    """The numbers of the groups that a folded name stands in; two names of one group may be one person's."""
    return _numbers().get(word, [])


@cache
def _groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for group in _read():
        for name in group:
            found.setdefault(name, []).append(tuple(group))
    return {name: tuple(mine) for name, mine in found.items()}


@cache
def _numbers() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, group in enumerate(_read()):
        for name in group:
            found.setdefault(name, []).append(number)
    return found


@cache
def _read() -> list[list[str]]:
    read: list[list[str]] = tomllib.loads((Path(__file__).parent / "nicknames.toml").read_text())["groups"]
    return read
