"""What staff put on a card and take off it, with what they saw; existing cards carried over."""

from datetime import date

from django.db import transaction

from frontdesk.domains.cards import models, policy
from frontdesk.domains.cards.actions.granting import end_entries, give
from frontdesk.domains.cards.actions.holding import WORDS, Holder, holder_of, lock, refuse_dead, restamp
from frontdesk.domains.cards.queries.kinds import kinds_of
from frontdesk.domains.cards.types import CARRIED, STAFF, WHY_ENDED, Kind
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

_MAY = "Ask an adviser, an officer or a manager: they decide who is entitled, and nobody decides for themselves."
LONGEST_NUMBER = 40


def grant_entitlement(actor: Actor, *, person: int, kind: str, evidence: str = "", until: date | None = None) -> int:
    """Put an entitlement on the customer's card; returns the entry's id.

    `evidence` says what was seen, where the kind asks for something; `until` is the last day, None the kind's usual
    one. What is on it already for as long stays as it is.
    """
    holder, what = _asked(actor, person, kind, until)
    seen = one_line(evidence, WORDS)
    if what.evidence and not seen and not actor.is_system:
        raise Refusal(f"Write what you saw. It must show: {what.evidence}", field="evidence")
    with transaction.atomic():
        return give(actor, lock(actor.council, holder), what, STAFF, evidence=seen, until=until)


def carry_over(actor: Actor, *, person: int, kind: str, number: str, until: date | None = None) -> int:
    """Put on the card what an existing card opened, with that card's `number`; returns the entry's id."""
    holder, what = _asked(actor, person, kind, until)
    old = one_line(number, LONGEST_NUMBER)
    if not old:
        raise Refusal("Enter the number of the existing card.", field="number")
    with transaction.atomic():
        return give(actor, lock(actor.council, holder), what, CARRIED, until=until, old_number=old)


def end_entitlement(actor: Actor, *, entitlement: int, why: str) -> None:
    """Take an entitlement off the card: `why` is a code of WHY_ENDED. Codes that say it are good no more.

    Where joined records both have it, it comes off all of them. Ended twice is ended once.
    """
    row = models.Entitlement.objects.filter(council_id=actor.council, id=entitlement).first()
    if row is None or row.person_id is None:
        raise NotFound("We could not find that on a card.")
    holder = holder_of(actor, row.person_id)
    require(policy.may_grant(actor, holder.records), _MAY)
    if why not in WHY_ENDED:
        raise Refusal("Choose why it comes off the card.", field="why")
    with transaction.atomic():
        holder = lock(actor.council, holder)
        same = models.Entitlement.objects.filter(
            council_id=actor.council, person_id__in=holder.records, kind=row.kind, ended_at=None
        )
        if end_entries(actor, holder, list(same.values_list("id", flat=True)), why):
            restamp(actor.council, holder.records)


def _asked(actor: Actor, person: int, kind: str, until: date | None) -> tuple[Holder, Kind]:
    holder = holder_of(actor, person)
    require(policy.may_grant(actor, holder.records), _MAY)
    refuse_dead(actor.council, holder)
    what = kinds_of(actor.council).get(kind)
    if what is None:
        raise Refusal("Choose what to put on the card.", field="kind")
    if until is not None and until < clock.today():
        raise Refusal("The last day must be today or later.", field="until-day")
    return holder, what
