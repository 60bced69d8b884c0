"""Examples are read with lines, and run through the evaluator that customers meet."""

from datetime import date, datetime
from pathlib import Path

import pytest

from frontdesk.domains.forms.rules.examples import problems, run
from frontdesk.domains.forms.tests.builder import page, question, service
from frontdesk.domains.services.definition.examples import Example, parse_examples, read_examples
from frontdesk.domains.services.definition.model import Problem

D = service(
    page("p", question("yes_no", "x"), next='[{ when = { question = "x", is = "no" }, go = "no" }]')
    + page("m", question("money", "m", when='{ question = "x", is = "yes" }'))
    + '[[ending]]\ncode = "no"\noutcome = "refuse"\ntitle = "N"\nreason = "R"\ninstead = "I"\n'
    + '[[amount]]\ncode = "fee"\nname = "F"\nuse = "fee"\n[[amount.step]]\nlabel = "L"\nbase = { of = "m" }\n'
)


def _examples(text: str) -> list[Example]:
    found = parse_examples(text)
    assert found and isinstance(found[0], Example), [str(each) for each in found]
    return [each for each in found if isinstance(each, Example)]


def _one(answers: str, expect: str) -> list[str]:
    text = f'[[example]]\nname = "E"\n[example.answers]\n{answers}\n[example.expect]\n{expect}\n'
    return list(run(D, _examples(text))[0].differences)


@pytest.mark.shows("A4")
@pytest.mark.parametrize(
    ("answers", "expect", "difference"),
    [
        ('x = "yes"\nm = "3"', 'ending = "sent"\nteam = "team"\namounts = { fee = "3.00" }', ""),
        ('x = "no"', 'ending = "no"\nhidden = ["m"]', ""),
        ('x = "yes"\nm = "-3"', 'error = { question = "m", says = "Enter an amount that is not below zero." }', ""),
        ('x = "no"', 'ending = "sent"', "ends in “no”"),
        ('x = "yes"\nm = "3"', 'ending = "sent"\nteam = "other"', "to the team “team”"),
        ('x = "yes"\nm = "3"', 'ending = "sent"\namounts = { fee = "4.00" }', "is £3, not £4"),
        ('x = "yes"\nm = "3"', 'ending = "sent"\nhidden = ["m"]', "is asked, and should not be"),
        ('x = "no"\nm = "3"', 'ending = "no"', "never asked on this way"),
        ('x = "yes"', 'ending = "sent"', "does not come through the page “m”"),
        ('x = "yes"\ny = 3\nm = "3"', 'ending = "sent"', "there is no question “y”"),
        ('x = "yes"\nm = "3"', 'error = { question = "m", says = "No" }', "is accepted"),
        ('x = "yes"\nm = "-3"', 'error = { question = "m", says = "Too much" }', "not “Too much”"),
    ],
)
def test_it_compares_what_came_with_what_is_expected(answers: str, expect: str, difference: str) -> None:
    differences = _one(answers, expect)
    assert (not differences) if not difference else any(difference in each for each in differences), differences


def test_it_compares_the_due_day_where_the_promise_is_known() -> None:
    text = '[[example]]\nname = "E"\nreceived = 2026-12-24T10:00:00\n[example.answers]\nx = "yes"\nm = "1"\n'
    examples = _examples(text + '[example.expect]\nending = "sent"\ndue = 2026-12-30\n')
    asked: list[datetime] = []

    def due(definition: object, received: datetime) -> date:
        asked.append(received)
        return date(2026, 12, 29)

    result = run(D, examples, due_on=due)[0]
    assert "due on 2026-12-29, not on 2026-12-30" in result.differences[0] and asked == [examples[0].received]
    unknown = run(D, examples)[0]
    assert unknown.passed and not unknown.due_checked
    assert "E: due on" in problems([result])[0].sentence and problems([result])[0].line == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no examples"),
        ("[[exampel]]\nname = 'x'", "not known here"),
        ("[[example]]\nanswers = {}", "has no name"),
        ("[[example]]\nname = 'x'\nanswers = 3", "not tables"),
        ("[[example]]\nname = 'x'\n[example.expect]\nteam = 'x'", "an ending or an error"),
        ("[[example]]\nname = 'x'\nsays = 'x'", "not known"),
        ("[[example]]\nname = 'x'\nreceived = 2026-12-24\n[example.expect]\nending = 'x'", "local time"),
        ("[[example]]\nname = 'x'\nchannel = 'owl'\n[example.expect]\nending = 'x'", "channel"),
        ("[[example]]\nname = 'x'\n[example.expect]\nending = 'x'\ndue = 'soon'", "due on a date"),
        ("[[example]]\nname = 'x'\n[example.expect]\nending = 'x'\namounts = { a = 'x' }", "must be a number"),
        ("[[example]\n", "not TOML"),
    ],
)
def test_it_says_what_is_wrong_with_an_examples_file(text: str, words: str) -> None:
    found = parse_examples(text)
    assert isinstance(found[0], Problem) and words in found[0].sentence


def test_it_says_that_there_is_no_examples_file(tmp_path: Path) -> None:
    found = read_examples(tmp_path)
    assert isinstance(found[0], Problem) and "no examples to read" in found[0].sentence
