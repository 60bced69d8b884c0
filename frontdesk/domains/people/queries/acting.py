"""Who may act for whom, asked of the database at every use; and what is shown of it to both sides and to staff.

Read over all records of both. What was recorded before one of these was restricted opens nothing (`rules.acting`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.claims import person_of
from frontdesk.domains.people.queries.deaths import alive
from frontdesk.domains.people.queries.records import called, cards, prefilled, rows, rows_of_cluster
from frontdesk.domains.people.rules.acting import Dead, Use, standing
from frontdesk.domains.people.types import Mail, Person
from frontdesk.domains.people.types.acting import BOTH, MEMBER, OWNER, PERSON, Authority, Relation, Scope, Standing
from frontdesk.kernel import access_log, clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

MOST = 200
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


class Related(NamedTuple):
    """A relation as seen from one side: the other person, and what they are to whoever is looked at."""

    relation: Relation
    other: int
    name: str
    kind: str
    from_here: bool
    hidden: bool = False


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
    return _acting(actor, list(found.order_by("-id")[:MOST]), set(ids), staff=False)


def asked_of(actor: Actor) -> list[Acting]:
    """Who has asked the signed-in customer to act for them: by an email that the sign-in has proved. Oldest first."""
    if actor.user is None:
        return []
    emails = sign_ins.verified_emails(actor.user)
    found = models.Authority.objects.filter(
        council_id=actor.council, email__in=emails, by=None, confirmed_at=None, ended_at=None
    )
    mine = {each.pk for each in rows_of_cluster(actor.council, actor.person)} if actor.person is not None else set()
    shown = _acting(actor, list(found.order_by("id")[:MOST]), mine, staff=False)
    open_ = [each for each in shown if each.standing is Standing.ASKED and each.authority.person not in mine]
    return [each for each in open_ if each.authority.evidence != MEMBER or _asked_by_owner(actor.council, each)]


def _asked_by_owner(council: int, asked: Acting) -> bool:
    """Whether the one who asked is an owner of the organisation still."""
    one = asked.authority
    inviter = person_of(council, one.recorded_by)
    return inviter is not None and between(council, inviter, one.person).filter(role=OWNER).exists()


class Between(NamedTuple):
    """What staff see of a customer: whom they act for, who acts for them, relations; ended ones behind the others."""

    acts_for: tuple[Acting, ...]
    helped_by: tuple[Acting, ...]
    relations: tuple[Related, ...]


def authorities_of(actor: Actor, person: int) -> Between:
    """Whom this customer acts for, who acts for them, and their relations, for staff. NotFound out of sight.

    Other people's names as lists say them: a restricted one's only to those named.
    """
    ids = [each.pk for each in rows(actor, person)]
    require(policy.may_see_people(actor))
    found = models.Authority.objects.filter(council_id=actor.council)
    doing = list(found.filter(by_id__in=ids).order_by("-id")[:MOST])
    done = list(found.filter(person_id__in=ids).order_by("-id")[:MOST])
    mine = set(ids)
    return Between(
        tuple(_current_first(_acting(actor, doing, mine, staff=True))),
        tuple(_current_first(_acting(actor, done, mine, staff=True))),
        tuple(_related(actor, mine)),
    )


def authority(actor: Actor, authority: int) -> Authority | None:
    """One authority that staff see, by its id; None where there is none, or the person's record is out of sight."""
    row = models.Authority.objects.filter(council_id=actor.council, id=authority).first()
    if row is None:
        return None
    rows(actor, row.person_id)
    return as_authority(row)


def _current_first(found: Iterable[Acting]) -> list[Acting]:
    return sorted(found, key=lambda each: each.standing not in (Standing.NOW, Standing.LATER, Standing.ASKED))


def _acting(actor: Actor, found: Sequence[models.Authority], mine: set[int], *, staff: bool) -> list[Acting]:
    """These rows as one of the two sees them (`mine` are the records of that one), or as staff do."""
    fronts = _fronts(actor.council, {each for row in found for each in (row.person_id, row.by_id or row.person_id)})
    others = {row.pk: row.by_id if row.person_id in mine else row.person_id for row in found}
    names = _names(actor, [each for each in others.values() if each is not None], staff=staff)
    shown = []
    for row in found:
        one, other = as_authority(row), others[row.pk]
        moments = [fronts[each].called_back for each in (one.person, one.by) if each is not None]
        dead = Dead(fronts[one.person].dead, one.by is not None and fronts[one.by].dead)
        stands = standing(one, clock.today(), max((each for each in moments if each), default=None), dead)
        name, hidden = names.get(other or 0, (one.email, False))
        shown.append(Acting(one, fronts[other].front if other else None, name, stands, hidden))
    return shown


class _Front(NamedTuple):
    front: int
    called_back: datetime | None
    dead: bool


def _fronts(council: int, people: Iterable[int]) -> dict[int, _Front]:
    """The record in front of each, the last moment at which one of its records was restricted, and whether one died."""
    with connection.cursor() as cursor:
        cursor.execute(_FRONTS, [council, sorted(set(people))])
        return {asked: _Front(*told) for asked, *told in cursor.fetchall()}


def _names(actor: Actor, people: Sequence[int], *, staff: bool) -> Mapping[int, tuple[str, bool]]:
    """What these people are called, and whether that is hidden. Two who have to do with each other know their names."""
    if staff:
        return {id: (each.name, each.hidden) for id, each in called(actor, people).items()}
    return {id: (each.name or "Details removed", False) for id, each in cards(actor.council, people).items()}


def _related(actor: Actor, mine: set[int]) -> list[Related]:
    found = models.Relation.objects.filter(council_id=actor.council)
    found = found.filter(Q(person_id__in=mine) | Q(other_id__in=mine)).order_by("-id")
    related = list(found[:MOST])
    others = {row.pk: row.other_id if row.person_id in mine else row.person_id for row in related}
    names, fronts = called(actor, others.values()), _fronts(actor.council, others.values())
    shown = []
    for row in related:
        who, other = names[others[row.pk]], others[row.pk]
        here = row.person_id in mine
        shown.append(Related(as_relation(row), fronts[other].front, who.name, row.kind, here, who.hidden))
    return sorted(shown, key=lambda each: each.relation.ended_at is not None)


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
    shown = _acting(actor, list(found.order_by("id")[:MOST]), set(ids), staff=False)
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


def as_relation(row: models.Relation) -> Relation:
    """The row as everybody above sees it."""
    return Relation(
        row.pk, row.person_id, row.other_id, row.kind, row.since, row.until, row.source, row.recorded_at, row.ended_at
    )
