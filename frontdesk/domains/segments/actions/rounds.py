"""Counting customers anew: in batches, each whole or not at all, so that a round that was cut off goes on.

A round looks at those of whom something changed (`Due`) or a contact has grown too old, and once in `EVERYBODY` days,
or when the rules or the places changed, at everybody.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from frontdesk.domains.segments import models
from frontdesk.domains.segments.actions.figures import write_counts
from frontdesk.domains.segments.queries import counting, customers
from frontdesk.domains.segments.rules import stated
from frontdesk.domains.segments.rules.deciding import segment_of
from frontdesk.domains.segments.types import Round, Rules
from frontdesk.kernel import clock, locks
from frontdesk.kernel.bulk import BATCH

EVERYBODY = 30
_BUSY = "Another round is at work for this council. Wait until it has ended, then try again."
_DUE = """
    DELETE FROM segments_due WHERE council_id = %(council)s AND person_id IN (
        SELECT person_id FROM segments_due WHERE council_id = %(council)s ORDER BY person_id LIMIT %(limit)s
        FOR UPDATE SKIP LOCKED)
    RETURNING person_id
"""
_MARK = """
    INSERT INTO segments_due (council_id, person_id)
    SELECT council, id FROM people_customer_facts WHERE council = %s AND id = ANY(%s::bigint[]) ON CONFLICT DO NOTHING
"""
_WRITE = """
    INSERT INTO segments_standing AS held
        (council_id, person_id, segment, version, counted_on, looks_on, contacts, by_channel, profile)
    SELECT %(council)s, person, segment, %(version)s, %(today)s, looks_on, contacts, by_channel, profile
    FROM unnest(%(people)s::bigint[], %(segments)s::text[], %(looks)s::date[], %(contacts)s::int[],
                %(channels)s::jsonb[], %(profiles)s::text[])
        AS given (person, segment, looks_on, contacts, by_channel, profile)
    ON CONFLICT (person_id) DO UPDATE
    SET segment = EXCLUDED.segment, version = EXCLUDED.version, counted_on = EXCLUDED.counted_on,
        looks_on = EXCLUDED.looks_on, contacts = EXCLUDED.contacts, by_channel = EXCLUDED.by_channel,
        profile = EXCLUDED.profile
    WHERE ROW(held.segment, held.version, held.looks_on, held.by_channel, held.profile)
      IS DISTINCT FROM ROW(EXCLUDED.segment, EXCLUDED.version, EXCLUDED.looks_on, EXCLUDED.by_channel, EXCLUDED.profile)
"""
_GONE = "DELETE FROM segments_standing WHERE council_id = %s AND person_id = ANY(%s::bigint[])"
_GONE_BETWEEN = """
    DELETE FROM segments_standing
    WHERE council_id = %s AND person_id > %s AND (%s::bigint IS NULL OR person_id <= %s)
      AND NOT person_id = ANY(%s::bigint[])
"""


def look_at(council: int, people: Iterable[int]) -> None:
    """Something that counts has changed of these records: the next round looks at them."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [council, sorted(set(people))])


def look_at_all(council: int) -> None:
    """The next round looks at everybody, from the beginning."""
    with transaction.atomic():
        models.Round.objects.update_or_create(council_id=council, defaults={"whole": True, "place": 0})


def count_all(council: int, *, at_once: int = BATCH) -> Round:
    """Do a round, or go on with one that was cut off, and count what it came to. Refusal while another is at work."""
    with locks.alone(f"segments {council}", _BUSY):
        today, rules = clock.today(), customers.rules_of(council)
        whole, looked_at = _begin(council, rules, today), 0
        while number := _next_of_all(council, rules, today, at_once):
            looked_at += number
        while number := _next_due(council, rules, today, at_once):
            looked_at += number
        while number := _next_moved(council, rules, today, at_once):
            looked_at += number
        with transaction.atomic():
            write_counts(council, today, rules)
            models.Round.objects.filter(council_id=council).update(ended_on=today)
    return Round(looked_at, whole)


def _begin(council: int, rules: Rules, today: date) -> bool:
    """Whether everybody is to be looked at: the rules are others, it was asked for or begun, or it was long ago."""
    with transaction.atomic():
        row, _ = models.Round.objects.select_for_update().get_or_create(council_id=council)
        if row.version != rules.version:
            row.version, row.whole, row.place = rules.version, True, 0
        elif row.whole_on is None or today - row.whole_on >= timedelta(days=EVERYBODY):
            row.whole = True
        row.rules = stated.as_data(rules, customers.figures_of_areas(council))
        row.save(update_fields=["version", "whole", "place", "rules"])
        return bool(row.whole)


def _next_of_all(council: int, rules: Rules, today: date, at_once: int) -> int:
    """Look at the next customers of all; how many, nought at the end."""
    with transaction.atomic():
        row = models.Round.objects.select_for_update().get(council_id=council)
        if not row.whole:
            return 0
        people = counting.fronts(council, after=row.place, limit=at_once)
        models.Due.objects.filter(council_id=council, person_id__in=people).delete()  # before they are counted
        kept = _settle(council, people, rules, today)
        last = people[-1] if len(people) == at_once else None
        with connection.cursor() as cursor:
            cursor.execute(_GONE_BETWEEN, [council, row.place, last, last, kept])
        row.place = last or 0
        if last is None:
            row.whole, row.whole_on = False, today
        row.save(update_fields=["place", "whole", "whole_on"])
        return len(people)


def _next_due(council: int, rules: Rules, today: date, at_once: int) -> int:
    """Look at the next of whom something changed. The marks go first: what changes from now on marks anew."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_DUE, {"council": council, "limit": at_once})
            marked = [person for (person,) in cursor.fetchall()]
        _look(council, sorted({*marked, *counting.heads(council, marked)}), rules, today)
        return len(marked)


def _next_moved(council: int, rules: Rules, today: date, at_once: int) -> int:
    with transaction.atomic():
        people = counting.moved(council, today=today, limit=at_once)
        _look(council, people, rules, today)
        return len(people)


def _look(council: int, people: Sequence[int], rules: Rules, today: date) -> None:
    """Count these anew; those who are in no segment, or stand behind another record, lose what they had."""
    if people:
        kept = _settle(council, people, rules, today)
        with connection.cursor() as cursor:
            cursor.execute(_GONE, [council, sorted({*people}.difference(kept))])


def _settle(council: int, people: Sequence[int], rules: Rules, today: date) -> list[int]:
    """Write in which segment each of these customers is; returns those who are in one."""
    found = counting.count(council, people, today=today, days=rules.days)
    values: dict[str, Any] = {
        "council": council, "version": rules.version, "today": today,
        "people": [each.person for each in found],
        "segments": [segment_of(each.known, rules).code for each in found],
        "looks": [each.first + timedelta(days=rules.days) if each.first else None for each in found],
        "contacts": [each.known.contacts for each in found],
        "channels": [json.dumps(dict(each.known.by_channel), sort_keys=True) for each in found],
        "profiles": [each.profile for each in found],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
    return [each.person for each in found]
