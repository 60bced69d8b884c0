"""Files on disk outside the web root. What may be uploaded is decided by the domain that takes it (forms)."""

import hashlib
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from frontdesk.kernel import clock
from frontdesk.kernel.models import StoredFile


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
    """Remove the content and the row. Erasing twice is harmless."""
    path_of(row.council_id, row.key).unlink(missing_ok=True)
    row.delete()


def path_of(council: int, key: UUID) -> Path:
    """Where the content lies: <home>/files/<council>/<first two letters>/<key>."""
    return Path(settings.FRONTDESK_HOME) / "files" / str(council) / key.hex[:2] / key.hex
