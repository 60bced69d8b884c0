"""The lists that somebody has saved: their own and their teams'."""

from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.types.lists import Saved, Wanted
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

MOST = 200
"""Saved lists that are shown; nobody has so many."""


def saved_lists(actor: Actor) -> list[Saved]:
    """One's own and those of one's teams, by name."""
    rows = models.SavedList.objects.filter(policy.lists(actor), council_id=actor.council)[:MOST]
    return sorted((_saved(row) for row in rows), key=lambda each: (each.name.casefold(), each.id))


def saved_list(actor: Actor, saved: int) -> Saved:
    """One of them. NotFound for somebody else's."""
    for row in models.SavedList.objects.filter(policy.lists(actor), council_id=actor.council, pk=saved):
        return _saved(row)
    raise NotFound("We could not find that list. Somebody may have deleted it.")


def _saved(row: models.SavedList) -> Saved:
    return Saved(row.pk, row.name, Wanted.of(row.wanted), row.team_id)
