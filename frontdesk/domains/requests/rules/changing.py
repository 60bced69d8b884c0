"""What goes along when a request becomes one of another service, and what a correction changed."""

from collections.abc import Mapping
from typing import Any

from frontdesk.domains.services.definition.model import Definition


def carried_over(old: Definition, new: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers to questions that both services ask, by code and type."""
    found = {}
    for code, answer in answers.items():
        asked, asks = old.question(code), new.question(code)
        if asked is not None and asks is not None and asked.type == asks.type:
            found[code] = answer
    return found


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The codes whose answers differ, in order of their names."""
    return sorted(code for code in {*before, *after} if before.get(code) != after.get(code))
