"""Every type of question: what may be typed, what it becomes, and what a wrong answer is told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domains.forms.rules.answers import KINDS, Unfit, fields, gather, read, show
from frontdesk.domains.forms.rules.answers.figures import with_example
from frontdesk.domains.forms.tests.builder import context, one

OPTIONS = (
    '[{ value = "a", label = "Apple" }, { value = "b", label = "Pear" }, { value = "z", label = "None of these" }]'
)
KEYS: dict[str, dict[str, Any]] = {
    "choice": {"options": OPTIONS},
    "several": {"options": OPTIONS, "none": '"z"'},
    "declaration": {"statement": '"It is true."'},
    "photo": {"max": 2},
}


def _question(kind: str, **keys: Any) -> Any:
    return one(kind, **(KEYS.get(kind, {}) | keys))


@pytest.mark.shows("A6")
@pytest.mark.parametrize(
    ("kind", "typed", "answer", "shown"),
    [
        ("text", "  a \u200b b ", "a b", ["a b"]),
        ("text", "0", "0", ["0"]),
        ("long_text", "one\r\n two ", "one\r\n two ", ["one", " two "]),
        ("name", {"first": " Amina ", "last": "Khan"}, {"first": "Amina", "last": "Khan"}, ["Amina Khan"]),
        ("name", "Mary Jane Watson", {"first": "Mary Jane", "last": "Watson"}, ["Mary Jane Watson"]),
        ("name", "Cher", {"first": "", "last": "Cher"}, ["Cher"]),
        ("email", " Amina.K@Example.ORG ", "Amina.K@example.org", ["Amina.K@example.org"]),
        ("phone", "01632 960 042", "+441632960042", ["01632 960042"]),
        ("phone", "+44 (0)7700 900123", "+447700900123", ["07700 900123"]),
        ("date", {"day": "27", "month": "3", "year": "2026"}, "2026-03-27", ["Friday 27 March 2026"]),
        ("date", {"day": "7", "month": "Sept", "year": "2026"}, "2026-09-07", ["Monday 7 September 2026"]),
        ("date", "27/3/2026", "2026-03-27", ["Friday 27 March 2026"]),
        ("date", "2026-03-27", "2026-03-27", ["Friday 27 March 2026"]),
        ("date", "2026-03-27T10:00:00Z", "2026-03-27", ["Friday 27 March 2026"]),
        ("memorable_date", {"day": "31", "month": "5", "year": "1960"}, "1960-05-31", ["31 May 1960"]),
        ("number", "1,200", 1200, ["1,200"]),
        ("number", "0", 0, ["0"]),
        ("money", "£1,200.50", "1200.50", ["£1,200.50"]),
        ("money", "12", "12.00", ["£12"]),
        ("money", 12.5, "12.50", ["£12.50"]),
        ("yes_no", "yes", "yes", ["Yes"]),
        ("yes_no", False, "no", ["No"]),
        ("choice", "b", "b", ["Pear"]),
        ("several", ["b", "a", "b"], ["a", "b"], ["Apple", "Pear"]),
        ("declaration", "yes", "yes", ["It is true."]),
        ("photo", ["one.jpg", "one.jpg"], ["one.jpg"], ["1 file"]),
        (
            "address",
            {"line1": "Flat 2", "line2": "12 Mill Lane", "town": "", "postcode": "zy11ab", "typed": "1"},
            {"uprn": "", "lines": ["Flat 2", "12 Mill Lane"], "postcode": "ZY1 1AB"},
            ["Flat 2", "12 Mill Lane", "ZY1 1AB"],
        ),
        (
            "address",
            "12 Mill Lane, Ashmere, ZY1 1AB",
            {"uprn": "", "lines": ["12 Mill Lane", "Ashmere"], "postcode": "ZY1 1AB"},
            ["12 Mill Lane", "Ashmere", "ZY1 1AB"],
        ),
        (
            "place",
            {"description": "By the pond", "lat": "51.50000049", "lng": "0.1"},
            {"words": "By the pond", "said": "", "postcode": "", "lat": 51.5, "lon": 0.1},
            ["By the pond"],
        ),
        (
            "place",
            {"postcode": "zy1 1ab", "lat": "0", "lng": "0"},
            {"words": "", "said": "", "postcode": "ZY1 1AB", "lat": None, "lon": None},
            ["ZY1 1AB"],
        ),
        (
            "place",
            {"street": "the lane by Amina's house", "description": "Behind the gate"},
            {
                "words": "the lane by Amina's house, Behind the gate",
                "said": "",
                "postcode": "",
                "lat": None,
                "lon": None,
            },
            ["the lane by Amina's house, Behind the gate"],
        ),
    ],
)
def test_it_reads_and_shows(kind: str, typed: Any, answer: Any, shown: list[str]) -> None:
    question = _question(kind)
    assert read(question, typed, context()) == answer
    assert show(question, answer) == shown
    assert read(question, answer, context()) == answer, "reading an answer again changes it"
    assert read(question, fields(question, answer), context()) == answer or kind == "name", (
        "filled in again, it changes"
    )


@pytest.mark.shows("A6")
def test_a_phone_number_stands_in_its_box_as_people_write_it() -> None:
    assert fields(_question("phone"), "+441632960001") == "01632 960001"


@pytest.mark.parametrize(
    ("kind", "keys", "typed", "sentence"),
    [
        ("text", {"label": "Your nickname"}, " \u200b ", "Enter your nickname"),
        ("text", {"label": "UK passport number"}, "", "Enter UK passport number"),
        ("text", {}, "", "Enter an answer"),
        ("text", {"error": '"Say which one"'}, "", "Say which one"),
        ("text", {"max": 3}, "four", "Use 3 characters or fewer. You have 4"),
        ("text", {"format": '"national-insurance"'}, "QQ 12 34 56 E", "like QQ 12 34 56 C"),
        ("text", {"format": '"postcode"'}, "nowhere", "like ZY1 4AB"),
        ("text", {"format": '"vehicle"'}, "?", "like AB12 CDE"),
        ("email", {"label": "Email address"}, "", "Enter email address"),
        ("email", {}, "amina@example", "like name@example.com"),
        ("email", {}, "amina@example.org.", "like name@example.com"),
        ("phone", {}, "ring me", "like 01632 960001"),
        ("phone", {}, "123", "like 01632 960001"),
        ("number", {}, "three", "Enter a number"),
        ("number", {}, "3.5", "Enter a whole number"),
        ("number", {"min": 2}, "1", "2 or more"),
        ("number", {"max": 1200}, "1201", "1,200 or less"),
        ("number", {}, "-1", "0 or more"),
        ("money", {}, "12.5", "pence with two figures"),
        ("money", {"max": 16000}, "16000.01", "£16,000 or less"),
        ("yes_no", {}, "", "Choose yes or no"),
        ("choice", {}, "", "Choose one answer"),
        ("choice", {}, "c", "in the list"),
        ("several", {}, [], "at least one"),
        ("several", {}, ["a", "z"], "not both"),
        ("declaration", {}, "", "Tick the box"),
        ("declaration", {}, "no", "Tick the box"),
        ("file", {}, [], "Add a file"),
        ("photo", {}, ["a", "b", "c"], "Add 2 files at most"),
        ("date", {}, {"day": "27", "month": "", "year": "2026"}, "must have a month"),
        ("date", {}, {"day": "", "month": "", "year": "2026"}, "must have a day and a month"),
        ("date", {}, {"day": "31", "month": "2", "year": "2026"}, "a date that exists"),
        ("date", {}, {"day": "1", "month": "13", "year": "2026"}, "The month"),
        ("date", {}, {"day": "1", "month": "Ju", "year": "2026"}, "The month"),
        ("date", {}, {"day": "x", "month": "1", "year": "2026"}, "The day"),
        ("date", {}, {"day": "1", "month": "1", "year": "26"}, "4 figures"),
        ("date", {}, "tomorrow", "like 27 3 2026"),
        ("date", {"latest": '"today"'}, "2026-09-02", "today or earlier"),
        ("date", {"earliest": '"today + 2 working days"'}, "2026-09-02", "3 September 2026 or later"),
        ("memorable_date", {}, "2026-09-02", "today or earlier"),
        ("memorable_date", {}, "0960-09-02", "Check the year"),
        ("address", {}, {"postcode": "ZY1 1AB"}, "Choose your address from the list"),
        ("address", {}, {"postcode": "nowhere"}, "full UK postcode"),
        ("address", {}, {"line1": "12 Mill Lane", "postcode": "x"}, "or leave it empty"),
        ("address", {}, {"line1": "", "town": "", "typed": "1"}, "Enter an address"),
        ("address", {}, {"uprn": "12 Mill"}, "Choose your address"),
        ("place", {}, {"method": "map"}, "Say where it is"),
        ("place", {}, {"lat": "51.5", "lng": "999"}, "cannot read that place"),
        ("place", {}, {"postcode": "nowhere"}, "or say in words"),
    ],
)
def test_it_says_what_to_do(kind: str, keys: dict[str, Any], typed: Any, sentence: str) -> None:
    with pytest.raises(Unfit) as refused:
        read(_question(kind, **keys), typed, context())
    assert any(sentence in each for each in refused.value.parts.values()), refused.value.parts


def test_it_takes_nothing_for_an_answer_left_empty() -> None:
    for kind in KINDS:
        if kind != "declaration":
            assert read(_question(kind, optional="true"), None, context()) is None
            assert read(_question(kind, optional="true"), {} if KINDS[kind].parts else "", context()) is None


def test_it_takes_the_address_that_the_look_up_gives_not_the_one_posted() -> None:
    known = {"100": {"lines": ["1 High Street"], "postcode": "ZY1 1AA"}}
    there = context(address_of=known.get)
    answer = read(_question("address"), {"uprn": "100", "line1": "Somewhere else", "postcode": "ZY9 9ZZ"}, there)
    assert answer == {"uprn": "100", "lines": ["1 High Street"], "postcode": "ZY1 1AA"}
    typed = read(_question("address"), {"uprn": "999", "line1": "2 High Street", "postcode": ""}, there)
    assert typed == {"uprn": "", "lines": ["2 High Street"], "postcode": ""}


def test_it_refuses_an_address_outside_the_area_only_where_that_is_known() -> None:
    question = _question("address", area='"council"')
    for verdict, refused in ((False, True), (True, False), (None, False)):
        there = context(in_area=lambda answer, verdict=verdict: verdict)
        if refused:
            with pytest.raises(Unfit, match="outside our area"):
                read(question, "12 Mill Lane", there)
        else:
            assert read(question, "12 Mill Lane", there)["lines"] == ["12 Mill Lane"]


_LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
_PARTS = st.sampled_from(
    sorted({part for kind in KINDS.values() for part in kind.parts} | {"lines", "words", "lon", "id"})
)
_GARBAGE = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_PARTS, inner, max_size=6), max_leaves=8
)
_KINDS = {kind: _question(kind) for kind in KINDS}


@pytest.mark.shows("A6")
@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(KINDS)), _GARBAGE)
def test_it_answers_any_garbage_with_an_answer_or_a_sentence(kind: str, plain: Any) -> None:
    question = _KINDS[kind]
    try:
        answer = read(question, plain, context())
    except Unfit as unfit:
        assert unfit.parts and any(unfit.parts.values())
    else:
        assert read(question, answer, context()) == answer
        assert all(isinstance(line, str) for line in show(question, answer))
        fields(question, answer)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(
        st.sampled_from(["q", "q-day", "q-first", "q-lat", "q-uprn"]), st.lists(st.text(max_size=20), max_size=3)
    ),
)
def test_it_gathers_any_posted_fields(kind: str, data: dict[str, list[str]]) -> None:
    question = _KINDS[kind]
    typed = gather(question, data)
    try:
        read(question, typed, context())
    except Unfit as unfit:
        assert unfit.parts


def test_a_postcode_that_ends_the_lines_is_shown_once() -> None:
    answer = {"uprn": "1", "lines": ["1 Market Place", "Quillmere", "ZY1 1AA"], "postcode": "ZY1 1AA"}
    assert show(_question("address"), answer) == ["1 Market Place", "Quillmere", "ZY1 1AA"]


@pytest.mark.parametrize(
    ("earliest", "latest", "hint"),
    [
        ("", "", "About is enough. For example, 29 9 2026"),
        ("", "today", "About is enough. For example, 31 8 2026"),
        ("today", "today + 10 days", "About is enough. For example, 8 9 2026"),
    ],
)
def test_the_example_of_a_date_is_one_that_the_question_takes_today(earliest: str, latest: str, hint: str) -> None:
    limits = {name: f'"{day}"' for name, day in (("earliest", earliest), ("latest", latest)) if day}
    world = context()
    assert with_example(_question("date", hint='"About is enough."', **limits), world).hint == hint
    birth = _question("memorable_date", hint='"About is enough."')
    assert with_example(birth, world) == birth


@pytest.mark.parametrize(("typed", "kept"), [("ab12cd", "AB12CD"), ("AB12 CDx0324", "AB12CD")])
def test_a_badge_is_named_by_its_six_characters(typed: str, kept: str) -> None:
    question = _question("text", format='"blue-badge"')
    assert read(question, typed, context()) == kept
    with pytest.raises(Unfit, match="6 letters or digits"):
        read(question, "Test words", context())
