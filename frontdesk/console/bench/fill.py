"""Filling a database with a year of a council: people by their verb, contacts and requests in a few statements.

Rows are as the verbs leave them (the same columns, counts in the same proportion); a verb call each would take an hour.
Everything is written as the application, under the policies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from frontdesk.console.demo.people import make_people
from frontdesk.domains.people import actions as people
from frontdesk.domains.services import queries as services
from frontdesk.kernel.actor import Actor

CONTACTS_EACH = 5
"""Contacts a person in the year; DESIGN 6 measures a million people with five million contacts."""
REQUESTS_IN_CONTACTS = 3
"""Every third contact makes a request."""
OPEN_SHARE = 0.05

_CHANNELS = "'{phone,phone,phone,phone,web,web,web,visit,email,letter}'::text[]"

# Some people come often: the square of an even spread. Most contacts fall into working hours.
_CONTACTS = f"""
CREATE TEMP TABLE bench_contact ON COMMIT DROP AS
  SELECT nextval(pg_get_serial_sequence('contacts_contact', 'id')) AS id, n, channel, person, at,
         (at AT TIME ZONE 'Europe/London')::date AS day,
         channel IN ('phone', 'visit') AS staffed, random() < 0.05 AS given_up
  FROM (SELECT n, ({_CHANNELS})[1 + floor(random() * 10)::int] AS channel,
               %(first)s + floor(power(random(), 2) * %(people)s)::bigint AS person,
               date_trunc('day', now()) - make_interval(days => floor(random() * 365)::int + 1)
               + make_interval(mins => 480 + floor(random() * 600)::int) AS at
        FROM generate_series(1, %(contacts)s) n) spread;
INSERT INTO contacts_contact (id, council_id, channel, direction, person_id, handler_id, started_at, answered_at,
    ended_at, done_at, local_day, assisted)
  SELECT id, %(council)s, channel, 'in', person,
         CASE WHEN staffed AND NOT given_up THEN (%(users)s::bigint[])[1 + n %% %(staff)s] END, at,
         CASE WHEN NOT given_up THEN at + make_interval(secs => 5 + random() * 90) END,
         at + interval '6 minutes', at + interval '7 minutes', day, false
  FROM bench_contact;
CREATE TEMP TABLE bench_matter ON COMMIT DROP AS
  SELECT nextval(pg_get_serial_sequence('contacts_matter', 'id')) AS id, c.id AS contact, c.n,
         1 + (c.n %% %(services)s) AS kind FROM bench_contact c;
INSERT INTO contacts_matter (id, council_id, contact_id, position, service, reason, outcome, demand, demand_reason,
    avoidable, offered, declined_why)
  SELECT m.id, %(council)s, m.contact, 1, (%(codes)s::text[])[m.kind], 'report',
         CASE WHEN m.n %% %(every)s = 0 THEN 'request-made' ELSE 'answered' END,
         CASE WHEN m.n %% 4 = 0 THEN 'failure' ELSE 'value' END, CASE WHEN m.n %% 4 = 0 THEN 'chasing' ELSE '' END,
         m.n %% 7 = 0, 'no', ''
  FROM bench_matter m;
INSERT INTO kernel_journal (council_id, kind, thing_type, thing_id, person_id, via, data, happened_at, recorded_at)
  SELECT %(council)s, 'contacts.recorded', 'contact', id, person, channel, '{{}}', at, now() FROM bench_contact;
"""

_REQUESTS = """
CREATE TEMP TABLE bench_request ON COMMIT DROP AS
  SELECT nextval(pg_get_serial_sequence('requests_request', 'id')) AS id, c.n, c.channel, c.person,
         c.at, c.day, m.id AS matter, s.service, s.version, s.promise, s.sort, s.team,
         c.at + make_interval(days => 10 + floor(random() * 30)::int) AS due,
         c.at > now() - interval '365 days' * %(open)s * 3 AND random() < 0.34 AS open
  FROM bench_contact c JOIN bench_matter m ON m.contact = c.id
  JOIN (SELECT k AS kind, (%(codes)s::text[])[k] AS service, (%(versions)s::bigint[])[k] AS version,
               (%(promises)s::text[])[k] AS promise, (%(kinds)s::text[])[k] AS sort,
               (SELECT id FROM organisations_team WHERE council_id = %(council)s AND code = (%(owners)s::text[])[k])
               AS team
        FROM generate_series(1, %(services)s) k) s USING (kind)
  WHERE c.n %% %(every)s = 0;
INSERT INTO requests_request (id, council_id, reference, service, version_id, kind, tier, restricted, person_id,
    team_id, owner_id, status, state, side, outcome, channel, digital, assisted, ending, language, ward, promise,
    promise_words, missed_promise, received_at, local_day, due_at, order_at, missed, kept, closed_at, easting,
    northing, changes, by_the_minute)
  SELECT id, %(council)s, lpad(id::text, 8, '0'), service, version, sort, 1, false, person, team,
         (%(users)s::bigint[])[1 + n %% %(staff)s], CASE WHEN open THEN 'received' ELSE 'done' END,
         CASE WHEN open THEN 'running' ELSE 'stopped' END,
         CASE WHEN open THEN 'open' WHEN n %% 10 = 0 THEN 'neither' ELSE 'completed' END,
         CASE WHEN open THEN '' ELSE 'done' END, channel, channel = 'web', false, 'sent', 'en', '', promise, '', '',
         at, day, due, due, NOT open AND n %% 9 = 0, CASE WHEN open THEN NULL ELSE n %% 9 <> 0 END,
         CASE WHEN open THEN NULL ELSE at + interval '4 days' END,
         600000 + random() * 20000, 300000 + random() * 20000, 1, false
  FROM bench_request;
INSERT INTO requests_requestcontact (council_id, request_id, contact_id, matter_id)
  SELECT %(council)s, r.id, c.id, r.matter FROM bench_request r JOIN bench_contact c USING (n);
INSERT INTO requests_requestevent (council_id, request_id, at, kind, name, key, by)
  SELECT %(council)s, id, at, 'started', '', '', 0 FROM bench_request;
INSERT INTO requests_requestanswers (council_id, request_id, number, version_id, answers, made_at)
  SELECT %(council)s, id, 1, version, '{}', at FROM bench_request;
INSERT INTO kernel_journal (council_id, kind, thing_type, thing_id, person_id, via, data, happened_at, recorded_at)
  SELECT %(council)s, kind, 'request', id, person, channel, '{}', at, now()
  FROM (SELECT 'requests.received' AS kind, id, person, channel, at FROM bench_request
        UNION ALL SELECT 'requests.closed', id, person, channel, at + interval '4 days'
        FROM bench_request WHERE NOT open) told;
"""


@dataclass(frozen=True)
class Filled:
    """How many rows of each there are."""

    people: int
    contacts: int
    requests: int
    open: int


def load_customers(council: int, number: int, analyse: Callable[[], None]) -> int:
    """Load invented people by the bulk verb and `analyse`; the id of the first of them, whose numbers follow on."""
    people.load_people(Actor.system(council), rows=make_people(number), system="bench")
    analyse()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(person_id) FROM people_identity WHERE council_id = %s AND system = 'bench'", [council]
        )
        return int(cursor.fetchone()[0])


def fill_year(council: int, *, first: int, people: int, users: list[int]) -> Filled:
    """Write a year of contacts and requests of `people` customers from id `first` on, handled by `users`."""
    found = _services(council)
    values = {
        "council": council, "first": first, "people": people, "contacts": people * CONTACTS_EACH, "users": users,
        "staff": len(users), "every": REQUESTS_IN_CONTACTS, "open": OPEN_SHARE, "services": len(found),
        "codes": [each[0] for each in found], "versions": [each[1] for each in found],
        "promises": [each[2] for each in found], "kinds": [each[3] for each in found],
        "owners": [each[4] for each in found],
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        for statement in (_CONTACTS + _REQUESTS.replace("'{}'", "'{{}}'")).replace("{{}}", "{}").split(";\n"):
            if statement.strip():
                cursor.execute(statement, dict[str, Any](values))
    return count(council)


def count(council: int) -> Filled:
    """What the database holds of this council."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM people_person WHERE council_id = %(c)s),"
            " (SELECT count(*) FROM contacts_contact WHERE council_id = %(c)s), count(*),"
            " count(*) FILTER (WHERE closed_at IS NULL) FROM requests_request WHERE council_id = %(c)s",
            {"c": council},
        )
        return Filled(*cursor.fetchone())


def _services(council: int) -> list[tuple[str, int, str, str, str]]:
    """(code, version, promise, kind, owning team) of the unrestricted services."""
    rows = []
    for listing in services.catalogue(Actor.system(council)):
        published = services.published(council, listing.code)
        if published is None or published.definition.restricted:
            continue
        standard = published.definition.standard
        promise = str(getattr(standard, "promise", "") or "") if standard else ""
        rows.append((listing.code, published.version, promise, published.definition.kind, published.definition.owner))
    return rows
