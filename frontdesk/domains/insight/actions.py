"""Recounting days from the facts: what the reactions do for the days that news is about.

Each statement reads a view of facts once, so that it takes as long as there are rows whatever the planner believes of
their number, as straight after a load.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction

from frontdesk.domains.insight.rules.answering import MEASURED, SHORT, counted_on
from frontdesk.domains.standards import queries as standards
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

# What our own staff found came by no channel: nobody asked for it, so it stands outside every ratio.
_REQUESTS = """
    INSERT INTO insight_requestday (council_id, local_day, service, promise, channel, digital, assisted,
        received, completed, neither, kept, decided)
    SELECT council, local_day, service, promise, channel, digital, assisted, count(*),
           count(*) FILTER (WHERE outcome_class = 'completed'), count(*) FILTER (WHERE outcome_class = 'neither'),
           count(*) FILTER (WHERE kept AND outcome_class <> 'neither'),
           count(kept) FILTER (WHERE outcome_class <> 'neither')
    FROM requests_facts WHERE council = %(council)s AND local_day = ANY(%(days)s) AND channel <> ''
    GROUP BY council, local_day, service, promise, channel, digital, assisted
"""
# A contact counts at its first matter, and at no service where it has none: those of the day less those with matters.
_CONTACTS = """
    WITH matter AS (
        SELECT local_day, service, channel, demand,
               row_number() OVER (PARTITION BY contact ORDER BY position, id) = 1 AS is_first,
               count(*) OVER (PARTITION BY contact) AS among
        FROM contacts_matter_facts WHERE council = %(council)s AND local_day = ANY(%(days)s)
    ), counted AS (
        SELECT local_day, service, channel, count(*) FILTER (WHERE is_first) AS contacts, sum(1.0 / among) AS share,
               count(*) AS matters, count(*) FILTER (WHERE demand = 'failure') AS failure
        FROM matter GROUP BY local_day, service, channel
        UNION ALL
        SELECT local_day, '', channel, count(*), count(*), 0, 0
        FROM contacts_facts WHERE council = %(council)s AND local_day = ANY(%(days)s) GROUP BY local_day, channel
        UNION ALL
        SELECT local_day, '', channel, -count(*), -count(*), 0, 0
        FROM matter WHERE is_first GROUP BY local_day, channel
    )
    INSERT INTO insight_contactday (council_id, local_day, service, channel, contacts, share, matters, failure)
    SELECT %(council)s, local_day, service, channel, sum(contacts), sum(share), sum(matters), sum(failure)
    FROM counted GROUP BY local_day, service, channel HAVING sum(contacts) <> 0 OR sum(matters) <> 0
"""
_ANSWERED = f"""
    INSERT INTO insight_standardday (council_id, local_day, standard, kind, numerator, denominator)
    SELECT %(council)s, day, standard, kind,
           CASE how WHEN 'share' THEN in_time WHEN 'average' THEN waited / unit ELSE given_up END,
           CASE how WHEN 'average' THEN answered ELSE answered + given_up END
    FROM jsonb_to_recordset(%(asked)s::jsonb)
      AS asked (day date, standard text, kind text, how text, channels text[], within int, unit int,
                opens timestamptz[], shuts timestamptz[]),
    -- For each day and standard by the index: joined as sets, every contact would be held against every day.
    LATERAL (
        SELECT count(answered) AS answered, count(*) FILTER (WHERE answered IS NULL) AS given_up,
               count(*) FILTER (WHERE answered - started <= make_interval(secs => within)) AS in_time,
               coalesce(sum(extract(epoch FROM answered - started)), 0) AS waited
        FROM contacts_facts
        WHERE council = %(council)s AND local_day = day AND channel = ANY(channels) AND {MEASURED}
          AND EXISTS (SELECT FROM unnest(opens, shuts) AS hours (opens, shuts)
                      WHERE started >= hours.opens AND started < hours.shuts)
    ) counted
    WHERE answered + given_up > 0
"""


def recount_requests(actor: Actor, *, days: Iterable[date]) -> None:
    """Count the transactions of these local days anew."""
    require(actor.is_system)
    with transaction.atomic():
        _recount("insight_requestday", _REQUESTS, {"council": actor.council, "days": sorted(set(days))})


def recount_contacts(actor: Actor, *, days: Iterable[date]) -> None:
    """Count the contacts of these local days anew, and what they come to for promises about being answered."""
    require(actor.is_system)
    wanted = sorted(set(days))
    with transaction.atomic():
        _recount("insight_contactday", _CONTACTS, {"council": actor.council, "days": wanted})
        recount_answers(actor, days=wanted)


def recount_answers(actor: Actor, *, days: Iterable[date]) -> None:
    """Count anew how contacts of these days kept the promises about being answered that were in force on each."""
    require(actor.is_system)
    wanted = sorted(set(days))
    in_force = standards.standards_on_each(actor.council, wanted)
    calendars = standards.calendars_of(actor.council)
    asked = [each for day in wanted for each in counted_on(day, in_force[day], calendars)]
    values = {"council": actor.council, "days": wanted, "asked": json.dumps(asked), "short": SHORT}
    with transaction.atomic():
        _recount("insight_standardday", _ANSWERED, values)


def _recount(table: str, statement: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE council_id = %(council)s AND local_day = ANY(%(days)s)", values)
        cursor.execute(statement, values)
