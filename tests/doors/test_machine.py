"""What machines ask: the figures, who may read them, and a readiness that is cheap to ask."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdesk.config import health, roles
from frontdesk.domains.notifications import actions as notifications
from frontdesk.kernel import journal
from tests.support.cast import Cast


def gauge(body: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} ([0-9.]+)$", body, re.MULTILINE)
    assert found, body[-1500:]
    return float(found[1])


def test_the_figures_tell_what_waits(cast: Cast):
    message = notifications.tell(
        cast.system, topic="t", subject="s", body="b", about=("request", 1), key="k", email="amina@example.org"
    )
    assert message is not None
    notifications.give_up(council=cast.system.council, message=message)
    body = Client().get("/metrics").content.decode()
    assert gauge(body, 'frontdesk_messages{state="failed"}') == 2, "one of each council: the machine is theirs together"
    assert gauge(body, 'frontdesk_jobs{status="todo"}') >= 1
    assert gauge(body, "frontdesk_jobs_oldest_seconds") >= 0
    assert gauge(body, "frontdesk_news_oldest_seconds") == 0  # the worker has not begun with any council
    journal.deliver(cast.system.council)
    journal.write(cast.system, "test.happened", thing=("test", 1))
    assert gauge(Client().get("/metrics").content.decode(), "frontdesk_news_oldest_seconds") > 0
    assert "amina" not in body


def test_figures_are_for_whoever_has_the_token(db: None, settings):
    settings.DEMO, settings.METRICS_TOKEN = False, "forty-two"
    assert Client().get("/metrics").status_code == 404
    assert Client(headers={"authorization": "Bearer forty-one"}).get("/metrics").status_code == 404
    assert Client(headers={"authorization": "Bearer forty-two"}).get("/metrics").status_code == 200


def test_without_a_token_they_are_for_this_machine_where_no_proxy_stands_before_us(db: None, settings):
    settings.DEMO = False
    assert Client().get("/metrics").status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics").status_code == 404
    assert Client(HTTP_X_FORWARDED_FOR="192.0.2.7").get("/metrics").status_code == 404
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert Client(HTTP_X_FORWARDED_PROTO="https").get("/metrics").status_code == 404


def test_readiness_is_worked_out_once_in_a_few_seconds(db: None, monkeypatch):
    monkeypatch.setattr(health, "_checked", (-health.FRESH_SECONDS, []))
    Client().get("/readyz")
    with CaptureQueriesContext(connection) as asked:
        Client().get("/readyz")
    assert len(asked) == 0


def test_it_is_not_ready_with_a_role_that_could_read_every_council(db: None, monkeypatch):
    monkeypatch.setattr(health, "_checked", (-health.FRESH_SECONDS, []))
    monkeypatch.setattr(roles, "_WHO", "SELECT false, true, false, false")
    answer = Client().get("/readyz")
    assert answer.status_code == 503


def test_a_form_that_may_not_be_ours_gets_a_sentence_that_says_what_to_do(cast: Cast):
    answer = Client(enforce_csrf_checks=True, headers={"host": "demo.example.org"}).post("/service/missed-bin/begin/")
    page = answer.content.decode()
    assert answer.status_code == 403 and "Nothing was sent." in page and "copy what you typed" in page
    assert "CSRF" not in page and "01632" in page
