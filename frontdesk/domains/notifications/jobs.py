"""Sending: outside any transaction, with the row saying how far it got; asking what became of it; clearing old ones."""

from django.conf import settings

from frontdesk.domains.notifications import actions, queries
from frontdesk.domains.notifications.ports import (
    EMAIL_PORT,
    RECEIPTS_PORT,
    TEXT_PORT,
    AddressError,
    EmailCarrier,
    Receipts,
    Sending,
    SupplierError,
    TextCarrier,
)
from frontdesk.domains.notifications.rules.compose import email_of
from frontdesk.domains.notifications.types import TEXT, Message
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.kernel import jobs, registry

NOBODY = "frontdesk@localhost"
"""The sender where neither the installation nor the council has an address."""


@jobs.job("notifications.send")
def send(*, council: int, message: int) -> None:
    """Hand the message to its carrier. Rerunnable: a message that was sent is left alone.

    A crash between the carrier's yes and our mark tries it again by the same reference, never loses it.
    """
    found = actions.begin_sending(council=council, message=message)
    sender = organisations.council_by_id(council)
    if found is None or sender is None:
        return
    try:
        number = _hand_over(found, sender)
    except AddressError:
        actions.give_up(council=council, message=message, no_such_address=True)
        return
    except SupplierError:
        if found.attempts <= jobs.TRIES:
            raise
        actions.give_up(council=council, message=message)
        return
    actions.mark_sent(council=council, message=message, number=number)


def _hand_over(found: Message, sender: Council) -> str:
    sending = Sending(sender.code, found.reference, again=found.attempts > 1)
    if found.channel == TEXT:
        texts: TextCarrier = registry.implementation(TEXT_PORT, settings.TEXT_ADAPTER)
        return texts.send(found.address, found.body, sending)
    carrier: EmailCarrier = registry.implementation(EMAIL_PORT, settings.EMAIL_ADAPTER)
    mail = email_of(found, sender, sender=settings.EMAIL_FROM or sender.email or NOBODY, now=found.made_at)
    return carrier.send(mail, sending)


@jobs.every("*/20 * * * *", "notifications.ask_after")
def ask_after(council: int) -> None:
    """Ask what became of messages of which the supplier has said nothing for an hour: its calls to us may get lost.

    One that the supplier does not know (another account, say) keeps no other waiting; one who is away is asked later.
    """
    sender, on_their_way = organisations.council_by_id(council), queries.on_their_way(council)
    if sender is None or not on_their_way:
        return
    receipts: Receipts = registry.implementation(RECEIPTS_PORT, settings.RECEIPTS_ADAPTER)
    for number in on_their_way:
        try:
            fate = receipts.ask(number, sender.code)
        except AddressError:
            continue
        except SupplierError:
            return  # the next round asks again
        actions.take_fate(council=council, fate=fate)


@jobs.every("10 3 * * *", "notifications.clear_old")
def clear_old(council: int) -> None:
    """Take words and addresses out of old messages."""
    actions.clear_old(council)
