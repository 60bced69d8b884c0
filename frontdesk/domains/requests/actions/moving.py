"""Moving a request through its workflow: on, to its end, and back when the end did not hold."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from frontdesk.domains.contacts.types import FAILURE, WrapUp
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.actions import arrival, telling
from frontdesk.domains.requests.actions.asking import ask, said
from frontdesk.domains.requests.actions.held import Held, hold, is_again, move, note, save, tell_clock, write_text
from frontdesk.domains.requests.actions.owners import may_own, owner_for
from frontdesk.domains.requests.queries.changing import current_rule, extendable
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import (
    CLOSED,
    DELAY_TOLD,
    DISPUTE,
    DISPUTED,
    EXTENDED,
    LINKED,
    MESSAGE,
    MOVED,
    OPEN,
    REASON,
    REOPENED,
    SAME_AS,
    WITHDRAWN,
)
from frontdesk.domains.standards.types import Events
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import long_date


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives with a step: the code of an outcome, a reason for colleagues, a message to the customer."""

    outcome: str = ""
    reason: str = ""
    message: str = ""
    same_as: int | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names of what was given."""
        return frozenset(n for n in ("outcome", "reason") if getattr(self, n).strip())


def change_status(
    actor: Actor,
    *,
    request: int,
    to: str,
    outcome: str = "",
    reason: str = "",
    question: str = "",
    message: str = "",
    same_as: int | None = None,
    seen: int | None = None,
    by_phone: bool = False,
) -> None:
    """Take a step of the workflow, with what it needs; the customer is told.

    `reason` stays with colleagues, `message` goes to the customer with the news, `same_as` is the request that a
    duplicate repeats, `by_phone` as `ask_customer` has it. Refusal when the step does not exist (somebody else was
    quicker), is not the actor's, or something it needs is missing.
    """
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        step = steps.transition(held.workflow, held.row.status, to)
        if step is not None and step.needs == "question":
            require(policy.may_work(actor))
            ask(actor, held, said(question, "question", "Write the question for the customer."), by_phone=by_phone)
            return
        take(actor, held, to, Given(outcome, reason, message, same_as))


def close_request(actor: Actor, *, request: int, outcome: str, message: str = "", seen: int | None = None) -> None:
    """Close with an outcome of the service; the customer is told its words, and `message` before them."""
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        chosen = steps.outcome(held.definition, outcome)
        take(actor, held, chosen.status, Given(outcome=outcome, reason=chosen.name, message=message))


def take(actor: Actor, held: Held, to: str, given: Given) -> None:
    """Check the step, take it, keep the words, tell the customer."""
    row, before = held.row, held.row.status
    steps.check_step(held.workflow, before, to, held.who, given.names)
    was_closed, final = row.closed_at is not None, steps.state_of(held.workflow, to) == steps.STOPPED
    text = None
    if given.message.strip():
        text = write_text(held, MESSAGE, said(given.message, "message", ""), actor=actor).pk
    if final:
        finish(actor, held, to, given, text=text)
        return
    if was_closed:
        open_again(actor, held, to, why="reopened")
    else:
        move(held, to)
    _keep_reason(actor, held, given.reason)
    save(actor, held, REOPENED if was_closed else MOVED, {"from": before, "to": to, "text": text})
    telling.tell_customer(actor, held, "changed", extra=given.message)


def finish(actor: Actor, held: Held, to: str, given: Given, *, kind: str = CLOSED, text: int | None = None) -> None:
    """Bring it to a final status; `text` is the id of the words to the customer that were kept.

    The side of the figures on which it counts follows from status and outcome.
    """
    row, before = held.row, held.row.status
    chosen = None
    if given.outcome:
        chosen = steps.outcome(held.definition, given.outcome)
        if chosen.status != to:
            raise Refusal(f"“{chosen.name}” is not an outcome of that status.", field="outcome")
        if chosen.message and not given.message.strip():
            raise Refusal(
                "Write to the customer what was decided: the words of this outcome rely on it.", field="message"
            )
    else:
        _keep_reason(actor, held, given.reason)
    move(held, to)
    row.outcome = chosen.code if chosen else ""
    row.side = steps.side_of(to, row.outcome)
    row.closed_at, row.expected_on, row.disputed_at = held.now, None, None
    if given.same_as is not None:
        tie(actor, held, given.same_as)
    save(actor, held, kind, {"from": before, "to": to, "outcome": row.outcome, "side": row.side, "text": text})
    words = chosen.text if chosen else held.status.text
    telling.tell_customer(actor, held, "closed", outcome="\n\n".join(filter(None, (words, given.message.strip()))))


def tie(actor: Actor, held: Held, first: int) -> None:
    """Link a duplicate to the request it repeats; NotFound unless the actor sees that one."""
    row = held.row
    other = models.Request.objects.filter(
        policy.visible(policy.sight(actor)), council_id=row.council_id, pk=first
    ).first()
    if other is None or other.pk == row.pk:
        raise NotFound("We could not find the request that this one repeats.")
    models.RequestLink.objects.get_or_create(
        council_id=row.council_id,
        request=row,
        other=other,
        kind=SAME_AS,
        defaults={"made_at": held.now, "made_by": actor.user},
    )
    note(actor, row, LINKED, {"to": other.pk, "how": SAME_AS})


def withdraw(actor: Actor, *, request: int, reason: str = "", follow: str = "", seen: int | None = None) -> None:
    """The customer no longer needs it (or tells staff so). It counts on neither side of the figures."""
    with transaction.atomic():
        held = hold(actor, request, follow=follow, seen=seen)
        to = steps.withdrawal(held.workflow, held.row.status)
        if held.row.closed_at is not None or to is None:
            raise Refusal("This is closed already: there is nothing to withdraw.", code="closed")
        steps.check_step(held.workflow, held.row.status, to, held.who, frozenset({"reason"}))
        finish(actor, held, to, Given(reason=reason), kind=WITHDRAWN)


def dispute(
    actor: Actor, *, request: int, words: str, follow: str = "", seen: int | None = None, key: str | None = None
) -> None:
    """The customer says that the closing is not right: it goes back to its owner with a flag and runs again.

    The same press (`key`) twice is once.
    """
    body = said(words, "words", "Tell us what is not right.")
    with transaction.atomic():
        if is_again(actor, "dispute", request, key):
            return
        held = hold(actor, request, follow=follow, seen=seen)
        require(steps.CUSTOMER in held.who or policy.may_work(actor))
        to = steps.first_running(held.workflow, held.row.status, frozenset({steps.CUSTOMER}))
        if held.row.closed_at is None:
            raise Refusal("This is still open. You can add to it or ask us about it.", code="open")
        if to is None:
            raise Refusal("We cannot look at this again here. Please contact us.", code="no-step")
        before = held.row.status
        arrival.with_words(actor, held, "complain", WrapUp("sent-on", FAILURE))
        written = write_text(held, DISPUTE, body, actor=actor)
        open_again(actor, held, to, why="dispute")
        held.row.disputed_at = held.now
        save(actor, held, DISPUTED, {"text": written.pk, "from": before, "to": to})
        telling.tell_customer(actor, held, "changed", extra="Thank you for telling us that it is not right.")


def reopen(actor: Actor, *, request: int, reason: str, seen: int | None = None) -> None:
    """Staff take back a closing. `reason` stays with colleagues; the customer is told that it is open again."""
    require(policy.may_work(actor))
    body = said(reason, "reason", "Say why it is opened again.")
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        before = held.row.status
        to = steps.first_running(held.workflow, before, held.who)
        if held.row.closed_at is None or to is None:
            raise Refusal("This request is open.", code="open")
        open_again(actor, held, to, why="reopened")
        _keep_reason(actor, held, body)
        save(actor, held, REOPENED, {"from": before, "to": to})
        telling.tell_customer(actor, held, "changed")


def open_again(actor: Actor, held: Held, to: str, *, why: str) -> None:
    """Undo a closing in the row. An owner who has left since is replaced: an open request has a named owner."""
    row = held.row
    move(held, to, why=why)
    row.side, row.outcome, row.closed_at, row.kept = OPEN, "", None, None
    if row.owner_id is None or not may_own(row.council_id, row.owner_id, held.definition):
        row.owner_id = owner_for(row.council_id, row.team_id, held.definition)


def extend_promise(actor: Actor, *, request: int, reason: str, by: int = 0, seen: int | None = None) -> None:
    """Lengthen the clock as its rule allows, by notice with a reason (`by` in the rule's own unit; 0: the most).

    Refusal when the rule knows no extension, it is used up, or the time is over: a promise is not moved after it was
    broken.
    """
    require(policy.may_work(actor))
    body = said(reason, "reason", "Say why more time is needed.")
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        rule, left = current_rule(held.row), extendable(held.row)
        if rule is None or rule.extension is None:
            raise Refusal("The time for this cannot be extended.", code="no-extension")
        if left is None:
            raise Refusal("The time for this cannot be extended any more.", code="too-late")
        if by < 0 or by > left.most:
            raise Refusal(f"Choose from 1 to {left.most} {left.unit}s.", field="by")
        written = write_text(held, MESSAGE, body, actor=actor)
        tell_clock(held, Events.EXTENDED, by=by or left.most)
        save(actor, held, EXTENDED, {"by": by or left.most, "text": written.pk})
        telling.tell_customer(actor, held, "changed", extra=body, topic="extended")


def tell_delay(actor: Actor, *, request: int, reason: str, expected_on: date, seen: int | None = None) -> None:
    """Tell the customer before the promise is missed: why, and by when instead. It counts as missed all the same."""
    require(policy.may_work(actor))
    body = said(reason, "reason", "Say why it takes longer.")
    if expected_on < clock.today():
        raise Refusal("Give a day that is still to come.", field="expected_on")
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        if held.row.closed_at is not None:
            raise Refusal("This request is closed.", code="closed")
        written = write_text(held, MESSAGE, f"{body} We now expect to do it by {long_date(expected_on)}.", actor=actor)
        held.row.expected_on = expected_on
        save(actor, held, DELAY_TOLD, {"expected_on": expected_on.isoformat(), "text": written.pk})
        telling.tell_customer(actor, held, "late", extra=body)


def _keep_reason(actor: Actor, held: Held, reason: str) -> None:
    if reason.strip():
        write_text(held, REASON, said(reason, "reason", ""), actor=actor)
