"""Lifting the restriction of a record: the customer hears of it before (UK GDPR Article 18(3))."""

from dataclasses import replace

from django.db import transaction

from frontdesk.domains.information import models
from frontdesk.domains.information.actions.asking import stands_no_more
from frontdesk.domains.information.actions.held import ALREADY, hold_row, save, tell, words_of, write_text
from frontdesk.domains.information.queries.restricted import restriction_of
from frontdesk.domains.information.rules import steps
from frontdesk.domains.information.types import LIFTED, LIFTING, NOTE, RESTRICTION, Restriction
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import long_date

NO_CASE = (
    "No case here says why this record was restricted. Write down under data protection what the customer asked,"
    " restrict the record by that case, and lift it then."
)


def tell_of_lifting(actor: Actor, *, record: int, reason: str) -> bool:
    """Tell the customer, with the reason, that the restriction of their record will be lifted, and from which day on.

    Whether they could be written to; where not, staff tell them another way. Telling again begins the days anew.
    """
    with transaction.atomic():
        row, _ = _held(actor, record)
        if not reason.strip():
            raise Refusal("Write why it is lifted, in words for the customer.", field="reason")
        write_text(row, LIFTING, words_of(reason), actor)
        save(actor, row, data={"lifting": record})
        day = (clock.now() + steps.NOTICE).astimezone(clock.LOCAL).date()
        return tell(
            actor,
            row,
            "lifting",
            "We are going to use your information again",
            f"As you asked, few of us can read your record and we use it less. We are going to end that on or after"
            f" {long_date(day)}. This is why:",
            reason.strip(),
            "If you think that is wrong, tell us before that day. You can also complain to the Information Commissioner"
            " (ico.org.uk, 0303 123 1113).",
        )


def lift_restriction(actor: Actor, *, record: int, words: str, agreed: bool = False) -> bool:
    """Let everybody who serves read this record again; `words` say for colleagues why, and how the customer was told.

    Refused before the customer was told and had the days of `steps.NOTICE`, unless they asked for it themselves or
    `agreed`. Whether they could be told that it is done.
    """
    with transaction.atomic():
        row, known = _held(actor, record)
        words_of(words, "Write why it is lifted, and how they were told.")
        if not agreed and known.told_at is None:
            raise Refusal("Tell the customer first, or say that they agree.", field="agreed")
        if not agreed and known.lifts_on is not None and clock.today() < known.lifts_on:
            on = long_date(known.lifts_on)
            raise Refusal(f"They were told that it is not lifted before {on}, unless they agree.", field="agreed")
        if row.kind == RESTRICTION:
            row.outcome = LIFTED
        write_text(row, NOTE, words, actor)
        people.restrict_person(replace(actor, roles=actor.roles | {"system"}), person=record, readers=None)
        save(actor, row, data={"lifted": record, "agreed": agreed})
        stands_no_more(row)
        return tell(
            actor,
            row,
            "lifted",
            "We use your information again",
            "The restriction of your record has ended: the staff who deal with you can read it again.",
        )


def _held(actor: Actor, record: int) -> tuple[models.RightsCase, Restriction]:
    """The case by which this very record is restricted, locked, and what the customer knows of its end."""
    seen = restriction_of(actor, record)
    if seen.record != record:
        raise Refusal(ALREADY, code="moved-on")
    if seen.case is None:
        raise Refusal(NO_CASE, code="no-case")
    row = hold_row(actor, seen.case)
    known = restriction_of(actor, record)  # as it is while nobody else can change it
    if (known.record, known.case) != (record, row.pk):
        raise Refusal(ALREADY, code="moved-on")
    return row, known
