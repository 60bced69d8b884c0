"""Names that stand for one another: data in nicknames.toml, read once."""

import tomllib
from functools import cache
from pathlib import Path

SAME = 0.92


def also(word: str) -> dict[str, float]:
    """Folded names that `word` may stand for, with how well each fits: the others of its groups."""
    return {name: SAME for group in _groups().get(word, ()) for name in group if name != word}


@cache
def _groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    groups = tomllib.loads((Path(__file__).parent / "nicknames.toml").read_text())["groups"]
    found: dict[str, list[tuple[str, ...]]] = {}
    for group in groups:
        for name in group:
            found.setdefault(name, []).append(tuple(group))
    return {name: tuple(mine) for name, mine in found.items()}
