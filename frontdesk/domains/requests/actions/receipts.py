"""Receipts: of what was just taken, of what was not, and the first one again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions import held as hands
from frontdesk.domains.requests.actions import telling
from frontdesk.domains.requests.actions.making import Made
from frontdesk.domains.requests.types import Receipt
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.flow import SUBMIT, Ending
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.references import show_reference


def taken(made: Made) -> Receipt:
    """The receipt of a new request."""
    ending = made.assessed.ending
    return _of(made.held, ending, told=made.told, contact=made.contact, again=False)


def not_taken(definition: Definition, ending: Ending, contact: int, language: str) -> Receipt:
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
    )


def kept(receipt: Receipt) -> dict[str, Any]:
    """What is remembered of a receipt under its key: ids and codes, nothing of the person."""
    return {"request": receipt.request, "service": receipt.service, "contact": receipt.contact, "title": receipt.title}


def again(council: int, answer: Mapping[str, Any]) -> Receipt:
    """The first receipt, shown again."""
    if answer.get("request") is None:
        return _not_taken_again(council, answer)
    return of_request(council, int(answer["request"]), contact=answer.get("contact"))


def of_request(council: int, request: int, *, contact: int | None = None) -> Receipt:
    """The receipt of a request we have, as it stands now."""
    row = models.Request.objects.get(council_id=council, pk=request)
    mine = hands.held(row, who=frozenset(), by_customer=False)
    ending = next((e for e in mine.definition.endings if e.outcome == SUBMIT), None)
    told = people.card(council, row.person_id).email if row.person_id is not None and not row.restricted else ""
    return _of(mine, ending, told=told, contact=contact, again=True)


def _not_taken_again(council: int, answer: Mapping[str, Any]) -> Receipt:
    published = services.published(council, str(answer["service"]))
    endings = published.definition.endings if published else ()
    ending = next((e for e in endings if e.title == answer.get("title")), None)
    contact = int(answer.get("contact") or 0)
    if published is None or ending is None:
        return Receipt(False, str(answer["service"]), str(answer.get("title", "")), contact=contact, again=True)
    return replace(not_taken(published.definition, ending, contact, "en"), again=True)


def _of(held: hands.Held, ending: Ending | None, *, told: str, contact: int | None, again: bool) -> Receipt:
    row, definition = held.row, held.definition
    title, text = (ending.title, ending.text) if ending else (held.status.name, held.status.text)
    code = ending.code if ending else ""
    return Receipt(
        taken=True,
        service=row.service,
        title=definition.said(f"ending.{code}.title", title, row.language),
        text=definition.said(f"ending.{code}.text", text, row.language),
        request=row.pk,
        reference=show_reference(row.reference),
        received_at=row.received_at,
        due_at=row.due_at,
        due_on=row.due_on,
        promise=row.promise_words,
        next_step=telling.next_step(held),
        follow=telling.follow_path(row),
        told=told,
        fee=row.fee,
        contact=contact,
        person=row.person_id,
        again=again,
    )
