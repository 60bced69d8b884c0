"""Reading contacts: always of one council, and only those the actor may see."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, JSONField, Max, Q, QuerySet
from django.db.models.expressions import RawSQL

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import models, policy, rules
from frontdesk.domains.contacts.types import (
    CONTACT_ENDED,
    CONTACT_WRAPPED_UP,
    Contact,
    Conversation,
    Lists,
    Matter,
    Words,
    WrapUp,
)
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.domains.services import queries as services
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

# Written out: every page of staff reads its contact in hand, and building this for the ORM costs more than reading it.
_MATTERS = RawSQL(
    """ARRAY(SELECT jsonb_build_object('id', m.id, 'service', m.service, 'reason', m.reason, 'outcome', m.outcome,
        'demand', m.demand, 'demand_reason', m.demand_reason, 'avoidable', m.avoidable, 'offered', m.offered,
        'declined_why', m.declined_why)
      FROM contacts_matter m
      WHERE m.council_id = contacts_contact.council_id AND m.contact_id = contacts_contact.id ORDER BY m.position)""",
    [],
    output_field=ArrayField(JSONField()),
)
MOST_NOT_DONE = 50
_read: dict[int, tuple[Council | None, Lists]] = {}


def lists_of(council: int, *services_used: str) -> Lists:
    """The council's codes of channels, reasons, outcomes and services, in the order offered.

    They are kept as long as the cached council is (a few seconds), and read again when one of `services_used` is
    not known.
    """
    known = organisations.council_by_id(council)
    of, lists = _read.get(council, (None, None))
    unknown = lists is None or (lists.services and not lists.services.issuperset(filter(None, services_used)))
    if lists is None or unknown or of is not known:
        lists = replace(
            rules.lists_of({c.code: c.label for c in known.channels} if known else {}, known.details if known else {}),
            services=frozenset(listing.code for listing in services.catalogue(Actor.system(council))),
        )
        _read[council] = known, lists
    return lists


def not_done(actor: Actor) -> list[Contact]:
    """The actor's newest contacts that are not wrapped up: the one in hand, if any, and those that wait.

    Up to `MOST_NOT_DONE`, newest first; `waiting` pages through all that wait.
    """
    if actor.user is None:
        return []
    rows = models.Contact.objects.filter(council_id=actor.council, handler_id=actor.user, done_at=None)
    return _contacts(rows.order_by("-id")[:MOST_NOT_DONE])


def waiting(actor: Actor, *, left: bool = False, before: int | None = None, limit: int = 20) -> list[Contact]:
    """Contacts that wait for their wrap-up, newest first: the actor's own, or (`left`) those of leavers.

    `before` is the id of the last one shown. Those of others are for whoever may wrap up for others; none for the rest.
    """
    rows = _waiting(actor, left)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return _contacts(rows.order_by("-id")[:limit])


def number_waiting(actor: Actor, *, left: bool = False) -> int:
    """How many `waiting` would list in all."""
    return _waiting(actor, left).count()


def _waiting(actor: Actor, left: bool) -> QuerySet[models.Contact]:
    rows = models.Contact.objects.filter(council_id=actor.council, done_at=None, ended_at__isnull=False)
    if not left:
        return rows.filter(handler_id=actor.user) if actor.user is not None else rows.none()
    if not policy.may_change_for_others(actor):
        return rows.none()
    here = {each.user for each in access.members(actor.council) if each.roles.intersection(policy.HANDLE)}
    return rows.exclude(handler_id__in=here)


def when_gone(contact: Contact) -> datetime | None:
    """What to offer as the moment the customer went, where the contact stood so long that its wrap-up asks for it.

    It is the time of the last thing recorded in the contact; None where nothing has to be asked.
    """
    until = contact.ended_at or clock.now()
    if contact.done_at is not None or not rules.stood_long(contact.started_at, until):
        return None
    entries = journal.timeline(contact.council, thing=("contact", contact.id), limit=100)
    told = [
        e.happened_at
        for e in entries
        if e.happened_at is not None and e.kind not in (CONTACT_ENDED, CONTACT_WRAPPED_UP)
    ]
    return min(max(told, default=contact.started_at), until)


def in_hand(actor: Actor) -> Contact | None:
    """The contact that the actor has in hand, whose customer has not gone yet; or None."""
    return next((each for each in not_done(actor) if each.ended_at is None), None)


def may_change(actor: Actor, contact: Contact) -> bool:
    """Whether the actor may add to this contact, end it and wrap it up."""
    return policy.may_change(actor, contact.handler)


def contact(actor: Actor, contact: int) -> Contact | None:
    """One contact, or None when there is none that the actor may see."""
    rows = models.Contact.objects.filter(policy.visible(actor), council_id=actor.council, pk=contact)
    return next(iter(_contacts(rows)), None)


def contacts_of(
    council: int,
    people: Iterable[int],
    *,
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
    hide: frozenset[str] = frozenset(),
) -> list[Contact]:
    """Contacts of a person (or all records of one), newest first; `before` = (started_at, id) of the last one shown.

    Whoever shows them decides who sees the person; matters of services in `hide` (restricted ones) are left out.
    """
    found: list[Contact] = []
    for person in people:
        rows = models.Contact.objects.filter(council_id=council, person_id=person)
        found += _contacts(_page(rows, before, limit), hide)
    return sorted(found, key=lambda c: (c.started_at, c.id), reverse=True)[:limit]


def last_contacts(council: int, people: Iterable[int], hide: frozenset[str] = frozenset()) -> dict[int, Contact]:
    """The latest contact of each of these people, by person: what search shows beside a name.

    Matters of services in `hide` are left out.
    """
    rows = models.Contact.objects.filter(council_id=council, person_id__in=list(people))
    found = _contacts(rows.order_by("person_id", "-started_at", "-id").distinct("person_id"), hide)
    return {each.person: each for each in found if each.person is not None}


def counted(council: int, people: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """How many contacts each of these people (or records of one) had, and when the last began; who had none is left
    out."""
    rows = models.Contact.objects.filter(council_id=council, person_id__in=list(people)).values("person_id")
    told = rows.annotate(number=Count("pk"), last=Max("started_at")).values_list("person_id", "number", "last")
    return {person: (number, last) for person, number, last in told if person is not None}


def named(council: int, people: list[int]) -> set[int]:
    """Which of these people have a contact or a conversation that is still kept with their name."""
    rows = models.Contact.objects.filter(council_id=council, person_id__in=people)
    talks = models.Conversation.objects.filter(council_id=council, person_id__in=people)
    found = {*rows.values_list("person_id", flat=True).distinct(), *talks.values_list("person_id", flat=True)}
    return {person for person in found if person is not None}


def active(council: int, people: list[int], since: datetime | None) -> set[int]:
    """Which of these people have a contact that is not done, or one that began no longer ago than `since`."""
    still = Q(done_at=None) if since is None else Q(done_at=None) | Q(started_at__gte=since)
    rows = models.Contact.objects.filter(still, council_id=council, person_id__in=people)
    return {person for person in rows.values_list("person_id", flat=True) if person is not None}


def contacts_taken(actor: Actor, *, before: tuple[datetime, int] | None = None, limit: int = 50) -> list[Contact]:
    """The actor's own contacts, newest first."""
    if actor.user is None:
        return []
    rows = models.Contact.objects.filter(council_id=actor.council, handler_id=actor.user)
    return _contacts(_page(rows, before, limit))


def contacts_by_id(council: int, contacts: Iterable[int]) -> dict[int, Contact]:
    """These contacts by id, for a domain that links to them."""
    rows = models.Contact.objects.filter(council_id=council, pk__in=list(contacts))
    return {each.id: each for each in _contacts(rows)}


def _page(rows: QuerySet[models.Contact], before: tuple[datetime, int] | None, limit: int) -> QuerySet[models.Contact]:
    if before is not None:
        # Written so that the index on (council, person, started_at, id) gives both the start and the order.
        rows = rows.filter(started_at__lte=before[0]).exclude(started_at=before[0], pk__gte=before[1])
    return rows.order_by("-started_at", "-id")[:limit]


def _contacts(rows: QuerySet[models.Contact], hide: frozenset[str] = frozenset()) -> list[Contact]:
    """The rows with their matters, in one query."""
    return [
        Contact(
            id=row.pk,
            council=row.council_id,
            channel=row.channel,
            direction=row.direction,
            person=row.person_id,
            handler=row.handler_id,
            started_at=row.started_at,
            answered_at=row.answered_at,
            ended_at=row.ended_at,
            done_at=row.done_at,
            assisted=row.assisted,
            matters=tuple(_matter(**each) for each in row.told if each["service"] not in hide),
        )
        for row in rows.annotate(told=_MATTERS)
    ]


def _matter(id: int, service: str, reason: str, outcome: str, **ended: Any) -> Matter:
    return Matter(id, service, reason, WrapUp(outcome, **ended))


def conversations_of(council: int, cluster: Iterable[int], limit: int = 50) -> list[Conversation]:
    """A customer's conversations without their words, those with the newest first."""
    rows = models.Conversation.objects.filter(council_id=council, person_id__in=list(cluster))
    rows = rows.annotate(new=Count("texts", filter=Q(texts__unseen=True))).order_by("-last_at", "-id")
    return [_conversation(row, new=row.new) for row in rows[:limit]]


def number_unseen(council: int, cluster: Iterable[int]) -> int:
    """How many messages of ours in their conversations the customer has not opened."""
    theirs = Q(conversation__person_id__in=list(cluster))
    return models.ConversationText.objects.filter(theirs, council_id=council, unseen=True).count()


def own_conversation(actor: Actor, conversation: int) -> Conversation:
    """One of the signed-in customer's own, with its words, oldest first. NotFound for any other."""
    mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
    row = models.Conversation.objects.filter(council_id=actor.council, person_id__in=mine, pk=conversation).first()
    if row is None:
        raise NotFound("We could not find that message.")
    return _conversation(row, words=words_of(row.council_id, row.pk))


def words_of(council: int, conversation: int) -> tuple[Words, ...]:
    """The messages of one, oldest first. The caller has asked whether they may be shown."""
    texts = models.ConversationText.objects.filter(council_id=council, conversation_id=conversation).order_by("id")
    return tuple(Words(each.at, each.body, each.by_customer, each.user_id, each.unseen) for each in texts)


def whose_conversation(council: int, conversation: int) -> int | None:
    """The customer of a conversation; None where there is none, or nobody is known any more."""
    rows = models.Conversation.objects.filter(council_id=council, pk=conversation)
    return rows.values_list("person_id", flat=True).first()


def conversation(actor: Actor, conversation: int) -> Conversation:
    """One with its words, for those who answer. NotFound where the customer's record is restricted and does not name
    the actor; a look goes to the access log."""
    require(policy.may_answer(actor))
    row = models.Conversation.objects.filter(council_id=actor.council, pk=conversation).first()
    if row is None:
        raise NotFound("We could not find that message.")
    if row.person_id is not None:
        people.who(actor, row.person_id, seen_on="message")
    return _conversation(row, words=words_of(row.council_id, row.pk))


def conversations_waiting(actor: Actor, limit: int = 50) -> list[Conversation]:
    """Customers' messages that wait for our answer, those that wait longest first; none to whoever may not answer."""
    if not policy.may_answer(actor):
        return []
    return [_conversation(row) for row in _unanswered(actor).order_by("waiting_since", "id")[:limit]]


def number_unanswered(actor: Actor) -> int:
    """How many `conversations_waiting` would list in all."""
    return _unanswered(actor).count() if policy.may_answer(actor) else 0


def _unanswered(actor: Actor) -> QuerySet[models.Conversation]:
    return models.Conversation.objects.filter(council_id=actor.council, waiting_since__isnull=False)


def _conversation(row: models.Conversation, *, new: int = 0, words: tuple[Words, ...] = ()) -> Conversation:
    return Conversation(
        row.pk, row.person_id, row.subject, row.opened_at, row.last_at, row.waiting_since, row.count,
        row.removed_at is not None, new, words,
    )  # fmt: skip
