"""One thing done to many requests: each by its own verb, in its own transaction, told apart in the end."""

from collections.abc import Callable, Mapping
from time import monotonic

from django.db import transaction

from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.actions.changing import recategorise
from frontdesk.domains.requests.actions.moving import change_status, close_request
from frontdesk.domains.requests.actions.working import assign
from frontdesk.domains.requests.queries.bulk import own_of
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import CHANGED
from frontdesk.domains.requests.types.many import (
    ASSIGN,
    CLOSE,
    DUPLICATE,
    MANY,
    MOST,
    NO_SUCH_ENDING,
    OWN,
    RECATEGORISE,
    THE_FIRST,
    Bulk,
    Done,
)
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.idempotency import once


def do_to_each(
    actor: Actor, *, chosen: Mapping[int, int], bulk: Bulk, key: str, seconds: float | None = None
) -> list[Done]:
    """Do it to each of the `chosen` requests (id: how often it had been changed when the actor looked), in their order.

    What cannot be done to one, for the reasons its verb has, is told of that one, and the others are done: each is a
    transaction of its own. The same `key` again does nothing twice and answers the same. After so many `seconds` it
    stops and answers for those it came to: the others are for another call. Refusal for more than MOST.
    """
    require(policy.may_work(actor))
    if bulk.do not in MANY:
        raise Refusal("Choose what is to be done.", field="do")
    if len(chosen) > MOST:
        raise Refusal(f"Choose {MOST} requests at most at a time.")
    did: list[Done] = []
    mine = own_of(actor, chosen)
    began = monotonic()
    for request, seen in chosen.items():
        if seconds is not None and did and monotonic() - began > seconds:
            break
        did.append(Done(request, False, OWN) if request in mine else _one(actor, request, seen, bulk, key))
    return did


def _one(actor: Actor, request: int, seen: int, bulk: Bulk, key: str) -> Done:
    def do() -> None:
        _DO[bulk.do](actor, request, seen, bulk)

    try:
        if bulk.do == RECATEGORISE:
            do()  # It asks other systems before its own transaction: none may be open around it.
        else:
            with transaction.atomic():
                once(actor, "requests.bulk", f"{key}:{request}", do)
    except Refusal as refusal:
        if refusal.code == CHANGED and _is_moved(actor, request, bulk):
            return Done(request, True)
        other_service = bulk.do == CLOSE and refusal.field == "outcome"
        return Done(request, False, NO_SUCH_ENDING if other_service else refusal.sentence, refusal.code)
    return Done(request, True)


def _is_moved(actor: Actor, request: int, bulk: Bulk) -> bool:
    """Whether the request is of the service already that it was to be moved to: by the same press, or by somebody."""
    rows = models.Request.objects.filter(council_id=actor.council, pk=request, service=bulk.service)
    return bulk.do == RECATEGORISE and rows.exists()


def _assign(actor: Actor, request: int, seen: int, bulk: Bulk) -> None:
    assign(actor, request=request, to=bulk.to, team=bulk.team, seen=seen)


def _close(actor: Actor, request: int, seen: int, bulk: Bulk) -> None:
    close_request(actor, request=request, outcome=bulk.outcome, message=bulk.message, seen=seen)


def _recategorise(actor: Actor, request: int, seen: int, bulk: Bulk) -> None:
    recategorise(actor, request=request, service=bulk.service, seen=seen)


def _duplicate(actor: Actor, request: int, seen: int, bulk: Bulk) -> None:
    first, reason = bulk.first_of(request), "The same was reported before."
    if first is None:
        raise NotFound("We could not find the request that this one repeats.")
    if first == request:
        raise Refusal(THE_FIRST, code="first")
    change_status(actor, request=request, to=steps.DUPLICATE, reason=reason, same_as=first, seen=seen)


_DO: Mapping[str, Callable[[Actor, int, int, Bulk], None]] = {
    ASSIGN: _assign, CLOSE: _close, RECATEGORISE: _recategorise, DUPLICATE: _duplicate,
}  # fmt: skip
