"""Counting how often something is done: in one table for all processes, and nothing of who it was."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from frontdesk.kernel import clock, limits
from frontdesk.kernel.errors import TooMany

pytestmark = pytest.mark.pg15

NOON = datetime(2026, 12, 1, 12, 0, 15, tzinfo=UTC)


@pytest.mark.django_db
def test_it_counts_each_visitor_and_action_by_itself_and_forgets_with_the_window():
    with clock.at(NOON):
        for _ in range(2):
            limits.count("knock", "amina", most=2)
        limits.count("knock", "bill", most=2)
        limits.count("ring", "amina", most=2)
        with pytest.raises(TooMany) as refused:
            limits.count("knock", "amina", most=2)
    assert refused.value.wait == 45
    with clock.at(NOON + timedelta(seconds=45)):
        limits.count("knock", "amina", most=2)


@pytest.mark.django_db
def test_it_keeps_nothing_of_who_it_was_and_clears_what_is_over():
    with clock.at(NOON):
        limits.count("knock", "amina", most=2)
    with clock.at(NOON + timedelta(minutes=5)), connection.cursor() as cursor:
        limits.count("knock", "bill", most=2)
        cursor.execute("SELECT cache_key, expires FROM frontdesk_cache WHERE expires < '2026-12-02'")
        ((key, expires),) = cursor.fetchall()
    assert "bill" not in key and "knock" not in key
    assert expires > NOON + timedelta(minutes=5)
