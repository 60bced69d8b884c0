"""Who may see and change customers. Restricted records only by name (DESIGN 7)."""

from collections.abc import Iterable

from django.db.models import Q

from frontdesk.domains.people.rules.acting import Use
from frontdesk.kernel.actor import Actor

SERVING = ("adviser", "floorwalker", "officer", "complaints-officer", "manager", "data-protection-officer")
KNOWING = ("adviser", "complaints-officer", "manager", "data-protection-officer")


def may_see_people(actor: Actor) -> bool:
    """Staff who serve customers, and the installation itself."""
    return actor.is_system or actor.has(*SERVING)


def may_see_record(actor: Actor, *, restricted: bool, readers: Iterable[int]) -> bool:
    """Whether staff may see a record: a restricted one only when they are named on it."""
    return may_see_people(actor) and (not restricted or actor.is_system or actor.user in set(readers))


def seen_records(actor: Actor) -> Q:
    """The rows of Person that staff may see: the row form of `may_see_record`."""
    if actor.is_system:
        return Q()
    if not may_see_people(actor):
        return Q(pk__in=[])
    named = Q(restricted=True, readers__contains=[actor.user]) if actor.user is not None else Q(pk__in=[])
    return Q(restricted=False) | named


def may_see_sensitive(actor: Actor) -> bool:
    """Sensitive needs are for those who advise, not for whoever greets."""
    return actor.is_system or actor.has(*KNOWING)


def may_change(actor: Actor, cluster: Iterable[int]) -> bool:
    """Staff who serve, and people their own record."""
    return may_see_people(actor) or (actor.person is not None and actor.person in set(cluster))


def may_open_accounts(actor: Actor) -> bool:
    """Staff who speak with customers open or repair accounts for them."""
    return actor.is_system or actor.has("adviser", "floorwalker", "officer", "complaints-officer", "manager")


def may_prove_identity(actor: Actor) -> bool:
    """Staff who meet customers or look at their papers say that it is proved who they are."""
    return actor.is_system or actor.has("adviser", "floorwalker", "officer", "complaints-officer", "manager")


def may_grant_exceptions(actor: Actor) -> bool:
    """Staff who serve customers grant an exception to digital-only; it is recorded and counted."""
    return actor.is_system or actor.has("adviser", "officer", "complaints-officer", "manager")


def may_restrict(actor: Actor) -> bool:
    """Managers and the data protection officer restrict records."""
    return actor.is_system or actor.has("manager", "data-protection-officer")


def may_load(actor: Actor) -> bool:
    """People are loaded in bulk by the installation (importers, the demo)."""
    return actor.is_system or actor.has("administrator")


def may_bring(actor: Actor, system: str) -> bool:
    """Programs of back offices tell us of their records with a token for just that system."""
    return may_load(actor) or actor.has(f"scope:people:{system}")


def may_propose_joins(actor: Actor) -> bool:
    """Staff who serve customers say that two records may be of one person, and look at both side by side."""
    return actor.is_system or actor.has("adviser", "officer", "complaints-officer", "manager")


def may_join(actor: Actor) -> bool:
    """Managers decide whether two records are one person, and undo it. Administrators see no customers, so not they."""
    return actor.is_system or actor.has("manager")


def of_somebody_else(actor: Actor, records: Iterable[int]) -> bool:
    """Staff have no hand in joining their own record."""
    return actor.person is None or actor.person not in set(records)


def may_record_authority(actor: Actor) -> bool:
    """Staff who advise and decide record who may act for whom, having seen the evidence; whoever greets does not."""
    return actor.is_system or actor.has("adviser", "officer", "complaints-officer", "manager")


def may_record_deaths(actor: Actor) -> bool:
    """Staff who advise and decide record that somebody has died, having seen evidence, or that it was said wrongly."""
    return may_record_authority(actor)


def may_take_back(actor: Actor) -> bool:
    """Managers take back a death that was recorded with evidence."""
    return actor.is_system or actor.has("manager")


def in_force(use: Use) -> Q:
    """The authorities that let their holder do this now: the row form of `rules.acting.holds`."""
    rows = Q(by__isnull=False, confirmed_at__isnull=False, ended_at=None, since__lte=use.today)
    rows &= Q(until=None) | Q(until__gte=use.today)
    rows &= Q(contact_id=None) if use.contact is None else Q(contact_id=None) | Q(contact_id=use.contact)
    if use.service:
        rows &= Q(services=[]) | Q(services__contains=[use.service])
    if use.doing:
        rows &= Q(sees_only=False)
    if use.called_back is not None:
        rows &= Q(recorded_at__gt=use.called_back)
    return rows
