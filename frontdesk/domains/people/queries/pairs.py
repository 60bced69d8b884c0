"""Pairs of records that may be one customer, and joins: for those who look at them and decide."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.records import cluster, rows
from frontdesk.domains.people.queries.whole import told_of
from frontdesk.domains.people.rules.reasons import Told, sentences
from frontdesk.domains.people.types import EMAIL, OPEN, PHONE, Joined, Pair, Pairs, Side
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

PAGE = 20


def may_propose_joins(actor: Actor) -> bool:
    """Whether the actor looks at two records side by side and says that they may be one customer."""
    return policy.may_propose_joins(actor)


def may_join(actor: Actor) -> bool:
    """Whether the actor decides that two records are one customer, and parts them again."""
    return policy.may_join(actor)


def pairs_waiting(actor: Actor, *, after: tuple[float, int] | None = None, limit: int = PAGE) -> Pairs:
    """Pairs that wait for somebody to decide, the surest first; only those whose both records the actor may see.

    `after` is that of the page before.
    """
    require(policy.may_join(actor))
    found = models.JoinProposal.objects.filter(council_id=actor.council, state=OPEN).exclude(_hidden(actor))
    if after is not None:
        probability, last = after
        found = found.filter(Q(probability__lt=probability) | Q(probability=probability, id__gt=last))
    page = list(found.select_related("lower", "higher").order_by("-probability", "id")[: limit + 1])
    shown = page[:limit]
    end = (shown[-1].probability, shown[-1].pk) if len(page) > limit else None
    return Pairs(tuple(_told(actor.council, shown)), end)


def pair_of(actor: Actor, one: int, other: int) -> Pair | None:
    """The proposal about these two customers, the one that waits first; None when nobody proposed them.

    Tells too how many other people have the email or phone that both have.
    """
    require(policy.may_propose_joins(actor))
    sides = [[each.pk for each in rows(actor, person)] for person in (one, other)]
    across = Q(lower_id__in=sides[0], higher_id__in=sides[1]) | Q(lower_id__in=sides[1], higher_id__in=sides[0])
    found = models.JoinProposal.objects.filter(across, council_id=actor.council).select_related("lower", "higher")
    first = sorted(found, key=lambda each: (each.state != OPEN, -each.pk))[:1]
    return next(iter(_told(actor.council, first, count_others=True)), None)


def joined_from(actor: Actor, join: int) -> Joined:
    """A join that is not undone, for whoever may undo it. NotFound outside the actor's sight."""
    row = models.Join.objects.filter(council_id=actor.council, id=join, undone_at=None).first()
    if row is None:
        raise NotFound("We could not find that join. Somebody may have undone it.")
    records = {each.pk: each for each in rows(actor, row.person_id)}
    told = _told_by_id(actor.council, [records[row.person_id], records[row.into_id]])
    reasons = tuple(sentences(row.reasons, told[row.person_id], told[row.into_id]))
    name = records[row.person_id].name or "Details removed"
    return Joined(row.pk, row.person_id, name, row.how, row.joined_at, row.joined_by, row.why, reasons)


def were_joined(council: int, person: int, at: datetime) -> set[int]:
    """The records that were read as one customer with this one at a moment, whatever was parted since."""
    then = models.Join.objects.filter(council_id=council, joined_at__lte=at).exclude(undone_at__lte=at)
    found, new = {person}, {person}
    while new:
        both = then.filter(Q(person_id__in=new) | Q(into_id__in=new)).values_list("person_id", "into_id")
        new = {each for pair in both for each in pair} - found
        found |= new
    return found


def _hidden(actor: Actor) -> Q:
    """Proposals of which a record, or one joined to it, is restricted and does not name the actor."""
    if actor.is_system:
        return Q(pk__in=[])
    restricted = models.Person.objects.filter(council_id=actor.council, restricted=True)
    closed = restricted.exclude(readers__contains=[actor.user or -1])
    hidden = {each for pair in closed.values_list("id", "merged_into_id") for each in pair if each}
    front = Q()
    for side in ("lower", "higher"):
        front |= Q(**{f"{side}_id__in": hidden}) | Q(**{f"{side}__merged_into_id__in": hidden})
    return front


def _told(council: int, proposals: Sequence[models.JoinProposal], *, count_others: bool = False) -> Iterable[Pair]:
    told = _told_by_id(council, [side for each in proposals for side in (each.lower, each.higher)])
    for each in proposals:
        others = _others(council, each) if count_others else {}
        one, other = told[each.lower_id], told[each.higher_id]
        yield Pair(
            each.pk, _side(each.lower, one), _side(each.higher, other), each.state, each.probability,
            tuple(sentences(each.reasons, one, other, others)), each.why, each.proposed_at, each.proposed_by,
            each.decided_at, each.decided_by, each.decided_why,
        )  # fmt: skip


def _told_by_id(council: int, records: Iterable[models.Person]) -> dict[int, Told]:
    mine = {each.pk: each for each in records}
    found = models.PersonAddress.objects.filter(council_id=council, person_id__in=list(mine))
    addresses = list(found.order_by("added_at", "id").values("person_id", "line", "postcode", "since", "until"))
    return {id_: told_of(record, addresses) for id_, record in mine.items()}


def _side(record: models.Person, told: Told) -> Side:
    return Side(record.pk, record.name or "Details removed", record.date_of_birth, told.place)


def _others(council: int, proposal: models.JoinProposal) -> dict[str, int]:
    """How many other people have an email or a phone that both have, by comparison."""
    own = {*cluster(council, proposal.lower_id), *cluster(council, proposal.higher_id)}
    points = models.ContactPoint.objects.filter(council_id=council, ended_at=None)
    counted: dict[str, int] = {}
    for kind, column in ((EMAIL, "email_norm"), (PHONE, "phone_e164")):
        sides = [
            set(points.filter(person_id=side, kind=kind).values_list(column, flat=True))
            for side in (proposal.lower_id, proposal.higher_id)
        ]
        shared = points.filter(**{f"{column}__in": (sides[0] & sides[1]) - {""}}).exclude(person_id__in=own)
        counted[kind] = shared.values("person_id").distinct().count()
    return counted
