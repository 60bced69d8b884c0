"""A version of a standard as data for its row, and back: the parts that have no column of their own."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from frontdesk.domains.standards.rules.clock_data import rule_as_data, rule_from_data
from frontdesk.domains.standards.types import Compare, StandardVersion, Target

_PLAIN = ("start_event", "baseline_words")
_LISTS = ("services", "channels")


def details_as_data(version: StandardVersion) -> dict[str, Any]:
    """Clock, target, baseline, services and channels as plain data."""
    clock, target = version.clock, version.target
    return {
        "clock": clock and {"code": clock.code, **rule_as_data(clock)},
        "target": target and {"compare": target.compare.value, "value": str(target.value), "unit": target.unit},
        "baseline": None if version.baseline is None else str(version.baseline),
        **{name: getattr(version, name) for name in _PLAIN},
        "while_open": version.while_open,
        **{name: list(getattr(version, name)) for name in _LISTS},
    }


def details_from_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments of `StandardVersion` from what `details_as_data` made."""
    clock, target, baseline = data["clock"], data["target"], data["baseline"]
    return {
        "clock": clock and rule_from_data(clock["code"], {key: clock[key] for key in clock if key != "code"}),
        "target": target and Target(Compare(target["compare"]), Fraction(target["value"]), target["unit"]),
        "baseline": None if baseline is None else Fraction(baseline),
        **{name: data[name] for name in _PLAIN},
        "while_open": data.get("while_open", ""),  # rows made before there was such a thing have none
        **{name: tuple(data[name]) for name in _LISTS},
    }
