"""A request in hand: its row locked, its definition, and by what right the actor holds it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from frontdesk.domains.people import actions as people_actions
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types.acting import Scope
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.queries.changing import events_of
from frontdesk.domains.requests.queries.known import Known, known, opens, over_for, rule_of
from frontdesk.domains.requests.queries.promises import calendars_of
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.rules.brought_in import kept_day
from frontdesk.domains.requests.rules.clock import reckon
from frontdesk.domains.requests.types import CHANGED, FOLLOW, FROM_CUSTOMER, REQUEST, TO_CUSTOMER
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import rule_as_data
from frontdesk.domains.standards.types import ClockRule, Event, Events
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.idempotency import once

FAR_AHEAD = timedelta(days=36500)
"""Where requests without a due date stand in lists: after all others, in order of receipt."""


ACTED_ON = timedelta(days=90)
"""How long after its end the link to follow a request can still be used to act on it, not only to read."""


@dataclass
class Held(Known):
    """A locked request. `who` are the words by which the workflow knows the actor (roles, customer, system); `acting`
    is the own record of a customer who has it in hand for its own customer."""

    who: frozenset[str]
    by_customer: bool
    now: datetime
    acting: int | None = None


def hold(actor: Actor, request: int, *, follow: str = "", seen: int | None = None) -> Held:
    """The request, locked for a change; NotFound when the actor does not see it.

    `follow` is the token of a signed link: whoever has it acts as the customer of that one request, which is never
    a restricted one. `seen` is how often it had been changed when the actor looked: Refusal when it was changed
    since, by somebody else or by the same press twice.
    """
    link = links.read(follow, FOLLOW) if follow else None
    mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
    rows = models.Request.objects.select_for_update(no_key=True).filter(council_id=actor.council, pk=request)
    row = rows.first()
    by_link = row is not None and link is not None and opens(row, link)
    acting = _acting(actor, row, mine)
    sees = policy.sight(actor, mine, acting=acting)
    visible = row is not None and (
        policy.sees(sees, service=row.service, restricted=row.restricted, person=row.person_id) or by_link
    )
    if row is None or not visible:
        raise NotFound("We could not find that request.")
    if by_link and over_for(row, clock.now()) > ACTED_ON:
        raise Refusal("This was closed too long ago to change it here. Please contact us.", code="link-expired")
    if seen is not None:
        refuse_moved_on(seen, row.changes)
    customer = by_link or acting is not None or (row.person_id is not None and row.person_id in mine)
    who = actor.roles | ({steps.CUSTOMER} if customer else frozenset())
    found = held(row, who=frozenset(who), by_customer=customer and not actor.is_staff)
    found.acting = people.whose_words(actor) if acting is not None and not by_link else None
    return found


def _acting(actor: Actor, row: models.Request | None, mine: Collection[int]) -> Scope | None:
    """What a customer may do of this request for somebody else; the authority is held until the transaction ends."""
    if row is None or row.person_id is None or row.restricted or actor.person is None or actor.is_staff:
        return None
    if row.person_id in mine:
        return None
    found = people_actions.hold_authority(actor.council, by=actor.person, person=row.person_id, service=row.service)
    return Scope(frozenset({row.person_id}), frozenset({row.service})) if found is not None else None


def refuse_moved_on(then: int, now: int) -> None:
    """Refusal when the count that the actor went by is not the one of now."""
    if then != now:
        raise Refusal("Somebody changed this request while you had it open. Look at it again.", code=CHANGED)


def held(row: models.Request, *, who: frozenset[str], by_customer: bool) -> Held:
    """A row that is locked already, with its definition."""
    (one,) = known(row.council_id, [row])
    return Held(row, one.definition, one.workflow, who, by_customer, clock.now())


def is_again(actor: Actor, verb: str, request: int, key: str | None) -> bool:
    """Whether this press (`key`) has done its verb to the request already. Called in the verb's transaction."""
    fresh: list[bool] = []
    once(actor, f"requests.{verb}.{request}", key, lambda: fresh.append(True))
    return not fresh


def move(held: Held, to: str, *, why: str = "") -> None:
    """Take the step in the row and tell the clock; the step itself has been checked."""
    row = held.row
    for event in steps.clock_events(held.workflow, row.status, to, why):
        tell_clock(held, event.kind, event.name)
    row.status, row.state = to, steps.state_of(held.workflow, to)


def tell_clock(
    held: Held, kind: Events, name: str = "", *, key: str = "", by: int = 0, rule: ClockRule | None = None
) -> None:
    """Write one event of the clock."""
    models.RequestEvent.objects.create(
        council_id=held.row.council_id,
        request=held.row,
        at=held.now,
        kind=kind.value,
        name=name,
        key=key,
        by=by,
        rule={"code": rule.code, **rule_as_data(rule)} if rule else None,
    )


def save(actor: Actor, held: Held, kind: str, data: Mapping[str, Any] | None = None, via: str = "") -> None:
    """Reckon the clock anew, save the row, write the journal entry: the end of every verb."""
    row = held.row
    reckon_row(row, held.now)
    if kind in FROM_CUSTOMER and actor.user != row.owner_id:
        row.unread_at = row.unread_at or held.now
    elif actor.is_staff:
        row.unread_at = None
    row.changes += 1
    row.save()
    note(actor, row, kind, data, via)


def note(actor: Actor, row: models.Request, kind: str, data: Mapping[str, Any] | None = None, via: str = "") -> None:
    """Write the journal entry. Of a restricted request it names no person: it is in nobody's timeline."""
    person = None if row.restricted else row.person_id
    journal.write(actor, kind, thing=(REQUEST, row.pk), person=person, via=via, data=data)


RECKONED = ("due_at", "due_on", "warn_at", "warned_at", "missed", "kept", "by_the_minute", "order_at")
"""What `reckon_row` works out."""


def reckon_row(
    row: models.Request, now: datetime, events: Sequence[Event] | None = None, calendars: Calendars | None = None
) -> None:
    """Work out due, warning and kept from the events, and where the row stands in lists.

    `events` and `calendars` are read unless the caller has them at hand.
    """
    if row.clock is None and row.due_on is not None:
        # Brought in with the day that another system promised: that day stays.
        row.kept = kept_day(row.due_on, row.closed_at)
        return
    told = events_of(row) if events is None else events
    found = reckon(rule_of(row.clock), told, calendars or calendars_of(row.council_id), now)
    if row.due_at != found.due_at and found.due_at is not None and found.due_at > now:
        row.warned_at = None  # a new date gives a new warning
    row.due_at, row.due_on, row.warn_at = found.due_at, found.due_on, found.warn_at
    row.missed, row.by_the_minute = found.missed, found.by_the_minute
    row.kept = False if found.missed and row.closed_at is not None else found.kept
    row.order_at = row.due_at or row.received_at + FAR_AHEAD


def write_text(held: Held, kind: str, body: str, *, actor: Actor, answers: int | None = None) -> models.RequestText:
    """Keep somebody's words."""
    return models.RequestText.objects.create(
        council_id=held.row.council_id,
        request=held.row,
        kind=kind,
        body=body,
        at=held.now,
        user_id=actor.user,
        by_customer=held.by_customer,
        answers_id=answers,
        unseen=kind in TO_CUSTOMER and held.row.person_id is not None and not held.row.restricted,
    )
