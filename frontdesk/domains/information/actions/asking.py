"""What the customer does: asking by right, answering our question, wanting it no longer."""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import OuterRef, Subquery

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.actions.copies import drop_copies
from frontdesk.domains.information.actions.held import end, hold_own, run_on, save, tell, words_of, write_text
from frontdesk.domains.information.rules import steps
from frontdesk.domains.information.types import (
    ANSWER,
    ASKED_WORDS,
    CASE_ASKED,
    CASE_CLOSED,
    CUSTOMER,
    IDENTITIES,
    KINDS,
    WITHDRAWN,
)
from frontdesk.domains.people import queries as people
from frontdesk.domains.segments import actions as segments
from frontdesk.domains.standards.rules.clock_data import rule_as_data, statutory_clocks
from frontdesk.domains.standards.types import Events
from frontdesk.kernel import clock, locks
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.channels import CODES
from frontdesk.kernel.clock import LOCAL
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.idempotency import once
from frontdesk.kernel.references import new_reference
from frontdesk.kernel.words import long_date, one_line

OLDEST = 366
"""Days before today at most on which what is written down now was asked."""


def ask_by_right(
    actor: Actor,
    *,
    kind: str,
    words: str = "",
    channel: str = "web",
    person: int | None = None,
    on_behalf: str = "",
    identity: str = "",
    received_on: date | None = None,
    key: str | None = None,
) -> int:
    """Record what somebody asks by data protection law; returns the case's id.

    A customer asks for themselves, signed in, which shows who they are; staff record it for `person`, say how it was
    shown who asks (`identity`, '' where it was not), for whom somebody acts (`on_behalf`), and on which day it came.
    A customer who asks for the same in the same words while it is open has asked once.
    """
    whose = _whose(actor, person)
    own = not (actor.is_staff or actor.is_system)
    _check(actor, kind, words, channel, identity, received_on)
    with transaction.atomic():

        def make() -> int:
            if own and (asked := _asked_already(actor.council, whose, kind, words)):
                return asked
            row = _made(actor, kind, "web" if own else channel, whose, on_behalf, received_on)
            _shown(row, "account" if own else identity)
            if words.strip():
                write_text(row, ASKED_WORDS, words, actor, by_customer=own)
            models.RightsEvent.objects.create(
                council_id=row.council_id, case=row, at=row.received_at, kind=Events.HAPPENED.value, name="receipt"
            )
            save(actor, row, CASE_ASKED, {"kind": kind})
            if kind in steps.LEAVES_OUT:
                segments.leave_out(Actor.system(actor.council), person=whose)
            by = f" We answer by {long_date(row.due_on)}." if row.due_on else ""
            tell(
                actor,
                row,
                "asked",
                "What you asked us about your information",
                f"We have what you asked for: {KINDS[kind][0].lower()}.{by}",
            )
            return row.pk

        return int(once(actor, "information.ask", key, make))


def _whose(actor: Actor, person: int | None) -> int:
    if actor.is_staff or actor.is_system:
        require(policy.may_record(actor), "This is not part of your work.")
        if person is None:
            raise Refusal("Say who asks.", field="person")
        if actor.person is not None and person in people.cluster(actor.council, actor.person):
            raise Refusal("You can not record this for yourself. Ask in your own account.", field="person")
        return people.who(actor, person, seen_on="data protection").id if not actor.is_system else person
    own = people.whose_words(actor)
    if own is None:
        raise NotFound("We hold nothing under your sign-in yet.")
    return own


def _check(actor: Actor, kind: str, words: str, channel: str, identity: str, received_on: date | None) -> None:
    if kind not in KINDS:
        raise Refusal("Choose what you ask for.", field="kind")
    if channel not in CODES:
        raise Refusal("Choose how they asked.", field="channel")
    if identity and identity not in IDENTITIES:
        raise Refusal("Choose how it was shown who asks.", field="identity")
    words_of(words, "" if kind == "access" else "Say what this is about, in a sentence or two.")
    if received_on is not None and not 0 <= (clock.today() - received_on).days <= OLDEST:
        raise Refusal("Enter the day on which it came: within the last year, not in the future.", field="received-day")


def _asked_already(council: int, person: int, kind: str, words: str) -> int | None:
    """The open case in which this customer asked just this in the account; two at once wait for each other here."""
    locks.take_turns(f"information.ask:{council}:{person}")
    rows = models.RightsCase.objects.filter(
        council_id=council, person_id=person, kind=kind, closed_at=None, identity="account"
    )
    said = models.RightsText.objects.filter(council_id=council, case=OuterRef("pk"), kind=ASKED_WORDS)
    rows = rows.annotate(said=Subquery(said.order_by("id").values("body")[:1])).order_by("id")
    return next((row.pk for row in rows if (row.said or "") == words.strip()), None)


def _made(
    actor: Actor, kind: str, channel: str, person: int, on_behalf: str, received_on: date | None
) -> models.RightsCase:
    rule = statutory_clocks()[steps.clock_of(kind)]
    moment = clock.now()
    if received_on is not None and received_on != clock.today():
        moment = datetime.combine(received_on, time(12), LOCAL)
    return models.RightsCase.objects.create(
        council_id=actor.council,
        reference=new_reference(),
        kind=kind,
        person_id=person,
        channel=channel,
        on_behalf=one_line(on_behalf, 200),
        clock={"code": rule.code, **rule_as_data(rule)},
        received_at=moment,
        recorded_by=actor.user,
    )


def _shown(row: models.RightsCase, identity: str) -> None:
    if identity:
        row.identity, row.identity_at = identity, clock.now()


def answer_case(actor: Actor, *, case: int, words: str) -> None:
    """The customer answers our question; the clock runs on."""
    words_of(words, "Write your answer.")
    with transaction.atomic():
        row = hold_own(actor, case)
        if row.waits_for != CUSTOMER:
            raise Refusal("We have your answer already.", code="moved-on")
        write_text(row, ANSWER, words, actor, by_customer=True)
        run_on(row)
        save(actor, row)


def withdraw_case(actor: Actor, *, case: int) -> None:
    """The customer wants it no longer."""
    with transaction.atomic():
        row = hold_own(actor, case)
        end(actor, row, WITHDRAWN)
        stands_no_more(row)
        drop_copies(row)
        save(actor, row, CASE_CLOSED, {"outcome": WITHDRAWN})


def stands_no_more(row: models.RightsCase) -> None:
    """Where an objection or restriction ended without being granted, and no other stands: being counted as no kind of
    customer is their own word from now on."""
    person = row.person_id
    if person is None or row.kind not in steps.LEAVES_OUT or row.outcome not in steps.NOT_GRANTED:
        return
    _right_ends(row, person)


def stands_for(row: models.RightsCase, before: int) -> None:
    """An objection or restriction is of another record than `before`: that one is counted as no kind of customer, and
    this one is again when they say so."""
    if row.kind in steps.LEAVES_OUT:
        segments.leave_out(Actor.system(row.council_id), person=row.person_id)
        _right_ends(row, before)


def _right_ends(row: models.RightsCase, person: int) -> None:
    """By this case nothing stands for this record any more."""
    rows = models.RightsCase.objects.filter(council_id=row.council_id, person_id=person, kind__in=steps.LEAVES_OUT)
    others = rows.exclude(outcome__in=steps.NOT_GRANTED).exclude(pk=row.pk)
    segments.end_right(Actor.system(row.council_id), person=person, stands=others.exists)
