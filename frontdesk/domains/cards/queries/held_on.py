"""What is held on people here, for a copy of their data; and who has a card or an entitlement still."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from frontdesk.domains.cards import models
from frontdesk.domains.cards.queries.kinds import kind_named
from frontdesk.domains.cards.queries.offers import first_choices
from frontdesk.domains.cards.types import BIRTH_PROOFS, ENDS, OFFER_STATES, SOURCES, STATES, WHY_CARD_ENDED
from frontdesk.kernel.references import show_reference


def held_on(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    """Cards, entitlements, uses that were counted, and offers of organisations, in plain words."""
    mine = {"council_id": council, "person_id__in": people}
    for card in models.Card.objects.filter(**mine).order_by("id"):
        yield {
            "what": "Your card",
            "number": show_reference(card.number),
            "number_in_its_code": card.serial,
            "state": STATES.get(card.state, card.state),
            "since": card.since,
            "given_at": card.given_at,
            "date_of_birth_seen": card.born_on,
            "seen_on": BIRTH_PROOFS.get(card.born_proof, ""),
            "rules_are_looked_at_again_on": card.look_on,
            "ended_at": card.ended_at,
            "ended_because": WHY_CARD_ENDED.get(card.ended_why, ""),
        }
    for one in models.Entitlement.objects.filter(**mine).order_by("id"):
        yield {
            "what": "On your card",
            "name": kind_named(council, one.kind).name,
            "since": one.since,
            "until": one.until,
            "how": SOURCES.get(one.source, one.source),
            "evidence": one.evidence,
            "number_of_the_card_before": one.old_number,
            "added_at": one.granted_at,
            "ended_at": one.ended_at,
            "ended_because": ENDS.get(one.ended_why, ""),
        }
    for use in models.CardUse.objects.filter(**mine).select_related("offer").order_by("id"):
        name = use.offer.title if use.offer else kind_named(council, use.kind).name
        yield {"what": "Your card was used", "for": name, "at": use.at}
    first = first_choices(council)
    for offer in models.Offer.objects.filter(council_id=council, organisation_id__in=people).order_by("id"):
        yield {
            "what": "Offer for people with a card",
            "title": offer.title,
            "terms": offer.terms,
            "where": offer.where,
            "for": kind_named(council, offer.kind).name if offer.kind else "Everybody with a card",
            "from": offer.since,
            "until": offer.until,
            "state": OFFER_STATES.get(offer.state, offer.state),
            "posted_at": offer.posted_at,
            "decided_at": offer.decided_at,
            "why": offer.why,
            "shown_first_to": [first.get(code, code) for code in offer.first_for],
        }


def active(council: int, people: list[int], since: datetime | None) -> set[int]:
    """Which of these people have a card or an entitlement, or had one no longer ago than `since`."""
    recent = Q(ended_at=None) if since is None else Q(ended_at=None) | Q(ended_at__gte=since)
    mine = {"council_id": council, "person_id__in": people}
    cards = models.Card.objects.filter(recent, **mine)
    entitlements = models.Entitlement.objects.filter(recent, **mine)
    return {each for rows in (cards, entitlements) for each in rows.values_list("person_id", flat=True) if each}


def named(council: int, people: list[int]) -> set[int]:
    """Which of these people have rows here that say whose they are."""
    mine = {"council_id": council, "person_id__in": people}
    tables = (models.Card, models.Entitlement, models.CardUse)
    return {each for table in tables for each in table.objects.filter(**mine).values_list("person_id", flat=True)}
