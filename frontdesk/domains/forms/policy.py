"""Who may start a form, and who may open a draft: object form and row form side by side."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.actor import Actor

_SERVE = ("adviser", "floorwalker", "officer", "complaints-officer", "manager", "system")


def serves(actor: Actor) -> bool:
    """Staff who fill in forms with and for customers, and continue theirs."""
    return actor.has(*_SERVE)


def may_start(actor: Actor, definition: Definition) -> bool:
    """Anybody, but a service of tier 4 is entered by staff only."""
    return definition.tier != 4 or serves(actor)


def may_open(
    actor: Actor,
    *,
    holds_key: bool,
    person: int | None,
    own: Iterable[int],
    named: bool,
    hands: Collection[int | None] = (),
) -> bool:
    """Object form: whoever holds the key; the customer whose it is; staff who serve, among those named if restricted.

    `own` are the ids of the actor's own records, `named` whether the actor may know the service's requests. A form of a
    restricted service opens to the colleague in whose `hands` it is (who began it, who went on with it): they write it
    while the customer speaks. What was written leaves the draft when it is sent, so that afterwards they find no more
    than its reference. A form of nobody known opens to those hands only: its number is no way to find it.
    """
    if holds_key or (person is not None and person in own):
        return True
    if actor.is_system:
        return True
    return serves(actor) and ((named and person is not None) or (actor.user is not None and actor.user in hands))


def visible(actor: Actor, own: Iterable[int], hidden_services: Iterable[str]) -> Q:
    """Row form of `may_open`, for lists: no key opens a list.

    Staff ask for those of a customer, of a contact of theirs, or saved with an email: so forms of nobody known are
    found, too.
    """
    if serves(actor):
        return ~Q(service__in=list(hidden_services)) | Q(started_by=actor.user or 0)
    return Q(person_id__in=list(own))
