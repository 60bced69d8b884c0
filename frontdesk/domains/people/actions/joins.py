"""Joining two records of one customer, and undoing it. Both are kept; reading goes through the one in front."""

from collections.abc import Sequence

from django.db import transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions.clusters import facts, locked, point_anew, write_joins
from frontdesk.domains.people.actions.needs import bring_back_needs
from frontdesk.domains.people.rules import joins as rules
from frontdesk.domains.people.types import BY_CUSTOMER, BY_STAFF, JOINED, PARTED, REJECTED, Reason
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

LONGEST_WHY = 500
ASK = "Ask a manager: they decide whether two records are one customer."
_OWN = "One of these records is your own. Ask a colleague to look at it."
_WHY = {
    rules.BIRTHS: "The dates of birth are different. Two people may share a name and an address. If you are sure that "
    "it is one person, say how you know.",
    rules.ACCOUNTS: "Both records have an account, of two sign-ins: each would read what the other asked us for. If "
    "you are sure that it is one person, say how you know.",
}


def join_people(
    actor: Actor,
    *,
    person: int,
    into: int,
    how: str = BY_STAFF,
    why: str = "",
    probability: float | None = None,
    reasons: Sequence[Reason] = (),
) -> int:
    """Say that two records are one customer, read from now on as `into`; returns the join's id.

    Records joined before to either come along. Refuses records that are joined already or emptied, one's own record,
    and without `why` other dates of birth and two accounts.
    """
    require(policy.may_join(actor), ASK)
    one, other = in_reach(actor, person, into)
    with transaction.atomic():
        fronts = locked(actor.council, [one, other])
        known = facts(actor.council, fronts)
        if fronts[one] == fronts[other]:
            raise Refusal("These two records are joined already.", code="joined")
        _refuse_unsure(actor, known[fronts[one]], known[fronts[other]], why)
        join = models.Join(how=how, why=words(why), probability=probability, reasons=list(reasons))
        return write_join(actor, join, fronts, fronts[one], fronts[other])


def undo_join(actor: Actor, *, join: int, why: str) -> None:
    """Part two records again: each is as it was, and what was written to either since stays with it. A need of one that
    was replaced in the other stands again.

    Whatever was joined to either of them meanwhile stays joined to it. The two are remembered as two people, so that
    they are not proposed again.
    """
    require(policy.may_join(actor), ASK)
    row = models.Join.objects.filter(council_id=actor.council, id=join).first()
    if row is None:
        raise NotFound("We could not find that join.")
    in_reach(actor, row.person_id, row.into_id)
    if not why.strip():
        raise Refusal("Say why they are not the same person.", field="why")
    with transaction.atomic():
        before = locked(actor.council, [row.person_id, row.into_id])
        open_ = models.Join.objects.filter(council_id=actor.council, id=join, undone_at=None)
        if not open_.update(undone_at=clock.now(), undone_by=actor.user, undone_why=words(why)):
            raise Refusal("This join was undone already.", code="undone")
        fronts = point_anew(actor.council, before)
        bring_back_needs(actor, fronts=fronts, since=row.joined_at)
        _remember_apart(actor, row, fronts, words(why))
        data = {"into": row.into_id, "how": row.how}
        journal.write(actor, PARTED, thing=("join", join), person=row.person_id, data=data)


def take_in(actor: Actor, person: int, *, into: int) -> None:
    """Join a record to the one of the sign-in whose holder has shown that it is theirs."""
    fronts = locked(actor.council, [person, into])
    if fronts[person] != fronts[into]:
        write_join(actor, models.Join(how=BY_CUSTOMER), fronts, fronts[person], fronts[into])


def in_reach(actor: Actor, *people: int) -> list[int]:
    """The records in front of these, each in the actor's sight and none of them the actor's own, for joining."""
    found = []
    for person in people:
        records = [each.pk for each in queries.rows(actor, person)]
        require(policy.of_somebody_else(actor, records), _OWN)
        found.append(person)
    if len(set(people)) == 1:
        raise Refusal("This is one and the same record. Choose two.", code="same")
    return found


def write_join(actor: Actor, join: models.Join, fronts: dict[int, int], person: int, into: int) -> int:
    """Write one join of two customers, given by the records in front, which the caller holds; returns its id."""
    join.council_id, join.person_id, join.into_id = actor.council, person, into
    join.joined_at, join.joined_by = clock.now(), actor.user
    write_joins(actor, [join], {each: into for each, front in fronts.items() if front in (person, into)})
    return join.pk


def words(why: str) -> str:
    """What somebody gave as the reason, as it is kept."""
    return one_line(why, LONGEST_WHY)


def _refuse_unsure(actor: Actor, one: rules.Facts, other: rules.Facts, why: str) -> None:
    emptied = models.Person.objects.filter(
        council_id=actor.council, id__in=(one.first, other.first), removed_at__isnull=False
    )
    if emptied.exists():
        raise Refusal("The details of one of these records were removed. There is nothing left to join.")
    of_organisations = models.Organisation.objects.filter(
        council_id=actor.council, person_id__in=one.records | other.records
    )
    if len({each in one.records for each in of_organisations.values_list("person_id", flat=True)}) == 1:
        raise Refusal("One is an organisation and the other a person. Record that the person may act for it instead.")
    for code in rules.against(one, other):
        if code in _WHY and not why.strip():
            raise Refusal(_WHY[code], field="why", code=code)


def _remember_apart(actor: Actor, row: models.Join, fronts: dict[int, int], why: str) -> None:
    """The two sides are two people: proposals between them are answered so, and there is one of the pair itself."""
    answered = {"state": REJECTED, "decided_at": clock.now(), "decided_by": actor.user, "decided_why": why}
    lower, higher = sorted((row.person_id, row.into_id))
    made = {"probability": row.probability or 0, "reasons": row.reasons, "proposed_at": row.joined_at, **answered}
    models.JoinProposal.objects.update_or_create(
        council_id=actor.council, lower_id=lower, higher_id=higher, defaults=answered, create_defaults=made
    )
    between = models.JoinProposal.objects.filter(
        council_id=actor.council, state=JOINED, lower_id__in=fronts, higher_id__in=fronts
    )
    apart = [each.pk for each in between if fronts[each.lower_id] != fronts[each.higher_id]]
    models.JoinProposal.objects.filter(council_id=actor.council, id__in=apart).update(**answered)
