"""Rules put on a card what follows from what is known of its holder, and take off what does not follow any more."""

from datetime import date, timedelta

from django.db import transaction

from frontdesk.domains.cards import models
from frontdesk.domains.cards.actions.holding import Holder, has_died, holder_of, lock, restamp
from frontdesk.domains.cards.queries.cards import cards_of, entitlements_of, in_force
from frontdesk.domains.cards.queries.kinds import kinds_of
from frontdesk.domains.cards.rules import granting as rules
from frontdesk.domains.cards.types import (
    CARRIED,
    ENTITLEMENT_ENDED,
    GRANTED,
    NO_LONGER_SO,
    RENEWED,
    RULE,
    TAKEN_BACK,
    TIME_OVER,
    WHY_ENDED,
    Kind,
)
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types.needs import AGREED, OWN
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor

PIECE = 500
USES_KEPT = timedelta(days=31)
"""How long it is known whose card was used: so that a use that was not theirs can be looked into."""


def apply_rules(council: int, holder: Holder) -> int:
    """Bring a customer's card up to the rules; returns how many entries changed.

    The caller holds the customer. Without a card in force nothing is granted: there is nothing to put it on.
    """
    cards, kinds = in_force(council, holder.records), kinds_of(council)
    if not cards:
        return 0
    system, facts = Actor.system(council), _facts(council, holder)
    decision = rules.decide(kinds, facts, clock.today())
    if decision.ends:
        end_entries(system, holder, list(decision.ends), NO_LONGER_SO)
        restamp(council, holder.records)
    for grant in decision.grants:
        write(
            system, holder,
            models.Entitlement(kind=grant.kind, until=grant.until, source=RULE, ground=grant.ground),
        )  # fmt: skip
    ids = [each.pk for each in cards]
    models.Card.objects.filter(council_id=council, id__in=ids).update(look_on=decision.look_on)
    return len(decision.ends) + len(decision.grants)


def look_again(council: int, people_ids: set[int]) -> int:
    """Apply the rules to these customers, as far as they have a card; how many entries changed."""
    system, changed, done = Actor.system(council), 0, set[int]()
    for person in sorted(people_ids):
        holder = holder_of(system, person)
        if holder.person in done or not in_force(council, holder.records):
            continue
        done.add(holder.person)
        with transaction.atomic():
            changed += apply_rules(council, lock(council, holder))
    return changed


def look_at_all(council: int) -> None:
    """The council's kinds have changed: every card in force is looked at tonight."""
    models.Card.objects.filter(council_id=council, state="in-force").update(look_on=clock.today())


def daily(council: int) -> tuple[int, int]:
    """What a new day changes: time that is over, birthdays. How many ended and how many changed by rule.

    Whose uses were that are older than USES_KEPT is forgotten: they are counted, and nobody is followed.
    """
    system, today, over = Actor.system(council), clock.today(), 0
    old = models.CardUse.objects.filter(council_id=council, at__lt=clock.now() - USES_KEPT, person__isnull=False)
    old.update(person=None, card=None)
    rows = models.Entitlement.objects.filter(council_id=council, ended_at=None, until__lt=today).order_by("until", "id")
    while found := list(rows.values_list("id", "person_id")[:PIECE]):
        with transaction.atomic():
            over += _time_over(system, dict(found))
    changed = 0
    cards = models.Card.objects.filter(council_id=council, state="in-force", look_on__lte=today)
    while ids := list(cards.order_by("look_on", "id").values_list("id", "person_id")[:PIECE]):
        changed += look_again(council, {person for _, person in ids if person is not None})
        cards.filter(id__in=[card for card, _ in ids]).update(look_on=None)  # of a joined record: looked at in front
    return over, changed


def grant_for_request(council: int, *, person: int, request: int, service: str, outcome: str) -> list[int]:
    """A request of a service closed: what its outcome gives is put on the customer's card; returns the entries' ids.

    Once for each request, also where staff took it off again. Somebody without a card has it on their first one. It
    belongs to the record whose request it was, whatever that is joined to: an undone join leaves it there. Nothing
    for somebody who has died meanwhile.
    """
    kinds = rules.by_request(kinds_of(council).values(), service, outcome)
    if not kinds:
        return []
    system, ground = Actor.system(council), f"{rules.REQUEST}:{request}"
    with transaction.atomic():
        holder = lock(council, holder_of(system, person))
        if has_died(council, holder):
            return []
        before = models.Entitlement.objects.filter(council_id=council, ground=ground).exclude(ended_why=TAKEN_BACK)
        given = set(before.values_list("kind", flat=True))
        return [give(system, holder, kind, RULE, ground=ground, of=person) for kind in kinds if kind.code not in given]


def take_back_for_request(council: int, *, request: int, person: int) -> int:
    """A request was opened again: what its outcome gave comes off until it closes anew. How many came off."""
    system, ground = Actor.system(council), f"{rules.REQUEST}:{request}"
    rows = models.Entitlement.objects.filter(council_id=council, ground=ground, ended_at=None)
    if not rows.exists():
        return 0
    with transaction.atomic():
        holder = lock(council, holder_of(system, person))
        ended = end_entries(system, holder, list(rows.values_list("id", flat=True)), TAKEN_BACK)
        restamp(council, holder.records)
        return ended


def follow_parting(council: int, *, one: int, other: int) -> None:
    """Two records were parted: codes that were made while they were one may say what belongs to the other's card."""
    system, today = Actor.system(council), clock.today()
    sides = [holder_of(system, each) for each in (one, other)]
    if sides[0].person == sides[1].person:
        return
    held = [{each.kind for each in entitlements_of(council, side.records) if each.holds(today)} for side in sides]
    for side, mine, theirs in ((sides[0], held[0], held[1]), (sides[1], held[1], held[0])):
        if theirs - mine:
            with transaction.atomic():
                restamp(council, lock(council, side).records)


def give(
    actor: Actor,
    holder: Holder,
    kind: Kind,
    source: str,
    *,
    ground: str = "",
    evidence: str = "",
    until: date | None = None,
    old_number: str = "",
    of: int | None = None,
) -> int:
    """Put a kind on the card for its usual time; returns the entry's id. The caller holds the customer.

    One that lasts as long already stays as it is, a shorter one is renewed. With `of` it is for that one of the joined
    records, whatever the others have.
    """
    last = until or rules.last_day(kind, clock.today())
    for each in entitlements_of(actor.council, holder.records if of is None else [of]):
        if each.kind == kind.code and each.ended_at is None:
            if each.holds(clock.today()) and (each.until or date.max) >= (last or date.max):
                return each.id
            end_entries(actor, holder, [each.id], RENEWED, tell=False)
    made = models.Entitlement(
        kind=kind.code, until=last, source=source, ground=ground, evidence=evidence, old_number=old_number
    )
    return write(actor, holder, made, of=of)


def carry_known(actor: Actor, holder: Holder) -> list[int]:
    """Existing cards whose numbers came with the customer's record from other systems are carried over."""
    kinds = {kind.known_by: kind for kind in kinds_of(actor.council).values() if kind.known_by}
    made = []
    for system, number in people.identities_of(actor.council, holder.records) if kinds else ():
        if kind := kinds.get(system):
            made.append(give(actor, holder, kind, CARRIED, old_number=number))
    return made


def write(actor: Actor, holder: Holder, made: models.Entitlement, *, of: int | None = None) -> int:
    """Write an entry that begins today, of the record in front or the one that is named; returns its id."""
    mine = of or holder.person
    made.council_id, made.person_id, made.since = actor.council, mine, clock.today()
    made.granted_at, made.granted_by = clock.now(), actor.user
    models.Entitlement.objects.filter(
        council_id=actor.council, person_id=mine, kind=made.kind, ended_at=None, until__lt=clock.today()
    ).update(ended_at=clock.now(), ended_why=TIME_OVER)
    made.save()
    data = {"kind": made.kind, "source": made.source}
    journal.write(actor, GRANTED, thing=("entitlement", made.pk), person=holder.person, data=data)
    return made.pk


def end_entries(actor: Actor, holder: Holder, ids: list[int], why: str, *, tell: bool = True) -> int:
    """End these entries of a customer; how many stood until now."""
    rows = models.Entitlement.objects.filter(council_id=actor.council, id__in=ids, ended_at=None)
    known = list(rows.values_list("id", "kind"))
    rows.update(ended_at=clock.now(), ended_by=actor.user, ended_why=why)
    for each, kind in known if tell else ():
        data = {"kind": kind, "why": why}
        journal.write(actor, ENTITLEMENT_ENDED, thing=("entitlement", each), person=holder.person, data=data)
    return len(known)


def _time_over(system: Actor, found: dict[int, int | None]) -> int:
    """Codes need no stopping: they say the last day themselves."""
    rows = models.Entitlement.objects.filter(council_id=system.council, id__in=list(found), ended_at=None)
    known = list(rows.values_list("id", "kind", "person_id"))
    rows.update(ended_at=clock.now(), ended_why=TIME_OVER)
    entries = [
        journal.Entry(ENTITLEMENT_ENDED, "entitlement", each, person=person, data={"kind": kind, "why": TIME_OVER})
        for each, kind, person in known
    ]
    journal.write_many(system, entries)
    return len(known)


def _facts(council: int, holder: Holder) -> rules.Facts:
    """What the rules may know: a date of birth counts where it was seen, and is what the record says still."""
    system = Actor.system(council)
    said = {each.date_of_birth for each in people.rows(system, holder.person) if each.date_of_birth}
    seen = [each.born_on for each in cards_of(council, holder.records) if each.in_force and each.born_on in said]
    needs = people.needs_of(system, holder.person)
    rows = entitlements_of(council, holder.records)
    return rules.Facts(
        next(iter(seen), None),
        frozenset(each.code for each in needs if not each.sensitive and each.consent in (AGREED, OWN)),
        tuple(each for each in rows if each.ended_at is None),
        frozenset((each.kind, each.ground) for each in rows if each.source == RULE and each.ended in WHY_ENDED),
    )
