"""GOV.UK Notify through its own client, against a server that does what its documentation says."""

import json
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import jwt
import pytest
from django.test import Client
from notifications_python_client.authentication import create_jwt_token

from frontdesk.adapters.notify import service
from frontdesk.adapters.notify.adapter import ADAPTERS
from frontdesk.domains.notifications import actions, jobs, queries
from frontdesk.domains.notifications.ports import AddressError, Sending, SupplierError
from frontdesk.domains.notifications.types import ARRIVED, FAILED, SENDING, SENT, Message
from frontdesk.kernel import clock, tenancy
from tests.support import notify as supplier
from tests.support.cast import Cast
from tests.support.notify import Notify, notify_server, receipt
from tests.support.worker import work

EMAIL, TEXT, RECEIPTS = (each.make() for each in ADAPTERS)
ABOUT = ("request", 7)
TOKEN = "a-token-of-forty-two"
HERE = Sending("demo", "message.1.1")
VECTOR = (
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiIyNjc4NWEwOS1hYjE2LTRlYjAtODQwNy1hMzc0OTdhNTc1MDYiLCJpYXQiOjE1Njg4"
    "MTg1Nzh9.YT_aQYNif0l3HaPwy62Cj9g0qsYzjnj1K5pLwkELiFw"
)


@pytest.fixture
def notify(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notify]:
    monkeypatch.setattr(service, "TIMEOUT_SECONDS", 0.5)
    with notify_server() as server:
        settings.NOTIFY_URL = server.url
        settings.NOTIFY_API_KEY = {"": supplier.KEY}
        settings.NOTIFY_EMAIL_TEMPLATE = {"": supplier.EMAIL_TEMPLATE}
        settings.NOTIFY_TEXT_TEMPLATE = {"": supplier.TEXT_TEMPLATE}
        settings.NOTIFY_HOOK_TOKEN = {"": TOKEN}
        settings.EMAIL_ADAPTER, settings.TEXT_ADAPTER = "notify-email", "notify-text"
        yield server


def tell(cast: Cast, key: str = "k", **to: str) -> int:
    message = actions.tell(
        cast.system, topic="received", subject="Missed bin: K7RM-3PXT", body="Thank you.\n\nWe come on Monday.",
        about=ABOUT, key=key, **(to or {"email": "amina@example.org"}),
    )  # fmt: skip
    assert message is not None
    return message


def state(cast: Cast, message: int) -> Message:
    (found,) = [each for each in queries.messages_about(cast.system.council, ABOUT) if each.id == message]
    return found


def call_us(told: dict[str, Any], *, council: str = "demo", token: str = TOKEN) -> int:
    return Client().post(
        f"/hooks/notify/{council}/", json.dumps(told), "application/json", headers={"authorization": f"Bearer {token}"}
    ).status_code  # fmt: skip


def test_the_client_signs_as_the_documentation_says(monkeypatch: pytest.MonkeyPatch):
    """The vector of shared/STANDARDS.md 6a; the client writes the same header in another order."""
    monkeypatch.setattr("notifications_python_client.authentication.epoch_seconds", lambda: 1568818578)
    secret = "3d844edf-8d35-48ac-975b-e847b4f122b0"
    signed = create_jwt_token(secret, "26785a09-ab16-4eb0-8407-a37497a57506")
    assert signed.split(".")[1] == VECTOR.split(".")[1]
    assert jwt.get_unverified_header(signed) == jwt.get_unverified_header(VECTOR)
    assert jwt.decode(VECTOR, secret, algorithms=["HS256"]) == jwt.decode(signed, secret, algorithms=["HS256"])


@pytest.mark.shows("F11")
def test_an_email_and_a_text_go_with_our_words_and_no_more_about_the_customer(cast: Cast, notify: Notify):
    tell(cast), tell(cast, "t", phone="+447700900123")
    work()
    email, text = notify.sent
    assert (email["to"], email["subject"]) == ("amina@example.org", "Missed bin: K7RM-3PXT")
    assert email["body"].startswith("Thank you.\n\nWe come on Monday.") and "Demo" in email["body"]
    assert (text["to"], text["body"]) == ("+447700900123", "Thank you.\n\nWe come on Monday.")
    assert all(one["reference"].startswith(f"message.{cast.system.council}.") for one in notify.sent)


@pytest.mark.parametrize(
    ("faults", "kind", "to", "error"),
    [
        ([500], "live", "amina@example.org", SupplierError),
        ([503], "live", "amina@example.org", SupplierError),
        (["hang"], "live", "amina@example.org", SupplierError),
        (["garbage"], "live", "amina@example.org", SupplierError),
        (["taken-garbage"], "live", "amina@example.org", SupplierError),
        ([], "live", "amina at example.org", AddressError),
        ([], "team", "amina@example.org", SupplierError),
    ],
)
def test_what_goes_wrong_is_tried_again_unless_it_is_the_address(
    notify: Notify, faults: list[Any], kind: str, to: str, error: type[Exception]
):
    notify.faults.extend(faults)
    notify.kind = kind
    mail = EmailMessage()
    mail["Subject"], mail["To"] = "Hello", to
    mail.set_content("Thank you.")
    with pytest.raises(error) as failed:
        EMAIL.send(mail, HERE)
    assert "amina" not in str(failed.value)


@pytest.mark.parametrize("set_wrong", ["key", "clock", "template"])
def test_a_setting_that_is_wrong_loses_no_message_and_is_told_by_the_check(
    notify: Notify, settings: Any, set_wrong: str
):
    if set_wrong == "key":
        settings.NOTIFY_API_KEY = {"": supplier.KEY[:-1] + "9"}
    elif set_wrong == "clock":
        notify.skew = 60
    else:
        notify.templates[supplier.TEXT_TEMPLATE]["body"] = "Hello ((name))"
    with pytest.raises(SupplierError):
        TEXT.send("+447700900123", "Thank you.", HERE)
    by_code = {each.code: each for each in ADAPTERS}
    assert "template for every council" in by_code["notify-text"].self_test()


def test_the_check_is_content_with_good_settings(notify: Notify):
    assert [each.self_test() for each in ADAPTERS] == ["", "", ""]


@pytest.mark.parametrize("limit", ["per_minute", "per_day"])
def test_over_the_limit_it_waits_and_goes_when_there_is_room(cast: Cast, notify: Notify, limit: str):
    setattr(notify, limit, 1)
    first, second = tell(cast, "1"), tell(cast, "2")
    jobs.send(council=cast.system.council, message=first)
    with pytest.raises(SupplierError, match="429"):
        jobs.send(council=cast.system.council, message=second)
    assert (state(cast, first).state, state(cast, second).state) == (SENT, SENDING)
    setattr(notify, limit, 100)
    jobs.send(council=cast.system.council, message=second)
    assert state(cast, second).state == SENT and len(notify.sent) == 2


def test_a_try_whose_answer_was_lost_is_not_sent_twice(cast: Cast, notify: Notify):
    message = tell(cast)
    notify.faults.append("taken-garbage")
    with pytest.raises(SupplierError):
        jobs.send(council=cast.system.council, message=message)
    jobs.send(council=cast.system.council, message=message)
    assert len(notify.sent) == 1 and state(cast, message).state == SENT
    (told,) = notify.deliver()
    assert call_us(told) == 204 and state(cast, message).state == ARRIVED


def test_one_that_came_to_nothing_is_sent_anew_when_a_manager_says_so(cast: Cast, notify: Notify):
    message = tell(cast, email="perm-fail@simulator.notify")
    work()
    call_us(notify.deliver()[0])
    assert state(cast, message).state == FAILED
    assert [each.id for each in queries.undelivered(cast.sam)] == [message]
    actions.send_again(cast.sam, message=message)
    work()
    assert len(notify.sent) == 2


@pytest.mark.parametrize(
    ("to", "ends"),
    [
        ({"phone": "+447700900123"}, ARRIVED), ({"phone": "+447700900002"}, FAILED),
        ({"phone": "+447700900003"}, FAILED), ({"email": "amina@example.org"}, ARRIVED),
        ({"email": "temp-fail@simulator.notify"}, FAILED),
    ],
)  # fmt: skip
def test_it_learns_what_became_of_a_message_by_a_call_or_by_asking(
    cast: Cast, notify: Notify, to: dict[str, str], ends: str
):
    called, asked = tell(cast, "1", **to), tell(cast, "2", **to)
    work()
    notify.deliver()
    assert call_us(receipt(notify.sent[0])) == 204
    assert (state(cast, called).state, state(cast, asked).state) == (ends, SENT)
    with clock.at(clock.now() + queries.SLOW * 1.1):
        jobs.ask_after(cast.system.council)
        assert queries.on_their_way(cast.system.council) == []
    assert state(cast, asked).state == ends


def test_asking_goes_on_next_time_when_notify_is_away(cast: Cast, notify: Notify):
    message = tell(cast)
    work()
    notify.deliver()
    with clock.at(clock.now() + queries.SLOW * 1.1):
        notify.faults.append(503)
        jobs.ask_after(cast.system.council)
        assert state(cast, message).state == SENT
        jobs.ask_after(cast.system.council)
    assert state(cast, message).state == ARRIVED


def test_a_message_that_notify_does_not_know_keeps_no_other_waiting(cast: Cast, notify: Notify):
    messages = [tell(cast, str(number)) for number in range(4)]
    work()
    notify.deliver()
    del notify.sent[0]
    with clock.at(clock.now() + queries.SLOW * 1.1):
        jobs.ask_after(cast.system.council)
    assert sorted(state(cast, each).state for each in messages) == [ARRIVED, ARRIVED, ARRIVED, SENT]


def test_news_that_comes_twice_or_late_changes_nothing(cast: Cast, notify: Notify):
    message = tell(cast)
    work()
    (told,) = notify.deliver()
    assert [call_us(told), call_us(told), call_us({**told, "status": "permanent-failure"})] == [204, 204, 204]
    assert state(cast, message).state == ARRIVED
    other = {**told, "id": "11111111-1111-1111-1111-111111111111", "status": "permanent-failure"}
    assert call_us(other) == 204 and state(cast, message).state == ARRIVED
    for odd in (None, "message.1.²", "message.1." + "9" * 30):
        assert call_us({**told, "reference": odd}) == 204


def test_news_that_overtakes_the_answer_is_asked_for_again(cast: Cast, notify: Notify):
    message = tell(cast)
    found = actions.begin_sending(council=cast.system.council, message=message)
    assert found is not None
    number = TEXT.send("+447700900123", "Thank you.", Sending("demo", found.reference))
    (told,) = notify.deliver()
    assert call_us(told) == 503
    actions.mark_sent(council=cast.system.council, message=message, number=number)
    assert call_us(told) == 204 and state(cast, message).state == ARRIVED


def test_only_notify_may_tell_us(cast: Cast, notify: Notify, settings: Any):
    message = tell(cast)
    work()
    (told,) = notify.deliver()
    assert call_us(told, token="guessed") == 401
    assert call_us(told, council="nowhere") == 401
    settings.NOTIFY_HOOK_TOKEN = {}
    assert call_us(told, token="") == 401
    settings.NOTIFY_HOOK_TOKEN = {"": TOKEN}
    assert call_us({"status": "delivered"}) == 400
    assert call_us(told, council="littlewick") == 204, "the other council's service has no such message"
    assert state(cast, message).state == SENT


def test_each_council_writes_by_its_own_service(cast: Cast, notify: Notify, settings: Any):
    settings.NOTIFY_API_KEY = {"littlewick": supplier.KEY}
    message = tell(cast)
    with pytest.raises(SupplierError, match="no key"):
        jobs.send(council=cast.system.council, message=message)
    theirs = Sending("littlewick", "message.2.9")
    assert TEXT.send("07700 900123", "Hello.", theirs)
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert queries.messages_about(cast.councils.littlewick.id, ABOUT) == []


def test_many_messages_go_over_one_connection(notify: Notify):
    for number in range(20):
        TEXT.send("+447700900123", "Thank you.", Sending("demo", f"message.1.{number}"))
    assert (len(notify.sent), notify.connections) == (20, 1)
