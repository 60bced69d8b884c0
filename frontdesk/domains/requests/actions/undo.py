"""Taking an import back: its requests go with what came with them, but for those that somebody has worked on."""

from collections.abc import Sequence

from django.db import transaction

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.requests import models
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import BATCH
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone

_PARTS = (models.RequestContact, models.RequestText, models.RequestEvent, models.RequestAnswers)


def undo_import(actor: Actor, *, run: int) -> Undone:
    """Remove the requests that a run brought in and their contacts, all or none.

    Those that were changed since, that others are linked with or that somebody follows stay with their contacts and are
    counted.
    """
    require(actor.is_system)
    rows = models.Request.objects.filter(council_id=actor.council, import_run=run).order_by("id")
    brought = removed = last = 0
    with transaction.atomic():
        while ids := list(
            rows.filter(pk__gt=last).select_for_update(of=("self",)).values_list("id", flat=True)[:BATCH]
        ):
            removed += _remove(actor.council, ids)
            brought, last = brought + len(ids), ids[-1]
        contacts.undo_import(actor, run=run)
    return Undone(removed, brought - removed)


def _remove(council: int, ids: Sequence[int]) -> int:
    """Delete those of these, which are locked, that nobody has worked on by now; how many."""
    linked = models.RequestLink.objects.filter(council_id=council)
    idle = models.Request.objects.filter(council_id=council, pk__in=ids, changes=1)
    idle = idle.exclude(pk__in=linked.values("request")).exclude(pk__in=linked.values("other"))
    followed = models.RequestFollower.objects.filter(council_id=council, request_id__in=ids)
    idle = idle.exclude(pk__in=followed.values("request"))
    going = list(idle.values_list("id", flat=True))
    for part in _PARTS:
        part._default_manager.filter(council_id=council, request_id__in=going).delete()
    models.Request.objects.filter(council_id=council, pk__in=going).delete()
    return len(going)
