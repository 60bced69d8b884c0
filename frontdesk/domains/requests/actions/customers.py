"""Whose request it is: chosen, known, or created while the work is saved, never joined on what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from frontdesk.domains.access import queries as access
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.types import EMAIL, PHONE, Mail
from frontdesk.domains.requests import policy
from frontdesk.domains.requests.actions.arrival import for_the_house
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import channels
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.words import one_line

ADJUSTMENTS, MOST_SAID = "adjustments", 300
"""The need that customers state themselves, and how much of it stands on the bar: the answer has all of it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the form asked about the customer."""

    given: str = ""
    family: str = ""
    email: str = ""
    phone: str = ""
    uprn: int | None = None
    address: str = ""
    postcode: str = ""
    born: date | None = None
    adjustments: str = ""

    @property
    def name(self) -> str:
        """How to call them: by name, else by the way to reach them."""
        return " ".join(filter(None, (self.given, self.family))) or self.email or self.phone


def known_from(definition: Definition, answers: Mapping[str, Any], draft: Draft | None = None) -> Known:
    """The answers to questions that are about the customer (`known_as`).

    Who gave no email in the form but saved it by one is reached there.
    """
    said: dict[str, Any] = {}
    for _, question, group in definition.questions():
        if question.known_as and group is None and answers.get(question.code):
            said.setdefault(question.known_as, answers[question.code])
    name, address = said.get("name") or {}, said.get("address") or {}
    return Known(
        given=name.get("first", ""),
        family=name.get("last", ""),
        email=said.get("email") or (draft.email if draft else ""),
        phone=said.get("phone", ""),
        uprn=int(address["uprn"]) if address.get("uprn") else None,
        address=", ".join(address.get("lines", ())),
        postcode=address.get("postcode", ""),
        adjustments=one_line(str(said.get("adjustments") or "")),
        born=date.fromisoformat(said["date-of-birth"]) if said.get("date-of-birth") else None,
    )


def customer(
    actor: Actor,
    known: Known,
    *,
    channel: str,
    chosen: int | None,
    of_contact: int | None,
    draft: Draft | None = None,
    acted: bool = False,
) -> int | None:
    """The person whose request it is; None when nothing is known of them.

    Staff choose one, or the contact says who it is, or a record is created; a customer who is signed in has the one of
    their own sign-in, and what they began online stays on it, whoever sends it; a visitor's report creates a record of
    its own, whatever email was typed. That the actor may choose `chosen` has been asked before. What they ask us to do
    differently is kept with the record, where colleagues see it. Where somebody else asked (`acted`) the way to reach
    them that was typed is not kept with it: it may be that one's own.
    """
    if acted and chosen is not None:
        whose: int | None = people_queries.head(actor.council, chosen)
    else:
        record = _record(actor, chosen, draft) if chosen is not None else None
        whose = _whose(actor, known, channel=channel, chosen=record, of_contact=of_contact)
    if whose is not None and known.adjustments:
        words = known.adjustments if len(known.adjustments) <= MOST_SAID else f"{known.adjustments[:MOST_SAID]}…"
        house = for_the_house(actor)
        source = "carer" if acted else "form"
        people.record_need(house, person=whose, need=ADJUSTMENTS, instruction=words, sensitive=None, source=source)
    return whose


def _whose(actor: Actor, known: Known, *, channel: str, chosen: int | None, of_contact: int | None) -> int | None:
    if chosen is not None:
        return _with_points(actor, chosen, known, channel)
    if policy.enters_for_others(actor) and of_contact is not None:
        return _with_points(actor, of_contact, known, channel)
    own = people_queries.whose_words(actor)
    if own is not None and policy.own_record(actor) is not None:
        return _with_points(actor, own, known, channel)
    if actor.user is not None and not actor.is_staff and actor.has("resident"):
        return people.own_record(actor, name=known.name or _called(actor), source=channel, **_details(known))
    if not known.name:
        return None
    return people.create_person(actor, name=known.name, source=channel, **_details(known))


def _record(actor: Actor, chosen: int, draft: Draft | None) -> int:
    """Of the records of whoever was chosen, the one it goes to: where a join was wrong, it stays theirs who said it."""
    mine = policy.own_record(actor)
    if mine is not None and (chosen in (mine, actor.own) or chosen in people_queries.cluster(actor.council, mine)):
        return people_queries.whose_words(actor) or mine
    if draft is not None and draft.person == chosen and draft.started_on in channels.DIGITAL:
        return chosen
    return people_queries.head(actor.council, chosen)


def mail_of(actor: Actor, person: int | None, draft: Draft | None) -> Mail:
    """Where the receipt goes. An address whose code has opened the draft is proved by that."""
    if person is None:
        return Mail()
    mail = people_queries.mail_of(actor.council, person)
    opened = draft is not None and draft.email_proved and draft.email.lower() == mail.address
    if mail.point is None or mail.proved or not opened:
        return mail
    people.prove_contact_point(actor, point=mail.point, how="code")
    return replace(mail, proved=True)


def _details(known: Known) -> dict[str, Any]:
    return {
        "email": known.email,
        "phone": known.phone,
        "uprn": known.uprn,
        "address": known.address,
        "postcode": known.postcode,
        "date_of_birth": known.born,
        "given": known.given,
        "family": known.family,
    }


def _called(actor: Actor) -> str:
    """How to call a signed-in customer who gave no name: by the email they proved."""
    return next(iter(access.verified_emails(actor.user or 0)), "Customer")


def _with_points(actor: Actor, person: int, known: Known, channel: str) -> int:
    """Keep a new way to reach a customer we know."""
    house = for_the_house(actor)
    for kind, value in ((EMAIL, known.email), (PHONE, known.phone)):
        if value:
            certainty = "said" if policy.enters_for_others(actor) else "typed"
            people.add_contact_point(house, person=person, kind=kind, value=value, source=channel, certainty=certainty)
    return person
