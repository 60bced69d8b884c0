"""A case in hand: its row locked, its clock, its words, what the customer is told of it."""

from collections.abc import Mapping
from typing import Any

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.queries.cases import due_of, owned, seen, standing_of
from frontdesk.domains.information.rules import steps
from frontdesk.domains.information.types import CASE, CASE_CHANGED
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.standards.types import Events, Running, Verdict
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.references import show_reference

LONGEST = 5000
ALREADY = "That cannot be done any more: somebody has dealt with it. Look at the case again."


def hold(actor: Actor, case: int, step: str) -> models.RightsCase:
    """The case, locked, for a step that staff may take now; Refusal otherwise, NotFound outside the actor's sight."""
    require(policy.may_protect(actor), "Ask the data protection officer or a complaints officer.")
    row = hold_row(actor, case)
    seen(actor, row)
    if step not in steps.may(standing_of(row)):
        raise Refusal(ALREADY, code="moved-on")
    return row


def hold_own(actor: Actor, case: int) -> models.RightsCase:
    """The customer's own open case, locked."""
    row = hold_row(actor, case)
    owned(actor, row)
    if row.closed_at is not None:
        raise Refusal("This has been answered already.", code="moved-on")
    return row


def hold_row(actor: Actor, case: int) -> models.RightsCase:
    """The case, locked, whatever its state. The caller makes sure that the actor may see it."""
    rows = models.RightsCase.objects.select_for_update(no_key=True).filter(council_id=actor.council, id=case)
    row = rows.first()
    if row is None:
        raise NotFound("We could not find that case.")
    return row


def tell_clock(row: models.RightsCase, kind: Events, name: str = "", by: int = 0) -> None:
    """Write one event of the clock."""
    models.RightsEvent.objects.create(
        council_id=row.council_id, case=row, at=clock.now(), kind=kind.value, name=name, by=by
    )


def run_on(row: models.RightsCase) -> None:
    """What the case waited for has come, or will not be waited for any more: its clock runs on."""
    if row.waits_for:
        tell_clock(row, Events.RESUMED, row.waits_for)
        row.waits_for = ""


def end(actor: Actor, row: models.RightsCase, outcome: str, ground: str = "") -> None:
    """Close the case with its outcome, and stop its clock. The caller saves it."""
    row.outcome, row.ground, row.closed_at, row.closed_by = outcome, ground, clock.now(), actor.user
    run_on(row)
    tell_clock(row, Events.HAPPENED, "response" if steps.is_answer(outcome) else "closing")


def words_of(words: str, sentence: str = "Write a sentence or two.") -> str:
    """What somebody wrote; Refusal with `sentence` for nothing, and for more than we keep."""
    if not words.strip() and sentence:
        raise Refusal(sentence, field="words")
    if len(words) > LONGEST:
        raise Refusal(f"Use {LONGEST:,} characters or fewer.", field="words")
    return words


def write_text(row: models.RightsCase, kind: str, body: str, actor: Actor, *, by_customer: bool = False) -> None:
    """Keep somebody's words."""
    models.RightsText.objects.create(
        council_id=row.council_id, case=row, kind=kind, body=body.strip(), at=clock.now(), user_id=actor.user,
        by_customer=by_customer,
    )  # fmt: skip


def save(actor: Actor, row: models.RightsCase, kind: str = CASE_CHANGED, data: Mapping[str, Any] | None = None) -> None:
    """Reckon the clock anew, save the row, write the journal entry: the end of every verb."""
    reckon(row)
    row.changes += 1
    row.save()
    journal.write(actor, kind, thing=(CASE, row.pk), person=row.person_id, via=row.channel, data=data or {})


def reckon(row: models.RightsCase) -> None:
    """Work out the due day from the events. While a case waits, it is due on no day."""
    answer = due_of(row)
    row.due_at, row.due_on = answer.at, answer.on
    if row.closed_at is not None and steps.is_answer(row.outcome) and answer.state is Running.STOPPED:
        row.kept = answer.verdict(clock.now()) is Verdict.KEPT


def tell(actor: Actor, row: models.RightsCase, event: str, subject: str, *words: str, email: str = "") -> bool:
    """Write to the customer where we can reach them: short words, and where they read more. Whether it went.

    To `email` where their record has none any more. Post and counter are for staff, who see the address on the case.
    """
    council = organisations.council_by_id(row.council_id)
    if council is None:
        return False
    body = "\n\n".join([*words, f"Our reference is {show_reference(row.reference)}."])
    message = notifications.tell(
        actor,
        topic=f"information.{event}",
        subject=subject,
        body=body,
        about=(CASE, row.pk),
        key=f"{CASE}:{row.pk}:{row.changes}:{event}",
        to_person=None if email else row.person_id,
        email=email,
        link="" if email else links.absolute(council.code, "/account/data/"),
    )
    return message is not None
