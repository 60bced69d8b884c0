"""Taking an import back: its requests go with what came with them, but for those that somebody has worked on."""

from collections.abc import Sequence

from django.db import transaction

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.requests import models
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import BATCH
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone

_CONTACT = "contact"
_PARTS = (models.RequestContact, models.RequestText, models.RequestEvent, models.RequestAnswers)


def undo_import(actor: Actor, *, run: int, after: str = "") -> Undone:
    """Remove the next requests that a run brought in, and after the last of them their contacts.

    `after` is where the last piece ended (`Undone.upto`): a request, or a contact. Those that were changed since, that
    others are linked with or that somebody follows stay with their contacts and are counted.
    """
    require(actor.is_system)
    what, _, at = after.rpartition(" ")
    if what == _CONTACT:
        return Undone(upto=_contacts(actor, run, at))
    rows = models.Request.objects.filter(council_id=actor.council, import_run=run, pk__gt=int(at or 0)).order_by("id")
    with transaction.atomic():
        ids = list(rows.select_for_update(of=("self",)).values_list("id", flat=True)[:BATCH])
        removed = _remove(actor.council, ids)
        upto = str(ids[-1]) if len(ids) == BATCH else _contacts(actor, run, "")
    return Undone(removed, len(ids) - removed, upto)


def _contacts(actor: Actor, run: int, after: str) -> str:
    """Remove the next contacts of the run; where the next piece begins."""
    upto = contacts.undo_import(actor, run=run, after=after).upto
    return f"{_CONTACT} {upto}" if upto else ""


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
