"""Before something is done to many requests: which they are, what can be chosen, and what would come of it for each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from time import monotonic

from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.queries.changing import if_moved
from frontdesk.domains.requests.queries.known import Known, known
from frontdesk.domains.requests.queries.lists import items_of, sight_of
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import Outcome
from frontdesk.domains.requests.types.many import (
    CLOSE,
    DUPLICATE,
    NO_SUCH_ENDING,
    OWN,
    RECATEGORISE,
    THE_FIRST,
    Bulk,
    Ending,
    Foreseen,
)
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

CHANGED = "It was changed since you opened the list."
CLOSED = "It is closed. Open it again first."


def foreseen(actor: Actor, chosen: Mapping[int, int], bulk: Bulk, *, seconds: float | None = None) -> list[Foreseen]:
    """What would come of it for each of the `chosen` requests (id: its changes then) that the actor sees.

    Nothing is changed; for another service its facts are looked up, as for one request. Other systems may take their
    time over that: after so many `seconds` the rest are not looked at, which their lines say.
    """
    rows, mine = _rows(actor, chosen), own_of(actor, chosen)
    items = {item.id: item for item in items_of(actor, [one.row for one in rows])}
    began, found = monotonic(), list[Foreseen]()
    for one in rows:
        looked = seconds is None or not found or monotonic() - began <= seconds
        why = OWN if one.row.pk in mine else _why_not(actor, one, chosen[one.row.pk], bulk) if looked else ""
        found.append(Foreseen(items[one.row.pk], why, looked or bool(why)))
    return found


def own_of(actor: Actor, requests: Iterable[int]) -> set[int]:
    """Those of these requests that are the actor's own: at the desk somebody else deals with them (B11)."""
    if actor.person is None:
        return set()
    mine = people.cluster(actor.council, actor.person)
    rows = models.Request.objects.filter(council_id=actor.council, pk__in=list(requests), person_id__in=mine)
    return set(rows.values_list("id", flat=True))


def endings_of(actor: Actor, requests: Iterable[int]) -> list[Ending]:
    """The outcomes by which these requests can be closed now, those of most requests first."""
    counted: Counter[str] = Counter()
    found: dict[str, Outcome] = {}
    for one in _rows(actor, requests):
        ways = {step.to for step in steps.steps_from(one.workflow, one.row.status, actor.roles)}
        for each in steps.outcomes_of(one.definition):
            if one.row.closed_at is None and each.status in ways:
                counted[each.code] += 1
                found.setdefault(each.code, each)
    return [Ending(found[code], number) for code, number in counted.most_common()]


def first_received(actor: Actor, requests: Iterable[int]) -> str:
    """The reference of the one received first; '' where the actor sees none of them."""
    items = items_of(
        actor, sorted((one.row for one in _rows(actor, requests)), key=lambda row: (row.received_at, row.pk))[:1]
    )
    return next((item.reference for item in items), "")


def _rows(actor: Actor, requests: Iterable[int]) -> list[Known]:
    """These requests, as far as the actor sees them, in the order given."""
    wanted = {request: place for place, request in enumerate(requests)}
    rows = models.Request.objects.filter(policy.visible(sight_of(actor)), council_id=actor.council, pk__in=list(wanted))
    return sorted(known(actor.council, rows), key=lambda one: wanted[one.row.pk])


def _why_not(actor: Actor, one: Known, seen: int, bulk: Bulk) -> str:
    if one.row.changes != seen:
        return CHANGED
    if one.row.closed_at is not None:
        return CLOSED
    try:
        return _refused(actor, one, bulk)
    except Refusal as refusal:
        return refusal.sentence


def _refused(actor: Actor, one: Known, bulk: Bulk) -> str:
    """Why the verb would refuse it, as far as that is known before; '' where nothing speaks against it."""
    if bulk.do == CLOSE:
        chosen = next((each for each in steps.outcomes_of(one.definition) if each.code == bulk.outcome), None)
        if chosen is None:
            return NO_SUCH_ENDING
        given = frozenset({"outcome", "reason"})
        steps.check_step(one.workflow, one.row.status, chosen.status, actor.roles, given)
        return "This outcome needs words of your own." if chosen.message and not bulk.message.strip() else ""
    if bulk.do == DUPLICATE:
        if one.row.pk == bulk.first_of(one.row.pk):
            return THE_FIRST
        steps.check_step(one.workflow, one.row.status, steps.DUPLICATE, actor.roles, frozenset({"reason"}))
    return _missing(actor, one, bulk.service) if bulk.do == RECATEGORISE else ""


def _missing(actor: Actor, one: Known, service: str) -> str:
    then = if_moved(actor, one.row.pk, service)
    asked = [then.definition.question(code) for code in then.errors]
    labels = [f"“{question.label}”" for question in asked if question is not None]
    if then.errors:
        return f"It needs an answer to {', '.join(labels) or 'more questions'}. Move it alone, and answer there."
    return f"That service would not take it. {then.refused}" if then.refused else ""
