"""What a service would save if the contacts that staff take for it came online, and which would save most."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from frontdesk.domains.insight.types.matrix import MatrixRow, Saving
from frontdesk.kernel import channels

WEB = "web"


def savings(used: Mapping[str, Decimal], pence: Mapping[str, int]) -> list[Saving]:
    """Of each channel of staff that was used: contacts × (its rate − the rate online), by a rate card in pence.

    A channel without a rate saves nothing that we know of; without a rate online none does.
    """
    if WEB not in pence:
        return []
    staffed = [each.code for each in channels.ALL if not each.digital and used.get(each.code) and each.code in pence]
    return [Saving(code, used[code], pence[code], pence[WEB]) for code in staffed]


def candidates(rows: Iterable[MatrixRow]) -> list[MatrixRow]:
    """The services that could be online and are not, those that would save most first, then those most used."""
    return _largest_first(row for row in rows if row.possible and not row.online)


def still_by_staff(rows: Iterable[MatrixRow]) -> list[MatrixRow]:
    """The services that are online and would save something if all came there, those that would save most first."""
    return _largest_first(row for row in rows if row.online and row.pence > 0)


def _largest_first(rows: Iterable[MatrixRow]) -> list[MatrixRow]:
    return sorted(rows, key=lambda row: (-row.pence, -row.staffed, row.name))
