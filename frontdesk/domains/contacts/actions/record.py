"""Recording finished contacts, whole and fast: web submissions, the API, an officer's two clicks, batches.

One statement writes the contact and its matters, one its journal entry (DESIGN 6: 2 ms in all). A batch takes four
statements however long it is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from pydantic_core import to_json

from frontdesk.domains.contacts import policy, rules
from frontdesk.domains.contacts.actions.wards import home_ward
from frontdesk.domains.contacts.queries import lists_of
from frontdesk.domains.contacts.types import CONTACT_RECORDED, INBOUND, ContactIn, Lists, MatterIn, Recorded
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.actions import note_signs
from frontdesk.kernel import clock, journal, planned
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require

MOST_AT_ONCE = 1000

_CONTACT = (
    "id, council_id, channel, direction, person_id, handler_id, token_id, started_at, answered_at, ended_at,"
    " done_at, local_day, assisted, once_key, import_run, ward, ward_of_request"
)
HOME_WARD = home_ward(person="given.person", day="given.day")
_MATTER = (
    "council_id, contact_id, position, service, reason, outcome, demand, demand_reason, avoidable,"
    " offered, declined_why"
)

# `rows` is a JSON array in which each contact stands with its matters; ids are drawn from the sequence in the same
# statement. A row whose key is known is left out by ON CONFLICT and found again by `_known`.
_INSERT = f"""
WITH given AS (
  SELECT nextval(pg_get_serial_sequence('contacts_contact', 'id')) AS id, r.*
  FROM jsonb_to_recordset(%(rows)s::jsonb) AS r(
    place int, channel text, direction text, person bigint, started timestamptz, answered timestamptz,
    ended timestamptz, day date, assisted boolean, key text, ward text, matters jsonb)
), made AS (
  INSERT INTO contacts_contact ({_CONTACT})
  SELECT id, %(council)s, channel, direction, person, %(handler)s::bigint, %(token)s::bigint, started, answered, ended,
         ended, day, assisted, key, %(run)s::bigint,
         CASE WHEN ward <> '' THEN ward WHEN person IS NULL THEN '' ELSE coalesce(({HOME_WARD}), '') END, ward <> ''
  FROM given ON CONFLICT (council_id, once_key) WHERE once_key IS NOT NULL DO NOTHING RETURNING id
), matters AS (
  INSERT INTO contacts_matter ({_MATTER})
  SELECT %(council)s, given.id, m.ordinality, m.value->>0, m.value->>1, m.value->>2, m.value->>3, m.value->>4,
         (m.value->>5)::boolean, m.value->>6, m.value->>7
  FROM made JOIN given USING (id), jsonb_array_elements(given.matters) WITH ORDINALITY AS m
  RETURNING id, contact_id, position
)
SELECT given.place, made.id, array_agg(matters.id ORDER BY matters.position) FILTER (WHERE matters.id IS NOT NULL)
FROM made JOIN given USING (id) LEFT JOIN matters ON matters.contact_id = made.id
GROUP BY given.place, made.id
"""


def record_contact(
    actor: Actor,
    *,
    channel: str,
    started_at: datetime,
    person: int | None = None,
    answered_at: datetime | None = None,
    ended_at: datetime | None = None,
    direction: str = INBOUND,
    assisted: bool = False,
    matters: Sequence[MatterIn] = (),
    key: str | None = None,
) -> int:
    """Record one finished contact with its matters; returns its id.

    Times are aware; without `ended_at` it ended now. With `key` a second call by the same actor returns the first
    contact and writes nothing. Refusal for unknown codes, times out of order or in the future.
    """
    recorded = record_whole(
        actor,
        contact=ContactIn(
            channel, started_at, person, answered_at, ended_at, direction, assisted, tuple(matters), key or ""
        ),
    )
    assert recorded.contact is not None, "record_whole raises what it does not record"
    return recorded.contact


def record_whole(actor: Actor, *, contact: ContactIn) -> Recorded:
    """The same, answering the ids of the matters too."""
    require(policy.may_record(actor))
    now = clock.now()
    rules.check_contact(_lists(actor, [contact]), contact, now)
    if not actor.is_system:  # the installation has its people from its own verbs; the foreign key stands behind it
        rules.check_person(contact.person, _customers(actor, [contact]))
    with transaction.atomic(savepoint=False):
        made = _insert(actor, [(0, contact)], now)
        if 0 in made:
            _note(actor, [(made[0], contact)])
            wrote_by = contact.channel if contact.direction == INBOUND else ""
            signs = rules.signs_of((matter.ended for matter in contact.matters), wrote_by=wrote_by)
            note_signs(actor.council, person=contact.person, signs=signs)
            return made[0]
        return _known(actor, [contact.key])[contact.key]


def record_contacts(actor: Actor, *, rows: Sequence[ContactIn], run: int | None = None) -> list[Recorded]:
    """Record up to 1,000 finished contacts at once; the answers stand in the order of `rows`.

    A row that cannot be taken is answered with the sentence why, and the others are written. A key used twice
    within the batch counts once. `run` is the import that brings them. Refusal when there are too many rows.
    """
    require(policy.may_record(actor))
    if len(rows) > MOST_AT_ONCE:
        raise Refusal(f"Send up to {MOST_AT_ONCE} contacts at once.", field="rows", code="too-many")
    now, lists = clock.now(), _lists(actor, rows)
    customers = _customers(actor, rows)
    answers: dict[int, Recorded] = {}
    good: list[tuple[int, ContactIn]] = []
    for place, row in enumerate(rows):
        try:
            rules.check_contact(lists, row, now)
            rules.check_person(row.person, customers)
            good.append((place, row))
        except Refusal as refused:
            answers[place] = Recorded(refused=refused.sentence, field=refused.field)
    with transaction.atomic(savepoint=False):
        made = _insert(actor, good, now, run) if good else {}
        _note(actor, [(made[place], row) for place, row in good if place in made], run)
        again = _known(actor, [row.key for place, row in good if place not in made])
        answers |= made | {place: again[row.key] for place, row in good if place not in made}
    return [answers[place] for place in range(len(rows))]


def _lists(actor: Actor, rows: Iterable[ContactIn]) -> Lists:
    return lists_of(actor.council, *(matter.service for row in rows for matter in row.matters))


def _customers(actor: Actor, rows: Iterable[ContactIn]) -> frozenset[int]:
    """Which of the people named are customers of this council."""
    named = {row.person for row in rows if row.person is not None}
    return people.known_of(actor.council, named) if named else frozenset()


def _insert(
    actor: Actor, rows: Iterable[tuple[int, ContactIn]], now: datetime, run: int | None = None
) -> dict[int, Recorded]:
    """Write the rows whose key is new; what was made, by place."""
    with planned.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "rows": to_json([_row(actor, place, contact, now) for place, contact in rows]).decode(),
                "council": actor.council,
                "handler": actor.user if policy.handles(actor) else None,
                "token": actor.token,
                "run": run,
            },
        )
        return {place: Recorded(made, tuple(matters or ())) for place, made, matters in cursor.fetchall()}


def _row(actor: Actor, place: int, contact: ContactIn, now: datetime) -> dict[str, Any]:
    return {
        "place": place,
        "channel": contact.channel,
        "direction": contact.direction,
        "person": contact.person,
        "started": contact.started_at,
        "answered": contact.answered_at,
        "ended": contact.ended_at or max(now, contact.started_at),
        "day": contact.started_at.astimezone(clock.LOCAL).date(),
        "assisted": contact.assisted,
        "key": _key(actor, contact.key),
        "ward": contact.ward,
        "matters": [_matter(matter) for matter in contact.matters],
    }


def _matter(matter: MatterIn) -> list[Any]:
    """A matter in the order in which the statement takes it apart."""
    ended = matter.ended
    return [
        *(matter.service, matter.reason, ended.outcome, ended.demand, ended.demand_reason, ended.avoidable),
        *(ended.offered, ended.declined_why),
    ]


def _key(actor: Actor, key: str) -> str | None:
    """Keys belong to whoever sent them: two clients may use the same."""
    if not key:
        return None
    if actor.token is not None:
        return f"token:{actor.token}:{key}"
    return f"user:{actor.user}:{key}" if actor.user is not None else f"house:{key}"


def _known(actor: Actor, keys: Iterable[str]) -> dict[str, Recorded]:
    """What was recorded under these keys before."""
    wanted = {_key(actor, key): key for key in keys if key}
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.once_key, c.id, array_agg(m.id ORDER BY m.position) FILTER (WHERE m.id IS NOT NULL)"
            " FROM contacts_contact c LEFT JOIN contacts_matter m"
            " ON m.council_id = c.council_id AND m.contact_id = c.id"
            " WHERE c.council_id = %s AND c.once_key = ANY(%s) GROUP BY c.id",
            [actor.council, list(wanted)],
        )
        return {
            wanted[key]: Recorded(contact, tuple(matters or ()), again=True)
            for key, contact, matters in cursor.fetchall()
        }


def _note(actor: Actor, recorded: Iterable[tuple[Recorded, ContactIn]], run: int | None = None) -> None:
    by = {"import": run} if run is not None else {}
    journal.write_many(
        actor,
        [
            journal.Entry(
                CONTACT_RECORDED,
                "contact",
                made.contact or 0,
                person=contact.person,
                via=contact.channel,
                data={"services": sorted({m.service for m in contact.matters if m.service}), **by},
                happened_at=contact.started_at,
            )
            for made, contact in recorded
        ],
    )
