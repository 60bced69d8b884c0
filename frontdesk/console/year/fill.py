"""Writing a year into a database, as the application: a month at a time by staging tables and one INSERT … SELECT each.

While the database takes one month, the next is drawn.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from frontdesk.console.ahead import ahead
from frontdesk.console.demo.people import make_people
from frontdesk.console.year import homes, rows
from frontdesk.console.year.happen import SEED, Contact, Year
from frontdesk.console.year.known import Known
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.types import PersonIn
from frontdesk.domains.places import actions as places
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import Staging

YEARS, CONTACTS_EACH = 5, 5
"""How long the council has kept records, and how many contacts a person has made in that time."""
SYSTEM = "year"
ANALYSED_AFTER, TELL_EACH, AT_ONCE = (1, 4), 12, 1000
A_HOME = 2.0
"""At least so many people live in a home, so that there are homes for all."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Filled:
    """How many rows of each there are."""

    people: int
    contacts: int
    requests: int
    open: int


@dataclass(frozen=True)
class Town:
    """The people of a council: the id of the first, whose numbers follow on, and the number of each one's home."""

    first: int
    homes: Sequence[int]


def settle(council: int, number: int, tell: Tell = lambda _: None) -> Town:
    """Build homes and let so many people move in, by the bulk verbs of places and people."""
    actor, needed = Actor.system(council), round(number / A_HOME) + 10
    places.load_areas(actor, areas=homes.wards(needed))
    places.load_addresses(actor, streets=homes.streets(needed), addresses=homes.addresses(needed))
    tell(f"{needed:,} homes")
    where = array("q")

    def noted(made: Iterable[PersonIn]) -> Iterator[PersonIn]:
        for one in made:
            where.append(one.addresses[0].uprn or 0)
            yield one

    people.load_people(actor, rows=noted(make_people(number, system=SYSTEM)), system=SYSTEM)
    return Town(first_of(council), where)


def first_of(council: int) -> int:
    """The id of the first of the people of a year; 0 where nobody has moved in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(min(person_id), 0) FROM people_identity WHERE council_id = %s AND system = %s",
            [council, SYSTEM],
        )
        return int(cursor.fetchone()[0])


def first_day() -> date:
    """The day on which the records begin."""
    return clock.today() - timedelta(days=round(365.25 * YEARS))


def live(council: int, town: Town, analyse: Callable[[], None], tell: Tell = lambda _: None) -> None:
    """Let the years up to yesterday happen: contacts and requests of these people, who are known to `council`.

    `analyse` brings the planner's figures up to date: plans of foreign keys that were made while the tables were empty
    read all rows of the council for each new one.
    """
    known, number = Known(council), len(town.homes)
    last = clock.today() - timedelta(days=1)
    year = Year(known.services, number, number * CONTACTS_EACH, first_day(), last, known.due)
    random = Random(SEED)  # noqa: S311 (whose turn it is, not a secret)
    now = datetime.combine(clock.today(), time(), UTC)
    for number_of, month in enumerate(ahead(_months(year)), 1):
        with transaction.atomic():
            _write(council, known, town, month, now, random)
        if number_of in ANALYSED_AFTER:
            analyse()
        if number_of % TELL_EACH == 0:
            tell(f"  contacts up to {month[-1].at:%B %Y}")


def _months(year: Year) -> Iterator[list[Contact]]:
    """The contacts of each month, or of some hundred thousand where a month has more."""
    batch: list[Contact] = []
    month = 0
    for day, contacts in year.days():
        if batch and (day.month != month or len(batch) > 100_000):
            yield batch
            batch = []
        month = day.month
        batch += contacts
    if batch:
        yield batch


def _write(council: int, known: Known, town: Town, contacts: list[Contact], now: datetime, random: Random) -> None:
    wanted = rows.counted(contacts)
    made = rows.Rows(
        known, now=now, numbers=lambda table: iter(_numbers(table, wanted[table])), random=random,
        person=lambda place: town.first + place,
        home=lambda place: homes.spot(town.homes[place]) if town.homes[place] else None,
    )  # fmt: skip
    for contact in contacts:
        made.add(contact)
    write(council, made)


def write(council: int, made: rows.Rows) -> None:
    """Write the rows."""
    for table, lines in made.tables.items():
        with Staging(table, rows.COLUMNS[table].split()) as staging:
            parts = (lines[first : first + AT_ONCE] for first in range(0, len(lines), AT_ONCE))
            staging.copy("".join(map(_line, part)) for part in parts)
            staging.insert(council)
    with connection.cursor() as cursor:
        after = list(made.asked_after)
        cursor.execute(
            "UPDATE requests_request SET changes = changes + asked.times FROM unnest(%s::bigint[], %s::int[])"
            " AS asked (id, times) WHERE council_id = %s AND requests_request.id = asked.id",
            [after, [made.asked_after[each] for each in after], council],
        )


_SHOWN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: r"\N", datetime: datetime.isoformat, date: date.isoformat, int: str, float: repr,
    bool: lambda value: "t" if value else "f",
    str: lambda value: value.replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t"),
}  # fmt: skip


def _line(row: Sequence[Any]) -> str:
    """A row as COPY reads it: three times as fast as the general way."""
    return "\t".join([_SHOWN[type(value)](value) for value in row]) + "\n"


def _numbers(table: str, number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_get_serial_sequence('{table}', 'id')")
        (sequence,) = cursor.fetchone()
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, number])
        return [row[0] for row in cursor.fetchall()]


def count(council: int) -> Filled:
    """What the database holds of this council."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM people_person WHERE council_id = %(c)s),"
            " (SELECT count(*) FROM contacts_contact WHERE council_id = %(c)s), count(*),"
            " count(*) FILTER (WHERE closed_at IS NULL) FROM requests_request WHERE council_id = %(c)s",
            {"c": council},
        )
        return Filled(*cursor.fetchone())
