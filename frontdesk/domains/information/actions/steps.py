"""What staff do with a case on its way: identity, questions, more time, notes."""

from django.db import transaction

from frontdesk.domains.information.actions.held import hold, run_on, save, tell, tell_clock, words_of, write_text
from frontdesk.domains.information.rules import steps
from frontdesk.domains.information.types import ANSWER, CUSTOMER, IDENTITIES, IDENTITY, NOTE, QUESTION, REASONS
from frontdesk.domains.standards.types import Events
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import long_date


def show_identity(actor: Actor, *, case: int, identity: str) -> None:
    """It was shown who asks. Where we had asked for proof, the month begins now (UK GDPR Article 12A)."""
    if identity not in IDENTITIES:
        raise Refusal("Choose how it was shown who asks.", field="identity")
    with transaction.atomic():
        row = hold(actor, case, "identity")
        row.identity, row.identity_at = identity, clock.now()
        if row.waits_for == IDENTITY:
            run_on(row)
        save(actor, row, data={"identity": identity})


def ask_identity(actor: Actor, *, case: int, words: str) -> bool:
    """Ask for proof of who is asking; the clock stands until it comes, and then begins. Whether a message
    could be sent, as with every step that tells the customer something."""
    with transaction.atomic():
        row = hold(actor, case, "ask-identity")
        write_text(row, QUESTION, words_of(words), actor)
        tell_clock(row, Events.PAUSED, IDENTITY)
        row.waits_for = IDENTITY
        save(actor, row)
        return tell(actor, row, "identity", "Please show us who you are", words.strip())


def ask_customer(actor: Actor, *, case: int, words: str) -> bool:
    """Ask what exactly is wanted; the days until the answer do not count (UK GDPR Article 12A)."""
    with transaction.atomic():
        row = hold(actor, case, "ask")
        write_text(row, QUESTION, words_of(words), actor)
        tell_clock(row, Events.PAUSED, CUSTOMER)
        row.waits_for = CUSTOMER
        save(actor, row)
        return tell(actor, row, "question", "A question about what you asked us", words.strip())


def record_answer(actor: Actor, *, case: int, words: str) -> None:
    """The customer answered our question by another way than their account."""
    with transaction.atomic():
        row = hold(actor, case, "answered")
        write_text(row, ANSWER, words_of(words), actor)
        run_on(row)
        save(actor, row)


def extend_case(actor: Actor, *, case: int, words: str) -> bool:
    """Take two further months, once, with the reason told to the customer within the first month (Article 12(3))."""
    with transaction.atomic():
        row = hold(actor, case, "extend")
        write_text(row, REASONS, words_of(words), actor)
        tell_clock(row, Events.EXTENDED, by=steps.EXTENSION)
        row.extended = True
        save(actor, row, data={"months": steps.EXTENSION})
        by = f"We need two more months, until {long_date(row.due_on)}." if row.due_on else "We need two more months."
        return tell(actor, row, "extended", "We need more time for what you asked", by, words.strip())


def note_case(actor: Actor, *, case: int, words: str) -> None:
    """Keep a note for colleagues. It is not shown to the customer, but belongs to what we hold on them."""
    with transaction.atomic():
        row = hold(actor, case, "note")
        write_text(row, NOTE, words_of(words), actor)
        save(actor, row)
