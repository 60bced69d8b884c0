"""Signs of a need that nobody has recorded, as a rule: when staff are asked to ask, about what, and when no more."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.domains.people.rules.needs import ordinary
from frontdesk.domains.people.rules.signs import SIGNS, SUBJECTS, to_ask
from frontdesk.domains.people.types.needs import Sign

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
pytestmark = pytest.mark.shows("B4")


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


@pytest.mark.parametrize(
    ("signs", "held", "languages", "asked"),
    [
        ([], (), (), []),
        ([Sign("declined-skill", 1, ago(3))], (), (), ["online"]),
        ([Sign("declined-skill", 1, ago(366))], (), (), []),
        ([Sign("gave-up", 1, ago(3))], (), (), []),
        ([Sign("gave-up", 2, ago(3))], (), (), ["online"]),
        ([Sign("gave-up", 1, ago(3)), Sign("gave-up", 1, ago(9))], (), (), ["online"]),
        ([Sign("declined-literacy", 1, ago(3)), Sign("mail-returned", 1, ago(3))], (), (), ["reading", "reach"]),
        ([Sign("declined-literacy", 1, ago(3))], ("easy-read",), (), []),
        ([Sign("declined-literacy", 1, ago(3))], ("mobility",), (), ["reading"]),
        ([Sign("declined-skill", 1, ago(90), ago(60))], (), (), []),
        ([Sign("declined-skill", 1, ago(3), ago(60))], (), (), []),
        ([Sign("declined-skill", 1, ago(3), ago(400))], (), (), ["online"]),
        ([Sign("declined-skill", 1, ago(300), ago(400))], (), (), []),
        ([Sign("declined-skill", 1, ago(3)), Sign("gave-up", 0, None, ago(60))], (), (), []),
        ([Sign("nobody-knows", 9, ago(3))], (), (), []),
        ([], (), ("Punjabi",), ["language"]),
        ([], (), ("", "en"), []),
        ([], ("interpreter",), ("Punjabi",), []),
        ([Sign("preferred-language", 0, None, ago(60))], (), ("Punjabi",), []),
        ([Sign("preferred-language", 0, None, ago(400))], (), ("Punjabi",), ["language"]),
    ],
)
def test_staff_are_asked_to_ask(signs, held, languages, asked):
    assert [each.subject for each in to_ask(signs, held, NOW, languages)] == asked


def test_it_says_what_made_us_think_of_it_and_what_to_record():
    (ask,) = to_ask([Sign("declined-credit", 1, ago(3)), Sign("declined-skill", 1, ago(3))], (), NOW)
    assert ask.why == (SIGNS["declined-skill"][1], SIGNS["declined-credit"][1])
    assert ask.kinds[0] == "no-online"


def test_every_sign_has_its_question_and_every_answer_is_a_kind():
    assert {subject for subject, _, _ in SIGNS.values()} == SUBJECTS.keys()
    for subject in SUBJECTS.values():
        assert {*subject.kinds, *subject.answered_by} <= ordinary().keys()
