"""Writing a new request: its rows, its contact, its journal entry, the message to the customer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms.rules.assess import Assessment
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.people.types import Mail
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions import arrival, held, telling
from frontdesk.domains.requests.actions.owners import owner_for, team_named
from frontdesk.domains.requests.actions.placing import place_contacts
from frontdesk.domains.requests.actions.same import join
from frontdesk.domains.requests.actions.spots import Where
from frontdesk.domains.requests.queries.judged import to_keep
from frontdesk.domains.requests.queries.promises import promise_of
from frontdesk.domains.requests.queries.receipts import by_text
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.rules.counting import Counted
from frontdesk.domains.requests.types import RECEIVED
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.services.types import Published
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import rule_as_data
from frontdesk.domains.standards.types import Event, Events
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.references import new_reference, show_reference

RECEIPT = "receipt"
"""What happens first: the clocks of law begin with it."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Extras:
    """What goes with the answers."""

    channel: str
    contact: Contact | None
    exception: int | None
    same_as: str
    calendars: Callable[[], Calendars]
    mail: Mail
    facts: Mapping[str, Any]
    language: str = "en"
    draft: Draft | None = None
    acting: int | None = None
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A request just made: in hand, by which contact, the address its receipt goes to and whether that is to prove."""

    held: held.Held
    contact: int
    told: str
    to_prove: bool


def make(
    actor: Actor,
    published: Published,
    assessed: Assessment,
    place: Where,
    counted: Counted,
    person: int | None,
    extras: Extras,
) -> Made:
    """Write it all. Runs in the verb's transaction."""
    row = _row(actor, published, assessed, place, counted, person, extras)
    workflow = workflow_of(published.definition)
    mine = held.Held(row, published.definition, workflow, actor.roles | {"system"}, not actor.is_staff, row.received_at)
    held.tell_clock(mine, Events.HAPPENED, RECEIPT)
    models.RequestAnswers.objects.create(
        council_id=row.council_id,
        request=row,
        number=1,
        version_id=row.version_id,
        answers=assessed.answers,
        facts=to_keep(published.definition, extras.facts),
        made_at=row.received_at,
        made_by=actor.user,
    )
    contact, matter = arrival.by_contact(
        actor,
        extras.contact,
        published.definition,
        channel=extras.channel,
        person=None if row.restricted and extras.contact is None else extras.acting or person,
        assisted=counted.assisted,
        ward=row.ward,
    )
    models.RequestContact.objects.create(council_id=row.council_id, request=row, contact_id=contact, matter_id=matter)
    if extras.contact is not None and row.ward:
        place_contacts(actor, [contact])
    held.note(actor, row, RECEIVED, _facts(row, contact), via=row.channel)
    if extras.draft is not None:
        forms.finish_draft(actor, held=extras.draft, request=row.pk, reference=show_reference(row.reference))
    if extras.same_as:
        join(actor, mine, extras.same_as)
    to_prove = None if extras.mail.proved or by_text(extras.mail) else extras.mail.point
    event = "received" if row.closed_at is None else "same"
    told = telling.tell_customer(actor, mine, event, prove=to_prove, mail=extras.mail)
    return Made(mine, contact, told, bool(told) and to_prove is not None)


def _row(
    actor: Actor,
    published: Published,
    assessed: Assessment,
    place: Where,
    counted: Counted,
    person: int | None,
    extras: Extras,
) -> models.Request:
    definition, now = published.definition, clock.now()
    workflow = workflow_of(definition)
    promise = promise_of(actor.council, definition.code, assessed.standard, now)
    team = team_named(actor.council, assessed.team, definition)
    fees = [worked.total for worked in assessed.amounts if worked.amount.use == "fee"]
    row = models.Request(
        council_id=actor.council,
        reference=_reference(actor.council),
        service=definition.code,
        version_id=published.version,
        kind=definition.kind,
        tier=definition.tier,
        restricted=definition.restricted is not None,
        person_id=person,
        acted_by_id=extras.acting,
        draft_id=extras.draft.id if extras.draft else None,
        team_id=team.id,
        owner_id=owner_for(actor.council, team.id, definition),
        status=workflow.start,
        state=steps.state_of(workflow, workflow.start),
        channel=extras.channel,
        digital=counted.digital,
        assisted=counted.assisted,
        ending=assessed.ending.code if assessed.ending else "",
        exception_id=extras.exception,
        identity=extras.identity,
        language=extras.language,
        uprn=place.spot.uprn,
        easting=place.spot.easting,
        northing=place.spot.northing,
        ward=place.ward,
        fee=sum(fees) if fees else None,
        promise=promise.code if promise else "",
        promise_version=promise.version if promise else None,
        promise_words=promise.words if promise else "",
        clock={"code": promise.rule.code, **rule_as_data(promise.rule)} if promise else None,
        received_at=now,
        local_day=now.astimezone(clock.LOCAL).date(),
        order_at=now,
        changes=1,
    )
    held.reckon_row(row, now, [Event(now, Events.HAPPENED, RECEIPT)], extras.calendars())
    row.save()
    return row


def _reference(council: int) -> str:
    """A reference that no request of the council has; the constraint stands behind it."""
    for _ in range(_TRIES):
        reference = new_reference()
        if not models.Request.objects.filter(council_id=council, reference=reference).exists():
            return reference
    raise RuntimeError("No free reference was found")


def _facts(row: models.Request, contact: int) -> dict[str, object]:
    return {
        "service": row.service,
        "version": row.version_id,
        "channel": row.channel,
        "digital": row.digital,
        "assisted": row.assisted,
        "team": row.team_id,
        "owner": row.owner_id,
        "contact": contact,
        **({"acted_by": row.acted_by_id} if row.acted_by_id is not None else {}),
    }
