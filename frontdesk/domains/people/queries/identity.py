"""Whether it was proved who a customer is: asked at every use, over all records of theirs."""

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.records import rows, rows_of_cluster
from frontdesk.domains.people.rules.identity import best, enough
from frontdesk.domains.people.types.identity import Proof
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

MOST = 50


def identity_of(council: int, person: int) -> Proof | None:
    """The surest proof of who this customer is that holds today; None where there is none."""
    return best(_proofs(council, [each.pk for each in rows_of_cluster(council, person)]), clock.today())


def is_proved(council: int, person: int | None, level: str) -> bool:
    """Whether it was proved who this customer is as surely as `level` asks."""
    return person is not None and enough(identity_of(council, person), level)


def proofs_of(actor: Actor, person: int) -> list[Proof]:
    """Every proof there was, newest first, for staff who serve and the customer. NotFound outside the actor's sight."""
    ids = [each.pk for each in rows(actor, person)]
    require(policy.may_see_people(actor) or actor.person in ids)
    return _proofs(actor.council, ids)


def _proofs(council: int, people: list[int]) -> list[Proof]:
    found = models.IdentityProof.objects.filter(council_id=council, person_id__in=people).order_by("-id")
    return [as_proof(row) for row in found[:MOST]]


def as_proof(row: models.IdentityProof) -> Proof:
    """The row as everybody above sees it."""
    return Proof(
        row.pk, row.person_id, row.kind, row.level, row.proved_on, row.until, row.document, row.party,
        row.organisation, row.recorded_by, row.recorded_at, row.ended_at, row.ended_why,
    )  # fmt: skip
