"""Offers of local organisations: for the customers who may use them, for who posted them, for who lets them through."""

from collections.abc import Iterable

from django.db.models import Count, Q

from frontdesk.domains.cards import models, policy
from frontdesk.domains.cards.queries.cards import as_one, entitlements_of
from frontdesk.domains.cards.rules.order import AREA, SEGMENT, in_order
from frontdesk.domains.cards.types import OVER, PUBLISHED, REFUSED, WAITING, Offer
from frontdesk.domains.people import queries as people
from frontdesk.domains.segments import queries as segments
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

MOST = 100


def offers_for(actor: Actor) -> list[Offer]:
    """What the signed-in customer may use today: offers for everybody, and for what stands on their card."""
    today = clock.today()
    mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
    kinds = {"", *(each.kind for each in as_one(entitlements_of(actor.council, mine), today))}
    rows = models.Offer.objects.filter(council_id=actor.council, state=PUBLISHED, since__lte=today, until__gte=today)
    found = _told(actor.council, rows.filter(kind__in=kinds).order_by("until", "id")[:MOST])
    # Only the order: which offers there are has been said above.
    return in_order(found, segments.place_of(actor.council, mine)) if any(each.first_for for each in found) else found


def first_choices(council: int) -> dict[str, str]:
    """To whom an offer can be shown first, in words, by code: kinds of customers, and kinds of areas."""
    kinds = {f"{SEGMENT}{each.code}": each.name for each in segments.rules_of(council).segments}
    return kinds | {f"{AREA}{code}": f"Area: {label}" for code, label in segments.profiles(council)}


def offers_of(actor: Actor, organisation: int) -> list[Offer]:
    """The offers of an organisation, newest first, with how often each was used, for its members. NotFound for others.

    Those who may only look see them too.
    """
    front = people.head(actor.council, organisation)
    if all(each.other != front for each in people.acted_for(actor)):
        raise NotFound("You do not act for this organisation, or not any more.")
    ids = people.cluster(actor.council, organisation)
    rows = models.Offer.objects.filter(council_id=actor.council, organisation_id__in=ids)
    return _told(actor.council, rows.order_by("-id")[:MOST])


def open_offers_of(council: int, organisation: int) -> list[Offer]:
    """Those of an organisation that can be used today."""
    today, ids = clock.today(), people.cluster(council, organisation)
    rows = models.Offer.objects.filter(council_id=council, organisation_id__in=ids, state=PUBLISHED)
    return _told(council, rows.filter(since__lte=today, until__gte=today).order_by("id")[:MOST])


def offers_waiting(actor: Actor) -> list[Offer]:
    """Offers that wait to be let through, the oldest first."""
    require(policy.may_publish(actor))
    rows = models.Offer.objects.filter(council_id=actor.council, state=WAITING, until__gte=clock.today())
    return _told(actor.council, rows.order_by("id")[:MOST])


def offers_published(actor: Actor) -> list[Offer]:
    """Offers in force or to come, and how often each was used; those that end first come first."""
    require(policy.may_publish(actor))
    rows = models.Offer.objects.filter(council_id=actor.council, state=PUBLISHED, until__gte=clock.today())
    return _told(actor.council, rows.order_by("until", "id")[:MOST])


def offers_past(actor: Actor) -> list[Offer]:
    """Offers that are over or were not let through, the newest first."""
    require(policy.may_publish(actor))
    over = Q(state__in=(REFUSED, OVER)) | Q(until__lt=clock.today())
    rows = models.Offer.objects.filter(over, council_id=actor.council, organisation__isnull=False)
    return _told(actor.council, rows.order_by("-id")[:MOST])


def offer(actor: Actor, offer: int) -> Offer:
    """One offer, for who lets them through. NotFound where there is none."""
    require(policy.may_publish(actor))
    found = _told(actor.council, models.Offer.objects.filter(council_id=actor.council, id=offer))
    if not found or found[0].organisation is None:
        raise NotFound("We could not find that offer.")
    return found[0]


def _told(council: int, rows: Iterable[models.Offer]) -> list[Offer]:
    listed = list(rows)
    fronts = {row.organisation_id for row in listed if row.organisation_id is not None}
    names = people.cards(council, fronts)
    uses = models.CardUse.objects.filter(council_id=council, offer_id__in=[row.pk for row in listed])
    counts = dict(uses.values_list("offer_id").annotate(n=Count("id")).order_by())
    return [
        Offer(
            row.pk, row.organisation_id, row.title, row.terms, row.where, row.kind, row.since, row.until, row.state,
            row.posted_at, row.decided_at, row.why,
            names[row.organisation_id].name if row.organisation_id in names else "", counts.get(row.pk, 0),
            tuple(row.first_for),
        )
        for row in listed
    ]  # fmt: skip
