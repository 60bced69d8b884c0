"""Messages to and fro about a request: staff write to the customer, the customer opens what was written."""

from django.db import transaction
from django.db.models import Q

from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.actions import telling
from frontdesk.domains.requests.actions.asking import said
from frontdesk.domains.requests.actions.held import hold, save, write_text
from frontdesk.domains.requests.types import MESSAGE, WRITTEN
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require

UNREACHED = "This customer has no email address, no mobile number and no account. Ring them or write a letter."


def write_to_customer(actor: Actor, *, request: int, words: str, seen: int | None = None) -> int:
    """Write to the customer about a request, open or closed, without asking for anything; returns the text's id.

    It stands in the request's messages and in the history; the message that is sent says only that there is something
    to read. Nothing of the clock changes. Refusal where nobody would learn of it, and for a request of a restricted
    service: nothing is sent about those.
    """
    require(policy.may_work(actor))
    body = said(words, "words", "Write the message.")
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        if held.row.restricted:
            raise Refusal("Nothing is sent about this service. Speak with the customer.", code="restricted")
        written = write_text(held, MESSAGE, body, actor=actor)
        save(actor, held, WRITTEN, {"text": written.pk})
        told = telling.tell_customer(actor, held, "message")
        if not told and not people.has_account(actor.council, held.row.person_id):
            raise Refusal(UNREACHED, field="words", code="no-address")
        return written.pk


def mark_seen(actor: Actor, *, request: int) -> int:
    """The customer has opened the messages of their request; returns how many were new.

    Only they themselves: what somebody who acts for them has read is still new to them.
    """
    if actor.person is None:
        return 0
    mine = people.cluster(actor.council, actor.person)
    theirs = Q(request__person_id__in=mine, request__restricted=False)
    rows = models.RequestText.objects.filter(theirs, council_id=actor.council, request_id=request, unseen=True)
    with transaction.atomic(savepoint=False):
        ids = list(rows.values_list("pk", flat=True))
        return models.RequestText.objects.filter(council_id=actor.council, pk__in=ids).update(unseen=False)
