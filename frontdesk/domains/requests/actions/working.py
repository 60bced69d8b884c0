"""Who deals with a request: assigning it, and tying contacts about it to it."""

from collections.abc import Collection
from contextlib import suppress

from django.db import transaction

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.actions import telling
from frontdesk.domains.requests.actions.held import Held, hold, save
from frontdesk.domains.requests.actions.owners import may_own, owner_for
from frontdesk.domains.requests.actions.placing import place_contacts
from frontdesk.domains.requests.types import ASSIGNED, LINKED, READ
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require


def assign(actor: Actor, *, request: int, to: int | None = None, team: str = "", seen: int | None = None) -> int:
    """Give the request to a colleague (`to`, a user), or to a `team` (code), whose owner rule then finds somebody.

    Returns the owner; the customer is told of a new one. Refusal for somebody who cannot have it: gone, not of a
    working role, or not named for a restricted service.
    """
    require(policy.may_work(actor))
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        row = held.row
        if row.closed_at is not None:
            raise Refusal("This request is closed. Open it again first.", code="closed")
        before = row.owner_id
        if team:
            found = organisations.team(actor.council, team)
            if found is None:
                raise Refusal("Choose a team from the list.", field="team")
            row.team_id = found.id
        if to is not None and not may_own(actor.council, to, held.definition):
            raise Refusal("Choose a colleague who deals with requests like this one.", field="to")
        row.owner_id = to if to is not None else owner_for(actor.council, row.team_id, held.definition)
        save(actor, held, ASSIGNED, {"team": row.team_id, "owner": row.owner_id, "from": before})
        if row.owner_id != before:
            _tell_who_has_it(actor, held)
    return row.owner_id


def hand_on(council: int, *, user: int, left: Collection[int] = ()) -> int:
    """Give a colleague's open requests to somebody who can have them: those they may not have any more, and those of
    teams they `left`. Returns how many. What nobody can take stays where it is.
    """
    actor, handed = Actor.system(council), 0
    mine = models.Request.objects.filter(council_id=council, owner_id=user, closed_at=None).order_by("pk")
    for request in mine.values_list("pk", flat=True):
        with transaction.atomic():
            held = hold(actor, request)
            row = held.row
            if row.team_id not in left and may_own(council, user, held.definition):
                continue
            with suppress(Refusal):
                row.owner_id = owner_for(council, row.team_id, held.definition)
            if row.owner_id != user:
                save(actor, held, ASSIGNED, {"team": row.team_id, "owner": row.owner_id, "from": user})
                _tell_who_has_it(actor, held)
                handed += 1
    return handed


def _tell_who_has_it(actor: Actor, held: Held) -> None:
    name = next(iter(access.names_of(actor.council, [held.row.owner_id or 0]).values()), "A colleague")
    telling.tell_customer(actor, held, "changed", extra=f"{name} deals with this now.")


def mark_read(actor: Actor, *, request: int) -> None:
    """Say that what the customer wrote was read and asks for nothing more: any other step says so too."""
    require(policy.may_work(actor))
    with transaction.atomic():
        held = hold(actor, request)
        if held.row.unread_at is not None:
            save(actor, held, READ)


def link_contact(actor: Actor, *, request: int, contact: int, matter: int | None = None) -> None:
    """Say that a contact (one of its matters) was about this request: somebody asks how it is going. Once only."""
    require(policy.enters_for_others(actor))
    with transaction.atomic():
        held = hold(actor, request)
        seen = contacts.contact(actor, contact)
        if seen is None or (matter is not None and matter not in {m.id for m in seen.matters}):
            raise NotFound("We could not find that contact.")
        tied = models.RequestContact.objects.filter(council_id=actor.council, request=held.row, contact_id=contact)
        same = tied.filter(matter_id__isnull=True) if matter is None else tied.filter(matter_id=matter)
        if not same.exists():
            models.RequestContact.objects.create(
                council_id=actor.council, request=held.row, contact_id=contact, matter_id=matter
            )
            place_contacts(actor, [contact])
            save(actor, held, LINKED, {"contact": contact, "matter": matter}, via=seen.channel)
