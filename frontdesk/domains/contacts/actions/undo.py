"""Taking an import back: its contacts go, but for those that other work points at by now."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from frontdesk.domains.contacts import models, policy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import BATCH, remove
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone


def undo_import(actor: Actor, *, run: int, after: str = "") -> Undone:
    """Remove the next contacts that a run brought in, after those `after` which the last piece ended (`Undone.upto`).

    Those that requests point at stay and are counted.
    """
    require(policy.may_import(actor))
    rows = models.Contact.objects.filter(council_id=actor.council, import_run=run, pk__gt=int(after or 0))
    with transaction.atomic():
        found = list(rows.order_by("id").values_list("id", flat=True)[:BATCH])
        removed = remove(found, partial(_delete, actor.council))
    return Undone(removed, len(found) - removed, str(found[-1]) if len(found) == BATCH else "")


def _delete(council: int, ids: Sequence[int]) -> int:
    models.Matter.objects.filter(council_id=council, contact_id__in=ids).delete()
    deleted, _ = models.Contact.objects.filter(council_id=council, pk__in=ids).delete()
    return deleted
