"""Taking an import back: its contacts go, but for those that other work points at by now."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from frontdesk.domains.contacts import models, policy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import BATCH, remove
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone


def undo_import(actor: Actor, *, run: int) -> Undone:
    """Remove the contacts that a run brought in, all or none; those that requests point at stay and are counted."""
    require(policy.may_import(actor))
    rows = models.Contact.objects.filter(council_id=actor.council, import_run=run)
    with transaction.atomic():
        found = list(rows.order_by("id").values_list("id", flat=True))
        delete = partial(_delete, actor.council)
        removed = sum(remove(found[at : at + BATCH], delete) for at in range(0, len(found), BATCH))
    return Undone(removed, len(found) - removed)


def _delete(council: int, ids: Sequence[int]) -> int:
    models.Matter.objects.filter(council_id=council, contact_id__in=ids).delete()
    deleted, _ = models.Contact.objects.filter(council_id=council, pk__in=ids).delete()
    return deleted
