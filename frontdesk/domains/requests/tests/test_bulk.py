"""One thing done to many requests: each by itself, once, with the reason where not."""

from dataclasses import replace

import pytest

from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.models import RequestAnswers, RequestLink
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types.many import MOST, OWN, Bulk, Done
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.types import Tried
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.services import definition_of, publish


def some(story: Story, number: int = 3) -> list[int]:
    """So many missed bins."""
    return [
        story.report(story.cast.nobody, answers={"address": f"{n + 1} Mill Lane, ZY1 1AB"}, even_if_same=True).request
        or 0
        for n in range(number)
    ]


def chosen(story: Story, requests: list[int]) -> dict[int, int]:
    """The requests as a list shows them now: how often each was changed."""
    return {item.id: item.changes for item in queries.listed(story.cast.oli, scope="all", limit=MOST).items} | {
        request: 1 for request in requests if not story.rows.filter(pk=request).exists()
    }


def do(story: Story, ticked: dict[int, int], bulk: Bulk, key: str = "press") -> list[Done]:
    return actions.do_to_each(story.cast.oli, chosen=ticked, bulk=bulk, key=key)


@pytest.mark.shows("F1")
def test_it_gives_them_all_to_a_colleague_and_leaves_who_was_changed_meanwhile(story: Story) -> None:
    one, two, three = some(story)
    ticked = chosen(story, [one, two, three])
    actions.note(story.cast.dee, request=two, text="Somebody rang")
    did = {each.request: each for each in do(story, ticked, Bulk("assign", to=story.cast.dee.user))}
    assert [did[each].done for each in (one, two, three)] == [True, False, True]
    assert did[two].code == "changed"
    assert set(story.rows.filter(owner_id=story.cast.dee.user).values_list("pk", flat=True)) == {one, three}


@pytest.mark.shows("F1")
@pytest.mark.parametrize(
    "bulk", [Bulk("assign", team="highways"), Bulk("close", outcome="emptied"), Bulk("recategorise", service="other")]
)
def test_pressed_twice_it_is_done_once_and_says_the_same(story: Story, bulk: Bulk) -> None:
    story.publish("other")
    ticked = chosen(story, some(story, 2))
    first = do(story, ticked, bulk)
    after = list(story.rows.order_by("pk").values_list("changes", flat=True))
    assert do(story, ticked, bulk) == first and all(each.done for each in first)
    assert list(story.rows.order_by("pk").values_list("changes", flat=True)) == after


def test_another_press_of_an_old_page_does_nothing_more(story: Story) -> None:
    ticked = chosen(story, some(story, 2))
    do(story, ticked, Bulk("assign", team="highways"))
    again = do(story, ticked, Bulk("close", outcome="emptied"), key="another")
    assert [(each.done, each.code) for each in again] == [(False, "changed")] * 2
    assert not story.rows.filter(closed_at__isnull=False).exists()


@pytest.mark.shows("F1")
def test_answers_go_along_and_what_would_lack_one_stays_with_nothing_lost(story: Story) -> None:
    story.publish("other")
    publish(story.cast.system, "pothole")
    requests = some(story, 2)
    before = {row.request_id: row.answers for row in RequestAnswers.objects.filter(request_id__in=requests)}
    missing = queries.foreseen(story.cast.oli, chosen(story, requests), Bulk("recategorise", service="pothole"))
    assert all(each.why.startswith("It needs an answer to “") for each in missing)
    did = do(story, chosen(story, requests), Bulk("recategorise", service="pothole"))
    assert not any(each.done for each in did) and all(each.why for each in did)
    assert set(story.rows.values_list("service", flat=True)) == {"missed-bin"}
    fine = queries.foreseen(story.cast.oli, chosen(story, requests), Bulk("recategorise", service="other"))
    assert [each.why for each in fine] == ["", ""]
    assert all(each.done for each in do(story, chosen(story, requests), Bulk("recategorise", service="other"), "2"))
    assert set(story.rows.values_list("service", flat=True)) == {"other"}
    after = RequestAnswers.objects.filter(request_id__in=requests, number=2)
    assert {row.request_id: row.answers for row in after} == before


def test_an_outcome_that_a_service_does_not_have_leaves_its_requests(story: Story) -> None:
    own = replace(definition_of("demo", "missed-bin"), code="plain", outcomes=())
    publish_service(story.cast.system, definition=own, tried=[Tried("Jo", "Fine.")])
    (bin_,) = some(story, 1)
    plain = story.report(story.cast.nobody, service="plain").request or 0
    ends = {each.outcome.code: each.number for each in queries.endings_of(story.cast.oli, [bin_, plain])}
    assert ends["emptied"] == 1 and ends["done"] == 1
    ticked = chosen(story, [bin_, plain])
    bulk = Bulk("close", outcome="emptied", message="We came on Friday.")
    assert {each.item.id: bool(each.why) for each in queries.foreseen(story.cast.oli, ticked, bulk)} == {
        bin_: False, plain: True,
    }  # fmt: skip
    did = {each.request: each for each in do(story, ticked, bulk)}
    assert did[bin_].done and not did[plain].done and "does not end in this way" in did[plain].why


@pytest.mark.shows("F7")
def test_the_others_are_closed_as_the_same_as_the_first_and_that_one_stays(story: Story) -> None:
    first, *others = some(story)
    assert queries.first_received(story.cast.oli, [*others, first]) == queries.items_by_id(story.cast.oli, [first])[
        first
    ].reference  # fmt: skip
    did = {each.request: each for each in do(story, chosen(story, [first, *others]), Bulk("duplicate", same_as=first))}
    assert not did[first].done and did[first].code == "first"
    assert set(story.rows.filter(status="duplicate", side="neither").values_list("pk", flat=True)) == set(others)
    assert set(RequestLink.objects.filter(other_id=first).values_list("request_id", flat=True)) == set(others)


def test_rows_outside_ones_rights_are_never_done(story: Story) -> None:
    (request,) = some(story, 1)
    with pytest.raises(NotAllowed):
        actions.do_to_each(story.cast.flo, chosen={request: 1}, bulk=Bulk("assign", team="waste"), key="x")
    story.rows.filter(pk=request).update(restricted=True)
    assert queries.foreseen(story.cast.oli, {request: 1}, Bulk("assign", team="waste")) == []
    (did,) = do(story, {request: 1}, Bulk("close", outcome="emptied"))
    assert did.code == "not-found" and story.rows.get(pk=request).closed_at is None


def test_it_takes_no_more_than_it_can(story: Story) -> None:
    with pytest.raises(Refusal):
        do(story, dict.fromkeys(range(1, MOST + 2), 1), Bulk("assign", team="waste"))
    with pytest.raises(Refusal):
        do(story, {}, Bulk("burn"))


def test_it_stops_when_its_time_is_over_and_goes_on_with_the_others(story: Story) -> None:
    one, two = some(story, 2)
    bulk, oli = Bulk("close", outcome="emptied"), story.cast.oli
    (did,) = actions.do_to_each(oli, chosen={one: 1, two: 1}, bulk=bulk, key="x", seconds=0)
    assert did == Done(one, True) and story.rows.get(pk=two).closed_at is None
    assert actions.do_to_each(oli, chosen={two: 1}, bulk=bulk, key="x", seconds=0) == [Done(two, True)]
    assert story.rows.filter(status="done", changes=2).count() == 2


@pytest.mark.shows("B11")
def test_nobody_works_on_their_own_request_among_many(story: Story) -> None:
    one, two = some(story, 2)
    story.rows.filter(pk=two).update(person_id=None)
    person = story.rows.get(pk=one).person_id
    oli, ticked = replace(story.cast.oli, person=person), chosen(story, [one, two])
    bulk = Bulk("assign", to=story.cast.dee.user)
    assert {each.item.id: each.why for each in queries.foreseen(oli, ticked, bulk)} == {one: OWN, two: ""}
    did = actions.do_to_each(oli, chosen=ticked, bulk=bulk, key="own")
    assert {each.request: (each.done, each.why) for each in did} == {one: (False, OWN), two: (True, "")}
