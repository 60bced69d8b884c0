"""How many statements the verbs and the page take (DESIGN 6). The ceilings are what they take today: lower them, or
say in the change why they rise.

Savepoints are left out: inside a test's own transaction a verb's transaction becomes one.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.tests.stories import Story

_ASIDE = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", "SELECT set_config")


def most(number: int, do: Callable[[], Any]) -> Any:
    """Do it with at most so many statements."""
    with CaptureQueriesContext(connection) as asked:
        answer = do()
    own = [each["sql"][:160] for each in asked if not each["sql"].startswith(_ASIDE)]
    assert len(own) <= number, "\n".join([f"{len(own)} statements", *own])
    return answer


def test_sending_a_form(story: Story) -> None:
    story.report(story.cast.nobody)
    started = story.draft(story.cast.nobody)
    send = {"channel": "web", "draft": started.draft, "draft_key": started.key, "even_if_same": True}
    most(25, lambda: actions.report_request(story.cast.nobody, **send))


def test_answers_given_at_once(story: Story) -> None:
    story.report(story.cast.nobody)
    most(23, lambda: story.report(story.cast.nobody, even_if_same=True))


def test_an_adviser_reporting_for_somebody(story: Story) -> None:
    story.report(story.cast.nobody)
    person = story.person(email="amina@example.org")
    most(21, lambda: story.report(story.cast.dee, person=person, even_if_same=True))


def test_starting_a_form(story: Story) -> None:
    begin = {"service": "missed-bin", "channel": "phone"}
    person = story.person(email="amina@example.org", address="12 Mill Lane, ZY1 1AB")
    most(4, lambda: forms.start_draft(story.cast.nobody, service="missed-bin", channel="web"))
    most(9, lambda: forms.start_draft(story.cast.dee, person=person, **begin))


def test_reading_a_request(story: Story) -> None:
    receipt = story.report(story.cast.dee)
    other = story.report(story.cast.nobody, even_if_same=True)
    actions.note(story.cast.oli, request=receipt.request, text="The lane is narrow")
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    actions.answer_question(story.cast.dee, request=receipt.request, answer="The left")
    actions.change_status(
        story.cast.oli, request=other.request, to="duplicate", reason="Twice", same_as=receipt.request
    )
    queries.whole(story.cast.oli, receipt.request)
    most(10, lambda: queries.whole(story.cast.oli, receipt.request))
