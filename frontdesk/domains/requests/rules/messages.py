"""What the customer is told: the service's own words where it has some, else the ordinary ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.domains.services.definition.flow import Message
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.words import one_line


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A message that every service sends unless it has its own."""

    subject: str
    text: str


SUBJECT = "{service}: {reference}"
"""What every message may say on a locked screen: which service, which reference, and nothing that was decided."""
TELLING = ("{outcome}", "{status}", "{question}", "{next_step}", "{name}")
"""Placeholders that a subject must not hold: somebody else may read it."""

ORDINARY: Mapping[str, Ordinary] = {
    "received": Ordinary(
        SUBJECT,
        "Thank you. We have your request about “{service}”.\n\n"
        "{ending}\n\n"
        "What happens next: {next_step}\n\n"
        "See how it is going: {link}",
    ),
    "question": Ordinary(
        "We have a question: {service}, {reference}",
        "We need to ask you something about “{service}”:\n\n"
        "{question}\n\n"
        "Answer here: {link}\n\n"
        "We cannot go on until you answer. The time we promised stands still until then.",
    ),
    "changed": Ordinary(
        SUBJECT,
        "Your request about “{service}” is now: {status}.\n\n"
        "What happens next: {next_step}\n\n"
        "See how it is going: {link}",
    ),
    "late": Ordinary(
        SUBJECT,
        "This is about “{service}”.\n\n{next_step}\n\nSee how it is going: {link}",
    ),
    "closed": Ordinary(
        SUBJECT,
        "This is about “{service}”.\n\n{outcome}\n\nIf this is not right, tell us here and we look at it again: {link}",
    ),
    "message": Ordinary(
        "We have written to you: {service}, {reference}",
        "We have written to you about “{service}”. Read it and write back here: {link}",
    ),
    "same": Ordinary(
        SUBJECT,
        "Thank you. {next_step}\n\n"
        "We deal with it once. When it is closed we write to you what became of it. See how it is going: {link}",
    ),
    "same-closed": Ordinary(
        SUBJECT,
        "You told us about “{service}”. We had it already, and this became of it:\n\n"
        "{outcome}\n\n"
        "If this is not right, tell us here and we look at it again: {link}",
    ),
}
TEXTS: Mapping[str, str] = {
    "received": "We have your request about {service}, reference {reference}. See how it is going: {link}",
    "question": "We have a question about {service}, {reference}. We cannot go on until you answer: {link}",
    "changed": "There is news about {service}, {reference}: {link}",
    "message": "We have written to you about {service}, {reference}. Read it and write back: {link}",
    "late": "{service}, {reference}, takes longer than we promised. See why, and the new date: {link}",
    "closed": "We have finished with {service}, {reference}. See what became of it, or tell us it is not right: {link}",
    "same": "We knew of this already and deal with it once: {service}, {reference}. See how it is going: {link}",
    "same-closed": "We have finished with what you told us about, {service}, {reference}: {link}",
}
"""The same news as a text message, for whoever has no email or prefers texts: which, and where to read it. A telephone
shows it to whoever holds it, so nothing that was decided stands in it."""
LONGEST_NAME = 70
_LINKS = re.compile(r"://|www[.\u3002\uff0e\uff61]|[/\\<>]|\w[.\u3002\uff0e\uff61][a-z]{2,}")
"""What mail programs make a link of: addresses, and bare domains, also with the full stops of other scripts."""
_DOT_INSIDE = re.compile(r"[.\u3002\uff0e\uff61](?=\w)")
_AROUND: Mapping[str, tuple[str, str, str]] = {
    "en": ("Dear {name},", "Hello,", "Your reference is {reference}."),
    "cy": ("Annwyl {name},", "Helo,", "Eich cyfeirnod yw {reference}."),
}
"""Greeting with and without a name, and the sentence with the reference."""


def compose(
    definition: Definition, event: str, values: Mapping[str, str], *, language: str = "en", extra: str = ""
) -> tuple[str, str]:
    """Subject and text of the message about `event`, with its placeholders filled; `extra` is a paragraph from staff.

    Every message greets by name and gives the reference, whether the service's own words do or not, and the first one
    has the words of the form's ending (`{ending}`; else they follow the first paragraph), unless it is discreet. No
    subject gives away what was decided. Only the placeholders of the how-to are filled; a value that itself looks like
    one is left as it is.
    """
    chosen = _own(definition, event, language)
    values = {**values, "name": spoken_name(values["name"])}
    subject, text = (chosen.subject, chosen.text) if chosen else (ORDINARY[event].subject, ORDINARY[event].text)
    if any(name in subject for name in TELLING):
        subject = SUBJECT
    greeting, nameless, reference = _AROUND.get(chosen.language if chosen else "en", _AROUND["en"])
    if event == "received" and "{ending}" not in text and not is_discreet(definition, event, language=language):
        first, _, rest = text.partition("\n\n")
        text = f"{first}\n\n{{ending}}\n\n{rest}"
    parts = [each.strip() for each in fill(text, values).split("\n\n") if each.strip()]
    if extra.strip():
        parts.insert(0, extra.strip())
    if "{name}" not in text:
        parts.insert(0, fill(greeting if values["name"] else nameless, values))
    if "{reference}" not in text:
        parts.append(fill(reference, values))
    return one_line(fill(subject, values)), "\n\n".join(parts)


def compose_text(definition: Definition, event: str, values: Mapping[str, str], *, language: str = "en") -> str:
    """The text message about `event`, beginning with whose it is; a discreet one has the service's own short words."""
    own = _own(definition, event, language) if is_discreet(definition, event, language=language) else None
    return fill(f"{{council}}: {own.short or own.subject if own else TEXTS[event]}", values)


def is_discreet(definition: Definition, event: str, *, language: str = "en") -> bool:
    """Whether the service's own words leave the link out, as those do that somebody else may read.

    Such a message says nothing but them: no ending of the form, no link below, nothing to confirm.
    """
    own = _own(definition, event, language)
    return own is not None and "{link}" not in own.text


def _own(definition: Definition, event: str, language: str) -> Message | None:
    """The service's own message about `event`, in the language or in English."""
    own = {each.language: each for each in definition.messages if each.event == event}
    return own.get(language) or own.get("en")


def spoken_name(called: str) -> str:
    """The name as our messages say it; '' where nobody can be greeted so.

    Visitors write names, and our messages go where they say: a name must not carry a link, nor text that mail programs
    turn into one.
    """
    name = one_line(called)
    if not is_name(name) or len(name) > LONGEST_NAME or _LINKS.search(name):
        return ""
    return _DOT_INSIDE.sub(". ", name)


def is_name(called: str) -> bool:
    """Whether somebody can be greeted so: records of people who gave no name are called by their address or number."""
    return bool(called) and "@" not in called and not any(char.isdigit() for char in called) and called != "Customer"


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each {placeholder} that `values` knows filled once. A line left with nothing in it is dropped."""
    lines = []
    for line in text.splitlines():
        parts, rest = [], line
        while "{" in rest:
            before, _, after = rest.partition("{")
            name, closed, further = after.partition("}")
            if closed and name in values:
                parts += [before, values[name]]
                rest = further
            else:
                parts += [before, "{"]
                rest = after
        filled = "".join([*parts, rest])
        if filled.strip() or not line.strip():
            lines.append(filled)
    return "\n".join(lines)
