"""Back offices telling the same records at the same moment, and beside somebody who joins them."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.models import Identity
from frontdesk.domains.people.tests.test_bring_records import AMINA, MAY
from frontdesk.domains.people.types import PersonIn
from frontdesk.kernel.actor import Actor
from tests.support.at_once import both
from tests.support.cast import Cast
from tests.support.neighbours import MORNING

pytestmark = [pytest.mark.committed, pytest.mark.shows("B3")]
OFTEN = 5


def tells(cast: Cast, *rows: PersonIn, key: str | None = None) -> Any:
    program = Actor(cast.dee.council, MAY, token=7)
    return partial(actions.bring_records, program, system="council-tax", rows=rows, key=key)


def test_the_same_records_told_twice_at_once_are_made_once(real: Cast):
    for number in range(OFTEN):
        rows = [replace(AMINA, key=f"{number}-{each}") for each in range(20)]
        came = both(real.dee.council, MORNING, tells(real, *rows), tells(real, *reversed(rows)))
        outcomes = [{each.outcome for each in answer} for answer in came]
        assert sorted(map(sorted, outcomes)) == [["created"], ["unchanged"]]
    assert Identity.objects.filter(council_id=real.dee.council, system="council-tax").count() == OFTEN * 20


def test_one_key_pressed_twice_at_once_is_answered_alike(real: Cast):
    first, second = both(real.dee.council, MORNING, tells(real, AMINA, key="n"), tells(real, AMINA, key="n"))
    assert first == second and first[0].outcome == "created"


def test_a_record_is_changed_while_it_is_joined_and_both_hold(real: Cast):
    for number in range(OFTEN):
        row = replace(AMINA, key=str(number))
        (made,) = tells(real, row)()
        front = actions.create_person(real.dee, name="Amina Begum", source="desk", date_of_birth=AMINA.date_of_birth)
        join = partial(actions.join_people, real.sam, person=made.person, into=front, why="The same passport")
        email = f"new{number}@example.org"
        came = both(real.dee.council, MORNING, tells(real, replace(row, emails=[email])), join)
        assert not [each for each in came if isinstance(each, Exception)]
        assert queries.head(real.dee.council, made.person) == front
        assert email in [each.value for each in queries.person(real.dee, front).points]
