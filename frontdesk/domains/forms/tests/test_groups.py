"""Repeating answers: entries keep their id, and are read like a page of their own."""

import pytest

from frontdesk.domains.forms.rules.answers import Unfit
from frontdesk.domains.forms.rules.assess import assess
from frontdesk.domains.forms.rules.conditions import View
from frontdesk.domains.forms.rules.groups import (
    asked_in_entry,
    drop_entry,
    entries_of,
    entry_number,
    put_entry,
    read_entry,
)
from frontdesk.domains.forms.rules.journey import walk
from frontdesk.domains.forms.rules.page import gather_entry, shown_in_entry
from frontdesk.domains.forms.rules.summary import rows
from frontdesk.domains.forms.tests.builder import context, page, question, service

INNER = (
    question("text", "who", used_for='"work"', label="Name of the child")
    + question("yes_no", "school")
    + question("text", "where", when='{ question = "school", is = "yes" }', used_for='"work"', optional="true")
).replace("[[page.question]]", "[[page.question.question]]")
D = service(
    page("children", question("group", "children", entry='"child"', min=1, max=3) + INNER)
    + page("big", question("text", "car", used_for='"work"'), when='{ question = "children", over = 2 }')
    + page("schools", question("text", "bus", used_for='"work"'), when='{ question = "school", is = "yes" }')
)
GROUP = D.pages[0].questions[0]


def _entry(identity: str, who: str, school: str = "no", **more: str) -> dict[str, object]:
    return {"id": identity, "answers": {"who": who, "school": school} | more}


@pytest.mark.shows("A6")
def test_it_adds_changes_and_removes_entries_by_an_id_that_stays() -> None:
    one, first = put_entry(GROUP, None, None, {"who": "Ann"})
    two, second = put_entry(GROUP, one, None, {"who": "Ben"})
    assert (first, second) == ("1", "2")
    changed, same = put_entry(GROUP, two, "1", {"who": "Anna"})
    assert same == "1" and changed[0]["answers"] == {"who": "Anna"}
    left = drop_entry(changed, "1")
    assert [entry["id"] for entry in left] == ["2"] and entry_number(left, "2") == 1
    more, third = put_entry(GROUP, left, None, {"who": "Cat"})
    assert third == "3" and drop_entry(more, "1") == more


def test_it_takes_no_more_than_the_group_holds() -> None:
    full = [_entry(str(n), "x") for n in range(1, 4)]
    with pytest.raises(Unfit, match="3 at most"):
        put_entry(GROUP, full, None, {})
    found = assess(D, {"children": [*full, _entry("4", "y")]}, context())
    assert found.errors == {"children": {"": "You can add 3 at most"}}


def test_it_asks_for_one_at_least() -> None:
    assert assess(D, {"children": []}, context()).errors == {"children": {"": "Add a child"}}


def test_it_names_the_entry_and_the_question_that_is_wrong() -> None:
    found = assess(D, {"children": [_entry("7", "Ann"), _entry("9", "")]}, context())
    assert found.errors == {"children-2-who": {"": "Enter name of the child"}}


def test_it_takes_plain_entries_of_the_api() -> None:
    found = assess(D, {"children": [{"who": "Ann", "school": False}]}, context())
    assert found.ok and found.answers["children"] == [{"id": "1", "answers": {"who": "Ann", "school": "no"}}]


def test_it_drops_hidden_answers_inside_an_entry() -> None:
    found = assess(D, {"children": [_entry("1", "Ann", "no", where="Hill")]}, context())
    assert "where" not in found.answers["children"][0]["answers"]


def test_it_counts_entries_and_looks_into_them_from_outside() -> None:
    def way(*entries: dict[str, object]) -> list[str]:
        return [each.code for each in walk(D, {"children": list(entries), "car": "x", "bus": "y"}, context()).pages]

    assert way(_entry("1", "Ann")) == ["children"]
    assert way(*(_entry(str(n), "x") for n in range(3))) == ["children", "big"]
    assert way(_entry("1", "Ann"), _entry("2", "Ben", "yes", where="Hill")) == ["children", "schools"]


def test_it_reads_the_fields_of_one_entry() -> None:
    view = View(D, {}, context())
    typed = gather_entry(GROUP, 2, {"children-2-who": ["Ann"], "children-2-school": ["yes"], "children-1-who": ["Ben"]})
    answers, errors = read_entry(GROUP, typed, view, whole=True)
    assert answers == {"who": "Ann", "school": "yes", "where": None} and errors == {}
    assert [each.code for each in asked_in_entry(GROUP, {"school": "no"}, view)] == ["who", "school"]
    assert [each.code for each in shown_in_entry(GROUP, view)] == ["who", "school", "where"]


def test_it_shows_a_row_for_each_answer_of_each_entry() -> None:
    live = assess(
        D, {"children": [{"who": "Ann", "school": "no"}, {"who": "Ben", "school": "yes"}], "bus": "12"}, context()
    )
    found = rows(D, live.answers)
    assert [(row.heading, row.label, row.lines) for row in found][:2] == [
        ("Child 1", "Name of the child", ("Ann",)),
        ("Child 1", "Which one?", ("No",)),
    ]
    assert found[-1].code == "bus" and found[2].entry_id == "2"


def test_it_makes_entries_of_any_garbage() -> None:
    garbage = [3, "x", None, {"id": "1", "answers": 3}, {"id": None, "answers": {}}, {"id": "1", "answers": {"who": 1}}]
    assert [entry["id"] for entry in entries_of(garbage)] == ["1", "None", "2"]
    assert entries_of("nothing") == []
