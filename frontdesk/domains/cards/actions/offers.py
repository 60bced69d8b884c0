"""Offers of local organisations: posted by their members, let through by staff, ended by either."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from frontdesk.domains.cards import models, policy
from frontdesk.domains.cards.actions.holding import WORDS
from frontdesk.domains.cards.queries.kinds import kinds_of
from frontdesk.domains.cards.queries.offers import first_choices
from frontdesk.domains.cards.types import (
    OFFER,
    OFFER_ENDED,
    OFFER_ORDERED,
    OFFER_POSTED,
    OFFER_PUBLISHED,
    OFFER_REFUSED,
    OVER,
    PUBLISHED,
    REFUSED,
    WAITING,
)
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.idempotency import once
from frontdesk.kernel.words import long_date, one_line

LONGEST_TITLE, LONGEST_TERMS, LONGEST_WHERE = 80, 1000, 120
LONGEST = timedelta(days=366)
_MAY = "Ask an officer or a manager: they let offers through."
_YES = (
    "Your offer “{title}” is let through. Holders of the card see it from {since}.\n\n"
    "When somebody shows the card, check it in your account and count the use there."
)
_NO = "We do not publish your offer “{title}”: {why}\n\nYou can post another one in your account."


def post_offer(
    actor: Actor,
    *,
    organisation: int,
    title: str,
    terms: str,
    since: date | None,
    until: date | None,
    where: str = "",
    kind: str = "",
    key: str | None = None,
) -> int:
    """Post an offer to holders of the card in the name of an organisation; returns its id. It waits for staff.

    `kind` is an entitlement whose holders it is for, '' for everybody with a card.
    """
    _member(actor, organisation)
    front = people.head(actor.council, organisation)
    if front not in people.organisations_of(actor.council, people.cluster(actor.council, organisation)):
        raise Refusal("Offers are posted by organisations.", code="no-organisation")
    said = (
        _said(title, LONGEST_TITLE, "title", "what you offer"),
        _said(terms, LONGEST_TERMS, "terms", "what somebody must do to have it, and what it does not cover"),
    )
    first, last = _days(since, until)
    made = models.Offer(
        council_id=actor.council, organisation_id=front, title=said[0], terms=said[1],
        where=one_line(where, LONGEST_WHERE), kind=_kind(actor, kind), since=first, until=last, state=WAITING,
        posted_at=clock.now(), posted_by=actor.user,
    )  # fmt: skip

    def make() -> int:
        made.save()
        journal.write(actor, OFFER_POSTED, thing=(OFFER, made.pk), person=front)
        return made.pk

    with transaction.atomic():
        return int(once(actor, "cards.post_offer", key, make))


def publish_offer(actor: Actor, *, offer: int) -> None:
    """Let an offer through: holders of the card see it from its first day. The organisation is told."""
    require(policy.may_publish(actor), _MAY)
    with transaction.atomic():
        row = _waiting(actor, offer, PUBLISHED)
        if row is None:
            return
        if row.until < clock.today():
            raise Refusal("This offer is over. Its last day has passed.", code="over")
        _decide(actor, row, PUBLISHED, OFFER_PUBLISHED)
        _tell(
            actor,
            row,
            "Your offer is let through",
            _YES.format(title=row.title, since=long_date(row.since)),
        )


def put_first(actor: Actor, *, offer: int, first_for: Iterable[str]) -> None:
    """Say to which kinds of customers and areas an offer is shown above others. Everybody else still finds it."""
    require(policy.may_publish(actor), _MAY)
    chosen = sorted(set(first_for))
    with transaction.atomic():
        row = _locked(actor, offer)
        known = first_choices(actor.council)
        if any(each not in known and each not in row.first_for for each in chosen):
            raise Refusal("Choose from the list to whom it is shown first.", field="first")
        if row.state not in (WAITING, PUBLISHED):
            raise Refusal("This offer is over.", code="over")
        if row.first_for != chosen:
            row.first_for = chosen
            row.save(update_fields=["first_for"])
            journal.write(actor, OFFER_ORDERED, thing=(OFFER, row.pk), person=row.organisation_id)


def refuse_offer(actor: Actor, *, offer: int, why: str) -> None:
    """Do not let an offer through, and tell the organisation why."""
    require(policy.may_publish(actor), _MAY)
    said = one_line(why, WORDS)
    if not said:
        raise Refusal("Write why, so that they can do better.", field="why")
    with transaction.atomic():
        row = _waiting(actor, offer, REFUSED)
        if row is not None:
            row.why = said
            _decide(actor, row, REFUSED, OFFER_REFUSED)
            _tell(actor, row, "About your offer", _NO.format(title=row.title, why=said))


def end_offer(actor: Actor, *, offer: int, why: str = "") -> None:
    """End an offer at once, or take back one that waits: its members do, and who lets offers through."""
    with transaction.atomic():
        row = _locked(actor, offer)
        if not policy.may_publish(actor):
            _member(actor, row.organisation_id or 0)
        if row.state in (WAITING, PUBLISHED):
            row.why = one_line(why, WORDS)
            _decide(actor, row, OVER, OFFER_ENDED)


def _locked(actor: Actor, offer: int) -> models.Offer:
    row = models.Offer.objects.select_for_update().filter(council_id=actor.council, id=offer).first()
    if row is None or row.organisation_id is None:
        raise NotFound("We could not find that offer.")
    return row


def _waiting(actor: Actor, offer: int, to: str) -> models.Offer | None:
    """The offer, where it waits; None where the same was decided before. Refusal where something else was."""
    row = _locked(actor, offer)
    if row.state == to:
        return None
    if row.state != WAITING:
        raise Refusal("Somebody has decided about this offer, or it was taken back.", code="decided")
    return row


def _decide(actor: Actor, row: models.Offer, state: str, entry: str) -> None:
    row.state, row.decided_at, row.decided_by = state, clock.now(), actor.user
    row.save(update_fields=["state", "decided_at", "decided_by", "why"])
    journal.write(actor, entry, thing=(OFFER, row.pk), person=row.organisation_id)


def _tell(actor: Actor, row: models.Offer, subject: str, body: str) -> None:
    council = organisations.council_by_id(actor.council)
    if council is not None and row.organisation_id is not None:
        notifications.tell(
            actor, topic="offer", subject=subject, body=body, about=(OFFER, row.pk), key=f"offer:{row.pk}:{row.state}",
            to_person=row.organisation_id,
            link=links.absolute(council.code, f"/account/acting/{row.organisation_id}/offers/"),
        )  # fmt: skip


def _member(actor: Actor, organisation: int) -> None:
    if people.acts_for(actor, organisation) is None:
        raise NotFound("You do not act for this organisation, or may only look.")
    if not people.acts_in_all(actor, organisation):
        raise Refusal("You act for them in some services only. Offers are for whoever acts for them in all.")


def _days(since: date | None, until: date | None) -> tuple[date, date]:
    today = clock.today()
    first = since or today
    if first < today:
        raise Refusal("The first day must be today or later.", field="since-day")
    if until is None or until < first:
        raise Refusal("Enter the last day of the offer, on or after its first day.", field="until-day")
    if until - first > LONGEST:
        raise Refusal("An offer runs for a year at most. Post it again then.", field="until-day")
    return first, until


def _said(typed: str, longest: int, field: str, what: str) -> str:
    told = one_line(typed, longest + 1) if field == "title" else typed.strip()
    if not told:
        raise Refusal(f"Write {what}.", field=field)
    if len(told) > longest:
        raise Refusal(f"Use {longest} characters at most.", field=field)
    return told


def _kind(actor: Actor, kind: str) -> str:
    if kind and kind not in kinds_of(actor.council):
        raise Refusal("Choose who the offer is for.", field="kind")
    return kind
