"""From what was counted to what the charter says, for each kind of standard."""

from collections.abc import Callable
from fractions import Fraction

from frontdesk.domains.standards.types import Compare, Kind, Result, StandardVersion, Standing, Tally, Target

_HOLDS: dict[Compare, Callable[[Fraction, Fraction], bool]] = {
    Compare.AT_LEAST: lambda value, target: value >= target,
    Compare.OVER: lambda value, target: value > target,
    Compare.AT_MOST: lambda value, target: value <= target,
    Compare.UNDER: lambda value, target: value < target,
}


def result_of(standard: StandardVersion, tally: Tally | None) -> Result:
    """The measured result, "by visit", or "no records yet": never an invented figure.

    Shares and ratios are per cent of the denominator; an average is numerator over denominator; growth is the
    numerator less the baseline, over the baseline. `tally` is None where no records exist for the measure.
    """
    if standard.kind is Kind.INSPECTED:
        return Result(Standing.BY_VISIT)
    if tally is None or not tally.denominator:
        return Result(Standing.NO_RECORDS, undecided=tally.undecided if tally else 0)
    value = _value(standard, tally)
    if value is None:
        return Result(Standing.NO_RECORDS, undecided=tally.undecided)
    kept = kept_by(standard.target, value)
    return Result(Standing.MEASURED, value, tally.numerator, tally.denominator, tally.undecided, kept)


def kept_by(target: Target | None, value: Fraction) -> bool | None:
    """Whether a value meets the target; None where none is set."""
    return _HOLDS[target.compare](value, target.value) if target else None


def _value(standard: StandardVersion, tally: Tally) -> Fraction | None:
    if standard.kind is Kind.AVERAGE:
        return Fraction(tally.numerator, tally.denominator)
    if standard.kind is Kind.GROWTH:
        base = standard.baseline
        return (Fraction(tally.numerator) - base) * 100 / base if base else None
    return Fraction(tally.numerator * 100, tally.denominator)
