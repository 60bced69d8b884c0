"""Staff record that it was proved who a customer is, and end what is not right. What they saw is never copied."""

from datetime import date

from django.db import transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.rules.identity import years_on
from frontdesk.domains.people.types import OWN_RECORD
from frontdesk.domains.people.types.identity import DOCUMENTS, IDENTITY_PROVED, PROOF_ENDED, PROOFS
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

IN_PERSON = "visit"
_LONGEST = 120
_NOT_HERE = "They are here only when their visit is in hand. Take it first, or choose another way."


def prove_identity(
    actor: Actor,
    *,
    person: int,
    kind: str,
    document: str = "",
    party: str = "",
    organisation: str = "",
    until: date | None = None,
    channel: str = "",
) -> int:
    """Record that it was proved who this customer is; returns the proof's id.

    `kind` and `document` are codes of `types.identity`, `party` and `organisation` who vouches, `channel` that of the
    contact in hand with this customer. `until` is the last day on which it holds: the usual time, or sooner where the
    document ends before. Refusal for what is missing, and for a document seen here of somebody who is not.
    """
    require(policy.may_prove_identity(actor), "Ask an adviser or an officer to do it.")
    ids = [each.pk for each in queries.rows(actor, person)]
    require(policy.of_somebody_else(actor, ids), OWN_RECORD)
    known, today = PROOFS.get(kind), clock.today()
    if known is None:
        raise Refusal("Choose how they proved who they are.", field="kind")
    if known.document and document not in DOCUMENTS:
        raise Refusal("Choose which document you saw.", field="document")
    party, organisation = one_line(party, _LONGEST), one_line(organisation, _LONGEST)
    if known.party and not (party and organisation):
        field = "organisation" if party else "party"
        raise Refusal("Enter who vouches for them and for which organisation.", field=field)
    if kind == "document-here" and channel != IN_PERSON:
        raise Refusal(_NOT_HERE, field="kind")
    usual = years_on(today, known.years)
    if until is not None and not today <= until <= usual:
        raise Refusal(f"Enter a day from today to {usual:%d %B %Y}.", field="until-day")
    with transaction.atomic():
        row = models.IdentityProof.objects.create(
            council_id=actor.council, person_id=ids[0], kind=kind, level=known.level,
            document=document if known.document else "", party=party if known.party else "",
            organisation=organisation if known.party else "", channel=channel, proved_on=today, until=until or usual,
            recorded_at=clock.now(), recorded_by=actor.user,
        )  # fmt: skip
        data = {"kind": kind, "level": known.level}
        journal.write(actor, IDENTITY_PROVED, thing=("identity-proof", row.pk), person=ids[0], via=channel, data=data)
    return row.pk


def end_proof(actor: Actor, *, proof: int, why: str) -> None:
    """It proves nothing any more: it was wrong, or the document was not theirs. NotFound when it ended already."""
    require(policy.may_prove_identity(actor), "Ask an adviser or an officer to do it.")
    words = one_line(why, _LONGEST)
    with transaction.atomic():
        rows = models.IdentityProof.objects.select_for_update(no_key=True).filter(council_id=actor.council, pk=proof)
        row = rows.filter(ended_at=None).first()
        if row is None:
            raise NotFound("There is no such proof, or it has ended.")
        require(policy.of_somebody_else(actor, [each.pk for each in queries.rows(actor, row.person_id)]), OWN_RECORD)
        if not words:
            raise Refusal("Enter why it does not count any more.", field="why")
        row.ended_at, row.ended_by, row.ended_why = clock.now(), actor.user, words
        row.save(update_fields=["ended_at", "ended_by", "ended_why"])
        journal.write(actor, PROOF_ENDED, thing=("identity-proof", row.pk), person=row.person_id)
