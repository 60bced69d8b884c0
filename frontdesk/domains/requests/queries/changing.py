"""Before a request is corrected or moved to another service: what it says now, and what would come of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.assess import Assessment, assess
from frontdesk.domains.forms.rules.summary import Row
from frontdesk.domains.forms.rules.summary import rows as summary
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.judged import facts_if_moved, world_of
from frontdesk.domains.requests.queries.known import rule_of, seen
from frontdesk.domains.requests.queries.lists import lines
from frontdesk.domains.requests.queries.promises import calendars_of, promise_of
from frontdesk.domains.requests.rules import standing
from frontdesk.domains.requests.rules.changing import carried_over
from frontdesk.domains.requests.rules.clock import reckon
from frontdesk.domains.requests.rules.hiding import rows_without_words
from frontdesk.domains.requests.types import Corrected, Extendable, Given, IfMoved
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.types import Published
from frontdesk.domains.standards.types import ClockRule, Event, Events
from frontdesk.kernel import access_log, clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require

RESTRICTED = "This customer's record is restricted. Ask somebody whom it names."


def given(actor: Actor, request: int) -> Given:
    """What the customer answered, with the questions it answers. NotFound when the actor does not see the request.

    The look goes to the access log, as one at the request's page.
    """
    one = seen(actor, request)
    (item,) = lines(actor, [one], {})
    require(not item.hidden, RESTRICTED)
    row, answers = one.row, latest(one.row).answers
    if row.person_id is not None and not actor.is_system:
        access_log.looked_at(actor, row.person_id, "request page")
    uploads = {upload.key: upload.name for upload in forms.uploads_of_request(actor.council, row.pk)}
    rows = summary(one.definition, answers, file_name=lambda key: uploads.get(key, "A file"))
    return Given(item, one.definition, answers, tuple(rows), row.changes)


def if_moved(actor: Actor, request: int, service: str, answers: Mapping[str, Any] | None = None) -> IfMoved:
    """What would come of moving the request to `service` with these further answers; nothing is changed.

    The new service's facts are looked up: other systems are asked.
    NotFound for a service that there is not, or that does not name the actor; Refusal for the one it is of already.
    """
    one = seen(actor, request)
    row = one.row
    published = may_become(actor, row, service)
    definition, before = published.definition, latest(row).answers
    carried = carried_over(one.definition, definition, before)
    given = {**carried, **(answers or {})}
    found = assessed(row, definition, given, facts_if_moved(row, definition, given))
    kept = {code: answer for code, answer in carried.items() if code in found.answers or not found.ok}
    promise = promise_of(row.council_id, service, found.standard, row.received_at) if found.ok else None
    teams = {team.code: team.name for team in organisations.teams(row.council_id)}
    left = {code: answer for code, answer in before.items() if code not in kept}
    hidden = is_hidden(actor, row)
    refused = found.ending if not found.errors and not found.ok else None
    return IfMoved(
        definition=definition,
        carried=tuple(_shown(definition, kept, hidden)),
        left=tuple(_shown(one.definition, left, hidden)),
        errors=found.errors,
        page=found.page.code if found.page else "",
        team=teams.get(found.team, ""),
        promise=promise.words if promise else "",
        due=_due_after(row, promise.rule if promise else None),
        due_now=standing.say_due(row.due_at, row.due_on, row.by_the_minute),
        refused=(refused.reason or refused.title) if refused else "",
    )


def extended_to(council: int, left: Extendable) -> date | None:
    """The day on which it would be due with the promise extended as far as it may; None without one."""
    events = [*left.events, Event(clock.now(), Events.EXTENDED, by=left.most)]
    return reckon(left.clock, events, calendars_of(council), clock.now()).due_on


def may_become(actor: Actor, row: models.Request, service: str) -> Published:
    """The service that the request is to be of. NotFound and Refusal as `if_moved` has them."""
    published = services.published(actor.council, service)
    if published is None or not services.named_for(actor, published.definition):
        raise NotFound("We could not find that service.")
    if service == row.service:
        raise Refusal("The request is of that service already. Choose another.", field="service")
    if not published.definition.has_form:
        raise Refusal("That service has no form here yet. Choose another.", field="service")
    return published


def assessed(
    row: models.Request, definition: Definition, answers: Mapping[str, Any], facts: Mapping[str, Any]
) -> Assessment:
    """The form as of the day of receipt: what was in time then does not become late by being corrected."""
    return assess(definition, answers, world_of(row, facts))


def latest(row: models.Request) -> models.RequestAnswers:
    """The answers as they stand."""
    found = models.RequestAnswers.objects.filter(council_id=row.council_id, request=row).order_by("-number").first()
    assert found is not None, "every request is made with answers"
    return found


def events_of(row: models.Request) -> list[Event]:
    """The events of the clock, as standards reads them."""
    return events_of_each(row.council_id, [row.pk])[row.pk]


def events_of_each(council: int, requests: Iterable[int]) -> dict[int, list[Event]]:
    """The same of many requests, in one query."""
    rows = models.RequestEvent.objects.filter(council_id=council, request_id__in=list(requests)).order_by("at", "id")
    found: dict[int, list[Event]] = defaultdict(list)
    for e in rows:
        found[e.request_id].append(Event(e.at, Events(e.kind), e.name, e.key, e.by, rule_of(e.rule)))
    return found


def current_rule(row: models.Request, events: Iterable[Event] | None = None) -> ClockRule | None:
    """The clock rule that counts now: that of receipt, or of the service it was moved to since, if any."""
    told = events_of(row) if events is None else events
    rules = [event.rule for event in told if event.kind is Events.RECATEGORISED]
    return rules[-1] if rules else rule_of(row.clock)


def extendable(row: models.Request) -> Extendable | None:
    """How far the promise may still be extended; None where its rule or its time does not allow it any more."""
    over = row.closed_at is not None or (row.due_at is not None and row.due_at < clock.now())
    if row.clock is None or over:
        return None
    first, events = rule_of(row.clock), events_of(row)
    rule = current_rule(row, events)
    if first is None or rule is None or rule.extension is None:
        return None
    allowed = rule.extension
    left = allowed.most - sum(event.by or allowed.most for event in events if event.kind is Events.EXTENDED)
    return Extendable(left, rule.unit.value, allowed.needs, first, tuple(events)) if left > 0 else None


def corrections(
    council: int, found: Sequence[models.RequestAnswers], *, hidden: bool = False
) -> dict[int, tuple[Corrected, ...]]:
    """What each set of answers changed of the one before, by its number. Answers that were erased changed nothing.

    With `hidden` nothing that says who the customer is.
    """
    if len(found) < 2:
        return {}
    versions = services.versions(council, {each.version_id for each in found})
    said = {each.number: _said(versions[each.version_id].definition, each.answers, hidden) for each in found}
    return {
        now.number: tuple(_corrected(said[before.number], said[now.number]))
        for before, now in pairwise(found)
        if before.version_id == now.version_id
    }


def is_hidden(actor: Actor, row: models.Request) -> bool:
    """Whether the customer's record is restricted and does not name the actor."""
    return row.person_id is not None and people.called(actor, [row.person_id])[row.person_id].hidden


def _shown(definition: Definition, answers: Mapping[str, Any], hidden: bool) -> list[Row]:
    """The answers in words, without who the customer is where that is hidden."""
    return (
        rows_without_words(definition, answers)
        if hidden
        else summary(definition, answers, file_name=lambda _: "A file")
    )


def _said(definition: Definition, answers: Mapping[str, Any], hidden: bool) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Label and lines of each answer, by question; entries of a group apart."""
    return {
        f"{each.page}.{each.entry_id}.{each.code}": (
            f"{each.heading}: {each.label}" if each.heading else each.label, each.lines
        )
        for each in _shown(definition, answers, hidden)
    }  # fmt: skip


def _corrected(
    before: Mapping[str, tuple[str, tuple[str, ...]]], after: Mapping[str, tuple[str, tuple[str, ...]]]
) -> Iterable[Corrected]:
    for code in dict.fromkeys([*before, *after]):
        label, was = before.get(code) or (after[code][0], ())
        now = after[code][1] if code in after else ()
        if was != now:
            yield Corrected(label, was, now)


def _due_after(row: models.Request, rule: ClockRule | None) -> str:
    """When it would be due under the rule of the other service, counted from the start; '' without one."""
    if rule is None:
        return ""
    first = rule_of(row.clock) or rule
    events = [*events_of(row), Event(clock.now(), Events.RECATEGORISED, rule=rule)]
    found = reckon(first, events, calendars_of(row.council_id), clock.now())
    return standing.say_due(found.due_at, found.due_on, found.by_the_minute)
