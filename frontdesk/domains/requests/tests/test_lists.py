"""Officers' lists: in order of their promise, filtered, with counts that agree."""

from datetime import timedelta

import pytest

from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.queries import lists
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.errors import NotFound

pytestmark = pytest.mark.pg15


def many(story: Story) -> list[int]:
    """Six reports an hour apart: running, waiting, closed, disputed, given to Dee, late ones by the end."""
    made = []
    for hour in range(6):
        with clock.at(NOW + timedelta(hours=hour, days=hour)):
            made.append(
                story.report(story.cast.nobody, answers={"missed-on": f"2026-12-0{hour + 1}"}, even_if_same=True)
            )
    with clock.at(NOW + timedelta(days=6)):
        actions.ask_customer(story.cast.oli, request=made[1].request, question="Which?")
        actions.close_request(story.cast.oli, request=made[2].request, outcome="emptied")
        actions.close_request(story.cast.oli, request=made[3].request, outcome="emptied")
        actions.dispute(
            story.cast.nobody, request=made[3].request, words="It is full.", follow=made[3].follow.split("/")[2]
        )
        actions.assign(story.cast.oli, request=made[4].request, to=story.cast.dee.user)
    return [receipt.request for receipt in made]


@pytest.mark.shows("F1", "F2")
def test_each_filter_shows_what_it_counts_in_order_of_the_promise(story: Story):
    first, waiting, closed, disputed, dees, last = many(story)
    with clock.at(NOW + timedelta(days=7)):  # Tuesday 8 December
        for scope in queries.SCOPES:
            counted = queries.counts(story.cast.oli, scope=scope)
            for show, number in counted.items():
                page = queries.listed(story.cast.oli, scope=scope, show=show, limit=100)
                assert len(page.items) == number, (scope, show)
                assert [item.sort for item in page.items] == sorted(item.sort for item in page.items)
        shown = {
            show: {item.id for item in queries.listed(story.cast.oli, scope="team", show=show).items}
            for show in queries.FILTERS
        }
        mine = {item.id for item in queries.listed(story.cast.oli).items}
    assert shown["open"] == {first, waiting, disputed, dees, last}
    assert mine == shown["open"] - {dees}
    assert shown["waiting"] == {waiting}
    assert shown["disputed"] == {disputed}
    assert shown["closed"] == {closed}
    assert first in shown["late"] and last not in shown["late"]


def test_of_everybodys_only_so_many_are_counted(story: Story, monkeypatch: pytest.MonkeyPatch):
    many(story)
    open_now = queries.counts(story.cast.oli, scope="all")["open"]
    monkeypatch.setattr(lists, "COUNTED", open_now)
    assert queries.counts(story.cast.oli, scope="all")["open"] == open_now
    monkeypatch.setattr(lists, "COUNTED", open_now - 1)
    assert queries.counts(story.cast.oli, scope="all") == {}
    assert queries.counts(story.cast.oli, scope="team")["open"] == open_now


@pytest.mark.parametrize("show", ["open", "closed"])
def test_pages_follow_on_without_gap_or_repeat(story: Story, show: str):
    many(story)
    if show == "closed":
        for row in list(story.rows.filter(closed_at=None)):
            actions.close_request(story.cast.oli, request=row.pk, outcome="emptied")
    seen, after = [], None
    for _ in range(6):
        page = queries.listed(story.cast.oli, scope="team", show=show, after=after, limit=2)
        seen += [item.id for item in page.items]
        after = page.after
        if after is None:
            break
    every = queries.listed(story.cast.oli, scope="team", show=show, limit=100)
    assert seen == [item.id for item in every.items] and len(seen) >= 5


def test_a_line_says_what_an_officer_needs(story: Story):
    receipt = story.report(story.cast.nobody)
    (item,) = queries.listed(story.cast.oli).items
    assert (item.reference, item.name, item.status_name) == (receipt.reference, "Report a missed bin", "Received")
    assert (item.owner_name, item.team_name, item.customer) == ("Oli Heath", "Waste and recycling", "Amina Testwood")


def test_it_is_found_by_the_reference_however_typed(story: Story):
    receipt = story.report(story.cast.nobody)
    typed = receipt.reference.lower().replace("-", " ")
    assert queries.by_reference(story.cast.dee, typed).id == receipt.request
    assert queries.by_reference(story.cast.bill, typed) is None
    assert queries.by_reference(story.cast.dee, "nonsense") is None


def test_the_other_council_sees_its_own_only(story: Story):
    receipt = story.report(story.cast.nobody)
    with tenancy.acting_for(story.cast.councils.littlewick.id):
        listed = queries.listed(story.cast.lena, scope="all").items
        assert len(listed) == queries.counts(story.cast.lena, scope="all")["open"] == 1
        assert receipt.request not in {item.id for item in listed}
        assert queries.by_reference(story.cast.lena, receipt.reference) is None


def test_residents_designers_and_partners_have_no_lists(story: Story):
    story.report(story.cast.nobody)
    for actor in (story.cast.nobody, story.cast.bill, story.cast.des, story.cast.pat):
        assert queries.listed(actor, scope="all").items == ()


def test_the_customers_page_lists_newest_first(story: Story):
    amina = story.person()
    made = [story.report(story.cast.dee, person=amina, even_if_same=True).request for _ in range(3)]
    assert [item.id for item in queries.of_customer(story.cast.dee, [amina])] == made[::-1]


@pytest.mark.shows("F1")
def test_the_page_shows_answers_timeline_and_what_can_be_done(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.note(story.cast.oli, request=receipt.request, text="The gate is locked.")
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    page = queries.whole(story.cast.oli, receipt.request)
    assert ("Which bin did we miss?", ("Rubbish",)) in [(row.label, row.lines) for row in page.answers]
    assert page.question.body == "Which side?"
    assert [h.kind for h in page.timeline][-1] == "requests.received"
    assert {h.text.body for h in page.timeline if h.text} == {"The gate is locked.", "Which side?"}
    assert {step.to for step in page.steps} >= {"in-progress", "done", "withdrawn"}
    assert page.may_work and page.may_withdraw and not page.may_reopen
    assert page.contacts == (receipt.contact,)
    assert not queries.whole(story.cast.flo, receipt.request).may_work


def test_the_page_is_not_there_for_others(story: Story):
    receipt = story.report(story.cast.nobody)
    for actor in (story.cast.nobody, story.cast.bill, story.cast.des, story.cast.pat):
        with pytest.raises(NotFound):
            queries.whole(actor, receipt.request)
