"""The contact by which a request comes in: the one in hand, or one recorded with it."""

from dataclasses import replace

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts import queries as contact_queries
from frontdesk.domains.contacts.types import Contact, ContactIn, MatterIn, WrapUp
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.actions.held import Held
from frontdesk.domains.services.definition.flow import Ending
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

_PASSED = WrapUp("sent-on")
_REASONS = {"report": "report", "apply": "apply", "pay": "pay", "book": "book", "advice": "ask", "information": "ask"}


def by_contact(
    actor: Actor,
    held: Contact | None,
    definition: Definition,
    *,
    channel: str,
    person: int | None,
    assisted: bool,
    outcome: str = "request-made",
    key: str = "",
    ward: str = "",
) -> tuple[int, int]:
    """(contact, matter): a matter added to the contact in hand, or a contact of its own, over as soon as it began.

    One that is wrapped up already gets its matter with its ending. The same `key` again adds none. A contact of its
    own counts in `ward`.
    """
    reason = _reason(actor.council, definition)
    known = contact_queries.lists_of(actor.council).outcomes
    ended = WrapUp(outcome if outcome in known else next(iter(known)))
    if held is not None:
        done = held.done_at is not None
        matter = contacts.add_matter(
            actor, contact=held.id, service=definition.code, reason=reason, ended=ended if done else None, key=key
        )
        if held.person is None and person is not None and not done:
            contacts.say_who(actor, contact=held.id, person=person)
        return held.id, matter
    now = clock.now()
    recorded = contacts.record_whole(
        for_the_house(actor),
        contact=ContactIn(
            channel,
            now,
            person,
            now,
            now,
            assisted=assisted,
            matters=(MatterIn(definition.code, reason, ended),),
            key=key,
            ward=ward,
        ),
    )
    return recorded.contact or 0, recorded.matters[0]


def with_words(actor: Actor, held: Held, reason: str, ended: WrapUp = _PASSED) -> None:
    """The contact by which a customer's own words about a request come in, tied to it; none for what staff write down.

    Staff have the contact in hand in which they heard them. A code that the council does not use is left out.
    """
    row = held.row
    if not held.by_customer:
        return
    lists, now = contact_queries.lists_of(actor.council, row.service), clock.now()
    matter = MatterIn(
        row.service if row.service in lists.services else "",
        reason if reason in lists.reasons else "",
        replace(ended, outcome=ended.outcome if ended.outcome in lists.outcomes else next(iter(lists.outcomes))),
    )
    person = None if row.restricted else held.acting or row.person_id
    recorded = contacts.record_whole(
        for_the_house(actor), contact=ContactIn("web", now, person, now, now, matters=(matter,), ward=row.ward)
    )
    models.RequestContact.objects.create(
        council_id=row.council_id, request=row, contact_id=recorded.contact or 0, matter_id=recorded.matters[0]
    )


def turned_away(
    actor: Actor, held: Contact | None, definition: Definition, channel: str, ending: Ending, draft: int | None
) -> int:
    """A form that we cannot take is a contact all the same: its outcome says what became of it.

    A draft that comes to the same ending again is the same contact.
    """
    elsewhere = bool(ending.to_body or ending.to_service)
    contact, _ = by_contact(
        actor,
        held,
        definition,
        channel=channel,
        person=people.whose_words(actor) if policy.own_record(actor) is not None else None,
        assisted=False,
        outcome="signposted" if elsewhere else "not-possible",
        key=f"draft:{draft}:{ending.code}" if draft is not None else "",
    )
    return contact


def for_the_house(actor: Actor) -> Actor:
    """The actor, with the installation's own right to record what they did: customers record no contacts themselves."""
    return replace(actor, roles=actor.roles | {"system"})


def _reason(council: int, definition: Definition) -> str:
    reason = _REASONS.get(definition.kind, "other")
    return reason if reason in contact_queries.lists_of(council).reasons else ""
