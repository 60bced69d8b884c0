"""Kinds of customers (B10): how many, how they come, what it costs; areas where people may be left behind."""

import csv
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types.segments import AreaRow, SegmentRow, Segments, Told, percent
from frontdesk.kernel import clock
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import COUNTS, Request, staff
from frontdesk.ui import words

NOT_TOLD = "–"
MOST_AREAS = 50
"""How many kinds of area the page shows; the file has all."""
HEADS = ("segment", "name", "channel", "kind of area", "customers", "contacts", "online %", "cost in pence")


@staff(*COUNTS)
def segments(request: Request) -> HttpResponse:
    """The page of these figures."""
    found = queries.segments(request.actor.council, clock.today())
    ways = contacts.lists_of(request.actor.council).channels
    return page(request, "segments", found=found, **_shown(found, dict(ways)))


def _shown(found: Segments, ways: dict[str, str]) -> dict[str, Any]:
    few = f"fewer than {found.fewest}"
    # By what is told only: an order by other numbers would tell of them.
    largest = sorted(found.areas, key=lambda each: (-(each.customers or 0), not each.profile, each.label))
    return {
        "few": few,
        "rules": found.rows,
        "rows": [_row(each) for each in found.rows],
        "total": _row(found.whole),
        "heads": _heads(ways.get(code, code) for code in found.channels),
        "kinds": _heads(each.rule.name for each in found.rows),
        "marks": _heads(mark.name for mark in found.marks),
        "channels": [[each.rule.name, *(_told(n) for n in each.by_channel.values())] for each in found.rows],
        "all_channels": _whole(found),
        "nobody": [[ways.get(code, code), _told(number)] for code, number in found.nobody.items()],
        "areas": [_area(found, each) for each in largest[:MOST_AREAS]],
        "more_areas": max(len(largest) - MOST_AREAS, 0),
        "likely": [_risk(found, each) for each in found.areas if each.profile][:MOST_AREAS],
    }


def _whole(found: Segments) -> list[str] | None:
    """The last line of contacts by channel; None where it would tell nothing."""
    told = [_told(number) for number in found.whole.by_channel.values()]
    return [found.whole.rule.name, *told] if set(told) != {NOT_TOLD} else None


def _heads(names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"text": name, "numeric": True} for name in names]


def _row(row: SegmentRow) -> list[str]:
    if row.contacts == 0:
        return [row.rule.name, _told(row.customers), "0", "", ""]
    share = percent(row.online)
    online = "" if share is None else f"about {share}%" if row.rounded else f"{share}%"
    return [row.rule.name, _told(row.customers), _told(row.contacts), online or NOT_TOLD, _cost(row) or NOT_TOLD]


def _cost(row: SegmentRow) -> str:
    if row.pence is None or not row.rounded:
        return "" if row.pence is None else words.money(row.pence)
    return f"about {words.money(row.pence)}" if row.pence else "under £100"


def _area(found: Segments, row: AreaRow) -> list[str]:
    by_segment = [_told(row.by_segment[each.rule.code]) for each in found.rows]
    share = percent(row.online)
    return [row.label, *by_segment, _told(row.customers), f"{share}%" if share is not None else NOT_TOLD]


def _risk(found: Segments, row: AreaRow) -> list[str]:
    figures = [_per_cent(row.figures.get(mark.code)) for mark in found.marks]
    because = words.listed([mark.why for mark in row.signs])
    return [
        row.label,
        *figures,
        f"{row.likelihood.capitalize()}: {because}" if because else row.likelihood.capitalize(),
    ]


def _per_cent(value: float | None) -> str:
    return "not known" if value is None else f"{round(value)}%"


def _told(number: Told) -> str:
    return NOT_TOLD if number is None else words.number(number)


@staff(*COUNTS)
def segments_csv(request: Request) -> HttpResponse:
    """The same as CSV; a number that is not told is empty."""
    found = queries.segments(request.actor.council, clock.today())
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="segments-{found.counted_on or "none"}.csv"'
    csv.writer(answer).writerows([HEADS, *found.lines()])
    return answer
