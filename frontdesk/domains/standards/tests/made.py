"""Promises for the tests, short to write."""

from datetime import date
from fractions import Fraction

from frontdesk.domains.standards.rules.clock_data import OWN_WAITS, rule_from_data
from frontdesk.domains.standards.types import Compare, Kind, StandardException, StandardVersion, Target
from frontdesk.kernel.hours import calendar_from_data

OFFICE = calendar_from_data({"hours": {"monday to friday": "9:00-17:00"}})
CREWS = calendar_from_data({"hours": {"monday to saturday": "7:00-15:00"}})
APRIL = date(2026, 4, 1)


def promise(code: str = "missed-bin", within: str = "2 working days", **more: object) -> StandardVersion:
    """A promise to each customer, 95 in 100, from April 2026."""
    values: dict[str, object] = {
        "code": code,
        "name": "Missed bins",
        "kind": Kind.EACH,
        "measure": "request-closed",
        "promise": f"We come back for a missed bin within {within}.",
        "formula": f"Reports closed within {within} of receipt, divided by all reports due.",
        "valid_from": APRIL,
        "review_on": date(2027, 4, 1),
        "clock": rule_from_data(code, {"within": within}, OWN_WAITS),
        "target": Target(Compare.AT_LEAST, Fraction(95)),
        "services": (code,),
    }
    return StandardVersion(**values | more)  # type: ignore[arg-type]


def exception(**more: object) -> StandardException:
    """Planning answers letters in its own time, by approval."""
    values: dict[str, object] = {
        "standard": "letters",
        "service": "planning",
        "instead": "planning-letters",
        "reason": "Site visits come first.",
        "approved_by": "Cabinet",
        "approved_on": date(2026, 3, 20),
        "valid_from": APRIL,
    }
    return StandardException(**values | more)  # type: ignore[arg-type]
