"""The log of breaches."""

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.types import BreachTold
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

AT_ONCE = 50


def breaches(actor: Actor) -> list[BreachTold]:
    """The breaches, open ones first, then the newest."""
    require(policy.may_protect(actor))
    rows = models.Breach.objects.filter(council_id=actor.council).order_by("closed_at", "-known_at", "-id")
    found = list(rows.filter(closed_at=None)[:AT_ONCE]) + list(rows.exclude(closed_at=None)[:AT_ONCE])
    return [_told(row) for row in found]


def breach(actor: Actor, breach: int) -> BreachTold:
    """One breach."""
    require(policy.may_protect(actor))
    row = models.Breach.objects.filter(council_id=actor.council, id=breach).first()
    if row is None:
        raise NotFound("We could not find that breach.")
    return _told(row)


def waits_for(row: models.Breach) -> tuple[str, ...]:
    """What is still to be done of a breach before it can rest, by step."""
    return _told(row).waits_for


def _told(row: models.Breach) -> BreachTold:
    return BreachTold(
        row.pk, row.what, row.known_at, row.due_at, row.affected, row.who, row.risk, row.why_risk, row.ico_told_at,
        row.ico_words, row.people_told_at, row.people_words, row.closed_at, row.lessons,
    )  # fmt: skip
