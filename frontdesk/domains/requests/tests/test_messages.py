"""What messages to customers say: greeting, reference, the decision itself; and what a subject never says."""

from dataclasses import replace

import pytest

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.rules.messages import compose, is_name, spoken_name
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.services.definition.flow import Message, Outcome
from frontdesk.kernel.errors import Refusal
from tests.support.services import definition_of

DECIDED = Outcome(code="decided", status="done", name="We pay", text="Yes: we pay. Below is how much.", message=True)
CLOSED = Message(
    event="closed", language="en", subject="{service}: {reference}", text="{outcome}\n\nTell us here: {link}"
)


@pytest.fixture
def decision(story: Story) -> Story:
    story.publish("decision", outcomes=(DECIDED,), messages=(CLOSED,))
    return story


def last_message(story: Story, request: int):
    return notifications.messages_about(story.cast.councils.demo.id, ("request", request))[-1]


@pytest.mark.shows("F9")
def test_the_decision_is_in_the_message_and_not_in_its_subject(decision: Story) -> None:
    receipt = decision.report(decision.cast.nobody, service="decision")
    words = "£42 a week from Monday 7 December 2026."
    actions.close_request(decision.cast.oli, request=receipt.request, outcome="decided", message=words)
    message = last_message(decision, receipt.request)
    assert message.subject == f"Report a missed bin: {receipt.reference}"
    assert message.body.startswith("Dear Amina Testwood,\n\nYes: we pay. Below is how much.\n\n£42 a week")
    assert f"Your reference is {receipt.reference}." in message.body


def test_an_outcome_that_relies_on_the_officers_words_is_refused_without_them(decision: Story) -> None:
    receipt = decision.report(decision.cast.nobody, service="decision")
    with pytest.raises(Refusal, match="what was decided") as refused:
        actions.close_request(decision.cast.oli, request=receipt.request, outcome="decided", message="  ")
    assert refused.value.field == "message"
    assert decision.row(receipt).closed_at is None


def test_the_receipt_has_the_words_of_the_forms_ending(story: Story) -> None:
    receipt = story.report(story.cast.nobody)
    body = last_message(story, receipt.request).body
    assert "\n\nLeave the bin where we can see it." in body and "Thursday 3 December 2026" in body


@pytest.mark.shows("F9")
def test_words_of_a_service_that_hold_no_link_get_none_below_them(story: Story) -> None:
    silent = replace(CLOSED, event="received", text="We ring you by {due}.")
    story.publish("silent", messages=(silent,))
    told = last_message(story, story.report(story.cast.nobody, service="silent").request)
    assert "We ring you by" in told.body and told.link == "" and "/follow/" not in told.body
    assert "Leave the bin where we can see it." not in told.body and "/prove/" not in told.body
    assert "/follow/" in last_message(story, story.report(story.cast.nobody).request).link


def test_the_words_of_the_ending_follow_the_first_paragraph_where_a_message_names_no_place_for_them() -> None:
    definition = replace(
        definition_of("demo", "missed-bin"), messages=(replace(CLOSED, event="received", text="A\n\nB {link}"),)
    )
    values = dict.fromkeys(("service", "link", "outcome"), "x") | {"name": "", "reference": "R"}
    body = compose(definition, "received", {**values, "ending": "Leave it out.\n\nPay today."})[1]
    assert body.startswith("Hello,\n\nA\n\nLeave it out.\n\nPay today.\n\nB")
    assert compose(definition, "received", {**values, "ending": ""})[1].startswith("Hello,\n\nA\n\nB")


@pytest.mark.parametrize(
    ("called", "named"), [("Amina Testwood", True), ("amina@example.org", False), ("07700 900103", False), ("", False)]
)
def test_an_address_is_no_name_to_greet(called: str, named: bool) -> None:
    assert is_name(called) is named


@pytest.mark.parametrize(
    ("called", "spoken"),
    [
        ("Amina  Testwood", "Amina Testwood"),
        ("J. R. O'Neill-Łuczak", "J. R. O'Neill-Łuczak"),
        ("J.Smith", "J. Smith"),
        ("WIN.EXAMPLE", "WIN. EXAMPLE"),
        ("Win money at http://win.example", ""),
        ("see www.win", ""),
        ("win.example", ""),
        ("win．example", ""),
        ("win.example/now", ""),
        ("Win " * 20, ""),
    ],
)
def test_a_name_carries_no_link_into_our_messages(called: str, spoken: str) -> None:
    assert spoken_name(called) == spoken
    values = {"service": "Bins", "reference": "R", "outcome": "Done.", "link": "x", "name": called}
    body = compose(replace(definition_of("demo", "missed-bin"), messages=(CLOSED,)), "closed", values)[1]
    assert body.startswith(f"Dear {spoken},\n" if spoken else "Hello,\n")


def test_a_subject_of_an_older_version_gives_nothing_away() -> None:
    older = replace(CLOSED, subject="We decided: {outcome}")
    definition = replace(definition_of("demo", "missed-bin"), messages=(older,))
    values = {"service": "Help with rent", "reference": "AB12-CD34", "outcome": "No.", "link": "x", "name": "Amina"}
    assert compose(definition, "closed", values)[0] == "Help with rent: AB12-CD34"


def test_every_ordinary_message_greets_and_gives_the_reference() -> None:
    definition = definition_of("littlewick", "hall-key")
    values = dict.fromkeys(("service", "status", "due", "next_step", "link", "council", "phone", "outcome"), "x")
    for event in ("received", "question", "changed", "late", "closed"):
        told = {**values, "name": "Luca", "reference": "AB12-CD34", "question": "Which?"}
        subject, body = compose(definition, event, told)
        assert "AB12-CD34" in subject and "AB12-CD34" in body and "Luca" in body, event
