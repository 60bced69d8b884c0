"""What the form templates ask about questions, values and errors, so that the templates hold no cleverness.

A *question* is any object with `code, type, label, hint, why, required, options`. A *value* is what was typed: a
string, a list of strings (several), or a mapping of parts (`day`, `postcode`, ...), never a parsed thing, so that
nothing typed is lost. An *error* is a sentence, or a mapping from part to sentence ('' for the question as a whole).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

PARTS: dict[str, tuple[str, ...]] = {
    "name": ("first", "last"),
    "date": ("day", "month", "year"),
    "memorable_date": ("day", "month", "year"),
    "address": ("postcode", "uprn", "line1", "line2", "town", "typed"),
    "place": ("method", "postcode", "street", "match", "description", "lat", "lng", "said"),
}
"""Input names of a question in parts are `<code>-<part>`; every other type has one input called `<code>`."""

SAID = {"address": ("line1", "line2", "town", "postcode"), "place": ("said", "postcode", "street", "description")}
"""The parts that say the answer back, a line each, where not all do."""


_NAME_NOTHING = frozenset(
    (
        "the and for from with this that what when which who how many much any are was did does has have had there "
        "you your yours our please enter choose give write tell"
    ).split()
)
"""Words by which a sentence does not name its question."""


def input_names(code: str, kind: str) -> tuple[str, ...]:
    """The names of the inputs of a question of type `kind`, in the order of the page."""
    return tuple(f"{code}-{name}" for name in PARTS[kind]) if kind in PARTS else (code,)


def part(question: Any, value: Any, name: str) -> str:
    """What was typed in one part of a question; empty when nothing was.

    Parts are found by their own name, or by the name of their input (`born-day`), so that a posted form
    can be handed over as it came.
    """
    if not isinstance(value, Mapping):
        return ""
    found = value.get(name)
    if found is None:
        found = value.get(f"{question.code}-{name}")
    return "" if found is None else str(found)


def required(question: Any) -> bool:
    """Whether an answer is needed. A question says so either way round: `required`, or `optional` in a service file."""
    said = getattr(question, "required", None)
    return bool(said) if said is not None else not getattr(question, "optional", False)


def choices(value: Any) -> list[str]:
    """The values chosen, of a question with one answer or several, as strings."""
    if value is None or value == "":
        return []
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [str(value)]
    return [str(each) for each in value]


def fault(error: Any, name: str | None = None) -> str:
    """The sentence about one part, about the question as a whole (`name=''`), or all of them (`name=None`)."""
    if not error:
        return ""
    if not isinstance(error, Mapping):
        return "" if name else str(error)
    if name is not None:
        return str(error.get(name, ""))
    return " ".join(dict.fromkeys(str(sentence) for sentence in error.values() if sentence))


def parts_wrong(question: Any, error: Any) -> frozenset[str]:
    """Which parts to mark in red: those named, or all when the sentence is about the whole.

    A place has several ways to say it, of which nobody fills in all: there, only the words are marked.
    """
    if not error:
        return frozenset()
    named = {name for name, sentence in error.items() if name and sentence} if isinstance(error, Mapping) else set()
    return frozenset(named or (("description",) if question.type == "place" else PARTS.get(question.type, ())))


def first_field(question: Any, error: Any = None, value: Any = None) -> str:
    """The id of the field that an error summary links to: the first one that is wrong and on the page."""
    code = str(question.code)
    parts = PARTS.get(question.type)
    if not parts:
        return code
    named = [name for name in parts if isinstance(error, Mapping) and error.get(name)]
    if named:
        return f"{code}-{named[0]}"
    if question.type == "address" and part(question, value, "typed"):
        return f"{code}-line1"
    return f"{code}-{parts[0]}"


def error_links(
    questions: Sequence[Any],
    errors: Mapping[str, Any],
    values: Mapping[str, Any] | None = None,
    extras: Mapping[str, Any] | None = None,
) -> list[dict[str, str]]:
    """The error summary: a link for each sentence, in the order of the page. Errors of no question come last.

    Where the page has several questions, each sentence says which of them it is about.
    """
    links: list[dict[str, str]] = []
    known: set[str] = set()
    for question in questions:
        code = getattr(question, "own_code", question.code)
        known |= {code, question.code}
        error = errors.get(code) or errors.get(question.code)
        value, extra = (values or {}).get(code), (extras or {}).get(code)
        for name, plain in error_parts(question, error, extra).items():
            sentence = _naming(question, plain) if len(questions) > 1 else plain
            if not any(link["text"] == sentence for link in links):
                href = "#" + first_field(question, {name: sentence} if name else None, value)
                links.append({"text": sentence, "href": href})
    links.extend({"text": fault(error)} for code, error in errors.items() if code not in known and error)
    return links


def _naming(question: Any, sentence: str) -> str:
    """The sentence with the question before it, unless it has a word of the question in it already."""
    label = str(question.label).strip()
    own, said = (set(re.findall(r"[a-z]{3,}", text.lower())) - _NAME_NOTHING for text in (label, sentence))
    if own & said:
        return sentence
    return f"{label} {sentence}" if label.endswith(("?", ".", ":")) else f"{label}: {sentence}"


def error_parts(question: Any, error: Any, extra: Any = None) -> dict[str, str]:
    """The sentences of an error by the part where they stand on the page ('' for the whole question).

    "Choose an address" stands at the postcode while no addresses are shown to choose from.
    """
    parts = error if isinstance(error, Mapping) else {"": error}
    found = {name: str(sentence) for name, sentence in parts.items() if sentence}
    if question.type == "address" and "uprn" in found and not (extra or {}).get("found"):
        found = {"postcode" if name == "uprn" else name: sentence for name, sentence in found.items()}
    return found


def option_part(option: Any, index: int) -> str:
    """Value (0), words (1) or hint (2) of something to choose: a tuple, or an object with those attributes."""
    if isinstance(option, tuple):
        return str(option[index]) if index < len(option) and option[index] is not None else ""
    for name in (("value", "uprn", "code", "id"), ("label", "text", "name"), ("hint",))[index]:
        found = getattr(option, name, None)
        if found is not None:
            return str(found)
    return ""


class Inner:
    """A question of one entry of a group: the same question, whose inputs begin `<group>-<n>-`."""

    def __init__(self, group: Any, n: int, question: Any) -> None:
        self._question = question
        self.own_code = str(question.code)
        self.code = f"{group.code}-{n}-{question.code}"

    def __getattr__(self, name: str) -> Any:
        return getattr(self._question, name)


def inner_questions(group: Any, n: int) -> list[Inner]:
    """The questions of the group's entry number `n` (from 1), with the names their inputs have there."""
    return [Inner(group, n, question) for question in group.questions]


def entry_rows(group: Any, entry: Any) -> list[dict[str, str]]:
    """One entry of a group as label and text, whether it comes as raw answers or already said (`rows`)."""
    said = entry.get("rows") if isinstance(entry, Mapping) else getattr(entry, "rows", None)
    if said is not None:
        return [{"label": row["label"], "text": row["text"]} if isinstance(row, Mapping) else vars(row) for row in said]
    answers = entry.get("answers", entry)
    return [{"label": each.label, "text": answer_text(each, answers.get(each.code))} for each in group.questions]


def answer_text(question: Any, value: Any) -> str:
    """What was typed, said back as words: the label of a choice, a date as `3 12 2026`, an address line by line."""
    options = {option_part(option, 0): option_part(option, 1) for option in getattr(question, "options", None) or ()}
    if question.type == "yes_no":
        options = {"yes": "Yes", "no": "No"}
    if options:
        return "\n".join(options.get(each, each) for each in choices(value))
    if question.type in PARTS and isinstance(value, Mapping):
        shown = SAID.get(question.type, PARTS[question.type])
        words = [part(question, value, name) for name in shown]
        label = part(question, value, "label")
        if label:
            return label
        return ("\n" if question.type in SAID else " ").join(word for word in words if word)
    if question.type == "money" and value:
        return f"£{str(value).lstrip('£')}"
    return "\n".join(choices(value))
