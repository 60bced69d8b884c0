"""Tables of all figures by ward, locality and area team; how numbers of figures are written."""

from decimal import Decimal
from typing import Any

from frontdesk.domains.insight.queries import Figures
from frontdesk.domains.insight.types import (
    LOCALITY,
    NO_SERVICE,
    OTHER_SERVICES,
    TEAM,
    WARD,
    ContactCounts,
    CostRow,
    Counts,
    Share,
)
from frontdesk.domains.standards.types import Basis
from frontdesk.sites.desk.asked import Asked
from frontdesk.ui import words

UNPRICED = "unpriced"
_NONE = "none"


def percent(share: Share) -> str:
    """A share in words, one place; '' where nothing was counted."""
    return "" if share.percent is None else f"{float(share.percent):.1f}%"


def number(counted: Decimal) -> str:
    """Contacts, which may be shares of one: a whole number, else with one place."""
    rounded = round(counted, 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"


def bare(counted: Decimal) -> str:
    """The same for machines: nothing between the thousands."""
    return number(counted).replace(",", "")


def demand(asked: Asked, by: str, code: str, counts: ContactCounts) -> list[Any]:
    """Cells of a row: contacts, those of which we know why they came, failure demand, its share."""
    only = {} if code == OTHER_SERVICES else asked.only(by, code or (NO_SERVICE if by == "service" else ""))

    def cell(text: str, part: str) -> dict[str, str]:
        return {"text": text, "href": asked.contacts(part=part, **only) if only else ""}

    return [
        cell(number(counts.number), ""),
        cell(words.number(counts.noted), "noted"),
        cell(words.number(counts.failure), "failure"),
        percent(counts.failure_demand) or _NONE,
    ]


def tables(asked: Asked, found: Figures) -> list[dict[str, Any]]:
    """Every figure by ward, by locality and by area team, as far as the council has them."""
    if not asked.areas.wards and not any(found.codes(WARD)):
        return []
    kinds = (WARD, *(kind for kind in (LOCALITY, TEAM) if asked.areas.patches[kind]))
    return [{"by": by, "rows": _rows(asked, by, found)} for by in kinds]


def _rows(asked: Asked, by: str, found: Figures) -> list[list[Any]]:
    taken, timely = {row.code: row.counts for row in found.taken.by[by]}, dict(found.timely.by[by])
    contacts, cost = dict(found.contacts.by[by]), {row.code: row for row in found.cost.by[by]}
    codes = sorted(found.codes(by), key=lambda code: (code in ("", OTHER_SERVICES), asked.label(by, code)))
    return [
        [
            asked.label(by, code),
            *_requests(asked, by, code, taken.get(code, Counts()), timely.get(code, Share(0, 0))),
            *demand(asked, by, code, contacts.get(code, ContactCounts())),
            _cost(asked, by, code, cost.get(code), found.cost.basis),
        ]
        for code in codes
    ]


def _requests(asked: Asked, by: str, code: str, counts: Counts, timely: Share) -> list[Any]:
    only = {} if code == OTHER_SERVICES else asked.only(by, code)

    def cell(count: int, part: str) -> dict[str, str]:
        return {"text": words.number(count), "href": asked.records(part, **only) if only else ""}

    return [
        cell(counts.received, ""),
        cell(counts.digital_completed, "digital_completed"),
        percent(counts.completed_digital_over_all) or _NONE,
        percent(counts.completed_over_completed) or _NONE,
        percent(timely) or _NONE,
        cell(timely.denominator - timely.numerator, "missed"),
    ]


def _cost(asked: Asked, by: str, code: str, row: CostRow | None, basis: Basis) -> Any:
    if row is None or row.number <= row.unpriced:
        return UNPRICED if row is not None and row.number else words.money(0)
    if code == OTHER_SERVICES:
        return words.money(row.pence)
    only = asked.only(by, code)
    href = asked.records("", **only) if basis is Basis.TRANSACTION else asked.contacts(basis=basis.name, **only)
    return {"text": words.money(row.pence), "href": href}
