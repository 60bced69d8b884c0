"""Facts about the invented town, so that the demo's forms can ask fewer questions. No outside system.

They are made up, but always the same for one address or place: a number is drawn from the UPRN (or from the hundred
metres in which the place lies) and the name of the look-up. Outside the town nothing is known, so real councils that
run the demo by mistake are told nothing false. Rounds and parking zones are the gazetteer's (`lookup_places`).
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings

from frontdesk.domains.forms.ports import LOOKUP
from frontdesk.kernel.registry import Adapter

_TOWN_UPRNS = range(999_000_000_000, 999_999_999_999)
_WEST, _EAST, _SOUTH, _NORTH = 0.80, 1.05, 54.10, 54.25
CREW_REPORTS = ("not-out", "wrong-things", "too-heavy", "blocked", "street-missed")


def _drawn(name: str, thing: str, sides: int) -> int:
    """A number from 0 that is always the same for one thing."""
    return int.from_bytes(hashlib.sha256(f"{name}:{thing}".encode()).digest()[:4]) % sides


def crew_report(council: int, uprn: str, today: date) -> str:
    """What the crew wrote down: nothing at nine of ten addresses."""
    drawn = _drawn("crew", uprn, 50)
    return CREW_REPORTS[drawn] if drawn < len(CREW_REPORTS) else "nothing"


def permits_held(council: int, uprn: str, today: date) -> int:
    """None at most addresses, three (the most there can be) at one of twenty."""
    return max(0, _drawn("permits", uprn, 20) - 16)


def notices_this_year(council: int, uprn: str, today: date) -> int:
    """Few; at one address of fifty the most that the law allows."""
    drawn = _drawn("notices", uprn, 50)
    return 15 if drawn == 0 else drawn % 3


def road_owner(council: int, spot: str, today: date) -> str:
    """Mostly the council's."""
    return {0: "national-highways", 1: "private"}.get(_drawn("road", spot, 40), "council")


def land_owner(council: int, spot: str, today: date) -> str:
    """Mostly the council's."""
    return {0: "private", 1: "water"}.get(_drawn("land", spot, 40), "council")


_BY_ADDRESS: Mapping[str, Callable[[int, str, date], Any]] = {
    "waste.crew-report": crew_report,
    "parking.permits-held": permits_held,
    "licensing.notices-this-year": notices_this_year,
}
_BY_PLACE: Mapping[str, Callable[[int, str, date], Any]] = {
    "highways.road-owner": road_owner,
    "waste.land-owner": land_owner,
}


class TownLookup:
    """`forms.ports.Lookup` over the town's own data."""

    names = frozenset({*_BY_ADDRESS, *_BY_PLACE})

    def look_up(self, *, council: int, name: str, answer: Any, today: date, within: float = 2.0) -> Any:
        """The fact for a canonical address or place of the town; None for every other."""
        if not settings.DEMO or not isinstance(answer, Mapping):
            return None
        if name in _BY_ADDRESS:
            uprn = str(answer.get("uprn") or "")
            in_town = uprn.isdecimal() and int(uprn) in _TOWN_UPRNS
            return _BY_ADDRESS[name](council, uprn, today) if in_town else None
        spot = _hundred_metres(answer)
        return _BY_PLACE[name](council, spot, today) if spot else None


def _hundred_metres(place: Mapping[str, Any]) -> str:
    """The square of about a hundred metres in which a place of the town lies; '' for every other."""
    lat, lon = place.get("lat"), place.get("lon")
    if lat is None or lon is None or not (_SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST):
        return ""
    return f"{lat:.3f},{lon:.3f}"


ADAPTERS = (
    Adapter(
        code="lookups-demo",
        port=LOOKUP,
        label="Facts about the demo's town",
        make=TownLookup,
        self_test=lambda: "",
        demo=True,
    ),
)
