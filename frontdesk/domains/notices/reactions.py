"""What notices do about news: a form that gives one was sent or withdrawn, an email to a recipient came back."""

from collections.abc import Sequence

from django.db.models import Q

from frontdesk.domains.notices import actions, models
from frontdesk.domains.notices.queries.register import kind_of_service
from frontdesk.domains.notices.types import TELLING, States
from frontdesk.domains.notifications.types import MESSAGE_FAILED
from frontdesk.domains.requests.types import RECEIVED, WITHDRAWN
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry, reaction

_WITHDRAWN = "Whoever told us has taken it back."


@reaction("notices.take", RECEIVED)
def take_notices(entries: Sequence[Entry]) -> None:
    """A form of a kind of notice was sent: whoever the customer ticked is told."""
    for entry in entries:
        service = str(entry.data.get("service", ""))
        if kind_of_service(entry.council, service) is not None:
            known = entry.user is not None
            actions.take_request(entry.council, request=entry.thing_id, known=known, user=entry.user)


@reaction("notices.withdraw", WITHDRAWN)
def withdraw_notices(entries: Sequence[Entry]) -> None:
    """Whoever told us takes it back: before staff have passed it, or before the day of a move that was passed."""
    requests_ = [entry.thing_id for entry in entries]
    rows = models.Notice.objects.filter(council_id=entries[0].council, request_id__in=requests_, removed_at=None)
    still_open = Q(state=States.GIVEN) | Q(state=States.CHECKED, took_effect_at=None)
    for notice in rows.filter(still_open).values_list("id", flat=True):
        actions.refuse_notice(Actor.system(entries[0].council), notice=notice, why=_WITHDRAWN)


@reaction("notices.returned", MESSAGE_FAILED)
def list_returned(entries: Sequence[Entry]) -> None:
    """An email to a recipient did not arrive: staff see to it."""
    for entry in entries:
        if entry.thing_type == TELLING:
            actions.returned(entry.council, telling=entry.thing_id)
