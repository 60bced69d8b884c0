"""What a standard comes to: the formula of each kind, counted from facts. Never an invented figure.

`tally` counts facts one by one; where the database counts (roll-ups), `result` takes the same tally from there.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from operator import ge, gt, le, lt

from frontdesk.domains.standards.rules.calendars import LOCAL, Calendars
from frontdesk.domains.standards.rules.due import due
from frontdesk.domains.standards.types import (
    ClockRule,
    Compare,
    Event,
    Events,
    Fact,
    Kind,
    Result,
    StandardVersion,
    Standing,
    Tally,
    Target,
    Verdict,
)
from frontdesk.kernel.worktime import working_minutes_between

EVERYBODY = Target(Compare.AT_LEAST, Fraction(100))
"""The target of a promise to each customer that names none."""

_COMPARE = {Compare.AT_LEAST: ge, Compare.OVER: gt, Compare.AT_MOST: le, Compare.UNDER: lt}
_BY_VERDICT = (Kind.EACH, Kind.SHARE, Kind.INSPECTED)
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_WORKING = {"working minutes": 1, "working hours": 60}


def measure(version: StandardVersion, facts: Iterable[Fact], as_of: datetime, calendars: Calendars) -> Result:
    """The result of a standard over `facts` as of a moment (aware)."""
    return result(version, tally(version, facts, as_of, calendars))


def tally(version: StandardVersion, facts: Iterable[Fact], as_of: datetime, calendars: Calendars) -> Tally:
    """Count facts by the formula of the standard's kind.

    EACH, SHARE and INSPECTED: kept over kept and missed; what is open and overdue is missed, what is open and in time
    is not decided yet. AVERAGE: the sum over the number of those that ended. RATIO and LIST: those that count over
    all. GROWTH: the sum, to be held against the baseline.
    """
    numerator, denominator, undecided = Fraction(0), 0, 0
    for fact in facts:
        worth = _worth(version, fact, as_of, calendars)
        if worth is None:
            undecided += 1
        else:
            numerator += worth
            denominator += 1
    return Tally(numerator, denominator, undecided)


def result(version: StandardVersion, counted: Tally) -> Result:
    """What a tally comes to, and whether the target is kept.

    Nothing counted, or nothing to grow from: "by visit" or "no records yet".
    """
    if counted.denominator == 0 or (version.kind is Kind.GROWTH and not version.baseline):
        standing = Standing.BY_VISIT if version.kind is Kind.INSPECTED else Standing.NO_RECORDS
        return Result(standing, undecided=counted.undecided)
    value = _value(version, counted)
    target = target_of(version)
    kept = None if target is None else is_kept(value, target)
    return Result(Standing.MEASURED, value, counted.numerator, counted.denominator, counted.undecided, kept)


def target_of(version: StandardVersion) -> Target | None:
    """The target; a promise to each customer that names none means all of them."""
    return version.target or (EVERYBODY if version.kind is Kind.EACH else None)


def is_kept(value: Fraction, target: Target) -> bool:
    """Whether a value keeps a target."""
    return bool(_COMPARE[target.compare](value, target.value))


def _value(version: StandardVersion, counted: Tally) -> Fraction:
    if version.kind is Kind.GROWTH:
        baseline = version.baseline or Fraction(1)
        return 100 * (counted.numerator - baseline) / baseline
    share = counted.numerator / counted.denominator
    return share if version.kind is Kind.AVERAGE else 100 * share


def _worth(version: StandardVersion, fact: Fact, as_of: datetime, calendars: Calendars) -> Fraction | None:
    """What one fact adds to the numerator; None when it is not decided yet."""
    if version.kind in _BY_VERDICT:
        verdict = fact.verdict or _verdict(version.clock, fact, as_of, calendars)
        return None if verdict is Verdict.OPEN else Fraction(verdict is Verdict.KEPT)
    if version.kind is Kind.AVERAGE:
        return Fraction(fact.value) if fact.value is not None else _length(version, fact, calendars)
    if version.kind is Kind.GROWTH:
        return Fraction(1 if fact.value is None else fact.value)
    return Fraction(fact.counts)


def _verdict(rule: ClockRule | None, fact: Fact, as_of: datetime, calendars: Calendars) -> Verdict:
    """The verdict of the standard's own clock on a fact with a start and perhaps an end."""
    if rule is None or fact.started is None:
        return Verdict.OPEN
    events = [Event(fact.started, Events.HAPPENED, rule.starts_on)]
    if fact.ended is not None:
        events.append(Event(fact.ended, Events.HAPPENED, rule.stops_on))
    return due(rule, events, calendars).verdict(as_of)


def _length(version: StandardVersion, fact: Fact, calendars: Calendars) -> Fraction | None:
    """How long a fact took, in the unit of the target."""
    unit = version.target.unit if version.target else ""
    if fact.started is None or fact.ended is None:
        return None
    if unit in _WORKING:
        calendar = calendars.named(version.clock.calendar if version.clock else LOCAL)
        return Fraction(working_minutes_between(fact.started, fact.ended, calendar), _WORKING[unit])
    if unit not in _SECONDS:
        raise ValueError(f"an average in {unit} needs values, not times")
    return Fraction((fact.ended - fact.started) // timedelta(microseconds=1), 1_000_000 * _SECONDS[unit])
