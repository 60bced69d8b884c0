"""Which pages and endings of a form can be reached, and whether it can go round in a circle."""

from collections.abc import Iterator

from frontdesk.domains.services.definition.conditions import AllOf, Condition, Moment, Test, tests_of
from frontdesk.domains.services.definition.flow import SUBMIT
from frontdesk.domains.services.definition.model import Definition

DONE = " check answers"
"""The stop after the last page; no code can be called so."""


def leads_to(definition: Definition, at: int) -> Iterator[str]:
    """Codes of the pages and endings that can follow the page at this place; DONE for the check of answers."""
    page = definition.pages[at]
    for jump in page.next:
        if not impossible(jump.when):
            yield jump.go
        if jump.when is None:
            return
    yield from in_order(definition, at + 1)


def in_order(definition: Definition, at: int) -> Iterator[str]:
    """What can follow in the order written from this place on: pages up to the first that is always asked."""
    for page in definition.pages[at:]:
        if not impossible(page.when):
            yield page.code
        if page.when is None:
            return
    yield DONE


def reached(definition: Definition) -> set[str]:
    """Codes of every page and ending that some way through the form comes to, and DONE.

    One sweep in the order written is enough, because a jump may only lead on (`circles` finds those that lead back).
    """
    asked = {question.code: page.code for page, question, _ in definition.questions()}
    found, passed = set(in_order(definition, 0)), set()
    for at, page in enumerate(definition.pages):
        passed.add(page.code)
        needed = {asked[code] for code in _must(page.when) if code in asked and asked[code] in passed}
        if page.code in found and not needed <= found:
            found.discard(page.code)
        elif page.code in found:
            found |= set(leads_to(definition, at))
    if DONE in found:
        found |= {ending.code for ending in definition.endings if ending.outcome == SUBMIT}
    return found


def circles(definition: Definition) -> Iterator[tuple[int, int, str]]:
    """Jumps that lead back: (place of the page, place of the jump, code of the page it goes back to)."""
    places = {page.code: at for at, page in enumerate(definition.pages)}
    for at, page in enumerate(definition.pages):
        for number, jump in enumerate(page.next):
            if jump.go in places and places[jump.go] <= at:
                yield at, number, jump.go


def _must(condition: Condition | None) -> set[str]:
    """Questions that have to be answered for a condition to hold."""
    if isinstance(condition, Test):
        return {condition.code} if condition.subject == "question" else set()
    if isinstance(condition, AllOf):
        return set().union(*(_must(part) for part in condition.parts))
    return set()


def impossible(condition: Condition | None) -> bool:
    """Whether a condition contradicts itself: one answer that must be two things, or a span with nothing inside."""
    if not isinstance(condition, AllOf):
        return False
    tests = [part for part in condition.parts if isinstance(part, Test)]
    for at, one in enumerate(tests):
        for other in tests[at + 1 :]:
            if (one.subject, one.code) == (other.subject, other.code) and _clash(one, other):
                return True
    return any(impossible(part) for part in condition.parts)


def _clash(one: Test, other: Test) -> bool:
    values = {one.operator: one.value, other.operator: other.value}
    if one.operator == other.operator == "is":
        return one.value != other.value
    if values.keys() == {"is", "is_not"}:
        return values["is"] == values["is_not"]
    if values.keys() == {"is", "any_of"}:
        return isinstance(values["any_of"], tuple) and values["is"] not in values["any_of"]
    if values.keys() == {"over", "under"}:
        return bool(values["over"] >= values["under"])  # type: ignore[operator]
    if values.keys() == {"before", "after"}:
        first, last = values["after"], values["before"]
        fixed = isinstance(first, Moment) and isinstance(last, Moment) and first.day and last.day
        return bool(fixed and first.day >= last.day)  # type: ignore[union-attr, operator]
    return False


def names_of(condition: Condition | None, subject: str) -> set[str]:
    """Codes of the questions (or facts) that a condition looks at."""
    return {test.code for test in tests_of(condition) if test.subject == subject}
