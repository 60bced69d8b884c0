"""Receipts: of a request as it stands, and of a form that we did not take."""

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.notifications.types import TEXT
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Mail
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.known import Known, ending_of, follow_path, known, next_step
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import Receipt
from frontdesk.domains.services.definition.flow import Ending
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.references import show_reference


def receipt(council: int, request: int) -> Receipt:
    """The receipt of a request sent before, as it stands now. Only for whoever has shown that they sent it.

    NotFound when there is no such request.
    """
    rows = models.Request.objects.filter(council_id=council, pk=request)
    for one in known(council, rows):
        row = one.row
        known_to = row.person_id is not None and not row.restricted
        mail = people.mail_of(council, row.person_id or 0) if known_to else Mail()
        came_by = models.RequestContact.objects.filter(council_id=council, request=row).order_by("id").first()
        if row.acted_by_id is not None:
            _, acting, _ = people.told_with(council, row.acted_by_id, row.person_id or 0, row.service)
            mail = acting if acting.address else mail
        texted = by_text(mail)
        told, to_prove = mail.mobile if texted else mail.address, bool(mail.address) and not (mail.proved or texted)
        contact = came_by.contact_id if came_by else None
        return receipt_of(one, told=told, to_prove=to_prove, contact=contact, again=True)
    raise NotFound("We could not find that request.")


def by_text(mail: Mail) -> bool:
    """Whether a customer is told by text: they prefer it or have no email, and texts can be sent."""
    return bool(mail.mobile) and (mail.prefers == TEXT or not mail.address) and notifications.texts_go()


def receipt_of(one: Known, *, told: str, to_prove: bool, contact: int | None, again: bool = False) -> Receipt:
    """The receipt of a request.

    `told` is the address or the number to which the message went, `to_prove` that its link proves the address.
    """
    row, said = one.row, ending_of(one)
    return Receipt(
        taken=True,
        service=row.service,
        title=said.title,
        text=said.text,
        request=row.pk,
        reference=show_reference(row.reference),
        received_at=row.received_at,
        due_at=row.due_at,
        due_on=row.due_on,
        promise="" if row.status == steps.DUPLICATE else row.promise_words,
        next_step=next_step(one, clock.now()),
        follow=follow_path(row),
        told=told,
        to_prove=to_prove,
        fee=row.fee,
        contact=contact,
        person=row.person_id,
        ending=row.ending,
        again=again,
    )


def not_taken(
    definition: Definition, ending: Ending, contact: int | None, language: str = "en", again: bool = False
) -> Receipt:
    """Why we do not take it, and where to go."""

    def said(name: str, ordinary: str) -> str:
        return definition.said(f"ending.{ending.code}.{name}", ordinary, language)

    return Receipt(
        taken=False,
        service=definition.code,
        title=said("title", ending.title),
        text=said("text", ending.text),
        reason=said("reason", ending.reason),
        instead=said("instead", ending.instead),
        to_service=ending.to_service,
        to_body=ending.to_body,
        link=ending.link,
        phone=ending.phone,
        contact=contact,
        ending=ending.code,
        again=again,
    )
