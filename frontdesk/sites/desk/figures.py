"""Figures for managers: take-up, timeliness and cost, each with its formula and the records behind it."""

import csv
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types import FORMULAS, NO_SERVICE, CostRow, Cut, Period, Row, Share
from frontdesk.domains.services import queries as services
from frontdesk.domains.standards.types import Basis
from frontdesk.kernel import clock
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import COUNTS, Request, staff
from frontdesk.ui import words

PARTS = {
    "": "All requests received",
    "counted": "Requests that the ratios count",
    "completed": "Completed requests",
    "digital_completed": "Completed digital requests",
    "assisted_completed": "Completed digital requests with help",
    "unaided_completed": "Completed digital requests without help",
    "neither": "Withdrawn, duplicate and referred requests",
    "open": "Requests still open",
    "kept": "Requests dealt with in time",
    "missed": "Requests dealt with late",
}
HEADS = (
    "by", "code", "name", "received", "counted", "completed", "completed digital", "completed assisted digital",
    "completed digital % of received", "completed digital % of completed", "contacts", "cost in pence",
)  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()


class Asked:
    """What the address asks for: the days, and the cut."""

    def __init__(self, request: Request) -> None:
        today = clock.today()
        self.since = day_of(request.GET.get("since")) or (today - timedelta(days=364))
        self.until = day_of(request.GET.get("until")) or today
        if self.until < self.since:
            self.since, self.until = self.until, self.since
        self.service = request.GET.get("service", "")
        self.channel = request.GET.get("channel", "")
        self.promise = request.GET.get("promise", "")
        self.names = {listing.code: listing.name for listing in services.catalogue(request.actor)}
        self.channels = contacts.lists_of(request.actor.council).channels

    @property
    def period(self) -> Period:
        """The days asked for."""
        return Period(self.since, self.until)

    @property
    def cut(self) -> Cut:
        """Service and channel asked for."""
        return Cut(self.service, self.channel)

    def records(self, part: str, **more: Any) -> str:
        """The address of the records of one part of a figure."""
        return self._address("records", part=part, **more)

    def contacts(self, **more: Any) -> str:
        """The address of the contacts that a cost counted."""
        return self._address("contact_records", **more)

    def csv(self) -> str:
        """The address of the same figures as CSV."""
        return self._address("figures_csv")

    def _address(self, name: str, **more: Any) -> str:
        asked = {"since": self.since, "until": self.until, "service": self.service, "channel": self.channel,
                 "promise": self.promise, **more}  # fmt: skip
        return f"{reverse(f'site_desk:{name}')}?{urlencode({key: value for key, value in asked.items() if value})}"

    def label(self, by: str, code: str) -> str:
        """A code of a cut in words."""
        if by == "month":
            return f"{MONTHS[int(code[5:7]) - 1]} {code[:4]}"
        names = self.names if by == "service" else self.channels
        return names.get(code, code) if code not in ("", NO_SERVICE) else "Not about a service"

    def narrowed(self) -> list[str]:
        """The service and the channel asked for, in words."""
        return [self.label(by, code) for by, code in (("service", self.service), ("channel", self.channel)) if code]

    def only(self, by: str, code: str) -> dict[str, Any]:
        """What narrows an address to one row of a table."""
        if by != "month":
            return {by: code}
        first = date(int(code[:4]), int(code[5:7]), 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return {"since": max(first, self.since), "until": min(last, self.until)}


def day_of(typed: str | None) -> date | None:
    """A day from an address; None where there is none."""
    try:
        return date.fromisoformat(typed or "")
    except ValueError:
        return None


@staff(*COUNTS)
def figures(request: Request) -> HttpResponse:
    """Both take-up ratios by name, assisted apart; timeliness; what it costs; by service, channel and month."""
    asked = Asked(request)
    taken = queries.take_up(request.actor.council, asked.period, asked.cut)
    cost = queries.cost(request.actor.council, asked.period, asked.cut)
    cuts = {"month": (taken.by_month, cost.by_month), "channel": (taken.by_channel, cost.by_channel),
            "service": (taken.by_service, cost.by_service)}  # fmt: skip
    return page(
        request,
        "figures",
        asked=asked,
        formulas=FORMULAS,
        main=_main(asked, taken.whole),
        timely=_timely(request, asked),
        cost=cost,
        cost_href=asked.records("") if cost.basis is Basis.TRANSACTION else asked.contacts(),
        basis=[_basis(card) for card in cost.cards],
        tables=[_table(asked, by, rows) for by, (rows, _) in cuts.items()],
        costs=[_costs(asked, by, rows, cost.basis) for by, (_, rows) in cuts.items()],
        months=[_column(asked, row) for row in taken.by_month],
    )


def percent(share: Share) -> str:
    """A share in words, one place; '' where nothing was counted."""
    return "" if share.percent is None else f"{float(share.percent):.1f}%"


def _main(asked: Asked, whole: Any) -> list[dict[str, Any]]:
    """The four named figures of take-up."""
    named = (
        ("completed_digital_over_all", "Completed digital, of all received", "digital_completed"),
        ("completed_over_completed", "Completed digital, of all completed", "digital_completed"),
        ("unaided_over_all", "Completed digital without help, of all received", "unaided_completed"),
        ("assisted_over_all", "Completed digital with help, of all received", "assisted_completed"),
    )
    return [
        {
            "label": label,
            "value": percent(getattr(whole, name)),
            "formula": f"{FORMULAS[name]} {getattr(whole, name).numerator} ÷ {getattr(whole, name).denominator}.",
            "href": asked.records(part),
            "of": getattr(whole, name).denominator,
        }
        for name, label, part in named
    ]


def _timely(request: Request, asked: Asked) -> dict[str, Any]:
    share = queries.timeliness(request.actor.council, asked.period, asked.cut)
    return {
        "label": "Dealt with in time",
        "value": percent(share),
        "formula": f"{FORMULAS['timeliness']} {share.numerator} ÷ {share.denominator}.",
        "href": asked.records("kept"),
        "missed": asked.records("missed"),
        "late": share.denominator - share.numerator,
        "of": share.denominator,
    }


def _basis(card: Any) -> str:
    return f"From {words.day_and_month(card.valid_from)}, {card.basis.value}: {card.source}"


def _table(asked: Asked, by: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Counts and ratios by one cut; each count opens its records."""

    def cell(row: Row, count: int, part: str) -> dict[str, str]:
        return {"text": words.number(count), "href": asked.records(part, **asked.only(by, row.code))}

    return {
        "by": by,
        "rows": [
            [
                asked.label(by, row.code),
                cell(row, row.counts.received, ""),
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
        return asked.records("", **only) if basis is Basis.TRANSACTION else asked.contacts(**only)

    return {
        "by": by,
        "rows": [
            [
                asked.label(by, row.code),
                {"text": _number(row.number), "href": records(row)},
                words.money(row.pence),
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
    """The same figures as CSV: one line for each service, channel and month, and the whole."""
    asked = Asked(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="take-up-{asked.since}-{asked.until}.csv"'
    _write(csv.writer(answer).writerow, asked, request.actor.council)
    return answer


def _write(line: Callable[[Sequence[Any]], Any], asked: Asked, council: int) -> None:
    taken = queries.take_up(council, asked.period, asked.cut)
    cost = queries.cost(council, asked.period, asked.cut)
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
            line([by, code, name, *_numbers(counts.get(code)), *_spent(spent.get(code))])


def _numbers(counts: Any) -> list[Any]:
    if counts is None:
        return [""] * 7
    ratios = [counts.completed_digital_over_all.percent, counts.completed_over_completed.percent]
    return [
        counts.received, counts.counted, counts.completed, counts.digital_completed, counts.assisted_completed,
        *("" if ratio is None else f"{float(ratio):.2f}" for ratio in ratios),
    ]  # fmt: skip


def _spent(row: CostRow | None) -> list[Any]:
    return [_number(row.number).replace(",", ""), row.pence] if row else ["", ""]
