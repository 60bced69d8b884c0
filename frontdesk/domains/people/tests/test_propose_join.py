"""Pairs that may be one customer: proposed once, answered by whoever decides, remembered."""

from datetime import date

import pytest

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.actions.erase import erase_people
from frontdesk.domains.people.tests.stories import BORN, fronts, record
from frontdesk.domains.people.types import GONE, JOINED, OPEN, REJECTED
from frontdesk.kernel import tenancy
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

WHY = (("given", "same", 6.0), ("phone", "same", 4.0))


def state(proposal: int) -> str:
    return models.JoinProposal.objects.get(pk=proposal).state


@pytest.mark.shows("B3")
def test_advisers_propose_and_the_same_pair_is_one_proposal(cast: Cast):
    a, b = record(cast), record(cast)
    made = actions.propose_join(cast.dee, person=b, other=a, why="She told me so")
    assert actions.propose_join(cast.system, person=a, other=b, probability=0.7, reasons=WHY) == made
    row = models.JoinProposal.objects.get()
    assert (row.lower_id, row.higher_id, row.probability) == (a, b, 0.7)
    assert [tuple(each) for each in row.reasons] == list(WHY)


def test_who_meets_no_customers_proposes_nothing(cast: Cast):
    for who in (cast.des, cast.ada, cast.amina, cast.flo):
        with pytest.raises(NotAllowed):
            actions.propose_join(who, person=record(cast), other=record(cast))


@pytest.mark.shows("B3")
def test_accepting_joins_the_two_for_the_reasons_of_the_proposal(cast: Cast):
    a, b = record(cast), record(cast)
    proposal = actions.propose_join(cast.system, person=a, other=b, probability=0.9, reasons=WHY)
    with pytest.raises(NotAllowed):
        actions.accept_proposal(cast.dee, proposal=proposal)
    join = models.Join.objects.get(pk=actions.accept_proposal(cast.sam, proposal=proposal))
    assert (join.person_id, join.into_id, join.how, join.probability) == (b, a, "proposed", 0.9)
    assert state(proposal) == JOINED
    with pytest.raises(Refusal, match="answered"):
        actions.reject_proposal(cast.sam, proposal=proposal)


def test_the_manager_says_which_record_stays_in_front(cast: Cast):
    a, b = record(cast), record(cast)
    proposal = actions.propose_join(cast.dee, person=a, other=b)
    actions.accept_proposal(cast.sam, proposal=proposal, into=b)
    assert fronts(cast, a, b) == [b, b]


def test_other_dates_of_birth_need_the_managers_own_reason(cast: Cast):
    a, b = record(cast, date_of_birth=BORN), record(cast, date_of_birth=date(1990, 1, 1))
    proposal = actions.propose_join(cast.dee, person=a, other=b, why="She told me so")
    with pytest.raises(Refusal, match="dates of birth"):
        actions.accept_proposal(cast.sam, proposal=proposal)
    actions.accept_proposal(cast.sam, proposal=proposal, why="Seen her passport")
    assert fronts(cast, b) == [a]


@pytest.mark.shows("B3")
def test_a_rejected_pair_stays_rejected_unless_somebody_asks_again(cast: Cast):
    a, b = record(cast), record(cast)
    proposal = actions.propose_join(cast.dee, person=a, other=b)
    actions.reject_proposal(cast.sam, proposal=proposal, why="Twins")
    assert actions.propose_join(cast.dee, person=a, other=b) == proposal
    assert state(proposal) == REJECTED
    actions.propose_join(cast.dee, person=a, other=b, again=True)
    assert state(proposal) == OPEN


def test_a_join_answers_every_proposal_within_the_customer_and_undoing_says_no_to_those_across(cast: Cast):
    a, b, c = (record(cast) for _ in range(3))
    ab, ac, bc = (actions.propose_join(cast.dee, person=x, other=y) for x, y in ((a, b), (a, c), (b, c)))
    actions.accept_proposal(cast.sam, proposal=ab)
    join = actions.accept_proposal(cast.sam, proposal=ac)
    assert [state(each) for each in (ab, ac, bc)] == [JOINED] * 3
    actions.undo_join(cast.sam, join=join, why="Two people")
    assert [state(each) for each in (ab, ac, bc)] == [JOINED, REJECTED, REJECTED]


def test_proposals_of_restricted_records_are_for_those_named(cast: Cast):
    a, b = record(cast), record(cast)
    proposal = actions.propose_join(cast.dee, person=a, other=b)
    actions.restrict_person(cast.sam, person=a, readers=[cast.cora.user or 0])
    for verb in (actions.accept_proposal, actions.reject_proposal):
        with pytest.raises(NotFound):
            verb(cast.sam, proposal=proposal)
    assert queries.pairs_waiting(cast.sam).pairs == ()


def test_one_council_never_meets_the_others(cast: Cast):
    with tenancy.acting_for(cast.lena.council):
        theirs = [actions.create_person(cast.lena, name="Ann Testwood", source="desk") for _ in range(2)]
        proposal = actions.propose_join(cast.lena, person=theirs[0], other=theirs[1])
    with pytest.raises(NotFound):
        actions.accept_proposal(cast.sam, proposal=proposal)
    assert queries.pairs_waiting(cast.sam).pairs == ()


def test_nothing_is_left_to_decide_of_a_record_whose_details_were_removed(cast: Cast):
    a, b = record(cast), record(cast)
    proposal = actions.propose_join(cast.dee, person=a, other=b, why="Ann told me", reasons=WHY)
    erase_people(cast.dee.council, [a])
    row = models.JoinProposal.objects.get(pk=proposal)
    assert (row.state, row.reasons, row.why) == (GONE, [], "")


@pytest.mark.shows("B3")
def test_pairs_wait_the_surest_first_page_by_page_with_the_reasons_in_words(cast: Cast):
    people = [record(cast, f"Ann {at}") for at in range(4)]
    pairs = [(people[0], people[1], 0.3), (people[1], people[2], 0.9), (people[2], people[3], 0.6)]
    doubtful = [(*each, WHY) for each in pairs]
    actions.bring_matches(cast.system, run=1, certain=[], doubtful=doubtful)
    first = queries.pairs_waiting(cast.sam, limit=2)
    assert [each.probability for each in first.pairs] == [0.9, 0.6]
    assert first.pairs[0].reasons == ("Same first name.", "Same phone number.")
    rest = queries.pairs_waiting(cast.sam, after=first.after, limit=2)
    assert [each.probability for each in rest.pairs] == [0.3] and rest.after is None
