"""Visitors choose only addresses that their own form's look-up offered: look-ups are counted, guessed UPRNs are not.

What a page offers is the UPRN with a seal made for that one draft; nothing has to be remembered.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from frontdesk.domains.forms.rules.groups import entries_of
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.places.types import Address
from frontdesk.domains.services.definition.form import Question

_NOT_OFFERED = "not offered"
"""Stands for a UPRN that was not offered: no UPRN reads so, and the form asks to choose from the list."""


def offered(council: int, draft: int, found: Iterable[Address]) -> Sequence[tuple[str, str]]:
    """The addresses of a look-up as the page lists them: sealed UPRN and words."""
    return [(f"{each.uprn}.{_seal(council, draft, str(each.uprn))}", each.label) for each in found]


def opened(draft: Draft, questions: Iterable[Question], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, with UPRNs opened that were offered to this draft or are in it already."""
    own = _own([*draft.answers.values(), *draft.known.values()])
    addresses = {question.code for question in questions if question.type == "address"}
    return {code: _open(draft, value, own) if code in addresses else value for code, value in typed.items()}


def _open(draft: Draft, value: Any, own: set[str]) -> Any:
    if not isinstance(value, Mapping) or not value.get("uprn") or value.get("typed"):
        return value
    uprn, _, seal = str(value["uprn"]).partition(".")
    fits = constant_time_compare(seal, _seal(draft.council, draft.id, uprn))
    return {**value, "uprn": uprn if fits or (not seal and uprn in own) else _NOT_OFFERED}


def _own(answers: Iterable[Any]) -> set[str]:
    """The UPRNs in the draft: of its answers, those in groups too, and of what is known."""
    found: set[str] = set()
    for answer in answers:
        if isinstance(answer, Mapping) and answer.get("uprn"):
            found.add(str(answer["uprn"]))
        elif isinstance(answer, list):
            found |= _own(inner for each in entries_of(answer) for inner in each["answers"].values())
    return found


def _seal(council: int, draft: int, uprn: str) -> str:
    return salted_hmac("formpages.offers", f"{council}:{draft}:{uprn}", algorithm="sha256").hexdigest()[:24]
