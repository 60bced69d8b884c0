"""What is asked or said while two are wrongly joined stays theirs who said it, and is carried out on nobody else."""

from datetime import timedelta

import pytest

from frontdesk.domains.information import actions, models, queries
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.segments import queries as segments
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
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


def looked(two: Joined, case: int, record: int) -> None:
    actions.look_again(two.cast.cora, case=case, record=record, words="His voice, and he gave his date of birth")


def test_once_somebody_has_said_whose_words_they_are_it_is_carried_out_on_that_one(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    told = {"person": two.son, "channel": "phone", "words": "He rang", "identity": "known"}
    case = actions.ask_by_right(cast.dee, kind="erasure", **told)  # type: ignore[arg-type]
    two.part()
    assert whose(case) == two.mother and queries.to_look_again(cast.cora, queries.case(cast.cora, case))
    assert set(queries.records_to_choose(cast.cora, case)) == {two.mother, two.son}
    with clock.at(clock.now() + timedelta(hours=2)):
        for record, words, match in ((None, "I know", "Choose whose"), (two.son, " ", "how you know")):
            with pytest.raises(Refusal, match=match):
                actions.look_again(cast.cora, case=case, record=record, words=words)
        looked(two, case, two.son)
        assert whose(case) == two.son and not queries.to_look_again(cast.cora, queries.case(cast.cora, case))
        assert [each.id for each in queries.own_cases(two.bill)] == [case] and queries.own_cases(two.amina) == []
        kinds = {each.kind for each in queries.own_case(two.bill, case).texts}
        assert kinds == {"asked"}, "how staff know is for colleagues"
        with pytest.raises(Refusal, match="somebody has dealt with it"):
            looked(two, case, two.mother)
        actions.erase_customer(cast.cora, case=case)
    assert names(two) == ["Amina Testwood", "Details removed"]


def test_a_join_after_they_were_looked_at_is_looked_at_again(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    case = actions.ask_by_right(two.bill, kind="erasure", words="Delete everything")
    two.part()
    with clock.at(clock.now() + timedelta(hours=2)):
        looked(two, case, two.son)
    with clock.at(clock.now() + timedelta(hours=3)):
        people.join_people(cast.sam, person=two.son, into=two.mother, why="Taken for one again")
    with pytest.raises(Refusal, match="joined or parted since"):
        actions.erase_customer(cast.cora, case=case)


def test_what_is_looked_at_again_leaves_out_whoever_asked(cast: Cast) -> None:
    two, council = Joined.wrongly(cast), cast.system.council
    told = {"person": two.son, "channel": "phone", "words": "He rang", "identity": "known"}
    case = actions.ask_by_right(cast.dee, kind="objection", **told)  # type: ignore[arg-type]
    two.part()
    with clock.at(clock.now() + timedelta(hours=2)):
        looked(two, case, two.son)
    assert [segments.left_out(council, [each]) for each in (two.mother, two.son)] == ["said", "right"]


def test_nobody_looks_again_where_nothing_was_joined_or_parted_nor_for_themselves(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    case = actions.ask_by_right(two.bill, kind="erasure", words="Delete everything")
    with pytest.raises(Refusal, match="somebody has dealt with it"):
        looked(two, case, two.son)
    two.part()
    with pytest.raises(NotFound):
        actions.look_again(cast.cora.as_person(two.son), case=case, record=two.mother, words="I know")
    with pytest.raises(Refusal, match="Choose whose"):
        actions.look_again(cast.cora.as_person(two.mother), case=case, record=two.mother, words="I know")
    with pytest.raises(NotAllowed):
        actions.look_again(cast.dee, case=case, record=two.son, words="I know")
