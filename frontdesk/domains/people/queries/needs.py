"""What customers need: how to help them where the work happens, what is restricted, what to ask about again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.deaths import died_among
from frontdesk.domains.people.queries.helping import help_of, kinds_of_need, moment, need_of, sign_of
from frontdesk.domains.people.queries.records import called, cluster, rows
from frontdesk.domains.people.rules import needs as rules
from frontdesk.domains.people.types.needs import Due, DueNeeds, Help, Need
from frontdesk.kernel import access_log
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

PAGE = 25
SEEN_ON = "restricted needs"
"""How the access log calls a look at what is restricted."""
_ASK = "Ask an adviser or a manager: they may open restricted needs."
# The records of a customer and what hangs on them, in one statement: on every page where they are dealt with.
_HELP = """
WITH head AS (
    SELECT coalesce(merged_into_id, id) AS id FROM people_person WHERE council_id = %(council)s AND id = %(person)s
), mine AS (
    SELECT p.* FROM people_person p JOIN head ON p.id = head.id WHERE p.council_id = %(council)s
    UNION ALL
    SELECT p.* FROM people_person p JOIN head ON p.merged_into_id = head.id WHERE p.council_id = %(council)s
)
SELECT 'record', jsonb_build_object('id', id, 'restricted', restricted, 'readers', readers,
  'language', preferred_language, 'links_since', links_since) FROM mine
UNION ALL
SELECT 'need', to_jsonb(n) FROM people_need n
WHERE n.council_id = %(council)s AND n.person_id = ANY (ARRAY(SELECT id FROM mine)) AND n.ended_at IS NULL
UNION ALL
SELECT 'death', jsonb_build_object('id', d.id) FROM people_death d
WHERE d.council_id = %(council)s AND d.person_id = ANY (ARRAY(SELECT id FROM mine)) AND d.ended_at IS NULL
UNION ALL
SELECT 'sign', to_jsonb(s) FROM people_needsign s
WHERE s.council_id = %(council)s AND s.person_id = ANY (ARRAY(SELECT id FROM mine))
"""


def help_for(actor: Actor, person: int | None) -> Help:
    """How to help one customer, where the work happens; nothing of whom the actor may not know."""
    if person is None:
        return Help()
    held = _held(actor.council, person)
    own = actor.person is not None and any(each["id"] == actor.person for each in held["record"])
    if not own and not all(
        policy.may_see_record(actor, restricted=each["restricted"], readers=each["readers"]) for each in held["record"]
    ):
        return Help()
    needs, signs = map(need_of, held["need"]), map(sign_of, held["sign"])
    found = help_of(actor, needs, signs, [each["language"] for each in held["record"]], own=own)
    if own:
        return found
    since = [at for each in held["record"] if (at := moment(each["links_since"])) is not None]
    return replace(found, died=bool(held["death"]), links_since=max(since, default=None))


def needs_of(actor: Actor, person: int) -> list[Need]:
    """What the person needs now, for those who serve them without what is restricted; the person sees their own."""
    return list(help_for(actor, person).needs)


def may_see_restricted_needs(actor: Actor) -> bool:
    """Whether the actor opens restricted needs."""
    return policy.may_see_sensitive(actor)


def restricted_needs(actor: Actor, person: int) -> list[Need]:
    """The restricted needs of the person. Each look is written to the access log."""
    require(policy.may_see_sensitive(actor), _ASK)
    records = rows(actor, person)
    if not actor.is_system:
        access_log.looked_at(actor, records[0].pk, SEEN_ON)
    return [each for each in _whole(actor.council, [each.pk for each in records]) if each.sensitive]


def need(actor: Actor, need: int) -> tuple[int, Need]:
    """One need that has not ended, whole, and the record in front of its customer.

    NotFound outside the actor's sight. A look at a restricted one is written to the access log.
    """
    row = models.Need.objects.filter(council_id=actor.council, id=need, ended_at=None).first()
    if row is None:
        raise NotFound("There is no such need on record.")
    records = rows(actor, row.person_id)
    ids = [each.pk for each in records]
    found = next(each for each in _whole(actor.council, ids) if need in (each.id, *each.also))
    if actor.person in ids:
        if not rules.kind_of(kinds_of_need(actor.council), found.code).online:
            raise NotFound("There is no such need on record.")
    elif found.sensitive:
        require(policy.may_see_sensitive(actor), _ASK)
        if not actor.is_system:
            access_log.looked_at(actor, ids[0], SEEN_ON)
    return ids[0], found


def needs_due(actor: Actor, today: date, *, after: tuple[date, int] | None = None, limit: int = PAGE) -> DueNeeds:
    """Needs to ask about again by `today`, the longest due first, of customers whom the actor may know of. Nobody is
    asked about whoever has died, or is said to have.

    `after` is that of the page before. Those who may not open restricted needs do not see them here. A page is short
    by the restricted customers on it: looking for them first would read every record.
    """
    require(policy.may_see_people(actor))
    found = models.Need.objects.filter(council_id=actor.council, ended_at=None, review_on__lte=today)
    if not policy.may_see_sensitive(actor):
        found = found.filter(sensitive=False)
    if after is not None:
        found = found.filter(review_on__gte=after[0]).filter(Q(review_on__gt=after[0]) | Q(id__gt=after[1]))
    page = list(found.order_by("review_on", "id")[: limit + 1])
    shown = page[:limit]
    end = (_day(shown[-1]), shown[-1].pk) if len(page) > limit else None
    names = called(actor, {each.person_id for each in shown}) if shown else {}
    gone = died_among(actor.council, {each.person_id for each in shown}) if shown else set()
    told = tuple(
        _due(each, names[each.person_id].name)
        for each in shown
        if not names[each.person_id].hidden and each.person_id not in gone
    )
    return DueNeeds(told, end) if told or end is None else needs_due(actor, today, after=end, limit=limit)


def _due(row: models.Need, name: str) -> Due:
    told = "" if row.sensitive else row.instruction
    return Due(row.pk, row.person_id, name, row.code, told, _day(row), row.source, row.recorded_at)


def _day(row: models.Need) -> date:
    return row.review_on or date.max


def open_needs(council: int, people: Iterable[int], *, code: str = "") -> list[Need]:
    """Every need of these records that has not ended (of one kind), for this domain's verbs: row by row."""
    found = models.Need.objects.filter(council_id=council, person_id__in=list(people), ended_at=None)
    return [need_of(vars(row)) for row in (found.filter(code=code) if code else found).order_by("id")]


def has_other_way(council: int, person: int) -> int | None:
    """The need by which the person may use online-only services another way; None when there is none."""
    kinds = kinds_of_need(council)
    codes = [code for code, kind in kinds.items() if kind.other_way]
    found = models.Need.objects.filter(council_id=council, person_id__in=cluster(council, person), ended_at=None)
    return found.filter(code__in=codes).order_by("id").values_list("id", flat=True).first()


def _whole(council: int, people: Sequence[int]) -> tuple[Need, ...]:
    return rules.ordered(rules.as_one(open_needs(council, people)), kinds_of_need(council))


def _held(council: int, person: int) -> dict[str, list[dict[str, Any]]]:
    held: dict[str, list[dict[str, Any]]] = {"record": [], "need": [], "death": [], "sign": []}
    with connection.cursor() as cursor:
        cursor.execute(_HELP, {"council": council, "person": person})
        for kind, told in cursor.fetchall():
            held[kind].append(json.loads(told) if isinstance(told, str) else told)
    return held
