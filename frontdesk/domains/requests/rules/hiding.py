"""What is not shown of a request whose customer's record is restricted, to colleagues whom it does not name.

Who the customer is, and everything written in words of somebody's own: no program finds a name in a sentence or a
picture. What was chosen, days, amounts and where the work is to be done stay, so that it can be done.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from frontdesk.domains.forms.rules.summary import Row
from frontdesk.domains.forms.rules.summary import rows as summary
from frontdesk.domains.people.types import RESTRICTED_NAME
from frontdesk.domains.services.definition.model import Definition

NOT_SHOWN = "Not shown, because this customer’s record is restricted"
WHO = frozenset({"name", "email", "phone", "date-of-birth"})
"""Questions about the customer (`known_as`) whose answers say who it is. Where the work is to be done stays."""
WORDS = frozenset({"text", "long_text", "name", "email", "phone", "memorable_date", "file", "photo", "address"})
"""Types of questions that are answered in one's own words, with a file, or with where somebody lives."""
AT_THE_SPOT = frozenset({"report", "book", "pay"})
"""Kinds of services whose work is done where the request says: a bin is emptied, items are fetched. For the others, and
where judgement is asked for (tier 3 to 5), an address is where the customer lives, lived or will live."""


def rows_without_words(definition: Definition, answers: Mapping[str, Any]) -> list[Row]:
    """The answers in words, without who the customer is and without what was written freely."""
    asked = {question.code: question for _, question, _ in definition.questions()}
    places = {code for code, question in asked.items() if question.type == "place"}
    shown = summary(definition, {code: _found(each) if code in places else each for code, each in answers.items()})
    hidden = {code: _instead(question.known_as, question.type) for code, question in asked.items()}
    if (spot := _spot(definition)) is not None:
        hidden[spot] = ""
    return [replace(row, lines=(hidden[row.code],)) if hidden.get(row.code) and row.lines else row for row in shown]


def _spot(definition: Definition) -> str | None:
    """The address where the work is to be done: the only one that is asked for, where no place is."""
    if definition.kind not in AT_THE_SPOT or definition.tier > 2:
        return None
    where = [each for _, each, _ in definition.questions() if each.type in ("place", "address")]
    return where[0].code if len(where) == 1 and where[0].type == "address" else None


def _instead(known_as: str, kind: str) -> str:
    """What stands in the place of an answer; '' where it is shown."""
    return RESTRICTED_NAME if known_as in WHO else NOT_SHOWN if kind in WORDS else ""


def _found(place: Any) -> Any:
    """A place without the customer's own words, as far as it is found without them."""
    if not isinstance(place, Mapping) or not (place.get("said") or place.get("postcode") or place.get("lat")):
        return place
    return {**place, "words": ""}
