"""What staff see of a customer and others: whom they act for, who acts for them, whom they have to do with."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, Q, QuerySet

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.acting import MOST, Acting, Told, as_seen, fronts_of, named_in
from frontdesk.domains.people.queries.records import called, rows
from frontdesk.domains.people.types.acting import Relation, Standing
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

PAGE = 50
"""Relations on a page: a landlord has thousands."""
Row = TypeVar("Row", bound=Model)


class Related(NamedTuple):
    """A relation as seen from one side: the other person, and what they are to whoever is looked at."""

    relation: Relation
    other: int
    name: str
    kind: str
    from_here: bool
    hidden: bool = False


class Between(NamedTuple):
    """Whom a customer acts for and who acts for them, ended ones behind the others; a page of their relations of now,
    newest first, and the last one of it where there are more (`after`)."""

    acts_for: tuple[Acting, ...]
    helped_by: tuple[Acting, ...]
    relations: tuple[Related, ...]
    after: int | None


def authorities_of(actor: Actor, person: int, *, before: int | None = None) -> Between:
    """All of it; relations below the id `before`. NotFound out of sight.

    Other people's names as lists say them: a restricted one's only to those named.
    """
    mine = {each.pk for each in rows(actor, person)}
    require(policy.may_see_people(actor))
    acting = _of_either(models.Authority.objects.filter(council_id=actor.council), mine, "by", MOST)
    related = _of_either(_relations(actor.council, before), mine, "other", PAGE + 1)[: PAGE + 1]
    shown = related[:PAGE]
    told = _told(actor, named_in(acting) | {id for row in shown for id in (row.person_id, row.other_id)})
    return Between(
        tuple(_current_first(as_seen((row for row in acting if row.by_id in mine), mine, told))),
        tuple(_current_first(as_seen((row for row in acting if row.person_id in mine), mine, told))),
        tuple(_related(row, mine, told) for row in shown),
        shown[-1].pk if len(related) > PAGE else None,
    )


def authority(actor: Actor, person: int, authority: int) -> Acting | None:
    """One authority by which this customer acts or is acted for; None where there is none. NotFound where the record
    of the customer, or of whom it is for, is out of sight."""
    mine = {each.pk for each in rows(actor, person)}
    found = models.Authority.objects.filter(Q(person_id__in=mine) | Q(by_id__in=mine), council_id=actor.council)
    row = found.filter(id=authority).first()
    if row is None:
        return None
    rows(actor, row.person_id)
    return as_seen([row], mine, _told(actor, named_in([row])))[0]


def _relations(council: int, before: int | None) -> QuerySet[models.Relation]:
    found = models.Relation.objects.filter(council_id=council, ended_at=None)
    return found if before is None else found.filter(id__lt=before)


def _of_either(found: QuerySet[Row], mine: set[int], other: str, most: int) -> list[Row]:
    """The newest of those in which these records are the one or the other: `most` of each, from its own index."""
    sides: list[dict[str, Any]] = [{"person_id__in": mine}, {f"{other}_id__in": mine}]
    one, two = (found.filter(**side).order_by("-id")[:most] for side in sides)
    return list(one.union(two).order_by("-id"))


def _told(actor: Actor, people: set[int]) -> Told:
    names = {id: (each.name, each.hidden) for id, each in called(actor, people).items()}
    return Told(fronts_of(actor.council, people), names)


def _current_first(found: Iterable[Acting]) -> list[Acting]:
    return sorted(found, key=lambda each: each.standing not in (Standing.NOW, Standing.LATER, Standing.ASKED))


def _related(row: models.Relation, mine: set[int], told: Told) -> Related:
    here = row.person_id in mine
    other = row.other_id if here else row.person_id
    name, hidden = told.names[other]
    return Related(as_relation(row), told.fronts[other].record, name, row.kind, here, hidden)


def as_relation(row: models.Relation) -> Relation:
    """The row as everybody above sees it."""
    return Relation(
        row.pk, row.person_id, row.other_id, row.kind, row.since, row.until, row.source, row.recorded_at, row.ended_at
    )
