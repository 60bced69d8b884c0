"""Needs as rules: the register, what an instruction says, when to ask again, the same need in two records."""

from datetime import date

import pytest

from frontdesk.domains.people.rules import needs as rules
from frontdesk.domains.people.types.needs import GROUPS, Kind, Need

KINDS = rules.ordinary()
DAY = date(2026, 8, 31)
pytestmark = pytest.mark.shows("B4")


def test_every_kind_says_what_to_do_and_those_that_keep_people_safe_are_restricted_and_not_online():
    assert list(dict.fromkeys(each.group for each in KINDS.values())) == list(GROUPS)
    for kind in KINDS.values():
        told = kind.instruction("Something")
        assert told[0].isupper() and told[-1] in ".g" and "{" not in told, kind.code
        assert kind.say or not kind.online, kind.code
        assert kind.sensitive == (kind.group in ("vulnerability", "safeguarding")), kind.code
    assert not any(each.online for each in KINDS.values() if each.group == "safeguarding")


@pytest.mark.parametrize(
    ("code", "detail", "told"),
    [
        ("interpreter", " Punjabi ", "Interpreter: Punjabi. Book one before you call."),
        ("interpreter", "", ""),
        ("large-print", "", "Send everything in large print (18 point)."),
        ("large-print", "24 point.", "Send everything in large print: 24 point."),
        ("times", "after 4pm", "Be in touch after 4pm."),
        ("adjustments", "ring  twice", "Ring twice"),
        ("no-online", "ignored", "Does not go online. Do it with them, by phone, at the desk or on paper."),
    ],
)
def test_the_instruction_says_what_to_do(code: str, detail: str, told: str):
    assert KINDS[code].instruction(detail) == told


@pytest.mark.parametrize(
    ("months", "again"), [(6, date(2027, 2, 28)), (12, date(2027, 8, 28)), (24, date(2028, 8, 28))]
)
def test_it_is_asked_about_again_after_the_months_of_its_kind(months: int, again: date):
    assert rules.asked_again(Kind("x", "X", "format", "Do", review=months), DAY) == again


def test_a_council_adds_kinds_of_its_own_and_changes_others():
    own = {
        "dog": {"label": "Guide dog", "group": "adjustment", "do": "Guide dog: water in reception."},
        "large-print": {"plain": "Print at 20 point."},
    }
    found = rules.register(own, KINDS)
    assert found["dog"].instruction("") == "Guide dog: water in reception."
    assert found["large-print"].instruction("") == "Print at 20 point."
    assert found["large-print"].label == "Large print"
    assert len(KINDS) + 1 == len(found)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("Guide dog", "must be a table"),
        ({"label": "Dog", "group": "adjustment"}, "needs “do”"),
        ({"label": "Dog", "group": "pets", "do": "Water"}, "the group must be one of"),
        ({"label": "Dog", "group": "adjustment", "do": "Water", "colour": "red"}, "has “colour”"),
        ({"label": "Dog", "group": "adjustment", "do": "Dog: {detail}"}, "must “ask”"),
        ({"label": "Dog", "group": "adjustment", "do": "Water", "review": "12"}, "wrong type"),
        ({"label": "Dog", "group": "adjustment", "do": "Water", "review": True}, "wrong type"),
    ],
)
def test_what_is_no_kind_is_refused_in_a_sentence(told: object, sentence: str):
    with pytest.raises(ValueError, match=sentence):
        rules.register({"dog": told}, KINDS)


def test_the_same_need_in_two_records_is_one_as_restricted_as_the_more_restricted():
    found = rules.as_one(
        [
            Need(1, "hearing", "Use the loop", sensitive=True),
            Need(2, "sight", "Read aloud"),
            Need(3, "hearing", "use the  LOOP."),
            Need(4, "hearing", "Write it down"),
        ]
    )
    assert [(each.id, each.also, each.sensitive) for each in found] == [
        (3, (1,), True),
        (2, (), False),
        (4, (), False),
    ]


def test_what_must_be_arranged_before_speaking_comes_first_and_what_nobody_knows_any_more_last():
    needs = [Need(1, "safety", "A"), Need(2, "gone", "B"), Need(3, "times", "C"), Need(4, "interpreter", "D")]
    assert [each.code for each in rules.ordered(needs, KINDS)] == ["interpreter", "times", "safety", "gone"]
    assert rules.kind_of(KINDS, "gone").label == "Something else"


def test_due_are_those_whose_day_has_come():
    needs = [Need(1, "sight", "A", review_on=DAY), Need(2, "sight", "B"), Need(3, "sight", "C", review_on=date.max)]
    assert rules.due(needs, DAY) == (1,)
