import random

import pytest

from frontdesk.domains.places.rules.labels import (
    address_key,
    address_lines,
    list_label,
    natural,
    one_line,
    search_key,
    sort_key,
    title,
)
from frontdesk.domains.places.types import AddressParts

FLAT = AddressParts(
    flat="Flat 2", building="Heron Court", number="14", street="Mill Lane", town="Quillmere", postcode="ZY1 4AB"
)
SHOP = AddressParts(
    organisation="Tansy & Co", number="3A", street="Staithe Street", town="Quillmere", postcode="ZY1 4AB"
)


def test_it_writes_an_address_line_by_line_and_on_one_line():
    assert address_lines(FLAT) == ("Flat 2, Heron Court", "14 Mill Lane", "Quillmere", "ZY1 4AB")
    assert one_line(SHOP) == "Tansy & Co, 3A Staithe Street, Quillmere, ZY1 4AB"
    assert one_line(AddressParts(building="The Old Forge", street="Mill Lane")) == "The Old Forge, Mill Lane"


def test_it_leaves_out_of_a_list_what_all_of_it_shares():
    assert list_label(FLAT) == "Flat 2, Heron Court, 14 Mill Lane"


def test_it_lists_flats_before_houses_in_the_order_people_count():
    labels = [
        AddressParts(flat="Flat 1", building="Heron Court", street="Mill Lane"),
        AddressParts(flat="Flat 2", building="Heron Court", street="Mill Lane"),
        AddressParts(flat="Flat 10", building="Heron Court", street="Mill Lane"),
        AddressParts(number="2", street="Mill Lane"),
        AddressParts(number="10", street="Mill Lane"),
        AddressParts(number="10A", street="Mill Lane"),
        AddressParts(number="10-12", street="Mill Lane"),
        AddressParts(number="12", street="Mill Lane"),
        AddressParts(number="1", street="Old Mill Lane"),
    ]
    mixed = labels[:]
    random.Random(4).shuffle(mixed)
    assert [list_label(p) for p in sorted(mixed, key=sort_key)] == [list_label(p) for p in labels]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St Mary's Rd", "Saint Marys Road"),
        ("Mill Ln.", "mill  lane"),
        ("Cooper St", "Cooper Street"),
        ("St John's St", "saint johns street"),
        ("Fish & Net Yard", "fish and net yard"),
        ("Kelp-Wharf Cres", "Kelp Wharf Crescent"),
        ("Apt 4", "Flat 4"),
    ],
)
def test_it_finds_the_same_street_however_it_is_written(one, other):
    assert search_key(one) == search_key(other)


def test_it_finds_every_flat_by_the_number_of_its_building():
    assert address_key(FLAT) == "14 mill lane heron court flat 2"
    assert address_key(FLAT).startswith(search_key("14 Mill La"))


def test_it_sorts_numbers_inside_words():
    assert sorted(["Flat 10", "Flat 9", "Flat 1A", "Flat 1"], key=natural) == ["Flat 1", "Flat 1A", "Flat 9", "Flat 10"]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("ST MARY'S WALK", "St Mary's Walk"),
        ("FOOT OF THE HILL", "Foot of the Hill"),
        ("12A", "12A"),
        ("STOKE-ON-SEA", "Stoke-on-Sea"),
        ("McAdam Road", "McAdam Road"),
    ],
)
def test_it_writes_names_given_in_capitals_the_usual_way(given, written):
    assert title(given) == written
