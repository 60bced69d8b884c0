"""Looks up what only other systems know, invented by rule so that every story of the demo can be told.

What the crew wrote goes by the last two figures of the UPRN: 07 not out, 17 the wrong things in it, 27 blocked, all
others nothing. Whose road or land it is goes by the customer's own words ("bypass", "private", "river").
"""

import re
from datetime import date
from typing import Any

from django.conf import settings

from frontdesk.domains.forms.ports import LOOKUP
from frontdesk.kernel.registry import Adapter

CREW = {"07": "not-out", "17": "wrong-things", "27": "blocked"}
_ROADS = (("national-highways", r"\b(bypass|trunk road|dual carriageway)\b"), ("private", r"\bprivate\b"))
_LAND = (("water", r"\b(river|canal|beck|stream|pond)\b"), ("private", r"\b(private|garden|car park|field)\b"))


class Invented:
    """Answers for the demo; without demo mode it knows nothing."""

    @property
    def names(self) -> frozenset[str]:
        """The facts it invents."""
        if not settings.DEMO:
            return frozenset()
        return frozenset(
            {
                "waste.crew-report",
                "parking.permits-held",
                "licensing.notices-this-year",
                "highways.road-owner",
                "waste.land-owner",
            }
        )

    def look_up(self, *, council: int, name: str, answer: Any, today: date) -> Any:
        """None where a rule needs a known address and there is none."""
        given = answer or {}
        words = " ".join(str(given.get(part) or "") for part in ("words", "said")).lower()
        uprn = str(given.get("uprn") or "")
        if name == "highways.road-owner":
            return _by_words(words, _ROADS)
        if name == "waste.land-owner":
            return _by_words(words, _LAND)
        if not uprn:
            return None
        if name == "waste.crew-report":
            return CREW.get(uprn[-2:], "nothing")
        return 2 if uprn.endswith("9") and name == "parking.permits-held" else 0


def _by_words(words: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((owner for owner, pattern in table if re.search(pattern, words)), "council")


ADAPTER = Adapter(
    code="lookup-demo",
    port=LOOKUP,
    label="Invented facts of the demo",
    make=Invented,
    self_test=lambda: "",
    demo=True,
)
