"""At 100,000 people no query of the search reads a whole table or sorts more than its 200 candidates."""

import json
import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from frontdesk.console.bench.plans import statements
from frontdesk.domains.people import queries
from frontdesk.domains.people.rules import near
from frontdesk.domains.people.tests.conftest import Crowd, analyse
from frontdesk.domains.people.tests.test_search import CASES
from frontdesk.kernel import tenancy

PEOPLE, COPIES = 100_000, 19
# The town nineteen times more: its names again, in other districts, streets and emails.
GROW = """
    DO $$ DECLARE one record; BEGIN  -- checking what is right by the way it is made would take most of the time
      FOR one IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
                 WHERE contype = 'f' AND conrelid::regclass::text LIKE 'people_%' LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.t, one.conname);
      END LOOP;
    END $$;
    CREATE TEMP TABLE copied ON COMMIT DROP AS
      SELECT p.id AS old, n, nextval(pg_get_serial_sequence('people_person', 'id')) AS id
      FROM people_person p, generate_series(1, {copies}) n WHERE p.council_id = {council} AND p.source = 'town';
    INSERT INTO people_person (id, council_id, name, given, family, name_key, date_of_birth, preferred_channel,
        preferred_language, merged_how, restricted, readers, source, created_at)
      SELECT c.id, council_id, name, given, family, name_key, date_of_birth + n * 17, '', '', '', false, '{{}}', 'copy',
        created_at FROM copied c JOIN people_person p ON p.id = c.old;
    INSERT INTO people_nameword (council_id, person_id, word)
      SELECT council_id, c.id, word FROM copied c JOIN people_nameword w ON w.person_id = c.old;
    INSERT INTO people_contactpoint (council_id, person_id, kind, value, email_norm, phone_e164, phone_back, source,
        certainty, verified_how, added_at)
      SELECT council_id, c.id, kind, value, CASE kind WHEN 'email' THEN 'x' || n || email_norm ELSE '' END, phone_e164,
        phone_back, source, certainty, '', added_at FROM copied c JOIN people_contactpoint o ON o.person_id = c.old;
    INSERT INTO people_personaddress (council_id, person_id, line, postcode, inward_norm, uprn, number_key, street_key,
        flat_key, building_key, source, added_at)
      SELECT council_id, c.id, line, 'ZY' || (10 + n) || right(postcode, 4), inward_norm, uprn, number_key,
        street_key || ' ' || n, flat_key, building_key, source, added_at
      FROM copied c JOIN people_personaddress a ON a.person_id = c.old;
    INSERT INTO people_identity (council_id, person_id, system, value)
      SELECT council_id, c.id, system, 'CT-' || (200000 + c.id) || '/' || n
      FROM copied c JOIN people_identity i ON i.person_id = c.old;
    INSERT INTO people_word (council_id, kind, word, near)
      SELECT council_id, kind, word || ' ' || n, ARRAY[word || ' ' || n]
      FROM people_word, generate_series(1, {copies}) n WHERE council_id = {council} AND kind = 'place';
"""


@pytest.fixture(scope="module")
def city(crowd: Crowd) -> Crowd:
    """The town grown to 100,000 people."""
    with psycopg.connect(crowd.addresses.owner_url) as owner:
        owner.execute(GROW.format(copies=COPIES, council=crowd.dee.council))
    analyse(crowd.addresses)
    return crowd


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every node of a plan."""
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def problems(plan: dict[str, Any], large: set[str]) -> list[str]:
    """Whole reads of large tables, and sorts beyond the candidates."""
    found = []
    for node in nodes(plan):
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in large:
            found.append(f"reads all of {node['Relation Name']}")
        if "Sort" in node["Node Type"] and node["Plan Rows"] > 1000:
            found.append(f"sorts {node['Plan Rows']} rows")
    return found


def explain(cursor: Any, statement: str, values: Any) -> dict[str, Any]:
    """The plan of a statement, as the cursor's role."""
    cursor.execute("EXPLAIN (FORMAT JSON) " + statement, values)
    (answer,) = cursor.fetchone()
    return dict((json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"])


def large_tables(cursor: Any) -> set[str]:
    """The tables of people with more than a few pages."""
    cursor.execute("SELECT relname FROM pg_class WHERE relname LIKE 'people_%%' AND relkind = 'r' AND reltuples > 2000")
    return {row[0] for row in cursor.fetchall()}


def test_no_query_of_any_case_reads_a_whole_table(city: Crowd):
    bad = []
    with tenancy.acting_for(city.dee.council), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person WHERE council_id = %s", [city.dee.council])
        assert cursor.fetchone()[0] >= PEOPLE
        large = large_tables(cursor)
        assert {
            f"people_{each}" for each in ("person", "nameword", "contactpoint", "personaddress", "identity")
        } <= large
        for typed, _ in CASES:
            with statements() as asked:
                queries.search(city.dee, typed)
            assert len(asked) <= 10
            for text, values in asked:
                bad += [f"{typed}: {one}" for one in problems(explain(cursor, text, values), large)]
    assert bad == []


def test_the_dictionary_is_asked_by_its_indexes(city: Crowd):
    """The function runs as its owner, so its parts are explained as the owner runs them."""
    typed = ["quillfaether", "smith"]
    values = {
        "unnest(typed, keys)": "unnest(%s::text[], %s::text[])",
        "unnest(typed, likely)": "unnest(%s::text[], %s::boolean[])",
    }
    with psycopg.connect(city.addresses.owner_url) as owner, owner.cursor() as cursor:
        cursor.execute("SELECT set_config('app.councils', %s, false)", [f"{{{city.dee.council}}}"])
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'people_near_words'")
        (body,) = cursor.fetchone() or ("",)
        parts = re.split(r"\bUNION\b", body.partition("RETURN QUERY")[2].partition(";")[0])
        assert len(parts) == 3
        for part in parts:
            statement = part.replace("wanted", str(city.dee.council)).replace("= sort", "= 'place'").replace("%", "%%")
            for old, new in values.items():
                statement = statement.replace(old, new)
            second = ["|".join(near.keys(word)) for word in typed] if "t.keys" in part else [True, True]
            cursor.execute("EXPLAIN (FORMAT JSON) " + statement, [typed, second])
            (answer,) = cursor.fetchone() or ([],)
            assert problems(answer[0]["Plan"], {"people_word"}) == [], part
