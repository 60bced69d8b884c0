"""Services that the reader may not know of: told together, in whole months that are over, where there are enough."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from frontdesk.domains.insight import queries
from frontdesk.domains.insight.actions import recount_requests
from frontdesk.domains.insight.rules.whole_months import whole_months
from frontdesk.domains.insight.tests.test_figures import NOW, PERIOD, fill
from frontdesk.domains.insight.types import OTHER_SERVICES, Area, CostRow, Cut, Period, Row
from frontdesk.domains.requests.models import Request
from frontdesk.domains.standards.types import Basis
from frontdesk.kernel import clock
from tests.support.cast import Cast


@pytest.mark.parametrize(
    ("since", "until", "today", "months"),
    [
        ("2026-09-01", "2026-11-30", "2026-12-01", ["2026-09", "2026-10", "2026-11"]),
        ("2026-09-01", "2026-11-30", "2026-11-30", ["2026-09", "2026-10"]),  # November is not over
        ("2026-09-02", "2026-11-29", "2026-12-31", ["2026-10"]),
        ("2026-10-05", "2026-10-05", "2026-12-31", []),
        ("2026-12-01", "2027-01-31", "2027-02-01", ["2026-12", "2027-01"]),
    ],
)
def test_which_months_are_whole_and_over(since: str, until: str, today: str, months: list[str]) -> None:
    asked = Period(date.fromisoformat(since), date.fromisoformat(until))
    assert whole_months(asked, date.fromisoformat(today)) == months


def counted(
    cast: Cast, period: Period, cut: Cut | None = None, hidden: tuple[str, ...] = ("roads",)
) -> tuple[int, ...]:
    """Requests received, decided, and the contacts priced."""
    council = cast.system.council
    taken = queries.take_up(council, period, cut, hidden)
    late = queries.timeliness(council, period, cut, hidden).whole
    spent = queries.cost(council, period, cut, Basis.TRANSACTION, hidden)
    return taken.whole.received, late.denominator, int(spent.whole.number)


@pytest.mark.shows("F10")
def test_a_day_or_a_channel_says_nothing_of_them_and_whole_months_tell_them_together(cast: Cast) -> None:
    fill(cast)
    council = cast.system.council
    with clock.at(NOW):
        for period, cut in ((Period(PERIOD.since, date(2026, 9, 29)), None), (PERIOD, Cut(channel="phone"))):
            bins = Cut(service="bins", channel=cut.channel if cut else "")
            assert counted(cast, period, cut) == counted(cast, period, bins, ())
        september = Period(PERIOD.since, date(2026, 9, 30))
        assert counted(cast, september) == counted(cast, september, hidden=()), "those named see the same"
        taken = queries.take_up(council, september, hidden=["roads"])
        others = [row.counts.received for row in taken.by["service"] if row.code == OTHER_SERVICES]
        assert others == [row.counts.received for row in taken.by["channel"] if row.code == OTHER_SERVICES]
        assert sum(row.counts.received for row in taken.by["channel"]) == taken.whole.received
        assert counted(cast, PERIOD)[0] < counted(cast, PERIOD, hidden=())[0], "November is not over"


def test_fewer_than_five_in_a_month_are_left_out_of_it(cast: Cast) -> None:
    fill(cast)
    september = Period(PERIOD.since, date(2026, 9, 30))
    roads = Request.objects.filter(service="roads", local_day__range=(september.since, september.until))
    for kept, told in ((5, True), (4, False)):
        gone = roads.order_by("id").values_list("id", flat=True)[kept:]
        Request.objects.filter(id__in=list(gone)).update(service="bins")
        recount_requests(cast.system, days=[september.since + timedelta(days=n) for n in range(30)])
        with clock.at(NOW):
            rows = queries.take_up(cast.system.council, september, hidden=["roads"]).by["service"]
        assert (OTHER_SERVICES in {row.code for row in rows}) is told


@pytest.mark.shows("F10", "K15")
def test_each_ward_is_told_without_them_as_a_figure_of_that_ward_alone_tells_it(cast: Cast) -> None:
    """Wards are read from sums of all services, out of which these are taken."""
    fill(cast)
    council = cast.system.council
    with clock.at(NOW):
        for by in (queries.take_up, queries.timeliness, queries.contacts, queries.cost):
            for channel in ("", "phone"):
                wards = dict(_told_by(by(council, PERIOD, Cut(channel=channel), hidden=("roads",)), "ward"))
                others = wards.pop(OTHER_SERVICES, None)
                assert len(wards) > 2 and (others is None) == bool(channel), (by, channel)
                for code, told in wards.items():
                    alone = Area("ward", code, "", (code,), outside=False)
                    cut = Cut(channel=channel, area=alone)
                    assert [("", told)] == _told_by(by(council, PERIOD, cut, hidden=("roads",)), "")
                    assert _told_by(by(council, PERIOD, cut, hidden=("roads",)), "ward") == [(code, told)]
                    assert told != _told_by(by(council, PERIOD, cut), "")[0][1], "there is something to take out"


def _told_by(figure: Any, by: str) -> list[tuple[str, Any]]:
    """The codes of a cut with what stands behind them; '' with the whole."""
    return [_line(row) for row in figure.by[by]] if by else [_line(("", figure.whole))]


def _line(row: Any) -> tuple[str, Any]:
    if isinstance(row, CostRow):
        return row.code, replace(row, code="")
    if isinstance(row, Row):
        return row.code, row.counts
    code, told = row
    return _line(told) if isinstance(told, CostRow) else (code, told)
