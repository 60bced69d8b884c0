"""Figures for managers: take-up, timeliness, contacts and cost, each with its formula and the records behind it."""

import csv
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse

from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types import (
    BY,
    FIGURES,
    NO_SERVICE,
    OTHER_SERVICES,
    PARTS,
    ContactCounts,
    Cost,
    CostRow,
    Counts,
    Row,
    Share,
    TakeUp,
)
from frontdesk.domains.standards.types import Basis
from frontdesk.sites.desk import by_place
from frontdesk.sites.desk.asked import Asked
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import COUNTS, Request, staff
from frontdesk.ui import words

UNPRICED = "unpriced"
TABLES = ("month", "channel", "service")
HEADS = (
    "by", "code", "name", "received", "counted", "completed", "completed digital", "completed assisted digital",
    "completed digital % of counted", "completed digital % of completed", "cost basis", "priced and unpriced",
    "unpriced", "cost in pence", "dealt with in time", "closed with a due date or late", "contacts", "matters noted",
    "failure demand",
)  # fmt: skip


@staff(*COUNTS)
def figures(request: Request) -> HttpResponse:
    """Both take-up ratios by name, assisted apart; timeliness; contacts; what it costs; by each cut."""
    asked = Asked(request)
    if asked.errors:
        return page(request, "figures", asked=asked, errors=asked.errors)
    found = _counted(request, asked)
    said: dict[str, Any] = {
        "asked": asked, "formulas": FIGURES, "parts": PARTS, "timely": _timely(asked, found.timely.whole),
        **_contacts(asked, found), "places": by_place.tables(asked, found),
    }  # fmt: skip
    return page(request, "figures", **said, **_take_up(asked, found.taken), **_cost(asked, found.cost))


def _take_up(asked: Asked, taken: TakeUp) -> dict[str, Any]:
    """Both ratios, assisted apart, and their tables."""
    return {
        "main": _main(asked, taken.whole),
        "tables": [_table(asked, by, taken.by[by]) for by in TABLES],
        "months": [_column(asked, row) for row in taken.by["month"]],
    }


def _contacts(asked: Asked, found: queries.Figures) -> dict[str, Any]:
    """How many there were, their failure demand, and both by channel and service."""
    whole = found.contacts.whole
    share = _share(asked, "failure_demand", whole.failure_demand)
    return {
        "contacts": {"value": by_place.number(whole.number), "href": asked.contacts(), "of": whole.number},
        "failure": share | {"href": asked.contacts(part="failure")},
        "demands": [
            {"by": by, "rows": [[asked.label(by, code), *by_place.demand(asked, by, code, counts)]
                                for code, counts in found.contacts.by[by]]}
            for by in ("channel", "service")
        ],
    }  # fmt: skip


def _cost(asked: Asked, cost: Cost) -> dict[str, Any]:
    """What it cost, on which basis, where its records are, and its tables."""
    return {
        "cost": cost,
        "cost_label": _cost_label(cost),
        "cost_href": asked.records("") if cost.basis is Basis.TRANSACTION else asked.contacts(basis=cost.basis.name),
        "basis": [_basis(card) for card in cost.cards],
        "costs": [_costs(asked, by, cost.by[by], cost.basis) for by in TABLES],
    }


def _counted(request: Request, asked: Asked) -> queries.Figures:
    return queries.figures(request.actor.council, asked.period, asked.cut, asked.basis, asked.hidden)


def _main(asked: Asked, whole: Counts) -> list[dict[str, Any]]:
    """The four named figures of take-up."""
    return [_share(asked, name, getattr(whole, name)) for name in FIGURES if hasattr(whole, name)]


def _share(asked: Asked, name: str, share: Share) -> dict[str, Any]:
    figure = FIGURES[name]
    return {
        "label": figure.label,
        "value": by_place.percent(share),
        "formula": f"{figure.formula} {words.number(share.numerator)} ÷ {words.number(share.denominator)}.",
        "href": asked.records(figure.numerator),
        "of": share.denominator,
    }


def _timely(asked: Asked, share: Share) -> dict[str, Any]:
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
                by_place.percent(row.counts.completed_digital_over_all) or "none",
                by_place.percent(row.counts.completed_over_completed) or "none",
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
                {"text": by_place.number(row.number), "href": records(row)},
                words.money(row.pence) if row.number > row.unpriced else UNPRICED,
                "none" if row.each is None else words.money(row.each),
                by_place.number(row.unpriced),
            ]
            for row in rows
        ],
    }


def _column(asked: Asked, row: Row) -> dict[str, Any]:
    share = row.counts.completed_digital_over_all
    return {
        "label": asked.label("month", row.code),
        "short": asked.label("month", row.code)[:3],
        "value": float(share.percent or 0),
        "text": by_place.percent(share) or "none",
        "href": asked.records("digital_completed", **asked.only("month", row.code)),
    }


@staff(*COUNTS)
def figures_csv(request: Request) -> HttpResponse:
    """The same figures as CSV: one line for each row of each cut, and the whole. Refusal as of a form."""
    asked = Asked(request).refuse()
    found = _counted(request, asked)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    basis = found.cost.basis.value.replace(" ", "-")
    name = f"figures-{asked.since}-{asked.until}-{basis}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    _write(csv.writer(answer).writerow, asked, found)
    return answer


def _write(line: Callable[[Sequence[Any]], Any], asked: Asked, found: queries.Figures) -> None:
    line(HEADS)
    for by in ("whole", *BY):
        whole = by == "whole"
        counts = {row.code: row.counts for row in ([Row("", found.taken.whole)] if whole else found.taken.by[by])}
        spent = {row.code: row for row in ([found.cost.whole] if whole else found.cost.by[by])}
        timely = {"": found.timely.whole} if whole else dict(found.timely.by[by])
        contacts = {"": found.contacts.whole} if whole else dict(found.contacts.by[by])
        for code in [""] if whole else found.codes(by):
            name = "All" if whole else asked.label(by, code)
            line([
                by, code, name, *_numbers(counts.get(code)), found.cost.basis.value, *_spent(spent.get(code)),
                *_in_time(timely.get(code)), *_came(contacts.get(code)),
            ])  # fmt: skip


def _in_time(share: Share | None) -> list[Any]:
    return ["", ""] if share is None else [share.numerator, share.denominator]


def _came(counts: ContactCounts | None) -> list[Any]:
    return ["", "", ""] if counts is None else [by_place.bare(counts.number), counts.noted, counts.failure]


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
    numbers = [by_place.bare(counted) for counted in (row.number, row.unpriced)]
    return [*numbers, row.pence if row.number > row.unpriced else UNPRICED]
