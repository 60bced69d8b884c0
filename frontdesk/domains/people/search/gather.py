"""Gathering at most 200 candidates, by equality on stored keys: those who fit everything first."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.db import connection

from frontdesk.domains.people.rules import reach
from frontdesk.domains.people.search import terms as t
from frontdesk.domains.people.search.reading import STRONG, Reading

MOST = 200
ENOUGH = 5
ALONE = 50
BROADEST = 9
Part = tuple[str, list[Any]]
Condition = tuple[str, str, list[Any]]

_NAMES, _POINTS, _PLACES = "people_nameword", "people_contactpoint", "people_personaddress"
_NUMBERS = "people_identity"
_PEOPLE = "(SELECT id AS person_id, council_id, date_of_birth FROM people_person)"
_SUFFIXES = ("", "a", "b", "c", "d", "e", "f")


def fitting(council: int, readings: Sequence[Reading], wanted: int) -> list[int]:
    """Ids of those who fit a reading: to the letter, and while they are fewer than `wanted` by near spellings too."""
    found = _all(council, readings, strict=True, most=MOST)
    if len(found) < min(wanted, MOST):
        found |= _all(council, readings, strict=False, most=MOST)
    return list(found)[:MOST]


def partly_fitting(council: int, readings: Sequence[Reading], found: Sequence[int]) -> list[int]:
    """`found`, and after them those who fit a part of what was typed."""
    parts = [part for reading in readings for part in _parts(reading)]
    some = dict.fromkeys(found) | _all(council, parts, strict=False, most=ALONE)
    return list(some)[:MOST]


def _parts(reading: Reading) -> list[Reading]:
    """What to look for when nobody fits everything: the name without the rest, the rest, each piece."""
    if len(reading) < 2:
        return []
    names = tuple(term for term in reading if term.is_name)
    others = tuple(term for term in reading if not term.is_name)
    pieces: list[Reading] = [names, others] if names and others else []
    pieces += [(term,) for term in (*others, *names) if (term,) not in pieces]
    return [piece for piece in pieces if piece and not all(term.is_broad for term in piece)]


def _all(council: int, readings: Sequence[Reading], *, strict: bool, most: int) -> dict[int, None]:
    """People who fit every term of one of the readings, those of earlier readings first."""
    arms = [_arm(council, reading, strict, most) for reading in readings if not all(term.is_broad for term in reading)]
    if not arms:
        return {}
    sql = " UNION ALL ".join(f"({arm})" for arm, _ in arms)
    with connection.cursor() as cursor:
        cursor.execute(sql, list(chain.from_iterable(values for _, values in arms)))
        return dict.fromkeys(row[0] for row in cursor.fetchall())


def _arm(council: int, reading: Reading, strict: bool, most: int) -> Part:
    """A SELECT of those who fit every term, from its narrowest one; one person may come twice by several words."""
    first, *others = sorted(reading, key=_breadth)
    start, values = _those(council, first, strict)
    checks = [_also(council, term, strict) for term in others]
    where = " AND ".join(sql for sql, _ in checks) or "true"
    return (
        f"SELECT base.person_id FROM ({start}) base WHERE {where} LIMIT %s",
        [*values, *chain.from_iterable(more for _, more in checks), most * 2],
    )


def _those(council: int, term: t.Term, strict: bool) -> Part:
    """A SELECT of person_id of those who fit any way of the term, each way by its own index."""
    found = [condition for way in term.ways for condition in _conditions(way, strict)]
    parts = [f"SELECT person_id FROM {table} x WHERE council_id = %s AND {sql}" for table, sql, _ in found]
    return " UNION ALL ".join(parts), [value for _, _, values in found for value in (council, *values)]


def _also(council: int, term: t.Term, strict: bool) -> Part:
    """The condition that a person of the base fits any way of the term.

    EXISTS may be asked by person or by key, as is cheaper. What fits a tenth of everybody (one letter) is asked
    person by person, which the inner LIMIT makes sure of: its rows by key would be far more than those of the base.
    """
    broad = _breadth(term) == BROADEST
    by_table: dict[str, list[tuple[str, list[Any]]]] = {}
    for way in term.ways:
        apart = " " if isinstance(way, t.Initial) and not broad else ""  # a beginning and equality share no index scan
        for table, sql, values in _conditions(way, strict):
            by_table.setdefault(table + apart, []).append((sql, values))
    checks, asked = [], []
    for table, found in by_table.items():
        either = " OR ".join(f"({sql})" for sql, _ in found)
        inner = f"FROM {table} x WHERE council_id = %s AND x.person_id = base.person_id AND ({either})"
        checks.append(f"(SELECT true {inner} LIMIT 1)" if broad else f"EXISTS (SELECT 1 {inner})")
        asked += [council, *chain.from_iterable(values for _, values in found)]
    return f"({' OR '.join(checks)})", asked


def _breadth(term: t.Term) -> int:
    """How many people a term fits, roughly: 0 a few, 9 far too many to begin with."""
    return max(_breadth_of(way) for way in term.ways)


def _breadth_of(way: t.Way) -> int:
    match way:
        case t.EmailIs() | t.PhoneIs() | t.Uprn() | t.KnownAs():
            return 0
        case t.Born(days):
            return 1 if len(days) < 3 else 6
        case t.PhoneEnds(digits):
            return 1 if len(digits) > 4 else 2
        case t.Place(_, number, flat):
            return 2 if number or flat else 4
        case t.Postcode(likely):
            return 1 if len(likely[0]) > 7 else 7
        case t.EmailBegins() | t.Inward():
            return 3
        case t.Named():
            return 5
        case t.PhoneBegins():
            return 6
        case t.Initial(letters) if len(letters) == 1:
            return BROADEST
    return 8


def _conditions(way: t.Way, strict: bool) -> list[Condition]:
    match way:
        case t.Named(words):
            return [(_NAMES, "word = ANY(%s)", [_close(words, strict)])]
        case t.Initial(letters):
            return [(_NAMES, "word ^@ %s", [letters])]
        case t.EmailIs(email):
            return [(_POINTS, "email_norm = %s AND email_norm <> ''", [email])]
        case t.EmailBegins(text):
            return [(_POINTS, "email_norm ^@ %s AND email_norm <> ''", [text])]
        case t.PhoneIs(e164):
            return [(_POINTS, "phone_e164 = %s AND phone_e164 <> ''", [e164])]
        case t.PhoneBegins(e164):
            return [(_POINTS, "phone_e164 ^@ %s AND phone_e164 <> ''", [e164])]
        case t.PhoneEnds(digits):
            return [(_POINTS, "phone_back ^@ %s AND phone_back <> ''", [reach.backwards(digits)])]
        case t.KnownAs(number):
            whole: Condition = (_NUMBERS, "bare = %s", [number])
            return [whole, (_NUMBERS, "core = %s AND core <> ''", [number])] if number.isdigit() else [whole]
        case t.Born(days):
            return [(_PEOPLE, "date_of_birth = ANY(%s)", [list(days)])]
        case t.BornIn(year):
            return [(_PEOPLE, "date_of_birth >= %s AND date_of_birth < %s", [date(year, 1, 1), date(year + 1, 1, 1)])]
    return _places(way, strict)


def _places(way: t.Way, strict: bool) -> list[Condition]:
    """The ways that speak of an address."""
    match way:
        case t.Uprn(uprn):
            return [(_PLACES, "uprn = %s", [uprn])]
        case t.Postcode(likely, also):
            return [(_PLACES, "postcode ^@ %s", [one]) for one in (likely if strict else (*likely, *also))]
        case t.Inward(inward):
            return [(_PLACES, "inward_norm = %s AND inward_norm <> ''", [inward])]
        case t.Number(number):
            return [(_PLACES, "number_key = %s AND number_key <> ''", [number])]
        case t.Place(keys, number, flat):
            close, inside = _close(keys, strict), flat or number
            street: Condition = (_PLACES, "street_key = ANY(%s)", [close])
            if number:
                street = (_PLACES, "street_key = ANY(%s) AND number_key = ANY(%s)", [close, _numbers(number)])
            elif flat:
                street = (_PLACES, "street_key = ANY(%s) AND flat_key = %s", [close, flat])
            building: Condition = (_PLACES, "building_key = ANY(%s) AND building_key <> ''", [close])
            if inside:
                building = (_PLACES, building[1] + " AND flat_key = %s", [close, inside])
            return [street, building]
    raise TypeError(f"No way to look for {type(way).__name__}")


def _close(words: dict[str, float], strict: bool) -> list[str]:
    return sorted(word for word, fits in words.items() if not strict or fits >= STRONG)


def _numbers(number: str) -> list[str]:
    """12 also means 12a to 12f."""
    return [number + suffix for suffix in _SUFFIXES] if number.isdigit() else [number]
