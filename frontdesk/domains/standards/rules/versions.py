"""Which version, exception or rate counts on a day, and whether a new version may stand beside the old ones."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from frontdesk.domains.standards.rules.clock_data import length_in_words
from frontdesk.domains.standards.types import (
    Basis,
    ClockRule,
    Kind,
    RateCard,
    StandardException,
    StandardVersion,
    Unit,
)
from frontdesk.kernel.errors import Refusal

_NEEDS_TARGET = (Kind.SHARE, Kind.AVERAGE, Kind.GROWTH)
"""A ratio or the share of a list may be told without one, as a council does that measures first."""
WITHIN = "{within}"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {
    "name": "",
    "promise": "",
    "formula": "",
    "baseline_words": "",
    "source": "",
    "review_on": None,
    "published": True,
}
"""What a new version may change from the same day on: how the promise is told, not what it is."""


def in_force(versions: Iterable[StandardVersion], on: date) -> StandardVersion | None:
    """The version that counts on a day: the last to begin, and of those the last made."""
    begun = [version for version in versions if version.valid_from <= on]
    return max(begun, key=lambda version: (version.valid_from, version.number), default=None)


def standard_of(service: str, standard: str, exceptions: Iterable[StandardException], on: date) -> str:
    """The code of the standard that a service keeps in place of `standard` on a day, by its exceptions."""
    for each in exceptions:
        begun = each.valid_from <= on and (each.valid_until is None or on <= each.valid_until)
        if begun and (each.standard, each.service) == (standard, service):
            return each.instead
    return standard


def card_in_force(cards: Iterable[RateCard], basis: Basis, on: date) -> RateCard | None:
    """The rate card of a basis that counts on a day."""
    begun = [card for card in cards if card.basis is basis and card.valid_from <= on]
    return max(begun, key=lambda card: card.valid_from, default=None)


def is_same(one: StandardVersion, other: StandardVersion) -> bool:
    """Whether two versions say the same, whatever their numbers."""
    return _bare(one) == _bare(other)


def next_version(existing: Sequence[StandardVersion], wanted: StandardVersion) -> StandardVersion | None:
    """`wanted` with its number, to be added; None when it is already so.

    Refusal when it would change what was promised on days that have been: a new target or length needs a day of its
    own, later than the last version's.
    """
    same_day = in_force([each for each in existing if each.valid_from == wanted.valid_from], wanted.valid_from)
    if same_day is not None and is_same(same_day, wanted):
        return None
    numbered = replace(wanted, number=max((each.number for each in existing), default=0) + 1, id=0)
    if not existing or (same_day is not None and _told_anew(same_day, wanted)):
        return numbered
    days = sorted(each.valid_from for each in existing)
    if same_day is not None or days[0] < wanted.valid_from < days[-1]:
        raise Refusal(
            f"The promise “{wanted.code}” says something else from {wanted.valid_from} than before. "
            f"What was promised stays: give the new version a day of its own, after {days[-1]}.",
            field=wanted.code,
        )
    return numbered


def check_version(version: StandardVersion) -> None:
    """Refuse a version that could not be measured or that says one thing and counts another."""
    timed, clock = version.kind in (Kind.EACH, Kind.SHARE), version.clock
    if not version.promise or not version.formula:
        _refuse(version, "needs its promise and its formula, each in one sentence")
    if timed and clock is None:
        _refuse(version, "needs a time to be kept within")
    if timed and clock is not None and not _says(version.promise, clock):
        _refuse(version, f"counts {length_in_words(clock.length, clock.unit)}, and its sentence does not say so")
    if version.target is None and version.kind in _NEEDS_TARGET:
        _refuse(version, "needs a target")
    if version.kind is Kind.AVERAGE and version.target is not None and version.target.unit == "per cent":
        _refuse(version, "is an average, so its target needs a unit, such as minutes")
    if version.target is not None and version.kind is not Kind.GROWTH:
        most = 100 if version.target.unit == "per cent" else None
        if version.target.value < 0 or (most is not None and version.target.value > most):
            _refuse(version, "has a target that cannot be: under 0, or over 100 per cent")
    if version.kind is Kind.GROWTH and (version.baseline == 0 or not version.baseline_words):
        _refuse(version, "grows on a baseline: give its figure, and in words what it is or why there is none yet")
    if version.review_on is not None and version.review_on < version.valid_from:
        _refuse(version, "is to be reviewed before it begins")


def promise_in_words(version: StandardVersion) -> str:
    """The sentence for customers, e.g. "We come back for a missed bin within 2 working days."."""
    if version.clock is None:
        return version.promise
    return version.promise.replace(WITHIN, f"within {length_in_words(version.clock.length, version.clock.unit)}")


def _says(promise: str, clock: ClockRule) -> bool:
    """Whether a sentence says the length that is counted: "4 working hours" also as "4 hours", "one month"."""
    if WITHIN in promise:
        return True
    number = f"({clock.length}|{_NUMBERS[clock.length]})" if clock.length < len(_NUMBERS) else str(clock.length)
    unit = clock.unit.value.replace("calendar ", "(calendar )?")
    if clock.unit in (Unit.WORKING_HOUR, Unit.WORKING_MINUTE):
        unit = unit.replace("working ", "(working )?")
    return re.search(rf"\b{number} {unit}s?\b", promise, re.IGNORECASE) is not None


def _refuse(version: StandardVersion, why: str) -> None:
    raise Refusal(f"The promise “{version.code}” {why}.", field=version.code)


def _bare(version: StandardVersion) -> StandardVersion:
    return replace(version, number=0, id=0)


def _told_anew(before: StandardVersion, wanted: StandardVersion) -> bool:
    """Whether only the words differ, or opening hours are named that before were only in the formula's words."""
    hours = before.while_open or wanted.while_open
    return _untold(replace(before, while_open=hours)) == _untold(wanted)


def _untold(version: StandardVersion) -> StandardVersion:
    """The version without its words."""
    return replace(_bare(version), **_WORDS)  # type: ignore[arg-type]
