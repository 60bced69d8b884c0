"""All services against channels (A10): possible, live, used; which to move online next, and what each would save."""

import csv
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types.matrix import Matrix, MatrixRow, Saving
from frontdesk.sites.desk.asked import Asked
from frontdesk.sites.desk.by_place import number, percent
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import COUNTS, SHAPES, Request, staff
from frontdesk.ui import words

MARKS = ("promoted", "shrinking", "closed")
MOST_STILL = 10
"""How many of the services that are online already are named with what they could still save."""
HEADS = ("service", "name", "tier", "could be online", "online", "channel", "possible", "live", "contacts",
         "saved if online, pence")  # fmt: skip


@staff(*COUNTS, *SHAPES)
def matrix(request: Request) -> HttpResponse:
    """The share of possible services that are online, the next candidates, and the matrix itself."""
    asked = Asked(request)
    if asked.errors:
        return page(request, "matrix", asked=asked, errors=asked.errors)
    return page(request, "matrix", asked=asked, **_shown(request, asked))


def _shown(request: Request, asked: Asked) -> dict[str, Any]:
    found = queries.matrix(request.actor, asked.period, asked.hidden)
    return {
        "found": found,
        "heads": [
            {"text": asked.label("channel", code), "mark": standing if standing in MARKS else ""}
            for code, standing in found.channels.items()
        ],
        "online": percent(found.online),
        "candidates": [_candidate(request, asked, each) for each in found.candidates],
        "still": [_candidate(request, asked, each) for each in found.still[:MOST_STILL]],
        "rows": [_row(request, asked, each) for each in found.rows],
        "totals": _totals(found),
    }


def _row(request: Request, asked: Asked, row: MatrixRow) -> dict[str, Any]:
    return {
        "row": row,
        "state": "online" if row.online else "possible" if row.possible else "never online",
        "cells": [
            {
                "stands": "live" if cell.live else "possible" if cell.possible else "",
                "text": number(cell.used) if cell.used else "",
                "href": _opens(request, asked, service=row.service, channel=cell.channel),
            }
            for cell in row.cells
        ],
        "used": number(row.used),
        "href": _opens(request, asked, service=row.service),
    }


def _opens(request: Request, asked: Asked, **more: str) -> str:
    """Where the contacts that were counted are, for those who may open records."""
    return asked.contacts(**more) if queries.may_open_records(request.actor) else ""


def _candidate(request: Request, asked: Asked, row: MatrixRow) -> dict[str, Any]:
    return {
        "row": row,
        "used": number(row.used),
        "href": _opens(request, asked, service=row.service),
        "saves": words.money(row.pence) if row.savings else "",
        "formula": [_saving(asked, each) for each in row.savings],
    }


def _saving(asked: Asked, each: Saving) -> str:
    label = asked.label("channel", each.channel).lower()
    return f"{label}: {number(each.number)} × ({words.money(each.rate)} − {words.money(each.online)})"


def _totals(found: Matrix) -> list[str]:
    """Contacts on each channel, about any of the services."""
    sums = [sum((row.cells[at].used for row in found.rows), Decimal(0)) for at in range(len(found.channels))]
    return [number(each) if each else "" for each in sums]


@staff(*COUNTS, *SHAPES)
def matrix_csv(request: Request) -> HttpResponse:
    """The same as CSV: one line for each service on each channel. Refusal as of a form."""
    asked = Asked(request).refuse()
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="matrix-{asked.since}-{asked.until}.csv"'
    lines = queries.matrix(request.actor, asked.period, asked.hidden).lines()
    csv.writer(answer).writerows([HEADS, *((*service, channel, *there) for service, channel, there in lines)])
    return answer
