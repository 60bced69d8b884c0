"""Who may act for whom, asked of the database at every use; and what is shown of it to both sides and to staff.

Read over all records of both. What was recorded before one of these was restricted opens nothing (`rules.acting`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.claims import person_of
from frontdesk.domains.people.queries.deaths import alive
from frontdesk.domains.people.queries.records import cards, prefilled, rows_of_cluster
from frontdesk.domains.people.rules.acting import Dead, Use, standing
from frontdesk.domains.people.types import Mail, Person
from frontdesk.domains.people.types.acting import BOTH, MEMBER, OWNER, PERSON, Authority, Scope, Standing
from frontdesk.kernel import access_log, clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

MOST, MOST_NEAR = 200, 50
_FRONTS = """
SELECT asked.id, head.id, greatest(head.links_since, joined.since), EXISTS (
    SELECT FROM people_death d
    WHERE d.council_id = head.council_id AND d.ended_at IS NULL AND d.recorded_at IS NOT NULL
      AND d.person_id IN (
        SELECT head.id
        UNION ALL
        SELECT m.id FROM people_person m WHERE m.council_id = head.council_id AND m.merged_into_id = head.id)
)
FROM people_person asked
JOIN LATERAL (
    SELECT h.id, h.council_id, h.links_since FROM people_person h
    WHERE h.council_id = asked.council_id
      AND h.id = CASE WHEN asked.merged_into_id IS NULL THEN asked.id ELSE asked.merged_into_id END LIMIT 1
) head ON true
LEFT JOIN LATERAL (
    SELECT max(m.links_since) AS since FROM people_person m
    WHERE m.council_id = head.council_id AND m.merged_into_id = head.id
) joined ON true
WHERE asked.council_id = %s AND asked.id = ANY (%s)
"""


class Acting(NamedTuple):
    """An authority as somebody sees it: the `other` of the two (the record in front), what they are called to whoever
    looks, and how it stands today."""

    authority: Authority
    other: int | None
    name: str
    standing: Standing
    hidden: bool = False


class Front(NamedTuple):
    """The record in front of somebody, the last moment at which one of their records was restricted, and whether it is
    recorded that they died."""

    record: int
    called_back: datetime | None
    dead: bool


class Told(NamedTuple):
    """Of people who have to do with each other: the record in front of each, what they are called, and whether that
    is hidden."""

    fronts: Mapping[int, Front]
    names: Mapping[int, tuple[str, bool]]


def acts_for(actor: Actor, person: int, *, service: str = "", doing: bool = True) -> Authority | None:
    """By what authority the signed-in customer acts for this person now, for this service (code) where one is named.

    `doing` False: to look is enough. None: by none. Staff have the desk and act for nobody there by their own records.
    """
    if actor.person is None or actor.is_staff:
        return None
    return authority_of(actor.council, actor.person, person, service=service, doing=doing)


def authority_of(
    council: int, by: int, person: int, *, service: str = "", doing: bool = True, contact: int | None = None
) -> Authority | None:
    """The same of any two people; one that was given in `contact` counts too."""
    found = between(council, by, person, service=service, doing=doing, contact=contact).first()
    return as_authority(found) if found is not None else None


def between(
    council: int, by: int, person: int, *, service: str = "", doing: bool = True, contact: int | None = None
) -> QuerySet[models.Authority]:
    """The rows by which one may act for the other now, what allows most first; none where both are one customer."""
    mine, theirs = rows_of_cluster(council, by), rows_of_cluster(council, person)
    ids, others = [each.pk for each in mine], [each.pk for each in theirs]
    if not ids or not others or set(ids) & set(others):
        return models.Authority.objects.none()
    moments = [each.links_since for each in (*mine, *theirs) if each.links_since is not None]
    use = Use(clock.today(), service, doing, contact, max(moments, default=None))
    found = models.Authority.objects.filter(
        policy.in_force(use), council_id=council, person_id__in=others, by_id__in=ids
    )
    return alive(found, ids, others).order_by("sees_only", "id")


def scope_of(actor: Actor, person: int, *, doing: bool = False) -> Scope | None:
    """All that the signed-in customer may see of this person's affairs now, or do for them; None: nothing."""
    if actor.person is None or actor.is_staff:
        return None
    services = [set(row.services) for row in between(actor.council, actor.person, person, doing=doing)]
    if not services:
        return None
    people = frozenset(each.pk for each in rows_of_cluster(actor.council, person))
    return Scope(people, frozenset() if not all(services) else frozenset().union(*services))


def acts_in_all(actor: Actor, person: int) -> bool:
    """Whether the signed-in customer may do for them what belongs to no service: not by an authority for some only."""
    scope = scope_of(actor, person, doing=True)
    return scope is not None and not scope.services


def prefill_acted(actor: Actor, person: int, service: str) -> Person:
    """What a form puts in for the person whom the signed-in customer acts for; the look is kept. NotFound otherwise."""
    if acts_for(actor, person, service=service) is None:
        raise NotFound("We could not find that customer.")
    records = rows_of_cluster(actor.council, person)
    access_log.looked_at(actor, records[0].pk, "form, acting for them")
    return prefilled(actor.council, records)


def acted_for(actor: Actor) -> list[Acting]:
    """The people that the signed-in customer may act for now, or whose affairs they may look at."""
    return [each for each in _of_customer(actor, theirs=True) if each.standing is Standing.NOW]


def helpers(actor: Actor) -> list[Acting]:
    """Who may act for the signed-in customer, now or later, and who was asked and has not answered; newest first."""
    shown = (Standing.NOW, Standing.LATER, Standing.ASKED)
    return [each for each in _of_customer(actor, theirs=False) if each.standing in shown]


def _of_customer(actor: Actor, *, theirs: bool) -> list[Acting]:
    if actor.person is None:
        return []
    ids = [each.pk for each in rows_of_cluster(actor.council, actor.person)]
    found = models.Authority.objects.filter(council_id=actor.council, ended_at=None, contact_id=None)
    found = found.filter(by_id__in=ids) if theirs else found.filter(person_id__in=ids)
    return _shown(actor, found.order_by("-id")[:MOST], set(ids))


def asked_of(actor: Actor) -> list[Acting]:
    """Who has asked the signed-in customer to act for them: by an email that the sign-in has proved. Oldest first."""
    if actor.user is None:
        return []
    emails = sign_ins.verified_emails(actor.user)
    found = models.Authority.objects.filter(
        council_id=actor.council, email__in=emails, by=None, confirmed_at=None, ended_at=None
    )
    mine = {each.pk for each in rows_of_cluster(actor.council, actor.person)} if actor.person is not None else set()
    shown = _shown(actor, found.order_by("id")[:MOST], mine)
    open_ = [each for each in shown if each.standing is Standing.ASKED and each.authority.person not in mine]
    return [each for each in open_ if each.authority.evidence != MEMBER or _asked_by_owner(actor.council, each)]


def _asked_by_owner(council: int, asked: Acting) -> bool:
    """Whether the one who asked is an owner of the organisation still."""
    one = asked.authority
    inviter = person_of(council, one.recorded_by)
    return inviter is not None and between(council, inviter, one.person).filter(role=OWNER).exists()


def _shown(actor: Actor, found: Iterable[models.Authority], mine: set[int]) -> list[Acting]:
    """These rows as one of the two sees them; `mine` are the records of that one. Both know each other's names."""
    rows = list(found)
    if not rows:
        return []
    people = named_in(rows)
    names = {id: (each.name or "Details removed", False) for id, each in cards(actor.council, people).items()}
    return as_seen(rows, mine, Told(fronts_of(actor.council, people), names))


def named_in(found: Iterable[models.Authority]) -> set[int]:
    """The people of these rows."""
    return {each for row in found for each in (row.person_id, row.by_id) if each is not None}


def as_seen(found: Iterable[models.Authority], mine: set[int], told: Told) -> list[Acting]:
    """The same with what is told of both sides at hand."""
    shown = []
    for row in found:
        one, other = as_authority(row), row.by_id if row.person_id in mine else row.person_id
        both = [told.fronts[each] for each in (one.person, one.by) if each is not None]
        dead = Dead(both[0].dead, one.by is not None and both[1].dead)
        moments = [each.called_back for each in both if each.called_back]
        stands = standing(one, clock.today(), max(moments, default=None), dead)
        name, hidden = told.names.get(other or 0, (one.email, False))
        shown.append(Acting(one, told.fronts[other].record if other else None, name, stands, hidden))
    return shown


def fronts_of(council: int, people: Iterable[int]) -> dict[int, Front]:
    """What is told of the records in front of these people, by the id asked for."""
    with connection.cursor() as cursor:
        cursor.execute(_FRONTS, [council, sorted(set(people))])
        return {asked: Front(*told) for asked, *told in cursor.fetchall()}


class ToldWith(NamedTuple):
    """Who hears of what somebody asked for in another's name; where mail to whoever asked goes, by what authority."""

    choice: str
    mail: Mail
    authority: int | None = None


def told_with(council: int, by: int, person: int, service: str) -> ToldWith:
    """Who hears of what `by` asked for in the name of `person`: the choice, where mail to `by` goes, and while what
    authority holds.

    Once the authority has ended it is the person alone; and where it was only said in a contact, in which the caller
    was told.
    """
    found = authority_of(council, by, person, service=service, doing=False)
    if found is None or found.tells == PERSON:
        return ToldWith(PERSON, Mail())
    (card,) = cards(council, [by]).values()
    return ToldWith(found.tells or BOTH, Mail(card.name, card.email, proved=True), found.id)


def still_holds(council: int, authority: int) -> bool:
    """Whether an authority still lets its holder look, at least: asked before anything that was written goes out."""
    row = models.Authority.objects.filter(council_id=council, id=authority, by__isnull=False).first()
    if row is None or row.by_id is None:
        return False
    return between(council, row.by_id, row.person_id, doing=False, contact=row.contact_id).filter(id=row.pk).exists()


def organisations_of(council: int, people: Iterable[int]) -> dict[int, str]:
    """Which of these records are of organisations, with their kind (code)."""
    rows = models.Organisation.objects.filter(council_id=council, person_id__in=list(people))
    return dict(rows.values_list("person_id", "kind"))


def owns(actor: Actor, organisation: int) -> bool:
    """Whether the signed-in customer is an owner of this organisation now."""
    if actor.person is None or actor.is_staff:
        return False
    return between(actor.council, actor.person, organisation).filter(role=OWNER).exists()


def members_of(actor: Actor, organisation: int) -> list[Acting]:
    """Who acts for an organisation or was asked to, for its owners. NotFound for everybody else."""
    if not owns(actor, organisation):
        raise NotFound("Only an owner of the organisation sees who belongs to it.")
    ids = [each.pk for each in rows_of_cluster(actor.council, organisation)]
    found = models.Authority.objects.filter(council_id=actor.council, person_id__in=ids, ended_at=None, contact_id=None)
    shown = _shown(actor, found.order_by("id")[:MOST], set(ids))
    return [each for each in shown if each.standing in (Standing.NOW, Standing.LATER, Standing.ASKED)]


class Asking(NamedTuple):
    """Who asks somebody to act for them, and where that one reads mail."""

    name: str
    address: str


def asked_by_email(council: int, authority: int) -> Asking | None:
    """An unanswered asking, for the message about it; None once it was answered or taken back."""
    open_ = models.Authority.objects.filter(council_id=council, id=authority, by=None, ended_at=None)
    row = open_.exclude(email="").first()
    return Asking(cards(council, [row.person_id])[row.person_id].name, row.email) if row is not None else None


class Recorded(NamedTuple):
    """Who may act for somebody by what staff recorded, and whether in one contact only."""

    name: str
    once: bool


def told_of_authority(council: int, authority: int) -> Recorded | None:
    """What the person is told of an authority that staff recorded; None once it has ended, and where either is
    restricted: a message would tell whoever reads their mail."""
    row = models.Authority.objects.filter(council_id=council, id=authority, ended_at=None, by__isnull=False).first()
    if row is None or row.by_id is None:
        return None
    records = (*rows_of_cluster(council, row.person_id), *rows_of_cluster(council, row.by_id))
    if any(each.restricted for each in records):
        return None
    return Recorded(cards(council, [row.by_id])[row.by_id].name, row.contact_id is not None)


def as_authority(row: models.Authority) -> Authority:
    """The row as everybody above sees it."""
    return Authority(
        row.pk, row.person_id, row.by_id, row.evidence, frozenset(row.services), row.sees_only, row.tells, row.since,
        row.until, row.why_no_end, row.words, row.contact_id, row.email, row.recorded_at, row.recorded_by,
        row.confirmed_at, row.ended_at, row.ended_why, row.role,
    )  # fmt: skip
