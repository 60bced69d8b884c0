"""How a list of requests is narrowed. No Django."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: codes and ids only, nobody's name.

    `scope` and `show` are keys of `queries.SCOPES` and `queries.FILTERS` (unknown ones are "mine" and "open");
    `service`, `status` and `ward` codes, `team` and `owner` ids, `days` how old at least; empty is everything.
    """

    scope: str = "mine"
    show: str = "open"
    service: str = ""
    team: int | None = None
    owner: int | None = None
    status: str = ""
    ward: str = ""
    days: int = 0

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Wanted":
        """As it was kept; what it does not know is left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})

    def as_data(self) -> dict[str, Any]:
        """What is kept: only what narrows, or differs from the ordinary."""
        ordinary = Wanted()
        return {name: value for name, value in asdict(self).items() if value != getattr(ordinary, name)}


@dataclass(frozen=True, slots=True)
class Saved:
    """A list under a name. `team` is the id of the team that shares it; None: it is one's own."""

    id: int
    name: str
    wanted: Wanted
    team: int | None
