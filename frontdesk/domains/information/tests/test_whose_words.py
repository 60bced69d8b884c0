"""What is asked or said while two are wrongly joined stays theirs who said it, and is carried out on nobody else."""

from datetime import timedelta

import pytest

from frontdesk.domains.information import actions, models, queries
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.segments import queries as segments
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.cast import Cast
from tests.support.joined import Joined

pytestmark = pytest.mark.shows("B3", "B11")


def whose(case: int) -> int | None:
    return models.RightsCase.objects.get(pk=case).person_id


def names(two: Joined) -> list[str]:
    return [people_queries.name_for(two.cast.dee, each) for each in (two.mother, two.son)]


def test_an_erasure_asked_while_wrongly_joined_empties_nobody_else(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    case = actions.ask_by_right(two.bill, kind="erasure", words="Delete everything")
    assert whose(case) == two.son and [each.id for each in queries.own_cases(two.amina)] == [case], "read as one"
    two.part()
    assert queries.own_cases(two.amina) == [] and [each.id for each in queries.own_cases(two.bill)] == [case]
    with pytest.raises(Refusal, match="joined or parted since"):
        actions.erase_customer(cast.cora, case=case)
    actions.withdraw_case(two.bill, case=case)
    with clock.at(clock.now() + timedelta(hours=2)):
        again = actions.ask_by_right(two.bill, kind="erasure", words="Delete everything")
        actions.erase_customer(cast.cora, case=again)
    assert names(two) == ["Amina Testwood", "Details removed"]


def test_what_staff_wrote_down_is_not_carried_out_once_the_records_are_others(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    told = {"person": two.son, "channel": "phone", "words": "He rang", "identity": "known"}
    case = actions.ask_by_right(cast.dee, kind="erasure", **told)  # type: ignore[arg-type]
    less = actions.ask_by_right(cast.dee, kind="restriction", **told)  # type: ignore[arg-type]
    two.part()
    with pytest.raises(Refusal, match="joined or parted since"):
        actions.erase_customer(cast.cora, case=case)
    with pytest.raises(Refusal, match="joined or parted since"):
        actions.restrict_customer(cast.cora, case=less, readers=[cast.sam.user or 0])
    assert names(two) == ["Amina Testwood", "Bill Testwood"]


def test_a_join_made_since_it_was_asked_is_looked_at_first(cast: Cast) -> None:
    son = people.own_record(cast.bill, name="Bill Testwood", source="web")
    case = actions.ask_by_right(cast.bill.as_person(son), kind="erasure", words="Delete everything")
    with clock.at(clock.now() + timedelta(hours=1)):
        mother = people.own_record(cast.amina, name="Amina Testwood", source="web")
        people.join_people(cast.sam, person=son, into=mother, why="Taken for one")
    with pytest.raises(Refusal, match="joined or parted since"):
        actions.erase_customer(cast.cora, case=case)
    assert people_queries.name_for(cast.dee, mother) == "Amina Testwood"


def test_a_restriction_stays_with_whoever_asked_for_it(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    case = actions.ask_by_right(two.bill, kind="restriction", words="Hide me")
    actions.restrict_customer(cast.cora, case=case, readers=[cast.sam.user or 0])
    with pytest.raises(NotFound):  # bound by it while they are one
        people_queries.person(cast.dee, two.mother)
    two.part()
    assert not people_queries.person(cast.dee, two.mother).restricted
    with pytest.raises(NotFound):
        people_queries.person(cast.dee, two.son)


def test_an_objection_leaves_out_whoever_made_it_until_it_is_withdrawn_and_they_say_so(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    case = actions.ask_by_right(two.bill, kind="objection", words="Do not count me")
    more = actions.ask_by_right(two.bill, kind="restriction", words="Nor use it")
    two.part()
    council = cast.amina.council
    assert (segments.left_out(council, [two.mother]), segments.left_out(council, [two.son])) == ("", "right")
    actions.withdraw_case(two.bill, case=case)
    assert segments.left_out(council, [two.son]) == "right", "the other case is open"
    actions.close_case(cast.cora, case=more, outcome="refused", ground="claims", words="The claim of May runs.")
    assert segments.left_out(council, [two.son]) == "said"


def test_what_they_agree_to_while_wrongly_joined_is_theirs(cast: Cast) -> None:
    two, about = Joined.wrongly(cast), {"purpose": "news", "channel": "email"}
    council = cast.amina.council
    assert actions.say_consent(two.bill, person=two.mother, given=True, **about)  # type: ignore[arg-type]
    assert queries.may_send(council, two.mother, "news", "email"), "read as one"
    two.part()
    assert not queries.may_send(council, two.mother, "news", "email")
    assert queries.may_send(council, two.son, "news", "email")


def test_a_no_beneath_anothers_no_is_kept(cast: Cast) -> None:
    two, council = Joined.wrongly(cast), cast.amina.council
    about = {"person": two.mother, "purpose": "news", "channel": "email"}
    actions.say_consent(two.bill, given=True, **about)  # type: ignore[arg-type]
    actions.say_consent(two.amina, given=False, **about)  # type: ignore[arg-type]
    assert actions.say_consent(two.bill, given=False, **about)  # type: ignore[arg-type]
    assert not actions.say_consent(two.bill, given=False, **about)  # type: ignore[arg-type]
    two.part()
    assert not queries.may_send(council, two.son, "news", "email")
