"""All services against channels (A10), and what the next to move online would save."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from frontdesk.domains.insight.types import Period, Share
from frontdesk.domains.standards.types import RateCard


@dataclass(frozen=True, slots=True)
class Saving:
    """What moving the contacts of one channel online would save: `number` × (`rate` − `online`), both pence."""

    channel: str
    number: Decimal
    rate: int
    online: int

    @property
    def pence(self) -> int:
        """Rounded once, to whole pence."""
        return round(self.number * (self.rate - self.online))


@dataclass(frozen=True, slots=True)
class Cell:
    """A service on a channel: whether it could be there, whether it is, and the contacts about it (shared) by it."""

    channel: str
    possible: bool
    live: bool
    used: Decimal


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A service of the catalogue on every channel. `possible`: it could be online; `online`: it is."""

    service: str
    name: str
    tier: int
    possible: bool
    online: bool
    cells: Sequence[Cell]
    savings: Sequence[Saving] = ()

    @property
    def pence(self) -> int:
        """What it would save in the period."""
        return sum(each.pence for each in self.savings)

    @property
    def used(self) -> Decimal:
        """Contacts about it, by all channels."""
        return sum((each.used for each in self.cells), Decimal(0))

    @property
    def staffed(self) -> Decimal:
        """Those whose channel has a saving."""
        return sum((each.number for each in self.savings), Decimal(0))


@dataclass(frozen=True, slots=True)
class Matrix:
    """A10: all services against channels in a period, and the next to move online, the largest saving first.

    `still` are those that are online already, by what their remaining contacts with staff would save.
    """

    period: Period
    channels: Mapping[str, str]
    rows: Sequence[MatrixRow]
    candidates: Sequence[MatrixRow]
    still: Sequence[MatrixRow]
    online: Share
    card: RateCard | None

    def lines(self) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str | float | None, ...]]]:
        """A line for each service on each channel, as files have it.

        The service: code, name, tier, could be online, is online. The channel's code. The service there: possible,
        live, contacts to one place, pence saved if online.
        """
        for row in self.rows:
            service = (row.service, row.name, row.tier, _yes(row.possible), _yes(row.online))
            saved = {each.channel: each.pence for each in row.savings}
            for cell in row.cells:
                used = round(cell.used, 1)
                number = int(used) if used == int(used) else float(used)
                stands = (_yes(cell.possible), _yes(cell.live))
                yield service, cell.channel, (*stands, number, saved.get(cell.channel))


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"
