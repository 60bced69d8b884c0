"""An exception to digital-only is granted with a reason and counted."""

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast


@pytest.fixture
def amina(cast: Cast) -> int:
    return actions.create_person(cast.dee, name="Amina Begum", source="phone")


@pytest.mark.shows("A3")
def test_it_holds_for_that_service_and_person(cast: Cast, amina: int):
    made = actions.grant_exception(
        cast.dee, person=amina, service="housing-register", reason="disability", words="Cannot see  a screen"
    )
    found = queries.exception_for(cast.dee.council, amina, "housing-register")
    assert found is not None
    assert (found.id, found.reason, found.granted_by) == (made, "disability", cast.dee.user)
    assert found.words == "Cannot see a screen"
    assert queries.exception_for(cast.dee.council, amina, "blue-badge") is None
    entry = journal.timeline(cast.dee.council, person=amina)[0]
    assert (entry.kind, entry.data) == (
        "people.exception_granted",
        {"exception": made, "service": "housing-register"},
    )


def test_granting_it_twice_counts_once(cast: Cast, amina: int):
    first = actions.grant_exception(cast.dee, person=amina, service="housing-register", reason="no-internet")
    assert actions.grant_exception(cast.sam, person=amina, service="housing-register", reason="disability") == first
    assert queries.exceptions_by_reason(cast.dee.council, "housing-register") == {"no-internet": 1}


def test_it_ends(cast: Cast, amina: int):
    made = actions.grant_exception(cast.dee, person=amina, service="housing-register", reason="no-internet")
    actions.end_exception(cast.dee, exception=made)
    assert queries.exception_for(cast.dee.council, amina, "housing-register") is None


def test_it_needs_a_reason_and_somebody_who_serves(cast: Cast, amina: int):
    for reason in ("", "Has no phone"):
        with pytest.raises(Refusal):
            actions.grant_exception(cast.dee, person=amina, service="housing-register", reason=reason)
    for actor in (cast.amina, cast.des):
        with pytest.raises(NotAllowed):
            actions.grant_exception(actor, person=amina, service="housing-register", reason="x")


def test_another_council_sees_none_of_it(cast: Cast, amina: int):
    actions.grant_exception(cast.dee, person=amina, service="housing-register", reason="no-internet")
    with tenancy.acting_for(cast.lena.council):
        assert queries.exceptions_of(cast.lena.council, amina) == []


@pytest.mark.shows("B4")
def test_one_follows_from_a_need_for_every_service_counts_when_it_is_used_and_ends_with_the_need(
    cast: Cast, amina: int
):
    need = actions.record_need(cast.dee, person=amina, need="interpreter", detail="Punjabi")
    council = cast.dee.council
    found = queries.exception_for(council, amina, "housing-register")
    assert found is not None and (found.id, found.reason, found.need) == (0, "need", need)
    assert queries.exceptions_by_reason(council, "housing-register") == {}
    used = actions.exception_in_force(cast.dee, person=amina, service="housing-register")
    assert used and actions.exception_in_force(cast.dee, person=amina, service="housing-register") == used
    assert queries.exceptions_by_reason(council, "housing-register") == {"need": 1}
    new = actions.record_need(cast.dee, person=amina, need="interpreter", detail="Urdu")
    assert actions.exception_in_force(cast.dee, person=amina, service="housing-register") == used
    actions.end_need(cast.dee, need=new)
    assert queries.exception_for(council, amina, "housing-register") is None
    assert actions.exception_in_force(cast.dee, person=amina, service="housing-register") is None
    assert queries.exceptions_by_reason(council, "housing-register") == {"need": 1}


def test_none_follows_from_a_need_that_going_online_does_not_touch(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="mobility")
    assert queries.exception_for(cast.dee.council, amina, "housing-register") is None
