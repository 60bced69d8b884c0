"""What somebody who follows another's request sees of it, by the link of their own."""

from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.known import first_of, known, said_of_first
from frontdesk.domains.requests.types import FOLLOWER
from frontdesk.domains.requests.types.near import Following
from frontdesk.kernel import clock, links
from frontdesk.kernel.errors import NotFound


def following(council: int, token: str) -> Following:
    """How the followed request is going. NotFound for a link of another council, and for what is not shown any more.

    Whoever has stopped is told that, and no more, whatever became of the request.
    """
    row = follower_of(council, token)
    (one,) = known(council, [row.request])
    first = first_of(one.row) or one
    if row.request.restricted or first.row.restricted or first.row.removed_at is not None:
        if row.ended_at is not None:
            return Following("", "", row.proved_at is not None, ended=True, closed=True)
        raise NotFound("We can no longer show that. Ask us by phone.")
    closed = first.row.closed_at is not None
    said = said_of_first(first, clock.now())
    return Following(one.name, said, row.proved_at is not None, row.ended_at is not None, closed)


def follower_of(council: int, token: str, *, lock: bool = False) -> models.RequestFollower:
    """Whose link it is. Refusal for a broken one, NotFound for one of another council."""
    of, follower, _ = links.read(token, FOLLOWER)
    rows = models.RequestFollower.objects.filter(council_id=council, pk=follower)
    row = rows.select_for_update(of=("self",)).first() if lock else rows.select_related("request").first()
    if row is None or of != council:
        raise NotFound("We could not find that. Use the link of our last message, or ask us.")
    return row
