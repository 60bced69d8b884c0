"""How often somebody may call: with keys that we do not know, and without a key where none is needed."""

from datetime import timedelta

import pytest
from django.test import Client

from frontdesk.kernel import clock
from frontdesk.sites.api import keys
from tests.conformance.conftest import KEY

pytestmark = pytest.mark.shows("C15")
SERVICES, REQUESTS, OURS = "/open311/v2/services.json", "/open311/v2/requests.json", "/api/v1/services"
THERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches soon."""
    monkeypatch.setattr(keys, "MOST_UNKNOWN", 3)
    monkeypatch.setattr(keys, "MOST_KEYLESS", 3)


def guess(web: Client, number: int, **more: str) -> int:
    """The status of a call of our API with a token that nobody has."""
    return web.get(OURS, headers={"Authorization": f"Bearer guess-{number}"}, **more).status_code


def test_guessing_tokens_of_our_api_is_stopped(web: Client, few: None):
    assert [guess(web, number) for number in range(5)] == [401, 401, 401, 429, 429]
    assert guess(web, 9, **THERE) == 401, "somebody else is not stopped"


def test_guessing_keys_is_stopped_and_a_known_key_goes_on(web: Client, few: None):
    sent = {"service_code": "litter", "lat": "51.5", "long": "-0.6", "jurisdiction_id": "demo"}
    answers = [web.post(REQUESTS, {**sent, "api_key": f"guess-{number}"}) for number in range(4)]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    read = [web.get(REQUESTS, {"api_key": f"guess-{number}", "jurisdiction_id": "demo"}) for number in range(2)]
    assert [answer.status_code for answer in read] == [429, 429], "reading and sending count together"
    assert web.get(REQUESTS, {"api_key": KEY, "jurisdiction_id": "demo"}).status_code == 200


def test_reading_without_a_key_is_limited_and_with_one_it_is_not(web: Client, few: None):
    read = [web.get(address, {"jurisdiction_id": "demo"}) for address in (SERVICES, REQUESTS, SERVICES, REQUESTS)]
    assert [answer.status_code for answer in read] == [200, 200, 200, 429]
    (error,) = read[-1].json()
    assert error["code"] == 429 and "Wait" in error["description"]
    assert web.get(SERVICES, {"jurisdiction_id": "demo", "api_key": "no-such-key"}).status_code == 429
    assert web.get(SERVICES, {"jurisdiction_id": "demo"}, **THERE).status_code == 200
    for _ in range(6):
        assert web.get(REQUESTS, {"api_key": KEY, "jurisdiction_id": "demo"}).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert web.get(SERVICES, {"jurisdiction_id": "demo"}).status_code == 200
