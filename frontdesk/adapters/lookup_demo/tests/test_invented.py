"""The demo's invented facts go by rule, and only in demo mode."""

from datetime import date
from typing import Any

import pytest

from frontdesk.adapters.lookup_demo.adapter import Invented

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("name", "answer", "value"),
    [
        ("waste.crew-report", {"uprn": "100000007"}, "not-out"),
        ("waste.crew-report", {"uprn": "100000017"}, "wrong-things"),
        ("waste.crew-report", {"uprn": "100000001"}, "nothing"),
        ("waste.crew-report", {"uprn": "", "lines": ["1 Mill Lane"]}, None),
        ("parking.permits-held", {"uprn": "100000009"}, 2),
        ("licensing.notices-this-year", {"uprn": "100000009"}, 0),
        ("highways.road-owner", {"words": "On the bypass by the bridge"}, "national-highways"),
        ("highways.road-owner", {"words": "", "said": "Mill Lane"}, "council"),
        ("waste.land-owner", {"words": "Thrown into the river"}, "water"),
        ("waste.land-owner", {"words": "In my garden"}, "private"),
    ],
)
def test_it_invents_by_rule(settings: Any, name: str, answer: Any, value: Any) -> None:
    settings.DEMO = True
    assert name in Invented().names
    assert Invented().look_up(council=1, name=name, answer=answer, today=DAY) == value


def test_it_knows_nothing_outside_the_demo(settings: Any) -> None:
    settings.DEMO = False
    assert Invented().names == frozenset()
