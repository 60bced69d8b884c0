"""Checking a card where it is shown, and counting its use."""

from dataclasses import replace

from django.db import transaction

from frontdesk.domains.cards import models, policy
from frontdesk.domains.cards.actions.holding import Holder, lock
from frontdesk.domains.cards.queries.cards import as_one, entitlements_of
from frontdesk.domains.cards.queries.codes import found
from frontdesk.domains.cards.types import PUBLISHED, USED, Card, Checked
from frontdesk.domains.people import queries as people
from frontdesk.kernel import access_log, clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal, require
from frontdesk.kernel.idempotency import once


def check_card(actor: Actor, *, shown: str) -> Checked:
    """What a scanned code or a typed number is good for, for staff and partners.

    Staff who serve are told whose card it is, so that they can compare, and the look is kept; of a restricted customer
    they are told nothing, and the card is good all the same. Partners are shown no name.
    """
    require(policy.may_check(actor), "You do not check cards. Anybody can look at one on the public page.")
    told, card = found(actor.council, shown)
    if card is None or card.person is None or not policy.may_know_whose(actor):
        return told
    called = people.called(actor, [card.person])[card.person]
    if called.hidden:
        return replace(told, name=called.name)
    person = people.head(actor.council, card.person)
    access_log.looked_at(actor, person, "card check")
    return replace(told, card=card.id, person=person, name=called.name)


def count_use(actor: Actor, *, shown: str, kind: str = "", offer: int | None = None, key: str | None = None) -> bool:
    """Count a use of a card that is shown: of an entitlement (`kind`), or of an offer. Whether it was counted.

    The card is checked anew. An offer counts once for each customer and day: False when it was counted before. The
    same press (`key`) twice is once. Entitlements are counted by staff and partners, an offer also by members of the
    organisation whose it is.
    """
    if (offer is None) == (not kind):
        raise Refusal("Choose what the card is used for.", field="use")
    told, card = found(actor.council, shown)
    row = _offer(actor, offer) if offer is not None else None
    if row is None:
        require(policy.may_check(actor), "You do not count uses of this.")
    if card is None or card.person is None:
        raise Refusal(told.sentence, field="shown")
    with transaction.atomic():
        records = tuple(people.cluster(actor.council, card.person))
        holder = lock(actor.council, Holder(records[0], records))
        if policy.is_own(actor, holder.records):
            raise NotAllowed("Nobody counts uses of their own card.")
        return bool(once(actor, "cards.count_use", key, lambda: _count(actor, card, holder, kind, row)))


def _count(actor: Actor, card: Card, holder: Holder, kind: str, offer: models.Offer | None) -> bool:
    now, today = clock.now(), clock.today()
    held = {each.kind for each in as_one(entitlements_of(actor.council, holder.records), today)}
    wanted = kind or (offer.kind if offer else "")
    if wanted and wanted not in held:
        raise Refusal("This is not on the card.", field="use")
    uses = models.CardUse.objects.filter(council_id=actor.council, person_id__in=holder.records, day=today)
    if offer is not None and uses.filter(offer=offer).exists():
        return False
    made = models.CardUse.objects.create(
        council_id=actor.council, card_id=card.id, person_id=holder.person, kind=kind, offer=offer, day=today, at=now,
        by=actor.user,
    )  # fmt: skip
    data = {"kind": kind} if kind else {"offer": offer.pk if offer else None}
    journal.write(actor, USED, thing=("card-use", made.pk), data=data)  # of nobody: it would tell where they were
    return True


def _offer(actor: Actor, offer: int) -> models.Offer:
    """An offer that can be used today and that the actor may count; NotFound otherwise."""
    today = clock.today()
    row = models.Offer.objects.filter(
        council_id=actor.council, id=offer, state=PUBLISHED, since__lte=today, until__gte=today
    ).first()
    mine = row is not None and row.organisation_id is not None and people.acts_in_all(actor, row.organisation_id)
    if row is None or not (mine or policy.may_check(actor)):
        raise NotFound("There is no such offer today. It may have ended.")
    return row
