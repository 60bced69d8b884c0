"""Two at the same moment, and a button pressed twice: one does it, the other is told and keeps what was typed."""

import re
from datetime import timedelta

import pytest

from frontdesk.domains.contacts import actions as contact_actions
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.people.models import ContactPoint, Need, Person
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.models import RequestText
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.tests.test_requests import mine
from tests.support.worker import work

LATER = NOW + timedelta(minutes=5)


def seen_on(page: str) -> str:
    """How often the request had been changed, as the form says it."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found is not None, "every form about a request says what it was made from"
    return found[1]


@pytest.mark.shows("F1")
def test_the_second_of_two_who_close_is_told_who_was_first_and_keeps_the_words(story: Story, sign_in: SignIn) -> None:
    item, oli, dee = mine(story), sign_in(story.cast.oli), sign_in(story.cast.dee)
    here = f"/desk/requests/{item}/close/"
    seen = seen_on(oli.get(here).content.decode())
    outcome = queries.whole(story.cast.oli, item).outcomes[0].code
    assert dee.post(here, {"seen": seen, "outcome": outcome}).status_code == 302
    with clock.at(LATER):
        page = oli.post(here, {"seen": seen, "outcome": outcome, "message": "We came on Tuesday."}).content.decode()
    assert "Dee" in page and "request closed" in page and "What you typed is still here" in page
    assert "We came on Tuesday." in page


@pytest.mark.parametrize(
    ("step", "words"),
    [("note", "The lane is narrow"), ("ask", "Which side?"), ("add", "At the back"), ("delay", "The crew is ill")],
)
def test_somebody_elses_change_does_not_lose_what_was_typed(
    story: Story, sign_in: SignIn, step: str, words: str
) -> None:
    item, oli, dee = mine(story), sign_in(story.cast.oli), sign_in(story.cast.dee)
    here = f"/desk/requests/{item}/{step}/"
    seen = seen_on(oli.get(here).content.decode())
    dee.post(f"/desk/requests/{item}/note/", {"text": "Somebody rang"})
    typed = {"text": words, "day-day": "9", "day-month": "12", "day-year": "2026"}
    with clock.at(LATER):
        page = oli.post(here, {**typed, "seen": seen}).content.decode()
        assert "What you typed is still here" in page and words in page
        assert oli.post(here, {**typed, "seen": seen_on(page)}).status_code == 302
    assert words in str(queries.whole(story.cast.oli, item).timeline)


@pytest.mark.shows("F1")
def test_a_button_pressed_twice_does_it_once(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/note/"
    sent = {"seen": seen_on(oli.get(here).content.decode()), "text": "The lane is narrow"}
    assert [oli.post(here, sent).status_code for _ in range(2)] == [302, 302]
    assert RequestText.objects.filter(request_id=item, kind="note").count() == 1
    assert "pressed twice" in oli.get(f"/desk/requests/{item}/").content.decode()


def test_the_same_press_is_known_by_its_key_and_two_notes_of_one_person_are_two(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/note/"
    seen = seen_on(oli.get(here).content.decode())
    sent = {"seen": seen, "text": "The lane is narrow", "key": "one tab"}
    assert [oli.post(here, sent).status_code for _ in range(2)] == [302, 302]
    page = oli.post(here, {"seen": seen, "text": "There is a dog", "key": "another tab"}).content.decode()
    assert "What you typed is still here" in page and "There is a dog" in page
    assert RequestText.objects.filter(request_id=item, kind="note").count() == 1


def test_a_correction_against_an_older_state_is_asked_again(story: Story, sign_in: SignIn) -> None:
    item, oli, dee = mine(story), sign_in(story.cast.oli), sign_in(story.cast.dee)
    here = f"/desk/requests/{item}/correct/"
    seen = seen_on(oli.get(here + "?question=bin").content.decode())
    dee.post(f"/desk/requests/{item}/note/", {"text": "Somebody rang"})
    sent = {"question": "bin", "asked": "bin", "bin": "recycling", "reason": "Mixed up", "seen": seen}
    page = oli.post(here, sent).content.decode()
    assert "What you typed is still here" in page and "Mixed up" in page and 'value="recycling" checked' in page


@pytest.mark.shows("C10")
def test_the_second_who_wraps_up_a_contact_is_told_and_keeps_the_choice(story: Story, sign_in: SignIn) -> None:
    dee, flo = sign_in(story.cast.dee), sign_in(story.cast.flo)
    dee.post("/desk/contacts/open/", {"channel": "visit"})
    hand = contacts.in_hand(story.cast.dee)
    assert hand is not None
    wrap = f"/desk/contacts/{hand.id}/wrap-up/"
    ended = {"reason": "progress", "outcome-new": "progress-told", "demand-new": "value", "offered-new": "no"}
    assert dee.post(wrap, ended).status_code == 302
    page = flo.post(wrap, {**ended, "outcome-new": "answered"}).content.decode()
    assert "wrapped up" in page and re.search(r'value="answered" checked', page)
    done = contacts.contact(story.cast.dee, hand.id)
    assert done is not None and [each.ended.outcome for each in done.matters] == ["progress-told"]
    assert dee.post(wrap, ended).status_code == 302, "one's own second press is no fault"


def test_two_who_end_one_contact_end_it_once(story: Story, sign_in: SignIn) -> None:
    hand = contact_actions.open_contact(story.cast.dee, channel="visit")
    for who in (story.cast.dee, story.cast.flo):
        assert sign_in(who).post(f"/desk/contacts/{hand}/end/").status_code == 302


def test_a_record_is_made_once_however_often_the_button_is_pressed(story: Story, sign_in: SignIn) -> None:
    dee = sign_in(story.cast.dee)
    form = dee.get("/desk/customers/new/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key is not None
    before = Person.objects.count()
    answers = [dee.post("/desk/customers/new/", {"name": "Nora Newname", "key": key[1]}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Person.objects.count() == before + 1


def test_a_contact_is_recorded_once_however_often_the_button_is_pressed(story: Story, sign_in: SignIn) -> None:
    oli = sign_in(story.cast.oli)
    key = re.search(r'name="key" value="([^"]+)"', oli.get("/desk/contacts/record/").content.decode())
    assert key is not None
    person = story.person()
    for _ in range(2):
        oli.post("/desk/contacts/record/", {"channel": "phone", "person": person, "key": key[1]})
    assert len(contacts.contacts_of(story.cast.oli.council, [person])) == 1
    work()


def test_a_need_is_recorded_once_and_a_refused_change_leaves_nothing_done(story: Story, sign_in: SignIn) -> None:
    amina, dee = story.person(), sign_in(story.cast.dee)
    need = {"need": "interpreter", "detail": "Punjabi", "consent": "agreed", "key": "pressed"}
    for _ in range(2):
        assert dee.post(f"/desk/customers/{amina}/needs/add/", need).status_code == 302
    assert Need.objects.filter(person_id=amina).count() == 1
    wrong = {"email": "amina.new@example.org", "phone": "07700 900777", "born-day": "31", "born-month": "2"}
    page = dee.post(f"/desk/customers/{amina}/details/", {**wrong, "born-year": "1980"}).content.decode()
    assert "like 27 3 1980" in page
    assert not ContactPoint.objects.filter(person_id=amina, value="amina.new@example.org").exists()


def test_an_officers_own_contact_about_a_request_is_recorded_once(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/contact/"
    for _ in range(2):
        oli.post(here, {"channel": "phone", "demand": "failure:chasing", "key": "pressed"})
    (taken,) = contacts.contacts_taken(story.cast.oli)
    assert (taken.matters[0].ended.demand, taken.matters[0].ended.demand_reason) == ("failure", "chasing")


@pytest.mark.shows("C17")
def test_what_had_gone_wrong_is_coded_with_the_contact_that_it_caused(story: Story, sign_in: SignIn) -> None:
    oli = sign_in(story.cast.oli)
    page = oli.get("/desk/contacts/record/").content.decode()
    assert 'value="failure:not-done"' in page
    typed = {"channel": "phone", "demand": "failure", "person": story.person()}
    assert "Choose what had gone wrong before." in oli.post("/desk/contacts/record/", typed).content.decode()
    assert contacts.contacts_taken(story.cast.oli) == []
    oli.post("/desk/contacts/record/", {**typed, "demand": "failure:not-done"})
    (taken,) = contacts.contacts_taken(story.cast.oli)
    assert taken.matters[0].ended.demand_reason == "not-done"


def test_other_words_from_the_same_old_page_are_kept_as_well(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/note/"
    for words in ("The lane is narrow", "There is a dog", "There is a dog"):
        assert oli.post(here, {"text": words, "key": "one old page"}).status_code == 302
    notes = RequestText.objects.filter(request_id=item, kind="note").order_by("pk")
    assert list(notes.values_list("body", flat=True)) == ["The lane is narrow", "There is a dog"]


def test_other_words_from_an_old_page_that_says_what_it_saw_stay_on_the_page(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/note/"
    sent = {"seen": seen_on(oli.get(here).content.decode()), "key": "one old page"}
    assert oli.post(here, {**sent, "text": "The lane is narrow"}).status_code == 302
    page = oli.post(here, {**sent, "text": "There is a dog"}).content.decode()
    assert "What you typed is still here" in page and "There is a dog" in page
    assert oli.post(here, {**sent, "seen": seen_on(page), "text": "There is a dog"}).status_code == 302
    assert RequestText.objects.filter(request_id=item, kind="note").count() == 2


def test_another_need_and_another_contact_from_an_old_page_are_recorded(story: Story, sign_in: SignIn) -> None:
    amina, dee = story.person(), sign_in(story.cast.dee)
    for told in ("Punjabi", "Urdu"):
        typed = {"need": "interpreter", "detail": told, "consent": "agreed", "key": "old"}
        dee.post(f"/desk/customers/{amina}/needs/add/", typed)
    assert Need.objects.filter(person_id=amina).count() == 2
    for channel in ("phone", "visit"):
        dee.post("/desk/contacts/record/", {"channel": channel, "person": amina, "key": "old"})
    assert len(contacts.contacts_of(story.cast.dee.council, [amina])) == 2
