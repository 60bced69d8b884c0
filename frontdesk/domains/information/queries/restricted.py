"""A record that is restricted, by which case, and whether the customer knows that it will be lifted."""

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.rules import steps
from frontdesk.domains.information.types import LIFTING, RESTRICTED, STOPPED, Restriction
from frontdesk.domains.people import queries as people
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.clock import LOCAL
from frontdesk.kernel.errors import NotFound, require


def may_lift(actor: Actor) -> bool:
    """Whether the actor lifts restrictions, of records that name them."""
    return policy.may_lift(actor)


def restriction_of(actor: Actor, person: int) -> Restriction:
    """The restriction of this record, or else of the first of the customer's that is restricted.

    NotFound where none is, where the actor is not named on it, and of one's own.
    """
    require(policy.may_lift(actor), "Ask a manager or the data protection officer.")
    records = people.rows(actor, person)
    found = sorted((each for each in records if each.restricted), key=lambda each: each.pk != person)
    if not found or actor.person in {each.pk for each in records}:
        raise NotFound("No record of this customer is restricted, or it is your own.")
    return told_of(actor.council, found[0].pk)


def told_of(council: int, record: int) -> Restriction:
    """The case by which the record is restricted, and what the customer was told of its end since."""
    rows = models.RightsCase.objects.filter(
        council_id=council, person_id=record, kind__in=steps.LEAVES_OUT, outcome__in=(RESTRICTED, STOPPED)
    )
    case = rows.order_by("-closed_at", "-id").first()
    if case is None:
        return Restriction(record, None)
    texts = models.RightsText.objects.filter(council_id=council, case=case, kind=LIFTING, at__gte=case.closed_at)
    text = texts.order_by("-id").first()
    if text is None:
        return Restriction(record, case.pk, case.reference)
    lifts_on = (text.at + steps.NOTICE).astimezone(LOCAL).date()
    return Restriction(record, case.pk, case.reference, text.at, text.body, lifts_on)
