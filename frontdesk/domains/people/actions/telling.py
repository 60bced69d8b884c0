"""What becomes of records that we have when their system tells of them: each looked at, all written together.

Thousands of records that a file brought are told for the first time in one night: each kind of row is one statement.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from frontdesk.domains.people import models
from frontdesk.domains.people.actions import found
from frontdesk.domains.people.actions.points import new_point
from frontdesk.domains.people.actions.records import new_address
from frontdesk.domains.people.rules import addresses, bringing, names, reach
from frontdesk.domains.people.types import CHANGED, EMAIL, IMPORTED, MOVED, PHONE, AddressIn, PersonIn
from frontdesk.domains.people.types.bringing import ALTERED, REFUSED, SAME, Brought, Remark
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor

_OURS = "We have another and left it as it is."
_BESIDE = "We have another address. Yours is kept beside it, not as where they live now."
_PLAIN = ("date_of_birth", "preferred_channel", "preferred_language")
_REACHED = ((EMAIL, "emails"), (PHONE, "phones"))
_COLUMNS = {
    "people_person": {
        "name": "text", "given": "text", "family": "text", "name_key": "text", "date_of_birth": "date",
        "preferred_channel": "text", "preferred_language": "text",
    },
    "people_identity": {"told": "jsonb"},
    "people_personaddress": {"since": "date", "until": "date"},
}  # fmt: skip


@dataclass(slots=True)
class One:
    """A record that is known: its number's row, the record it is on, and what of it stands.

    `ended` are emails and numbers it had, `put_right` the fields that people changed here and `words` its names': read
    only where the system told nothing before. `homes` are then the former ones, too.
    """

    identity: models.Identity
    person: models.Person
    points: list[models.ContactPoint] = field(default_factory=list)
    homes: list[models.PersonAddress] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)
    put_right: frozenset[str] = frozenset()
    words: set[str] = field(default_factory=set)


def known(council: int, system: str, rows: Mapping[str, PersonIn]) -> dict[str, One]:
    """What stands of the records with these keys, each kind in one query; the records stay locked."""
    numbers = models.Identity.objects.filter(council_id=council, system=system, value__in=list(rows))
    identities = {row.value: row for row in numbers}
    ids = sorted({row.person_id for row in identities.values()})
    mine = {"council_id": council, "person_id__in": ids}
    locked = models.Person.objects.filter(council_id=council, id__in=ids).order_by("id")
    people = {row.pk: row for row in locked.select_for_update(no_key=True)}
    standing = {key: One(row, people[row.person_id]) for key, row in identities.items()}
    by_person: dict[int, One] = {}
    for one in standing.values():
        # A record may have two numbers of one system: what the first brings, the second finds.
        first = by_person.setdefault(one.person.pk, one)
        one.points, one.homes, one.ended = first.points, first.homes, first.ended
    silent = Q(person_id__in=[one.person.pk for one in standing.values() if one.identity.told is None])
    for point in models.ContactPoint.objects.filter(silent | Q(ended_at=None), **mine):
        if point.ended_at is None:
            by_person[point.person_id].points.append(point)
        else:
            by_person[point.person_id].ended.add(point.email_norm or point.phone_e164)
    lives = Q(until=None) | Q(until__gt=clock.today())
    for home in models.PersonAddress.objects.filter(silent | lives, **mine):
        by_person[home.person_id].homes.append(home)
    _put_right(council, [one for key, one in standing.items() if one.identity.told is None and _doubt(rows[key], one)])
    return standing


def _put_right(council: int, doubtful: Sequence[One]) -> None:
    """Which fields people changed here: asked only of records that a system tells otherwise for the first time."""
    changed = journal.fields_changed(council, CHANGED, [one.person.pk for one in doubtful])
    words: dict[int, set[str]] = {}
    for row in models.NameWord.objects.filter(council_id=council, person_id__in=list(changed)):
        words.setdefault(row.person_id, set()).add(row.word)
    for one in doubtful:
        one.put_right = changed.get(one.person.pk, frozenset())
        one.words = words.get(one.person.pk, set())


def _doubt(row: PersonIn, one: One) -> tuple[str, str] | None:
    person = one.person
    told = bringing.doubtful(
        row, name_key=person.name_key, born=person.date_of_birth, put_right=one.put_right, words=one.words
    )
    return told if told[1] else None


class Telling:
    """What one call changes: `take` each record, then `write` all of it. `lines` are addresses by their UPRN."""

    def __init__(self, actor: Actor, system: str, lines: Mapping[int, str]) -> None:
        self.actor, self.system, self.lines = actor, system, lines
        self.today = clock.today()
        self.changes: dict[str, dict[int, dict[str, Any]]] = {table: {} for table in _COLUMNS}
        self.points: list[models.ContactPoint] = []
        self.gone: list[int] = []
        self.homes: list[models.PersonAddress] = []

    def take(self, row: PersonIn, one: One, remarks: Sequence[Remark]) -> Brought:
        """What becomes of a record that is known, told as `row`."""
        now, first = bringing.told(self.system, row), one.identity.told is None
        if first and (doubt := _doubt(row, one)):
            return Brought(REFUSED, refused=doubt[1], field=doubt[0])
        if not (told := bringing.changed(one.identity.told, now)):
            return Brought(SAME, one.person.pk, (), tuple(remarks))
        more: list[Remark] = []
        fields = self._filled(row, one, more) if first else self._changed(row, one, told)
        self.changes["people_identity"][one.identity.pk] = {"told": now}
        kept = {each.field for each in more if each.sentence == _BESIDE}
        self._tell(one.person.pk, fields, kept)
        return Brought(ALTERED if fields else SAME, one.person.pk, tuple(sorted(fields)), (*remarks, *more))

    def write(self) -> None:
        """Write what was gathered."""
        for table, rows in self.changes.items():
            _update(self.actor.council, table, rows)
        points = models.ContactPoint.objects
        points.bulk_create(self.points)
        if self.gone:
            points.filter(council_id=self.actor.council, id__in=self.gone, ended_at=None).update(ended_at=clock.now())
        models.PersonAddress.objects.bulk_create(self.homes)
        found.learn(
            self.actor.council,
            {found.PLACE: [key for home in self.homes for key in (home.street_key, home.building_key)]},
        )

    def _tell(self, person: int, fields: set[str], kept: set[str]) -> None:
        about: dict[str, Any] = {"thing": ("person", person), "person": person, "via": self.system}
        if details := fields - {"address"} | kept:
            journal.write(self.actor, CHANGED, data={"fields": sorted(details)}, **about)
        if "address" in fields:
            journal.write(self.actor, MOVED, **about)

    def _filled(self, row: PersonIn, one: One, remarks: list[Remark]) -> set[str]:
        """Of a record that the system told nothing of before: what is empty is filled, and nothing else touched."""
        values = {each: value for each in _PLAIN if (value := getattr(row, each))}
        fields = {each for each in values if not getattr(one.person, each)}
        remarks += [
            Remark(each, _OURS) for each in values if each not in fields and getattr(one.person, each) != values[each]
        ]
        if fields:
            self._person(one, {each: values[each] for each in fields})
        for kind, name in _REACHED:
            wanted = _wanted(kind, getattr(row, name))
            mine = {point.email_norm or point.phone_e164 for point in one.points if point.kind == kind}
            new = {known: value for known, value in wanted.items() if not mine and known not in one.ended}
            if new:
                self._reached(one, kind, new.values())
                fields.add(name)
            if set(wanted) - mine - set(new):
                remarks.append(Remark(name, _OURS))
        place = next(iter(row.addresses), None)
        if place is None or self._at(place, one.homes):
            return fields
        if one.homes:
            # It holds for no day: kept and found as that system's, not lived in as far as anybody knows.
            day = place.since or self.today
            self._lives(one, place, since=day, until=day)
            remarks.append(Remark("address", _BESIDE))
        else:
            self._lives(one, place, since=place.since)
            fields.add("address")
        return fields

    def _changed(self, row: PersonIn, one: One, told: set[str]) -> set[str]:
        """What the system tells otherwise than last time; nothing that it lacks empties what stands."""
        values: dict[str, Any] = {
            each: value
            for each in _PLAIN
            if each in told and (value := getattr(row, each)) and value != getattr(one.person, each)
        }
        fields, person = set(values), one.person
        read, former = names.parts(row.name, row.given, row.family), person.name
        if "name" in told and (person.name, person.given, person.family) != (read.full, read.given, read.family):
            fields.add("name")
            values |= {
                "name": read.full, "given": read.given, "family": read.family, "name_key": names.key(read.full)
            }  # fmt: skip
            # A former name stays to search by.
            found.name_words(self.actor.council, person.pk, read.full, f"{read.given} {read.family}", former)
        if values:
            self._person(one, values)
        for kind, name in _REACHED:
            if name in told and self._reach(one, kind, getattr(row, name)):
                fields.add(name)
        if row.addresses and (
            ("address" in told and self._moves(one, row.addresses[0]))
            or ("since" in told and self._moves_later(one, row.addresses[0]))
        ):
            fields.add("address")
        return fields

    def _person(self, one: One, values: Mapping[str, Any]) -> None:
        for each, value in values.items():
            setattr(one.person, each, value)
        self.changes["people_person"][one.person.pk] = {
            each: getattr(one.person, each) for each in _COLUMNS["people_person"]
        }

    def _reach(self, one: One, kind: str, values: Sequence[str]) -> bool:
        """Add the ways that are new; end those of this system that it tells no more and nobody has proved."""
        wanted = _wanted(kind, values)
        mine = {point.email_norm or point.phone_e164: point for point in one.points if point.kind == kind}
        new = [value for known, value in wanted.items() if known not in mine]
        self._reached(one, kind, new)
        gone = [
            point.pk
            for value, point in mine.items()
            if value not in wanted and point.source == self.system and point.verified_at is None
        ]
        self.gone += gone
        return bool(new or gone)

    def _reached(self, one: One, kind: str, values: Any) -> None:
        made = [new_point(self.actor, one.person.pk, kind, value, self.system, IMPORTED) for value in values]
        one.points += made
        self.points += made

    def _moves(self, one: One, place: AddressIn) -> bool:
        """Where they live now, or will, unless that stands already; the address that this system told before ends."""
        homes = [each for each in one.homes if each.until is None or each.until > self.today]
        same = self._at(place, homes)
        if any(each.until is None for each in same):
            return False
        day = place.since or self.today
        for home in homes:
            if home.source == self.system and home not in same:
                self._until(home, self._end(home, day, home.until))
        if same:  # A move that was told ahead was taken back.
            self._until(same[0], None)
        else:
            self._lives(one, place, since=day)
        return True

    def _moves_later(self, one: One, place: AddressIn) -> bool:
        """The day of a move that this system told ahead, where it tells another now."""
        day = place.since or self.today
        coming = [
            home
            for home in self._at(place, one.homes)
            if home.source == self.system and home.until is None and home.since and self.today < home.since != day
        ]
        for new in coming:
            for home in one.homes:
                if home.source == self.system and home.until == new.since:
                    self._until(home, self._end(home, day, None))
            new.since = day
            self._until(new, None)
        return bool(coming)

    def _end(self, home: models.PersonAddress, day: date, until: date | None) -> date:
        known = home.added_at.astimezone(clock.LOCAL).date()
        return addresses.ended(day, since=home.since, until=until, today=self.today, known=known)

    def _until(self, home: models.PersonAddress, day: date | None) -> None:
        home.until = day
        if home.pk is not None:
            self.changes["people_personaddress"][home.pk] = {"since": home.since, "until": day}

    def _at(self, place: AddressIn, homes: Sequence[models.PersonAddress]) -> list[models.PersonAddress]:
        """Those of a record's addresses that are the one told."""
        rest, found_code = addresses.split_postcode(self._line(place))
        told = rest, addresses.show_postcode(place.postcode or found_code)
        return [
            each for each in homes if (place.uprn and each.uprn == place.uprn) or (each.line, each.postcode) == told
        ]

    def _lives(self, one: One, place: AddressIn, *, since: date | None, until: date | None = None) -> None:
        home = new_address(
            self.actor, one.person.pk, line=self._line(place), postcode=place.postcode, uprn=place.uprn,
            source=self.system, since=since,
        )  # fmt: skip
        home.until = until
        one.homes.append(home)
        self.homes.append(home)

    def _line(self, place: AddressIn) -> str:
        return place.line if place.line.strip() else self.lines.get(place.uprn or 0, "")


def _wanted(kind: str, values: Sequence[str]) -> dict[str, str]:
    read = reach.normalise_email if kind == EMAIL else reach.normalise_phone
    return {known: value for value in values if (known := read(value))}


def _update(council: int, table: str, rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Let these rows have these values, in one statement."""
    if not rows:
        return
    columns = _COLUMNS[table]
    values = ", ".join(f"{column} = told.{column}" for column in columns)
    kinds = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    given = [{"id": id_, **row} for id_, row in rows.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS held SET {values} FROM jsonb_to_recordset(%s::jsonb) AS told (id bigint, {kinds})"
            " WHERE held.council_id = %s AND held.id = told.id",
            [json.dumps(given, default=str), council],
        )
