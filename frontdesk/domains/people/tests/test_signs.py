"""Signs are noted by the work itself, asked about once, and an answer is remembered."""

from datetime import timedelta

import pytest

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.tests.stories import kinds, record
from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B4")


def asked(cast: Cast, person: int) -> list[str]:
    return [each.subject for each in queries.help_for(cast.dee, person).asks]


def test_staff_are_asked_to_ask_until_somebody_has(cast: Cast):
    person = record(cast)
    actions.note_signs(cast.dee.council, person=person, signs=["declined-skill", "reassurance"])
    assert asked(cast, person) == ["online"]
    for _ in range(2):
        actions.answer_signs(cast.dee, person=person, subject="online")
    assert asked(cast, person) == []
    assert kinds(cast.dee.council, person).count("people.need_asked") == 1
    with clock.at(clock.now() + timedelta(days=100)):
        actions.note_signs(cast.dee.council, person=person, signs=["declined-skill"])
        assert asked(cast, person) == []
    with clock.at(clock.now() + timedelta(days=400)):
        actions.note_signs(cast.dee.council, person=person, signs=["declined-skill"])
        assert asked(cast, person) == ["online"]


def test_it_takes_as_many_as_the_sign_asks_for_counted_anew_after_an_answer(cast: Cast):
    person = record(cast)
    for times in (1, 2, 3):
        actions.note_signs(cast.dee.council, person=person, signs=["gave-up"])
        assert models.NeedSign.objects.get(person_id=person).times == times
    actions.answer_signs(cast.dee, person=person, subject="online")
    with clock.at(clock.now() + timedelta(days=1)):
        actions.note_signs(cast.dee.council, person=person, signs=["gave-up"])
    assert models.NeedSign.objects.get(person_id=person).times == 1


def test_a_language_in_the_record_is_asked_about_once(cast: Cast):
    person = record(cast, preferred_language="Punjabi")
    assert asked(cast, person) == ["language"]
    actions.answer_signs(cast.dee, person=person, subject="language")
    assert asked(cast, person) == []


def test_a_recorded_need_answers_it_and_nobody_else_is_asked(cast: Cast):
    person = record(cast)
    actions.note_signs(cast.dee.council, person=person, signs=["declined-literacy"])
    assert queries.help_for(cast.bill, person).asks == ()
    actions.record_need(cast.dee, person=person, need="reading")
    assert asked(cast, person) == []
    with pytest.raises(Refusal):
        actions.answer_signs(cast.dee, person=person, subject="weather")


def test_nothing_is_noted_of_nobody(cast: Cast):
    actions.note_signs(cast.dee.council, person=None, signs=["declined-skill"])
    assert not models.NeedSign.objects.filter(council_id=cast.dee.council).exists()
