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
Part = tuple[str, list[Any]]

_NAMES = "SELECT person_id FROM people_nameword WHERE council_id = %s AND word "
_POINTS = "SELECT person_id FROM people_contactpoint WHERE council_id = %s AND "
_PLACES = "SELECT person_id FROM people_personaddress WHERE council_id = %s AND "
_PEOPLE = "SELECT id AS person_id FROM people_person WHERE council_id = %s AND "
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
    """A SELECT of those who fit every term; one person may come by several words, hence twice as many rows."""
    first, *others = [_one(council, term, strict) for term in reading]
    where = " AND ".join(f"person_id IN ({sql})" for sql, _ in others) or "true"
    values = [*first[1], *chain.from_iterable(values for _, values in others)]
    return f"SELECT person_id FROM ({first[0]}) base WHERE {where} LIMIT %s", [*values, most * 2]


def _one(council: int, term: t.Term, strict: bool) -> Part:
    """A SELECT of person_id for those who fit any way of the term."""
    parts = [part for way in term.ways for part in _way(council, way, strict)]
    return " UNION ALL ".join(sql for sql, _ in parts), list(chain.from_iterable(values for _, values in parts))


def _way(council: int, way: t.Way, strict: bool) -> list[Part]:
    match way:
        case t.Named(words):
            return [(_NAMES + "= ANY(%s)", [council, _close(words, strict)])]
        case t.Initial(letters):
            return [(_NAMES + "^@ %s", [council, letters])]
        case t.EmailIs(email):
            return [(_POINTS + "email_norm = %s AND email_norm <> ''", [council, email])]
        case t.EmailBegins(text):
            return [(_POINTS + "email_norm ^@ %s AND email_norm <> ''", [council, text])]
        case t.PhoneIs(e164):
            return [(_POINTS + "phone_e164 = %s AND phone_e164 <> ''", [council, e164])]
        case t.PhoneBegins(e164):
            return [(_POINTS + "phone_e164 ^@ %s AND phone_e164 <> ''", [council, e164])]
        case t.PhoneEnds(digits):
            return [(_POINTS + "phone_back ^@ %s AND phone_back <> ''", [council, reach.backwards(digits)])]
        case t.Born(days):
            return [(_PEOPLE + "date_of_birth = ANY(%s)", [council, list(days)])]
        case t.BornIn(year):
            return [(_PEOPLE + "date_of_birth >= %s AND date_of_birth < %s", [council, *_year(year)])]
        case _:
            return _where(council, way, strict)


def _where(council: int, way: t.Way, strict: bool) -> list[Part]:
    """The ways that speak of an address."""
    match way:
        case t.Uprn(uprn):
            return [(_PLACES + "uprn = %s", [council, uprn])]
        case t.Postcode(likely, also):
            beginnings = likely if strict else (*likely, *also)
            return [(_PLACES + "postcode ^@ %s", [council, one]) for one in beginnings]
        case t.Inward(inward):
            return [(_PLACES + "inward_norm = %s AND inward_norm <> ''", [council, inward])]
        case t.Number(number):
            return [(_PLACES + "number_key = %s AND number_key <> ''", [council, number])]
        case t.Place(keys, number, flat):
            close = _close(keys, strict)
            street, building = (
                _PLACES + "street_key = ANY(%s)",
                _PLACES + "building_key = ANY(%s) AND building_key <> ''",
            )
            in_street: Part = (street, [council, close])
            if number:
                in_street = (street + " AND number_key = ANY(%s)", [council, close, _numbers(number)])
            elif flat:
                in_street = (street + " AND flat_key = %s", [council, close, flat])
            inside = flat or number
            in_building: Part = (building, [council, close])
            if inside:
                in_building = (building + " AND flat_key = %s", [council, close, inside])
            return [in_street, in_building]
    raise TypeError(f"No way to look for {type(way).__name__}")


def _close(words: dict[str, float], strict: bool) -> list[str]:
    return sorted(word for word, fits in words.items() if not strict or fits >= STRONG)


def _numbers(number: str) -> list[str]:
    """12 also means 12a to 12f."""
    return [number + suffix for suffix in _SUFFIXES] if number.isdigit() else [number]


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)
