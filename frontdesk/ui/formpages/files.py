"""A file of a draft, for whoever may work on it."""

from django.http import HttpResponse

from frontdesk.domains.forms import queries
from frontdesk.ui.formpages.door import Door


def file(door: Door, key: str) -> HttpResponse:
    """The file's content, never run by the browser as a page."""
    upload, content = queries.draft_file(door.actor, door.draft, key, key=door.key)
    return as_download(upload.name, upload.content_type, content)


def as_download(name: str, content_type: str, content: bytes) -> HttpResponse:
    """Pictures are shown, everything else is saved; nothing is guessed or run."""
    answer = HttpResponse(content, content_type=content_type)
    kind = "inline" if content_type.startswith("image/") else "attachment"
    safe = "".join(char if char.isalnum() or char in "-_. " else "_" for char in name)
    answer["Content-Disposition"] = f'{kind}; filename="{safe}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
