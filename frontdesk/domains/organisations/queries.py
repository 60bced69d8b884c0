"""Reading councils and teams. Each process keeps councils for a few seconds, and teams while the version stays."""

import time
from collections.abc import Callable
from dataclasses import replace

from django.db.models import Case, Q, When

from frontdesk.domains.organisations import models
from frontdesk.domains.organisations.types import Channel, Council, Patch, StrategyEntry, Team

_FRESH_SECONDS = 2.0
_cache: dict[str, tuple[float, Council | None]] = {}
_teams: dict[int, tuple[int, tuple[Team, ...]]] = {}


def council_by_host(host: str, otherwise: str = "") -> Council | None:
    """The council that the host name (without port) means, else the one with the code `otherwise`, or None."""
    own = Q(hosts__host=host.lower())
    rows = models.Council.objects.filter(own | Q(code=otherwise)).order_by(Case(When(own, then=0), default=1))
    return _cached(f"host:{host.lower()} {otherwise}", rows.first)


def council_by_code(code: str) -> Council | None:
    """The council with this code, or None."""
    return _cached(f"code:{code}", lambda: models.Council.objects.filter(code=code).first())


def council_by_id(council: int) -> Council | None:
    """The council with this id, or None."""
    return _cached(f"id:{council}", lambda: models.Council.objects.filter(id=council).first())


def councils() -> list[Council]:
    """All councils of the installation by name."""
    return [_council(row) for row in models.Council.objects.order_by("name")]


def reached_by_prefix(council: Council) -> Council:
    """The same council, reached by the /c/<council>/ prefix."""
    return replace(council, prefix=f"/c/{council.code}")


def teams(council: int) -> list[Team]:
    """The council's teams by name, kept as long as the council has the same version."""
    known = council_by_id(council)
    version = known.version if known else 0
    kept, found = _teams.get(council, (None, ()))
    if kept != version:
        rows = models.Team.objects.filter(council_id=council).select_related("department").order_by("name")
        found = tuple(_team(row) for row in rows)
        _teams[council] = (version, found)
    return list(found)


def team(council: int, code: str) -> Team | None:
    """The team with this code, or None."""
    row = models.Team.objects.filter(council_id=council, code=code).select_related("department").first()
    return _team(row) if row else None


def localities(council: int) -> list[Patch]:
    """The council's localities in the order of its pack; a ward is in one of them at most."""
    found = council_by_id(council)
    rows = found.details.get("localities", ()) if found else ()
    return [Patch(row["code"], row["name"], tuple(row["wards"])) for row in rows]


def area_teams(council: int) -> list[Patch]:
    """The teams that look after wards, by name; a ward has one of them at most."""
    found = council_by_id(council)
    wards = found.details.get("area_teams", {}) if found else {}
    return [Patch(team.code, team.name, tuple(wards[team.code])) for team in teams(council) if team.code in wards]


def strategy(council: int, kind: str = "") -> list[StrategyEntry]:
    """What the council's strategy and plan say, in their order; of one kind where asked."""
    rows = models.StrategyEntry.objects.filter(council_id=council).order_by("place")
    return [StrategyEntry(row.kind, row.code, row.said) for row in rows if kind in ("", row.kind)]


def forget() -> None:
    """Empty this process's cache: after a council is changed, and in tests."""
    _cache.clear()
    _teams.clear()


def _cached(key: str, find: Callable[[], models.Council | None]) -> Council | None:
    stale_at, council = _cache.get(key, (0.0, None))
    now = time.monotonic()
    if now >= stale_at:
        row = find()
        council = _council(row) if row else None
        # One page asks by host, code and id: what one of them found serves the others.
        keys = {key, f"id:{council.id}", f"code:{council.code}"} if council else {key}
        _cache.update(dict.fromkeys(keys, (now + _FRESH_SECONDS, council)))
    return council


def _council(row: models.Council) -> Council:
    return Council(
        id=row.id,
        code=row.code,
        name=row.name,
        description=row.description,
        phone=row.phone,
        phone_hours=row.phone_hours,
        email=row.email,
        address=row.address,
        website=row.website,
        colours=row.colours,
        languages=tuple(row.languages or ["en"]),
        channels=tuple(Channel(**channel) for channel in row.channels),
        details=row.details,
        version=row.version,
    )


def _team(row: models.Team) -> Team:
    department = row.department.name if row.department else ""
    return Team(row.id, row.code, row.name, department, row.phone, row.email)
