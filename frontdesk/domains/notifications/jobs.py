"""Sending: outside any transaction, with the row saying how far it got; and clearing what was sent long ago."""

from django.conf import settings

from frontdesk.domains.notifications import actions
from frontdesk.domains.notifications.ports import AddressError, EmailCarrier, SupplierError
from frontdesk.domains.notifications.rules.compose import email_of
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import jobs, registry

EMAIL_PORT = "notifications.email"
NOBODY = "frontdesk@localhost"
"""The sender where neither the installation nor the council has an address."""


@jobs.job("notifications.send")
def send(*, council: int, message: int) -> None:
    """Hand the message to its carrier. Rerunnable: a message that was sent is left alone.

    A crash between the carrier's yes and our mark sends it again with the same Message-ID, never loses it.
    """
    found = actions.begin_sending(council=council, message=message)
    sender = organisations.council_by_id(council)
    if found is None or sender is None:
        return
    carrier: EmailCarrier = registry.implementation(EMAIL_PORT, settings.EMAIL_ADAPTER)
    mail = email_of(found, sender, sender=settings.EMAIL_FROM or sender.email or NOBODY, now=found.made_at)
    try:
        carrier.send(mail)
    except AddressError:
        actions.give_up(council=council, message=message)
        return
    except SupplierError:
        if found.attempts <= jobs.TRIES:
            raise
        actions.give_up(council=council, message=message)
        return
    actions.mark_sent(council=council, message=message)


@jobs.every("10 3 * * *", "notifications.clear_old")
def clear_old(council: int) -> None:
    """Take words and addresses out of old messages."""
    actions.clear_old(council)
