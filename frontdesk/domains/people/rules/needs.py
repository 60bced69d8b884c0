"""Needs: the register of kinds, when to ask again, the same need in two records."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from frontdesk.domains.people.types.needs import GROUPS, Kind, Need

LONGEST_DETAIL = 300
_KEYS = {each.name for each in fields(Kind)} - {"code"}
_NOT_KNOWN = Kind("", "Something else", "adjustment", "{detail}", online=False)


@cache
def ordinary() -> Mapping[str, Kind]:
    """The kinds that every council has, by code, in the order in which they are offered."""
    text = files("frontdesk.domains.people.rules").joinpath("needs.toml").read_text(encoding="utf-8")
    return register(tomllib.loads(text))


def register(table: Mapping[str, Any], known: Mapping[str, Kind] | None = None) -> Mapping[str, Kind]:
    """The kinds of a table of codes, with those `known` already, which an entry of the same code changes.

    ValueError in a sentence for what is no kind.
    """
    kinds = dict(known or {})
    for code, told in table.items():
        if not isinstance(told, Mapping):
            raise ValueError(f"“needs.{code}” must be a table with label, group and do.")
        if unknown := sorted(told.keys() - _KEYS):
            raise ValueError(f"“needs.{code}” has “{unknown[0]}”, which a kind of need does not have.")
        if wrong := sorted(key for key, value in told.items() if not _fits(key, value)):
            raise ValueError(f"“needs.{code}.{wrong[0]}” is of the wrong type: words, true or false, months.")
        if code not in kinds and (missing := sorted({"label", "group", "do"} - told.keys())):
            raise ValueError(f"“needs.{code}” needs “{missing[0]}”.")
        kinds[code] = replace(kinds[code], **told) if code in kinds else Kind(code, **told)
        if kinds[code].group not in GROUPS:
            raise ValueError(f"“needs.{code}”: the group must be one of {', '.join(GROUPS)}.")
        if "{detail}" in kinds[code].do and not kinds[code].ask:
            raise ValueError(f"“needs.{code}” must “ask” for the detail that its instruction has.")
    order = list(GROUPS)
    return MappingProxyType(dict(sorted(kinds.items(), key=lambda each: order.index(each[1].group))))


def _fits(key: str, value: object) -> bool:
    usual = getattr(_NOT_KNOWN, key)
    return isinstance(value, type(usual)) and isinstance(value, bool) == isinstance(usual, bool)


def kind_of(kinds: Mapping[str, Kind], code: str) -> Kind:
    """The kind, or what stands for one that the register no longer has."""
    return kinds.get(code) or replace(_NOT_KNOWN, code=code)


def asked_again(kind: Kind, today: date) -> date:
    """The day on which we ask whether it is still so."""
    months = today.month - 1 + kind.review
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, 28))


def as_one(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The same need in two records of a customer once: the newest, as restricted as the most restricted of them."""
    same: dict[tuple[str, ...], list[Need]] = {}
    for need in needs:
        same.setdefault(_same(need), []).append(need)
    return tuple(_one(each) for each in same.values())


def _one(needs: Sequence[Need]) -> Need:
    newest = max(needs, key=lambda need: need.id)
    also = tuple(need.id for need in needs if need.id != newest.id)
    return replace(newest, sensitive=any(need.sensitive for need in needs), also=also) if also else newest


def _same(need: Need) -> tuple[str, ...]:
    return need.code, need.service, folded(need.instruction)


def folded(words: str) -> str:
    """Words without capitals, spaces and marks, for comparing."""
    return "".join(each for each in words.casefold() if each.isalnum())


def ordered(needs: Iterable[Need], kinds: Mapping[str, Kind]) -> tuple[Need, ...]:
    """In the order of the groups: what must be arranged before speaking first."""
    order = {code: position for position, code in enumerate(kinds)}
    return tuple(sorted(needs, key=lambda need: (order.get(need.code, len(order)), need.id)))


def due(needs: Iterable[Need], today: date) -> tuple[int, ...]:
    """Ids of those to ask about again."""
    return tuple(need.id for need in needs if need.review_on is not None and need.review_on <= today)
