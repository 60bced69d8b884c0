"""Who may record contacts, and which contacts an actor sees: object form and row form side by side."""

from django.db.models import Q

from frontdesk.kernel.actor import Actor

HANDLE = ("adviser", "floorwalker", "officer", "complaints-officer", "manager", "helper", "partner")
"""Those whose contacts are in their own hands."""
_TAKE = (*HANDLE, "system")
_SEE_ALL = (
    "adviser",
    "floorwalker",
    "officer",
    "complaints-officer",
    "manager",
    "data-protection-officer",
    "system",
)


def may_take(actor: Actor) -> bool:
    """Those who deal with customers take contacts."""
    return actor.has(*_TAKE)


def handles(actor: Actor) -> bool:
    """Whether a contact that the actor records was dealt with by them: a customer's own web form was by nobody."""
    return actor.has(*HANDLE)


def may_record(actor: Actor) -> bool:
    """The same, and API clients that were given contacts to record."""
    return may_take(actor) or actor.has("scope:contacts")


def may_change_for_others(actor: Actor) -> bool:
    """Managers and floorwalkers finish what colleagues could not."""
    return actor.has("manager", "floorwalker", "system")


def may_import(actor: Actor) -> bool:
    """Imports are the installation's own: whoever may run its commands."""
    return actor.is_system


def may_answer(actor: Actor) -> bool:
    """Those who deal with customers read and answer what customers write to the council."""
    return actor.is_system or actor.has("adviser", "floorwalker", "officer", "complaints-officer", "manager")


def may_change(actor: Actor, handler: int | None) -> bool:
    """Whoever has the contact in hand; a manager or floorwalker for somebody who has gone home."""
    return may_change_for_others(actor) or (may_take(actor) and handler is not None and handler == actor.user)


def may_see(actor: Actor, *, person: int | None, handler: int | None) -> bool:
    """Object form: staff of the desk see all, customers their own, everybody else what they handled."""
    if actor.has(*_SEE_ALL):
        return True
    if actor.person is not None and person == actor.person:
        return True
    return actor.user is not None and handler == actor.user


def visible(actor: Actor) -> Q:
    """Row form of `may_see`."""
    if actor.has(*_SEE_ALL):
        return Q()
    rows = Q(pk__in=[])
    if actor.person is not None:
        rows |= Q(person_id=actor.person)
    if actor.user is not None:
        rows |= Q(handler_id=actor.user)
    return rows
