"""An administrator takes staff on, changes them and lets them go; gives keys to programs and ends them."""

import re

import pytest
from django.test import Client

from frontdesk.domains.access import actions, queries
from frontdesk.domains.access.models import Token
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import ROLES as CODES
from frontdesk.kernel.actor import STAFF
from frontdesk.sites.desk.names import ROLES
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast

NEW = {"email": "Nora.Marsh@example.org", "name": "Nora Marsh", "roles": ["adviser", "officer"], "teams": ["waste"]}


def says_yes(cast: Cast) -> None:
    """Whoever was asked accepts."""
    (asked,) = queries.invitations(cast.ada.council)
    actions.accept_invitation(queries.actor_for(cast.ada.council, asked.user))


@pytest.fixture
def ada(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.ada)


def member_called(cast: Cast, name: str) -> int:
    return next(each.user for each in queries.members(cast.ada.council) if each.name == name)


def test_every_role_has_words() -> None:
    assert list(ROLES) and set(ROLES) == set(CODES) - {"resident", "system"} and set(ROLES) > STAFF


def test_it_takes_somebody_on_changes_them_and_lets_them_go(cast: Cast, ada: Client) -> None:
    assert ada.post("/desk/members/new/", NEW)["Location"] == "/desk/members/"
    says_yes(cast)
    listed = ada.get("/desk/members/").content.decode()
    assert "Nora Marsh" in listed and "nora.marsh@example.org" in listed and "Adviser, Officer" in listed
    nora = member_called(cast, "Nora Marsh")
    here = f"/desk/members/{nora}/"
    shown = ada.get(here).content.decode()
    assert re.search(r'value="officer" checked', shown) and re.search(r'value="waste" checked', shown)
    ada.post(here, {"name": "Nora Fenn", "roles": ["designer"]})
    actor = queries.actor_for(cast.ada.council, nora)
    assert (actor.roles, actor.teams) == (frozenset({"designer"}), frozenset())
    asked = ada.get(here + "end/").content.decode()
    assert "Their open requests go to colleagues" in asked
    ada.post(here + "end/")
    assert not queries.actor_for(cast.ada.council, nora).is_staff
    assert ada.get(here).status_code == 404
    assert ada.post("/desk/members/new/", NEW).status_code == 302, "whoever comes back is taken on again"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "nora"}, "Enter an email address"),
        ({"name": " "}, "Enter their name."),
        ({"roles": []}, "Choose what they do."),
        ({"roles": ["system"]}, "There is no role called system."),
        ({"teams": ["no-such-team"]}, "There is no team called no-such-team."),
    ],
)
def test_it_says_what_is_missing_and_takes_nobody_on(
    cast: Cast, ada: Client, wrong: dict[str, object], sentence: str
) -> None:
    page = ada.post("/desk/members/new/", {**NEW, **wrong}).content.decode()
    assert "There is a problem" in page and sentence in page
    assert queries.user_by_email(str(NEW["email"])) is None


def test_the_same_press_takes_one_on_and_a_second_time_is_refused(cast: Cast, ada: Client) -> None:
    for _ in range(2):
        assert ada.post("/desk/members/new/", {**NEW, "key": "pressed"}).status_code == 302
    assert "is asked already" in ada.post("/desk/members/new/", NEW).content.decode()
    says_yes(cast)
    assert "works here already" in ada.post("/desk/members/new/", NEW).content.decode()


def test_nobody_changes_their_own_rights_or_another_councils_staff(cast: Cast, ada: Client) -> None:
    assert "this is you" in ada.get("/desk/members/").content.decode()
    for user in (cast.ada.user, cast.lena.user, cast.amina.user):
        for step in ("", "end/", "second-step/"):
            assert ada.get(f"/desk/members/{user}/{step}").status_code == 404
            assert ada.post(f"/desk/members/{user}/{step}", {"name": "X", "roles": ["manager"]}).status_code == 404
    assert queries.actor_for(cast.ada.council, cast.ada.user).roles == cast.ada.roles


def test_the_second_step_of_who_works_for_another_council_too_stays(cast: Cast, ada: Client) -> None:
    assert ada.post("/desk/members/new/", {**NEW, "email": "lena@council.example"}).status_code == 302
    assert ada.post(f"/desk/members/{cast.lena.user}/second-step/", {}).status_code == 404, "she has not said yes"
    says_yes(cast)
    refused = ada.post(f"/desk/members/{cast.lena.user}/second-step/", {})
    assert "They work for another council too. Ask whoever runs this installation." in refused.content.decode()


@pytest.mark.parametrize("page", ["members/", "members/new/", "tokens/", "tokens/new/"])
def test_it_is_for_administrators_only(cast: Cast, sign_in: SignIn, page: str) -> None:
    for actor in (cast.sam, cast.dee, cast.des):
        assert sign_in(actor).get(f"/desk/{page}").status_code == 403
    assert sign_in(cast.ada).get(f"/desk/{page}").status_code == 200


def test_a_key_is_shown_once_and_ended(cast: Cast, ada: Client) -> None:
    sent = {"label": "Telephony", "scope": ["contacts"], "per-minute": "60", "key": "pressed"}
    made = ada.post("/desk/tokens/new/", sent)
    secret = re.search(r"<code[^>]*>([\w-]+)</code>", made.content.decode())
    assert secret is not None and made["Cache-Control"] == "no-store"
    assert queries.token_by_secret(secret[1]) is not None
    again = ada.post("/desk/tokens/new/", sent).content.decode()
    assert secret[1] not in again and "pressed twice" in again
    assert Token.objects.filter(label="Telephony").count() == 1
    listed = ada.get("/desk/tokens/").content.decode()
    assert "Telephony" in listed and "Record contacts" in listed and secret[1] not in listed
    (token,) = queries.tokens(cast.ada.council)
    assert "refused from its next call" in ada.get(f"/desk/tokens/{token.id}/end/").content.decode()
    ada.post(f"/desk/tokens/{token.id}/end/")
    assert queries.token_by_secret(secret[1]) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"label": ""}, "Enter what the key is for"),
        ({"scope": []}, "Choose what the program may do."),
        ({"scope": ["everything"]}, "There is no scope"),
        ({"per-minute": "often"}, "Enter how often"),
    ],
)
def test_it_makes_no_key_of_half_a_form(ada: Client, wrong: dict[str, object], sentence: str) -> None:
    sent = {"label": "Telephony", "scope": ["contacts"], "per-minute": "60", **wrong}
    assert sentence in ada.post("/desk/tokens/new/", sent).content.decode()
    assert not Token.objects.exists()


def test_another_councils_key_is_not_there(cast: Cast, ada: Client) -> None:
    with tenancy.acting_for(cast.councils.littlewick.id):
        actions.create_token(cast.littlewick_system, label="Theirs", scopes=["contacts"])
        token = queries.tokens(cast.councils.littlewick.id)[-1]
    assert ada.post(f"/desk/tokens/{token.id}/end/").status_code == 404
    assert "Theirs" not in ada.get("/desk/tokens/").content.decode()


def test_it_shows_who_has_not_accepted_sends_again_and_withdraws(cast: Cast, ada: Client) -> None:
    assert (
        "asked by email to Nora.Marsh@example.org" in ada.post("/desk/members/new/", NEW, follow=True).content.decode()
    )
    page = ada.get("/desk/members/").content.decode()
    assert "Invited, not yet accepted" in page and "nora.marsh@example.org" in page
    (asked,) = queries.invitations(cast.ada.council)
    here = f"/desk/members/{asked.user}/invitation"
    assert "sent again" in ada.post(f"{here}/again/", follow=True).content.decode()
    assert ada.post(f"{here}/no-such-step/").status_code == 404
    withdrawn = ada.post(f"{here}/withdraw/", follow=True).content.decode()
    assert "The invitation is withdrawn" in withdrawn and "Invited, not yet accepted" not in withdrawn
    assert ada.post(f"{here}/again/").status_code == 404
