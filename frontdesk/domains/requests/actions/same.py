"""A request that the customer says is the same as one we have: closed at once, and they follow the first."""

from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions import held as hands
from frontdesk.domains.requests.actions.held import Held
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import CLOSED, LINKED, SAME_AS
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

PURPOSE = "same"


def join(actor: Actor, held: Held, token: str) -> None:
    """Tie a request to the one that the token names, and close it as a duplicate where the workflow knows that.

    Refusal when the token is not of this council, or names a request of another service or one that is over.
    """
    council, first, _ = links.read(token, PURPOSE)
    row = held.row
    other = models.Request.objects.filter(
        council_id=row.council_id, pk=first, service=row.service, restricted=False, closed_at=None
    ).first()
    if council != row.council_id or other is None or other.pk == row.pk:
        raise NotFound("That report is no longer open. Send yours as a new one.")
    models.RequestLink.objects.create(
        council_id=row.council_id, request=row, other=other, kind=SAME_AS, made_at=held.now, made_by=actor.user
    )
    hands.note(actor, row, LINKED, {"to": other.pk, "how": SAME_AS})
    if steps.transition(held.workflow, row.status, steps.DUPLICATE) is not None:
        close(held, steps.DUPLICATE)
        hands.save(actor, held, CLOSED, {"status": row.status, "outcome": "", "side": row.side})


def close(held: Held, to: str, outcome: str = "") -> None:
    """Bring the row to a final status; which side of the figures it counts on follows from that."""
    hands.move(held, to)
    held.row.outcome = outcome
    held.row.side = steps.side_of(to, outcome)
    held.row.closed_at = held.now
