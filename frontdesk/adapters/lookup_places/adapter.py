"""Looks up what the gazetteer knows of an address: whether today's round is over, and the parking zone."""

from datetime import date, time
from typing import Any

from frontdesk.domains.forms.ports import LOOKUP
from frontdesk.domains.places import queries as places
from frontdesk.domains.places.types import Address, AreaKind, GridPoint, LatLon
from frontdesk.kernel import clock
from frontdesk.kernel.registry import Adapter

ROUND_ENDS = time(16)
"""By then the crews are back, and a bin that still stands there was missed."""

NO_ZONE = "no-zone"
"""What services call an address outside all parking zones."""


class Places:
    """Answers `waste.round-finished` (by address) and `parking.zone` (by address or place)."""

    names = frozenset({"waste.round-finished", "parking.zone"})

    def look_up(self, *, council: int, name: str, answer: Any, today: date, within: float = 2.0) -> Any:
        """None for an address that the gazetteer does not know, or that has no round."""
        if name == "parking.zone":
            return self._zone(council, answer)
        found = _address(council, answer)
        return None if found is None else self._round(council, found, today)

    def _round(self, council: int, found: Address, today: date) -> str | None:
        latest = places.last_bin_day(council, found, today)
        if latest is None:
            return None
        on_the_way = latest.day == today and clock.now().astimezone(clock.LOCAL).time() < ROUND_ENDS
        return "no" if on_the_way else "yes"

    def _zone(self, council: int, answer: Any) -> str | None:
        point = _point(council, answer)
        if point is None:
            return None
        area = places.area_at(council, AreaKind.PARKING_ZONE, point)
        if area is not None:
            return f"zone-{area.code.lower()}"
        # A council that has drawn no zones may have them all the same: then we do not know.
        return NO_ZONE if places.areas(council, AreaKind.PARKING_ZONE) else None


def _address(council: int, answer: Any) -> Address | None:
    uprn = str((answer or {}).get("uprn") or "")
    return places.address(council, int(uprn)) if uprn.isdecimal() else None


def _point(council: int, answer: Any) -> GridPoint | LatLon | None:
    found = _address(council, answer)
    if found is not None:
        return found.grid
    if (answer or {}).get("lat") is not None:
        return LatLon(answer["lat"], answer["lon"])
    return None


ADAPTERS = (
    Adapter(
        code="lookup-places",
        port=LOOKUP,
        label="Bin rounds and parking zones of the gazetteer",
        make=Places,
        self_test=lambda: "",
    ),
)
