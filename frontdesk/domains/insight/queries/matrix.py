"""A10: all services against channels: possible, live, used, and what would save most if it came online next."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db import connection

from frontdesk.domains.insight.queries import counts, cuts
from frontdesk.domains.insight.queries.cost import card_on
from frontdesk.domains.insight.queries.online import could_be_online, possible_online
from frontdesk.domains.insight.rules.shifting import WEB, candidates, savings, still_by_staff
from frontdesk.domains.insight.types import Cut, Period
from frontdesk.domains.insight.types.matrix import Cell, Matrix, MatrixRow
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Listing
from frontdesk.domains.standards.types import RateCard
from frontdesk.kernel import channels
from frontdesk.kernel.actor import Actor

CLOSED = "closed"
_USED = f"""
    SELECT d.service, d.channel, sum(share) FROM {counts.by_service(counts.CONTACTS)} {cuts.WHERE} GROUP BY 1, 2
"""


def matrix(actor: Actor, period: Period, hidden: Collection[str] = ()) -> Matrix:
    """Every service but those of `hidden` against every channel of the council, with its use in the period.

    A saving goes by the rates of the card in force on the last day of the period, on the basis of the cost.
    """
    council = actor.council
    offered = _channels(council)
    used, card = _used(council, period, hidden), card_on(council, period.until)
    rows = [_row(each, offered, used, card) for each in services.catalogue(actor) if each.code not in hidden]
    return Matrix(period, offered, rows, candidates(rows), still_by_staff(rows), possible_online(council), card)


def _channels(council: int) -> dict[str, str]:
    """The channels in their order, and how each stands here: offered, promoted, shrinking, closed."""
    found = organisations.council_by_id(council)
    said = {each.code: each.standing for each in found.channels} if found else {}
    return {code: said.get(code, "offered" if not said else CLOSED) for code in channels.CODES}


def _used(council: int, period: Period, hidden: Collection[str]) -> dict[tuple[str, str], Decimal]:
    with connection.cursor() as cursor:
        cursor.execute(_USED, cuts.asked(council, period, Cut(), hidden, thing=counts.CONTACTS))
        return {(service, channel): Decimal(share) for service, channel, share in cursor.fetchall()}


def _row(
    listing: Listing, offered: Mapping[str, str], used: Mapping[tuple[str, str], Decimal], card: RateCard | None
) -> MatrixRow:
    possible = could_be_online(listing)
    cells = []
    for code, standing in offered.items():
        open_here = standing != CLOSED
        digital = code in channels.DIGITAL
        live = open_here and code in listing.open and (listing.has_form or not digital)
        could = open_here and (possible or not digital)
        cells.append(Cell(code, could or live, live, used.get((listing.code, code), Decimal(0))))
    spent = {cell.channel: cell.used for cell in cells}
    online = listing.online and offered[WEB] != CLOSED
    saved = savings(spent, card.pence if card else {})
    return MatrixRow(listing.code, listing.name, listing.tier, possible, online, cells, saved)
