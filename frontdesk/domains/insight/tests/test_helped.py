"""What stops, by step and reason, and what help did, against a story whose numbers are known."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from frontdesk.console.reports import REPORTS, Asked
from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as forms_queries
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.forms.types import NOT_RIGHT
from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types import Period
from frontdesk.domains.insight.types.helped import Begun, Stop
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.services import actions as services
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast
from tests.support.services import publish

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
PERIOD = Period(date(2026, 9, 1), date(2026, 9, 2))
LATER = START + timedelta(days=3)
BIN = {"address": "12 Mill Lane, ZY1 1AB", "bin": "rubbish", "missed-on": "2026-08-31", "assisted": "no",
       "name": "Nell Field", "email": "nell@example.org"}  # fmt: skip


def wrong(cast: Cast, begun) -> None:
    forms.answer_page(cast.nobody, draft=begun.draft, page="address", typed={"address": {}}, key=begun.key)


@pytest.mark.shows("B6")
def test_what_is_given_up_is_counted_by_step_and_reason_and_what_help_did(cast: Cast):
    publish(cast.system, "missed-bin")
    with clock.at(START):
        stuck, left, helped = (forms.start_draft(cast.nobody, service="missed-bin", channel="web") for _ in range(3))
        forms.start_draft(cast.dee, service="missed-bin", channel="phone")
        wrong(cast, stuck)
        wrong(cast, stuck)
        forms.agree_to_help(cast.nobody, draft=stuck.draft, key=stuck.key, email="nell@example.org")
        forms.agree_to_help(cast.nobody, draft=helped.draft, key=helped.key, phone="07700 900321", now=True)
        services.note_nothing_found(cast.dee.council)
        offer = offer_of(cast, helped.draft)
        forms.give_help(cast.dee, offer=offer)
        fill_in(cast, helped.draft)
    with clock.at(LATER):
        forms.offer_help(cast.system)
        found = queries.abandoned(cast.dee.council, PERIOD)
        assert list(found.forms) == [Begun("missed-bin", 3, 1, 2, agreed=2, offered=1, asked=1, helped=1, finished=1)]
        assert list(found.stops) == [
            Stop("missed-bin", "", "", 1, after=True),
            Stop("missed-bin", "address", NOT_RIGHT, 1),
        ]
        assert found.searches_without == 1
        assert queries.abandoned(cast.dee.council, PERIOD, {"missed-bin"}).forms == []
        told = REPORTS["abandoned"][1](Asked(cast.dee.council, PERIOD))
        assert told.rows[0] == ("missed-bin", None, None, 3, 1, 2, 2, 1, 1, 1, 1)
    assert left.draft


def fill_in(cast: Cast, draft: int) -> None:
    """The adviser fills it in with the customer and sends it."""
    Draft.objects.filter(pk=draft).update(answers=BIN)
    assert requests.report_request(cast.dee, draft=draft, channel="phone", even_if_same=True).request


def offer_of(cast: Cast, draft: int) -> int:
    found = forms_queries.offer_of(cast.dee.council, draft)
    assert found is not None
    return found.id


@pytest.mark.shows("B6")
def test_a_sign_up_is_given_up_or_done(cast: Cast):
    with clock.at(START):
        for name in ("ann", "ben", "cat"):
            access.begin_sign_up(cast.dee.council, user=access.open_sign_in(email=f"{name}@example.org"))
        access.note_sign_up(cast.dee.council, user=access.open_sign_in(email="ann@example.org"))
        access.note_sign_up(cast.dee.council, user=access.open_sign_in(email="ben@example.org"), wrong_code=True)
    with clock.at(LATER):
        found = queries.abandoned(cast.dee.council, PERIOD)
    assert (found.sign_ups.begun, found.sign_ups.sent, found.sign_ups.given_up) == (3, 1, 2)
    assert found.sign_ups_wrong_code == 1


@pytest.mark.shows("B5")
def test_accounts_opened_with_help_are_counted_through_to_later_unaided_use_and_its_effect(cast: Cast):
    with clock.at(START):
        person = people.create_person(cast.dee, name="Nell Field", date_of_birth=date(1950, 2, 1), source="phone")
        call = contacts.open_contact(cast.dee, channel="phone", person=person)
        user = people.open_account(cast.dee, person=person, email="nell@example.org", channel="phone", contact=call)
        customer = Actor(cast.dee.council, user=user)
        EmailAddress.objects.filter(user_id=user).update(verified=True)
    with clock.at(START + timedelta(minutes=6)):
        people.link_sign_in(customer, user=user, person=person, date_of_birth=date(1950, 2, 1))
        contacts.end_contact(cast.dee, contact=call)
    for days in (-40, -20, 30):
        at = START + timedelta(days=days)
        contacts.record_contact(
            cast.dee, channel="phone", person=person, started_at=at, answered_at=at, ended_at=at + timedelta(minutes=4),
            matters=[MatterIn("", "progress", WrapUp("answered", "failure"))],
        )  # fmt: skip
    with clock.at(START + timedelta(days=9)):
        people.note_sign_in(customer)
    with clock.at(START + timedelta(days=120)):
        found = queries.accounts_helped(cast.dee.council, PERIOD)
    (opened,) = found.kinds
    assert (opened.kind, opened.started, opened.done, opened.used, opened.minutes) == ("opening", 1, 1, 1, 6.0)
    assert (found.effect.customers, found.effect.before, found.effect.after) == (1, 3, 1)
    assert found.effect.seconds_with == 360.0
    told = REPORTS["accounts"][1](Asked(cast.dee.council, PERIOD))
    assert told.rows == [("opening", 1, 1, 1, 0, 6.0)]
