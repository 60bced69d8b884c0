"""The rules of a council: segments.toml, with the names and numbers that the council's own strategy states."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from frontdesk.domains.segments.rules.deciding import signs
from frontdesk.domains.segments.types import Mark, Rule, Rules

STATED = ("at_least", "at_most")


@lru_cache(maxsize=1)
def _told() -> dict[str, Any]:
    return tomllib.loads(resources.files("frontdesk.domains.segments").joinpath("segments.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def usual() -> Rules:
    """The rules where a council states none of its own."""
    told = _told()
    rules = tuple(Rule(**each) for each in told["segment"])
    return _with_version(Rules(told["days"], told["fewest"], rules, tuple(_mark(**each) for each in told["mark"])))


def rules_of(said: Iterable[Mapping[str, Any]], signs: Iterable[Mapping[str, Any]] = ()) -> Rules:
    """The rules of a council whose strategy says this of its segments: one that names what it is `like` gives it the
    council's own name and words, and the numbers that it states. `signs` are its own limits of an area's figures."""
    mine = {str(each["like"]): each for each in said if each.get("like")}
    limits = {str(each["figure"]): float(each["limit"]) for each in signs}
    found = usual()
    segments = tuple(_own(rule, mine.get(rule.code)) for rule in found.segments)
    return _with_version(replace(found, segments=segments, marks=tuple(_marks(limits))))


def _marks(limits: Mapping[str, float]) -> Iterator[Mark]:
    for each in _told()["mark"]:
        if (limit := limits.get(each["code"])) is None:
            yield _mark(**each)
        else:
            yield _mark(**{**each, "under" if "under" in each else "over": limit}, own=True)


def _mark(why: str, under: float | None = None, over: float | None = None, **told: Any) -> Mark:
    """A sign with its limit in its words."""
    limit = under if under is not None else over
    return Mark(why=why.format(limit=f"{limit:g}"), under=under, over=over, **told)


def as_data(rules: Rules, areas: Mapping[str, Mapping[str, float | None]]) -> dict[str, Any]:
    """The rules as they are kept with a round, and of each kind of area, with its figures, the signs in words."""
    told = {area: [mark.why for mark in signs(figures, rules.marks)] for area, figures in areas.items()}
    return {
        "days": rules.days,
        "segments": {each.code: asdict(each) for each in rules.segments},
        "areas": {area: whys for area, whys in told.items() if whys},
    }


def rule_of(code: str, kept: Mapping[str, Any]) -> tuple[Rule, int]:
    """A segment's rule as a round kept it, and the days that count; one that is not there is called by its code."""
    told = kept.get("segments", {}).get(code)
    return Rule(**told) if told else Rule(code, code, ""), int(kept.get("days", usual().days))


def _own(rule: Rule, said: Mapping[str, Any] | None) -> Rule:
    if said is None:
        return rule
    numbers = {name: int(said[name]) for name in STATED if said.get(name) is not None}
    about = str(said.get("about") or rule.about)
    return replace(rule, name=str(said["name"]), about=about, own=True, numbers=bool(numbers), **numbers)  # type: ignore[arg-type]


def _with_version(rules: Rules) -> Rules:
    """A short number of what is counted: names and words change nothing of it."""
    counted = [replace(each, name="", about="", own=False, numbers=False) for each in rules.segments]
    return replace(rules, version=hashlib.sha256(repr((rules.days, counted)).encode()).hexdigest()[:8])
