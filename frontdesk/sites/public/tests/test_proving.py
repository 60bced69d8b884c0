"""A form that needs proof of who the customer is: said before it is sent, kept meanwhile, sent when it is proved."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from frontdesk.domains.access.models import User
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.models import Request
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.check import check
from frontdesk.domains.services.definition.model import Definition, Identity
from frontdesk.domains.services.definition.read import parse
from frontdesk.domains.services.definition.write import write
from frontdesk.domains.services.types import Tried
from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal
from tests.support.cast import Cast
from tests.support.services import definition_of, publish

WHY = "The grant is a lot of money."
ANSWERS = {"address": "12 Mill Lane, ZY1 1AB", "bin": "rubbish", "missed-on": "2026-11-20", "assisted": "no",
           "name": "Nell Field", "email": "nell@example.org"}  # fmt: skip
SERVICE = replace(definition_of("demo", "missed-bin"), identity=Identity(level="document", why=WHY))


@pytest.fixture
def asks(cast: Cast) -> Cast:
    """The service asks for proof from its second version on."""
    publish(cast.system, "missed-bin")
    assert publish_service(cast.system, definition=SERVICE, tried=[Tried("Jo", "Fine.")])[0].number == 2
    return cast


def begun(visitor: Client) -> int:
    """A form filled in to the check of answers."""
    page = visitor.get(visitor.post("/service/missed-bin/begin/")["Location"])["Location"]
    for typed in (
        {"address-typed": "1", "address-line1": "3 Alder Lane", "address-postcode": "ZY1 4AB"}, {"bin": "rubbish"},
        {"missed-on-day": "18", "missed-on-month": "11", "missed-on-year": "2026"}, {"assisted": "no"}, {},
        {"name-first": "Nell", "name-last": "Field", "email": "nell@example.org"},
    ):  # fmt: skip
        page = visitor.post(page, {"do": "continue", **typed})["Location"]
    assert page.endswith("/check/")
    return int(page.split("/")[2])


@pytest.mark.shows("B1")
def test_it_says_before_sending_what_to_do_and_is_sent_once_it_is_proved(asks: Cast):
    visitor = Client(HTTP_HOST="demo.example.org")
    assert WHY in visitor.get("/service/missed-bin/").content.decode(), "said before it is begun, too"
    with clock.at(datetime(2026, 11, 18, 17, tzinfo=UTC)):
        _asked_before_sending(asks, visitor)


def _asked_before_sending(asks: Cast, visitor: Client) -> None:
    draft = begun(visitor)
    page = visitor.get(f"/form/{draft}/check/").content.decode()
    assert "Before you send this, prove who you are" in page and WHY in page
    assert "First sign in or create an account" in page and "01632 960100" in page
    assert 'value="send"' not in page
    sent = visitor.post(f"/form/{draft}/check/", {"do": "send"})
    assert "Sign in or create an account first" in sent.content.decode()
    assert Draft.objects.get(pk=draft).state == "open" and not Request.objects.filter(service="missed-bin").exists()

    visitor.force_login(User.objects.get(pk=asks.amina.user), "allauth.account.auth_backends.AuthenticationBackend")
    assert "First tell us your name" in visitor.get(f"/form/{draft}/check/").content.decode()
    person = people.own_record(asks.amina, name="Nell Field", source="web")
    page = visitor.get(f"/form/{draft}/check/").content.decode()
    assert "First sign in" not in page and "prove who you are" in page
    people.prove_identity(asks.flo, person=person, kind="document-here", document="passport", channel="visit")
    assert 'value="send"' in visitor.get(f"/form/{draft}/check/").content.decode()
    assert "/done/" in visitor.post(f"/form/{draft}/check/", {"do": "send"})["Location"]
    assert Request.objects.get(service="missed-bin", draft_id=draft).identity == "document-here"


@pytest.mark.shows("B1")
def test_every_door_asks_for_it_and_weaker_proof_is_not_enough(asks: Cast):
    person = people.create_person(asks.dee, name="Nell Field", source="phone")
    people.prove_identity(asks.dee, person=person, kind="known-to-us")
    said = {"service": "missed-bin", "answers": ANSWERS, "channel": "phone", "even_if_same": True}
    with pytest.raises(Refusal, match="Record it on their page"):
        requests.report_request(asks.dee, person=person, **said)
    with pytest.raises(Refusal, match="Sign in or create"):
        requests.report_request(asks.nobody, **said | {"channel": "web"})
    people.prove_identity(
        asks.dee, person=person, kind="trusted-party", party="Ruth Sample", organisation="Invented Surgery"
    )
    made = requests.report_request(asks.dee, person=person, **said)
    assert Request.objects.get(pk=made.request).identity == "trusted-party"
    # Ended later, what was sent stays as it was.
    (one,) = [each.id for each in queries.proofs_of(asks.dee, person) if each.kind == "trusted-party"]
    people.end_proof(asks.dee, proof=one, why="Not theirs")
    assert Request.objects.get(pk=made.request).identity == "trusted-party"
    with pytest.raises(Refusal):
        requests.report_request(asks.dee, person=person, **said)


def test_a_service_that_asks_for_none_needs_none(cast: Cast):
    publish(cast.system, "missed-bin")
    made = requests.report_request(cast.nobody, service="missed-bin", answers=ANSWERS, channel="web", even_if_same=True)
    assert Request.objects.get(pk=made.request).identity == ""


@pytest.mark.shows("A11")
def test_the_file_says_it_is_read_back_as_written_and_checked():
    written = write(SERVICE)
    assert f'[identity]\nlevel = "document"\nwhy = "{WHY}"' in written
    again = parse(written)
    assert isinstance(again, Definition) and again.identity == SERVICE.identity
    assert not again.offered_by_open311
    shown = replace(SERVICE, open311=True)
    assert any("Nobody proves who they are by Open311" in str(each) for each in check(shown))
    wrong = parse(written.replace('level = "document"', 'level = "some"'))
    assert not isinstance(wrong, Definition)
