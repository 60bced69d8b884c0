"""Bank holidays of the United Kingdom, by division and as the union of all three.

Published dates come from GOV.UK's list as shipped in `govuk-bank-holidays` (no network). A year that nobody has
published yet, or that lies before the list begins, is worked out from the standing rules, so that a due date next
year is never counted as though there were no Christmas. `is_published` says which of the two a year is.
Free of Django.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays

ENGLAND_AND_WALES = "england-and-wales"
SCOTLAND = "scotland"
NORTHERN_IRELAND = "northern-ireland"
UK = "uk"
"""A bank holiday in any part of the United Kingdom: what "working day" means in freedom of information law."""
NONE = "none"

DIVISIONS = (ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND)
CHOICES = (*DIVISIONS, UK, NONE)

_ONE_OFF = {2011: {date(2011, 4, 29)}}
"""Single holidays by proclamation in years before the published list begins."""


@lru_cache(maxsize=1)
def _published() -> dict[str, dict[int, frozenset[date]]]:
    """Published dates by division and year."""
    table: dict[str, dict[int, set[date]]] = {division: {} for division in DIVISIONS}
    for division, listed in BankHolidays.load_backup_data().items():
        for event in listed["events"]:
            day = date.fromisoformat(event["date"])
            table[division].setdefault(day.year, set()).add(day)
    return {division: {year: frozenset(days) for year, days in years.items()} for division, years in table.items()}


def is_published(year: int) -> bool:
    """Whether the holidays of `year` are published for every division (else they are worked out by rule)."""
    return all(year in years for years in _published().values())


@lru_cache(maxsize=1024)
def bank_holidays(division: str, year: int) -> frozenset[date]:
    """The bank holidays of one year in `division` (one of CHOICES; "uk" is the union, "none" is empty).

    Raises ValueError for an unknown division.
    """
    if division == NONE:
        return frozenset()
    if division == UK:
        return frozenset().union(*(bank_holidays(each, year) for each in DIVISIONS))
    if division not in DIVISIONS:
        raise ValueError(f"no such division of bank holidays: {division}")
    listed = _published()[division].get(year)
    return listed if listed is not None else by_rule(division, year)


def is_bank_holiday(day: date, division: str) -> bool:
    """Whether `day` is a bank holiday in `division` (one of CHOICES)."""
    return day in bank_holidays(division, day.year)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm in the form of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def by_rule(division: str, year: int) -> frozenset[date]:
    """The holidays of a year by the standing rules of the 1971 Act and the yearly proclamations, without one-offs."""
    easter = easter_sunday(year)
    days = {
        easter - timedelta(days=2),
        _nth_monday(year, 5, 1),
        _last_monday(year, 5),
        *_with_substitutes(date(year, 12, 25), date(year, 12, 26)),
    }
    if division == SCOTLAND:
        days |= {*_with_substitutes(date(year, 1, 1), date(year, 1, 2)), _nth_monday(year, 8, 1)}
        days |= {*_with_substitutes(date(year, 11, 30))}
    else:
        days |= {*_with_substitutes(date(year, 1, 1)), easter + timedelta(days=1), _last_monday(year, 8)}
    if division == NORTHERN_IRELAND:
        days |= {*_with_substitutes(date(year, 3, 17)), *_with_substitutes(date(year, 7, 12))}
    return frozenset(days | _ONE_OFF.get(year, set()))


def _with_substitutes(*days: date) -> Iterable[date]:
    """Each day, or for one on a weekend the next weekday that is not taken by another of them."""
    taken: list[date] = []
    for day in days:
        while day.weekday() >= 5 or day in taken:
            day += timedelta(days=1)
        taken.append(day)
    return taken


def _nth_monday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7 + 7 * (nth - 1))


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())
