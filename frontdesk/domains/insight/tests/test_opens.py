"""Every number of a figure opens exactly as many records as it counts: each part, whole and by each cut."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from frontdesk.domains.insight import queries
from frontdesk.domains.insight.queries.records import PARTS
from frontdesk.domains.insight.tests.test_figures import NOW, PERIOD, fill
from frontdesk.domains.insight.types import (
    BY,
    LOCALITY,
    NO_SERVICE,
    NOT_KNOWN,
    TEAM,
    WARD,
    ContactRecord,
    Counts,
    Cut,
    Period,
    Record,
    Row,
)
from frontdesk.kernel import clock
from tests.support.cast import Cast

Narrowed = tuple[Period, Cut]


@pytest.mark.shows("K3")
def test_each_part_opens_as_many_requests_as_it_counts(cast: Cast):
    fill(cast)
    council = cast.system.council
    with clock.at(NOW):
        taken = queries.take_up(council, PERIOD)
        rows = {"": [("", taken.whole)]} | {by: _codes(taken.by[by]) for by in BY}
        assert [len(rows[by]) for by in rows] == [1, 3, 6, 2, 4, 3, 3]
        for by, counted in rows.items():
            for code, counts in counted:
                period, cut = _narrowed(council, by, code)
                numbers = _numbers(counts) | _in_time(council, period, cut)
                opened = {part: len(_requests(cast, period, replace(cut, part=part))) for part in PARTS}
                assert opened == {part: numbers[part] for part in PARTS}, (by, code)
                assert by or min(numbers.values()) > 5  # no part is trivially right


@pytest.mark.shows("K3")
def test_each_cost_opens_the_contacts_that_it_counts_and_what_they_add_up_to(cast: Cast):
    fill(cast)
    found = queries.cost(cast.system.council, PERIOD)
    assert _opened(cast, PERIOD, Cut()) == (found.whole.number, found.whole.pence)
    for by in BY:
        assert len(found.by[by]) > 1
        for row in found.by[by]:
            period, cut = _narrowed(cast.system.council, by, row.code or NO_SERVICE)
            assert _opened(cast, period, cut) == (row.number, row.pence), (by, row.code)


def _codes(rows: Sequence[Row]) -> list[tuple[str, Counts]]:
    return [(row.code, row.counts) for row in rows]


@pytest.mark.shows("K15")
def test_failure_demand_opens_the_contacts_whose_matters_it_counts(cast: Cast):
    fill(cast)
    found = queries.contacts(cast.system.council, PERIOD)
    rows = [("", "", found.whole)] + [(by, code, counts) for by in BY for code, counts in found.by[by]]
    for by, code, counts in rows:
        period, cut = _narrowed(cast.system.council, by, code or NO_SERVICE)
        opened = {part: list(_contacts(cast, period, replace(cut, part=part))) for part in ("noted", "failure")}
        assert {part: sum(each.mine for each in some) for part, some in opened.items()} == {
            "noted": counts.noted, "failure": counts.failure
        }, (by, code)  # fmt: skip


def _narrowed(council: int, by: str, code: str) -> Narrowed:
    """What the page puts into the address of one row."""
    if by in (WARD, LOCALITY, TEAM):
        area = queries.areas(council).named(f"{by}.{code or NOT_KNOWN}")
        assert area is not None
        return PERIOD, Cut(area=area)
    if by == "month":
        first = date.fromisoformat(f"{code}-01")
        return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)), Cut()
    return PERIOD, Cut(**{by: code}) if by else Cut()


def _numbers(counts: Counts) -> Mapping[str, int]:
    return {
        "": counts.received, "counted": counts.counted, "completed": counts.completed, "open": counts.open,
        "neither": counts.neither, "digital_completed": counts.digital_completed,
        "assisted_completed": counts.assisted_completed,
        "unaided_completed": counts.unaided_over_all.numerator,
    }  # fmt: skip


def _in_time(council: int, period: Period, cut: Cut) -> Mapping[str, int]:
    share = queries.timeliness(council, period, cut).whole
    late = share.denominator - share.numerator
    return {"kept": share.numerator, "missed": late, "decided": share.denominator}


def _requests(cast: Cast, period: Period, cut: Cut) -> list[Record]:
    """All pages."""
    found: list[Record] = []
    while page := queries.records(
        cast.sam, period, cut, before=(found[-1].received_on, found[-1].request) if found else None
    ):
        found += page
    assert len({record.request for record in found}) == len(found)
    return found


def _opened(cast: Cast, period: Period, cut: Cut) -> tuple[Decimal, int]:
    """How many contacts open, shared ones as their share, and what they cost together."""
    found = list(_contacts(cast, period, cut))
    number = sum(Fraction(each.mine, each.among) for each in found)
    pence = sum(Fraction((each.rate or 0) * each.mine, each.among) for each in found)
    return round(Decimal(number.numerator) / number.denominator, 1), round(pence)


def _contacts(cast: Cast, period: Period, cut: Cut) -> Iterator[ContactRecord]:
    before = None
    while page := queries.contact_records(cast.sam, period, cut, before=before):
        yield from page
        before = page[-1].day, page[-1].contact
