"""Templates of letters: the house's own, and what a council's pack adds. Pure."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from frontdesk.domains.documents.types import OTHER_FORMATS, Template, Words
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import one_line

LONGEST_SUBJECT, LONGEST = 150, 20_000
_KEYS = {"name", "subject", "body", "signed"}


@lru_cache(maxsize=1)
def ordinary() -> Mapping[str, Template]:
    """The templates that every council has, by code."""
    text = resources.files("frontdesk.domains.documents").joinpath("letters.toml").read_text("utf-8")
    return {code: Template(code, **told) for code, told in tomllib.loads(text).items()}


def templates(own: Mapping[str, Any]) -> dict[str, Template]:
    """The ordinary ones and the council's own by code; an own one of the same code stands instead."""
    added = {code: Template(code, **told) for code, told in own.items() if not problem(told)}
    return {**ordinary(), **added}


def problem(told: Any) -> str:
    """What is wrong with a council's own template, as a sentence; '' when it can be used."""
    if not isinstance(told, Mapping) or set(told) != _KEYS or not all(isinstance(each, str) for each in told.values()):
        return "A letter has a name, a subject, a body and who signs it, each a text."
    if not told["name"].strip():
        return "A letter needs a name by which staff choose it."
    return ""


def filled(template: Template, values: Mapping[str, str]) -> Words:
    """The words with which staff begin, their placeholders filled once; a value that looks like one stays as it is."""
    return Words(*(_fill(each, values) for each in (template.subject, template.body, template.signed)))


def _fill(text: str, values: Mapping[str, str]) -> str:
    parts = []
    while "{" in text:
        before, _, after = text.partition("{")
        name, closed, rest = after.partition("}")
        if not closed or name not in values:
            parts.append(f"{before}{{")
            text = after
        else:
            parts += [before, values[name]]
            text = rest
    return "".join([*parts, text])


def checked(subject: str, body: str, signed: str) -> Words:
    """The words of a letter that can be issued, tidied; Refusal that says what to do otherwise."""
    subject, signed = one_line(subject), one_line(signed)
    body = "\n\n".join(part.strip() for part in body.replace("\r\n", "\n").split("\n\n") if part.strip())
    for name, text, most, lacking in (
        ("subject", subject, LONGEST_SUBJECT, "Say what the letter is about."),
        ("body", body, LONGEST, "Write the letter."),
        ("signed", signed, LONGEST_SUBJECT, "Say who signs it: a role, like Head of Waste."),
    ):
        if not text:
            raise Refusal(lacking, field=name)
        if len(text) > most:
            raise Refusal(f"Use {most:,} characters or fewer. You have {len(text):,}.", field=name)
    if "{" in body + subject:
        raise Refusal("Fill in what stands in curly brackets, or take it out.", field="body")
    return Words(subject, body, signed)


def other_format(needs: list[str]) -> str:
    """The format that somebody has to make, of what the customer needs; '' where ours will do."""
    return next((code for code in OTHER_FORMATS if code in needs), "")
