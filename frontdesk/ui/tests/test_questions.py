"""What templates ask about questions, values and errors: tables, no templates."""

from typing import Any

import pytest

from frontdesk.ui import questions
from frontdesk.ui.tests.support import Question

BORN = Question("born", "date", label="Date of birth")
HOME = Question("home", "address", label="Address")
BIN = Question("bin", "choice", label="Which bin?", options=[("food", "Food waste", ""), ("other", "Another", "")])
PEOPLE = Question("people", "group", label="Who lives with you?", questions=(Question("full", "name"), BORN))


def test_it_finds_a_part_by_its_own_name_and_by_the_name_of_its_input() -> None:
    assert questions.part(BORN, {"day": "3"}, "day") == "3"
    assert questions.part(BORN, {"born-day": "3"}, "day") == "3"
    assert questions.part(BORN, "3 12 1980", "day") == ""


def test_it_takes_zero_as_an_answer() -> None:
    assert questions.choices(0) == ["0"]
    assert questions.part(BORN, {"day": 0}, "day") == "0"
    assert questions.answer_text(Question("n", "number"), 0) == "0"


@pytest.mark.parametrize(
    ("question", "error", "value", "field"),
    [
        (BORN, "Enter a date", None, "born-day"),
        (BORN, {"year": "Enter a year"}, None, "born-year"),
        (HOME, "Enter an address", None, "home-postcode"),
        (HOME, "Enter an address", {"typed": "1"}, "home-line1"),
        (BIN, "Choose a bin", None, "bin"),
    ],
)
def test_it_links_an_error_to_the_field_that_mends_it(question: Question, error: Any, value: Any, field: str) -> None:
    assert questions.first_field(question, error, value) == field


def test_it_marks_all_boxes_when_the_sentence_is_about_the_whole() -> None:
    assert questions.parts_wrong(BORN, "Enter a date") == {"day", "month", "year"}
    assert questions.parts_wrong(BORN, {"year": "Enter a year"}) == {"year"}
    assert questions.parts_wrong(BORN, None) == frozenset()


def test_it_lists_errors_in_the_order_of_the_page_and_each_sentence_once() -> None:
    links = questions.error_links(
        [BORN, BIN],
        {"bin": "Choose a bin", "born": {"day": "No such day", "month": "No such day"}, "form": "Try again"},
    )
    assert [link["text"] for link in links] == ["Date of birth: No such day", "Choose a bin", "Try again"]
    assert [link.get("href") for link in links] == ["#born-day", "#bin", None]


def test_two_questions_with_the_same_sentence_are_told_apart() -> None:
    rent = Question("rent", "money", label="How much is the rent?")
    rooms, beds = (Question(code, "number", label=f"How many {code} are there?") for code in ("rooms", "beds"))
    same = "Enter a number from 0 to 9"
    links = questions.error_links([rent, rooms, beds], {"rent": "Enter the rent", "rooms": same, "beds": same})
    assert [link["text"] for link in links] == [
        "Enter the rent", f"How many rooms are there? {same}", f"How many beds are there? {same}"
    ]  # fmt: skip
    assert questions.error_links([beds], {"beds": same})[0]["text"] == same, "alone it needs no name"


def test_it_asks_for_the_postcode_while_there_is_no_list_to_choose_from() -> None:
    error = {"home": {"uprn": "Choose an address"}}
    assert questions.error_links([HOME], error)[0]["href"] == "#home-postcode"
    found = {"home": {"found": [("1", "Flat 1")]}}
    assert questions.error_links([HOME], error, {}, found)[0]["href"] == "#home-uprn"


def test_it_takes_errors_by_part_with_nothing_for_the_whole_question() -> None:
    assert questions.error_links([BIN], {"bin": {"": "Choose a bin"}}) == [{"text": "Choose a bin", "href": "#bin"}]


def test_it_says_answers_back_as_words() -> None:
    assert questions.answer_text(BIN, "food") == "Food waste"
    assert questions.answer_text(BORN, {"day": "3", "month": "12", "year": "1980"}) == "3 12 1980"
    assert questions.answer_text(HOME, {"line1": "12 Mill Lane", "town": "Demo Town"}) == "12 Mill Lane\nDemo Town"
    assert questions.answer_text(Question("ok", "yes_no"), "no") == "No"


def test_it_names_the_inputs_of_one_entry_of_a_group() -> None:
    inner = questions.inner_questions(PEOPLE, 2)
    assert [each.code for each in inner] == ["people-2-full", "people-2-born"]
    assert [each.own_code for each in inner] == ["full", "born"]
    assert questions.input_names(inner[1].code, inner[1].type)[0] == "people-2-born-day"


def test_it_shows_an_entry_that_is_said_already_as_it_comes() -> None:
    entry = type("Entry", (), {"rows": [{"label": "Name", "text": "Bill Example"}]})()
    assert questions.entry_rows(PEOPLE, entry) == [{"label": "Name", "text": "Bill Example"}]
