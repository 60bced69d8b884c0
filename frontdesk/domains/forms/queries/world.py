"""The world that the evaluator is told about: today, addresses, areas, and the facts that other systems know."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from time import monotonic
from typing import Any

import structlog
from django.db import connection, transaction

from frontdesk.domains.forms.ports import LOOKUP, SECONDS, Lookup
from frontdesk.domains.forms.rules.assess import Assessment, assess
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.forms.rules.journey import Journey, facts_wanted, walk
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.places import queries as places
from frontdesk.domains.places.rules.labels import address_lines
from frontdesk.domains.places.rules.whose import words as whose_words
from frontdesk.domains.places.types import GridPoint, LatLon, Whose
from frontdesk.domains.services.definition.form import Fact
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.standards import queries as standards
from frontdesk.kernel import clock, registry
from frontdesk.kernel.breaker import Breaker

log = structlog.get_logger()
_breakers: dict[tuple[int, str], Breaker] = defaultdict(Breaker)


class Surroundings:
    """What forms ask of a council's world: addresses, areas, calendars. One for an operation, which asks each once."""

    def __init__(self, council: int) -> None:
        self.address = cache(lambda uprn: places.address(council, uprn))
        self.postcode = cache(lambda postcode: places.postcode_point(council, postcode))
        self.ours = cache(lambda point: places.in_our_area(council, point))
        self.whose = cache(lambda where: places.whose(council, where))
        self.door = cache(lambda uprn: places.door_of(council, self.address(uprn)))
        self.ward = cache(lambda point: places.ward_of(council, point))
        self.calendars = cache(lambda: standards.calendars_of(council))

    def point(self, answer: Mapping[str, Any]) -> GridPoint | LatLon | None:
        """Where an address or a place lies; None when it cannot be told."""
        if answer.get("uprn"):
            found = self.address(int(answer["uprn"]))
            return found.grid if found else None
        if answer.get("lat") is not None:
            return LatLon(answer["lat"], answer["lon"])
        return self.postcode(answer["postcode"]) if answer.get("postcode") else None


def context(draft: Draft, around: Surroundings | None = None) -> Context:
    """The world for a draft, with the facts saved with it."""
    return context_for(draft.council, channel=draft.channel, assisted=draft.assisted, facts=draft.facts, around=around)


def context_for(
    council: int,
    *,
    channel: str,
    assisted: bool = False,
    facts: Mapping[str, Any] | None = None,
    around: Surroundings | None = None,
) -> Context:
    """The world for a form of this council, today. `around` is what the same operation has asked already."""
    world = around or Surroundings(council)

    def address_of(uprn: str) -> Mapping[str, Any] | None:
        found = world.address(int(uprn))
        return {"lines": list(address_lines(found.parts)), "postcode": found.parts.postcode} if found else None

    def in_area(answer: Mapping[str, Any]) -> bool | None:
        if answer.get("uprn") and not world.door(int(answer["uprn"])).ours:
            return False
        point = world.point(answer)
        return None if point is None else world.ours(point)

    def whose(answer: Mapping[str, Any]) -> str:
        door = world.door(int(answer["uprn"])) if answer.get("uprn") else None
        if door is not None and not door.ours:
            return whose_words(Whose(ours=False, name=door.name, phone=door.phone, sure=True))
        where = answer.get("postcode") or world.point(answer)
        found = world.whose(where) if where else None
        return whose_words(found) if found and found.ours is False and found.name else ""

    return Context(
        today=clock.today(),
        calendar=lambda: world.calendars().named("local"),
        facts=dict(facts or {}),
        channel=channel,
        assisted=assisted,
        address_of=address_of,
        in_area=in_area,
        whose=whose,
    )


def journey(draft: Draft) -> Journey:
    """Where the draft stands."""
    return walk(draft.published.definition, draft.answers, context(draft))


def assess_draft(draft: Draft) -> Assessment:
    """The whole form once more, as on submit."""
    return assess(draft.published.definition, draft.answers, context(draft))


def facts_of_answers(
    definition: Definition, answers: Mapping[str, Any], *, council: int, channel: str, around: Surroundings
) -> dict[str, Any]:
    """The facts that hang on the answers to a form given all at once (API, Open311). Call it outside a transaction."""
    world = context_for(council, channel=channel, around=around)
    return look_up(council, definition, answers, world, around, whole=True)


def look_up(
    council: int,
    definition: Definition,
    answers: Mapping[str, Any],
    context: Context,
    around: Surroundings,
    *,
    whole: bool = False,
) -> dict[str, Any]:
    """The facts that can be looked up now and are not known yet. What fails or is not known is left out.

    A fact may open the page whose answer the next fact hangs on, so what was found is taken along until nothing more
    is. Asks other systems while somebody waits, so never inside a transaction, and for two seconds in all.
    """
    until = monotonic() + SECONDS
    journey = walk(definition, answers, context, whole=whole)
    found = _ward(definition, journey, context, around)
    asked: set[str] = set()
    while wanted := [fact for fact in facts_wanted(definition, journey, context) if fact.code not in asked]:
        asked |= {fact.code for fact in wanted}
        new = _ask_for(wanted, council, journey, context, until)
        found |= new
        if not new or len(asked) == len(definition.facts):
            break
        context = replace(context, facts={**context.facts, **found})
        journey = walk(definition, answers, context, whole=whole)
    return found


def _ask_for(wanted: Iterable[Fact], council: int, journey: Journey, context: Context, until: float) -> dict[str, Any]:
    """Each fact from the first system that knows it."""
    lookups: Sequence[Lookup] = [adapter.make() for adapter in registry.for_port(LOOKUP)]
    found: dict[str, Any] = {}
    for fact in wanted:
        for lookup in lookups:
            if fact.from_ not in lookup.names:
                continue
            value = _ask(lookup, council, fact, journey, context, until)
            if value is not None:
                found[fact.code] = value
                break
    return found


def _ask(lookup: Lookup, council: int, fact: Fact, journey: Journey, context: Context, until: float) -> Any:
    answer = journey.live.get(fact.needs) if fact.needs else None
    breaker, within = _breakers[council, fact.from_], until - monotonic()
    if breaker.resting or within <= 0:
        return None
    try:
        # Tests stand in a transaction: there a look-up that fails in the database must spoil nothing else.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            value = lookup.look_up(council=council, name=fact.from_, answer=answer, today=context.today, within=within)
    except Exception as error:
        breaker.count(ok=False)
        log.warning("forms.look_up_failed", name=fact.from_, error=type(error).__name__)
        return None
    breaker.count(ok=monotonic() <= until)
    if fact.options and value not in fact.options:
        return None
    return value


def _ward(definition: Definition, journey: Journey, context: Context, around: Surroundings) -> dict[str, Any]:
    """The ward of the first place or address that was answered."""
    if context.fact("ward") is not None:
        return {}
    for kind in ("place", "address"):
        for _, question, group in definition.questions():
            answer = journey.live.get(question.code)
            if question.type != kind or group is not None or not answer:
                continue
            point = around.point(answer)
            ward = around.ward(point) if point is not None else None
            return {"ward": ward.code} if ward else {}
    return {}
