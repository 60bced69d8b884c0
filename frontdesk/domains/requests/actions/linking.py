"""Sending the link of a request anew to whoever knows its reference: to the address on the record, nowhere else."""

from django.db import transaction

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.known import follow_path, known
from frontdesk.domains.requests.queries.receipts import by_text
from frontdesk.domains.requests.rules.messages import spoken_name
from frontdesk.domains.requests.types import REQUEST
from frontdesk.kernel import clock, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.references import parse_reference, show_reference

_LINES = (
    "Somebody gave the reference {reference} and asked us for the link to follow “{service}”.",
    "Here it is: {link}",
    "If it was not you, you need not do anything. The link was sent to you only.",
)
_TEXT = "Here is the link that somebody asked for with the reference {reference}. It was sent to you only: {link}"


def send_link(actor: Actor, *, reference: str, typed: str) -> None:
    """Send the link by which a request is followed, where `typed` is the customer's email, phone or postcode.

    The answer is the same whether there is such a request or not, and whether it was sent or not: nobody learns by
    trying. Once in a quarter of an hour for each request. Refusal only for what can be seen from outside: no reference
    at all (field "reference"), or nothing typed (field "typed").
    """
    wanted = parse_reference(reference)
    if wanted is None:
        raise Refusal("Enter the reference as we gave it to you, for example K7RM-3PXT", field="reference")
    if not typed.strip():
        raise Refusal("Enter the email address, the phone number or the postcode that you gave us", field="typed")
    with transaction.atomic():
        rows = models.Request.objects.filter(
            council_id=actor.council, reference=wanted, restricted=False, removed_at=None, person__isnull=False
        )
        for one in known(actor.council, rows):
            if people.known_by(actor.council, one.row.person_id or 0, typed):
                _send(actor, one.row, one.name)


def _send(actor: Actor, row: models.Request, service: str) -> None:
    mail = people.mail_of(row.council_id, row.person_id or 0)
    council = organisations.council_by_id(row.council_id)
    texted = by_text(mail)
    if not (texted or mail.address) or council is None:
        return
    link = links.absolute(council.code, follow_path(row))
    reference, now = show_reference(row.reference), clock.now()
    name = spoken_name(mail.name)
    greeting = f"Dear {name}," if name else "Hello,"
    lines = (each.format(reference=reference, service=service, link=link) for each in _LINES)
    notifications.tell(
        actor,
        topic="requests.link",
        subject=f"{service}: {reference}",
        body=f"{council.name}: {_TEXT.format(reference=reference, link=link)}"
        if texted
        else "\n\n".join((greeting, *lines)),
        about=(REQUEST, row.pk),
        key=f"request:{row.pk}:link:{int(now.timestamp()) // 900}",
        to_person=row.person_id,
        email="" if texted else mail.address,
        phone=mail.mobile if texted else "",
        link=link,
    )
