"""Messages to and fro that are about no request: a customer writes, staff answer, or say that nothing is to answer."""

from django.db import transaction

from frontdesk.domains.contacts import models, policy
from frontdesk.domains.contacts.actions.record import record_whole
from frontdesk.domains.contacts.queries import lists_of
from frontdesk.domains.contacts.types import (
    CONVERSATION,
    CONVERSATION_BEGUN,
    CONVERSATION_SETTLED,
    WE_WROTE,
    WROTE_TO_US,
    ContactIn,
    MatterIn,
    WrapUp,
)
from frontdesk.domains.notifications.actions import tell
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.idempotency import once
from frontdesk.kernel.words import one_line

LONGEST, LONGEST_SUBJECT = 10_000, 120
CHANGED = "changed"
_BODY = "We have answered what you wrote to us about “{subject}”. Sign in to read it and to write back: {link}"
_SAME = "A colleague wrote here, or the customer did, while you had it open. Read it again, then send."


def write_to_us(actor: Actor, *, subject: str, words: str, key: str | None = None) -> int:
    """The signed-in customer writes to the council about no request; returns the conversation's id.

    It waits for the front desk, and is a contact by web. The same press (`key`) twice is once.
    """
    require(actor.person is not None and not actor.is_staff, "Sign in and give us your name first.")
    about, body = _subject(subject), _said(words)

    def begin() -> int:
        now = clock.now()
        row = models.Conversation.objects.create(
            council_id=actor.council, person_id=people.whose_words(actor), subject=about, opened_at=now, last_at=now
        )
        _take_in(actor, row, body, "ask")
        _note(actor, row, CONVERSATION_BEGUN)
        return row.pk

    with transaction.atomic():
        return int(once(actor, "contacts.write_to_us", key, begin))


def write_again(actor: Actor, *, conversation: int, words: str, key: str | None = None) -> None:
    """The customer writes more in a conversation of theirs; it waits for the front desk again. NotFound for others'."""
    body = _said(words)

    def add() -> bool:
        mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
        row = _locked(actor, conversation)
        if row.person_id not in mine:
            raise NotFound("We could not find that message.")
        _take_in(actor, row, body, "progress" if row.waiting_since else "ask")
        _note(actor, row, WROTE_TO_US)
        return True

    with transaction.atomic():
        once(actor, f"contacts.write_again.{conversation}", key, add)


def write_back(actor: Actor, *, conversation: int, words: str, seen: int | None = None) -> None:
    """Staff answer; the customer is told by email that there is an answer, not what it says.

    `seen` is how many messages there were when they looked: Refusal when there are more now. NotFound where the
    customer's record is restricted and does not name them.
    """
    body = _said(words)
    with transaction.atomic():
        row = _for_staff(actor, conversation, seen)
        if row.person_id is None:
            raise Refusal("Whose message this was is not known any more, so nobody can be answered.")
        _add(actor, row, body, by_customer=False)
        row.waiting_since = None
        row.save()
        _note(actor, row, WE_WROTE)
        council = organisations.council_by_id(row.council_id)
        link = links.absolute(council.code, f"/account/messages/{row.pk}/") if council else ""
        tell(
            actor, topic="contacts.answered", subject="We have answered your message", link=link,
            body=_BODY.format(subject=row.subject, link=link), about=(CONVERSATION, row.pk),
            key=f"conversation:{row.pk}:{row.count}", to_person=row.person_id,
        )  # fmt: skip


def settle_conversation(actor: Actor, *, conversation: int, seen: int | None = None) -> None:
    """Staff say that nothing is left to answer: it leaves the list, and the customer is told nothing."""
    with transaction.atomic():
        row = _for_staff(actor, conversation, seen)
        if row.waiting_since is not None:
            row.waiting_since = None
            row.save(update_fields=["waiting_since"])
            _note(actor, row, CONVERSATION_SETTLED)


def mark_seen(actor: Actor, *, conversation: int) -> int:
    """The customer has opened a conversation of theirs; returns how many messages were new."""
    mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
    row = models.Conversation.objects.filter(council_id=actor.council, person_id__in=mine, pk=conversation).first()
    if row is None:
        return 0
    with transaction.atomic(savepoint=False):
        return models.ConversationText.objects.filter(council_id=actor.council, conversation=row, unseen=True).update(
            unseen=False
        )


def _take_in(actor: Actor, row: models.Conversation, body: str, reason: str) -> None:
    """The customer's words with their contact; the conversation waits for us since the first that has no answer."""
    now, lists = clock.now(), lists_of(actor.council)
    outcome = "sent-on" if "sent-on" in lists.outcomes else next(iter(lists.outcomes))
    matter = MatterIn(reason=reason if reason in lists.reasons else "", ended=WrapUp(outcome))
    contact = ContactIn("web", now, row.person_id, now, now, matters=(matter,))
    recorded = record_whole(Actor.system(actor.council), contact=contact)
    _add(actor, row, body, by_customer=True, contact=recorded.contact)
    row.waiting_since = row.waiting_since or now
    row.save()


def _add(actor: Actor, row: models.Conversation, body: str, *, by_customer: bool, contact: int | None = None) -> None:
    row.last_at = clock.now()
    row.count += 1
    models.ConversationText.objects.create(
        council_id=row.council_id, conversation=row, contact_id=contact, body=body, at=row.last_at,
        by_customer=by_customer, user_id=actor.user, unseen=not by_customer,
    )  # fmt: skip


def _for_staff(actor: Actor, conversation: int, seen: int | None) -> models.Conversation:
    require(policy.may_answer(actor))
    row = _locked(actor, conversation)
    if row.person_id is not None:
        people.who(actor, row.person_id, seen_on="message")
        own = actor.person is not None and actor.person in people.cluster(actor.council, row.person_id)
        require(not own, "This is your own message. A colleague answers it.")
    if seen is not None and seen != row.count:
        raise Refusal(_SAME, code=CHANGED)
    return row


def _locked(actor: Actor, conversation: int) -> models.Conversation:
    rows = models.Conversation.objects.select_for_update(no_key=True).filter(council_id=actor.council, pk=conversation)
    row = rows.first()
    if row is None:
        raise NotFound("We could not find that message.")
    return row


def _note(actor: Actor, row: models.Conversation, kind: str) -> None:
    journal.write(actor, kind, thing=(CONVERSATION, row.pk), person=row.person_id, via="web")


def _subject(typed: str) -> str:
    subject = one_line(typed)
    if not subject:
        raise Refusal("Say in a few words what it is about.", field="subject")
    if len(subject) > LONGEST_SUBJECT:
        raise Refusal(f"Use {LONGEST_SUBJECT} characters or fewer for what it is about.", field="subject")
    return subject


def _said(typed: str) -> str:
    body = typed.strip()
    if not body:
        raise Refusal("Write what you want to say.", field="words")
    if len(body) > LONGEST:
        raise Refusal(f"Use {LONGEST:,} characters or fewer. You have {len(body):,}.", field="words")
    return body
