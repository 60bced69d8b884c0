"""The verb of programs that tell us of their records: each is made, changed, found unchanged, or refused by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.actions import found
from frontdesk.domains.people.actions.load import alone, bring_people
from frontdesk.domains.people.actions.points import new_point
from frontdesk.domains.people.actions.records import write_address
from frontdesk.domains.people.rules import addresses, bringing, names, reach
from frontdesk.domains.people.types import CHANGED, EMAIL, IMPORTED, MOVED, PHONE, PersonIn
from frontdesk.domains.people.types.bringing import ALTERED, MOST_AT_ONCE, NEW, REFUSED, SAME, Brought, Outcome, Remark
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
    put right meanwhile stands until the system has it right, too. Nobody is joined to another. With `key` the same
    call by the same actor is answered the same and does nothing. Refusal for what is wrong with all of it.
    """
    _check(system, rows)
    require(policy.may_bring(actor, system))

    def do() -> list[dict[str, Any]]:
        return [_as_data(each) for each in _brought(actor, system, rows)]

    with transaction.atomic():
        told = once(actor, "people.bring_records", key, do)
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
    uprns = frozenset(places.addresses(actor.council, sorted(asked))) if asked else frozenset()
    answers: dict[int, Brought] = {}
    good: dict[str, tuple[int, PersonIn, tuple[Remark, ...]]] = {}
    for place, row in enumerate(rows):
        field, sentence = bringing.wrong(row, channels.CODES, clock.today(), clock.now())
        if not sentence and row.key in good:
            field, sentence = "key", _TWICE
        if sentence:
            answers[place] = Brought(REFUSED, refused=sentence, field=field)
        else:
            good[row.key] = (place, *bringing.readable(row, uprns))
    known = _Known.read(actor.council, system, good)
    with journal.together():
        for key, one in known.rows.items():
            place, row, remarks = good[key]
            fields = _change(actor, system, row, one)
            outcome: Outcome = ALTERED if fields else SAME
            answers[place] = Brought(outcome, one.person.pk, tuple(sorted(fields)), remarks)
    new = [row for key, (_, row, _) in good.items() if key not in known.rows]
    bring_people(actor, rows=new, system=system, run=None)
    ids = _ids(actor.council, system, [row.key for row in new])
    for row in new:
        place, _, remarks = good[row.key]
        answers[place] = Brought(NEW, ids[row.key], (), remarks)
    return [answers[place] for place in range(len(rows))]


@dataclass(frozen=True, slots=True)
class _One:
    """A record that is known: its number's row, the record it is on, and what of it stands."""

    identity: models.Identity
    person: models.Person
    points: list[models.ContactPoint]
    homes: list[models.PersonAddress]
    edited: bool


@dataclass(frozen=True, slots=True)
class _Known:
    rows: dict[str, _One]

    @classmethod
    def read(cls, council: int, system: str, keys: Iterable[str]) -> "_Known":
        """All that is known of these keys, each kind in one query; the records stay locked."""
        numbers = models.Identity.objects.filter(council_id=council, system=system, value__in=list(keys))
        identities = {row.value: row for row in numbers}
        ids = sorted({row.person_id for row in identities.values()})
        mine = {"council_id": council, "person_id__in": ids}
        locked = models.Person.objects.filter(council_id=council, id__in=ids).order_by("id")
        people = {row.pk: row for row in locked.select_for_update(no_key=True)}
        points: dict[int, list[models.ContactPoint]] = {}
        for point in models.ContactPoint.objects.filter(**mine, ended_at=None):
            points.setdefault(point.person_id, []).append(point)
        homes: dict[int, list[models.PersonAddress]] = {}
        for home in models.PersonAddress.objects.filter(**mine, until=None):
            homes.setdefault(home.person_id, []).append(home)
        silent = [row.person_id for row in identities.values() if row.told is None]
        edited = _edited(council, silent)
        return cls({
            key: _One(row, people[row.person_id], points.get(row.person_id, []), homes.get(row.person_id, []),
                      row.person_id in edited)
            for key, row in identities.items()
        })  # fmt: skip


def _edited(council: int, people: Sequence[int]) -> set[int]:
    """Those whose name or birth somebody changed here: of a system that tells for the first time, that stands."""
    found = journal.timeline(council, people=people, kinds=(CHANGED,), limit=MOST_AT_ONCE) if people else []
    return {each.person for each in found if each.person is not None}


def _change(actor: Actor, system: str, row: PersonIn, one: _One) -> set[str]:
    """Change what the system tells otherwise than last time; the names of the fields that are other now."""
    now = bringing.told(system, row)
    told = bringing.changed(one.identity.told, now)
    if not told:
        return set()
    if one.identity.told is None and one.edited:
        told -= {"name", "date_of_birth", "preferred_channel", "preferred_language"}
    fields = _of_person(actor, row, one, told)
    for kind, field, values in ((EMAIL, "emails", row.emails), (PHONE, "phones", row.phones)):
        if field in told and _reach(actor, system, one, kind, values):
            fields.add(field)
    if fields:
        data = {"fields": sorted(fields)}
        journal.write(actor, CHANGED, thing=("person", one.person.pk), person=one.person.pk, data=data, via=system)
    if "address" in told and _lives(actor, system, row, one):
        fields.add("address")
        journal.write(actor, MOVED, thing=("person", one.person.pk), person=one.person.pk, via=system)
    one.identity.told = now
    one.identity.save(update_fields=["told"])
    return fields


def _of_person(actor: Actor, row: PersonIn, one: _One, told: set[str]) -> set[str]:
    """Name, birth, channel and language; nothing that is told empties what stands. Former names stay to search by."""
    read, person = names.parts(row.name, row.given, row.family), one.person
    values: dict[str, Any] = {
        "date_of_birth": row.date_of_birth, "preferred_channel": row.preferred_channel,
        "preferred_language": row.preferred_language,
    }  # fmt: skip
    fields = {each for each, value in values.items() if each in told and value and getattr(person, each) != value}
    for field in fields:
        setattr(person, field, values[field])
    former, columns = person.name, list(fields)
    if "name" in told and (person.name, person.given, person.family) != (read.full, read.given, read.family):
        person.name, person.given, person.family, person.name_key = (
            read.full, read.given, read.family, names.key(read.full)
        )  # fmt: skip
        columns += ["name", "given", "family", "name_key"]
        fields.add("name")
    if columns:
        person.save(update_fields=columns)
    if "name" in fields:
        found.name_words(actor.council, person.pk, read.full, f"{read.given} {read.family}", former)
    return fields


def _reach(actor: Actor, system: str, one: _One, kind: str, values: Sequence[str]) -> bool:
    """Add the ways that are new; end those of this system that it tells no more and nobody has proved."""
    read = reach.normalise_email if kind == EMAIL else reach.normalise_phone
    wanted = {known: value for value in values if (known := read(value))}
    mine = {point.email_norm or point.phone_e164: point for point in one.points if point.kind == kind}
    new = [new_point(actor, one.person.pk, kind, wanted[each], system, IMPORTED) for each in wanted if each not in mine]
    models.ContactPoint.objects.bulk_create(new)
    gone = [
        point.pk
        for value, point in mine.items()
        if value not in wanted and point.source == system and point.verified_at is None
    ]
    rows = models.ContactPoint.objects.filter(council_id=actor.council, id__in=gone, ended_at=None)
    return bool(new) | bool(gone and rows.update(ended_at=clock.now()))


def _lives(actor: Actor, system: str, row: PersonIn, one: _One) -> bool:
    """Where they live now, unless that stands already; the address that this system told before ends."""
    home = next(iter(row.addresses), None)
    if home is None:
        return False
    known = places.addresses(actor.council, [home.uprn]) if home.uprn and not home.line else {}
    line = home.line or (known[home.uprn].one_line if home.uprn in known else "")
    rest, found_code = addresses.split_postcode(line)
    code = addresses.show_postcode(home.postcode or found_code)
    if any((home.uprn and each.uprn == home.uprn) or (each.line, each.postcode) == (rest, code) for each in one.homes):
        return False
    day = home.since or clock.today()
    before = [each.pk for each in one.homes if each.source == system]
    models.PersonAddress.objects.filter(council_id=actor.council, id__in=before).update(until=day)
    write_address(
        actor, one.person.pk, line=line, postcode=home.postcode, uprn=home.uprn, source=system, since=home.since
    )
    return True


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
