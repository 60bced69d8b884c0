"""A service without pages: an entry of the catalogue that says what it is and where to go, and is had elsewhere."""

from collections.abc import Iterator

from frontdesk.domains.services.definition.keys import keys_of
from frontdesk.domains.services.definition.lines import Path
from frontdesk.domains.services.definition.model import Definition

_OF_A_FORM = ("fact", "amount", "ending", "route", "workflow", "outcome", "message", "duplicates", "digital_only",
            "identity")  # fmt: skip
"""Tables that mean something for a form only."""
_WITH_A_FORM = ("who_for", "cost")
"""What everybody reads before they begin a form; of a service had elsewhere a council may not say it."""


def entry_findings(definition: Definition) -> Iterator[tuple[Path, str]]:
    """What does not fit: tables of a form where there is none, and words that a form needs."""
    keys = keys_of(Definition)
    for name in _WITH_A_FORM if definition.has_form else ():
        if not getattr(definition, name):
            yield ("code",), f"“{name}” is missing here."
    for name in () if definition.has_form else _OF_A_FORM:
        if given := getattr(definition, keys[name][0].name):
            sentence = f"The service has no pages, so it has no form, and “{name}” means nothing. Take it out."
            yield ((name, 0) if isinstance(given, tuple) else (name,)), sentence
