"""Charges and estimates, worked out step by step as the service file has them, and shown so."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from frontdesk.domains.forms.rules.conditions import View, as_number, holds
from frontdesk.domains.forms.rules.context import Answers, Context
from frontdesk.domains.services.definition.charges import Amount, Bands, ByOption, Concession, Of, PerEntry, Step, Taper
from frontdesk.domains.services.definition.model import Definition


@dataclass(frozen=True)
class Line:
    """One step as shown: what it is, what it adds (or takes off), what has been reached. In pence."""

    label: str
    change: int
    reached: int


@dataclass(frozen=True)
class Worked:
    """An amount with its steps, in pence. Steps that did not apply are left out."""

    amount: Amount
    total: int
    lines: tuple[Line, ...]


def work_out(definition: Definition, live: Answers, context: Context) -> tuple[Worked, ...]:
    """Every amount of a service that applies to these answers, in order. `live` as `walk` gives it."""
    view = View(definition, live, context)
    return tuple(_one(amount, view) for amount in definition.amounts if holds(amount.when, view))


def _one(amount: Amount, view: View) -> Worked:
    reached, lines = 0, []
    for step in amount.steps:
        if not holds(step.when, view):
            continue
        after = max(0, _step(step, reached, view))
        lines.append(Line(step.label, after - reached, after))
        reached = after
    return Worked(amount, reached, tuple(lines))


def _step(step: Step, reached: int, view: View) -> int:
    """What has been reached after one step."""
    if step.base is not None:
        return reached + _pence_of(step.base, view)
    if step.per_entry is not None:
        return reached + _per_entry(step.per_entry, view)
    if step.by_option is not None:
        return reached + _by_option(step.by_option, view)
    if step.bands is not None:
        return reached + _band(step.bands, view)
    if step.taper is not None:
        return reached - _taper(step.taper, view)
    if step.concession is not None:
        return reached - _concession(step.concession, reached)
    return min(reached, _pence_of(step.cap, view)) if step.cap is not None else reached


def _pence_of(sum_: int | Of, view: View) -> int:
    return sum_ if isinstance(sum_, int) else _pence(sum(_number(code, view) for code in sum_.of) * 100)


def _number(code: str, view: View) -> Decimal:
    """An answer as a number; the sum of its entries inside a group; nought where there is none."""
    return sum((as_number(answer) or Decimal(0) for answer in view.values(code)), Decimal(0))


def _pence(amount: Decimal | int) -> int:
    """Whole pence, half a penny upwards."""
    return int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))


def _per_entry(rule: PerEntry, view: View) -> int:
    return _pence(max(Decimal(0), _number(rule.of, view) - rule.after) * rule.amount)


def _by_option(rule: ByOption, view: View) -> int:
    prices = {row.option: row.amount for row in rule.rows}
    chosen = (answer if isinstance(answer, list) else [answer] for answer in view.values(rule.of))
    return sum(prices.get(option, 0) for options in chosen for option in options)


def _band(rule: Bands, view: View) -> int:
    number = _number(rule.of, view)
    return next((row.amount for row in rule.rows if row.up_to is None or number <= row.up_to), 0)


def _taper(rule: Taper, view: View) -> int:
    over = sum((_number(code, view) for code in rule.of), Decimal(0)) * 100 - rule.over
    return _pence(max(Decimal(0), over) * rule.percent / 100)


def _concession(rule: Concession, reached: int) -> int:
    return rule.amount if rule.amount is not None else _pence(reached * (rule.percent or Decimal(0)) / 100)
