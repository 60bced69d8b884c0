"""From a message's words to a MIME email: plain text first, and the same words as simple HTML."""

import html
import re
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from frontdesk.domains.notifications.types import Message
from frontdesk.domains.organisations.types import Council
from frontdesk.kernel.words import one_line

_LINK = re.compile(r"https?://[^\s<>]+")


def email_of(message: Message, council: Council, *, sender: str, now: datetime) -> EmailMessage:
    """The email for a message.

    The Message-ID is made from the message's own id, so that a second delivery after a crash is recognised as the
    same mail. RFC 3834: system mail says so, and asks not to be answered by machines.
    """
    domain = sender.rpartition("@")[2]
    mail = EmailMessage()
    # No line breaks, which would begin another header.
    mail["Subject"] = one_line(message.subject)
    mail["From"] = formataddr((council.name, sender))
    mail["To"] = message.address
    reply_to = message.reply_to or council.email
    if reply_to and reply_to != sender:
        mail["Reply-To"] = reply_to
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{message.reference}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(text_of(message, council))
    mail.add_alternative(html_of(message, council), subtype="html")
    return mail


def text_of(message: Message, council: Council) -> str:
    """The plain text with the council's name and telephone below."""
    return f"{_body(message)}\n\n{_signature(council)}\n"


def html_of(message: Message, council: Council) -> str:
    """The same words as HTML: paragraphs and links, one column, no pictures, readable with styles off."""
    paragraphs = "".join(f"<p>{_linked(part)}</p>" for part in re.split(r"\n\s*\n", _body(message)))
    signature = html.escape(_signature(council)).replace("\n", "<br>")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{html.escape(message.subject)}</title></head>"
        '<body style="font-family:Verdana,Arial,sans-serif;font-size:18px;line-height:1.5;color:#0b0c0c;'
        'max-width:38em;margin:1em auto;padding:0 1em">'
        f"{paragraphs}<hr><p>{signature}</p></body></html>"
    )


def _body(message: Message) -> str:
    """The words, with the message's link below them where they do not hold it already."""
    body = message.body.strip()
    return f"{body}\n\n{message.link}" if message.link and message.link not in body else body


def _signature(council: Council) -> str:
    lines = [council.name]
    if council.phone:
        lines.append(f"Telephone {council.phone}" + (f" ({council.phone_hours})" if council.phone_hours else ""))
    return "\n".join(lines)


def _linked(part: str) -> str:
    """Escaped text with its addresses as links and its line breaks kept."""
    escaped = html.escape(part)
    linked = _LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escaped)
    return linked.replace("\n", "<br>")
