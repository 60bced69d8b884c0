"""Writing and reading journal entries."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from pydantic_core import to_json

from frontdesk.kernel import clock, planned
from frontdesk.kernel.actor import Actor

_COLUMNS = (
    "id, council_id, kind, thing_type, thing_id, person_id, user_id, token_id, via, data, happened_at, recorded_at"
)

_NEWEST = " ORDER BY happened_at DESC, id DESC LIMIT %(limit)s"


Row = dict[str, Any]
_gathered: ContextVar[list[Row] | None] = ContextVar("frontdesk_journal_gathered", default=None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. `data` holds ids, codes and names of fields only."""

    kind: str
    thing_type: str
    thing_id: int
    council: int = 0
    person: int | None = None
    user: int | None = None
    token: int | None = None
    via: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    happened_at: datetime | None = None
    id: int = 0
    recorded_at: datetime | None = None


def write(
    actor: Actor,
    kind: str,
    *,
    thing: tuple[str, int],
    person: int | None = None,
    via: str = "",
    data: Mapping[str, Any] | None = None,
    happened_at: datetime | None = None,
) -> None:
    """Write one entry in the caller's transaction.

    `kind` is named by the domain (`requests.received`), `thing` is (type, id), `person` whom it is about,
    `via` the channel or door, `happened_at` the original time of imported things (now when not given).
    """
    write_many(
        actor, [Entry(kind, thing[0], thing[1], person=person, via=via, data=data or {}, happened_at=happened_at)]
    )


def write_many(actor: Actor, entries: Iterable[Entry]) -> None:
    """Write several entries of the actor's council in one statement."""
    now = clock.now()
    rows = [
        {
            "council": actor.council, "kind": e.kind, "thing_type": e.thing_type, "thing_id": e.thing_id,
            "person": e.person, "member": actor.user, "token": actor.token, "via": e.via, "data": dict(e.data),
            "happened_at": e.happened_at or now, "recorded_at": now,
        }
        for e in entries
    ]  # fmt: skip
    gathered = _gathered.get()
    if gathered is None:
        _insert(rows)
    else:
        gathered.extend(rows)


@contextmanager
def together() -> Iterator[None]:
    """Write the entries made inside in one statement at the end: for a verb that calls others in its transaction.

    Put it inside the transaction, around nothing that is rolled back apart from the whole. Blocks may be nested.
    """
    if _gathered.get() is not None:
        yield
        return
    rows: list[Row] = []
    before = _gathered.set(rows)
    try:
        yield
    finally:
        _gathered.reset(before)
    _insert(rows)


# The text is the same for any number of entries: placeholders for each would cost more than the rows.
_INSERT = """
    INSERT INTO kernel_journal (council_id, kind, thing_type, thing_id, person_id, user_id, token_id, via, data,
        happened_at, recorded_at)
    SELECT council, kind, thing_type, thing_id, person, member, token, via, data, happened_at, recorded_at
    FROM jsonb_to_recordset(%s::jsonb) AS entry (council bigint, kind text, thing_type text, thing_id bigint,
        person bigint, member bigint, token bigint, via text, data jsonb, happened_at timestamptz,
        recorded_at timestamptz)
"""


def _insert(rows: list[Row]) -> None:
    if rows:
        with planned.cursor() as cursor:
            cursor.execute(_INSERT, [to_json(rows).decode()])


def timeline(
    council: int,
    *,
    person: int | None = None,
    people: Iterable[int] = (),
    thing: tuple[str, int] | None = None,
    areas: Iterable[str] = (),
    kinds: Iterable[str] = (),
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[Entry]:
    """Entries about a person (or a cluster of `people`) or a thing, newest first.

    `areas` keeps those whose kind begins so ("requests."), `kinds` those of just these, the commonest first: each row
    is compared with them in their order.
    `before` = (happened_at, id) of the last entry already shown (keyset paging).
    """
    wanted = sorted({*people, *([person] if person is not None else [])})
    where, values = ["council_id = %(council)s"], {"council": council, "limit": limit}  # type: list[str], dict[str, Any]
    if thing is not None:
        where.append("thing_type = %(thing)s AND thing_id = %(id)s")
        values |= {"thing": thing[0], "id": thing[1]}
    if wanted_areas := list(areas):
        where.append("(" + " OR ".join(f"kind ^@ %(area{n})s" for n in range(len(wanted_areas))) + ")")
        values |= {f"area{n}": area for n, area in enumerate(wanted_areas)}
    if wanted_kinds := list(kinds):
        where.append("kind = ANY(%(kinds)s::text[])")
        values["kinds"] = wanted_kinds
    if before is not None:
        where.append("(happened_at, id) < (%(moment)s, %(last)s)")
        values |= {"moment": before[0], "last": before[1]}
    newest = f"SELECT {_COLUMNS} FROM kernel_journal WHERE {' AND '.join(where)}"
    if wanted:
        # Each record's entries come from the index in their order: of several people the newest of each are merged.
        values |= {f"person{n}": each for n, each in enumerate(wanted)}
        parts = [f"({newest} AND person_id = %(person{n})s{_NEWEST})" for n in range(len(wanted))]
        newest = parts[0] if len(parts) == 1 else f"SELECT * FROM ({' UNION ALL '.join(parts)}) each"
    # Planning for the partitions of five years takes the database longer than reading a page of them.
    with planned.cursor() as cursor:
        cursor.execute(newest if len(wanted) == 1 else newest + _NEWEST, values)
        return [from_row(row) for row in cursor.fetchall()]


def newest_of(council: int, thing_type: str, things: Iterable[int]) -> dict[int, Entry]:
    """The newest entry about each of these things, in one query."""
    wanted = list(things)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT ON (thing_id) {_COLUMNS} FROM kernel_journal WHERE council_id = %s AND thing_type = %s"
            " AND thing_id = ANY(%s) ORDER BY thing_id, happened_at DESC, id DESC",
            [council, thing_type, wanted],
        )
        return {entry.thing_id: entry for entry in map(from_row, cursor.fetchall())}


def fields_changed(council: int, kind: str, people: Iterable[int]) -> dict[int, frozenset[str]]:
    """Which fields somebody signed in has changed of each of these people, as entries of this kind tell; in one query,
    however many entries there are."""
    wanted = sorted(set(people))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, array_agg(DISTINCT field) FROM kernel_journal"
            " CROSS JOIN LATERAL jsonb_array_elements_text(data -> 'fields') AS field"
            " WHERE council_id = %s AND person_id = ANY(%s) AND kind = %s AND user_id IS NOT NULL GROUP BY person_id",
            [council, wanted, kind],
        )
        return {person: frozenset(fields) for person, fields in cursor.fetchall()}


def from_row(row: tuple[Any, ...]) -> Entry:
    """An entry from the columns of `_COLUMNS`."""
    id_, council, kind, thing_type, thing_id, person, user, token, via, data, happened_at, recorded_at = row
    return Entry(
        kind,
        thing_type,
        thing_id,
        council,
        person,
        user,
        token,
        via,
        json.loads(data) if isinstance(data, str) else data,
        happened_at,
        id_,
        recorded_at,
    )
