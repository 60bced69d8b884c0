"""What is held on a person can be given to them and taken away."""

from datetime import date, timedelta

import pytest

from frontdesk.domains.people import actions, models, queries
from frontdesk.kernel import clock
from frontdesk.kernel.holdings import Spared, holdings, record_classes
from tests.support.cast import Cast


def test_it_gives_and_erases_everything_but_the_id(cast: Cast):
    person = actions.create_person(
        cast.dee, name="Amina Begum", email="amina@example.org", address="12 Mill Lane, ZY1 4AB",
        date_of_birth=date(1980, 3, 12), source="phone",
    )  # fmt: skip
    actions.record_need(cast.dee, person=person, need="carer", instruction="Has a carer: Ruth")
    actions.record_need(cast.dee, person=person, need="safety", detail="Never leave a voicemail", consent="agreed")
    actions.note_signs(cast.dee.council, person=person, signs=["declined-skill"])
    (mine,) = [one for one in holdings() if one.name == "people"]
    given = str(list(mine.export(cast.dee.council, [person])))
    assert all(
        word in given for word in ("Amina Begum", "amina@example.org", "12 Mill Lane", "Ruth", "voicemail", "know how")
    )
    assert mine.erase(cast.dee.council, [person]) == 1
    assert mine.erase(cast.dee.council, [person]) == 0
    left = str(list(mine.export(cast.dee.council, [person])))
    assert not any(word in left for word in ("Amina", "amina", "Mill", "Ruth", "1980", "voicemail", "know how"))
    assert queries.person(cast.dee, person).name == "Details removed"


def test_it_tells_of_joined_records_and_forgets_the_words_of_why(cast: Cast):
    a, b = (actions.create_person(cast.dee, name="Amina Begum", source="phone") for _ in range(2))
    join = actions.join_people(cast.sam, person=b, into=a, why="Her mother said so", reasons=[("born", "same", 9.0)])
    (mine,) = [one for one in holdings() if one.name == "people"]
    told = [each for each in mine.export(cast.dee.council, [a, b]) if each["what"] == "Records joined"]
    assert [(each["how"], each["parted_at"]) for each in told] == [
        ("By a member of staff who knew that they are the same", None)
    ]
    mine.erase(cast.dee.council, [a, b])
    kept = models.Join.objects.get(pk=join)
    assert (kept.why, kept.reasons, queries.head(cast.dee.council, b)) == ("", [], a)


@pytest.mark.shows("B4")
def test_needs_that_ended_long_ago_go_and_leave_what_is_counted(cast: Cast):
    council, moment = cast.dee.council, clock.now() + timedelta(days=1)
    ann, held = (actions.create_person(cast.dee, name=name, source="phone") for name in ("Ann Testwood", "Bo Testwood"))
    for person in (ann, held):
        need = actions.record_need(cast.dee, person=person, need="no-online")
        actions.exception_in_force(cast.dee, person=person, service="housing-register")
        actions.end_need(cast.dee, need=need)
        actions.record_need(cast.dee, person=person, need="hearing")
    empty = record_classes()["needs"].empty
    for dry in (True, False):
        piece = empty(council, moment, "", Spared(people=frozenset({held})), dry)
        assert (piece.emptied, piece.spared, piece.place) == (1, 1, None)
    left = models.Need.objects.filter(council_id=council)
    assert sorted(left.values_list("person_id", "code")) == [(ann, "hearing"), (held, "hearing"), (held, "no-online")]
    assert queries.exceptions_by_reason(council, "housing-register") == {"need": 2}
