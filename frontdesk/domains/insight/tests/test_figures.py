"""Each figure against plain SQL over hundreds of records, and the same test shown to fail when records go missing."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection

from frontdesk.domains.insight import queries
from frontdesk.domains.insight.actions import recount_contacts, recount_requests
from frontdesk.domains.insight.types import CostRow, Counts, Cut, Period
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.domains.standards.types import Basis, RateCard
from frontdesk.kernel import clock, tenancy
from tests.support.cast import Cast
from tests.support.many import make_contact, make_requests, set_areas

pytestmark = pytest.mark.pg15

PERIOD = Period(date(2026, 9, 1), date(2026, 11, 30))
NOW = datetime(2026, 11, 30, 18, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
RATES = {"web": 20, "phone": 400, "visit": 900, "email": 300, "kiosk": 50, "letter": 500}


def _sql(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


def _all(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def fill(cast: Cast) -> Cast:
    """360 requests of two services on six channels over three months, in every state, and one contact for each."""
    standards.set_standards(cast.system, standards=[promise("bins")])
    set_areas(cast)
    make_requests(cast, 360, seed=7)
    for day in range(0, 90, 3):  # and some contacts about several things, or nothing
        make_contact(cast, "phone", ("bins", "roads", "")[: day % 4], days=day)
    with tenancy.acting_for(cast.councils.littlewick.id):
        make_requests(cast, 40, seed=8, council=cast.councils.littlewick.id)
    _recount(cast)
    set_rates(cast)
    return cast


def _recount(cast: Cast) -> None:
    days = [PERIOD.since + timedelta(days=n) for n in range(91)]
    for system in (cast.system, cast.littlewick_system):
        with tenancy.acting_for(system.council):
            recount_requests(system, days=days)
            recount_contacts(system, days=days)


TAKE_UP = """
    SELECT count(*) FILTER (WHERE side <> 'neither'), count(*) FILTER (WHERE side = 'completed'),
           count(*) FILTER (WHERE side = 'completed' AND digital),
           count(*) FILTER (WHERE side = 'completed' AND digital AND assisted)
    FROM requests_request WHERE council_id = %s
"""


def _take_up_agrees(cast: Cast) -> None:
    counted, completed, digital, assisted = _sql(TAKE_UP, cast.system.council)
    found = queries.take_up(cast.system.council, PERIOD).whole
    assert found.completed_digital_over_all.percent == Fraction(digital * 100, counted)
    assert found.completed_over_completed.percent == Fraction(digital * 100, completed)
    assert found.assisted_over_all.percent == Fraction(assisted * 100, counted)
    assert found.unaided_over_all.percent == Fraction((digital - assisted) * 100, counted)


BY_CUT = """
    SELECT {code}, count(*), count(*) FILTER (WHERE side = 'neither'), count(*) FILTER (WHERE side = 'completed'),
           count(*) FILTER (WHERE side = 'open'), count(*) FILTER (WHERE side <> 'neither' AND digital),
           count(*) FILTER (WHERE side = 'completed' AND digital),
           count(*) FILTER (WHERE side <> 'neither' AND digital AND assisted),
           count(*) FILTER (WHERE side = 'completed' AND digital AND assisted)
    FROM requests_request WHERE council_id = %s GROUP BY 1 ORDER BY 1
"""
CODES = {
    "month": "to_char({of}local_day, 'YYYY-MM')",
    "channel": "{of}channel",
    "service": "{of}service",
    "ward": "{of}ward",
    "locality": "CASE {of}ward WHEN '' THEN '' WHEN 'mead' THEN 'west' WHEN 'hill' THEN 'west' ELSE 'elsewhere' END",
    "team": "CASE {of}ward WHEN '' THEN '' WHEN 'hill' THEN 'elsewhere' ELSE 'waste' END",
}
"""The code of each cut, of the raw rows; as `set_areas` puts the wards together."""


def _take_up_by_cut_agrees(cast: Cast) -> None:
    """Each row of each cut by itself, and a service narrowed by a channel: not only their sum."""
    found = queries.take_up(cast.system.council, PERIOD)
    for by, code in CODES.items():
        expected = _all(BY_CUT.format(code=code.format(of="")), cast.system.council)
        assert len(expected) > 1
        assert [(row.code, *_counts(row.counts)) for row in found.by[by]] == expected, by
    both = _all(BY_CUT.format(code="service || '/' || channel"), cast.system.council)
    assert len(both) == 12
    for code, *numbers in both:
        narrowed = queries.take_up(cast.system.council, PERIOD, Cut(*code.split("/"))).whole
        assert (code, *_counts(narrowed)) == (code, *numbers)


def _counts(counts: Counts) -> tuple[int, ...]:
    return (counts.received, counts.neither, counts.completed, counts.open, counts.digital, counts.digital_completed,
            counts.assisted, counts.assisted_completed)  # fmt: skip


IN_TIME = """
    SELECT {code}, count(*) FILTER (WHERE closed_at <= due_at AND NOT missed),
           count(*) FILTER (WHERE closed_at IS NOT NULL OR missed OR due_at < %s)
    FROM requests_request WHERE council_id = %s AND side <> 'neither' AND received_at > %s GROUP BY 1 ORDER BY 1
"""
"""Closed by the due date, over closed, or open past it or past the one before a period that began anew."""


def _timeliness_agrees(cast: Cast) -> None:
    """The whole, and each service on each channel, as of an evening on which some open ones are late and some wait."""
    late, waiting = _sql(
        "SELECT count(*) FILTER (WHERE due_at < %s), count(*) FILTER (WHERE state = 'waiting') FROM requests_request"
        " WHERE council_id = %s AND closed_at IS NULL", NOW, cast.system.council
    )  # fmt: skip
    assert late > 20 and waiting > 10
    for code in ("''", "service", "'/' || channel", "service || '/' || channel"):
        for cut, *expected in _all(IN_TIME.format(code=code), NOW, cast.system.council, LONG_AGO):
            with clock.at(NOW):
                found = queries.timeliness(cast.system.council, PERIOD, Cut(*cut.split("/"))).whole
            assert [found.numerator, found.denominator] == expected, cut


def _timeliness_by_cut_agrees(cast: Cast) -> None:
    with clock.at(NOW):
        found = queries.timeliness(cast.system.council, PERIOD)
    for by, code in CODES.items():
        expected = _all(IN_TIME.format(code=code.format(of="")), NOW, cast.system.council, LONG_AGO)
        assert [(row, share.numerator, share.denominator) for row, share in found.by[by]] == expected, by


FAILURE = """
    SELECT {code}, count(*) FILTER (WHERE m.demand <> ''), count(*) FILTER (WHERE m.demand = 'failure')
    FROM contacts_contact c LEFT JOIN contacts_matter m ON m.contact_id = c.id WHERE c.council_id = %s
    GROUP BY 1 ORDER BY 1
"""


def _failure_demand_by_cut_agrees(cast: Cast) -> None:
    found = queries.contacts(cast.system.council, PERIOD)
    for by, code in CODES.items():
        code = "coalesce(m.service, '')" if by == "service" else code.format(of="c.")
        expected = _all(FAILURE.format(code=code), cast.system.council)
        assert [(row, counts.noted, counts.failure) for row, counts in found.by[by]] == expected, by
    assert found.whole.failure > 10


def _cost_agrees(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT channel, count(*) FROM contacts_contact WHERE council_id = %s GROUP BY 1",
                       [cast.system.council])  # fmt: skip
        expected = sum(RATES[channel] * count for channel, count in cursor.fetchall())
    assert queries.cost(cast.system.council, PERIOD).whole.pence == expected


def _cost_by_cut_agrees(cast: Cast) -> None:
    """A cut is the contacts of its service, channel or month, each at its channel's rate, shared among its matters."""
    found = queries.cost(cast.system.council, PERIOD)
    for by, code in CODES.items():
        code = "coalesce(m.service, '')" if by == "service" else code.format(of="c.")
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {code}, round(sum(1.0 / n), 1), round(sum((%s::jsonb ->> c.channel)::int / n))"
                " FROM contacts_contact c LEFT JOIN contacts_matter m ON m.contact_id = c.id,"
                " LATERAL (SELECT greatest(count(*), 1)::numeric AS n FROM contacts_matter WHERE contact_id = c.id) s"
                " WHERE c.council_id = %s GROUP BY 1",
                [json.dumps(RATES), cast.system.council],
            )
            expected = {row[0]: row[1:] for row in cursor.fetchall()}
        assert {row.code: (row.number, row.pence) for row in found.by[by]} == expected, by


def _charter_agrees(cast: Cast) -> None:
    """Of the promise that all the requests were given: the last year to the day, and the last 30 days."""
    with clock.at(NOW):
        kept = next(each for each in queries.charter(cast.system.council) if each.standard.code == "bins")
    for result, days in ((kept.month, 30), (kept.year, 365)):
        since = NOW.replace(hour=0) - timedelta(days=days - 1)
        _, on_time, decided = _sql(IN_TIME.format(code="''"), NOW, cast.system.council, since)
        assert decided > 20
        assert (result.numerator, result.denominator) == (on_time, decided)


FIGURES: list[Callable[[Cast], None]] = [
    _take_up_agrees, _take_up_by_cut_agrees, _timeliness_agrees, _timeliness_by_cut_agrees, _cost_agrees,
    _cost_by_cut_agrees, _failure_demand_by_cut_agrees, _charter_agrees
]  # fmt: skip


@pytest.fixture
def rated(cast: Cast) -> Cast:
    return fill(cast)


def set_rates(cast: Cast) -> None:
    """One invented rate card, in force all along."""
    standards.set_rates(cast.system, cards=[RateCard(Basis.CONTACT, date(2020, 1, 1), RATES, "invented")])


@pytest.mark.shows("K3", "K15")
def test_each_figure_equals_plain_sql(rated: Cast):
    for agrees in FIGURES:
        agrees(rated)


def test_that_test_fails_for_each_when_every_hundredth_record_is_missing(rated: Cast):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE gone AS WITH ours AS (SELECT * FROM requests_request WHERE council_id = %s)"
                       " SELECT id FROM ours"
                       " WHERE id %% 100 = (SELECT min(id) %% 100 FROM ours WHERE side = 'completed')",
                       [rated.system.council])  # fmt: skip
    _count_without_the_gone(rated)
    for agrees in FIGURES:
        with pytest.raises(AssertionError):
            agrees(rated)


def _count_without_the_gone(cast: Cast) -> None:
    """Make the figures from the records less the gone ones, as a lossy pipeline would, then put the records back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE requests_request SET local_day = local_day - 1000, promise = '' WHERE id IN (SELECT id FROM gone)"
        )
        cursor.execute(
            "UPDATE contacts_contact SET local_day = local_day - 1000 WHERE id IN"
            " (SELECT contact_id FROM requests_requestcontact WHERE request_id IN (SELECT id FROM gone))"
        )
    _recount(cast)


def test_figures_of_the_other_council_stay_apart(rated: Cast):
    (ours,) = _sql("SELECT count(*) FROM requests_request WHERE council_id = %s", rated.system.council)
    assert queries.take_up(rated.system.council, PERIOD).whole.received == ours == 360


def test_an_empty_period_has_no_figure_rather_than_nought(rated: Cast):
    long_ago = Period(date(2001, 1, 1), date(2001, 12, 31))
    assert queries.take_up(rated.system.council, long_ago).whole.completed_digital_over_all.percent is None


def test_each_day_costs_what_the_card_of_that_day_says(rated: Cast):
    middle = date(2026, 10, 1)
    standards.set_rates(rated.system, cards=[RateCard(Basis.CONTACT, middle, {"phone": 500}, "invented")])
    phoned, rung_before, others = _sql(
        "SELECT count(*) FILTER (WHERE channel = 'phone' AND local_day >= %s), count(*) FILTER (WHERE channel = 'phone'"
        " AND local_day < %s), count(*) FILTER (WHERE channel <> 'phone' AND local_day >= %s) FROM contacts_contact"
        " WHERE council_id = %s", middle, middle, middle, rated.system.council,
    )  # fmt: skip
    phone = next(row for row in queries.cost(rated.system.council, PERIOD).by["channel"] if row.code == "phone")
    assert (phone.number, phone.pence) == (phoned + rung_before, phoned * 500 + rung_before * 400)
    assert queries.cost(rated.system.council, PERIOD).whole.unpriced == others


@pytest.mark.shows("K3")
def test_a_cost_is_never_summed_from_two_bases(rated: Cast):
    before = queries.cost(rated.system.council, PERIOD)
    dear = {channel: pence * 10 for channel, pence in RATES.items()}
    cards = [RateCard(basis, date(2026, 9, 1), dear, "invented") for basis in (Basis.SERVE, Basis.TRANSACTION)]
    standards.set_rates(rated.system, cards=cards)
    assert queries.cost(rated.system.council, PERIOD, basis=Basis.CONTACT) == before
    served = queries.cost(rated.system.council, PERIOD)
    assert (served.whole.pence, served.basis) == (before.whole.pence * 10, Basis.SERVE)


def test_a_transaction_costs_by_its_own_card(rated: Cast):
    cards = [RateCard(Basis.TRANSACTION, date(2026, 9, 1), {"web": 7}, "invented")]
    standards.set_rates(rated.system, cards=cards)
    (web,) = _sql("SELECT count(*) FROM requests_request WHERE council_id = %s AND channel = 'web'",
                  rated.system.council)  # fmt: skip
    found = queries.cost(rated.system.council, PERIOD, basis=Basis.TRANSACTION)
    assert found.whole == CostRow("", Decimal(360), web * 7, Decimal(360 - web), 7)


def test_a_contact_about_three_services_is_shared_equally(cast: Cast):
    """Shares are kept to a millionth, so that their sum is right to the penny."""
    set_rates(cast)
    make_contact(cast, "phone", ("bins", "roads", "help"))
    _recount(cast)
    found = queries.cost(cast.system.council, PERIOD)
    third = (Decimal("0.3"), 133, 400)
    assert {row.code: (row.number, row.pence, row.each) for row in found.by["service"]} == dict.fromkeys(
        ("bins", "help", "roads"), third
    )
    assert found.whole == CostRow("", Decimal(1), 400, Decimal(0), 400)
