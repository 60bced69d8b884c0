"""The way through a form: worked out from the answers each time, never stored, and never round in a circle."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from frontdesk.domains.forms.rules.answers.kinds import read
from frontdesk.domains.forms.rules.answers.unfit import Errors, Unfit, listed, thing
from frontdesk.domains.forms.rules.conditions import View, holds
from frontdesk.domains.forms.rules.context import Answer, Answers, Context
from frontdesk.domains.forms.rules.groups import read_group
from frontdesk.domains.services.definition.flow import SUBMIT, Ending
from frontdesk.domains.services.definition.form import Fact, Page
from frontdesk.domains.services.definition.model import Definition

SEEN = "seen."
"""Before the code of a page: the key in the answers that says a page without questions has been read."""


@dataclass(frozen=True)
class Journey:
    """Where a form stands.

    `pages`: those that apply, as far as the answers lead. `stop`: the last of them when it is not fully answered, with
    its `errors`. `ending`: where it ends, once nothing is open. `live`: canonical answers to what is really asked.
    `elsewhere`: pages on the way that are not asked on this channel; each says what is done instead.
    """

    pages: tuple[Page, ...]
    stop: Page | None
    ending: Ending | None
    live: dict[str, Answer] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    elsewhere: tuple[Page, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether everything is answered and we take it: the customer can check and send."""
        return self.stop is None and self.ending is not None and self.ending.takes


@dataclass(frozen=True)
class Stop:
    """What the customer sees next: a page, an ending that takes nothing, or (neither) the check of answers."""

    page: Page | None = None
    ending: Ending | None = None

    @property
    def check(self) -> bool:
        """Whether it is the check of answers."""
        return self.page is None and self.ending is None


def walk(definition: Definition, answers: Answers, context: Context, *, whole: bool = False) -> Journey:
    """Follows the answers from the first page to where they end.

    Only answers on the way count in conditions, so a hidden one decides nothing. `whole` is for a form given all at
    once (API, submit): an optional question without an answer counts as left empty. Never raises, whatever the answers.
    """
    live: dict[str, Answer] = {}
    pages: list[Page] = []
    aside: list[Page] = []
    at = _following(definition, 0, live, context, aside)
    while at is not None:
        page = definition.pages[at]
        pages.append(page)
        errors = _read_page(definition, page, answers, live, context, whole=whole)
        if errors:
            return Journey(tuple(pages), page, None, live, errors, tuple(aside))
        ending, at = _leave(definition, at, live, context, aside)
        if ending is not None:
            return Journey(tuple(pages), None, ending, live, {}, tuple(aside))
    return Journey(tuple(pages), None, ordinary_ending(definition), live, {}, tuple(aside))


def _following(definition: Definition, at: int, live: Answers, context: Context, aside: list[Page]) -> int | None:
    """The place of the first page from here on that applies and is asked on this channel; others go `aside`."""
    view = View(definition, live, context)
    for place in range(at, len(definition.pages)):
        page = definition.pages[place]
        if not holds(page.when, view):
            continue
        if page.is_asked_on(context.channel):
            return place
        aside.append(page)
    return None


def _leave(
    definition: Definition, at: int, live: Answers, context: Context, aside: list[Page]
) -> tuple[Ending | None, int | None]:
    """Where an answered page leads: to an ending, or to the place of a page (None: to the end)."""
    view = View(definition, live, context)
    for jump in definition.pages[at].next:
        if not holds(jump.when, view):
            continue
        ending = definition.ending(jump.go)
        if ending is not None:
            return ending, None
        places = [place for place, page in enumerate(definition.pages) if page.code == jump.go]
        if places and places[0] > at:
            page = definition.pages[places[0]]
            if page.is_asked_on(context.channel):
                return None, places[0]
            aside.append(page)
            return None, _following(definition, places[0] + 1, live, context, aside)
    return None, _following(definition, at + 1, live, context, aside)


def _read_page(
    definition: Definition, page: Page, answers: Answers, live: dict[str, Answer], context: Context, *, whole: bool
) -> Errors:
    """Adds the page's answers to `live`; what is missing or wrong comes back as errors (none: the page is answered)."""
    errors: Errors = {}
    if not page.questions and not whole and not answers.get(SEEN + page.code):
        errors[page.code] = {"": ""}
    for question in page.questions:
        view = View(definition, live, context)
        if not holds(question.when, view):
            continue
        if question.code not in answers and not whole:
            errors[question.code] = {"": ""}
        elif question.type == "group":
            live[question.code], wrong = read_group(question, answers.get(question.code), view, whole=whole)
            errors |= wrong
        else:
            try:
                live[question.code] = read(question, answers.get(question.code), context)
            except Unfit as unfit:
                errors[question.code] = unfit.parts
    return errors or one_of(page, live)


def one_of(page: Page, live: Answers) -> Errors:
    """The error of a page that needs one of several answers and has none, on the first of them."""
    asked = [question for question in page.questions if question.code in page.one_of and question.code in live]
    if not asked or any(live[question.code] is not None for question in asked):
        return {}
    named = [thing(question) or f"“{question.label}”" for question in asked]
    return {asked[0].code: {"": f"Enter {listed(named)}"}}


def ordinary_ending(definition: Definition) -> Ending | None:
    """The ending after the last page: the one with outcome submit that no page leads to, else the first of them."""
    named = {jump.go for page in definition.pages for jump in page.next}
    submits = [ending for ending in definition.endings if ending.outcome == SUBMIT]
    return next((ending for ending in submits if ending.code not in named), submits[0] if submits else None)


def may_visit(journey: Journey, code: str) -> bool:
    """Whether a page can be opened: it is on the way, and nothing before it is open."""
    return any(page.code == code for page in journey.pages)


def next_stop(journey: Journey, after: str = "", *, returning: bool = False) -> Stop:
    """What comes after the page `after` ("" for the start).

    `returning` is for an answer changed from the check: straight back there, unless the change opened something.
    """
    codes = [page.code for page in journey.pages]
    place = codes.index(after) + 1 if after in codes else 0
    if returning and journey.stop is not None:
        return Stop(page=journey.stop)
    if not returning and place < len(codes):
        return Stop(page=journey.pages[place])
    if journey.stop is not None:
        return Stop(page=journey.stop)
    return Stop() if journey.ready else Stop(ending=journey.ending)


def page_before(journey: Journey, code: str) -> Page | None:
    """The page that the back link leads to; None on the first."""
    codes = [page.code for page in journey.pages]
    place = codes.index(code) if code in codes else len(codes)
    return journey.pages[place - 1] if place else None


def facts_left(definition: Definition, facts: Mapping[str, Any], changed: Collection[str]) -> dict[str, Any]:
    """The facts that still hold once the answers to `changed` are others."""
    gone = {fact.code for fact in definition.facts if fact.needs in changed}
    asked = (definition.question(code) for code in changed)
    if any(question is not None and question.type in ("address", "place") for question in asked):
        gone.add("ward")
    return {code: value for code, value in facts.items() if code not in gone}


def facts_wanted(definition: Definition, journey: Journey, context: Context) -> list[Fact]:
    """The facts to look up now: not known yet, and the question they are looked up by is answered."""
    return [
        fact
        for fact in definition.facts
        if context.fact(fact.code) is None and (not fact.needs or journey.live.get(fact.needs) is not None)
    ]
