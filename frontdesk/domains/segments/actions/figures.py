"""What a round came to, in numbers that name nobody."""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from frontdesk.domains.segments.types import NOBODY, Rules

# Of a month only the last round stays.
_BEFORE = "DELETE FROM segments_count WHERE council_id = %(council)s AND counted_on >= %(month)s"
_CUSTOMERS = """
    INSERT INTO segments_count (council_id, counted_on, segment, profile, channel, customers, contacts)
    SELECT council_id, %(today)s, segment, profile, '', count(*), sum(contacts)
    FROM segments_standing WHERE council_id = %(council)s GROUP BY council_id, segment, profile
"""
_CONTACTS = """
    INSERT INTO segments_count (council_id, counted_on, segment, profile, channel, customers, contacts)
    SELECT s.council_id, %(today)s, s.segment, s.profile, by_channel.key, count(*), sum(by_channel.value::int)
    FROM segments_standing s, jsonb_each_text(s.by_channel) by_channel
    WHERE s.council_id = %(council)s GROUP BY s.council_id, s.segment, s.profile, by_channel.key
"""
_OF_NOBODY = """
    INSERT INTO segments_count (council_id, counted_on, segment, profile, channel, customers, contacts)
    SELECT council, %(today)s, %(nobody)s, '', channel, 0, count(*) FROM contacts_facts
    WHERE council = %(council)s AND person IS NULL AND started >= %(since)s::timestamptz AND local_day > %(since)s
      AND local_day <= %(today)s AND direction = 'in'
    GROUP BY council, channel
"""


def write_counts(council: int, today: date, rules: Rules) -> None:
    """Count the segments as they stand, in place of what was counted before in this month."""
    values: dict[str, Any] = {
        "council": council, "today": today, "month": today.replace(day=1), "nobody": NOBODY,
        "since": today - timedelta(days=rules.days),
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in (_BEFORE, _CUSTOMERS, _CONTACTS, _OF_NOBODY):
            cursor.execute(statement, values)
