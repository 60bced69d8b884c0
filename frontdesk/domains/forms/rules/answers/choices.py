"""Yes or no, one of several, several, and declaring."""

from frontdesk.domains.forms.rules.answers.unfit import Unfit, a_text
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.services.definition.form import Question

_YES = {
    "yes": "yes",
    "true": "yes",
    "1": "yes",
    "on": "yes",
    "y": "yes",
    "no": "no",
    "false": "no",
    "0": "no",
    "n": "no",
}


def _plain(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else a_text(value, "one of the answers").strip()


def read_yes_no(question: Question, plain: object, context: Context) -> str:
    """ "yes" or "no"; true and false of an API are taken."""
    found = _YES.get(_plain(plain).lower())
    if found is None:
        raise Unfit(question.error or "Choose yes or no")
    return found


def read_declaration(question: Question, plain: object, context: Context) -> str:
    """ "yes": nothing else is a declaration."""
    if _YES.get(_plain(plain).lower()) != "yes":
        raise Unfit(question.error or "Tick the box if you agree. We can only go on if you do")
    return "yes"


def read_choice(question: Question, plain: object, context: Context) -> str:
    """The code of one option."""
    value = _plain(plain)
    if value not in {option.value for option in question.options}:
        raise Unfit(question.error or "Choose one of the answers in the list")
    return value


def read_several(question: Question, plain: object, context: Context) -> list[str]:
    """Codes of the options chosen, in the order of the list."""
    given = {_plain(each) for each in (plain if isinstance(plain, list | tuple) else [plain])} - {""}
    known = [option.value for option in question.options]
    if not given or given - set(known):
        raise Unfit(question.error or "Choose from the answers in the list")
    if question.none in given and len(given) > 1:
        raise Unfit(f"Choose from the list, or “{question.label_of(question.none)}”, not both")
    return [value for value in known if value in given]


def show_yes_no(question: Question, answer: str) -> list[str]:
    """Yes or No."""
    return ["Yes" if answer == "yes" else "No"]


def show_declaration(question: Question, answer: str) -> list[str]:
    """What was declared."""
    return [question.statement]


def show_choice(question: Question, answer: str | list[str]) -> list[str]:
    """The words of what was chosen."""
    return [question.label_of(value) for value in ([answer] if isinstance(answer, str) else answer)]
