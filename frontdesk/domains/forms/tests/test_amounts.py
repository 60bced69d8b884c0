"""Charges and estimates, to the penny and step by step."""

from typing import Any

import pytest

from frontdesk.domains.forms.rules.amounts import work_out
from frontdesk.domains.forms.rules.assess import assess
from frontdesk.domains.forms.tests.builder import context, page, question, service

SORTS = ", ".join(f'{{ value = "{sort}", label = "{sort}" }}' for sort in ("fridge", "sofa", "chair"))
ITEM = (
    question("money", "value") + question("choice", "sort", options=f"[{SORTS}]", optional="true", used_for='"work"')
).replace("[[page.question]]", "[[page.question.question]]")
QUESTIONS = (
    page("items", question("group", "items", entry='"item"', max=6) + ITEM)
    + page("income", question("money", "income", optional="true"))
    + page("rooms", question("number", "rooms", optional="true"))
    + page("rent", question("money", "rent", optional="true"))
    + page("help", question("yes_no", "help", optional="true"))
)
BY_OPTION = (
    'by_option = { of = "sort", rows = [{ option = "fridge", amount = "15" }, { option = "sofa", amount = "12" }] }'
)
BANDS = (
    'bands = { of = "rooms", rows = [{ up_to = 1, amount = "10" }, { up_to = 3, amount = "20" }, { amount = "30" }] }'
)


def _total(steps: str, *, top: str = "", **answers: Any) -> Any:
    amount = f'[[amount]]\ncode = "a"\nname = "A"\nuse = "fee"\n{top}\n'
    amount += "".join(f'[[amount.step]]\nlabel = "{n}"\n{step}\n' for n, step in enumerate(steps.split(";"), start=1))
    definition = service(QUESTIONS + amount)
    found = assess(definition, {"items": [{"value": "1.00"}]} | answers, context())
    assert found.ok, found.errors
    return found.amounts


def _items(*values: str) -> list[dict[str, str]]:
    return [{"value": value} for value in values]


@pytest.mark.shows("A8")
@pytest.mark.parametrize(
    ("steps", "answers", "total"),
    [
        ('base = "30.00"', {}, 3000),
        ('base = { of = "rent" }', {"rent": "120.50"}, 12050),
        ('base = { of = "rent" }', {}, 0),
        ('base = { of = "value" }', {"items": _items("1.10", "2.20", "3.30")}, 660),
        (
            'base = "30.00";per_entry = { of = "items", amount = "8.00", after = 3 }',
            {"items": _items(*["1"] * 5)},
            4600,
        ),
        ('base = "30.00";per_entry = { of = "items", amount = "8.00", after = 3 }', {"items": _items("1")}, 3000),
        ('per_entry = { of = "rooms", amount = "2.50" }', {"rooms": "4"}, 1000),
        (
            BANDS,
            {"rooms": "3"},
            2000,
        ),
        (
            BANDS,
            {"rooms": "4"},
            3000,
        ),
        ('bands = { of = "income", rows = [{ up_to = "100.50", amount = "5" }] }', {"income": "100.51"}, 0),
        ('base = "100";taper = { of = "income", over = "120.00", percent = 65 }', {"income": "170.01"}, 6749),
        ('base = "100";taper = { of = ["income", "rent"], percent = 20 }', {"income": "100", "rent": "50"}, 7000),
        ('base = "10";taper = { of = "income", percent = 100 };base = "1"', {"income": "500"}, 100),
        (BY_OPTION, {"items": [{"value": "1", "sort": "fridge"}, {"value": "1", "sort": "chair"}]}, 1500),
        (BY_OPTION, {"items": [{"value": "1", "sort": "fridge"}, {"value": "1", "sort": "sofa"}]}, 2700),
        ('base = "30";concession = { percent = 50 }', {}, 1500),
        ('base = "0.01";concession = { percent = 50 }', {}, 0),
        ('base = "30";concession = { amount = "40" }', {}, 0),
        ('base = "30"\nwhen = { question = "help", is = "yes" };base = "1"', {"help": "no"}, 100),
        ('base = "90";cap = "60"', {}, 6000),
        ('base = "90";cap = { of = "rent" }', {"rent": "12.34"}, 1234),
    ],
)
def test_it_works_out(steps: str, answers: dict[str, Any], total: int) -> None:
    assert _total(steps, **answers)[0].total == total


@pytest.mark.shows("A8")
def test_it_shows_every_step_that_applied_with_what_it_changed() -> None:
    worked = _total('base = "30";base = "5"\nwhen = { question = "help", is = "yes" };concession = { percent = 50 }')[0]
    assert [(line.label, line.change, line.reached) for line in worked.lines] == [("1", 3000, 3000), ("3", -1500, 1500)]


def test_it_leaves_out_an_amount_that_does_not_apply() -> None:
    assert _total('base = "30"', top='when = { question = "help", is = "yes" }', help="no") == ()


def test_it_can_be_asked_for_on_the_way() -> None:
    definition = service(
        QUESTIONS
        + '[[amount]]\ncode = "a"\nname = "A"\nuse = "estimate"\n[[amount.step]]\nlabel = "x"\nbase = { of = "rent" }\n'
    )
    assert work_out(definition, {"rent": "5.00"}, context())[0].total == 500
