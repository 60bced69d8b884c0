"""The verb of programs that tell us of their records: each is made, changed, found unchanged, or refused by itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.actions.load import alone, bring_people
from frontdesk.domains.people.actions.telling import Telling, known
from frontdesk.domains.people.rules import bringing
from frontdesk.domains.people.types import PersonIn
from frontdesk.domains.people.types.bringing import MOST_AT_ONCE, NEW, REFUSED, Brought, Remark
from frontdesk.domains.places import queries as places
from frontdesk.kernel import channels, clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require
from frontdesk.kernel.idempotency import once

_TWICE = "This key stands twice in what you sent."
_LONGEST_SYSTEM = 60


def bring_records(actor: Actor, *, system: str, rows: Sequence[PersonIn], key: str | None = None) -> list[Brought]:
    """Take up to 1,000 records of another system; the answers stand in the order of `rows`.

    A record is known by `system` and its `key`, and is told whole. A new one comes in by the verb of imports. Of a
    known one only what the system itself tells otherwise than last time is changed, so that what staff or the customer
    put right meanwhile stands until the system has it right, too. Where it told nothing of a record before, only what
    is empty is filled, and one with another name or birth is refused: it may be somebody else's. Nobody is joined to
    another. With `key` the same call for the same system is answered the same and does nothing; OtherContent where it
    has other rows. Refusal for what is wrong with all of it.
    """
    _check(system, rows)
    require(policy.may_bring(actor, system))

    def do() -> list[dict[str, Any]]:
        return [_as_data(each) for each in _brought(actor, system, rows)]

    with transaction.atomic():
        content = bringing.content(rows) if key else ""
        told = once(actor, f"people.bring_records.{system}", key, do, content=content)
    return [_from_data(each) for each in told]


def _check(system: str, rows: Sequence[PersonIn]) -> None:
    plain = system.replace("-", "")
    if not plain.isascii() or not plain.isalnum() or system != system.lower() or len(system) > _LONGEST_SYSTEM:
        raise Refusal("Name the system with small letters, digits and hyphens, like council-tax.", field="system")
    if len(rows) > MOST_AT_ONCE:
        raise Refusal(f"Send up to {MOST_AT_ONCE} records at once.", field="people", code="too-many")


def _brought(actor: Actor, system: str, rows: Sequence[PersonIn]) -> list[Brought]:
    alone(actor.council, system)
    asked = {place.uprn for one in rows for place in one.addresses if place.uprn is not None}
    found = places.addresses(actor.council, sorted(asked)) if asked else {}
    answers: dict[int, Brought] = {}
    good: dict[str, tuple[int, PersonIn, tuple[Remark, ...]]] = {}
    for place, row in enumerate(rows):
        field, sentence = bringing.wrong(row, channels.CODES, clock.today(), clock.now())
        if not sentence and row.key in good:
            field, sentence = "key", _TWICE
        if sentence:
            answers[place] = Brought(REFUSED, refused=sentence, field=field)
        else:
            good[row.key] = (place, *bringing.readable(row, found))
    standing = known(actor.council, system, {key: row for key, (_, row, _) in good.items()})
    with journal.together():
        telling = Telling(actor, system, {uprn: each.one_line for uprn, each in found.items()})
        for key, one in standing.items():
            place, row, remarks = good[key]
            answers[place] = telling.take(row, one, remarks)
        telling.write()
    new = [row for key, (_, row, _) in good.items() if key not in standing]
    bring_people(actor, rows=new, system=system, run=None)
    ids = _ids(actor.council, system, [row.key for row in new])
    for row in new:
        place, _, remarks = good[row.key]
        answers[place] = Brought(NEW, ids[row.key], (), remarks)
    return [answers[place] for place in range(len(rows))]


def _ids(council: int, system: str, keys: Sequence[str]) -> dict[str, int]:
    rows = models.Identity.objects.filter(council_id=council, system=system, value__in=keys) if keys else None
    return dict(rows.values_list("value", "person_id")) if rows is not None else {}


def _as_data(one: Brought) -> dict[str, Any]:
    return {
        "outcome": one.outcome, "person": one.person, "fields": list(one.fields), "refused": one.refused,
        "field": one.field, "remarks": [[each.field, each.sentence] for each in one.remarks],
    }  # fmt: skip


def _from_data(data: Mapping[str, Any]) -> Brought:
    remarks = tuple(Remark(*each) for each in data["remarks"])
    return Brought(data["outcome"], data["person"], tuple(data["fields"]), remarks, data["refused"], data["field"])
