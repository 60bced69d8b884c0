"""The list of needs to ask about again: longest due first, page by page, without whom the reader may not know."""

from datetime import timedelta

import pytest
from django.db import connection

from frontdesk.domains.people import actions, queries
from frontdesk.kernel import clock
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B4")


@pytest.fixture
def people(cast: Cast) -> list[int]:
    """Five with a need, due in turn; the second of them restricted, the need of the third too."""
    made = [actions.create_person(cast.dee, name=f"Ann Testwood{n}", source="desk") for n in range(5)]
    for n, person in enumerate(made):
        review = clock.today() + timedelta(days=10 - n)
        actions.record_need(cast.dee, person=person, need="sight", sensitive=n == 2, review_on=review)
    actions.restrict_person(cast.sam, person=made[1], readers=[cast.sam.user or 0])
    return made


def found(cast: Cast, actor, after=None, limit: int = 25):
    return queries.needs_due(actor, clock.today() + timedelta(days=30), after=after, limit=limit)


def test_it_lists_the_longest_due_first_and_goes_on_where_it_stopped(cast: Cast, people: list[int]):
    first = found(cast, cast.sam, limit=3)
    assert [each.person for each in first.needs] == [people[4], people[3], people[2]]
    rest = found(cast, cast.sam, after=first.after, limit=3)
    assert [each.person for each in rest.needs] == [people[1], people[0]] and rest.after is None


def test_it_hides_restricted_customers_and_says_nothing_of_restricted_needs(cast: Cast, people: list[int]):
    assert people[1] not in {each.person for each in found(cast, cast.dee).needs}
    told = {each.person: each.instruction for each in found(cast, cast.dee).needs}
    assert told[people[2]] == "" and told[people[0]].startswith("Cannot see well")
    assert people[2] not in {each.person for each in found(cast, cast.flo).needs}
    assert queries.needs_due(cast.sam, clock.today()).needs == ()


def test_it_goes_on_behind_a_page_of_nobody_it_may_show(cast: Cast, people: list[int]):
    first = found(cast, cast.dee, limit=3)
    assert [each.person for each in found(cast, cast.dee, after=first.after, limit=1).needs] == [people[0]]


def test_its_order_is_that_of_its_index(cast: Cast, people: list[int]):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM people_need WHERE council_id = %s AND ended_at IS NULL AND review_on <= %s"
            " ORDER BY review_on, id LIMIT 26",
            [cast.dee.council, clock.today()],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "need_review" in plan and "Sort" not in plan
