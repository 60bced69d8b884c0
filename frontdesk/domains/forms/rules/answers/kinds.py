"""One table: for each type of question how it is read and shown, and the three functions that use it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.domains.forms.rules.answers import choices, figures, files, places, words
from frontdesk.domains.forms.rules.answers.unfit import Unfit, missing
from frontdesk.domains.forms.rules.context import Answer, Context
from frontdesk.domains.services.definition.form import Question

Posted = Mapping[str, Sequence[str]]
"""Fields of a posted form: name → everything sent under it."""


@dataclass(frozen=True)
class Kind:
    """One type of question: how typed things become a canonical answer, how that is shown, what is said when empty.

    `parts` are the parts of its input, `<code>-<part>`; none means one input called by the code. `many`: a list.
    """

    read: Callable[[Question, object, Context], Answer]
    show: Callable[[Question, Any], list[str]]
    verb: str = "Enter"
    empty: str = "Enter an answer"
    parts: tuple[str, ...] = ()
    many: bool = False
    fields: Callable[[Any], Any] = str


def _as_typed(question: Question, answer: object) -> list[str]:
    return str(answer).splitlines() or [""]


_DATE = Kind(
    figures.read_date,
    figures.show_date,
    empty="Enter a date",
    parts=("day", "month", "year"),
    fields=figures.date_fields,
)
_ADDRESS = ("postcode", "uprn", "line1", "line2", "town", "typed")
_PLACE = ("method", "postcode", "street", "description", "lat", "lng", "said")
_ONE = "Choose one answer"

KINDS: Mapping[str, Kind] = {
    "text": Kind(words.read_text, _as_typed),
    "long_text": Kind(words.read_long_text, _as_typed),
    "name": Kind(words.read_name, words.show_name, empty="Enter a name", parts=("first", "last"), fields=dict),
    "email": Kind(words.read_email, _as_typed, empty="Enter an email address"),
    "phone": Kind(words.read_phone, words.show_phone, empty="Enter a phone number", fields=words.written),
    "date": _DATE,
    "memorable_date": _DATE,
    "number": Kind(figures.read_number, figures.show_number, empty="Enter a number"),
    "money": Kind(figures.read_money, figures.show_money, empty="Enter an amount"),
    "yes_no": Kind(choices.read_yes_no, choices.show_yes_no, verb="", empty="Choose yes or no"),
    "choice": Kind(choices.read_choice, choices.show_choice, verb="", empty=_ONE),
    "several": Kind(
        choices.read_several, choices.show_choice, verb="", empty="Choose at least one answer", many=True, fields=list
    ),
    "declaration": Kind(
        choices.read_declaration,
        choices.show_declaration,
        verb="",
        empty="Tick the box if you agree. We can only go on if you do",
    ),
    "address": Kind(
        places.read_address, places.show_address, empty="Enter an address", parts=_ADDRESS, fields=places.address_fields
    ),
    "place": Kind(
        places.read_place,
        places.show_place,
        verb="",
        empty="Say where it is: by a postcode, a street, the map or in words",
        parts=_PLACE,
        fields=places.place_fields,
    ),
    "file": Kind(files.read_files, files.show_files, verb="", empty="Add a file", many=True, fields=list),
    "photo": Kind(files.read_files, files.show_files, verb="", empty="Add a photo", many=True, fields=list),
}
"""Every type but `group`, which is a list of entries (see `groups`)."""


def gather(question: Question, data: Posted, prefix: str = "") -> Any:
    """What was typed for a question, from the posted fields: text, list, or mapping of parts. Never an error.

    `prefix` stands before every field name (`people-2-` for the second entry of a group).
    """
    kind, name = KINDS[question.type], prefix + question.code
    if kind.parts:
        return {part: _first(data, f"{name}-{part}") for part in kind.parts}
    if kind.many:
        return [text for text in data.get(name, ()) if text]
    return _first(data, name).replace("\r\n", "\n").strip("\n ") if question.type == "long_text" else _first(data, name)


def _first(data: Posted, name: str) -> str:
    values = data.get(name) or [""]
    return str(values[0])


def read(question: Question, plain: object, context: Context) -> Answer:
    """The canonical answer; None where an optional question was left empty. Raises Unfit with what to do."""
    kind = KINDS[question.type]
    answer = None if is_blank(plain, kind) else kind.read(question, plain, context)
    if not is_blank(answer, kind):
        return answer
    if question.optional:
        return None
    raise missing(question, kind.verb, kind.empty) if kind.verb else Unfit(question.error or kind.empty)


def is_blank(plain: object, kind: Kind) -> bool:
    """Whether nothing was given. Nought and "no" are something; a part that the page itself sets is nothing."""
    if isinstance(plain, Mapping):
        own = {"typed", "method"} if kind.parts else set()
        return all(is_blank(value, kind) for part, value in plain.items() if part not in own)
    if isinstance(plain, list | tuple):
        return all(is_blank(value, kind) for value in plain)
    return plain is None or (isinstance(plain, str) and not words.tidy(plain))


def fields(question: Question, answer: Answer) -> Any:
    """What would have been typed to give this answer: fills the form again. Empty for None."""
    kind = KINDS[question.type]
    if answer is None:
        return dict.fromkeys(kind.parts, "") if kind.parts else [] if kind.many else ""
    return kind.fields(answer)


def show(question: Question, answer: Answer) -> list[str]:
    """The answer in words, by lines; empty for None."""
    return [] if answer is None else KINDS[question.type].show(question, answer)
