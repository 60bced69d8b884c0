"""References: no look-alikes, forgiving to type, wrong ones noticed."""

from itertools import combinations

import pytest

from frontdesk.kernel.references import (
    ALPHABET,
    LENGTH,
    find_references,
    new_reference,
    parse_reference,
    show_reference,
    spell_reference,
)


def test_it_uses_no_two_characters_that_look_alike() -> None:
    for group in ("0ODQ", "1ILJ", "2Z", "5S", "6G", "8B", "UV"):
        assert len(set(group) & set(ALPHABET)) <= 2
    for pair in ("0O", "1I", "1L", "2Z", "5S", "6G", "8B", "UV", "0D", "0Q"):
        assert not set(pair) <= set(ALPHABET)


def test_it_makes_references_that_read_back() -> None:
    made = {new_reference() for _ in range(2000)}
    assert len(made) >= 1999
    assert all(len(reference) == LENGTH and parse_reference(reference) == reference for reference in made)


@pytest.mark.parametrize("_", range(20))
def test_it_notices_any_wrong_character_and_any_two_swapped(_: int) -> None:
    reference = new_reference()
    for place in range(LENGTH):
        for character in set(ALPHABET) - {reference[place]}:
            assert parse_reference(reference[:place] + character + reference[place + 1 :]) is None
    for a, b in combinations(range(LENGTH), 2):
        if reference[a] != reference[b]:
            swapped = list(reference)
            swapped[a], swapped[b] = swapped[b], swapped[a]
            assert parse_reference("".join(swapped)) is None


def test_it_takes_what_people_type_as_meant() -> None:
    reference = next(r for r in iter(new_reference, "") if {"2", "6", "8", "V"} & set(r))
    typed = reference.translate(str.maketrans("268V", "ZGBU")).lower()
    head, tail = typed[:4], typed[4:]
    for text in (typed, f" {head} {tail} ", f"{head}-{tail}", f"{head}–{tail}", ".".join(typed)):
        assert parse_reference(text) == reference


@pytest.mark.parametrize("typed", ["", "K7RM", "K7RM-3PXTT", "O0O0-1111", "hello", "07700 900123", "ÄÖÜß-ÄÖÜß"])
def test_it_knows_what_is_no_reference(typed: str) -> None:
    assert parse_reference(typed) is None


def test_it_shows_two_groups_and_spells_them() -> None:
    assert show_reference("K7RM3PXT") == "K7RM-3PXT"
    assert spell_reference("K7RM3PXT") == "K 7 R M, 3 P X T"


def test_it_finds_references_in_a_text() -> None:
    one, two = new_reference(), new_reference()
    first, second = show_reference(one), show_reference(two).lower()
    text = f"Re: your request {first} (and {second}). That bins were left on 12 March {first}"
    assert find_references(text) == [one, two]
    assert find_references("my card ends 1234 5678 and I live at flat number") == []
