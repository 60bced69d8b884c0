"""Checks a definition as a whole: what it names exists, fits, can be reached and ends somewhere."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from frontdesk.domains.services.definition.entry import entry_findings
from frontdesk.domains.services.definition.flow import REFUSE, ROUTE, SUBMIT
from frontdesk.domains.services.definition.form import Page
from frontdesk.domains.services.definition.keys import keys_of
from frontdesk.domains.services.definition.lines import Path
from frontdesk.domains.services.definition.model import TIERS, Definition, Problem
from frontdesk.domains.services.definition.plain import advise
from frontdesk.domains.services.definition.reach import circles, reached
from frontdesk.domains.services.definition.references import wrong_references
from frontdesk.domains.services.definition.usage import unused
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.kernel import channels

PLACEHOLDERS = (
    *("reference", "service", "status", "due", "next_step", "ending", "fee", "outcome", "question", "link", "name"),
    *("council", "phone"),
)
TELLING = ("outcome", "status", "question", "next_step", "name")
_NOT_FOR_CUSTOMERS = {"note", "approved_by", "evidence", "exclusion_risk", "equality_assessment", "from", "to_body"}
_NOT_FOR_CUSTOMERS |= {"unit", "entry", "link", "phone", "reason_code", "people", "keywords"}

Finding = tuple[Path, str]


@dataclass(frozen=True)
class Surroundings:
    """What the council has beside the service; None where it is not known, then it is not checked."""

    services: frozenset[str] | None = None
    teams: frozenset[str] | None = None
    promises: frozenset[str] | None = None


def check(definition: Definition, around: Surroundings | None = None) -> list[Problem]:
    """Everything wrong with a definition, by line: errors, then advice. Empty when it can be published as it is."""
    source = definition.source
    found = [source.problem(path, said) for look in (*_LOOKS, wrong_references) for path, said in look(definition)]
    found += [source.problem(path, said) for path, said in _surroundings(definition, around or Surroundings())]
    advice = [
        source.problem(path, said, "advice") for look in (_unused, _plain, _promised) for path, said in look(definition)
    ]
    return sorted(found, key=_place) + sorted(advice, key=_place)


def _place(problem: Problem) -> tuple[int, str]:
    return problem.line, problem.sentence


def _codes_once(definition: Definition) -> Iterator[Finding]:
    """No code twice; pages and endings share one list, because `next` names both."""
    stops: set[str] = set()
    for name, at, code in _stops(definition):
        if code in stops:
            yield (name, at, "code"), f"“{code}” is used twice. Pages and endings need codes of their own."
        stops.add(code)
    seen: set[str] = set()
    for path, question in question_paths(definition):
        if question.code in seen:
            yield (*path, "code"), f"The question “{question.code}” is there twice."
        seen.add(question.code)
        values = [option.value for option in question.options]
        for value in {value for value in values if values.count(value) > 1}:
            yield (*path, "options"), f"The option “{value}” is there twice."
    for name, listed in (("fact", definition.facts), ("amount", definition.amounts), ("outcome", definition.outcomes)):
        codes = [entry.code for entry in listed]
        for at, code in enumerate(codes):
            if code in codes[:at]:
                yield (name, at, "code"), f"The {name} “{code}” is there twice."


def _questions(definition: Definition) -> Iterator[Finding]:
    """Every question says why; groups stand alone; limits make sense."""
    for path, question in question_paths(definition):
        if not question.why:
            yield path, f'Say why we ask “{question.code}”: why = "So that …"'
        if question.none and question.none not in {option.value for option in question.options}:
            yield (*path, "none"), f"“{question.none}” is not among the options."
        if question.min is not None and question.max is not None and question.min > question.max:
            yield (*path, "min"), "The smallest allowed is more than the largest."
        if question.type in ("file", "photo") and question.max is not None and not 1 <= question.max <= 10:
            yield (*path, "max"), "Between 1 and 10 files can be asked for."
        if question.type == "group":
            yield from _group(path, question)
    for at, page in enumerate(definition.pages):
        if not page.questions and not page.intro:
            yield ("page", at), f"The page “{page.code}” asks nothing and says nothing."
        if len(page.questions) > 1 and any(question.type == "group" for question in page.questions):
            yield ("page", at), f"On the page “{page.code}” a group must stand alone."
        if len(page.questions) != 1 and not page.title:
            yield ("page", at), f"The page “{page.code}” needs a title, because it does not ask just one question."
        if page.one_of:
            yield from _one_of(("page", at, "one_of"), page)
        if page.channels and not page.elsewhere:
            yield ("page", at, "channels"), "Say with “elsewhere” what people do on the other channels."
        if page.elsewhere and not page.channels:
            yield ("page", at, "elsewhere"), "Say with “channels” where this page is asked: now it is asked everywhere."
        for channel in page.channels:
            if channel not in definition.channels.open:
                yield ("page", at, "channels"), f"The service is not open on “{channel}”, so nobody is asked there."


def _one_of(path: Path, page: Page) -> Iterator[Finding]:
    """Two questions at least, on this page, each of which may be left empty."""
    by_code = {question.code: question for question in page.questions}
    if len(page.one_of) < 2:
        yield path, "“one_of” names two questions at least."
    for code in page.one_of:
        if code not in by_code:
            yield path, f"There is no question “{code}” on this page."
        elif not by_code[code].optional:
            yield path, f"“{code}” must be answered anyway. In “one_of” stand questions that are optional."


def _group(path: Path, question: Any) -> Iterator[Finding]:
    if any(inner.type == "group" for inner in question.questions):
        yield path, "A group cannot hold another group."
    if any(inner.type in ("file", "photo") for inner in question.questions):
        yield path, "A group cannot ask for files. Ask for them on a page of their own."
    if question.max is not None and not 1 <= question.max <= 50:
        yield (*path, "max"), "A group has 50 entries at most."


def _service(definition: Definition) -> Iterator[Finding]:
    """Tier, channels, restriction, digital only."""
    open_, closed = definition.channels.open, [entry.channel for entry in definition.channels.closed]
    if definition.tier not in TIERS:
        yield ("tier",), "The tier is 1, 2, 3, 4 or 5."
    if definition.channels.best not in open_:
        yield ("channels", "best"), f"The best channel, “{definition.channels.best}”, is not among the open ones."
    for channel in sorted(set(open_) & set(closed)):
        yield ("channels", "closed"), f"“{channel}” is both open and closed."
    if definition.tier == 4:
        if definition.restricted is None or not (definition.restricted.roles or definition.restricted.people):
            yield ("tier",), "A service of tier 4 needs [restricted] with roles or people: only they may see it."
        for channel in sorted(set(open_) & set(channels.SELF_SERVICE)):
            yield ("channels", "open"), f"A service of tier 4 is never self-service: close “{channel}”."
    elif definition.restricted is not None:
        yield ("restricted",), "Only a service of tier 4 is restricted. Change the tier, or take [restricted] out."
    if definition.identity is not None and definition.tier == 4:
        yield ("identity",), "A service of tier 4 takes whoever comes: leave [identity] out."
    if definition.identity is not None and definition.open311:
        yield ("open311",), "Nobody proves who they are by Open311: leave [identity] out, or open311."
    if definition.digital_only is not None:
        for channel in [each for each in open_ if each not in channels.SELF_SERVICE]:
            yield ("channels", "open"), f"The service is digital-only, so “{channel}” cannot be open. Close it."
    duplicates = definition.duplicates
    if duplicates and (duplicates.by == "place") != (duplicates.radius_m is not None):
        yield ("duplicates",), '“radius_m” goes with by = "place", and only with it.'
    if duplicates and duplicates.by in ("address", "place") and not _has(definition, duplicates.by):
        yield ("duplicates", "by"), f"Duplicates are looked for by {duplicates.by}, but no question asks for one."


def _has(definition: Definition, kind: str) -> bool:
    return any(question.type == kind for _, question, _ in definition.questions())


def _endings(definition: Definition) -> Iterator[Finding]:
    """Every ending has what its outcome needs, and one of them takes the form."""
    if definition.pages and not any(ending.outcome == SUBMIT for ending in definition.endings):
        yield (), 'There is no ending with outcome = "submit", so nothing can ever be sent.'
    for at, ending in enumerate(definition.endings):
        path: Path = ("ending", at)
        targets = [ending.to_service, ending.to_team, ending.to_body]
        if ending.outcome == REFUSE and not (ending.reason and ending.instead):
            yield path, f"The ending “{ending.code}” refuses: it needs “reason” and “instead” (what people can do)."
        if ending.outcome == ROUTE and sum(map(bool, targets)) != 1 and (any(targets) or not ending.phone):
            yield path, f"The ending “{ending.code}” needs one of “to_service”, “to_team”, “to_body” or a “phone”."
        if ending.to_body and not (ending.link or ending.phone):
            yield path, f"The ending “{ending.code}” needs “link” or “phone” of {ending.to_body}."
        if ending.outcome != ROUTE and any(targets):
            yield path, f'The ending “{ending.code}” goes elsewhere, so its outcome is "route".'


def _ways(definition: Definition) -> Iterator[Finding]:
    """No circles, nothing out of reach."""
    stops = {page.code for page in definition.pages} | {ending.code for ending in definition.endings}
    for at, page in enumerate(definition.pages):
        for number, jump in enumerate(page.next):
            if jump.go not in stops:
                yield ("page", at, "next", number), f"There is no page or ending called “{jump.go}”."
            if jump.when is None and number < len(page.next) - 1:
                yield ("page", at, "next", number + 1), "This is never looked at: the one before it always holds."
    for at, number, code in circles(definition):
        yield ("page", at, "next", number), f"This leads back to “{code}”: people would go round in a circle."
    found = reached(definition)
    for name, at, code in _stops(definition):
        if code not in found:
            yield (name, at), f"No way leads to the {name} “{code}”."


def _stops(definition: Definition) -> Iterator[tuple[str, int, str]]:
    """Pages and endings, each with its place among its kind and its code."""
    for at, page in enumerate(definition.pages):
        yield "page", at, page.code
    for at, ending in enumerate(definition.endings):
        yield "ending", at, ending.code


def _workflow(definition: Definition) -> Iterator[Finding]:
    """Statuses exist, can be reached, and one is final."""
    workflow = workflow_of(definition)
    codes = [status.code for status in workflow.statuses]
    if workflow.start not in codes:
        yield ("workflow", "start"), f"There is no status “{workflow.start}”."
    reach, steps = {workflow.start}, workflow.transitions
    for _ in codes:
        reach |= {step.to for step in steps if step.from_ in reach}
    for at, step in enumerate(steps):
        for code in (step.from_, step.to):
            if code not in codes:
                yield ("workflow", "transitions", at), f"There is no status “{code}”."
    for at, status in enumerate(workflow.statuses):
        if status.code not in reach:
            yield ("workflow", "statuses", at), f"No transition leads to “{status.code}”."
        if status.clock != "stops" and not any(step.from_ == status.code for step in steps):
            yield ("workflow", "statuses", at), f"Nothing leads out of “{status.code}”, and it is not final."
    final = {status.code for status in workflow.statuses if status.clock == "stops"}
    if not final:
        yield ("workflow",), 'No status is final (clock = "stops").'
    for at, outcome in enumerate(definition.outcomes):
        if outcome.status not in final:
            yield ("outcome", at, "status"), f"“{outcome.status}” is not final. Final are {', '.join(sorted(final))}."


def _messages(definition: Definition) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for at, message in enumerate(definition.messages):
        if (message.event, message.language) in seen:
            yield ("message", at), f"There are two messages for “{message.event}” in “{message.language}”."
        seen.add((message.event, message.language))
        for name in ("subject", "text", "short"):
            words = getattr(message, name)
            for inner in re.findall(r"\{([^{}]*)\}", words):
                if inner not in PLACEHOLDERS:
                    known = ", ".join(PLACEHOLDERS)
                    yield ("message", at, name), f"“{{{inner}}}” is not a placeholder. Placeholders: {known}."
            if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", words)):
                yield ("message", at, name), "A curly bracket stands alone. Take it out."
        for inner in TELLING:
            if f"{{{inner}}}" in message.subject:
                yield ("message", at, "subject"), f"A subject shows on locked screens: leave “{{{inner}}}” to the text."


def _promised(definition: Definition) -> Iterator[Finding]:
    """Texts that speak of letters, or of links that are not in them: nothing of the kind is sent."""
    texts = [(("outcome", at, "text"), each.text) for at, each in enumerate(definition.outcomes)]
    texts += [(("message", at, "text"), each.text) for at, each in enumerate(definition.messages)]
    texts += [(("ending", at, "text"), each.text) for at, each in enumerate(definition.endings)]
    for path, question in question_paths(definition):
        if question.type == "date" and re.search(r"\b\d{1,2} \d{1,2} \d{4}\b", question.hint):
            yield (*path, "hint"), "Leave the example of a date out: the page gives one that never lies in the past."
    for path, text in texts:
        if re.search(r"\b(?:our|the|this|a) letter\b", text, re.IGNORECASE):
            yield path, "This speaks of a letter, but messages are all we send. Say it here, or with message = true."
        if "{due}" in text and "{next_step}" in text:
            yield path, "The next step says by when: leave “{due}” out, or the date is said twice."
        if re.search(r"\blink (?:in|below|in this)\b", text, re.IGNORECASE) and "{link}" not in text:
            yield path, "This speaks of a link that is not in it. Use {link}, or say how it is done."


def _translations(definition: Definition) -> Iterator[Finding]:
    known = {"name", "summary", "who_for", "cost"}
    for page in definition.pages:
        known |= {f"page.{page.code}.{name}" for name in ("title", "intro")}
    for _, question in question_paths(definition):
        known |= {f"question.{question.code}.{name}" for name in ("label", "hint", "why", "statement")}
        known |= {f"option.{question.code}.{option.value}" for option in question.options}
    for ending in definition.endings:
        known |= {f"ending.{ending.code}.{name}" for name in ("title", "text", "reason", "instead")}
    for translation in definition.words:
        for name, _ in translation.texts:
            if name not in known:
                yield ("words", translation.language, name), f"There is no text called “{name}” to translate."


def _surroundings(definition: Definition, around: Surroundings) -> Iterator[Finding]:
    """Teams, promises and services that the file names exist in the council."""

    def lacks(known: frozenset[str] | None, code: str) -> bool:
        return known is not None and bool(code) and code not in known

    if lacks(around.teams, definition.owner):
        yield ("owner",), f"The council has no team “{definition.owner}”."
    if definition.standard and lacks(around.promises, definition.standard.promise):
        yield ("standard", "promise"), f"The council has no promise “{definition.standard.promise}”."
    for at, other in enumerate(definition.standard.others if definition.standard else ()):
        if lacks(around.promises, other.promise):
            yield ("standard", "other", at, "promise"), f"The council has no promise “{other.promise}”."
    for at, route in enumerate(definition.routes):
        if lacks(around.teams, route.team):
            yield ("route", at, "team"), f"The council has no team “{route.team}”."
    for at, ending in enumerate(definition.endings):
        if lacks(around.teams, ending.to_team):
            yield ("ending", at, "to_team"), f"The council has no team “{ending.to_team}”."
        if lacks(around.services, ending.to_service):
            yield ("ending", at, "to_service"), f"The council has no service “{ending.to_service}”."


def _unused(definition: Definition) -> Iterator[Finding]:
    idle = unused(definition)
    for path, question in question_paths(definition):
        if question.code in idle:
            yield path, f"Nothing uses the answer to “{question.code}”. Do not ask it, or say who does: used_for = …"


def _plain(definition: Definition) -> Iterator[Finding]:
    for path, words in customer_texts(definition, ()):
        for advice in advise(words):
            yield path, advice.sentence


def customer_texts(table: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text that a customer or an adviser reads, with its path."""
    for name, (field, key) in keys_of(type(table)).items():
        value = getattr(table, field.name)
        if name in _NOT_FOR_CUSTOMERS or value is None:
            continue
        if key.kind == "text" and value:
            yield (*path, name), value
        elif key.kind == "texts":
            yield from (((*path, name, at), item) for at, item in enumerate(value))
        elif key.kind in ("table", "inline"):
            yield from customer_texts(value, (*path, name))
        elif key.kind in ("tables", "inlines"):
            for at, entry in enumerate(value):
                yield from customer_texts(entry, (*path, name, at))


def question_paths(definition: Definition) -> Iterator[tuple[Path, Any]]:
    """Every question with its path, those inside groups after their group."""
    for at, page in enumerate(definition.pages):
        for number, question in enumerate(page.questions):
            path: Path = ("page", at, "question", number)
            yield path, question
            for inner, each in enumerate(question.questions):
                yield (*path, "question", inner), each


_LOOKS: tuple[Callable[[Definition], Iterator[Finding]], ...] = (
    *(_codes_once, entry_findings, _questions, _service, _endings, _ways, _workflow, _messages, _translations),
)
