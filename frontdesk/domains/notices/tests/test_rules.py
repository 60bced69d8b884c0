"""The register of whom can be told, what happens next to a telling, what was saved: without a database."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from frontdesk.domains.notices.rules.register import register
from frontdesk.domains.notices.rules.steps import (
    Facts,
    contacts_saved,
    facts_of,
    may_be_told,
    needs_check,
    next_step,
)

pytestmark = pytest.mark.shows("B8")
TODAY = date(2026, 11, 23)
GOOD: dict[str, Any] = {
    "death": {
        "name": "A death", "service": "told", "effect": "died", "choices": ["whom"],
        "details": {code: {"label": code, "question": code} for code in ("name", "born", "on")},
        "recipient": [
            {"code": "tax", "name": "Tax", "does": "Ends bills", "gets": ["name"], "team": "tax"},
            {"code": "fund", "name": "Fund", "does": "Ends pay", "gets": ["name", "on"], "email": "a@b.example",
             "evidence": True, "days": 10},
        ],
    },
}  # fmt: skip


def test_the_register_says_whom_each_kind_can_be_told_and_what_they_get():
    kind = register(GOOD)["death"]
    tax, fund = kind.recipients.values()
    assert (tax.outside, tax.days, tax.evidence, fund.outside, fund.days, fund.evidence, fund.gets) == (
        False, 5, False, True, 10, True, ("name", "on"),
    )  # fmt: skip
    assert kind.details["on"].question == "on" and register({}) == {}


@pytest.mark.parametrize(
    ("where", "key", "value", "sentence"),
    [
        ("kind", "effect", "flies", "must be one of"),
        ("kind", "check", "sometimes", "must be always or strangers"),
        ("kind", "recipient", [], "needs recipients"),
        ("kind", "choices", [], "needs “choices”"),
        ("kind", "wrong", 1, "which is not known here"),
        ("kind", "details", {"name": {"label": "N", "question": "n"}}, "needs “born”"),
        ("recipient", "gets", ["shoe-size"], "which is no detail"),
        ("recipient", "email", "a@b.example", "either a team"),
        ("recipient", "team", "", "either a team"),
        ("recipient", "days", 0, "a number from 1 to 90"),
        ("recipient", "name", "", "needs “name”"),
        ("recipient", "code", "fund", "a code of its own"),
    ],
)
def test_what_can_not_be_used_is_said_in_a_sentence(where: str, key: str, value: Any, sentence: str):
    table = deepcopy(GOOD)
    (table["death"] if where == "kind" else table["death"]["recipient"][0])[key] = value
    with pytest.raises(ValueError, match=sentence):
        register(table)


@pytest.mark.parametrize(
    ("check", "known", "looked_at"),
    [("always", True, True), ("always", False, True), ("strangers", True, False), ("strangers", False, True)],
)
def test_staff_look_first_where_the_kind_says_so(check: str, known: bool, looked_at: bool):
    assert needs_check(check, known=known) == looked_at


@pytest.mark.parametrize(
    ("checked", "needs_evidence", "evidence", "told"),
    [
        (False, False, "certificate", False),
        (True, False, "", True),
        (True, True, "", False),
        (True, True, "trusted", False),
        (True, True, "registered", True),
        (True, True, "certificate", True),
    ],
)
def test_nobody_is_told_before_it_was_looked_at_and_some_wait_for_registration(
    checked: bool, needs_evidence: bool, evidence: str, told: bool
):
    assert may_be_told(checked=checked, needs_evidence=needs_evidence, evidence=evidence) == told


@pytest.mark.parametrize(
    ("state", "due", "tries", "step"),
    [
        ("sent", date(2026, 11, 22), 1, "again"),
        ("sent", date(2026, 11, 22), 2, "again"),
        ("sent", date(2026, 11, 22), 3, "give-up"),
        ("sent", date(2026, 11, 23), 1, ""),
        ("confirmed", date(2026, 11, 1), 1, ""),
        ("waiting", None, 0, ""),
    ],
)
def test_they_are_asked_again_after_their_days_and_rung_after_three_times(
    state: str, due: date | None, tries: int, step: str
):
    assert next_step(state=state, due_on=due, tries=tries, today=TODAY) == step


@pytest.mark.parametrize(("confirmed", "saved"), [([], 0), ([0], 0), ([1], 0), ([7], 6), ([7, 2, 0], 7)])
def test_seven_contacts_become_one(confirmed: list[int], saved: int):
    assert contacts_saved(confirmed) == saved


def test_facts_are_read_out_of_answers():
    answers = {
        "who": {"first": "Arthur", "last": "Oldershaw"}, "died": "2026-11-20", "born": "no day",
        "home": {"lines": ["12 Mill Lane", "Mill End"], "postcode": "ZY1 1AB", "uprn": "100"},
    }  # fmt: skip
    facts = facts_of(answers, {"name": "who", "on": "died", "born": "born", "address": "home"})
    assert facts == Facts("Arthur", "Oldershaw", "", "2026-11-20", 100, "12 Mill Lane, Mill End", "ZY1 1AB")
    assert facts.name == "Arthur Oldershaw" and facts_of({}, {}) == Facts()
