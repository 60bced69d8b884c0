"""The bulk verb: many people from another system or the demo, by staging tables and one INSERT ... SELECT each."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from frontdesk.domains.people import policy
from frontdesk.domains.people.actions.found import NAME, PLACE
from frontdesk.domains.people.rules import addresses, names, near, reach
from frontdesk.domains.people.rules.bringing import told
from frontdesk.domains.people.types import CREATED, EMAIL, IMPORTED, PHONE, TYPED, PersonIn
from frontdesk.domains.places import queries as places
from frontdesk.kernel import clock, locks
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import Staging, batches
from frontdesk.kernel.errors import require

Row = tuple[Any, ...]

_COLUMNS = {
    "people_person": "id name given family name_key date_of_birth preferred_channel preferred_language source"
    " created_at created_by restricted readers merged_how import_run",
    "people_identity": "person_id system value told",
    "people_nameword": "person_id word",
    "people_contactpoint": "person_id kind value email_norm phone_e164 phone_back source certainty verified_at"
    " verified_how added_at",
    "people_personaddress": "person_id line postcode inward_norm uprn number_key street_key flat_key building_key"
    " source since added_at",
    "people_word": "kind word near",
    "kernel_journal": "kind thing_type thing_id person_id user_id token_id via data happened_at recorded_at",
}


def load_people(actor: Actor, *, rows: Iterable[PersonIn], system: str) -> int:
    """Load people known to `system` by their `key`; returns how many were new.

    Known keys are skipped, so it may be run again. Values that cannot be an email or a phone number are left out
    rather than refused: an import reports them beforehand. Works in batches of 10,000, each a
    transaction with its journal entries.
    """
    require(policy.may_load(actor))
    total = 0
    for batch in batches(rows):
        with transaction.atomic():
            total += len(_load(actor, batch, system))
    return total


def bring_people(actor: Actor, *, rows: Sequence[PersonIn], system: str, run: int | None) -> frozenset[str]:
    """The same for one batch of an import's run, or of a program that tells us of its records; returns the keys that
    were new. Keys are told apart by the caller."""
    require(policy.may_bring(actor, system))
    with transaction.atomic():
        return _load(actor, rows, system, run)


def _load(actor: Actor, batch: Sequence[PersonIn], system: str, run: int | None = None) -> frozenset[str]:
    alone(actor.council, system)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value FROM people_identity WHERE council_id = %s AND system = %s AND value = ANY(%s)",
            [actor.council, system, [one.key for one in batch]],
        )
        known = {row[0] for row in cursor.fetchall()}
        new = {one.key: one for one in batch if one.key not in known}
        if not new:
            return frozenset()
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('people_person', 'id')) FROM generate_series(1, %s)", [len(new)]
        )
        ids = [row[0] for row in cursor.fetchall()]
        staged = _Staged(actor, system, clock.now(), _lines(actor.council, new.values()), run)
        for id_, one in zip(ids, new.values(), strict=True):
            staged.add(id_, one)
        for table, lines in staged.tables.items():
            with Staging(table, _COLUMNS[table].split()) as staging:
                # Words are everybody's: two that load others at once come to them in the same order.
                staging.fill(sorted(lines) if table == "people_word" else lines)
                staging.insert(actor.council, missing=True)
    return frozenset(new)


def alone(council: int, system: str) -> None:
    """Until the transaction ends nobody else loads records of this system: two at once would both find them new."""
    locks.take_turns(f"people {council} {system}")


def _lines(council: int, people: Iterable[PersonIn]) -> dict[int, str]:
    """The address lines of properties that were given by their number only."""
    asked = {place.uprn for one in people for place in one.addresses if place.uprn and not place.line}
    return {uprn: found.one_line for uprn, found in places.addresses(council, sorted(asked)).items()}


class _Staged:
    """The rows of each table for one batch."""

    def __init__(
        self, actor: Actor, system: str, moment: datetime, known: dict[int, str], run: int | None
    ) -> None:  # fmt: skip
        self.actor, self.system, self.moment, self.known, self.run = actor, system, moment, known, run
        self.tables: dict[str, list[Row]] = {table: [] for table in _COLUMNS}
        self.dictionary: set[tuple[str, str]] = set()

    def add(self, id_: int, one: PersonIn) -> None:
        read = names.parts(one.name, one.given, one.family)
        at = one.created_at or self.moment
        self.tables["people_person"].append(
            (id_, read.full, read.given, read.family, names.key(read.full), one.date_of_birth, one.preferred_channel,
             one.preferred_language, self.system, at, self.actor.user, False, [], "", self.run)
        )  # fmt: skip
        who = (self.actor.user, self.actor.token, self.system)
        self.tables["kernel_journal"].append((CREATED, "person", id_, id_, *who, "{}", at, self.moment))
        self.tables["people_identity"].append((id_, self.system, one.key, json.dumps(told(self.system, one))))
        self.tables["people_identity"] += [(id_, *number, None) for number in one.others]
        for word in names.words(read.full, f"{read.given} {read.family}"):
            self.tables["people_nameword"].append((id_, word))
            self._learn(NAME, word)
        for value in one.emails:
            if email := reach.normalise_email(value):
                self._point(id_, EMAIL, email, email, "", value in one.proved, at)
        for value in one.phones:
            if phone := reach.normalise_phone(value):
                self._point(id_, PHONE, reach.phone_words(phone), "", phone, value in one.proved, at)
        for place in one.addresses:
            line = place.line or self.known.get(place.uprn or 0, "")
            self._address(id_, line, place.postcode, place.uprn, place.since, at)

    def _point(self, id_: int, kind: str, value: str, email: str, phone: str, proved: bool, at: datetime) -> None:
        self.tables["people_contactpoint"].append(
            (id_, kind, value, email, phone, reach.backwards(phone), self.system, TYPED if proved else IMPORTED,
             at if proved else None, "import" if proved else "", at)
        )  # fmt: skip

    def _address(self, id_: int, line: str, postcode: str, uprn: int | None, since: date | None, at: datetime) -> None:
        rest, found = addresses.split_postcode(line)
        code, keys = addresses.show_postcode(postcode or found), addresses.keys(rest)
        self.tables["people_personaddress"].append(
            (id_, rest, code, addresses.inward(code), uprn, keys.number,
             keys.street, keys.flat, keys.building, self.system, since, at)
        )  # fmt: skip
        self._learn(PLACE, keys.street)
        self._learn(PLACE, keys.building)

    def _learn(self, kind: str, word: str) -> None:
        if word and (kind, word) not in self.dictionary:
            self.dictionary.add((kind, word))
            self.tables["people_word"].append((kind, word, near.keys(word)))
