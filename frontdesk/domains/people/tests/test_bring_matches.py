"""What matching found: certain pairs join unless a rule forbids it, doubtful ones wait, nothing is done twice."""

from datetime import date

import pytest

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.tests.stories import BORN, exactly, fronts, record
from frontdesk.domains.people.types import Match, Matched
from frontdesk.kernel.errors import NotAllowed
from tests.support.cast import Cast

WHY = (("given", "same", 6.0), ("born", "same", 14.0))


def bring(cast: Cast, *certain: Match, doubtful: list[Match] | None = None, run: int = 1) -> Matched:
    return actions.bring_matches(cast.system, run=run, certain=certain, doubtful=doubtful or [])


@pytest.mark.shows("B3", "B14")
def test_certain_pairs_join_and_can_be_undone_one_by_one(cast: Cast):
    a, b, c = (record(cast, date_of_birth=BORN) for _ in range(3))
    before = exactly(cast.dee.council)
    told = bring(cast, (a, b, 0.9999, WHY), (b, c, 0.999, WHY))
    assert (told.joined, told.proposed, fronts(cast, a, b, c)) == (2, 0, [a, a, a])
    joins = models.Join.objects.order_by("id")
    assert {(each.how, each.run, each.joined_by) for each in joins} == {("certain", 1, None)}
    for join in joins:
        actions.undo_join(cast.sam, join=join.pk, why="Cousins")
    assert exactly(cast.dee.council) == before


def test_it_may_be_run_again(cast: Cast):
    a, b, c = (record(cast) for _ in range(3))
    doubtful: list[Match] = [(b, c, 0.5, WHY)]
    bring(cast, (a, b, 0.9999, WHY), doubtful=doubtful)
    told = bring(cast, (a, b, 0.9999, WHY), doubtful=[(b, c, 0.6, [])], run=2)
    assert (told.joined, told.known, told.proposed, told.renewed) == (0, 1, 0, 1)
    row = models.JoinProposal.objects.get(state="open")
    assert (row.probability, row.reasons, row.run) == (0.6, [], 2)


@pytest.mark.shows("B3")
def test_other_dates_of_birth_never_join_by_themselves(cast: Cast):
    a, b, c = record(cast, date_of_birth=BORN), record(cast), record(cast, date_of_birth=date(1981, 3, 12))
    told = bring(cast, (a, c, 0.99999, WHY))
    assert (told.joined, told.forbidden, told.proposed) == (0, 1, 1)
    told = bring(cast, (a, b, 0.9999, WHY), (b, c, 0.9999, WHY))
    assert (told.joined, told.forbidden) == (1, 1), "nor by a third record that has none"


def test_restricted_records_and_two_accounts_do_not_either(cast: Cast):
    a, b = record(cast), record(cast)
    actions.restrict_person(cast.sam, person=a, readers=[cast.sam.user or 0])
    mine = [actions.own_record(each, name="Ann Testwood", source="web") for each in (cast.amina, cast.bill)]
    told = bring(cast, (a, b, 0.9999, WHY), (mine[0], mine[1], 0.9999, WHY))
    assert (told.joined, told.forbidden, told.proposed) == (0, 2, 2)


def test_whoever_signs_in_stays_in_front(cast: Cast):
    older = record(cast)
    own = actions.own_record(cast.amina, name="Ann Testwood", source="web")
    bring(cast, (older, own, 0.9999, WHY))
    assert fronts(cast, older, own) == [own, own]
    assert queries.person_of(cast.amina.council, cast.amina.user) == own


@pytest.mark.shows("B3")
def test_what_was_said_to_be_two_people_is_left_alone_also_by_way_of_a_third(cast: Cast):
    a, b, c = (record(cast) for _ in range(3))
    actions.reject_proposal(cast.sam, proposal=actions.propose_join(cast.dee, person=a, other=b))
    told = bring(cast, (a, b, 0.9999, WHY), (a, c, 0.9999, WHY), (b, c, 0.9999, WHY), doubtful=[(a, b, 0.5, WHY)])
    assert (told.joined, told.remembered, told.proposed) == (1, 3, 0)


def test_a_certain_pair_answers_the_proposal_that_waited(cast: Cast):
    a, b = record(cast), record(cast)
    bring(cast, doubtful=[(a, b, 0.5, WHY)])
    bring(cast, (a, b, 0.9999, WHY))
    assert models.JoinProposal.objects.get().state == "joined"


def test_a_record_that_is_not_there_is_passed_over(cast: Cast):
    a = record(cast)
    told = bring(cast, (a, a + 5000, 0.9999, WHY), doubtful=[(a, a + 5001, 0.5, WHY)])
    assert told == Matched(missing=2)


def test_only_the_installation_brings_them(cast: Cast):
    with pytest.raises(NotAllowed):
        actions.bring_matches(cast.sam, run=1, certain=[], doubtful=[])
