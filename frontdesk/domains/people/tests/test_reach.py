"""Emails and phone numbers in their one stored form."""

import pytest

from frontdesk.domains.people.rules import reach


@pytest.mark.parametrize(
    "typed",
    ["07700 900123", "07700900123", "+44 7700 900123", "0044 7700 900 123", "+44 (0)7700 900123", "(07700) 900-123"],
)
def test_a_number_is_one_number_however_it_is_typed(typed):
    assert reach.normalise_phone(typed) == "+447700900123"


@pytest.mark.parametrize("typed", ["", "12", "07700", "phone", "07700 900123 900123"])
def test_what_cannot_be_a_number_gets_a_sentence(typed):
    assert reach.normalise_phone(typed) is None
    assert reach.phone_problem(typed).startswith("Enter a phone number")


def test_a_foreign_number_keeps_its_country():
    assert reach.normalise_phone("+48 512 345 678") == "+48512345678"
    assert reach.phone_words("+48512345678") == "+48 512 345 678"


def test_it_says_a_british_number_as_people_here_do():
    assert reach.phone_words("+447700900123") == "07700 900123"
    assert reach.backwards("+447700900123") == "321009007744"


@pytest.mark.parametrize("typed", ["Amina@Example.ORG ", " amina@example.org"])
def test_an_email_is_one_email_however_it_is_typed(typed):
    assert reach.normalise_email(typed) == "amina@example.org"


@pytest.mark.parametrize("typed", ["", "amina", "amina@", "@example.org", "a b@example.org", "a@b", "a..b@example.org"])
def test_what_cannot_be_an_email_gets_a_sentence(typed):
    assert reach.normalise_email(typed) is None
    assert "name@example.com" in reach.email_problem(typed)
