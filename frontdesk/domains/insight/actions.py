"""Recounting days from the facts: what the reactions do for the days that news is about."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

_REQUESTS = """
    INSERT INTO insight_requestday
        (council_id, local_day, service, channel, digital, assisted, received, completed, neither)
    SELECT council, local_day, service, channel, digital, assisted, count(*),
           count(*) FILTER (WHERE outcome_class = 'completed'), count(*) FILTER (WHERE outcome_class = 'neither')
    FROM requests_facts WHERE council = %s AND local_day = ANY(%s)
    GROUP BY council, local_day, service, channel, digital, assisted
"""
_CONTACTS = """
    INSERT INTO insight_contactday (council_id, local_day, service, channel, contacts, share, matters, failure)
    SELECT c.council, c.local_day, coalesce(m.service, ''), c.channel,
           count(*) FILTER (WHERE coalesce(m.position, 1) = coalesce(n.first, 1)),
           sum(1.0 / greatest(coalesce(n.matters, 1), 1)), count(m.id), count(*) FILTER (WHERE m.demand = 'failure')
    FROM contacts_facts c
    LEFT JOIN contacts_matter_facts m ON m.council = c.council AND m.contact = c.id AND m.local_day = c.local_day
    LEFT JOIN (SELECT contact, count(*) AS matters, min(position) AS first FROM contacts_matter_facts
               WHERE council = %s AND local_day = ANY(%s) GROUP BY contact) n ON n.contact = c.id
    WHERE c.council = %s AND c.local_day = ANY(%s)
    GROUP BY c.council, c.local_day, coalesce(m.service, ''), c.channel
"""


def recount_requests(actor: Actor, *, days: Iterable[date]) -> None:
    """Count the transactions of these local days anew."""
    require(actor.is_system)
    wanted = sorted(set(days))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM insight_requestday WHERE council_id = %s AND local_day = ANY(%s)", [actor.council, wanted]
        )
        cursor.execute(_REQUESTS, [actor.council, wanted])


def recount_contacts(actor: Actor, *, days: Iterable[date]) -> None:
    """Count the contacts of these local days anew."""
    require(actor.is_system)
    wanted = sorted(set(days))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM insight_contactday WHERE council_id = %s AND local_day = ANY(%s)", [actor.council, wanted]
        )
        cursor.execute(_CONTACTS, [actor.council, wanted, actor.council, wanted])
