"""What looks the same is offered; the customer says whether it is."""

from datetime import timedelta

import pytest

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.actions.same import PURPOSE
from frontdesk.domains.requests.queries.known import over_for
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_asking import token
from frontdesk.domains.requests.types import LooksTheSame, Receipt
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.model import Duplicates
from frontdesk.domains.services.types import Tried
from frontdesk.kernel import clock, journal, links, tenancy
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.services import publish

HOLE = {
    "danger": "no",
    "place": {"words": "Outside the school", "lat": 51.5, "lon": -0.6},
    "surface": "road",
    "depth": "mug",
}
TRIED = [Tried("Amina", "It was clear")]


def same_person(story: Story) -> None:
    """Make a customer's second report within three days the same as the first."""
    story.publish("missed-bin", duplicates=Duplicates(by="person", hours=72, same=("bin",)), tried=TRIED)


def test_the_same_customers_second_report_is_offered_the_first(story: Story):
    same_person(story)
    amina = story.cast.amina.as_person(story.person())
    first = story.report(amina)
    with pytest.raises(LooksTheSame) as offered:
        story.report(amina)
    (near,) = offered.value.near
    assert (near.request, near.reference) == (first.request, first.reference)
    assert story.rows.count() == 1
    story.report(amina, answers={"bin": "food"})
    story.report(story.cast.nobody)
    story.report(amina, even_if_same=True)
    assert story.rows.count() == 4


def test_the_same_one_is_closed_at_once_and_follows_the_first(story: Story):
    same_person(story)
    amina = story.cast.amina.as_person(story.person())
    first = story.report(amina)
    with pytest.raises(LooksTheSame) as offered:
        story.report(amina)
    second = story.report(amina, same_as=offered.value.near[0].token)
    row = story.row(second)
    assert (row.status, row.side) == ("duplicate", "neither")
    assert row.links.get().other_id == first.request


def joined(story: Story) -> tuple[Receipt, Receipt]:
    """A report, and the same one by somebody else."""
    story.publish("missed-bin", duplicates=Duplicates(by="person", hours=72, same=("bin",)), tried=TRIED)
    first = story.report(story.cast.nobody)
    token = links.sign(story.cast.councils.demo.id, PURPOSE, first.request or 0)
    return first, story.report(story.cast.nobody, same_as=token, answers={"email": "second@example.org"})


def told(story: Story, receipt: Receipt) -> list[str]:
    journal.deliver(story.cast.councils.demo.id)
    found = notifications.messages_about(story.cast.councils.demo.id, ("request", receipt.request or 0))
    return [each.body for each in found if each.address == "second@example.org"]


@pytest.mark.shows("F11")
def test_who_reported_the_same_is_told_once_what_became_of_the_one_we_have(story: Story):
    first, second = joined(story)
    (received,) = told(story, second)
    assert "We have this already" in received and "We deal with it once" in received and "Leave the bin" not in received
    actions.close_request(story.cast.oli, request=first.request, outcome="emptied", message="Your key is back, Rosa.")
    _, closed = told(story, second)
    assert "We came back and emptied your bin." in closed and "Rosa" not in closed
    assert actions.tell_followers(story.cast.councils.demo.id, [first.request or 0]) == 1
    assert len(told(story, second)) == 2, "told again it is the same message"


@pytest.mark.parametrize(("days", "more"), [(6, 1), (8, 0)])
def test_a_closing_older_than_a_week_is_no_news(story: Story, days: int, more: int):
    first, second = joined(story)
    before = len(told(story, second))
    with clock.at(clock.now() - timedelta(days=days)):
        actions.close_request(story.cast.oli, request=first.request, outcome="emptied")
    assert len(told(story, second)) == before + more


def test_their_page_says_how_the_one_we_have_is_going(story: Story):
    first, second = joined(story)
    council = story.cast.councils.demo.id
    seen = queries.progress(council, second.request or 0)
    assert seen.sentence.startswith("We have this already. We have your report") and "3 December" in seen.sentence
    assert (second.title, second.promise, seen.promise, seen.due_on) == ("Already reported", "", "", None)
    actions.ask_customer(story.cast.oli, request=first.request, question="Which gate, Amina?")
    assert "Amina" not in queries.progress(council, second.request or 0).sentence
    actions.close_request(story.cast.oli, request=first.request, outcome="emptied", message="All done, Amina.")
    sentence = queries.progress(council, second.request or 0).sentence
    assert "closed it on Tuesday 1 December 2026. We came back and emptied your bin." in sentence


def test_a_duplicates_link_can_be_used_for_ninety_days_after_the_end_of_the_one_we_have(story: Story):
    first, second = joined(story)
    start = clock.now()
    row, day = story.row(second), timedelta(days=1)
    assert over_for(row, start + 300 * day) == timedelta(0), "it is not over while the first runs"
    with clock.at(start + 200 * day):
        actions.close_request(story.cast.oli, request=first.request, outcome="emptied")
    assert over_for(row, start + 260 * day) == 60 * day
    link = token(second)
    with clock.at(start + 291 * day), pytest.raises(Refusal) as refused:
        actions.dispute(story.cast.nobody, request=second.request, words="It is still full.", follow=link)
    assert refused.value.code == "link-expired"
    with clock.at(start + 289 * day):
        actions.dispute(story.cast.nobody, request=second.request, words="It is still full.", follow=link)
    assert story.row(second).closed_at is None


def test_they_hear_that_the_first_was_withdrawn_and_nothing_of_a_duplicate_of_a_duplicate(story: Story):
    first, second = joined(story)
    origin = story.report(story.cast.nobody, even_if_same=True)
    actions.change_status(story.cast.oli, request=first.request, to="duplicate", reason="Twice", same_as=origin.request)
    assert len(told(story, second)) == 1
    actions.withdraw(story.cast.dee, request=origin.request or 0)
    assert "no longer needs us" in told(story, second)[-1]


def test_who_reported_what_repeats_a_closed_one_hears_the_end_of_it_at_once(story: Story):
    first, second = joined(story)
    origin = story.report(story.cast.nobody, even_if_same=True)
    actions.close_request(story.cast.oli, request=origin.request, outcome="emptied")
    before = len(told(story, second))
    actions.change_status(story.cast.oli, request=first.request, to="duplicate", reason="Twice", same_as=origin.request)
    assert "We came back and emptied your bin." in told(story, second)[-1]
    assert len(told(story, second)) == before + 1
    bodies = notifications.messages_about(story.cast.councils.demo.id, ("request", first.request or 0))
    assert sum("We came back and emptied your bin." in each.body for each in bodies) == 1


def test_one_that_is_closed_meanwhile_is_not_joined(story: Story):
    same_person(story)
    amina = story.cast.amina.as_person(story.person())
    first = story.report(amina)
    with pytest.raises(LooksTheSame) as offered:
        story.report(amina)
    actions.close_request(story.cast.oli, request=first.request, outcome="emptied")
    with pytest.raises(NotFound):
        story.report(amina, same_as=offered.value.near[0].token)
    assert story.report(amina).taken


@pytest.fixture
def holes(story: Story):
    """A pothole reported by somebody."""
    publish(story.cast.system, "pothole")
    answers = dict(HOLE)
    definition = services.published(story.cast.councils.demo.id, "pothole").definition
    for _, question, group in definition.questions():
        if question.type in ("choice", "yes_no") and group is None and question.code not in ("danger",):
            answers[question.code] = question.options[0].value if question.options else "no"
        elif question.type == "several":
            answers[question.code] = [question.options[-1].value]
    return story, answers


def report(story: Story, actor, answers, **changes):
    return actions.report_request(actor, service="pothole", channel="web", answers=answers, **changes)


@pytest.mark.shows("F7")
def test_what_is_open_nearby_is_public_without_names_or_references(holes):
    story, answers = holes
    first = report(story, story.cast.nobody, answers)
    near = {**answers, "place": {"lat": 51.50005, "lon": -0.6}}
    far = {**answers, "place": {"lat": 51.51, "lon": -0.6}}
    with pytest.raises(LooksTheSame) as offered:
        report(story, story.cast.bill, near)
    (one,) = offered.value.near
    assert (one.request, one.reference, one.metres) == (None, "", 6)
    assert report(story, story.cast.bill, far).taken
    assert [n.metres for n in queries.open_near(story.cast.nobody, "pothole", lat=51.5, lon=-0.6)] == [0]
    assert queries.open_near(story.cast.dee, "pothole", lat=51.5, lon=-0.6)[0].reference == first.reference
    with tenancy.acting_for(story.cast.councils.littlewick.id):
        publish(story.cast.littlewick_system, "pothole")
        assert queries.open_near(story.cast.luca, "pothole", lat=51.5, lon=-0.6) == []
