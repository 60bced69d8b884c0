"""A council's service at GOV.UK Notify: how it is set up, and how its answers are read.

Each council has a service of its own there, with its name, its key and two templates. Settings whose name ends in the
council's code are that council's (NOTIFY_API_KEY_ANYTOWN); those without are everybody's.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from frontdesk.domains.notifications.ports import AddressError, Fate, SupplierError

TIMEOUT_SECONDS = 20
NEVER = frozenset({"permanent-failure", "temporary-failure", "technical-failure"})
"""Ends of a message that reached nobody: temporary is said after three days of trying."""
ARRIVED = frozenset({"delivered", "sent"})
"""`sent` is the last that is ever told of a text to another country."""
NOT_FOUND = 404
_WRONG_ADDRESS = "ValidationError"
_HERE = threading.local()
"""The clients of this thread, by key: they are not for several threads, and keep their connection open."""


@dataclass(frozen=True, slots=True)
class Service:
    """What is set for one council; '' where nothing is."""

    key: str
    email_template: str
    text_template: str
    token: str

    def call(self, ask: Callable[[NotificationsAPIClient], dict[str, Any]]) -> dict[str, Any]:
        """What Notify answers.

        AddressError for an address that it will never take or a message it does not know. SupplierError for all else:
        faults, limits, a key or a template that somebody must put right, an answer that cannot be read.
        """
        if not self.key:
            raise SupplierError("no key for this council")
        try:
            answer = ask(_client(self.key))
        except APIError as error:
            never = error.status_code == NOT_FOUND or _is_wrong_address(error)
            raise (AddressError if never else SupplierError)(f"Notify {error.status_code}") from None
        except (OSError, ValueError) as error:
            raise SupplierError(type(error).__name__) from None
        if not isinstance(answer, dict):
            raise SupplierError("an answer that cannot be read")
        return answer


def service_of(council: str) -> Service:
    """The service of the council with this code."""
    return Service(
        _own(settings.NOTIFY_API_KEY, council),
        _own(settings.NOTIFY_EMAIL_TEMPLATE, council),
        _own(settings.NOTIFY_TEXT_TEMPLATE, council),
        _own(settings.NOTIFY_HOOK_TOKEN, council),
    )


def services() -> Mapping[str, Service]:
    """Every service that is set up, by the end of its settings' names: '' for everybody's."""
    return {code: service_of(code) for code in sorted(settings.NOTIFY_API_KEY)}


def fate_of(told: Mapping[str, Any]) -> Fate:
    """What became of a message, from Notify's account of it. KeyError and AttributeError for one of another shape."""
    status = str(told["status"])
    arrived = True if status in ARRIVED else False if status in NEVER else None
    return Fate(str(told["id"]), str(told.get("reference") or ""), arrived)


def _own(values: Mapping[str, str], council: str) -> str:
    return values.get(council) or values.get("", "")


def _client(key: str) -> NotificationsAPIClient:
    mine: dict[str, NotificationsAPIClient] = _HERE.__dict__.setdefault("clients", {})
    if key not in mine or mine[key].base_url != settings.NOTIFY_URL:
        mine[key] = NotificationsAPIClient(key, base_url=settings.NOTIFY_URL, timeout=TIMEOUT_SECONDS)
    return mine[key]


def _is_wrong_address(error: APIError) -> bool:
    """A ValidationError: what we sent can't be an address. The words may change at any time, so they are not read.

    A BadRequestError speaks of the template or the kind of key: somebody puts that right, and then it is sent.
    """
    said = error.message if isinstance(error.message, list) else []
    return error.status_code == 400 and any(each.get("error") == _WRONG_ADDRESS for each in said)
