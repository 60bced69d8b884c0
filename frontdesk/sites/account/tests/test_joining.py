"""Asked to work for the council: a notice in the account, one page, yes or a mistake. No script is needed."""

import pytest
from django.test import Client

from frontdesk.domains.access import actions, queries
from frontdesk.domains.access.models import User
from tests.support.cast import Cast

JOIN = "/account/join/"


@pytest.fixture
def bill(cast: Cast) -> Client:
    actions.take_on(cast.ada, email="bill@example.org", name="Bill T", roles=["adviser", "officer"])
    client = Client(headers={"host": "demo.example.org"})
    client.force_login(User.objects.get(pk=cast.bill.user))
    return client


def test_it_says_what_is_asked_and_changes_nothing_by_being_opened(cast: Cast, bill: Client) -> None:
    assert f'href="{JOIN}"' in bill.get("/account/").content.decode()
    page = bill.get(JOIN).content.decode()
    assert "Demo Council asks you to work with its front desk" in page and "Adviser, Officer" in page
    assert bill.get("/desk/").status_code == 404
    assert bill.post(JOIN, {"answer": "perhaps"}).status_code == 400
    assert bill.get("/desk/").status_code == 404


def test_yes_opens_the_desk(cast: Cast, bill: Client) -> None:
    assert bill.post(JOIN, {"answer": "yes"})["Location"] == "/desk/"
    assert bill.get("/desk/").status_code == 200
    assert bill.get(JOIN).status_code == 404


def test_a_mistake_takes_it_back(cast: Cast, bill: Client) -> None:
    assert bill.post(JOIN, {"answer": "no"})["Location"] == "/account/"
    assert "We have taken the invitation back" in bill.get("/account/").content.decode()
    assert queries.invitations(cast.ada.council) == [] and bill.get("/desk/").status_code == 404


def test_whoever_is_not_signed_in_is_led_there_and_nobody_says_yes_for_another(cast: Cast, bill: Client) -> None:
    stranger = Client(headers={"host": "demo.example.org"})
    assert stranger.get(JOIN)["Location"] == f"/account/sign-in/?next={JOIN}"
    stranger.force_login(User.objects.get(pk=cast.amina.user))
    assert stranger.post(JOIN, {"answer": "yes"}).status_code == 404
