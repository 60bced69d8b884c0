"""Rows by service for readers who may not know of some: one row for all of those, and every total as it was."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import reduce
from operator import add
from typing import TypeVar

from frontdesk.domains.insight.types import OTHER_SERVICES, ContactCounts, CostRow, Row, Share

Numbers = TypeVar("Numbers", Share, ContactCounts)


def fold_counts(rows: Sequence[Row], hidden: Collection[str]) -> list[Row]:
    """The rows with those of `hidden` services added up as OTHER_SERVICES, last; without it where there is none."""
    shown = [row for row in rows if row.code not in hidden]
    others = [row.counts for row in rows if row.code in hidden]
    return [*shown, Row(OTHER_SERVICES, reduce(add, others))] if others else shown


def fold(rows: Sequence[tuple[str, Numbers]], hidden: Collection[str]) -> list[tuple[str, Numbers]]:
    """The same for rows of a code and its numbers."""
    shown: list[tuple[str, Numbers]] = [row for row in rows if row[0] not in hidden]
    others: list[Numbers] = [numbers for code, numbers in rows if code in hidden]
    if others:
        shown.append((OTHER_SERVICES, reduce(add, others)))
    return shown


def fold_costs(rows: Sequence[CostRow], hidden: Collection[str]) -> list[CostRow]:
    """The same for rows of cost."""
    shown = [row for row in rows if row.code not in hidden]
    others = [row for row in rows if row.code in hidden]
    if not others:
        return shown
    number, unpriced = (sum((getattr(row, name) for row in others), Decimal(0)) for name in ("number", "unpriced"))
    pence, priced = sum(row.pence for row in others), number - unpriced
    return [*shown, CostRow(OTHER_SERVICES, number, pence, unpriced, round(pence / priced) if priced else None)]
