"""Every message that the demo sent, newest first: the files of the outbox adapter, read as a mail program would."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

PAGE = 100
"""Messages on one page."""


@dataclass(frozen=True)
class Mail:
    """One message as it was sent."""

    name: str
    to: str
    sender: str
    subject: str
    sent_at: datetime
    text: str


def only_in_the_demo() -> None:
    """404 outside demo mode: the outbox shows everybody's mail."""
    if not settings.DEMO:
        raise Http404


def outbox(request: HttpRequest) -> HttpResponse:
    """One page of the messages, newest first: those sent before the one that the address names."""
    only_in_the_demo()
    names = _newest_first()
    before = request.GET.get("before", "")
    begin = names.index(before) + 1 if before in names else 0
    shown = names[begin : begin + PAGE]
    context = {
        "mails": [_read(_folder() / f"{name}.eml") for name in shown], "begin": begin, "of": len(names),
        "older": shown[-1] if begin + len(shown) < len(names) else "",
    }  # fmt: skip
    return render(request, "site_demo/outbox.jinja", context)


def message(request: HttpRequest, name: str) -> HttpResponse:
    """One message, as plain text with its links."""
    only_in_the_demo()
    path = _folder() / f"{name}.eml"
    if not name.isalnum() or not path.exists():
        raise Http404
    return render(request, "site_demo/message.jinja", {"mail": _read(path)})


def _newest_first() -> list[str]:
    files = sorted(((path.stat().st_mtime_ns, path.stem) for path in _folder().glob("*.eml")), reverse=True)
    return [name for _, name in files]


def _folder() -> Path:
    return Path(settings.FRONTDESK_HOME) / "outbox"


def _read(path: Path) -> Mail:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    return Mail(
        path.stem, str(mail["To"]), str(mail["From"]), str(mail["Subject"]), parsedate_to_datetime(str(mail["Date"])),
        body.get_content() if body else "",
    )  # fmt: skip
