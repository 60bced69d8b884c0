"""People I act for and who acts for me, in the account: asked, answered, used, ended; strangers find no page."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.access.models import User
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.models import Request
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast
from tests.support.services import publish

pytestmark = pytest.mark.shows("B13")
BIN = {"address": "12 Mill Lane, ZY1 1AB", "bin": "rubbish", "assisted": "no", "name": "Ruth Bridges",
       "email": "ruth@example.org"}  # fmt: skip


def browser(cast: Cast, email: str, name: str = "") -> tuple[Client, Actor]:
    user = access.open_sign_in(email=email, verified=True)
    actor = Actor(cast.dee.council, frozenset({"resident"}), user)
    client = Client(headers={"host": "demo.example.org"})
    client.force_login(User.objects.get(pk=user))
    return client, actor.as_person(people.own_record(actor, name=name, source="web")) if name else actor


def words(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def until() -> dict[str, str]:
    day = clock.today() + timedelta(days=60)
    return {"until-day": str(day.day), "until-month": str(day.month), "until-year": str(day.year)}


def test_it_is_asked_answered_used_and_ended(cast: Cast):
    publish(cast.system, "missed-bin")
    hers, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    theirs, carla = browser(cast, "carla@example.org")
    assert "Nobody acts for you" in words(hers, "/account/helpers/")
    typed = {"email": "carla@example.org", "scope": "all", "tells": "both", **until()}
    sent = hers.post("/account/helpers/new/", typed)
    assert sent["Location"] == "/account/helpers/"
    assert "They have not said yes yet" in words(hers, "/account/helpers/")
    assert "Ruth Bridges asks you to act for them" in words(theirs, "/account/")
    asked = re.search(r"/account/acting/asked/\d+/", theirs.get("/account/acting/").content.decode())
    assert asked and "Each of you can end it" in words(theirs, asked[0])
    assert theirs.post(asked[0], {"answer": "yes"}).status_code == 400, "her name is asked first"
    theirs.post(asked[0], {"answer": "yes", "name": "Carla Bridges"})
    page = words(theirs, f"/account/acting/{ruth.person}/")
    assert "Ruth Bridges" in page and "Report a missed bin" in page
    assert "For Ruth Bridges" in words(theirs, f"/service/missed-bin/?for={ruth.person}")
    form = theirs.post("/service/missed-bin/begin/", {"for": ruth.person})["Location"]
    assert "You are doing this for Ruth Bridges" in words(theirs, theirs.get(form)["Location"])
    assert "Go on with Report a missed bin" in words(theirs, f"/account/acting/{ruth.person}/")
    ended = re.search(r"/account/acting/ended/\d+/", hers.get("/account/helpers/").content.decode())
    assert ended and "It ends at once" in words(hers, ended[0])
    hers.post(ended[0])
    for gone in (f"/account/acting/{ruth.person}/", f"/service/missed-bin/?for={ruth.person}", form):
        words(theirs, gone, 404)
    assert theirs.post("/service/missed-bin/begin/", {"for": ruth.person}).status_code == 404
    assert queries.acts_for(carla.as_person(queries.person_of(carla.council, carla.user)), ruth.person or 0) is None


def test_what_is_typed_wrongly_is_said_and_kept(cast: Cast):
    hers, _ = browser(cast, "ruth@example.org", "Ruth Bridges")
    answer = hers.post("/account/helpers/new/", {"email": "carla", "scope": "some", "tells": "both"})
    assert answer.status_code == 400 and b"Choose what it is for." in answer.content
    answer = hers.post("/account/helpers/new/", {"email": "carla", "scope": "all", "tells": "both"})
    assert b'value="carla"' in answer.content


@pytest.fixture
def request_of_ruth(cast: Cast) -> tuple[int, int]:
    """Ruth's request, and the authority that Carla has for missed bins."""
    publish(cast.system, "missed-bin")
    ruth = people.create_person(cast.dee, name="Ruth Bridges", source="desk", email="ruth@example.org")
    answers = BIN | {"missed-on": (clock.today() - timedelta(days=1)).isoformat()}
    made = actions.report_request(cast.dee, service="missed-bin", channel="phone", person=ruth, answers=answers)
    return ruth, made.request or 0


def test_a_request_is_read_and_added_to_in_her_name_and_by_no_stranger(cast: Cast, request_of_ruth: tuple[int, int]):
    ruth, made = request_of_ruth
    theirs, carla = browser(cast, "carla@example.org", "Carla Bridges")
    bills, _ = browser(cast, "b@example.org", "Bill Marsh")
    people.record_authority(
        cast.dee,
        person=ruth,
        by=carla.person or 0,
        evidence="signed-form",
        until=clock.today(),
        services=["missed-bin"],
    )
    path = f"/account/acting/{ruth}/requests/{made}/"
    assert "12 Mill Lane" in words(theirs, path)
    assert not re.search(r"/follow/[^\"/]", theirs.get(path).content.decode()), "a link would outlive her authority"
    assert theirs.post(path, {"do": "add", "words": ""}).status_code == 400
    theirs.post(path, {"do": "add", "words": "The gate was shut"})
    assert Request.objects.get(pk=made).texts.get().body == "The gate was shut"
    words(bills, path, 404), words(bills, f"/account/acting/{ruth}/", 404)
    assert bills.post(path, {"do": "add", "words": "Mischief"}).status_code == 404
    with clock.at(clock.now() + timedelta(days=2)):
        words(theirs, path, 404)


@pytest.mark.parametrize("email", ["pat@council.example", "amina@example.org"])
def test_a_volunteer_and_a_stranger_do_not_see_what_they_may_not(
    cast: Cast, request_of_ruth: tuple[int, int], email: str
):
    ruth, made = request_of_ruth
    client, _ = browser(cast, email)
    for path in (
        f"account/acting/{ruth}/",
        f"account/acting/{ruth}/requests/{made}/",
        f"desk/customers/{ruth}/acting/",
    ):
        assert client.get(path).status_code in (403, 404)
    assert "Ruth" not in words(client, "/account/acting/")


@pytest.mark.shows("B14")
def test_an_owner_lets_a_colleague_in_who_sees_the_organisation_and_no_members(cast: Cast):
    publish(cast.system, "missed-bin")
    bakery = people.create_organisation(cast.dee, name="Testwood Bakery Ltd", kind="business")
    owners, olive = browser(cast, "olive@example.org", "Olive Testwood")
    theirs, _ = browser(cast, "ugo@example.org", "Ugo Testwood")
    people.record_authority(cast.dee, person=bakery, by=olive.person or 0, evidence="member", role="owner")
    assert "Your organisation" in words(owners, "/account/acting/")
    path = f"/account/acting/{bakery}/members/"
    assert owners.post(path, {"email": "no address", "role": "user"}).status_code == 400
    owners.post(path, {"email": "ugo@example.org", "role": "user"})
    assert "has not said yes yet" in words(owners, path)
    asked = re.search(r"/account/acting/asked/\d+/", theirs.get("/account/acting/").content.decode())
    assert asked
    theirs.post(asked[0], {"answer": "yes"})
    assert "Report a missed bin" in words(theirs, f"/account/acting/{bakery}/")
    words(theirs, path, 404)
    mine, his = re.findall(r"/account/acting/ended/\d+/", owners.get(path).content.decode())
    owners.post(his)
    words(theirs, f"/account/acting/{bakery}/", 404)
    assert b"You are the last owner" in owners.post(mine).content


def test_a_form_for_somebody_is_begun_after_signing_in_and_never_for_nobody(cast: Cast):
    publish(cast.system, "missed-bin")
    ruth = people.create_person(cast.dee, name="Ruth Bridges", source="desk")
    sent = Client(headers={"host": "demo.example.org"}).post("/service/missed-bin/begin/", {"for": ruth})
    assert sent.status_code == 302 and not Draft.objects.exists()
    assert "/service/missed-bin/" in unquote(sent["Location"]) and f"for={ruth}" in unquote(sent["Location"])
    assert "next=" in sent["Location"]
