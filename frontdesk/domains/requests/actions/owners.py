"""Finding the named owner of a request."""

from dataclasses import replace

from django.db.models import Count

from frontdesk.domains.access import queries as access
from frontdesk.domains.access.types import Membership
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Team
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.rules.owners import Candidate, choose
from frontdesk.domains.requests.types import WORKS
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

_WORKS = frozenset(WORKS)


def team_named(council: int, code: str, definition: Definition) -> Team:
    """The team with this code, else the owner of the service. Refusal when the council has neither."""
    found = organisations.team(council, code) or organisations.team(council, definition.owner)
    if found is None:
        raise Refusal(f"No team called “{code}” takes this. Please contact us.", code="no-team")
    return found


def owner_for(council: int, team: int, definition: Definition) -> int:
    """Who gets a new request of the team: the member with the least open work.

    A team with nobody in it sends its work to a manager, then to an administrator, so that nothing lies unowned.
    Only those whom a restricted service names get its requests. Refusal when the council has nobody at all.
    """
    return owners_for(council, team, definition, 1)[0]


def owners_for(council: int, team: int, definition: Definition, number: int) -> list[int]:
    """Owners of so many new requests at once, each to whom `owner_for` would give it."""
    members = [member for member in access.members(council) if _may_have(member, definition)]
    near = {member.user: n for member in members if (n := _nearness(member, team)) is not None}
    loads = {user: Candidate(user, n, load) for user, n, load in _loads(council, near)}
    owners = []
    for _ in range(number):
        chosen = choose(loads.values())
        if chosen is None:
            raise Refusal("Nobody here can take this now. Please contact us.", code="no-owner")
        loads[chosen] = replace(loads[chosen], open=loads[chosen].open + 1)
        owners.append(chosen)
    return owners


def may_own(council: int, user: int, definition: Definition) -> bool:
    """Whether a colleague can be given requests of this service."""
    return any(
        member.user == user
        and not member.roles.isdisjoint(_WORKS | {"administrator"})
        and _may_have(member, definition)
        for member in access.members(council)
    )


def _may_have(member: Membership, definition: Definition) -> bool:
    if definition.restricted is None:
        return True
    actor = Actor(member.council, member.roles, member.user)
    return definition.code in policy.named_for(actor)


def _nearness(member: Membership, team: int) -> int | None:
    """0 for the team's own people, then managers, then administrators, then whoever works; None for others."""
    if team in member.teams and not member.roles.isdisjoint(_WORKS):
        return 0
    if "manager" in member.roles:
        return 1
    if "administrator" in member.roles:
        return 2
    return 3 if not member.roles.isdisjoint(_WORKS) else None


def _loads(council: int, near: dict[int, int]) -> list[tuple[int, int, int]]:
    best = min(near.values(), default=0)
    wanted = [user for user, n in near.items() if n == best]
    counted = dict(
        models.Request.objects.filter(council_id=council, owner_id__in=wanted, closed_at=None)
        .values_list("owner_id")
        .annotate(open=Count("id"))
    )
    return [(user, best, counted.get(user, 0)) for user in wanted]
