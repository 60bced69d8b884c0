"""At 100,000 requests every list comes from an index in its own order: no table read whole, nothing sorted."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.requests import actions, models, queries
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import clock, tenancy
from tests.support.neighbours import two_councils

pytestmark = pytest.mark.committed

_OWN = "id reference received_at order_at closed_at state side warned_at draft_id outcome".split()
_COPIED = [field.column for field in models.Request._meta.concrete_fields if field.column not in _OWN]
# One in thirty is open; they are spread over five years.
_MANY = f"""
INSERT INTO requests_request (reference, received_at, order_at, closed_at, state, side, warned_at, outcome,
                              {", ".join(_COPIED)})
SELECT 'R' || n, t, t + interval '2 days', CASE WHEN n %% 30 > 0 THEN t + interval '1 day' END,
       CASE WHEN n %% 30 > 0 THEN 'stopped' WHEN n %% 90 = 0 THEN 'waiting' ELSE 'running' END,
       CASE WHEN n %% 30 > 0 THEN 'completed' ELSE 'open' END,
       CASE WHEN n %% 60 = 0 THEN t END, '', {", ".join("r." + column for column in _COPIED)}
FROM generate_series(1, 100000) n, LATERAL (SELECT %s - n * interval '26 minutes' AS t) moment,
     requests_request r WHERE r.id = %s
"""


@pytest.fixture
def crowd(committed):
    """100,000 requests of one council, analysed as the database does by itself in time."""
    cast = two_councils()
    with tenancy.acting_for(cast.councils.demo.id), clock.at(NOW):
        story = Story.begin(cast)
        receipt = story.report(cast.nobody)
        with connection.cursor() as cursor:
            cursor.execute(_MANY, [NOW, receipt.request])
        with psycopg.connect(committed.owner_url, autocommit=True) as owner:
            owner.execute("ANALYZE requests_request")
            owner.execute("ANALYZE contacts_contact")
        yield story, receipt


def plans(do: Callable[[], Any]) -> list[str]:
    """The plans of the queries on requests that `do` asks."""
    with CaptureQueriesContext(connection) as asked:
        do()
    found = []
    for query in asked.captured_queries:
        sql = query["sql"]
        if sql.startswith("SELECT") and '"requests_request"' in sql and "UPDATE" not in sql:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN " + sql)
                found.append("\n".join(row[0] for row in cursor.fetchall()))
    return found


def test_lists_at_100_000_requests(crowd):
    """One test of three parts, because making the crowd takes longest."""
    story, receipt = crowd
    no_list_reads_the_table_or_sorts(story)
    nothing_else_reads_the_table(story, receipt)
    closed_ones_of_a_ward_are_found_by_it(story)
    a_page_of_the_list_needs_few_queries(story)


def no_list_reads_the_table_or_sorts(story: Story) -> None:
    oli = story.cast.oli
    bad = []
    for scope in queries.SCOPES:
        for show in queries.FILTERS:
            first = queries.listed(oli, scope=scope, show=show)
            for after in (None, first.after):
                asked = plans(
                    lambda scope=scope, show=show, after=after: queries.listed(oli, scope=scope, show=show, after=after)
                )
                assert asked
                bad += [(scope, show, plan) for plan in asked if "Seq Scan" in plan or "Sort" in plan]
    assert bad == []


def nothing_else_reads_the_table(story: Story, receipt: Receipt) -> None:
    oli = story.cast.oli
    asked = [
        *plans(lambda: queries.counts(oli, scope="mine")),
        *plans(lambda: queries.counts(oli, scope="all")),
        *plans(lambda: queries.by_reference(oli, receipt.reference)),
        *plans(lambda: queries.of_customer(oli, [receipt.person])),
        *plans(lambda: queries.items_by_id(oli, [receipt.request])),
        *plans(lambda: queries.whole(oli, receipt.request)),
        *plans(lambda: queries.open_near(story.cast.nobody, "missed-bin", lat=51.5, lon=-0.6)),
        *plans(lambda: actions.warn_late(oli.council)),
        *plans(lambda: contacts.contacts_of(oli.council, [receipt.person])),
    ]
    assert asked
    assert [plan for plan in asked if "Seq Scan on requests_request" in plan] == []


def closed_ones_of_a_ward_are_found_by_it(story: Story) -> None:
    """Where those of a ward are all old, the list in its order would read everything newer first."""
    for scope in ("all", "team"):
        asked = plans(lambda scope=scope: queries.listed(story.cast.oli, scope=scope, show="closed", ward="mead"))
        assert [plan for plan in asked if "request_closed_ward" not in plan] == [], scope


def a_page_of_the_list_needs_few_queries(story: Story) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.listed(story.cast.oli)
        queries.counts(story.cast.oli)
    assert len(asked) <= 10, [q["sql"][:90] for q in asked]
