"""A whole council pack, read from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

from frontdesk.console.packs import promises, rows
from frontdesk.console.packs.gazetteer import Gazetteer, read_gazetteer
from frontdesk.console.packs.matching import read_model
from frontdesk.console.packs.read import Problems, Read, Table, codes_written, read_table
from frontdesk.console.packs.strategy import PlanTable, StrategyTable, entries
from frontdesk.console.packs.tables import (
    CalendarsTable,
    CardsTable,
    CouncilTable,
    NoticesTable,
    PlacesTable,
    RatesTable,
    StandardsTable,
)
from frontdesk.domains.organisations.types import StrategyEntry
from frontdesk.domains.places.types import AuthorityRow, PlaceRow
from frontdesk.domains.standards.types import RateCard, StandardException, StandardVersion
from frontdesk.kernel.holidays import ENGLAND_AND_WALES
from frontdesk.kernel.worktime import WorkCalendar


@dataclass(frozen=True)
class Pack:
    """Everything a council's folder says, ready for the verbs, and what is wrong with it."""

    folder: File
    council: Read[CouncilTable]
    problems: Problems
    calendars: Mapping[str, tuple[str, WorkCalendar]] = field(default_factory=dict)
    standards_file: Read[StandardsTable] | None = None
    standards: tuple[StandardVersion, ...] = ()
    exceptions: tuple[StandardException, ...] = ()
    rates: tuple[RateCard, ...] = ()
    places_file: Read[PlacesTable] | None = None
    authorities: tuple[AuthorityRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    strategy_file: Read[StrategyTable] | None = None
    plan_file: Read[PlanTable] | None = None
    strategy: tuple[StrategyEntry, ...] = ()
    cards_file: Read[CardsTable] | None = None
    notices_file: Read[NoticesTable] | None = None

    @property
    def service_folders(self) -> list[File]:
        """The folders of services, in order."""
        return sorted(path.parent for path in (self.folder / "services").glob("*/service.toml"))

    @property
    def service_codes(self) -> list[str]:
        """The codes of the services: the names of their folders."""
        return [path.name for path in self.service_folders]

    @property
    def promise_codes(self) -> frozenset[str]:
        """The codes of the promises, also of those that cannot be kept as they are written."""
        if self.standards_file is None:
            return codes_written(self.folder / "standards.toml")
        return frozenset(row.code for row in self.standards_file.table.standards)


def read_pack(folder: File) -> tuple[Pack | None, Problems]:
    """The pack in a folder, with what is wrong with its files; None when its council.toml cannot be read."""
    problems = Problems()
    if not folder.is_dir():
        problems.say(folder, 0, "There is no such folder.")
        return None, problems
    council = read_table(folder / "council.toml", CouncilTable, problems)
    division = council.table.division if council else ENGLAND_AND_WALES

    def table(name: str, kind: type[Table]) -> Read[Table] | None:
        return read_table(folder / name, kind, problems, needed=False)

    if (folder / "matching.toml").exists():
        read_model(folder / "matching.toml", problems)  # used by `frontdesk match`, which reads it itself
    calendars = rows.calendars(table("calendars.toml", CalendarsTable), division)
    standards, rates = table("standards.toml", StandardsTable), table("rates.toml", RatesTable)
    places = table("places.toml", PlacesTable)
    strategy, plan = table("strategy.toml", StrategyTable), table("plan.toml", PlanTable)
    found: dict[str, Any] = {
        "calendars": calendars,
        "standards_file": standards,
        "standards": promises.standards(standards, calendars, division),
        "exceptions": promises.exceptions(standards),
        "rates": promises.rates(rates),
        "places_file": places,
        "authorities": rows.authorities(places),
        "places": rows.places(places, division),
        "gazetteer": read_gazetteer(folder / "places", problems),
        "strategy_file": strategy,
        "plan_file": plan,
        "strategy": entries(strategy, plan),
        "cards_file": table("cards.toml", CardsTable),
        "notices_file": table("notices.toml", NoticesTable),
    }
    return Pack(folder, council, problems, **found) if council else None, problems
