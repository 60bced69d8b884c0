"""Email and text by GOV.UK Notify, through its own client.

Its templates hold nothing but our words: the email's subject is ((subject)) and its body ((body)), the text's ((body)).
Notify takes a second message with the same reference, so before a second try we ask whether the first got through.
"""

import hmac
import json
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from django.conf import settings
from notifications_python_client.notifications import NotificationsAPIClient

from frontdesk.adapters.notify.service import NEVER, Service, fate_of, service_of, services
from frontdesk.domains.notifications.ports import EMAIL_PORT, RECEIPTS_PORT, TEXT_PORT, Fate, Sending, SupplierError
from frontdesk.kernel.errors import NotAllowed, Refusal
from frontdesk.kernel.registry import Adapter

Ask = Callable[[NotificationsAPIClient], dict[str, Any]]


class Email:
    """Carries the plain text; the template makes the HTML. Answers go where the service's settings at Notify say."""

    def send(self, message: EmailMessage, sending: Sending) -> str:
        """Hand the message over; returns Notify's id of it."""
        service, body = service_of(sending.council), message.get_body(("plain",))
        words = {"subject": str(message["Subject"]), "body": body.get_content().strip() if body else ""}
        return _once(
            service, sending,
            lambda notify: notify.send_email_notification(
                str(message["To"]), service.email_template, personalisation=words, reference=sending.reference
            ),
        )  # fmt: skip


class Text:
    """Carries text messages."""

    def send(self, to: str, words: str, sending: Sending) -> str:
        """Hand the words over; returns Notify's id of the message."""
        service = service_of(sending.council)
        return _once(
            service, sending,
            lambda notify: notify.send_sms_notification(
                to, service.text_template, personalisation={"body": words}, reference=sending.reference
            ),
        )  # fmt: skip


class Receipts:
    """Notify calls us when a message arrives or does not, and answers when it is asked."""

    def read(self, body: bytes, authorization: str, council: str) -> Fate:
        """The news of one call. NotAllowed without the token that the council gave Notify, Refusal for what is none."""
        token = service_of(council).token
        if not token or not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
            raise NotAllowed
        try:
            return fate_of(json.loads(body))
        except (ValueError, KeyError, AttributeError, TypeError):
            raise Refusal("That is not a delivery receipt.") from None

    def ask(self, number: str, council: str) -> Fate:
        """What became of a message by now."""
        told = service_of(council).call(lambda notify: notify.get_notification_by_id(number))
        try:
            return fate_of(told)
        except (KeyError, AttributeError):
            raise SupplierError("an answer that cannot be read") from None


def _once(service: Service, sending: Sending, send: Ask) -> str:
    """Send unless an earlier try got through, and is not one that came to nothing."""
    earlier: list[dict[str, Any]] = []
    if sending.again:
        found = service.call(lambda notify: notify.get_all_notifications(reference=sending.reference))
        earlier = [each for each in found.get("notifications", []) if each.get("status") not in NEVER]
    answer = earlier[0] if earlier else service.call(send)
    if not answer.get("id"):
        raise SupplierError("an answer that cannot be read")
    return str(answer["id"])


def _self_test(template: str, placeholders: tuple[str, ...]) -> str:
    """'' when every council's service takes our key and its template has a place for our words, else a sentence."""
    for code, service in services().items():
        number, whose = getattr(service, template), f"of {code}" if code else "for every council"
        try:
            found = service.call(lambda notify, number=number: notify.get_template(number))  # type: ignore[misc]
        except Exception as error:
            return f"Notify does not show us the template {whose}: {error or type(error).__name__}."
        words = f"{found.get('subject') or ''} {found.get('body') or ''}"
        missing = [each for each in placeholders if each not in words]
        if missing:
            return f"The template {whose} at Notify has no {' and no '.join(missing)}."
    return ""


ADAPTERS = (
    Adapter(
        code="notify-email",
        port=EMAIL_PORT,
        label="Email by GOV.UK Notify",
        make=Email,
        self_test=lambda: _self_test("email_template", ("((subject))", "((body))")),
        settings=("NOTIFY_API_KEY", "NOTIFY_EMAIL_TEMPLATE"),
    ),
    Adapter(
        code="notify-text",
        port=TEXT_PORT,
        label="Text messages by GOV.UK Notify",
        make=Text,
        self_test=lambda: _self_test("text_template", ("((body))",)),
        settings=("NOTIFY_API_KEY", "NOTIFY_TEXT_TEMPLATE"),
    ),
    Adapter(
        code="notify",
        port=RECEIPTS_PORT,
        label="Delivery receipts of GOV.UK Notify",
        make=Receipts,
        self_test=lambda: (
            ""
            if settings.NOTIFY_HOOK_TOKEN
            else "Notify cannot tell us of deliveries without NOTIFY_HOOK_TOKEN: we ask every 20 minutes."
        ),
        settings=("NOTIFY_API_KEY",),
    ),
)
