"""Names, dates of birth and addresses change; what was stays."""

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.models import NameWord
from frontdesk.kernel import journal
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.cast import Cast


@pytest.fixture
def amina(cast: Cast) -> int:
    return actions.create_person(cast.dee, name="Amina Begum", address="12 Mill Lane", source="phone")


def test_a_former_name_still_finds_the_person(cast: Cast, amina: int):
    assert actions.change_person(cast.dee, person=amina, name="Amina Khan") == ["name", "family", "name_key"]
    assert set(NameWord.objects.filter(person_id=amina).values_list("word", flat=True)) == {"amina", "begum", "khan"}
    entry = journal.timeline(cast.dee.council, person=amina)[0]
    assert entry.data == {"fields": ["family", "name", "name_key"]}


def test_it_changes_nothing_that_was_not_given(cast: Cast, amina: int):
    assert actions.change_person(cast.dee, person=amina) == []
    assert queries.person(cast.dee, amina).name == "Amina Begum"


def test_a_person_changes_their_own_record_and_no_other(cast: Cast, amina: int):
    actions.change_person(cast.amina.as_person(amina), person=amina, preferred_channel="phone")
    assert queries.card(cast.dee.council, amina).preferred_channel == "phone"
    with pytest.raises(NotFound):
        actions.change_person(cast.bill, person=amina, name="Bill")


def test_the_former_address_is_kept_with_its_end(cast: Cast, amina: int):
    actions.move_person(cast.dee, person=amina, address="3 Back Lane, ZY1 4AB")
    seen = queries.person(cast.dee, amina)
    assert seen.address is not None
    assert (seen.address.line, seen.address.postcode) == ("3 Back Lane", "ZY1 4AB")
    assert [one.until is None for one in seen.addresses] == [True, False]


def test_it_asks_for_an_address(cast: Cast, amina: int):
    with pytest.raises(Refusal, match="Enter the address"):
        actions.move_person(cast.dee, person=amina)
