"""Customers by segment: numbers that name nobody, those that are too small left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from frontdesk.domains.insight.types import Share
from frontdesk.domains.segments.types import Mark, Rule
from frontdesk.domains.standards.types import RateCard

Told = int | None
"""A number, or None where it is not told: it is small, or would tell a small one."""


def percent(share: Share | None) -> Told:
    """A share in whole per cent; None where it is not told, or there is nothing."""
    return None if share is None or share.percent is None else round(share.percent)


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment: customers, their contacts in the days that count, by channel, the share online, what they cost.

    `pence` goes by the rates in force; `rounded` where it is told to 100 pounds, because some of its numbers are not.
    """

    rule: Rule
    words: str
    customers: Told
    contacts: Told
    by_channel: Mapping[str, Told]
    online: Share | None
    pence: int | None
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One kind of area, '' where none is known: its figures (per cent, the mean of its postcodes), what of them is a
    sign that people may be left behind, and its customers by segment."""

    profile: str
    label: str
    figures: Mapping[str, float | None]
    signs: Sequence[Mark]
    likelihood: str
    customers: Told
    contacts: Told
    online: Share | None
    by_segment: Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class Segments:
    """Customers by segment as a round counted them on a day (None: there was none yet). `nobody` are the contacts by
    channel of which no customer is known."""

    counted_on: date | None
    span: str
    fewest: int
    rows: Sequence[SegmentRow]
    whole: SegmentRow
    nobody: Mapping[str, Told]
    areas: Sequence[AreaRow]
    marks: Sequence[Mark]
    card: RateCard | None

    def lines(self) -> Iterator[tuple[str, str, str, str, Told, Told, Told, Told]]:
        """Each number of it: code and name of the segment, channel, kind of area, customers, contacts, their share
        online in per cent, pence. Without channel and area a line tells of the segment, without segment of an area."""
        for row in (*self.rows, self.whole):
            named, online = (row.rule.code, row.rule.name), percent(row.online)
            yield (*named, "", "", row.customers, row.contacts, online, row.pence)
            for channel, number in row.by_channel.items():
                yield (*named, channel, "", None, number, None, None)
            for area in self.areas if row is not self.whole else ():
                yield (*named, "", area.label, area.by_segment[row.rule.code], None, None, None)
        for channel, number in self.nobody.items():
            yield ("", "No customer known", channel, "", None, number, None, None)
        for area in self.areas:
            yield ("", "All customers", "", area.label, area.customers, area.contacts, percent(area.online), None)

    @property
    def channels(self) -> list[str]:
        """The channels by which anybody came, in the order of the whole."""
        return list(self.whole.by_channel)
