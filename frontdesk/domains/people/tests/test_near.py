"""Words that are near each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domains.people.rules import near


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("smith", "smyth"),
        ("mohammed", "muhammad"),
        ("mohamad", "muhammed"),
        ("catherine", "kathryn"),
        ("szczepanski", "shepanski"),
        ("hussain", "hussein"),
        ("philips", "fillips"),
        ("wojcik", "vojcik"),
        ("khatoon", "katun"),
    ],
)
def test_they_sound_alike(one, other):
    assert near.sound(one) == near.sound(other)


@pytest.mark.parametrize(("one", "other"), [("smith", "jones"), ("khan", "kaur"), ("evans", "edwards")])
def test_they_do_not_sound_alike(one, other):
    assert near.sound(one) != near.sound(other)


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("jon", "jon", 0), ("jon", "john", 1), ("jhon", "john", 1), ("hill", "hall", 1), ("smtih", "smith", 1),
     ("kowalsky", "kowalski", 1), ("fairwether", "fairweather", 1), ("abc", "xyz", 3), ("", "abcdef", 4)],
)  # fmt: skip
def test_it_counts_letters(one, other, steps):
    assert near.distance(one, other) == steps


WORDS = st.text("abcdefgh", min_size=3, max_size=9)


@given(WORDS, st.integers(0, 8), st.sampled_from("abcdefgh"), st.sampled_from(["drop", "add", "change", "swap"]))
def test_one_wrong_letter_always_shares_a_key(word, place, letter, slip):
    at = place % len(word)
    wrong = {
        "drop": word[:at] + word[at + 1 :],
        "add": word[:at] + letter + word[at:],
        "change": word[:at] + letter + word[at + 1 :],
        "swap": word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word,
    }[slip]
    if len(wrong) > 2:
        assert near.distance(word, wrong) <= 1
        assert set(near.keys(word)) & set(near.keys(wrong))
