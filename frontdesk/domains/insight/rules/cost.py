"""Cost to serve: contacts of each day and channel times the rate in force that day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from frontdesk.domains.insight.types import CostRow
from frontdesk.domains.standards.types import RateCard


@dataclass(frozen=True, slots=True)
class Cell:
    """Contacts of one day, service and channel: whole ones at their first matter, shares for cost."""

    day: date
    service: str
    channel: str
    contacts: int
    share: Fraction


def rate_on(cards: Sequence[RateCard], day: date, channel: str) -> int | None:
    """Pence for one contact of `channel` on `day`: the latest card that had begun; None when there is none."""
    begun = [card for card in cards if card.valid_from <= day]
    return max(begun, key=lambda card: card.valid_from).pence.get(channel) if begun else None


def cost_by(cells: Iterable[Cell], cards: Sequence[RateCard], label: str) -> list[CostRow]:
    """Rows of cost by `label` (service, channel or month), dearest first. Rounded to whole pence at the end."""
    number: dict[str, int] = {}
    pence: dict[str, Fraction] = {}
    unpriced: dict[str, int] = {}
    for cell in cells:
        code = _code(cell, label)
        rate = rate_on(cards, cell.day, cell.channel)
        number[code] = number.get(code, 0) + cell.contacts
        pence[code] = pence.get(code, Fraction(0)) + cell.share * (rate or 0)
        unpriced[code] = unpriced.get(code, 0) + (cell.contacts if rate is None else 0)
    rows = [CostRow(code, number[code], round(pence[code]), unpriced[code]) for code in number]
    return sorted(rows, key=lambda row: (0 if label == "month" else -row.pence, row.code))


def _code(cell: Cell, label: str) -> str:
    known: Mapping[str, str] = {
        "service": cell.service, "channel": cell.channel, "month": f"{cell.day:%Y-%m}", "whole": "",
    }  # fmt: skip
    return known[label]
