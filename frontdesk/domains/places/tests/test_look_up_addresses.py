from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.models import LookUpCount
from frontdesk.domains.places.tests import village
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal
from tests.support.cast import Cast

pytestmark = pytest.mark.pg15

MORNING = datetime(2026, 3, 4, 10, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def built(cast: Cast) -> None:
    village.build(cast.system)


def look_up(actor: Actor, visitor: str = "amina's browser"):
    return actions.look_up_addresses(actor, postcode="zy91aa", visitor=visitor)


@pytest.mark.shows("A6")
def test_it_lists_flats_before_houses_in_the_order_people_count(cast: Cast):
    assert [a.label for a in look_up(cast.nobody).addresses] == [
        "Flat 1, Heron Court, 3 Mill Lane",
        "Flat 2, Heron Court, 3 Mill Lane",
        "Flat 10, Heron Court, 3 Mill Lane",
        "1 Mill Lane",
        "2 Mill Lane",
        "10 Mill Lane",
        "12A Mill Lane",
        "99 Mill Lane",
    ]


def test_it_leaves_out_blocks_and_what_is_gone(cast: Cast):
    assert queries.addresses_at(cast.system.council, "ZY9 1AC").addresses == ()
    assert 100 not in {a.uprn for a in look_up(cast.nobody).addresses}


@pytest.mark.shows("B11")
def test_it_lets_a_visitor_look_up_twenty_times_in_ten_minutes_and_then_type(cast: Cast):
    with clock.at(MORNING):
        for _ in range(20):
            look_up(cast.nobody)
        with pytest.raises(Refusal) as refused:
            look_up(cast.nobody)
        assert refused.value.code == "too-many-look-ups" and refused.value.field == "postcode"
        assert "Type the address instead" in refused.value.sentence
        assert look_up(cast.nobody, "another browser").addresses
    with clock.at(MORNING + timedelta(minutes=11)):
        assert look_up(cast.nobody).addresses


def test_it_does_not_count_staff(cast: Cast):
    for _ in range(25):
        look_up(cast.dee)
    assert not LookUpCount.objects.filter(council_id=cast.system.council).exists()


def test_it_counts_each_council_by_itself_and_keeps_no_name(cast: Cast):
    look_up(cast.nobody)
    (count,) = LookUpCount.objects.filter(council_id=cast.system.council)
    assert "amina" not in count.visitor
    with tenancy.acting_for(cast.littlewick_system.council):
        look_up(Actor.nobody(cast.littlewick_system.council))
        (other,) = LookUpCount.objects.filter(council_id=cast.littlewick_system.council)
        assert other.visitor != count.visitor


def test_it_forgets_counts_after_an_hour(cast: Cast):
    with clock.at(MORNING):
        look_up(cast.nobody)
    with clock.at(MORNING + timedelta(hours=2)):
        look_up(cast.nobody, "somebody else")
    assert LookUpCount.objects.filter(council_id=cast.system.council).count() == 1


def test_it_pages_through_a_tower(cast: Cast):
    council = cast.system.council
    first = queries.addresses_at(council, "ZY9 1AA", limit=5)
    rest = queries.addresses_at(council, "ZY9 1AA", after=first.after, limit=5)
    assert (len(first.addresses), len(rest.addresses), rest.after) == (5, 3, 0)
    assert [a.label for a in (*first.addresses, *rest.addresses)] == [
        a.label for a in queries.addresses_at(council, "ZY9 1AA").addresses
    ]
