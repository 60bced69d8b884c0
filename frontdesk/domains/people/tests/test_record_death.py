"""A death: said, recorded with evidence, taken back; over joined records; what it does to who acts for whom."""

from datetime import date, timedelta

import pytest

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.actions.erase import erase_people
from frontdesk.domains.people.holdings import _export
from frontdesk.domains.people.tests.stories import BORN, kinds, record
from frontdesk.domains.people.types.acting import Standing
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B8")


def died(cast: Cast, person: int, **more: object) -> int:
    told = {"died_on": clock.today() - timedelta(days=3), "evidence": "certificate", **more}
    return actions.record_death(cast.dee, person=person, **told)  # type: ignore[arg-type]


def sure(cast: Cast, person: int) -> bool | None:
    death = queries.death_of(cast.dee.council, person)
    return death.sure if death else None


def test_it_is_said_then_recorded_with_evidence(cast: Cast):
    ruth = record(cast, "Ruth Bridges", date_of_birth=BORN)
    said = actions.say_died(cast.system, person=ruth, source="web")
    assert actions.say_died(cast.system, person=ruth, source="phone") == said
    assert sure(cast, ruth) is False
    assert [each.person for each in queries.deaths_to_check(cast.dee)] == [ruth]
    assert died(cast, ruth, words="Entry 12") == said
    assert sure(cast, ruth) is True and queries.deaths_to_check(cast.dee) == []
    assert kinds(cast.dee.council, ruth)[-2:] == ["people.death_said", "people.died"]
    shown = queries.person(cast.dee, ruth).death
    assert shown and shown.words == "Entry 12"


@pytest.mark.parametrize("who", ["flo", "des", "pat", "ada", "amina", "nobody", "lena"])
def test_those_who_may_not_record_it_do_not(cast: Cast, who: str):
    ruth = record(cast, "Ruth Bridges")
    with pytest.raises((NotAllowed, NotFound)):
        actions.record_death(getattr(cast, who), person=ruth, died_on=date(2026, 1, 1), evidence="certificate")
    assert sure(cast, ruth) is None


def test_staff_record_no_death_of_their_own(cast: Cast):
    dee = cast.dee.as_person(record(cast, "Dee Marsh"))
    with pytest.raises(NotAllowed):
        actions.record_death(dee, person=dee.person or 0, died_on=date(2026, 1, 1), evidence="certificate")


def test_what_was_recorded_is_taken_back_by_a_manager_with_the_reason(cast: Cast):
    ruth = record(cast, "Ruth Bridges")
    died(cast, ruth)
    with pytest.raises(NotAllowed, match="manager"):
        actions.end_death(cast.dee, person=ruth, why="Another Ruth Bridges")
    with pytest.raises(Refusal, match="Say how you know"):
        actions.end_death(cast.sam, person=ruth, why=" ")
    actions.end_death(cast.sam, person=ruth, why="Another Ruth Bridges")
    assert sure(cast, ruth) is None
    with pytest.raises(NotFound):
        actions.end_death(cast.sam, person=ruth, why="Again")


def test_it_counts_for_all_joined_records_and_stays_with_its_own_when_they_part(cast: Cast):
    ruth, other = record(cast, "Ruth Bridges"), record(cast, "R Bridges")
    join = actions.join_people(cast.sam, person=other, into=ruth)
    died(cast, other)
    assert sure(cast, ruth) is True and queries.person(cast.dee, ruth).death
    actions.undo_join(cast.sam, join=join, why="Mother and daughter")
    assert (sure(cast, ruth), sure(cast, other)) == (None, True)


def test_whoever_acted_for_them_does_so_no_longer_and_does_again_when_it_is_taken_back(cast: Cast):
    ruth, carla = record(cast, "Ruth Bridges"), record(cast, "Carla Bridges")
    terms = {"evidence": "power-of-attorney", "until": clock.today() + timedelta(days=90)}
    actions.record_authority(cast.dee, person=ruth, by=carla, **terms)  # type: ignore[arg-type]
    council = cast.dee.council

    def may() -> bool:
        return queries.authority_of(council, carla, ruth, service="bins") is not None

    assert may()
    actions.say_died(cast.system, person=ruth, source="web")
    assert may()  # nobody has seen evidence
    died(cast, ruth)
    assert not may()
    (shown,) = queries.authorities_of(cast.dee, ruth).helped_by
    assert shown.standing is Standing.DIED
    with pytest.raises(Refusal, match="only an executor"):
        actions.record_authority(cast.dee, person=ruth, by=carla, **terms)  # type: ignore[arg-type]
    made = actions.record_authority(cast.dee, person=ruth, by=carla, evidence="executor", why_no_end="The estate")
    found = queries.authority_of(council, carla, ruth)
    assert found and found.id == made
    with pytest.raises(Refusal, match="has died"):
        actions.record_authority(cast.dee, person=carla, by=ruth, **terms)  # type: ignore[arg-type]
    actions.end_death(cast.sam, person=ruth, why="Another Ruth Bridges")
    assert may() and queries.authority_of(council, carla, ruth).id != made  # type: ignore[union-attr]


@pytest.mark.parametrize("reported", ["whose", "who"])
def test_no_authority_is_recorded_while_a_death_is_only_reported(cast: Cast, reported: str):
    ruth, carla = record(cast, "Ruth Bridges"), record(cast, "Carla Bridges")
    actions.say_died(cast.system, person=ruth if reported == "whose" else carla, source="web")
    for evidence in ("power-of-attorney", "executor"):
        with pytest.raises(Refusal, match="nobody has checked it yet"):
            actions.record_authority(cast.dee, person=ruth, by=carla, evidence=evidence, why_no_end="The estate")
    assert not models.Authority.objects.filter(council_id=cast.dee.council).exists()


def test_the_very_same_name_and_birth_is_found_and_nothing_like_it(cast: Cast):
    ruth = record(cast, "Ruth Bridges", date_of_birth=BORN)
    record(cast, "Ruth Bridge", date_of_birth=BORN)
    record(cast, "Ruth Bridges", date_of_birth=date(1980, 3, 13))
    assert queries.called_so(cast.dee.council, "ruth BRIDGES", BORN) == [ruth]
    assert queries.called_so(cast.dee.council, "Ruth Bridges", None) == []


def test_it_is_in_the_copy_of_what_we_hold_and_its_words_go_with_erasure(cast: Cast):
    ruth = record(cast, "Ruth Bridges")
    died(cast, ruth, words="Entry 12 of Quillmere")
    told = [each for each in _export(cast.dee.council, [ruth]) if each["what"] == "We were told of a death"]
    assert [(each["evidence"], each["words"]) for each in told] == [("Death certificate seen", "Entry 12 of Quillmere")]
    erase_people(cast.dee.council, [ruth])
    assert models.Death.objects.get(person_id=ruth).words == ""


def test_the_account_of_somebody_who_has_died_is_nobodys_until_it_is_taken_back(cast: Cast):
    ruth = actions.own_record(cast.amina, name="Ruth Bridges", source="web", date_of_birth=BORN)
    council, user = cast.amina.council, cast.amina.user
    actions.say_died(cast.system, person=ruth, source="web")
    assert queries.person_of(council, user) == ruth, "nobody shuts a living person out by a report"
    died(cast, ruth)
    assert queries.person_of(council, user) is None and queries.is_of_the_dead(council, user)
    assert queries.claimable(cast.amina) == []
    with pytest.raises(Refusal, match="so it is closed"):
        actions.own_record(cast.amina, name="Somebody Else", source="web")
    assert models.Person.objects.filter(council_id=council, name="Somebody Else").count() == 0
    actions.end_death(cast.sam, person=ruth, why="Another Ruth Bridges")
    assert queries.person_of(council, user) == ruth and not queries.is_of_the_dead(council, user)


@pytest.mark.parametrize("where", ["front", "beside"])
def test_a_death_on_a_joined_record_closes_the_account_too_and_not_once_they_are_parted(cast: Cast, where: str):
    ruth, other = actions.own_record(cast.amina, name="Ruth Bridges", source="web"), record(cast, "R Bridges")
    pair = (ruth, other) if where == "front" else (other, ruth)
    join = actions.join_people(cast.sam, person=pair[0], into=pair[1])
    assert queries.person_of(cast.amina.council, cast.amina.user) == pair[1]
    died(cast, other)
    assert queries.person_of(cast.amina.council, cast.amina.user) is None
    actions.undo_join(cast.sam, join=join, why="Mother and daughter")
    assert queries.person_of(cast.amina.council, cast.amina.user) == ruth


def test_needs_of_somebody_who_has_died_are_not_asked_about_again(cast: Cast):
    ruth = record(cast, "Ruth Bridges")
    actions.record_need(cast.dee, person=ruth, need="carer", detail="Carla", consent="agreed")
    later = clock.today() + timedelta(days=3650)
    assert [each.person for each in queries.needs_due(cast.dee, later).needs] == [ruth]
    actions.say_died(cast.system, person=ruth, source="web")
    assert queries.needs_due(cast.dee, later).needs == ()
    actions.end_death(cast.dee, person=ruth, why="Another Ruth Bridges")
    assert len(queries.needs_due(cast.dee, later).needs) == 1
