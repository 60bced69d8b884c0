"""Staff sign in again after an hour away or twelve at work, and what their session kept goes."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from frontdesk.domains.access.jobs import clear_sessions
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast


@pytest.fixture
def dee(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.dee)


def test_staff_who_were_away_for_an_hour_sign_in_again(dee: Client):
    began = clock.now()
    for minutes, status in ((0, 200), (50, 200), (100, 200), (161, 302)):
        with clock.at(began + timedelta(minutes=minutes)):
            answer = dee.get("/desk/")
        assert answer.status_code == status, minutes
    assert "sign-in" in answer["Location"]
    assert "_auth_user_id" not in dee.session


def test_staff_sign_in_once_a_working_day(dee: Client):
    began = clock.now()
    for half_hours in range(25):
        with clock.at(began + timedelta(minutes=30 * half_hours)):
            assert dee.get("/desk/").status_code == 200
    with clock.at(began + timedelta(minutes=721)):
        assert dee.get("/desk/").status_code == 302


def test_customers_stay_signed_in(cast: Cast, sign_in: SignIn):
    amina = sign_in(cast.amina)
    amina.get("/account/")
    with clock.at(clock.now() + timedelta(days=3)):
        assert amina.get("/account/").status_code == 200


def test_what_was_searched_goes_with_the_session(dee: Client):
    dee.post("/desk/search/", {"q": "Amina Testwood"})
    kept = Session.objects.get(session_key=dee.session.session_key)
    assert kept.expire_date < timezone.now() + timedelta(minutes=66)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    clear_sessions()
    assert not Session.objects.exists()
