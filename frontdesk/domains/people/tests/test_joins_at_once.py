"""Joining and parting at the same moment as others: nothing is lost, nobody waits for ever, no circle."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts import queries as taken
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.actions.erase import erase_people
from frontdesk.domains.people.rules.joins import roots
from frontdesk.domains.people.tests.stories import record
from frontdesk.domains.people.types import Match
from frontdesk.kernel.actor import Actor
from tests.support.at_once import both
from tests.support.cast import Cast
from tests.support.neighbours import MORNING

pytestmark = [pytest.mark.committed, pytest.mark.shows("B3")]
OFTEN = 5


def at_once(cast: Cast, *do: Callable[[], Any]) -> list[Any]:
    came = both(cast.sam.council, MORNING, *do)
    _whole(cast)
    return came


def _whole(cast: Cast) -> None:
    """What the records say is what the joins that are not undone say."""
    edges = models.Join.objects.filter(council_id=cast.sam.council, undone_at=None).values_list("person_id", "into_id")
    rows = models.Person.objects.filter(council_id=cast.sam.council, merged_into__isnull=False)
    assert dict(rows.values_list("id", "merged_into_id")) == roots(edges)


def join(cast: Cast, person: int, into: int) -> int:
    return actions.join_people(cast.sam, person=person, into=into)


def joins(cast: Cast, person: int, into: int) -> Callable[[], int]:
    return partial(join, cast, person, into)


def undoes(actor: Actor, first: int) -> Callable[[], None]:
    return partial(actions.undo_join, actor, join=first, why="Two people")


def test_two_joins_that_overlap_are_both_kept_and_make_no_circle(real: Cast):
    for _ in range(OFTEN):
        a, b, c, d = (record(real) for _ in range(4))
        join(real, b, a), join(real, d, c)
        came = at_once(real, joins(real, a, c), joins(real, c, a), joins(real, d, b))
        assert sorted(map(str, came))[1:] == ["joined", "joined"]
        assert len({queries.head(real.sam.council, each) for each in (a, b, c, d)}) == 1


def test_chains_joined_at_once_in_both_orders_end_in_one(real: Cast):
    for _ in range(OFTEN):
        people = [record(real) for _ in range(6)]
        pairs = list(pairwise(people))
        came = at_once(real, *(joins(real, *pair) for pair in pairs))
        assert all(isinstance(each, int) for each in came)
        assert len({queries.head(real.sam.council, each) for each in people}) == 1


def test_a_join_and_an_undo_of_the_same_customer_both_happen(real: Cast):
    for _ in range(OFTEN):
        a, b, c = (record(real) for _ in range(3))
        first = join(real, b, a)
        at_once(real, joins(real, c, b), undoes(real.sam, first))
        assert queries.head(real.sam.council, b) == b
        assert queries.head(real.sam.council, c) in (a, b)


def test_an_undo_is_done_once(real: Cast):
    first = join(real, record(real), record(real))
    undo = [undoes(who, first) for who in (real.sam, real.system)]
    assert sorted(map(str, at_once(real, *undo))) == ["None", "undone"]


def test_what_is_written_while_they_part_is_kept_with_one_of_them(real: Cast):
    for at in range(OFTEN):
        a, b = record(real), record(real)
        first = join(real, b, a)
        came = at_once(
            real,
            undoes(real.sam, first),
            lambda b=b, at=at: actions.add_contact_point(
                real.dee, person=b, kind="phone", value=f"07700 90011{at}", source="desk"
            ),
            lambda b=b: contacts.record_contact(
                real.dee, channel="phone", person=b, started_at=MORNING, ended_at=MORNING,
                matters=[MatterIn("missed-bin", "progress", WrapUp("answered", "value"))],
            ),
            lambda b=b: actions.record_need(real.oli, person=b, need="hearing", instruction="Use the loop"),
        )  # fmt: skip
        assert came[0] is None and all(isinstance(each, int) for each in (came[1], came[3]))
        council = real.sam.council
        assert models.ContactPoint.objects.get(pk=came[1]).person_id in (a, b)
        assert models.Need.objects.get(pk=came[3]).person_id in (a, b)
        assert list(taken.last_contacts(council, [b])) == [b], "a contact is of the record it was taken for"


def test_a_pair_is_decided_while_one_of_them_is_emptied(real: Cast):
    for _ in range(OFTEN):
        a, b = record(real), record(real)
        proposal = actions.propose_join(real.dee, person=a, other=b)
        came = at_once(
            real,
            partial(actions.accept_proposal, real.sam, proposal=proposal),
            partial(_erase, real.sam.council, [a]),
        )
        assert came[1] == 1 and models.Person.objects.get(pk=a).name == ""


def _erase(council: int, people: list[int]) -> int:
    with transaction.atomic():
        return erase_people(council, people)


def test_matching_runs_while_staff_join_the_same(real: Cast):
    for _ in range(OFTEN):
        people = [record(real) for _ in range(6)]
        pairs: list[Match] = [(one, other, 0.9999, []) for one, other in pairwise(people)]
        came = at_once(
            real,
            lambda pairs=pairs: actions.bring_matches(real.system, run=None, certain=pairs, doubtful=[]).joined,
            joins(real, people[5], people[0]),
            joins(real, people[1], people[4]),
        )
        assert came[0] >= 3
        assert len({queries.head(real.sam.council, each) for each in people}) == 1
