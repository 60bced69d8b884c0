"""An answer that cannot stand, with the sentence for each part of it; and how sentences speak of a question."""

from collections.abc import Mapping

from frontdesk.domains.services.definition.form import Question

Errors = dict[str, dict[str, str]]
"""By code of the question: part of it ("" for the whole) → sentence."""


class Unfit(Exception):
    """An answer cannot stand. `parts` says what to do, by part ("" is the question as a whole)."""

    def __init__(self, sentence: str | Mapping[str, str], part: str = "") -> None:
        self.parts: dict[str, str] = {part: sentence} if isinstance(sentence, str) else dict(sentence)
        super().__init__("; ".join(self.parts.values()))


def thing(question: Question) -> str:
    """What is asked for, in the middle of a sentence: "email address"; "" where the label is itself a question."""
    label = question.label.strip().rstrip(".:")
    if label.endswith("?") or len(label) > 60:
        return ""
    first = label.split(" ")[0]
    return label if first.isupper() and len(first) > 1 else label[:1].lower() + label[1:]


def missing(question: Question, verb: str, otherwise: str) -> Unfit:
    """Nothing was answered: the question's own words, or "Enter your name", or `otherwise`."""
    named = thing(question)
    return Unfit(question.error or (f"{verb} {named}" if named else otherwise))


def limit(text: str, most: int) -> None:
    """Raises when `text` has more than `most` characters."""
    if len(text) > most:
        raise Unfit(f"Use {most:,} characters or fewer. You have {len(text):,}")


def a_text(plain: object, what: str = "text") -> str:
    """Text from what was given; numbers of an API are taken as they read."""
    if isinstance(plain, bool) or not isinstance(plain, str | int | float):
        raise Unfit(f"This must be {what}")
    return str(plain)


def listed(items: list[str]) -> str:
    """ "a, b or c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"
