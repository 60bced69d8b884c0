"""Telling owners that their customers have written: once until somebody has dealt with it."""

from collections.abc import Iterable

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.staff import addresses
from frontdesk.domains.requests.queries.known import known
from frontdesk.domains.requests.types import REQUEST, UNREAD
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.references import show_reference


def tell_owners(council: int, requests: Iterable[int]) -> int:
    """Write to the owners of these requests as far as they are unread; returns how many. A second run writes none.

    An owner who has left is not written to but their team. The message says which request, not what was written.
    """
    rows = models.Request.objects.filter(council_id=council, pk__in=list(requests), unread_at__isnull=False)
    found, of = known(council, rows), organisations.council_by_id(council)
    where = addresses(council, {one.row.owner_id for one in found if one.row.owner_id is not None})
    for one in found:
        own = where.owners.get(one.row.owner_id or 0)
        what = f"{one.definition.name}, {show_reference(one.row.reference)}"
        for address in (own,) if own else where.of_team(one.row.team_id):
            notifications.tell(
                Actor.system(council),
                topic=UNREAD,
                subject="A customer has written to you",
                body=f"There is something new from the customer about:\n\n{what}\n\nPlease read it:",
                about=(REQUEST, one.row.pk),
                key=f"unread:{one.row.pk}:{one.row.unread_at:%Y%m%d%H%M%S%f}:{address}",
                email=address,
                link=links.absolute(of.code, f"/desk/requests/{one.row.pk}/") if of else "",
            )
    return len(found)
