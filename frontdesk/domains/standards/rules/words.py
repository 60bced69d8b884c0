"""Results and targets as the charter says them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from frontdesk.domains.standards.rules.measuring import EVERYBODY, is_kept, target_of
from frontdesk.domains.standards.types import Compare, Kind, Result, StandardVersion, Standing, Target

_PERCENT = "per cent"
_MOST_PLACES = 6
FEW = 10
"""Below so many a share is no rate: one miss of four is not "75%"."""
_ANY_CHANGE = {
    (Compare.OVER, Fraction(0)): "more than before",
    (Compare.UNDER, Fraction(0)): "less than before",
    (Compare.AT_LEAST, Fraction(0)): "no less than before",
    (Compare.AT_MOST, Fraction(0)): "no more than before",
}
"""Growth that is promised without saying how much."""
_SHARES = frozenset({Kind.EACH, Kind.SHARE, Kind.INSPECTED})


def target_in_words(version: StandardVersion) -> str:
    """ "at least 95%", "under 10 minutes", "100%", of growth "at least 10% more"; "" where there is no target."""
    target = target_of(version)
    if target is None:
        return ""
    level = _with_unit(_plain(target.value, 2), target.unit)
    if version.kind is Kind.GROWTH:
        return _ANY_CHANGE.get((target.compare, target.value)) or f"{target.compare.value} {level} more"
    return level if target == EVERYBODY else f"{target.compare.value} {level}"


def value_in_words(version: StandardVersion, result: Result) -> str:
    """ "96.4%", "8 minutes", "by visit" or "no records yet".

    One decimal place, or as many as it takes that what is shown never contradicts whether the target was kept: 79.96
    against a target of 80 is not shown as 80.
    """
    if result.value is None:
        return result.standing.value
    target = target_of(version)
    unit = target.unit if target is not None and version.kind is Kind.AVERAGE else _PERCENT
    return _with_unit(_honest(result.value, target, result.kept), unit)


def result_in_words(version: StandardVersion, result: Result) -> str:
    """The value with what it was counted from: "96.4% (1,204 of 1,249)"; of a few cases the count alone: "3 of 4".

    Growth on a year's baseline is told of a whole year: before that there is "not a year of records yet".
    """
    if result.standing is not Standing.MEASURED:
        waits = version.kind is Kind.GROWTH and bool(version.baseline) and result.standing is Standing.NO_RECORDS
        return "not a year of records yet" if waits else value_in_words(version, result)
    number, of = f"{_plain(result.numerator, 0)}", f"{result.denominator:,}"
    if version.kind is Kind.AVERAGE:
        counted = f"{of} counted"
    elif version.kind is Kind.GROWTH:
        counted = f"{number} against {_plain(version.baseline or Fraction(0), 0)}"
    elif version.kind is Kind.INSPECTED:
        counted = f"{number} of {of} visits"
    else:
        counted = f"{number} of {of}"
    if version.kind in _SHARES and result.denominator < FEW:
        return counted
    return f"{value_in_words(version, result)} ({counted})"


def kept_in_words(kept: int, of: int) -> str:
    """How often a promise was kept in the last year, as a sentence; '' where it never fell due."""
    if of == 0:
        return ""
    if of >= FEW:
        return f"We kept this {kept:,} times out of {of:,} in the last year."
    if of == 1:
        return f"In the last year this fell due once, and we {'kept' if kept else 'missed'} it."
    how_often = "each time" if kept == of else {0: "", 1: "once", 2: "twice"}.get(kept, f"{kept} times")
    did = f"kept it {how_often}" if kept else "missed it each time"
    return f"In the last year this fell due {'twice' if of == 2 else f'{of} times'}, and we {did}."


def _honest(value: Fraction, target: Target | None, kept: bool | None) -> str:
    for places in range(1, _MOST_PLACES):
        shown = _rounded(value, places)
        if target is None or is_kept(Fraction(shown), target) == kept:
            break
    return _plain(value, places)


def _rounded(value: Fraction, places: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plain(value: Fraction, places: int) -> str:
    """With thousands apart and without zeros at the end."""
    text = f"{_rounded(value, places):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_unit(number: str, unit: str) -> str:
    if unit == _PERCENT:
        return f"{number}%"
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"
