"""Pairs of records that may be one customer: proposed by staff or by matching, answered by whoever decides."""

from collections.abc import Sequence

from django.db import transaction

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.actions.clusters import facts, locked
from frontdesk.domains.people.actions.joins import ASK, in_reach, join_people, words
from frontdesk.domains.people.rules import joins as rules
from frontdesk.domains.people.types import BY_PROPOSAL, GONE, NOT_THE_SAME, OPEN, PROPOSED, REJECTED, Reason
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require


def propose_join(
    actor: Actor,
    *,
    person: int,
    other: int,
    why: str = "",
    probability: float = 1.0,
    reasons: Sequence[Reason] = (),
    run: int | None = None,
    again: bool = False,
) -> int:
    """Say that two records may be one customer, for somebody to decide; returns the proposal's id.

    The same pair once: while it waits, probability, reasons and words are renewed. One that was rejected stays so
    unless `again`. Refuses records that are joined already.
    """
    require(policy.may_propose_joins(actor), "Ask an adviser to look at the two records.")
    lower, higher = sorted(in_reach(actor, person, other))
    with transaction.atomic():
        fronts = locked(actor.council, [lower, higher])
        if fronts[lower] == fronts[higher]:
            raise Refusal("These two records are joined already.", code="joined")
        told = {"probability": probability, "reasons": list(reasons), "why": words(why), "run": run}
        made = {**told, "state": OPEN, "proposed_at": clock.now(), "proposed_by": actor.user}
        row, new = models.JoinProposal.objects.get_or_create(
            council_id=actor.council, lower_id=lower, higher_id=higher, defaults=made
        )
        if new or row.state == GONE or again:
            _set(row, **made, decided_at=None, decided_by=None, decided_why="")
            journal.write(actor, PROPOSED, thing=("join-proposal", row.pk), person=lower, data={"other": higher})
        elif row.state == OPEN:
            _set(row, **told)
    return row.pk


def accept_proposal(actor: Actor, *, proposal: int, into: int | None = None, why: str = "") -> int:
    """The two are one customer; returns the join's id. `into` is the record of either to stay in front.

    When it is not given it is the one with an account, else the older one. `why` as in `join_people`.
    """
    require(policy.may_join(actor), ASK)
    row = _waiting(actor, proposal)
    with transaction.atomic():
        fronts = locked(actor.council, [row.lower_id, row.higher_id])
        known = facts(actor.council, fronts)
        sides = known[fronts[row.lower_id]], known[fronts[row.higher_id]]
        front = fronts.get(into or 0) or rules.in_front(*sides)[0].first
        first, joined = row.lower_id, row.higher_id
        if fronts[joined] == front:
            first, joined = joined, first
        return join_people(
            actor, person=joined, into=first, how=BY_PROPOSAL, why=why, probability=row.probability,
            reasons=row.reasons,
        )  # fmt: skip


def reject_proposal(actor: Actor, *, proposal: int, why: str = "") -> None:
    """The two are two people: they are not proposed again and never join by themselves."""
    require(policy.may_join(actor), ASK)
    row = _waiting(actor, proposal)
    with transaction.atomic():
        locked(actor.council, [row.lower_id, row.higher_id])
        waiting = models.JoinProposal.objects.filter(council_id=actor.council, id=proposal, state=OPEN)
        if not waiting.update(state=REJECTED, decided_at=clock.now(), decided_by=actor.user, decided_why=words(why)):
            raise Refusal("Somebody has answered this already.", code="answered")
        thing = ("join-proposal", row.pk)
        journal.write(actor, NOT_THE_SAME, thing=thing, person=row.lower_id, data={"other": row.higher_id})


def _waiting(actor: Actor, proposal: int) -> models.JoinProposal:
    row = models.JoinProposal.objects.filter(council_id=actor.council, id=proposal).first()
    if row is None:
        raise NotFound("We could not find that pair.")
    in_reach(actor, row.lower_id, row.higher_id)
    if row.state != OPEN:
        raise Refusal("Somebody has answered this already.", code="answered")
    return row


def _set(row: models.JoinProposal, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
