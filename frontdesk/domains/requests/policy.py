"""Who may do what with requests, and which rows an actor sees: object form and row form side by side.

Requests of restricted services (tier 4) exist only for those the service names (F10, DESIGN 7): for everybody else,
their colleagues and the customer's own account included, they are not there.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q

from frontdesk.domains.people.types.acting import Scope
from frontdesk.domains.requests.types import WORKS
from frontdesk.domains.services import queries as services
from frontdesk.kernel.actor import Actor

_SEES = (*WORKS, "floorwalker", "data-protection-officer")
_ENTERS = (*WORKS, "floorwalker", "helper")
_TOKENS = ("scope:requests", "scope:open311")


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor sees of requests: `all_open` those that are not restricted; `named_for` services that name them;
    `people` the records that are the actor as a customer, `acting` what they may see of others for whom they act;
    `everything` for the installation itself."""

    everything: bool = False
    staff: bool = False
    named_for: frozenset[str] = frozenset()
    people: frozenset[int] = field(default_factory=frozenset)
    acting: tuple[Scope, ...] = ()


def sight(actor: Actor, people: Collection[int] = (), *, restricted: bool = True, acting: Scope | None = None) -> Sight:
    """The actor's sight. `people` is the cluster of the actor's own record, `acting` what they see of somebody else.

    Without `restricted` it sees no restricted rows, and costs no query: for rows that are known not to be.
    """
    if actor.is_system:
        return Sight(everything=True)
    staff = actor.has(*_SEES)
    named = named_for(actor) if restricted and actor.is_staff else frozenset()
    own = frozenset(people) if actor.person is not None else frozenset()
    return Sight(False, staff, named, own, (acting,) if acting is not None else ())


def sees(sight: Sight, *, service: str, restricted: bool, person: int | None) -> bool:
    """Object form."""
    if sight.everything:
        return True
    if restricted:
        return service in sight.named_for
    own = person is not None and person in sight.people
    return sight.staff or own or any(scope.covers(person, service) for scope in sight.acting)


def visible(sight: Sight) -> Q:
    """Row form of `sees`."""
    if sight.everything:
        return Q()
    rows = Q(pk__in=[])
    if sight.staff:
        rows |= Q(restricted=False)
    if sight.named_for:
        rows |= Q(restricted=True, service__in=sorted(sight.named_for))
    if sight.people:
        rows |= Q(restricted=False, person_id__in=sorted(sight.people))
    for scope in sight.acting:
        theirs = Q(restricted=False, person_id__in=sorted(scope.people))
        rows |= theirs & Q(service__in=sorted(scope.services)) if scope.services else theirs
    return rows


def named_for(actor: Actor) -> frozenset[str]:
    """The restricted services whose current version names the actor, by role or by sign-in."""
    restricted = [listing for listing in services.catalogue(actor) if listing.restricted]
    found = services.published_each(actor.council, restricted)
    return frozenset(code for code, each in found.items() if services.named_for(actor, each.definition))


def may_report(actor: Actor) -> bool:
    """Everybody may: visitors, customers, staff who serve, API clients with a scope for it."""
    if actor.token is not None:
        return actor.has(*_TOKENS)
    return True


def enters_for_others(actor: Actor) -> bool:
    """Staff and helpers fill in forms for somebody else; so does the installation."""
    return actor.is_system or actor.has(*_ENTERS)


def own_record(actor: Actor) -> int | None:
    """Whose it is where nobody is named: a customer's own. Those who enter for others have theirs at the public doors
    alone: what they type here is never of themselves."""
    return None if enters_for_others(actor) else actor.person


def may_choose_person(actor: Actor, person: int) -> bool:
    """Whose request it is: staff choose, customers are themselves."""
    return enters_for_others(actor) or actor.person == person


def may_work(actor: Actor) -> bool:
    """Those who deal with requests: note, assign, ask, close."""
    return actor.is_system or actor.has(*WORKS)


def lists(actor: Actor) -> Q:
    """The saved lists that somebody may open, change and delete: their own, and their teams'."""
    if actor.is_system:
        return Q()
    own = Q(team=None, user_id=actor.user) if actor.user is not None else Q(pk__in=[])
    return own | Q(team_id__in=sorted(actor.teams))
