"""Somebody says of help with their account that it was not them: it is stopped, and staff see to it (decision 0031)."""

from django.db import transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions.account_help import end_help, hold_help
from frontdesk.domains.people.types import OWN_RECORD
from frontdesk.domains.people.types.accounts import CUSTOMER, DENIAL_SETTLED, ERASED, HELP_DENIED, TOLD_FOR
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

LONGEST_WORDS = 500


def refuse_help(actor: Actor, *, help_: int) -> bool:
    """The customer says that it was not them, by a link that was sent to them: having that is the permission.

    What waits is stopped; what was finished already stays as it is. Either is listed for staff, once, until they have
    seen to it. Returns whether it was stopped. NotFound for what nobody needs to look into any more.
    """
    with transaction.atomic():
        hold_help(actor.council, help_)
        rows = models.AccountHelp.objects.filter(council_id=actor.council, pk=help_)
        row = rows.filter(started_at__gt=clock.now() - TOLD_FOR).exclude(stopped_why=ERASED).first()
        if row is None or row.settled_at is not None:
            raise NotFound("This is over, and we have looked into it. Contact us if you still need help.")
        end_help(actor, rows.filter(done_at=None, stopped_at=None), CUSTOMER)
        if rows.filter(denied_at=None).update(denied_at=clock.now()):
            data = {"kind": row.kind, "done": row.done_at is not None}
            journal.write(actor, HELP_DENIED, thing=("account-help", row.pk), person=row.person_id, data=data)
        return row.done_at is None


def settle_denied(actor: Actor, *, help_: int, words: str) -> None:
    """Staff have looked into it, and say what they did. A colleague was faster: as it is."""
    require(policy.may_open_accounts(actor), "Ask an adviser to look into it.")
    with transaction.atomic():
        rows = models.AccountHelp.objects.select_for_update(no_key=True)
        row = rows.filter(council_id=actor.council, pk=help_).first()
        if row is None:
            raise NotFound("There is nothing to look into here.")
        ids = [each.pk for each in queries.rows(actor, row.person_id)]
        require(policy.of_somebody_else(actor, ids), OWN_RECORD)
        if not words.strip():
            raise Refusal("Say what you found and did, for example: rang her, changed nothing, told the manager.")
        if row.denied_at is None:
            raise NotFound("There is nothing to look into here.")
        if row.settled_at is not None:
            return
        row.settled_at, row.settled_by, row.settled_words = clock.now(), actor.user, one_line(words, LONGEST_WORDS)
        row.save(update_fields=["settled_at", "settled_by", "settled_words"])
        data = {"kind": row.kind}
        journal.write(actor, DENIAL_SETTLED, thing=("account-help", row.pk), person=row.person_id, data=data)
