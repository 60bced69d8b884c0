"""Counting a day anew reads that day by its index, under the policies too."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from frontdesk.console.bench.plans import statements
from frontdesk.console.roles import Addresses
from frontdesk.domains.insight.actions import recount_contacts
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.domains.standards.types import Kind
from frontdesk.kernel import clock, tenancy
from tests.support.many import BEGIN, make_contact
from tests.support.neighbours import two_councils

OTHERS = """
    INSERT INTO contacts_contact (council_id, channel, direction, started_at, ended_at, done_at, local_day, assisted,
      ward, ward_of_request)
    SELECT council_id, channel, direction, started_at, ended_at, done_at, local_day + n, assisted, ward, ward_of_request
    FROM contacts_contact, generate_series(1, 5000) n
"""
"""Contacts of other days, enough for the planner to prefer the better of two indexes."""


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def conditions(asked: list[tuple[str, Any]]) -> list[str]:
    """By what the index is asked for contacts, when their answers are counted."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for text, values in asked:
            if "INSERT INTO insight_standardday" in text:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {text}", values)
                (answer,) = cursor.fetchone()
                plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
                found += [each["Index Cond"] for each in nodes(plan) if each.get("Relation Name") == "contacts_contact"]
    return found


@pytest.mark.committed
def test_answers_are_counted_by_the_day_however_many_contacts_there_are(committed: Addresses):
    cast = two_councils()
    with tenancy.acting_for(cast.councils.demo.id):
        call = promise(code="phone-answered", kind=Kind.SHARE, measure="call-answered", channels=("phone",))
        standards.set_standards(cast.system, standards=[call])
        make_contact(cast, "phone", (), answer=5)
        with psycopg.connect(committed.owner_url, autocommit=True) as owner:
            owner.execute("SELECT set_config('app.councils', %s, false)", [f"{{{cast.system.council}}}"])
            owner.execute(OTHERS)
            owner.execute("ANALYZE contacts_contact")
        with clock.at(BEGIN), transaction.atomic():
            with statements() as asked:
                recount_contacts(cast.system, days=[BEGIN.date()])
            (by,) = conditions(asked)
    assert "local_day" in by
