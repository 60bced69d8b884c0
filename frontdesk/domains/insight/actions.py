"""Recounting days from the facts: what the reactions do for the days that news is about.

Each statement reads a view of facts once, so that it takes as long as there are rows whatever the planner believes of
their number, as straight after a load. What a day's rows were goes out of its month, and what they are now comes in.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from frontdesk.domains.insight.rules.answering import MEASURED, SHORT, counted_on
from frontdesk.domains.insight.types import TOGETHER
from frontdesk.domains.standards import queries as standards
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

# What our own staff found came by no channel: nobody asked for it, so it stands outside every ratio.
_REQUESTS = """
    SELECT council, local_day, service, promise, channel, digital, assisted, ward, count(*),
           count(*) FILTER (WHERE outcome_class = 'completed'), count(*) FILTER (WHERE outcome_class = 'neither'),
           count(*) FILTER (WHERE kept AND outcome_class <> 'neither'),
           count(kept) FILTER (WHERE outcome_class <> 'neither')
    FROM requests_facts WHERE council = %(council)s AND local_day = ANY(%(days)s) AND channel <> ''
    GROUP BY council, local_day, service, promise, channel, digital, assisted, ward
"""
# A contact counts at its first matter, and at no service where it has none: those of the day less those with matters.
_CONTACTS = """
    WITH matter AS (
        SELECT local_day, service, channel, ward, demand,
               row_number() OVER (PARTITION BY contact ORDER BY position, id) = 1 AS is_first,
               count(*) OVER (PARTITION BY contact) AS among
        FROM contacts_matter_facts WHERE council = %(council)s AND local_day = ANY(%(days)s)
    ), counted AS (
        SELECT local_day, service, channel, ward, count(*) FILTER (WHERE is_first) AS contacts,
               round(sum(1.0 / among), 6) AS share, count(*) AS matters, count(*) FILTER (WHERE demand <> '') AS noted,
               count(*) FILTER (WHERE demand = 'failure') AS failure
        FROM matter GROUP BY local_day, service, channel, ward
        UNION ALL
        SELECT local_day, '', channel, ward, count(*), count(*), 0, 0, 0
        FROM contacts_facts WHERE council = %(council)s AND local_day = ANY(%(days)s)
        GROUP BY local_day, channel, ward
        UNION ALL
        SELECT local_day, '', channel, ward, -count(*), -count(*), 0, 0, 0
        FROM matter WHERE is_first GROUP BY local_day, channel, ward
    )
    SELECT %(council)s, local_day, service, channel, ward, sum(contacts), sum(share), sum(matters), sum(noted),
           sum(failure)
    FROM counted GROUP BY local_day, service, channel, ward HAVING sum(contacts) <> 0 OR sum(matters) <> 0
"""
_ANSWERED = f"""
    INSERT INTO insight_standardday (council_id, local_day, standard, kind, ward, numerator, denominator)
    SELECT %(council)s, day, standard, kind, ward,
           CASE how WHEN 'share' THEN in_time WHEN 'average' THEN waited / unit ELSE given_up END,
           CASE how WHEN 'average' THEN answered ELSE answered + given_up END
    FROM jsonb_to_recordset(%(asked)s::jsonb)
      AS asked (day date, standard text, kind text, how text, channels text[], within int, unit int,
                opens timestamptz[], shuts timestamptz[]),
    -- For each day and standard by the index: joined as sets, every contact would be held against every day.
    LATERAL (
        SELECT CASE grouping(ward) WHEN 1 THEN '{TOGETHER}' ELSE ward END AS ward, count(answered) AS answered,
               count(*) FILTER (WHERE answered IS NULL) AS given_up,
               count(*) FILTER (WHERE answered - started <= make_interval(secs => within)) AS in_time,
               coalesce(sum(extract(epoch FROM answered - started)), 0) AS waited
        -- OFFSET keeps this apart: put together with the sets, the day is no condition that the index may be asked
        -- for before the policy.
        FROM (SELECT ward, answered, started FROM contacts_facts
              WHERE council = %(council)s AND local_day = day AND channel = ANY(channels) AND {MEASURED}
                AND EXISTS (SELECT FROM unnest(opens, shuts) AS hours (opens, shuts)
                            WHERE started >= hours.opens AND started < hours.shuts)
              OFFSET 0) measured
        GROUP BY GROUPING SETS ((ward), ())
    ) counted
    WHERE answered + given_up > 0
"""


_DAY = "local_day"
_GONE = "DELETE FROM {day} WHERE council_id = %(council)s AND local_day = ANY(%(days)s)"
# The rows counted, and beside them their sums of each service in all wards, and of each ward for all services.
_WITH_SUMS = """
    INSERT INTO {day} ({named})
    SELECT {together}, {sums} FROM ({statement}) counted ({named})
    GROUP BY GROUPING SETS (({key}), ({of_services}), ({of_wards}))
"""
_INTO_MONTH = """
    INSERT INTO {month} AS month ({named})
    SELECT {by}, {sums} FROM rows GROUP BY {by}
    ON CONFLICT ({key}) DO UPDATE SET {more}
"""
_EMPTY = "DELETE FROM {month} WHERE council_id = %(council)s AND local_day = ANY(%(months)s) AND {none}"


class _Counts(NamedTuple):
    """A table of days and its months: what their rows are by, and the numbers that add up."""

    day: str
    month: str
    by: tuple[str, ...]
    numbers: tuple[str, ...]

    def without(self, *columns: str) -> str:
        """What the rows are by, but these."""
        return ", ".join(each for each in self.by if each not in columns)

    def sums(self, sign: str = "") -> str:
        """The numbers added up."""
        return ", ".join(f"{sign}sum({each})" for each in self.numbers)


_OF_SERVICE, _OF_WARD = ("service", "promise"), ("ward",)


_OF_REQUESTS = _Counts(
    "insight_requestday",
    "insight_requestmonth",
    ("council_id", _DAY, "service", "promise", "channel", "digital", "assisted", "ward"),
    ("received", "completed", "neither", "kept", "decided"),
)
_OF_CONTACTS = _Counts(
    "insight_contactday",
    "insight_contactmonth",
    ("council_id", _DAY, "service", "channel", "ward"),
    ("contacts", "share", "matters", "noted", "failure"),
)


def recount_requests(actor: Actor, *, days: Iterable[date]) -> None:
    """Count the transactions of these local days anew."""
    require(actor.is_system)
    with transaction.atomic():
        _recount(_OF_REQUESTS, _REQUESTS, {"council": actor.council, "days": sorted(set(days))})


def recount_contacts(actor: Actor, *, days: Iterable[date]) -> None:
    """Count the contacts of these local days anew, and what they come to for promises about being answered."""
    require(actor.is_system)
    wanted = sorted(set(days))
    with transaction.atomic():
        _recount(_OF_CONTACTS, _CONTACTS, {"council": actor.council, "days": wanted})
        recount_answers(actor, days=wanted)


def recount_answers(actor: Actor, *, days: Iterable[date]) -> None:
    """Count anew how contacts of these days kept the promises about being answered that were in force on each."""
    require(actor.is_system)
    wanted = sorted(set(days))
    in_force = standards.standards_on_each(actor.council, wanted)
    calendars = standards.calendars_of(actor.council)
    asked = [each for day in wanted for each in counted_on(day, in_force[day], calendars)]
    values: dict[str, Any] = {"council": actor.council, "days": wanted, "asked": json.dumps(asked), "short": SHORT}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_GONE.format(day="insight_standardday"), values)
        cursor.execute(_ANSWERED, values)


def _recount(counts: _Counts, statement: str, values: dict[str, Any]) -> None:
    """Take the days' rows out of their months, count them anew by `statement`, and put those into the months."""
    named, months = ", ".join((*counts.by, *counts.numbers)), {day.replace(day=1) for day in values["days"]}
    words = {
        "day": counts.day,
        "month": counts.month,
        "named": named,
        "by": ", ".join("date_trunc('month', local_day)::date" if each == _DAY else each for each in counts.by),
        "key": ", ".join(counts.by),
        "more": ", ".join(f"{each} = month.{each} + EXCLUDED.{each}" for each in counts.numbers),
        "none": " AND ".join(f"{each} = 0" for each in counts.numbers),
    }
    anew = _WITH_SUMS.format(
        statement=statement,
        together=", ".join(_together(each) for each in counts.by),
        sums=counts.sums(),
        of_services=counts.without(*_OF_WARD),
        of_wards=counts.without(*_OF_SERVICE),
        **words,
    )
    out, into = (_INTO_MONTH.format(sums=counts.sums(sign), **words) for sign in ("-", ""))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH rows AS ({_GONE.format(**words)} RETURNING *) {out}", values)
        cursor.execute(f"WITH rows AS ({anew} RETURNING *) {into}", values)
        cursor.execute(_EMPTY.format(**words), values | {"months": sorted(months)})


def _together(column: str) -> str:
    """The column, or `TOGETHER` where its rows were added up."""
    if column not in (*_OF_SERVICE, *_OF_WARD):
        return column
    return f"CASE grouping({column}) WHEN 1 THEN '{TOGETHER}' ELSE {column} END"
