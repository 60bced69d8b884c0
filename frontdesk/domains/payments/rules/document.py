"""Reading what a back office answers. It comes from outside: what is not as documented is refused as a whole."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from frontdesk.domains.payments.types import Claim, Instalment, Paid, Told
from frontdesk.kernel.money import LARGEST

T = TypeVar("T")
MOST, LONGEST = 500, 300
_ODD = re.compile(r"[\s\W_]+")


def read(document: Mapping[str, Any]) -> Told:
    """What the document says. ValueError for one that is not as docs/how-to/back-office.md has it."""
    if not isinstance(document, Mapping):
        raise ValueError("no object")
    told = Told(
        balance=_pence(document, "balance", below=True),
        due=_day(document, "due"),
        paid_by=_text(document, "paid_by"),
        reductions=_texts(document, "reductions"),
        instalments=tuple(sorted(_each(document, "instalments", _instalment), key=lambda each: each.due)),
        payments=tuple(sorted(_each(document, "payments", _paid), key=lambda each: each.on, reverse=True)),
        claim=_claim(document["claim"]) if document.get("claim") is not None else None,
    )
    if told.balance is None and told.claim is None:
        raise ValueError("neither a balance nor a claim")
    return told


def plain_number(number: str) -> str:
    """An account number as it is kept and asked for: without the spaces and strokes that bills print, in capitals."""
    return _ODD.sub("", number).upper()[:40]


def _instalment(row: Mapping[str, Any]) -> Instalment:
    due, pence = _day(row, "due"), _pence(row, "amount")
    if due is None or pence is None:
        raise ValueError("an instalment without day or amount")
    return Instalment(due, pence, _pence(row, "paid") or 0)


def _paid(row: Mapping[str, Any]) -> Paid:
    on, pence = _day(row, "on"), _pence(row, "amount")
    if on is None or pence is None:
        raise ValueError("a payment without day or amount")
    return Paid(on, pence, _text(row, "how"))


def _claim(row: Any) -> Claim:
    if not isinstance(row, Mapping) or not _text(row, "state"):
        raise ValueError("a claim without state")
    return Claim(
        _text(row, "state"), _pence(row, "amount"), _text(row, "every"), _day(row, "next_on"),
        _pence(row, "next_amount"), _texts(row, "waiting"),
    )  # fmt: skip


def _each(row: Mapping[str, Any], name: str, read_one: Callable[[Mapping[str, Any]], T]) -> list[T]:
    return [read_one(each) for each in _list(row, name, Mapping)]


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(each[:LONGEST] for each in _list(row, name, str))


def _list(row: Mapping[str, Any], name: str, kind: type) -> Sequence[Any]:
    value = row.get(name) or []
    if not isinstance(value, list) or len(value) > MOST or not all(isinstance(each, kind) for each in value):
        raise ValueError(name)
    return value


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str):
        raise ValueError(name)
    return value[:LONGEST]


def _pence(row: Mapping[str, Any], name: str, *, below: bool = False) -> int | None:
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST or (value < 0 and not below):
        raise ValueError(name)
    return value


def _day(row: Mapping[str, Any], name: str) -> date | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(name)
    return date.fromisoformat(value)
