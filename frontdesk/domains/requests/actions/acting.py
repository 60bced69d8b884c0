"""Who asks for something in somebody else's name: the caller for whoever the form is for, or a customer online."""

from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests import policy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

CALLER = (
    "The caller is not the customer this is for, and we have no word that they may act for them here. Record it under "
    "“Acting for others” on the caller’s page, or say who the caller is. What was typed is kept."
)
ONLINE = "You may not act for them in this any more, so nothing was sent. They or we can tell you why."


def who_acts(
    actor: Actor, service: str, *, person: int | None, contact: Contact | None, draft: Draft | None
) -> int | None:
    """The record of whoever asks for `person`; None where they ask for themselves, or nobody said who the caller is.

    Their authority is held until the transaction ends. Refusal where there is none: neither recorded before, nor said
    in this contact while it lasts, or before a form was begun in it.
    """
    if person is None or actor.is_system:
        return None
    by, sentence, heard = None, ONLINE, None
    if policy.enters_for_others(actor):
        by, sentence = (contact.person if contact else None), CALLER
        heard = contact.id if contact is not None and _heard_in(contact, draft) else None
    elif draft is not None:
        by = draft.acted_by
    if by is None or by in people_queries.cluster(actor.council, person):
        return None
    if not policy.enters_for_others(actor) and actor.person in people_queries.cluster(actor.council, person):
        return None  # it was begun for them, and they send it themselves
    if people.hold_authority(actor.council, by=by, person=person, service=service, contact=heard) is None:
        raise Refusal(sentence, code="not-acting")
    return by


def _heard_in(contact: Contact, draft: Draft | None) -> bool:
    """Whether what was said in the contact counts: while it lasts, and for the form that was begun in it."""
    return contact.done_at is None or (draft is not None and draft.contact == contact.id)
