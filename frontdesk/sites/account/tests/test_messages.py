"""Messages both ways in the account: threads, writing, what we sent; and the desk's side of it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from frontdesk.domains.access.models import User
from frontdesk.domains.requests import actions
from frontdesk.kernel import clock, limits
from frontdesk.sites.account.tests.test_acting import BIN, browser, words
from tests.support.cast import Cast
from tests.support.services import publish

pytestmark = pytest.mark.shows("B1")


def desk(user: int | None) -> Client:
    client = Client(headers={"host": "demo.example.org"})
    client.force_login(User.objects.get(pk=user))
    return client


def test_a_question_is_new_read_and_answered_in_one_place(cast: Cast):
    publish(cast.system, "missed-bin")
    hers, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    assert "You have no messages yet" in words(hers, "/account/messages/")
    made = actions.report_request(ruth, service="missed-bin", channel="web", answers=BIN | {"missed-on": _yesterday()})
    actions.ask_customer(cast.oli, request=made.request or 0, question="Which side of the house?")
    assert "1 new message" in words(hers, "/account/")
    assert "1 new" in words(hers, "/account/messages/")
    page = f"/account/messages/requests/{made.request}/"
    shown = words(hers, page)
    assert "New Which side of the house?" in shown and "We need an answer from you" in shown
    assert "1 new" not in words(hers, "/account/messages/")
    assert hers.post(page, {"do": "answer", "words": ""}).status_code == 400
    assert hers.post(page, {"do": "answer", "words": "Left", "key": "k"})["Location"] == page
    assert "Left" in words(hers, page)
    officer = desk(cast.oli.user)
    assert "something new from the customer" in words(officer, f"/desk/requests/{made.request}/")
    officer.post(f"/desk/requests/{made.request}/write/", {"text": "We come at noon."})
    assert "We come at noon." in words(hers, page)
    assert "Which side of the house?" in words(hers, "/account/messages/sent/")
    theirs, _ = browser(cast, "carla@example.org", "Carla Bridges")
    assert theirs.get(page).status_code == 404 and theirs.post(page, {"do": "add", "words": "x"}).status_code == 404


def test_something_else_goes_to_the_front_desk_and_the_answer_comes_back(cast: Cast):
    hers, _ = browser(cast, "ruth@example.org", "Ruth Bridges")
    assert hers.post("/account/messages/new/", {"words": "When?"}).status_code == 400
    wrong = hers.post("/account/messages/new/", {"about": "else", "words": "When is it open?"})
    assert wrong.status_code == 400 and b"Say in a few words" in wrong.content and b"When is it open?" in wrong.content
    typed = {"about": "else", "subject": "The library", "words": "When is it open?", "key": "k"}
    page = hers.post("/account/messages/new/", typed)["Location"]
    assert hers.post("/account/messages/new/", typed)["Location"] == page, "pressed twice"
    adviser = desk(cast.dee.user)
    assert "The library" in words(adviser, "/desk/messages/")
    door = page.replace("account", "desk")
    shown = words(adviser, door)
    assert shown.count("When is it open?") == 1 and "datetime" not in shown
    assert shown.index("Your answer") < shown.index("Nothing is left to answer"), "it would lose the answer"
    assert adviser.post(door, {"text": "", "seen": "1"}).status_code == 200
    assert adviser.post(door, {"text": "From nine.", "seen": "1"})["Location"] == "/desk/messages/"
    assert "Every message has been answered" in words(adviser, "/desk/messages/")
    assert "1 new message" in words(hers, "/account/")
    assert "New From nine." in words(hers, page)
    hers.post(page, {"words": "Thank you", "key": "k2"})
    assert adviser.post(f"{door}settle/", {"seen": "3"})["Location"] == "/desk/messages/"
    assert "Every message has been answered" in words(adviser, "/desk/messages/")


def test_about_one_of_the_requests_it_stands_with_the_request(cast: Cast):
    publish(cast.system, "missed-bin")
    hers, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    made = actions.report_request(ruth, service="missed-bin", channel="web", answers=BIN | {"missed-on": _yesterday()})
    assert re.search("What is it about.*Something else", words(hers, "/account/messages/new/"))
    sent = hers.post("/account/messages/new/", {"about": str(made.request), "words": "When do you come?", "key": "k"})
    assert sent["Location"] == f"/account/messages/requests/{made.request}/"
    assert "When do you come?" in words(hers, sent["Location"])
    assert hers.post("/account/messages/new/", {"about": "77777", "words": "x"}).status_code == 404


def test_who_writes_very_often_is_told_to_ring(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    hers, _ = browser(cast, "ruth@example.org", "Ruth Bridges")
    real = limits.count
    monkeypatch.setattr(limits, "count", lambda *args, **more: real(*args, **{**more, "most": 0}))
    typed = {"about": "else", "subject": "The library", "words": "When is it open?"}
    assert b"Ring us" in hers.post("/account/messages/new/", typed).content


def _yesterday() -> str:
    return (clock.today() - timedelta(days=1)).isoformat()
