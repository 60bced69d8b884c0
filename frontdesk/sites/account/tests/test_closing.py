"""Closing the account: confirmed, signed out everywhere, the record stays, and a way back."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.access.models import User
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.models import Request
from frontdesk.kernel import clock, journal, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.sites.account.tests.conftest import PASSWORD
from frontdesk.sites.account.tests.test_acting import BIN, browser, words
from frontdesk.sites.account.tests.test_messages import _yesterday
from tests.support.cast import Cast
from tests.support.services import publish

pytestmark = pytest.mark.shows("B1")


def test_without_a_password_a_link_in_an_email_closes_it_and_opening_it_changes_nothing(cast: Cast):
    hers, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    shown = words(hers, "/account/close/")
    assert "You can come back" in shown and "Ask now" in shown
    assert b"Look into your email" in hers.post("/account/close/").content
    sent = Message.objects.filter(council_id=ruth.council, subject="Close your account?").latest("id")
    link = re.search(r"/account/close/[^/]+/", sent.link)
    assert link and sent.address == "ruth@example.org"
    theirs, _ = browser(cast, "carla@example.org", "Carla Bridges")
    assert theirs.post(link[0]).status_code == 404
    assert "Close my account now" in words(hers, link[0])
    assert queries.has_account(ruth.council, ruth.person)
    assert hers.post(link[0])["Location"].endswith("/")
    assert hers.get("/account/").status_code == 302
    assert not queries.has_account(ruth.council, ruth.person)
    row = User.objects.get(pk=ruth.user)
    assert (row.is_active, row.has_usable_password(), "ruth" in row.email) == (False, False, False)


def test_with_a_password_it_is_asked_for_first(inside: Client, nora: int, cast: Cast):
    other = Client(HTTP_HOST="demo.example.org")
    other.post("/account/sign-in/", {"login": "nora@example.org", "password": PASSWORD})
    assert other.get("/account/").status_code == 200
    asked = inside.post("/account/close/")
    assert asked["Location"].startswith("/account/again/") and User.objects.get(pk=nora).is_active
    inside.post(asked["Location"], {"password": PASSWORD})
    assert not User.objects.get(pk=nora).is_active
    assert inside.get("/account/").status_code == 302 and other.get("/account/").status_code == 302


def test_the_record_and_what_is_open_stay_and_registering_again_takes_it_up(cast: Cast):
    publish(cast.system, "missed-bin")
    _, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    assert people.close_account(ruth)
    # a form that was being sent meanwhile is sent: the actor is that of the page
    made = actions.report_request(ruth, service="missed-bin", channel="web", answers=BIN | {"missed-on": _yesterday()})
    assert Request.objects.get(council_id=ruth.council, pk=made.request).person_id == ruth.person
    again = access.open_sign_in(email="ruth@example.org", verified=True)
    assert again != ruth.user
    back = Actor(ruth.council, frozenset({"resident"}), again)
    (claim,) = queries.claimable(back)
    assert claim.person == ruth.person
    people.link_sign_in(back, user=again, person=claim.person)
    assert queries.person_of(ruth.council, again) == ruth.person


def test_a_sign_in_of_another_council_or_of_work_stays(cast: Cast):
    amina = cast.amina.as_person(people.own_record(cast.amina, name="Amina Testwood", source="web"))
    assert not people.close_account(amina), "she is a customer of Littlewick by it, too"
    assert queries.person_of(amina.council, amina.user) is None and User.objects.get(pk=amina.user).is_active
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert queries.person_of(cast.councils.littlewick.id, amina.user)
    oli = Actor(cast.oli.council, frozenset({"resident"}), cast.oli.user)
    assert not people.close_account(oli)
    assert access_queries.memberships_of(cast.oli.user or 0) and User.objects.get(pk=cast.oli.user).is_active


def test_what_was_chosen_ends_with_the_account_and_whoever_comes_back_begins_anew(cast: Cast):
    publish(cast.system, "missed-bin")
    _, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    made = actions.report_request(ruth, service="missed-bin", channel="web", answers=BIN | {"missed-on": _yesterday()})
    notifications.choose(ruth, topic="written", way="none")
    people.close_account(ruth)
    again = access.open_sign_in(email="ruth@example.org", verified=True)
    back = Actor(ruth.council, frozenset({"resident"}), again)
    people.link_sign_in(back, user=again, person=ruth.person or 0)
    with clock.at(clock.now() + timedelta(seconds=1)):
        notifications.choose(back.as_person(ruth.person or 0), topic="progress", way="none")
    journal.deliver(ruth.council)
    ways = {each.topic.code: each.way for each in messages.choices_of(ruth.council, [ruth.person or 0])}
    assert (ways["written"], ways["progress"]) == ("email", "none"), "what was said since stays"
    actions.write_to_customer(cast.oli, request=made.request or 0, words="We come at noon.")
    topics = [each.topic for each in messages.messages_about(ruth.council, ("request", made.request or 0))]
    assert "requests.message" in topics


def test_of_two_joined_accounts_the_choices_of_the_other_stay(cast: Cast):
    _, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    _, other = browser(cast, "rb@example.org", "R Bridges")
    notifications.choose(ruth, topic="written", way="none")
    people.join_people(cast.sam, person=other.person or 0, into=ruth.person or 0, why="One woman, two accounts")
    people.close_account(other)
    journal.deliver(ruth.council)
    ways = {each.topic.code: each.way for each in messages.choices_of(ruth.council, [ruth.person or 0])}
    assert ways["written"] == "none"


def test_whoever_closed_it_reads_so_once_on_the_next_page(inside: Client, nora: int):
    inside.post("/account/again/", {"password": PASSWORD})
    closed = inside.post("/account/close/", follow=True).content.decode()
    assert "Your account is closed." in closed
    assert "Your account is closed." not in inside.get("/").content.decode()


def test_somebody_of_whom_we_hold_nothing_is_led_to_no_missing_page(cast: Cast):
    user = access.open_sign_in(email="new@example.org", password=PASSWORD, verified=True)
    fresh = Client(headers={"host": "demo.example.org"})
    fresh.force_login(User.objects.get(pk=user))
    assert "/account/data/ask/" not in fresh.get("/account/close/").content.decode()
