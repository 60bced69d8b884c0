"""One sign-in for outside systems: asked, told, taken back; and all that must open nothing."""

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from django.core.cache import cache
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.access.models import User
from frontdesk.domains.partners import actions
from frontdesk.domains.partners import queries as systems
from frontdesk.domains.partners.models import Connection
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.kernel import clock, outside, signing, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, Refusal
from frontdesk.kernel.holdings import holdings
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B15")
BACK = "https://schools.example.org/back"
VERIFIER = "a-verifier-of-forty-three-or-more-characters-1234"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class School:
    """An outside system: what it knows of itself, and the browsers of two customers."""

    id: int
    client: str
    secret: str
    amina: Client
    hers: Actor
    bill: Client

    def asks(self, browser: Client, host: str = "demo.example.org", **changed: str | None) -> Any:
        """The answer to somebody whom the school sends to us."""
        asked = {
            "response_type": "code", "client_id": self.client, "redirect_uri": BACK, "scope": "openid profile email",
            "state": "xyz", "nonce": "n-1", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
        } | changed  # fmt: skip
        told = {key: value for key, value in asked.items() if value is not None}
        return browser.get(f"/account/allow/?{urlencode(told)}", headers={"host": host})

    def says(self, browser: Client, page: Any, action: str = "grant") -> Any:
        """The answer to the button on the page."""
        signed = html.unescape(re.search(r'name="request" value="([^"]+)"', page.content.decode())[1])
        scopes = re.findall(r'name="scopes" value="([^"]+)"', page.content.decode())
        return browser.post("/account/allow/", {"request": signed, "scopes": scopes, "action": action})

    def code(self, browser: Client) -> str:
        """A code for the school, the page of consent agreed to where there is one."""
        answer = self.asks(browser)
        answer = self.says(browser, answer) if answer.status_code == 200 else answer
        return parse_qs(urlsplit(answer["Location"]).query)["code"][0]

    def trades(self, given: str, host: str = "demo.example.org", **changed: str) -> Any:
        """The answer to the school's program, which comes with a code."""
        sent = {"grant_type": "authorization_code", "code": given, "redirect_uri": BACK, "client_id": self.client,
                "client_secret": self.secret, "code_verifier": VERIFIER} | changed  # fmt: skip
        return Client(headers={"host": host}).post("/openid/token", sent)

    def who(self, token: str, host: str = "demo.example.org") -> Any:
        """What we tell for a token."""
        return Client(headers={"host": host}).get("/openid/userinfo", headers={"Authorization": f"Bearer {token}"})


@pytest.fixture(scope="module")
def keys_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home folder for all these tests: a key takes a second to make."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def school(cast: Cast, settings: Any, keys_home: Path) -> Iterator[School]:
    settings.FRONTDESK_HOME, settings.DEMO = keys_home, False
    cache.clear()
    outside.forget()
    id, secret = actions.register_system(
        cast.ada, code="school-places", name="School admissions", about="", start="https://schools.example.org/",
        returns=[BACK], scopes=["profile", "email"],
    )  # fmt: skip
    client = systems.system(cast.ada.council, id).client
    browsers, hers = [], cast.amina
    for name in ("amina", "bill"):
        user = access.open_sign_in(email=f"{name}@example.org", verified=True)
        actor = Actor(cast.amina.council, frozenset({"resident"}), user)
        actor = actor.as_person(people.own_record(actor, name=f"{name.capitalize()} Testwood", source="web"))
        hers = actor if name == "amina" else hers
        browser = Client(headers={"host": "demo.example.org"})
        browser.force_login(User.objects.get(pk=user))
        browsers.append(browser)
    yield School(id, client, secret, browsers[0], hers, browsers[1])
    outside.forget()


def test_she_reads_what_is_told_agrees_and_the_school_is_told_that_and_no_more(school: School):
    page = school.asks(school.amina)
    words = page.content.decode()
    assert "Go on to School admissions" in words and "Amina Testwood" in words and "amina@example.org" in words
    assert "form-action 'self' https://schools.example.org" in page["Content-Security-Policy"]
    sent = school.says(school.amina, page)
    back = urlsplit(sent["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == BACK and parse_qs(back.query)["state"] == ["xyz"]
    told = school.trades(parse_qs(back.query)["code"][0])
    assert told.status_code == 200, told.content
    tokens = told.json()
    assert "refresh_token" not in tokens and tokens["expires_in"] == 600
    (key,) = Client(headers={"host": "demo.example.org"}).get("/openid/keys").json()["keys"]
    claims = jwt.decode(
        tokens["id_token"], jwt.PyJWK(key).key, algorithms=["RS256"], audience=school.client,
        issuer="http://localhost:8000/c/demo",
    )  # fmt: skip
    subject = Connection.objects.get(system_id=school.id).subject
    assert (claims["sub"], claims["nonce"]) == (subject, "n-1") and not {"name", "email"} & claims.keys()
    info = school.who(tokens["access_token"])
    assert info.json() == {
        "sub": subject, "name": "Amina Testwood", "email": "amina@example.org", "email_verified": True,
    }  # fmt: skip
    assert str(school.hers.person) != subject


def test_who_agreed_before_goes_through_at_once_but_not_out_of_a_form(school: School):
    school.code(school.amina)
    again = school.asks(school.amina)
    assert again.status_code == 302 and again["Location"].startswith(f"{BACK}?code=")
    assert school.asks(school.amina, signed_in_now="yes").status_code == 200
    assert Connection.objects.filter(system_id=school.id).count() == 1
    assert school.asks(school.amina, prompt="none")["Location"].startswith(f"{BACK}?error=interaction_required")


def test_she_says_no_and_nothing_is_kept(school: School):
    sent = school.says(school.amina, school.asks(school.amina), action="deny")
    assert parse_qs(urlsplit(sent["Location"]).query) == {"error": ["access_denied"], "state": ["xyz"]}
    assert not Connection.objects.filter(system_id=school.id).exists()


def test_a_visitor_signs_in_first_and_comes_back_to_the_page(school: School):
    sent = school.asks(Client())
    assert sent["Location"].startswith("/account/sign-in/?next=") and "signed_in_now" in sent["Location"]


@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": "https://evil.example.org/"}, {"redirect_uri": BACK + "/"}, {"redirect_uri": BACK + "?x=1"},
        {"redirect_uri": BACK.replace("schools", "user@schools")}, {"redirect_uri": None}, {"client_id": "made-up"},
        {"client_id": None}, {"redirect_uri": BACK + "#there"}, {"redirect_uri": "http://schools.example.org/back"},
    ],
)  # fmt: skip
def test_nobody_is_sent_to_an_address_that_the_system_did_not_register(school: School, changed: dict[str, Any]):
    answer = school.asks(school.amina, **changed)
    assert answer.status_code == 400 and "Location" not in answer


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"scope": "openid profile email address"}, "invalid_scope"),
        ({"scope": "profile"}, "invalid_scope"),
    ],
)
def test_a_call_without_proof_or_for_more_goes_back_with_the_reason(school: School, changed: Any, error: str):
    told = parse_qs(urlsplit(school.asks(school.amina, **changed)["Location"]).query)
    assert told == {"error": [error], "state": ["xyz"]}


def test_a_code_is_taken_once_by_the_right_program_with_the_right_proof(school: School, cast: Cast):
    code = school.code(school.amina)
    for wrong in (
        {"code_verifier": "x" * 50}, {"code_verifier": ""}, {"client_secret": "wrong"}, {"client_secret": ""},
        {"redirect_uri": "https://evil.example.org/"}, {"client_id": "made-up"}, {"grant_type": "refresh_token"},
        {"grant_type": "client_credentials"}, {"code": "made-up"},
    ):  # fmt: skip
        assert school.trades(code, **wrong).status_code in (400, 401), wrong
    fresh = school.code(school.amina)
    assert school.trades(fresh).status_code == 200
    assert school.trades(fresh).json()["error"] == "invalid_grant"


def test_whoever_knows_the_name_of_a_program_shuts_nobody_out(school: School, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("frontdesk.sites.api.openid.A_MINUTE", 2)
    stranger = Client(headers={"host": "demo.example.org"}, REMOTE_ADDR="192.0.2.7")
    with clock.at(clock.now()):
        tried = [stranger.post("/openid/token", {"client_id": school.client}).status_code for _ in range(3)]
        assert tried[-1] == 429
        assert school.trades(school.code(school.amina)).status_code == 200


def test_another_councils_system_host_and_customers_open_nothing(school: School, cast: Cast):
    assert school.asks(school.amina, host="littlewick.example.org").status_code == 400
    code = school.code(school.amina)
    assert school.trades(code, host="littlewick.example.org").status_code == 401
    token = school.trades(code).json()["access_token"]
    assert school.who(token, host="littlewick.example.org").status_code == 401
    assert school.who(token).status_code == 200 and school.who("made-up").status_code == 401
    page = school.asks(school.amina)
    assert page.status_code == 302
    connection = Connection.objects.get(system_id=school.id)
    for visitor in (school.bill, Client(headers={"host": "demo.example.org"})):
        assert visitor.post(f"/account/outside/{connection.pk}/end/").status_code in (302, 404)
    connection.refresh_from_db()
    assert connection.ended_at is None
    with tenancy.acting_for(cast.lena.council):
        assert not Connection.objects.filter(pk=connection.pk).exists()
    with pytest.raises(NotAllowed):
        actions.end_system(cast.dee, system=school.id)


def test_what_she_takes_back_opens_nothing_from_that_moment_and_she_stays_the_same_to_them(school: School):
    token = school.trades(school.code(school.amina)).json()["access_token"]
    subject, code = Connection.objects.get().subject, school.code(school.amina)
    connection = Connection.objects.get()
    assert "School admissions" in school.amina.get("/account/outside/").content.decode()
    assert school.amina.post(f"/account/outside/{connection.pk}/end/")["Location"] == "/account/outside/"
    assert school.who(token).status_code == 401
    assert school.trades(code).status_code == 400
    assert school.asks(school.amina).status_code == 200
    school.code(school.amina)
    assert Connection.objects.get().subject == subject


def test_after_a_wrong_join_each_is_who_they_were_and_nobody_is_passed_on_as_the_other(school: School, cast: Cast):
    father, son = school.hers.person or 0, queries.person_of(cast.sam.council, cast.bill.user) or 0
    join = people.join_people(cast.sam, person=son, into=father, why="Taken for one man")
    school.code(school.bill)
    subject = Connection.objects.get().subject
    assert school.asks(school.amina).status_code == 200, "it was the other sign-in that agreed"
    people.undo_join(cast.sam, join=join, why="Father and son")
    assert school.asks(school.bill).status_code == 302 and school.asks(school.amina).status_code == 200
    school.code(school.amina)
    told = {each.user_id: each.subject for each in Connection.objects.all()}
    assert len({*told.values()}) == 2 and told[cast.bill.user] == subject
    assert systems.subject_of(cast.sam.council, school.client, school.hers.user or 0) != subject


def test_of_two_ways_in_the_living_one_is_gone_on_with(school: School, cast: Cast):
    school.code(school.amina)
    kept = Connection.objects.get()
    own = kept.person_id
    other = people.create_person(cast.dee, name="Amina Testwood", source="phone")
    Connection.objects.filter(pk=kept.pk).update(person_id=other)
    people.join_people(cast.sam, person=other, into=own, why="One woman")
    Connection.objects.create(
        council_id=kept.council_id, system_id=school.id, person_id=own, user_id=kept.user_id, subject="ended",
        scopes=kept.scopes, agreed_at=kept.agreed_at, ended_at=clock.now(),
    )  # fmt: skip
    school.code(school.amina)
    assert [each.subject for each in Connection.objects.filter(ended_at=None)] == [kept.subject]


def test_restricted_closed_and_nameless_customers_are_not_signed_in(school: School, cast: Cast):
    token = school.trades(school.code(school.amina)).json()["access_token"]
    code = school.code(school.amina)
    people.restrict_person(cast.sam, person=school.hers.person, readers=[cast.sam.user])
    assert "to keep you safe" in school.asks(school.amina).content.decode()
    assert school.who(token).status_code == 401 and school.trades(code).status_code == 400
    user = access.open_sign_in(email="nameless@example.org", verified=True)
    nameless = Client(headers={"host": "demo.example.org"})
    nameless.force_login(User.objects.get(pk=user))
    assert "Tell us your name first" in school.asks(nameless).content.decode()
    theirs = school.trades(school.code(school.bill)).json()["access_token"]
    User.objects.filter(email="bill@example.org").update(is_active=False)
    assert school.who(theirs).status_code == 401
    staff = Client(headers={"host": "demo.example.org"})
    staff.force_login(User.objects.get(pk=cast.dee.user))
    assert school.asks(staff).status_code == 403


def test_a_new_secret_and_the_end_of_a_system_take_effect_at_once(school: School, cast: Cast):
    token = school.trades(school.code(school.amina)).json()["access_token"]
    secret = actions.new_secret(cast.ada, system=school.id)
    code = school.code(school.amina)
    assert school.who(token).status_code == 401 and school.trades(code).status_code == 401
    assert replace(school, secret=secret).trades(code).status_code == 200
    code = school.code(school.amina)
    actions.end_system(cast.ada, system=school.id)
    assert school.asks(school.amina).status_code == 400
    assert replace(school, secret=secret).trades(code).status_code == 401
    assert "School admissions" not in school.amina.get("/account/outside/").content.decode()


def test_how_things_stand_there_is_shown_or_the_last_that_was_said(school: School, settings: Any, monkeypatch: Any):
    settings.DEMO = True
    school.code(school.amina)
    said = school.amina.get("/account/outside/").content.decode()
    assert "Application received" in said and "16 April" in said

    def away(self: Any, **asked: Any) -> None:
        raise OSError

    monkeypatch.setattr("frontdesk.adapters.backoffice_demo.adapter.Town.status", away)
    said = school.amina.get("/account/outside/").content.decode()
    assert "They do not answer at the moment." in said and "Application received" in said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", "http://schools.example.org/"), ("start", "javascript:alert(1)"), ("start", "https://u@x.example.org"),
        ("returns", ["https://*.example.org/"]), ("returns", ["https://x.example.org/#a"]), ("returns", []),
        ("returns", ["http://localhost:9/back"]), ("code", "School places"), ("name", " "), ("code", "school-places"),
    ],
)  # fmt: skip
def test_only_safe_addresses_are_registered(school: School, cast: Cast, field: str, value: Any):
    told = {"code": "housing", "name": "Housing", "about": "", "start": "https://x.example.org/",
            "returns": ["https://x.example.org/"], "scopes": []}  # fmt: skip
    with pytest.raises(Refusal) as refused:
        actions.register_system(cast.ada, **told | {field: value})
    assert refused.value.field == field


def test_the_copy_tells_it_and_erasing_takes_it(school: School):
    token = school.trades(school.code(school.amina)).json()["access_token"]
    (mine,) = [each for each in holdings() if each.name == "partners"]
    people_ = queries.cluster(school.hers.council, school.hers.person or 0)
    (told,) = mine.export(school.hers.council, people_)
    assert told["service"] == "School admissions" and "Your name" in told["told_to_it"]
    assert mine.erase(school.hers.council, people_) == 1
    assert school.who(token).status_code == 401


def test_keys_turn_without_a_gap(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings.FRONTDESK_HOME = tmp_path
    monkeypatch.setattr(signing, "BITS", 2048)
    (first,) = signing.living()
    now = clock.now()
    with clock.at(now + timedelta(days=30)):
        second = signing.make_key()
        assert [each.pem for each in signing.living()] == [first.pem, second.pem]
        assert second.signs_from == second.known_at + signing.LEAD
    with clock.at(now + timedelta(days=32)):
        assert [each.pem for each in signing.living()] == [second.pem]
    assert {oct(each.stat().st_mode)[-3:] for each in (settings.FRONTDESK_HOME / "signing-keys").iterdir()} == {"600"}
