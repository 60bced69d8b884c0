"""Taking an import back: its contacts go, but for those that other work points at by now."""

from collections.abc import Sequence

from django.db import IntegrityError, connection, transaction

from frontdesk.domains.contacts import models, policy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone

BATCH = 10_000


def undo_import(actor: Actor, *, run: int) -> Undone:
    """Remove the contacts that a run brought in, all or none; those that requests point at stay and are counted."""
    require(policy.may_import(actor))
    rows = models.Contact.objects.filter(council_id=actor.council, import_run=run)
    with transaction.atomic():
        found = list(rows.order_by("id").values_list("id", flat=True))
        removed = sum(_remove(actor.council, found[at : at + BATCH]) for at in range(0, len(found), BATCH))
    return Undone(removed, len(found) - removed)


def _remove(council: int, ids: Sequence[int]) -> int:
    """Delete these; where one cannot go, halve them until it is found, and leave it."""
    if not ids:
        return 0
    try:
        with transaction.atomic():
            models.Matter.objects.filter(council_id=council, contact_id__in=ids).delete()
            deleted, _ = models.Contact.objects.filter(council_id=council, pk__in=ids).delete()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return deleted
    except IntegrityError:
        if len(ids) == 1:
            return 0
        half = len(ids) // 2
        return _remove(council, ids[:half]) + _remove(council, ids[half:])
