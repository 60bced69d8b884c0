"""Telling a customer: one event, one message; sent by the worker, it stands or falls with its verb."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from frontdesk.domains.notifications import actions, jobs, queries
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.notifications.ports import AddressError, SupplierError
from frontdesk.kernel import registry, tenancy
from tests.support.cast import Cast
from tests.support.worker import work

ABOUT = ("request", 7)
WORDS: dict[str, Any] = {
    "topic": "received", "subject": "We have your report", "email": "amina@example.org", "about": ABOUT,
    "body": "Thank you.\n\nFollow it here: http://localhost/c/demo/follow/x/",
}  # fmt: skip


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.FRONTDESK_HOME = tmp_path
    return tmp_path / "outbox"


def read(outbox: Path) -> list[EmailMessage]:
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in outbox.glob("*.eml")]


def test_it_sends_one_email_for_one_event(cast: Cast, outbox: Path):
    first = actions.tell(cast.system, key="request:7:received", **WORDS)
    again = actions.tell(cast.system, key="request:7:received", **WORDS)
    work()
    (mail,) = read(outbox)
    assert first == again
    assert mail["To"] == "amina@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "follow/x/" in mail.get_body(("plain",)).get_content()
    assert '<a href="http://localhost/c/demo/follow/x/">' in mail.get_body(("html",)).get_content()


def test_a_verb_that_fails_takes_its_message_back(cast: Cast, outbox: Path):
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.tell(cast.system, key="k", **WORDS)
        raise RuntimeError
    work()
    assert not list(outbox.glob("*"))


def test_nowhere_to_send_is_no_error(cast: Cast):
    assert actions.tell(cast.system, key="k", **{**WORDS, "email": ""}) is None


def test_sending_again_after_a_crash_is_the_same_mail(cast: Cast, outbox: Path):
    """The carrier had taken it when the worker was killed: the row still says sending, and the job runs again."""
    message = actions.tell(cast.system, key="k", **WORDS)
    jobs.send(council=cast.system.council, message=message)
    Message.objects.filter(id=message).update(state="sending")
    work()
    assert len(read(outbox)) == 1
    assert [m.state for m in queries.messages_about(cast.system.council, ABOUT)] == ["sent"]


@pytest.mark.parametrize(("fault", "state"), [(AddressError("550"), "failed"), (None, "sent")])
def test_an_address_that_never_works_is_given_up(cast: Cast, monkeypatch: pytest.MonkeyPatch, fault: Any, state: str):
    class Carrier:
        def send(self, *mail: object) -> str:
            if fault:
                raise fault
            return ""

    monkeypatch.setattr(registry, "implementation", lambda port, code: Carrier())
    message = actions.tell(cast.system, key="k", **WORDS)
    jobs.send(council=cast.system.council, message=message)
    assert [m.state for m in queries.messages_about(cast.system.council, ABOUT)] == [state]


def test_a_supplier_that_is_down_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    class Down:
        def send(self, *mail: object) -> str:
            raise SupplierError("OSError")

    monkeypatch.setattr(registry, "implementation", lambda port, code: Down())
    message = actions.tell(cast.system, key="k", **WORDS)
    with pytest.raises(SupplierError):
        jobs.send(council=cast.system.council, message=message)
    assert [m.state for m in queries.messages_about(cast.system.council, ABOUT)] == ["sending"]


def test_a_header_cannot_be_smuggled_in_by_a_subject(cast: Cast, outbox: Path):
    actions.tell(cast.system, key="k", **{**WORDS, "subject": "Hello\r\nBcc: all@example.org"})
    work()
    (mail,) = read(outbox)
    assert mail["Bcc"] is None


def test_the_other_council_does_not_see_it(cast: Cast):
    actions.tell(cast.system, key="k", **WORDS)
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert queries.messages_about(cast.councils.littlewick.id, ABOUT) == []
        assert not Message.objects.filter(key="k").exists()
