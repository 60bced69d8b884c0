"""What the customer is told: the service's own words where it has some, else the ordinary ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.domains.services.definition.model import Definition


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A message that every service sends unless it has its own."""

    subject: str
    text: str


ORDINARY: Mapping[str, Ordinary] = {
    "received": Ordinary(
        "We have your request {reference}",
        "Thank you. We have your request about “{service}”.\n\n"
        "Your reference is {reference}.\n\n"
        "What happens next: {next_step}\n\n"
        "See how it is going: {link}",
    ),
    "question": Ordinary(
        "We have a question about {reference}",
        "We need to ask you something about “{service}” ({reference}):\n\n"
        "{question}\n\n"
        "Answer here: {link}\n\n"
        "We cannot go on until you answer. The time we promised stands still until then.",
    ),
    "changed": Ordinary(
        "News of your request {reference}",
        "Your request about “{service}” ({reference}) is now: {status}.\n\n"
        "What happens next: {next_step}\n\n"
        "See how it is going: {link}",
    ),
    "late": Ordinary(
        "Your request {reference} will take longer",
        "We said that we would deal with “{service}” ({reference}) by {due}. It will take longer. We are sorry.\n\n"
        "{next_step}\n\n"
        "See how it is going: {link}",
    ),
    "closed": Ordinary(
        "Your request {reference}: {status}",
        "{outcome}\n\n"
        "This is about “{service}” ({reference}).\n\n"
        "If this is not right, tell us here and we look at it again: {link}",
    ),
}


def compose(
    definition: Definition, event: str, values: Mapping[str, str], *, language: str = "en", extra: str = ""
) -> tuple[str, str]:
    """Subject and text of the message about `event`, with its placeholders filled; `extra` is a paragraph from staff.

    Only the placeholders of the how-to are filled; a value that itself looks like one is left as it is.
    """
    own = [m for m in definition.messages if m.event == event]
    chosen = next((m for m in own if m.language == language), None) or next(
        (m for m in own if m.language == "en"), None
    )
    subject, text = (chosen.subject, chosen.text) if chosen else (ORDINARY[event].subject, ORDINARY[event].text)
    body = fill(text, values).strip()
    if extra.strip():
        body = f"{extra.strip()}\n\n{body}"
    return " ".join(fill(subject, values).split()), body


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
