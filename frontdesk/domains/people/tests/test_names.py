"""Names as people write them."""

import pytest

from frontdesk.domains.people.rules import names


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Zoë O'Neill-Łuczak", "zoe oneill luczak"),
        ("  JOHN   smith ", "john smith"),
        ("Søren Ærø", "soren aero"),
        ("Nguyễn Thị Hoa", "nguyen thi hoa"),
        ("D’Souza", "dsouza"),
        ("محمد", "محمد"),
    ],
)
def test_it_folds_case_accents_and_marks(typed, folded):
    assert names.fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "given", "family"),
    [
        ("John Smith", "John", "Smith"),
        ("Mrs. Amina Begum Khan", "Amina Begum", "Khan"),
        ("Anna van der Berg", "Anna", "van der Berg"),
        ("Dr Ola Smith-Jones", "Ola", "Smith-Jones"),
        ("Sunita", "Sunita", ""),
        ("Mr Khan", "Khan", ""),
    ],
)
def test_it_reads_the_parts_of_a_name(typed, given, family):
    assert (names.parts(typed).given, names.parts(typed).family) == (given, family)


def test_it_keeps_parts_that_are_known():
    read = names.parts("Mao Zhen", given="Zhen", family="Mao")
    assert (read.full, read.given, read.family) == ("Mao Zhen", "Zhen", "Mao")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Ola Smith-Jones", "smithjones"),
        ("Ola Smith-Jones", "jones"),
        ("Pat O'Neill", "oneill"),
        ("Pat O'Neill", "neill"),
        ("Ms Zoë Łuczak", "luczak"),
    ],
)
def test_a_person_is_found_by_every_word_of_the_name(name, word):
    assert word in names.words(name)


def test_a_title_is_no_word_to_be_found_by():
    assert names.words("Mr Jon Smith") == ("jon", "smith")
