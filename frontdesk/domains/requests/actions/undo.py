"""Taking an import back: its requests go with what came with them, but for those that somebody has worked on."""

from django.db import transaction

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.requests import models
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone

BATCH = 10_000
_PARTS = (models.RequestContact, models.RequestText, models.RequestEvent, models.RequestAnswers)


def undo_import(actor: Actor, *, run: int) -> Undone:
    """Remove the requests that a run brought in and their contacts, all or none.

    Those that were changed since, or that others are linked with, stay with their contacts and are counted.
    """
    require(actor.is_system)
    rows = models.Request.objects.filter(council_id=actor.council, import_run=run)
    with transaction.atomic():
        all_of_them = rows.count()
        linked = models.RequestLink.objects.filter(council_id=actor.council)
        going = rows.filter(changes=1).exclude(pk__in=linked.values("request")).exclude(pk__in=linked.values("other"))
        ids = list(going.order_by("id").values_list("id", flat=True))
        for at in range(0, len(ids), BATCH):
            some = ids[at : at + BATCH]
            for part in _PARTS:
                part._default_manager.filter(council_id=actor.council, request_id__in=some).delete()
            models.Request.objects.filter(council_id=actor.council, pk__in=some).delete()
        contacts.undo_import(actor, run=run)
    return Undone(len(ids), all_of_them - len(ids))
