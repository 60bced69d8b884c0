"""A restricted record is seen only by those named on it."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, NotFound
from tests.support.cast import Cast


@pytest.fixture
def amina(cast: Cast) -> int:
    made = actions.create_person(cast.dee, name="Amina Begum", source="phone")
    actions.restrict_person(cast.sam, person=made, readers=[cast.cora.user or 0, cast.sam.user or 0])
    return made


def test_only_those_named_see_it(cast: Cast, amina: int):
    assert queries.person(cast.cora, amina).restricted
    for actor in (cast.dee, cast.oli, cast.flo):
        with pytest.raises(NotFound):
            queries.person(actor, amina)


def test_the_person_still_sees_their_own(cast: Cast, amina: int):
    assert queries.person(cast.amina.as_person(amina), amina).name == "Amina Begum"


def test_it_opens_again(cast: Cast, amina: int):
    actions.restrict_person(cast.sam, person=amina, readers=None)
    assert not queries.person(cast.dee, amina).restricted


def test_an_adviser_restricts_nobody(cast: Cast):
    made = actions.create_person(cast.dee, name="Bill Marsh", source="phone")
    with pytest.raises(NotAllowed):
        actions.restrict_person(cast.dee, person=made, readers=[])


def test_links_sent_before_are_called_back_once_and_for_good(cast: Cast):
    now = datetime(2026, 12, 1, 10, tzinfo=UTC)
    council, minute = cast.dee.council, timedelta(minutes=1)
    made = actions.create_person(cast.dee, name="Bill Marsh", source="phone")
    for since, readers in ((0, [cast.cora.user or 0]), (5, [cast.sam.user or 0]), (9, None)):
        with clock.at(now + since * minute):
            assert queries.called_back(council, made, now - minute) is (since > 0)
            actions.restrict_person(cast.system, person=made, readers=readers)
        assert queries.called_back(council, made, now - minute), "also when it is open to all again"
        assert not queries.called_back(council, made, now), "other readers call nothing back"
