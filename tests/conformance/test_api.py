"""Our own API: what it takes, how it says no, and schemathesis trying what nobody thought of."""

import json
from datetime import UTC, datetime

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from frontdesk.domains.contacts.models import Contact, Matter
from frontdesk.domains.requests.models import Request
from frontdesk.kernel import clock
from tests.conformance.conftest import make_key
from tests.support.cast import Cast
from tests.support.services import publish, publish_careers

pytestmark = pytest.mark.shows("C15")
BASE = "/api/v1"
NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
CALL = {
    "channel": "phone",
    "started_at": "2026-12-01T09:50:00Z",
    "answered_at": "2026-12-01T09:51:00Z",
    "ended_at": "2026-12-01T09:55:00Z",
    "matters": [{"service": "litter", "reason": "report", "outcome": "request-made", "demand": "value"}],
}
BIN = {
    "address": "12 Mill Lane, ZY1 1AB",
    "bin": "rubbish",
    "missed-on": "2026-12-01",
    "assisted": "no",
    "name": "Amina Testwood",
    "email": "amina@example.org",
}


class Caller:
    """A system of the council with a token."""

    def __init__(self, client: Client, token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"}

    def post(self, path: str, body: object, **headers: str):
        """A POST at ten on Tuesday 1 December 2026."""
        with clock.at(NOW):
            return self.client.post(
                f"{BASE}{path}", json.dumps(body), "application/json", headers=self.headers | headers
            )

    def get(self, path: str):
        return self.client.get(f"{BASE}{path}", headers=self.headers)


@pytest.fixture
def caller(web: Client, cast: Cast) -> Caller:
    make_key(cast.councils.demo.id, "system", "contacts", "requests")
    return Caller(web, "system")


def problem(answer, status: int) -> dict:
    """The error document, whose shape is checked."""
    assert answer.status_code == status, answer.content
    found = answer.json()
    assert found["code"] and found["sentence"] and "field" in found
    return found


def test_it_records_a_contact_with_its_matters_once_for_a_key(caller: Caller):
    first = caller.post("/contacts", CALL, **{"Idempotency-Key": "call-1"})
    assert (first.status_code, first.json()["again"], len(first.json()["matters"])) == (201, False, 1)
    again = caller.post("/contacts", CALL, **{"Idempotency-Key": "call-1"})
    assert (again.status_code, again.json()["id"], again.json()["again"]) == (200, first.json()["id"], True)
    row = Contact.objects.get()
    assert (row.channel, row.token_id is not None, row.handler_id) == ("phone", True, None)
    assert Matter.objects.get().service == "litter"


def test_a_batch_answers_row_by_row(caller: Caller):
    rows = [CALL | {"key": str(number)} for number in range(3)] + [CALL | {"channel": "pigeon"}]
    found = caller.post("/contacts/batch", {"contacts": rows}).json()["contacts"]
    assert [each["id"] is not None for each in found] == [True, True, True, False]
    assert found[3]["problem"]["field"] == "channel"
    again = caller.post("/contacts/batch", {"contacts": rows}).json()["contacts"]
    assert [each["again"] for each in again] == [True, True, True, False]
    assert Contact.objects.count() == 3


def test_what_the_api_itself_never_sees_is_answered_by_the_same_document(caller: Caller, settings):
    assert problem(caller.get("/nothing-here"), 404)["code"] == "not-found"
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert problem(caller.post("/contacts", CALL), 400)["code"] == "unreadable"


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"channel": "pigeon"}, 400, "channel"),
        ({"channel": None}, 422, "channel"),
        ({"started_at": "2026-12-01T09:50:00"}, 422, "started_at"),
        ({"started_at": "0001-01-01T00:00:00Z"}, 422, "started_at"),
        ({"ended_at": "2026-12-01T09:00:00Z"}, 400, "ended_at"),
        ({"matters": [{"service": "moon"}]}, 400, "service"),
        ({"person": 999999}, 400, "person"),
        ({"chanel": "phone"}, 422, "chanel"),
        ({"matters": [{"reason": "a\u0000b"}]}, 422, "matters.0.reason"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_a_sentence(caller: Caller, changes, status, field):
    assert problem(caller.post("/contacts", CALL | changes), status)["field"] == field
    assert Contact.objects.count() == 0


def test_nobody_calls_without_a_token_that_may(web: Client, cast: Cast, caller: Caller):
    assert problem(web.get(f"{BASE}/services"), 401)["code"] == "no-token"
    assert problem(Caller(web, "wrong").get("/services"), 401)
    make_key(cast.councils.demo.id, "reader", "requests")
    assert problem(Caller(web, "reader").post("/contacts", CALL), 403)
    make_key(cast.councils.demo.id, "slow", "requests", per_minute=1)
    with clock.at(NOW):
        assert Caller(web, "slow").get("/services").status_code == 200
        late = Caller(web, "slow").get("/services")
    assert problem(late, 429)["code"] == "too-many-calls" and late["Retry-After"] == "60"


def test_it_tells_the_catalogue_and_the_questions(caller: Caller, cast: Cast):
    publish(cast.system, "missed-bin", "adult-concern")
    publish_careers(cast.system)
    codes = [each["code"] for each in caller.get("/services").json()]
    assert "missed-bin" in codes and not {"adult-concern", "careers"} & set(codes)
    assert problem(caller.get("/services/careers"), 404)
    assert problem(caller.post("/requests", {"service": "careers", "answers": {}}), 400)["code"] == "no-form"
    whole = caller.get("/services/missed-bin").json()
    assert {"address", "bin", "missed-on"} <= {each["code"] for each in whole["questions"]}
    assert problem(caller.get("/services/adult-concern"), 404)


def test_it_makes_a_request_that_can_be_followed(caller: Caller, cast: Cast):
    publish(cast.system, "missed-bin")
    made = caller.post("/requests", {"service": "missed-bin", "answers": BIN}, **{"Idempotency-Key": "r1"})
    assert made.status_code == 201, made.content
    receipt = made.json()
    assert receipt["taken"] and receipt["follow"].startswith("http") and "/c/demo/follow/" in receipt["follow"]
    again = caller.post("/requests", {"service": "missed-bin", "answers": BIN}, **{"Idempotency-Key": "r1"})
    assert (again.status_code, again.json()["reference"]) == (200, receipt["reference"])
    told = caller.get(f"/requests/{receipt['reference']}")
    assert told.json()["status"] == "open" and "Amina" not in told.content.decode()
    assert problem(caller.get("/requests/XXXX-XXXX"), 404)
    assert Request.objects.get().channel == "api"


def test_a_form_with_mistakes_names_each_question(caller: Caller, cast: Cast):
    publish(cast.system, "missed-bin")
    found = problem(caller.post("/requests", {"service": "missed-bin", "answers": BIN | {"photo": ["a.jpg"]}}), 400)
    assert "photo" in found["errors"] and "Files are sent with the form" in found["sentence"]
    found = problem(caller.post("/requests", {"service": "missed-bin", "answers": BIN | {"bin": "moon"}}), 400)
    assert found["code"] == "answers" and "bin" in found["errors"]


def test_the_other_council_sees_nothing_of_ours(caller: Caller, web: Client, cast: Cast):
    publish(cast.system, "missed-bin")
    reference = caller.post("/requests", {"service": "missed-bin", "answers": BIN}).json()["reference"]
    make_key(cast.councils.littlewick.id, "other-system", "contacts", "requests")
    other = Caller(web, "other-system")
    assert problem(other.get(f"/requests/{reference}"), 404)
    assert [each["code"] for each in other.get("/services").json()] == ["missed-bin", "fallen-branch"]
    other.post("/contacts", CALL | {"matters": []})
    assert Contact.objects.filter(channel="phone").count() == 0, "it was recorded for the council of the token"


def test_the_document_is_openapi_3_1_and_open_to_all(web: Client):
    found = web.get(f"{BASE}/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert {"/api/v1/contacts", "/api/v1/contacts/batch", "/api/v1/people/batch", "/api/v1/requests"} <= set(
        found["paths"]
    )


@pytest.fixture
def document(web: Client, cast: Cast):
    publish(cast.system, "missed-bin")
    make_key(cast.councils.demo.id, "trier", "contacts", "requests", "people:council-tax")
    # The handler would end the connection, and with it the transaction in which the test stands.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whatever_is_sent_the_answer_is_one_that_the_document_names(document, mode: GenerationMode):
    tried = []
    for found in document.get_all_operations():
        operation = found.ok()

        @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def try_it(case) -> None:
            # A code that the council has not is refused though its form is right.
            case.call_and_validate(
                headers={"Authorization": "Bearer trier"}, excluded_checks=[positive_data_acceptance]
            )

        try_it()
        tried.append(operation.label)
    assert len(tried) >= 6
