"""What the search keeps to: who may see whom, joined records, and what it makes of rubbish."""

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.types import PersonIn
from frontdesk.kernel import tenancy
from tests.support.cast import Cast


@pytest.fixture
def amina(cast: Cast) -> int:
    return actions.create_person(
        cast.dee, name="Amina Begum", email="amina@example.org", address="12 Mill Lane", source="phone"
    )


def test_staff_who_serve_find_people_and_nobody_else_does(cast: Cast, amina: int):
    for actor in (cast.dee, cast.oli, cast.flo, cast.sam, cast.cora):
        assert [hit.person for hit in queries.search(actor, "amina")] == [amina]
    for actor in (cast.nobody, cast.bill, cast.des, cast.pat, cast.ada):
        assert queries.search(actor, "amina") == []


@pytest.mark.parametrize("typed", ["amina begum", "amena", "amina@example.org", "12 mill lane"])
def test_another_council_finds_its_own_customer_only(cast: Cast, amina: int, typed: str):
    with tenancy.acting_for(cast.lena.council):
        found = {hit.person for hit in queries.search(cast.lena, typed)}
    assert found and amina not in found


def test_a_restricted_record_is_found_by_those_named_on_it(cast: Cast, amina: int):
    actions.restrict_person(cast.sam, person=amina, readers=[cast.cora.user or 0])
    assert queries.search(cast.dee, "amina") == []
    assert [hit.person for hit in queries.search(cast.cora, "amina")] == [amina]


def test_joined_records_are_one_hit_by_anything_of_either(cast: Cast, amina: int):
    other = actions.create_person(cast.dee, name="Mina Sultana", phone="07700 900123", source="phone")
    with tenancy.acting_for(cast.dee.council):
        actions.join_people(cast.sam, person=other, into=amina)
    for typed in ("mina sultana", "07700 900123", "amina begum"):
        assert [hit.person for hit in queries.search(cast.dee, typed)] == [amina]


def test_a_joined_restriction_hides_the_whole(cast: Cast, amina: int):
    other = actions.create_person(cast.dee, name="Mina Sultana", source="phone")
    actions.restrict_person(cast.sam, person=other, readers=[])
    actions.join_people(cast.system, person=other, into=amina)
    assert queries.search(cast.dee, "amina begum") == []


@pytest.mark.parametrize("typed", ["CT-100234/1", "ct 100234", "100234"])
def test_a_number_of_a_back_office_finds_under_the_same_rules(cast: Cast, amina: int, typed: str):
    rows = [PersonIn(key="CT-100234/1", name="Bill Marsh")]
    actions.load_people(cast.system, rows=rows, system="council-tax")
    bill = queries.people_by_identity(cast.dee.council, "council-tax", ["CT-100234/1"])["CT-100234/1"]
    (hit,) = queries.search(cast.dee, typed)
    assert (hit.person, hit.why) == (bill, ("number in another system",))
    assert queries.search(cast.dee, "ct-100235/1") == []
    actions.join_people(cast.system, person=bill, into=amina)
    assert [hit.person for hit in queries.search(cast.dee, typed)] == [amina]
    actions.restrict_person(cast.sam, person=bill, readers=[cast.cora.user or 0])
    assert queries.search(cast.dee, typed) == []
    assert [hit.person for hit in queries.search(cast.cora, typed)] == [amina]
    with tenancy.acting_for(cast.lena.council):
        assert bill not in {hit.person for hit in queries.search(cast.lena, typed)}


def test_a_hit_shows_enough_to_verify_and_why(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="carer", instruction="Has a carer: Ruth")
    (hit,) = queries.search(cast.dee, "amina 12 mill lane")
    assert (hit.name, hit.address, hit.email, hit.has_needs) == (
        "Amina Begum",
        "12 Mill Lane",
        "amina@example.org",
        True,
    )
    assert hit.why == ("address", "name") and hit.complete


def test_one_who_fits_a_part_comes_marked_so(cast: Cast, amina: int):
    (hit,) = queries.search(cast.dee, "amina zy9 9zz")
    assert hit.person == amina and not hit.complete


def test_a_former_name_and_a_former_address_still_find(cast: Cast, amina: int):
    actions.change_person(cast.dee, person=amina, name="Amina Khan")
    actions.move_person(cast.dee, person=amina, address="3 Back Lane")
    for typed in ("amina begum", "amina khan", "12 mill lane", "3 back lane"):
        assert [hit.person for hit in queries.search(cast.dee, typed)] == [amina]


def test_an_erased_record_is_not_found(cast: Cast, amina: int):
    from frontdesk.kernel.holdings import holdings

    (mine,) = [one for one in holdings() if one.name == "people"]
    mine.erase(cast.dee.council, [amina])
    assert queries.search(cast.dee, "amina") == []


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "'", "%", "_", "\\", "{}", "|", "a|b", "@", "+", "0", "..", "12/13/1980", "31/2/1980", "flat", "flat 2",
     "12", "-", "(((", "\x00zz", "a\x00@b.c", "أمينة", "🙂", "x" * 5000, "1 2 3 4 5 6 7 8 9 10 11",
     "00000000000000000000",
     "99999999999999999999", "and", "mr", "a@b@c", "12 12 12 mill lane lane lane", "zy", "zy1 1 1 1"],
)  # fmt: skip
def test_rubbish_finds_nothing_and_breaks_nothing(cast: Cast, typed: str):
    assert queries.search(cast.dee, typed) == []
