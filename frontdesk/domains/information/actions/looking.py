"""Looking again whose words a case is, where records of its customer were joined or parted since it was asked."""

from django.db import transaction

from frontdesk.domains.information.actions.asking import stands_for
from frontdesk.domains.information.actions.copies import drop_copies
from frontdesk.domains.information.actions.held import ALREADY, hold, save, words_of, write_text
from frontdesk.domains.information.queries.looking import records_of, records_then
from frontdesk.domains.information.types import LOOKED
from frontdesk.domains.people import actions as people
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal


def look_again(actor: Actor, *, case: int, record: int | None, words: str) -> None:
    """Say, with `words` on how one knows, that the case is of this one record: the customer's then or now.

    From this moment it may be carried out on that record's customer as its records stand, until they are joined or
    parted again. Refused where nothing is to be looked at.
    """
    with transaction.atomic():
        row = hold(actor, case, "whose")
        before = row.person_id or 0
        fronts = people.locked(actor.council, [before, *([record] if record is not None else [])])
        if records_then(row) == {each for each, front in fronts.items() if front == fronts.get(before)}:
            raise Refusal(ALREADY, code="moved-on")
        if record is None or record not in records_of(actor, row):
            raise Refusal("Choose whose words these are.", field="record")
        words_of(words, "Write how you know whose words these are.")
        row.person_id = record
        write_text(row, LOOKED, f"Record {record}: {words.strip()}", actor)
        drop_copies(row)
        save(actor, row, data={"record": record, "before": before})
        if record != before:
            stands_for(row, before)
