"""Kinds of entitlement: the council's own, read from its pack."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeGuard

from frontdesk.domains.cards.types import Kind, Rule

_TEXTS = ("name", "opens", "evidence", "look", "team", "known_by")
_KEYS = {"code", "months", "rule", *_TEXTS}
_RULE = {"everybody", "age_from", "age_until", "needs", "service", "outcomes"}
OLDEST = 120


def register(told: Iterable[Mapping[str, Any]]) -> Mapping[str, Kind]:
    """The kinds of a list of tables by code, in its order. ValueError in a sentence for what is no kind."""
    kinds: dict[str, Kind] = {}
    for each in told:
        kind = kind_of(each)
        if kind.code in kinds:
            raise ValueError(f"The entitlement “{kind.code}” is given twice.")
        kinds[kind.code] = kind
    return MappingProxyType(kinds)


def kind_of(told: Mapping[str, Any]) -> Kind:
    """One kind from its table. ValueError in a sentence for what is none."""
    code = told.get("code", "")
    if not isinstance(code, str) or not code or not all(each.isalnum() or each == "-" for each in code):
        raise ValueError("An entitlement needs a code of small letters, digits and hyphens.")
    if unknown := sorted(told.keys() - _KEYS):
        raise ValueError(f"The entitlement “{code}” has “{unknown[0]}”, which an entitlement does not have.")
    if wrong := [key for key in _TEXTS if not isinstance(told.get(key, ""), str)]:
        raise ValueError(f"“{wrong[0]}” of the entitlement “{code}” must be words.")
    if missing := [key for key in ("name", "opens") if not told.get(key)]:
        raise ValueError(f"The entitlement “{code}” needs “{missing[0]}”.")
    months: Any = told.get("months", 0)
    if not _whole(months) or not 0 <= months <= 12 * OLDEST:
        raise ValueError(f"“months” of the entitlement “{code}” must be a number of months, 0 for as long as the card.")
    texts = {key: told.get(key, "") for key in _TEXTS}
    return Kind(code, months=months, rule=_rule(code, told.get("rule") or {}), **texts)


def _rule(code: str, told: Any) -> Rule:
    """The rule of a kind: at most one of everybody, an age, needs, a service with its outcomes."""
    if not isinstance(told, Mapping) or told.keys() - _RULE:
        raise ValueError(f"The rule of “{code}” may have {', '.join(sorted(_RULE))}, and nothing else.")
    ages: list[int] = [told[key] for key in ("age_from", "age_until") if key in told]
    if not all(_whole(age) and 0 < age <= OLDEST for age in ages):
        raise ValueError(f"An age in the rule of “{code}” must be a number of years.")
    listed = {key: told.get(key, []) for key in ("needs", "outcomes")}
    if not all(
        isinstance(each, list | tuple) and all(isinstance(one, str) for one in each) for each in listed.values()
    ):
        raise ValueError(f"“needs” and “outcomes” in the rule of “{code}” must be lists of codes.")
    if not isinstance(told.get("everybody", False), bool) or not isinstance(told.get("service", ""), str):
        raise ValueError(f"In the rule of “{code}”, “everybody” must be true or false and “service” a code.")
    if bool(told.get("service")) != bool(listed["outcomes"]):
        raise ValueError(f"The rule of “{code}” needs “service” and “outcomes” together: which outcomes give it?")
    if sum(map(bool, (told.get("everybody"), ages, listed["needs"], told.get("service")))) > 1:
        raise ValueError(f"The rule of “{code}” may be by one thing only: everybody, an age, needs or a service.")
    if len(ages) == 2 and ages[0] >= ages[1]:
        raise ValueError(f"In the rule of “{code}”, “age_until” must be more than “age_from”.")
    return Rule(
        bool(told.get("everybody")), told.get("age_from"), told.get("age_until"), tuple(listed["needs"]),
        told.get("service", ""), tuple(listed["outcomes"]),
    )  # fmt: skip


def _whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def stand_in(code: str) -> Kind:
    """What stands for a kind that the pack no longer has: it opens nothing new, and is called by its code."""
    return Kind(code, code.replace("-", " ").capitalize(), "")
