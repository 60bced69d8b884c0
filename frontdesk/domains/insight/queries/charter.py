"""Every published promise with how it was kept: one statement for each way of counting, however many promises."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from django.db import connection

from frontdesk.domains.insight.queries.cuts import AREA
from frontdesk.domains.insight.queries.grown import CAME, YEAR_DAYS, against_the_year_before, by_channels, came, is_year
from frontdesk.domains.insight.queries.late import LATE
from frontdesk.domains.insight.queries.online import possible_online
from frontdesk.domains.insight.queries.periods import counts_in_periods, period_values
from frontdesk.domains.insight.rules.answering import ANSWERED
from frontdesk.domains.insight.types import EVERYWHERE, TOGETHER, Area, Kept, Period
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.measuring import result
from frontdesk.domains.standards.types import Kind, Result, StandardVersion, Tally
from frontdesk.kernel import clock

MONTH_DAYS = 30
Tallies = dict[tuple[str, int], Tally]
"""What was counted, by the code of a standard and the place of a period."""

_PERIODS = """
    WITH period AS (
        SELECT * FROM unnest(%(since)s::date[], %(until)s::date[]) WITH ORDINALITY AS period (since, until, place)
    )
"""
_REQUESTS = f"""
    {_PERIODS}
    SELECT promise, place, sum(kept), sum(decided), sum(open)
    FROM (SELECT place, promise, service, ward, kept, decided, received - completed - neither AS open
          FROM {counts_in_periods()} counted WHERE promise = ANY(%(codes)s)
          UNION ALL
          SELECT place - 1, promise, service, ward, 0, 1, -1 FROM requests_facts
          JOIN period ON local_day BETWEEN since AND until
          WHERE council = %(council)s AND promise = ANY(%(codes)s) AND {LATE}) counted
    WHERE {AREA.format(of="")} AND service <> ALL(%(hidden)s::text[]) GROUP BY 1, 2
"""
_STANDARDS = f"""
    {_PERIODS}
    SELECT standard, place - 1, sum(numerator), sum(denominator)
    FROM insight_standardday JOIN period ON local_day BETWEEN since AND until
    JOIN unnest(%(codes)s::text[], %(kinds)s::text[]) AS wanted (standard, kind) USING (standard, kind)
    WHERE council_id = %(council)s AND {AREA.format(of="")} AND (ward = '{TOGETHER}') = %(everywhere)s GROUP BY 1, 2
"""
_DIGITAL = f"""
    {_PERIODS}
    SELECT counted.place, coalesce(sum(completed) FILTER (WHERE digital), 0), coalesce(sum(received - neither), 0),
           (SELECT min(local_day) FROM insight_requestday WHERE council_id = %(council)s) <= since
    FROM {counts_in_periods()} counted JOIN period ON period.place - 1 = counted.place
    WHERE {AREA.format(of="")} AND service <> ALL(%(hidden)s::text[]) GROUP BY counted.place, since
"""


def charter(council: int, area: Area = EVERYWHERE, hidden: Collection[str] = ()) -> list[Kept]:
    """The published standards in force today with their results of the last 30 and 365 days, today included.

    In one area only those are told that are counted from records, and services of `hidden`, which the reader may not
    know of, are left out of them.
    """
    today = clock.today()
    periods = [Period(today - timedelta(days=days - 1), today) for days in (MONTH_DAYS, YEAR_DAYS)]
    return [Kept(each, month, year) for each, (month, year) in _results(council, periods, area, hidden)]


def kept_in(
    council: int, period: Period, area: Area = EVERYWHERE, hidden: Collection[str] = ()
) -> list[tuple[StandardVersion, Result]]:
    """The same standards, each with its result of one period."""
    return [(each, found) for each, (found,) in _results(council, [period], area, hidden)]


def _results(
    council: int, periods: Sequence[Period], area: Area, hidden: Collection[str]
) -> list[tuple[StandardVersion, list[Result]]]:
    found = [each for each in standards.standards_in_force(council, clock.today()) if each.published]
    asked = _Asked(council, periods, area, frozenset(hidden if area.kind else ()))
    tallies: Tallies = {}
    for measures, count in COUNTED:
        if wanted := [each for each in found if each.measure in measures and not (area.kind and count is _online)]:
            tallies |= count(asked, wanted)
    found = against_the_year_before(council, found, periods, area, asked.hidden)
    places = range(len(periods))
    return [(each, [result(each, tallies.get((each.code, n), Tally())) for n in places]) for each in found]


class _Asked(NamedTuple):
    """Whose figures, of which periods, where, and without which services."""

    council: int
    periods: Sequence[Period]
    area: Area
    hidden: frozenset[str]


def _requests(asked: _Asked, wanted: Sequence[StandardVersion]) -> Tallies:
    """Requests that were promised it on receipt: kept, over those closed or late; the others are undecided."""
    return {
        (code, place): Tally(Fraction(kept), int(decided), int(undecided))
        for code, place, kept, decided, undecided in _all(_REQUESTS, asked, codes=_codes(wanted))
    }


def _contacts(asked: _Asked, wanted: Sequence[StandardVersion]) -> Tallies:
    """Contacts, each counted by the version in force on its day, while that was of the same kind."""
    rows = _all(_STANDARDS, asked, codes=_codes(wanted), kinds=[each.kind.value for each in wanted])
    return {(code, place): Tally(Fraction(numerator), int(of)) for code, place, numerator, of in rows}


def _digital(asked: _Asked, wanted: Sequence[StandardVersion]) -> Tallies:
    """Transactions completed online. Growth is on a year, so it is told of a year whose records are all there."""
    found: Tallies = {}
    for place, digital, of, is_whole in _all(_DIGITAL, asked):
        tally = Tally(Fraction(digital), int(of))
        has_year = is_whole and is_year(asked.periods[place])
        found |= {(each.code, place): tally for each in wanted if has_year or each.kind is not Kind.GROWTH}
    return found


def _came(asked: _Asked, wanted: Sequence[StandardVersion]) -> Tallies:
    """Contacts by the channels of each, out of all, of a year."""
    found: Tallies = {}
    for place, period in enumerate(asked.periods):
        if is_year(period):
            counted = came(asked.council, period, asked.area, asked.hidden)
            found |= {(each.code, place): Tally(by_channels(each, counted), sum(counted.values())) for each in wanted}
    return found


def _online(asked: _Asked, wanted: Sequence[StandardVersion]) -> Tallies:
    """Services that can be finished online here, over those that could be."""
    share = possible_online(asked.council)
    tally = Tally(Fraction(share.numerator), share.denominator)
    return {(each.code, place): tally for each in wanted for place in range(len(asked.periods))}


COUNTED: tuple[tuple[frozenset[str], Callable[[_Asked, Sequence[StandardVersion]], Tallies]], ...] = (
    (frozenset({"request-closed", "request-decided", "complaint-answered"}), _requests),
    (ANSWERED, _contacts),
    (frozenset({"digital-transaction"}), _digital),
    (CAME, _came),
    (frozenset({"service-online"}), _online),
)
"""How measures are counted. One that is not here has no records yet, and the charter says so."""


def measures() -> frozenset[str]:
    """The codes of what is counted: a standard that measures anything else has no records."""
    return frozenset().union(*(codes for codes, _ in COUNTED))


def counted_from(measure: str) -> str:
    """What a measure is counted from, for the way to its records; '' where there are none.

    requests, contacts (about being answered), came (contacts by channel) or online.
    """
    names: dict[Any, str] = {_requests: "requests", _contacts: "contacts", _came: "came", _digital: "online"}
    return next((names.get(count, "") for measures, count in COUNTED if measure in measures), "")


def _codes(wanted: Sequence[StandardVersion]) -> list[str]:
    return [each.code for each in wanted]


def _all(sql: str, asked: _Asked, **more: Any) -> list[tuple[Any, ...]]:
    values = {
        "council": asked.council, "now": clock.now(), "since": [period.since for period in asked.periods],
        "until": [period.until for period in asked.periods], **period_values(asked.periods),
        "everywhere": not asked.area.kind, "wards": list(asked.area.wards), "outside": asked.area.outside,
        "hidden": sorted(asked.hidden), **more,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
