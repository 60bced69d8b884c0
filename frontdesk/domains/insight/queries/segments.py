"""B10: customers by segment, their contacts, the share online and the cost; by kind of area, and signs of exclusion."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from frontdesk.domains.insight.queries.cost import card_on
from frontdesk.domains.insight.rules.small import WHOLE, not_told
from frontdesk.domains.insight.types import Share
from frontdesk.domains.insight.types.segments import AreaRow, SegmentRow, Segments, Told
from frontdesk.domains.segments import queries as kinds
from frontdesk.domains.segments.types import NOBODY, Rule, Rules
from frontdesk.domains.standards.types import RateCard
from frontdesk.kernel import channels

ROUNDED = 100_00
"""Pence to which a cost is told of whose numbers some are not."""
_DAY = "SELECT max(counted_on) FROM segments_count_facts WHERE council = %s AND counted_on <= %s"
_COUNTS = """
    SELECT segment, profile, channel, customers, contacts FROM segments_count_facts
    WHERE council = %s AND counted_on = %s
"""
_AREAS = """
    SELECT profile, min(label), avg(signal), avg(broadband), avg(over_65), avg(low_income)
    FROM places_profile_facts WHERE council = %s GROUP BY profile
"""


class _Cell(NamedTuple):
    customers: int = 0
    contacts: int = 0

    def __add__(self, other: Any) -> "_Cell":
        return _Cell(self.customers + other[0], self.contacts + other[1])


class _Counts(NamedTuple):
    """What was counted, with the sums under WHOLE: by segment and channel, and by area and segment; by area online."""

    by_channel: Mapping[tuple[str, str], _Cell]
    by_area: Mapping[tuple[str, str], _Cell]
    online: Mapping[str, int]
    nobody: Mapping[str, int]


class _Table(NamedTuple):
    """What the first tables are made of: channels, counts, cells of contacts and segments of customers that are not
    told, and the rates."""

    ways: list[str]
    counts: _Counts
    hidden: set[tuple[str, str]]
    unsaid: set[str]
    card: RateCard | None


def segments(council: int, until: date) -> Segments:
    """Customers by segment, as the last round up to a day counted them."""
    rules, card = kinds.rules_of(council), card_on(council, until)
    day, counts, areas = _read(council, until)
    ways = [code for code in channels.CODES if any(channel == code for _, channel in counts.by_channel)]
    people = {cell: each.customers for cell, each in counts.by_area.items()}
    unsaid = not_told(people, {cell for cell, number in people.items() if 0 < number < rules.fewest}, rules.fewest)
    cells = {cell: each.contacts for cell, each in counts.by_channel.items()}
    small = {cell for cell, each in counts.by_channel.items() if 0 < each.customers < rules.fewest}
    hidden = not_told(cells, small, rules.fewest)
    told = _Table(ways, counts, hidden, {code for area, code in unsaid if area == WHOLE}, card)
    rows = [_row(rule, kinds.in_words(rule, rules), told) for rule in rules.segments]
    everybody = Rule(WHOLE, "All customers", "")
    whole = _row(everybody, "", told)
    nobody = {code: _told(n, n < rules.fewest) for code, n in sorted(counts.nobody.items())}
    return Segments(
        day, kinds.span(rules.days), rules.fewest, rows, whole, nobody,
        _areas(rules, counts, areas, unsaid), rules.marks, card,
    )  # fmt: skip


def _read(council: int, until: date) -> tuple[date | None, _Counts, dict[str, tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(_DAY, [council, until])
        (day,) = cursor.fetchone()
        cursor.execute(_COUNTS, [council, day])
        rows = cursor.fetchall()
        cursor.execute(_AREAS, [council])
        areas = {profile: tuple(told) for profile, *told in cursor.fetchall()}
    return day, _summed(rows), areas


def _summed(rows: list[tuple[Any, ...]]) -> _Counts:
    by_channel: dict[tuple[str, str], _Cell] = defaultdict(_Cell)
    by_area: dict[tuple[str, str], _Cell] = defaultdict(_Cell)
    online: dict[str, int] = defaultdict(int)
    nobody: dict[str, int] = {}
    for segment, profile, channel, customers, contacts in rows:
        number = _Cell(customers, contacts)
        if segment == NOBODY:
            nobody[channel] = contacts
            continue
        for code in (segment, WHOLE):
            by_channel[code, channel or WHOLE] += number
            for area in (profile, WHOLE) if not channel else ():
                by_area[area, code] += number
        if channel in channels.DIGITAL:
            online[f"area {profile}"] += contacts
            online[segment] += contacts
            online[WHOLE] += contacts
    return _Counts(dict(by_channel), dict(by_area), dict(online), nobody)


def _told(number: int, hide: bool) -> Told:
    return None if hide else number


def _row(rule: Rule, words: str, of: _Table) -> SegmentRow:
    code, whole = rule.code, of.counts.by_channel.get((rule.code, WHOLE), _Cell())
    by_channel = {way: of.counts.by_channel.get((code, way), _Cell()).contacts for way in of.ways}
    told = {way: _told(number, (code, way) in of.hidden) for way, number in by_channel.items()}
    covered, rounded = (code, WHOLE) in of.hidden, None in told.values()
    pence = sum(number * of.card.pence.get(way, 0) for way, number in by_channel.items()) if of.card else None
    if pence is not None and rounded:
        pence = round(pence / ROUNDED) * ROUNDED
    online = Share(of.counts.online.get(code, 0), whole.contacts)
    return SegmentRow(
        rule, words, _told(whole.customers, code in of.unsaid), _told(whole.contacts, covered), told,
        None if covered else _about(online) if rounded else online, None if covered else pence, rounded,
    )  # fmt: skip


def _about(share: Share) -> Share:
    """The share in tenths: exact, it would tell a number that is not told."""
    return Share(round(10 * share.numerator / share.denominator), 10) if share.denominator else share


def _areas(
    rules: Rules, counts: _Counts, areas: Mapping[str, tuple[Any, ...]], hidden: set[tuple[str, str]]
) -> list[AreaRow]:
    """A row for each kind of area that was imported or that a customer lives in, those with the most signs first."""
    if not areas:
        return []
    cells = {cell: each.customers for cell, each in counts.by_area.items()}
    found = []
    for profile in sorted({*areas, *(area for area, _ in cells if area != WHOLE)}):
        label, *numbers = areas.get(profile, ("Not known", None, None, None, None))
        figures = dict(zip((mark.code for mark in rules.marks), numbers, strict=True))
        signs = kinds.signs(figures, rules.marks)
        whole = counts.by_area.get((profile, WHOLE), _Cell())
        covered = (profile, WHOLE) in hidden
        found.append(
            AreaRow(
                profile, label, figures, signs, kinds.likelihood(len(signs)) if profile in areas else "",
                _told(whole.customers, covered), _told(whole.contacts, covered),
                None if covered else Share(counts.online.get(f"area {profile}", 0), whole.contacts),
                {rule.code: _told(cells.get((profile, rule.code), 0), (profile, rule.code) in hidden)
                 for rule in rules.segments},
            )
        )  # fmt: skip
    return sorted(found, key=lambda row: (not row.profile, -len(row.signs), row.label))
