"""Figures for managers: take-up, timeliness and cost, each with its formula and the records behind it."""

import csv
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types import (
    FIGURES,
    NO_SERVICE,
    OTHER_SERVICES,
    PARTS,
    Cost,
    CostRow,
    Counts,
    Row,
    Share,
    TakeUp,
)
from frontdesk.domains.standards.types import Basis
from frontdesk.sites.desk.asked import Asked
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import COUNTS, Request, staff
from frontdesk.ui import words

UNPRICED = "unpriced"
HEADS = (
    "by", "code", "name", "received", "counted", "completed", "completed digital", "completed assisted digital",
    "completed digital % of counted", "completed digital % of completed", "cost basis", "priced and unpriced",
    "unpriced", "cost in pence",
)  # fmt: skip


@staff(*COUNTS)
def figures(request: Request) -> HttpResponse:
    """Both take-up ratios by name, assisted apart; timeliness; what it costs; by service, channel and month."""
    asked = Asked(request)
    if asked.errors:
        return page(request, "figures", asked=asked, errors=asked.errors)
    taken, cost = _counted(request, asked)
    said: dict[str, Any] = {"asked": asked, "formulas": FIGURES, "parts": PARTS, "timely": _timely(request, asked)}
    return page(request, "figures", **said, **_take_up(asked, taken), **_cost(asked, cost))


def _take_up(asked: Asked, taken: TakeUp) -> dict[str, Any]:
    """Both ratios, assisted apart, and their tables."""
    cuts = {"month": taken.by_month, "channel": taken.by_channel, "service": taken.by_service}
    return {
        "main": _main(asked, taken.whole),
        "tables": [_table(asked, by, rows) for by, rows in cuts.items()],
        "months": [_column(asked, row) for row in taken.by_month],
    }


def _cost(asked: Asked, cost: Cost) -> dict[str, Any]:
    """What it cost, on which basis, where its records are, and its tables."""
    cuts = {"month": cost.by_month, "channel": cost.by_channel, "service": cost.by_service}
    return {
        "cost": cost,
        "cost_label": _cost_label(cost),
        "cost_href": asked.records("") if cost.basis is Basis.TRANSACTION else asked.contacts(basis=cost.basis.name),
        "basis": [_basis(card) for card in cost.cards],
        "costs": [_costs(asked, by, rows, cost.basis) for by, rows in cuts.items()],
    }


def _counted(request: Request, asked: Asked) -> tuple[TakeUp, Cost]:
    council, hidden = request.actor.council, asked.hidden
    taken = queries.take_up(council, asked.period, asked.cut, hidden)
    return taken, queries.cost(council, asked.period, asked.cut, asked.basis, hidden)


def percent(share: Share) -> str:
    """A share in words, one place; '' where nothing was counted."""
    return "" if share.percent is None else f"{float(share.percent):.1f}%"


def _main(asked: Asked, whole: Counts) -> list[dict[str, Any]]:
    """The four named figures of take-up."""
    return [_share(asked, name, getattr(whole, name)) for name in FIGURES if hasattr(whole, name)]


def _share(asked: Asked, name: str, share: Share) -> dict[str, Any]:
    figure = FIGURES[name]
    return {
        "label": figure.label,
        "value": percent(share),
        "formula": f"{figure.formula} {words.number(share.numerator)} ÷ {words.number(share.denominator)}.",
        "href": asked.records(figure.numerator),
        "of": share.denominator,
    }


def _timely(request: Request, asked: Asked) -> dict[str, Any]:
    share = queries.timeliness(request.actor.council, asked.period, asked.cut, asked.hidden)
    late = share.denominator - share.numerator
    missed = f"{PARTS['missed'].capitalize()}."
    return _share(asked, "timeliness", share) | {
        "missed": asked.records("missed"), "missed_formula": missed, "late": late
    }  # fmt: skip


def _cost_label(cost: Cost) -> str:
    """What the cost is called: its basis first, since another would be another figure."""
    return f"{cost.basis.value.capitalize()}: what all {cost.counted} cost"


def _basis(card: Any) -> str:
    return f"From {words.day_and_month(card.valid_from)}, {card.basis.value}: {card.source}"


def _table(asked: Asked, by: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Counts and ratios by one cut; each count opens its records."""

    def cell(row: Row, count: int, part: str) -> Any:
        opens = row.code != OTHER_SERVICES
        return {"text": words.number(count), "href": asked.records(part, **asked.only(by, row.code)) if opens else ""}

    return {
        "by": by,
        "rows": [
            [
                asked.label(by, row.code),
                cell(row, row.counts.received, ""),
                cell(row, row.counts.counted, "counted"),
                cell(row, row.counts.completed, "completed"),
                cell(row, row.counts.digital_completed, "digital_completed"),
                cell(row, row.counts.assisted_completed, "assisted_completed"),
                percent(row.counts.completed_digital_over_all) or "none",
                percent(row.counts.completed_over_completed) or "none",
            ]
            for row in rows
        ],
    }


def _costs(asked: Asked, by: str, rows: Sequence[CostRow], basis: Basis) -> dict[str, Any]:
    def records(row: CostRow) -> str:
        only = asked.only(by, row.code or NO_SERVICE)
        if row.code == OTHER_SERVICES:
            return ""
        return asked.records("", **only) if basis is Basis.TRANSACTION else asked.contacts(basis=basis.name, **only)

    return {
        "by": by,
        "rows": [
            [
                asked.label(by, row.code),
                {"text": _number(row.number), "href": records(row)},
                words.money(row.pence) if row.number > row.unpriced else UNPRICED,
                "none" if row.each is None else words.money(row.each),
                _number(row.unpriced),
            ]
            for row in rows
        ],
    }


def _number(counted: Decimal) -> str:
    """Contacts, which may be shares of one: a whole number, else with one place."""
    return f"{counted:,.0f}" if counted == int(counted) else f"{counted:,.1f}"


def _column(asked: Asked, row: Row) -> dict[str, Any]:
    share = row.counts.completed_digital_over_all
    return {
        "label": asked.label("month", row.code),
        "short": asked.label("month", row.code)[:3],
        "value": float(share.percent or 0),
        "text": percent(share) or "none",
        "href": asked.records("digital_completed", **asked.only("month", row.code)),
    }


@staff(*COUNTS)
def figures_csv(request: Request) -> HttpResponse:
    """The same figures as CSV: one line for each service, channel and month, and the whole. Refusal as of a form."""
    asked = Asked(request).refuse()
    taken, cost = _counted(request, asked)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    basis = cost.basis.value.replace(" ", "-")
    name = f"figures-{asked.since}-{asked.until}-{basis}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    _write(csv.writer(answer).writerow, asked, taken, cost)
    return answer


def _write(line: Callable[[Sequence[Any]], Any], asked: Asked, taken: TakeUp, cost: Cost) -> None:
    tables: list[tuple[str, Sequence[Row], Sequence[CostRow]]] = [
        ("whole", [Row("", taken.whole)], [cost.whole]),
        ("month", taken.by_month, cost.by_month),
        ("channel", taken.by_channel, cost.by_channel),
        ("service", taken.by_service, cost.by_service),
    ]
    line(HEADS)
    for by, rows, costs in tables:
        spent = {row.code: row for row in costs}
        counts = {row.code: row.counts for row in rows}
        for code in sorted({*spent, *counts}):
            name = asked.label(by, code) if by != "whole" else "All"
            line([by, code, name, *_numbers(counts.get(code)), cost.basis.value, *_spent(spent.get(code))])


def _numbers(counts: Any) -> list[Any]:
    if counts is None:
        return [""] * 7
    ratios = [counts.completed_digital_over_all.percent, counts.completed_over_completed.percent]
    return [
        counts.received, counts.counted, counts.completed, counts.digital_completed, counts.assisted_completed,
        *("" if ratio is None else f"{float(ratio):.2f}" for ratio in ratios),
    ]  # fmt: skip


def _spent(row: CostRow | None) -> list[Any]:
    if row is None:
        return ["", "", ""]
    numbers = [_number(counted).replace(",", "") for counted in (row.number, row.unpriced)]
    return [*numbers, row.pence if row.number > row.unpriced else UNPRICED]
