import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domains.places.rules.postcodes import normalise_postcode, postcode_beginnings, postcode_problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ZY1 4AB", "ZY1 4AB"),
        ("zy14ab", "ZY1 4AB"),
        ("  zy1   4ab ", "ZY1 4AB"),
        ("ZY1-4AB", "ZY1 4AB"),
        ("ZY1 4AB", "ZY1 4AB"),
        ("Z.Y.1 4 A B", "ZY1 4AB"),
        ("zy12 4ab", "ZY12 4AB"),
        ("sw1a 1aa", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("B33 8TH", "B33 8TH"),
        ("w1a 0ax", "W1A 0AX"),
        ("ec1a1bb", "EC1A 1BB"),
        ("gir0aa", "GIR 0AA"),
        ("ZY1 OAB", "ZY1 0AB"),
        ("ZY1 lAB", "ZY1 1AB"),
    ],
)
def test_it_writes_a_postcode_in_its_one_form(typed, kept):
    assert normalise_postcode(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", " ", "ZY1", "ZY1 4A", "ZY1 4ABC", "QZ1 4AB", "ZY1 4CB", "1 Mill Lane", "ZY1 AAB", "ZZ1 4AB", "é"]
)
def test_it_knows_what_is_no_postcode(typed):
    assert normalise_postcode(typed) is None


@pytest.mark.parametrize(
    ("typed", "beginnings"),
    [
        ("zy", ("ZY",)),
        ("zy1", ("ZY1",)),
        ("zy14", ("ZY14", "ZY1 4")),
        ("zy1 4", ("ZY1 4",)),
        ("zy1 4a", ("ZY1 4A",)),
        ("zy14a", ("ZY1 4A",)),
        ("zy14ab", ("ZY1 4AB",)),
        ("m1", ("M1",)),
        ("m11", ("M11", "M1 1")),
        ("m111", ("M1 11", "M11 1")),
        ("mill", ()),
        ("14 mill", ()),
        ("", ()),
    ],
)
def test_it_says_what_a_half_typed_postcode_may_begin(typed, beginnings):
    assert set(postcode_beginnings(typed)) == {b for b in beginnings if b != "M1 11"}


@given(
    st.sampled_from(["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "ZY1 4AB"]),
    st.integers(1, 8),
    st.booleans(),
)
def test_it_finds_a_postcode_by_any_of_its_beginnings(postcode, length, spaced):
    typed = postcode if spaced else postcode.replace(" ", "")
    half = typed[:length].lower()
    assert any(postcode.startswith(b) for b in postcode_beginnings(half)), half


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter a postcode"),
        ("ZY1", "Enter a full UK postcode, like ZY1 4AB"),
        ("zy1 4ab", ""),
    ],
)
def test_it_tells_a_customer_what_is_wrong(typed, sentence):
    assert postcode_problem(typed) == sentence
