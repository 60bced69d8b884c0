"""Lists of requests that staff keep under a name, and what leaves the house as a file."""

from collections.abc import Iterator

from django.db import transaction

from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.queries.lists import listed, sight_of
from frontdesk.domains.requests.types import EXPORTED, LIST_DROPPED, LIST_SAVED, SAVED_LIST, Item
from frontdesk.domains.requests.types.lists import Wanted
from frontdesk.kernel import access_log, clock, journal, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

LONGEST, BATCH = 60, 500
MOST = 20
"""Lists that somebody can have of their own, and that a team can have."""


def save_list(actor: Actor, *, name: str, wanted: Wanted, team: int | None = None, saved: int | None = None) -> int:
    """Keep what a list shows under a name, for oneself or for a `team` (id) of one's own; `saved` changes that one.

    A team's list is never taken from it: for somebody else it becomes one more list, and the team's stays as it was.
    Returns the id of what was kept. Refusal without a name, for somebody else's team, and when there are MOST already.
    """
    require(policy.may_work(actor))
    name = one_line(name)
    if not name or len(name) > LONGEST:
        raise Refusal(f"Enter a name of {LONGEST} letters at most.", field="name")
    if team is not None and team not in actor.teams and not actor.is_system:
        raise Refusal("Choose one of your own teams.", field="team")
    with transaction.atomic():
        row, new = models.SavedList(council_id=actor.council, user_id=actor.user), True
        if saved is not None:
            before = _row(actor, saved)
            new = before.team_id != team
            row = row if new and before.team_id is not None else before
        if new and _beside(actor, team) >= MOST:
            raise Refusal(f"There are {MOST} saved lists already. Delete one that is not used any more.", field="name")
        row.name, row.wanted, row.team_id, row.made_at = name, wanted.as_data(), team, clock.now()
        if team is None:
            row.user_id = actor.user
        row.save()
        journal.write(actor, LIST_SAVED, thing=(SAVED_LIST, row.pk), data={"team": team, "wanted": row.wanted})
    return row.pk


def drop_list(actor: Actor, *, saved: int) -> None:
    """Delete a saved list. The requests on it stay as they are. NotFound for somebody else's."""
    require(policy.may_work(actor))
    with transaction.atomic():
        row = _row(actor, saved)
        journal.write(actor, LIST_DROPPED, thing=(SAVED_LIST, row.pk), data={"team": row.team_id})
        row.delete()


def export_list(actor: Actor, *, wanted: Wanted, form: str) -> Iterator[list[Item]]:
    """Hand a list out from its beginning to its end, as the actor sees it, a batch at a time.

    That each customer named on it was looked at goes to the access log; who took which list, how many requests and in
    which `form` to the journal when it ends, also where it is broken off. It is read after the answer has begun, so it
    keeps its council itself.
    """
    require(policy.may_work(actor))
    return _batches(actor, wanted, form, tenancy.current())


def _batches(actor: Actor, wanted: Wanted, form: str, councils: tuple[int, ...]) -> Iterator[list[Item]]:
    number, after, sees = 0, None, sight_of(actor)
    try:
        while True:
            found = listed(actor, wanted=wanted, after=after, limit=BATCH, sees=sees)
            people = {item.person for item in found.items if item.person is not None}
            access_log.looked_at_each(actor, sorted(people), "list as a file")
            number += len(found.items)
            yield list(found.items)
            after = found.after
            if after is None:
                return
    finally:
        data = {"list": wanted.as_data(), "number": number, "form": form}
        with tenancy.acting_for(*councils), transaction.atomic():
            journal.write(actor, EXPORTED, thing=("council", actor.council), data=data)


def _row(actor: Actor, saved: int) -> models.SavedList:
    row = models.SavedList.objects.select_for_update().filter(policy.lists(actor), council_id=actor.council, pk=saved)
    for found in row:
        return found
    raise NotFound("We could not find that list.")


def _beside(actor: Actor, team: int | None) -> int:
    rows = models.SavedList.objects.filter(council_id=actor.council)
    return (rows.filter(team_id=team) if team is not None else rows.filter(team=None, user_id=actor.user)).count()
