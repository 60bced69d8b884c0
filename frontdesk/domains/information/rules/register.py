"""Lawful bases and what customers may agree to, as data: bases.toml and consents.toml. Pure."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

BASES = {
    "public-task": "A task that the law gives us",
    "legal-obligation": "A law that we must follow",
    "consent": "You agreed, and can change your mind at any time",
    "contract": "An agreement with you",
    "vital": "To protect somebody's life",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """For what we use something, on which basis, by which power, and who gets it."""

    code: str
    name: str
    basis: str
    article: str
    power: str
    holdings: tuple[str, ...]
    shared: str
    special: str = ""

    @property
    def words(self) -> str:
        """The basis in words."""
        return BASES[self.basis]


@dataclass(frozen=True, slots=True)
class Purpose:
    """What customers may agree to: on which channels, and the words of each version, the newest last."""

    code: str
    name: str
    channels: tuple[str, ...]
    wordings: tuple[tuple[int, str], ...]

    @property
    def version(self) -> int:
        """The version that counts now."""
        return self.wordings[-1][0]

    def words(self, version: int) -> str:
        """The words of a version."""
        return dict(self.wordings).get(version, "")


@lru_cache(maxsize=1)
def bases() -> tuple[Basis, ...]:
    """The register of lawful bases in the order of its file."""
    return tuple(
        Basis(code, **{**told, "holdings": tuple(told["holdings"])}) for code, told in _read("bases.toml").items()
    )


@lru_cache(maxsize=1)
def purposes() -> dict[str, Purpose]:
    """What customers may agree to, by code."""
    return {
        code: Purpose(
            code, told["name"], tuple(told["channels"]), tuple((w["version"], w["words"]) for w in told["wordings"])
        )
        for code, told in _read("consents.toml").items()
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("frontdesk.domains.information").joinpath(name).read_text("utf-8"))
