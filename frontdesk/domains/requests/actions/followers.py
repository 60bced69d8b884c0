"""Telling who reported the same thing what became of the request that we have: once for each closing."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import transaction

from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions import telling
from frontdesk.domains.requests.actions.held import held
from frontdesk.domains.requests.queries.known import Known, first_of, known, outcome_for_others
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import SAME_AS
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

TOLD_WITHIN = timedelta(days=7)
"""Older closings are no news: whoever reads the journal from its beginning tells nobody of them."""


def tell_followers(council: int, requests: Iterable[int]) -> int:
    """Write to the customers of the duplicates of these requests, as far as they are closed; returns how many.

    A second run for the same closing writes none. Nothing is told of a restricted request, nor of a closing older than
    seven days. Of one that was found to be a duplicate itself the one that it repeats is still to come; where that one
    was over before, its customer and those of its own duplicates hear the end of it now.
    """
    actor, told = Actor.system(council), 0
    rows = models.Request.objects.filter(
        council_id=council, pk__in=list(requests), closed_at__gte=clock.now() - TOLD_WITHIN, restricted=False
    )
    for closed in known(council, rows):
        first = ended_first(closed)
        if first is None or first.row.closed_at is None:
            continue
        to = [closed.row] if closed is not first else []
        for one in known(council, (*to, *duplicates_of(closed))):
            follower = held(one.row, who=frozenset({"system"}), by_customer=False)
            with transaction.atomic():
                told += bool(
                    telling.tell_customer(
                        actor,
                        follower,
                        "same-closed",
                        outcome=outcome_for_others(first),
                        key=f"request:{one.row.pk}:same:{first.row.pk}:{first.row.closed_at:%Y%m%d%H%M%S%f}",
                    )
                )
    return told


def ended_first(one: Known) -> Known | None:
    """Of which request there is news for whoever waits for this one: itself; for a duplicate the one that it repeats,
    if that is over already, else None: there is news of it still to come."""
    if one.row.status != steps.DUPLICATE:
        return one
    first = first_of(one.row)
    return first if first is not None and first.row.closed_at is not None else None


def duplicates_of(first: Known) -> Iterator[models.Request]:
    """The duplicates of a request, and theirs."""
    to_see, seen = [first.row.pk], {first.row.pk}
    while to_see:
        links = models.RequestLink.objects.filter(
            council_id=first.row.council_id,
            other_id__in=to_see,
            kind=SAME_AS,
            request__status=steps.DUPLICATE,
            request__closed_at__isnull=False,
        )
        found = {link.request.pk: link.request for link in links.select_related("request").order_by("id")}
        to_see = [pk for pk in found if pk not in seen]
        seen.update(to_see)
        yield from (found[pk] for pk in to_see)
