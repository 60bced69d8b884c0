"""Files on disk outside the web root. What may be uploaded is decided by the domain that takes it (forms)."""

import hashlib
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from frontdesk.kernel import clock
from frontdesk.kernel.models import StoredFile

_YOUNG = timedelta(days=1)
"""How old content without a row must be before it goes: its row may be on its way."""
_KEY = re.compile("[0-9a-f]{32}")


def keep(council: int, *, name: str, content_type: str, content: bytes, scanned: str = "waiting") -> StoredFile:
    """Write the content, then its row; returns the row.

    The file is complete on disk before the row exists: a crash in between leaves an orphan file, never a row
    without its file.
    """
    row = StoredFile(
        council_id=council,
        name=name[:200],
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        scanned=scanned,
        stored_at=clock.now(),
    )
    path = path_of(council, row.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(path)
    row.save()
    return row


def read(row: StoredFile) -> bytes:
    """The content of a stored file. FileNotFoundError when it was erased."""
    return path_of(row.council_id, row.key).read_bytes()


def erase(row: StoredFile) -> None:
    """Remove the row, and the content once that is sure: a transaction taken back loses no file. Twice is harmless."""
    path = path_of(row.council_id, row.key)
    row.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def clear_orphans(council: int) -> int:
    """Remove content without a row, older than a day: of work that was taken back, or cut off; returns how many."""
    old, gone = clock.now() - _YOUNG, 0
    for folder in sorted((Path(settings.FRONTDESK_HOME) / "files" / str(council)).glob("??")):
        stale = [each for each in folder.iterdir() if datetime.fromtimestamp(each.stat().st_mtime, UTC) < old]
        keys = [each.name for each in stale if _KEY.fullmatch(each.name)]
        known = StoredFile.objects.filter(council_id=council, key__in=keys).values_list("key", flat=True)
        held = {key.hex for key in known}
        for each in stale:
            if each.name not in held:
                each.unlink(missing_ok=True)
                gone += 1
    return gone


def path_of(council: int, key: UUID) -> Path:
    """Where the content lies: <home>/files/<council>/<first two letters>/<key>."""
    return Path(settings.FRONTDESK_HOME) / "files" / str(council) / key.hex[:2] / key.hex
