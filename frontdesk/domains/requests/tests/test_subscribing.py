"""Following somebody else's request instead of sending one's own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.actions.same import PURPOSE
from frontdesk.domains.requests.models import RequestContact, RequestFollower
from frontdesk.domains.requests.queries.held_on import held_on
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import FOLLOWER
from frontdesk.kernel import clock, jobs, links, tenancy
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.holdings import holdings

BILL = "bill@example.org"


def follow(story: Story, request: int, email: str = BILL) -> str:
    """Bill asks to hear of the request; the token of his link."""
    same = links.sign(story.cast.councils.demo.id, PURPOSE, request)
    actions.subscribe(story.cast.nobody, same_as=same, email=email)
    row = RequestFollower.objects.get(request_id=request, email=email.strip().lower())
    return links.sign(story.cast.councils.demo.id, FOLLOWER, row.pk)


def told() -> list[str]:
    """Subjects of what Bill was written."""
    return list(Message.objects.filter(address=BILL).order_by("id").values_list("subject", flat=True))


@pytest.mark.shows("F7")
def test_it_is_a_contact_and_no_request_and_counted_once(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    before = Contact.objects.count()
    follow(story, first)
    follow(story, first, " Bill@Example.org ")
    assert story.rows.count() == 1 and Contact.objects.count() == before + 1
    tied = RequestContact.objects.filter(request_id=first).order_by("id")
    assert tied.count() == 2 and tied.last().contact.channel == "web"  # type: ignore[union-attr]
    assert told() == ["Confirm that you want to hear about: Report a missed bin"]


@pytest.mark.shows("F7")
def test_who_proved_the_address_hears_of_each_step_until_they_stop_it(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    token, oli = follow(story, first), story.cast.oli
    actions.change_status(oli, request=first, to="in-progress")
    assert actions.tell_subscribers(oli.council, [first]) == 0, "the address is not proved"
    actions.confirm_following(story.cast.nobody, token=token)
    jobs.deliver_news()
    actions.close_request(oli, request=first, outcome="emptied", message="Dear Amina, the crew came.")
    for _ in range(2):
        jobs.deliver_news()
        actions.tell_subscribers(oli.council, [first])
    assert told()[1:] == ["News about: Report a missed bin"] * 2
    words = Message.objects.filter(address=BILL).order_by("id").values_list("body", flat=True)
    assert "closed it on" in words[2] and "Amina" not in "".join(words)
    actions.end_following(story.cast.nobody, token=token)
    with clock.at(NOW + timedelta(hours=1)):
        actions.reopen(oli, request=first, reason="It was the other bin")
        assert actions.tell_subscribers(oli.council, [first]) == 0
    assert not RequestFollower.objects.exclude(email="").exists()


def test_who_follows_a_duplicate_hears_of_the_first(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    second = story.report(story.cast.nobody, even_if_same=True).request or 0
    token = follow(story, second)
    actions.confirm_following(story.cast.nobody, token=token)
    actions.change_status(story.cast.oli, request=second, to="duplicate", reason="Twice", same_as=first)
    assert actions.tell_subscribers(story.cast.oli.council, [second]) == 0
    actions.close_request(story.cast.oli, request=first, outcome="emptied")
    assert actions.tell_subscribers(story.cast.oli.council, [first]) == 1
    assert queries.following(story.cast.oli.council, token).closed


def test_who_follows_one_that_repeats_a_closed_one_hears_its_end_once(story: Story) -> None:
    first, second, third = (story.report(story.cast.nobody, even_if_same=True).request or 0 for _ in range(3))
    for request, email in ((second, BILL), (third, BILL), (third, "carol@example.org"), (first, "carol@example.org")):
        actions.confirm_following(story.cast.nobody, token=follow(story, request, email))
    actions.close_request(story.cast.oli, request=first, outcome="emptied", message="Dear Amina, the crew came.")
    jobs.deliver_news()
    assert told()[2:] == []
    for request in (second, third):
        actions.change_status(story.cast.oli, request=request, to="duplicate", reason="Twice", same_as=first)
    for _ in range(2):
        jobs.deliver_news()
        actions.tell_subscribers(story.cast.oli.council, [second, third])
    assert told()[2:] == ["News about: Report a missed bin"]
    news = Message.objects.filter(address=BILL).order_by("id").last()
    assert news and "closed it on Tuesday 1 December 2026" in news.body and "Amina" not in news.body
    carols = Message.objects.filter(address="carol@example.org", subject__startswith="News about")
    assert carols.count() == 1, "she heard it when it was closed"


def test_it_refuses_what_is_no_address_and_what_is_over_or_anothers(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    with pytest.raises(Refusal, match="correct format"):
        follow(story, first, "bill")
    token = follow(story, first)
    with tenancy.acting_for(story.cast.councils.littlewick.id):
        same = links.sign(story.cast.councils.demo.id, PURPOSE, first)
        for refused in (
            lambda: actions.subscribe(story.cast.luca, same_as=same, email=BILL),
            lambda: actions.confirm_following(story.cast.luca, token=token),
            lambda: queries.following(story.cast.councils.littlewick.id, token),
        ):
            with pytest.raises(NotFound):
                refused()
    actions.close_request(story.cast.oli, request=first, outcome="emptied")
    with pytest.raises(NotFound):
        follow(story, first, "carol@example.org")


def test_what_is_held_on_a_person_names_what_they_follow_and_erasing_forgets_it(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    follow(story, first)
    bill = story.person("Bill Otherby", email=BILL)
    council = story.cast.councils.demo.id
    assert [each["email"] for each in held_on(council, [bill])] == [BILL]
    actions.erase_people(council, [bill])
    assert list(held_on(council, [bill])) == [] and not RequestFollower.objects.exclude(email="").exists()


@pytest.mark.parametrize(
    ("proved", "others", "told", "ended"),
    [(True, False, True, True), (False, False, False, True), (False, True, False, False)],
)
def test_what_they_follow_by_an_earlier_address_is_theirs_unless_it_is_somebody_elses_now(
    story: Story, proved: bool, others: bool, told: bool, ended: bool
) -> None:
    first, council, dee = story.report(story.cast.nobody).request or 0, story.cast.councils.demo.id, story.cast.dee
    follow(story, first)
    bill = story.person("Bill Otherby", email="bill.otherby@example.org")
    point = people.add_contact_point(dee, person=bill, kind="email", value=BILL, source="desk")
    if proved:
        people.prove_contact_point(story.cast.nobody, point=point)
    people.end_contact_point(dee, point=point)
    if others:
        story.person("Carol Marsh", email=BILL)
    assert bool(list(held_on(council, [bill]))) == told
    actions.erase_people(council, [bill])
    assert RequestFollower.objects.filter(email="").exists() == ended


def test_every_holding_in_its_order_forgets_what_a_person_follows(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    follow(story, first)
    bill = story.person("Bill Otherby", email=BILL)
    for holding in holdings():
        holding.erase(story.cast.councils.demo.id, [bill])
    assert not RequestFollower.objects.exclude(email="").exists()


def test_the_contact_of_who_follows_counts_in_the_ward_of_the_request(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    story.rows.filter(pk=first).update(ward="mead")
    follow(story, first)
    tied = RequestContact.objects.filter(request_id=first).order_by("id").last()
    assert tied is not None and tied.contact.ward == "mead"


def test_an_import_taken_back_leaves_what_somebody_follows(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    story.rows.filter(pk=first).update(import_run=7, changes=1)
    follow(story, first)
    story.rows.filter(pk=first).update(changes=1)
    undone = actions.undo_import(story.cast.system, run=7)
    assert (undone.removed, undone.kept) == (0, 1) and story.rows.filter(pk=first).exists()


@pytest.mark.parametrize("hidden", [{"restricted": True}, {"removed_at": NOW}])
def test_stopping_always_works_and_says_so(story: Story, hidden: dict[str, object]) -> None:
    first = story.report(story.cast.nobody).request or 0
    token = follow(story, first)
    story.rows.filter(pk=first).update(**hidden)
    with pytest.raises(NotFound):
        queries.following(story.cast.councils.demo.id, token)
    actions.end_following(story.cast.nobody, token=token)
    found = queries.following(story.cast.councils.demo.id, token)
    assert found.ended and not found.name and not RequestFollower.objects.exclude(email="").exists()


def test_a_request_that_is_erased_has_no_followers_any_more(story: Story) -> None:
    receipt = story.report(story.cast.nobody)
    follow(story, receipt.request or 0)
    actions.erase_people(story.cast.councils.demo.id, [receipt.person or 0])
    assert not RequestFollower.objects.exclude(email="").exists()


def test_an_address_that_nobody_proved_is_forgotten_after_seven_days(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    actions.confirm_following(story.cast.nobody, token=follow(story, first, "carol@example.org"))
    follow(story, first)
    with clock.at(NOW + timedelta(days=6)):
        assert actions.forget_unproved(story.cast.councils.demo.id) == 0
    with clock.at(NOW + timedelta(days=8)):
        assert actions.forget_unproved(story.cast.councils.demo.id) == 1
    assert RequestFollower.objects.exclude(email="").get().email == "carol@example.org"


def test_who_follows_two_that_are_one_hears_once_and_followers_are_asked_for_once(story: Story) -> None:
    first = story.report(story.cast.nobody).request or 0
    second = story.report(story.cast.nobody, even_if_same=True).request or 0
    third = story.report(story.cast.nobody, even_if_same=True).request or 0
    for request in (first, second):
        actions.confirm_following(story.cast.nobody, token=follow(story, request))
    actions.change_status(story.cast.oli, request=second, to="duplicate", reason="Twice", same_as=first)
    with CaptureQueriesContext(connection) as asked:
        assert actions.tell_subscribers(story.cast.oli.council, [first, third]) == 1
    read = [each["sql"] for each in asked if 'FROM "requests_requestfollower"' in each["sql"]]
    assert len(read) == 1 and "\"email\" = '')" in read[0]
