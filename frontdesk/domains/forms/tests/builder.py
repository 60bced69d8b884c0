"""Small services as text, for tests of the rules."""

from datetime import date
from typing import Any

from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.services.definition.check import check
from frontdesk.domains.services.definition.form import Question
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import parse

TODAY = date(2026, 9, 1)
HEAD = """
code = "test"
name = "Test"
kind = "report"
tier = 1
group = "Tests"
summary = "A test."
who_for = "Everyone."
cost = "Free"
owner = "team"
[channels]
best = "web"
open = ["web"]
"""
SENT = """
[[ending]]
code = "sent"
outcome = "submit"
title = "Sent"
"""


def context(**more: Any) -> Context:
    """Tuesday 1 September 2026 (the Monday before is a bank holiday)."""
    return Context(TODAY, **more)


def service(form: str, *, sound: bool = True) -> Definition:
    """A service with this form. With `sound` it must have no errors."""
    definition = parse(HEAD + form + SENT)
    assert isinstance(definition, Definition), [str(problem) for problem in definition]
    errors = [str(problem) for problem in check(definition) if problem.level == "error"]
    assert not (sound and errors), errors
    return definition


def question(kind: str, code: str = "q", **keys: Any) -> str:
    """One question in the form of a service file."""
    lines = [f'code = "{code}"', f'type = "{kind}"', f'label = "{keys.pop("label", "Which one?")}"', 'why = "So."']
    lines += [f"{key} = {value}" for key, value in keys.items()]
    return "[[page.question]]\n" + "\n".join(lines) + "\n"


def page(code: str, *questions: str, **keys: Any) -> str:
    """One page in the form of a service file."""
    lines = [f'code = "{code}"', f'title = "{code}"', *(f"{key} = {value}" for key, value in keys.items())]
    return "[[page]]\n" + "\n".join(lines) + "\n" + "\n".join(questions)


def one(kind: str, **keys: Any) -> Question:
    """A question of a type, read from a file."""
    return service(page("p", question(kind, **keys))).pages[0].questions[0]
