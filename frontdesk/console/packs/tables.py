"""What stands in the files of a council pack: one dataclass a table, read like the tables of a service file.

`raw` keys (hours, amounts, clocks) are free tables that another reader understands: see `compile`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from frontdesk.domains.places.types import Tier
from frontdesk.domains.services.definition.keys import may, need, some
from frontdesk.kernel import channels

STANDINGS = ("offered", "promoted", "shrinking", "closed")
TIERS = tuple(tier.value for tier in Tier)
DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")
KINDS = ("each", "share", "average", "ratio", "growth", "list", "inspected")
BASES = ("per contact", "per transaction", "cost to serve")

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Colours:
    """The council's colours, each as #rrggbb."""

    brand: str = need("text")
    accent: str = may("text", "")
    link: str = may("text", "")


@dataclass(frozen=True)
class Emergency:
    """The number for emergencies at any hour, and what it is for."""

    phone: str = need("text")
    text: str = need("text")


@dataclass(frozen=True)
class Privacy:
    """What the council itself says on its privacy page; what the software does it says there of its own accord."""

    officer: str = need("text")
    registration: str = may("text", "")
    basis: str = may("text", "")
    sensitive: str = may("text", "")
    shared: str = may("text", "")
    kept: str = may("text", "")


@dataclass(frozen=True)
class BackOfficeTable:
    """A back office whose accounts customers see: what of a bill proves one, and which services an authority names."""

    code: str = need("code")
    name: str = need("text")
    asks: str = need("text")
    services: tuple[str, ...] = some("texts")


@dataclass(frozen=True)
class MoneyHelp:
    """A sentence for somebody who cannot pay, and where to go with it."""

    text: str = need("text")
    link: str = may("text", "")
    label: str = may("text", "")


@dataclass(frozen=True)
class ChannelTable:
    """One channel as this council offers it; a shrinking one says what to use instead."""

    code: str = need("word", choices=channels.CODES)
    label: str = need("text")
    standing: str = may("word", "offered", choices=STANDINGS)
    alternative: str = may("text", "")
    note: str = may("text", "")


@dataclass(frozen=True)
class DepartmentTable:
    """A department."""

    code: str = need("code")
    name: str = need("text")
    note: str = may("text", "")


@dataclass(frozen=True)
class TeamTable:
    """A team of a department, with the queue its work waits in. One that looks after `wards` is their area team."""

    code: str = need("code")
    name: str = need("text")
    department: str = may("code", "")
    phone: str = may("text", "")
    email: str = may("text", "")
    queue: str = may("text", "")
    wards: tuple[str, ...] = some("texts")
    note: str = may("text", "")


@dataclass(frozen=True)
class LocalityTable:
    """Wards that the council looks at together, by their codes."""

    code: str = need("code")
    name: str = need("text")
    wards: tuple[str, ...] = some("texts")
    note: str = may("text", "")


@dataclass(frozen=True)
class PostTable:
    """A post that law or practice asks for, and the team that holds it."""

    code: str = need("code")
    title: str = need("text")
    team: str = may("code", "")
    email: str = may("text", "")
    phone: str = may("text", "")
    note: str = may("text", "")


@dataclass(frozen=True)
class CouncilTable:
    """council.toml."""

    code: str = need("code")
    name: str = need("text")
    description: str = need("text")
    tier: str = need("word", choices=TIERS)
    authority: str = may("code", "")
    division: str = may("word", "england-and-wales", choices=DIVISIONS)
    hosts: tuple[str, ...] = some("texts")
    website: str = may("text", "")
    phone: str = may("text", "")
    phone_calendar: str = may("code", "")
    email: str = may("text", "")
    address: tuple[str, ...] = some("texts")
    languages: tuple[str, ...] = some("texts")
    note: str = may("text", "")
    emergency: Emergency | None = may("table", item=Emergency)
    privacy: Privacy | None = may("table", item=Privacy)
    colours: Colours = need("table", item=Colours)
    channels: tuple[ChannelTable, ...] = some("tables", item=ChannelTable, name="channel")
    departments: tuple[DepartmentTable, ...] = some("tables", item=DepartmentTable, name="department")
    teams: tuple[TeamTable, ...] = some("tables", item=TeamTable, name="team")
    localities: tuple[LocalityTable, ...] = some("tables", item=LocalityTable, name="locality")
    posts: tuple[PostTable, ...] = some("tables", item=PostTable, name="post")
    back_offices: tuple[BackOfficeTable, ...] = some("tables", item=BackOfficeTable, name="back_office")
    money_help: tuple[MoneyHelp, ...] = some("tables", item=MoneyHelp, name="money_help")
    contacts: Raw = may("raw")
    needs: Raw = may("raw")
    letters: Raw = may("raw")


@dataclass(frozen=True)
class EntitlementTable:
    """One thing that the council's card opens; its rule is read by the cards themselves."""

    code: str = need("code")
    name: str = need("text")
    opens: str = need("text")
    evidence: str = may("text", "")
    look: str = may("text", "")
    team: str = may("code", "")
    months: int = may("whole", 0)
    known_by: str = may("text", "")
    rule: Raw = may("raw")
    note: str = may("text", "")


@dataclass(frozen=True)
class CardsTable:
    """cards.toml: what the council's one card opens."""

    entitlements: tuple[EntitlementTable, ...] = some("tables", item=EntitlementTable, name="entitlement")


@dataclass(frozen=True)
class NoticesTable:
    """notices.toml: what customers tell once, and who is told (domains/notices/rules/register.py)."""

    kinds: Raw = need("raw", name="kind")


@dataclass(frozen=True)
class CalendarTable:
    """One calendar of opening hours."""

    code: str = need("code")
    name: str = need("text")
    hours: Raw = need("raw")
    bank_holidays: str = may("text", "")
    special: Raw = may("raw")
    closed: Any = may("raw")
    note: str = may("text", "")


@dataclass(frozen=True)
class CalendarsTable:
    """calendars.toml."""

    calendars: tuple[CalendarTable, ...] = some("tables", item=CalendarTable, name="calendar")


@dataclass(frozen=True)
class StandardTable:
    """One promise. `within` and what goes with it are its own clock; `clock` names a clock of law.

    `while_open` names the calendar in whose hours a call or visit must begin to be counted.
    """

    code: str = need("code")
    name: str = need("text")
    kind: str = need("word", choices=KINDS)
    measure: str = need("code")
    promise: str = need("text")
    formula: str = need("text")
    within: str = may("text", "")
    clock: str = may("text", "")
    calendar: str = may("text", "")
    starts_on: str = may("text", "")
    stops_on: str = may("text", "")
    day_one: str = may("text", "")
    ends_on_working_day: bool = may("flag", False)
    waits: Raw = may("raw")
    reopenings: Raw = may("raw")
    extension: Raw = may("raw")
    target: Raw = may("raw")
    baseline: Any = may("number")
    baseline_words: str = may("text", "")
    services: tuple[str, ...] = some("codes")
    channels: tuple[str, ...] = some("codes")
    while_open: str = may("text", "")
    published: bool = may("flag", True)
    source: str = may("text", "")
    from_: date = need("day")
    review: date | None = may("day")
    note: str = may("text", "")


@dataclass(frozen=True)
class ExceptionTable:
    """A service that keeps another promise than the council's: who approved it, and why."""

    standard: str = need("code")
    service: str = need("code")
    instead: str = need("code")
    reason: str = need("text")
    approved_by: str = need("text")
    approved_on: date = need("day")
    from_: date = need("day")
    until: date | None = may("day")
    review: date | None = may("day")
    note: str = may("text", "")


@dataclass(frozen=True)
class StandardsTable:
    """standards.toml."""

    standards: tuple[StandardTable, ...] = some("tables", item=StandardTable, name="standard")
    exceptions: tuple[ExceptionTable, ...] = some("tables", item=ExceptionTable, name="exception")


@dataclass(frozen=True)
class CardTable:
    """One rate card: pounds by channel, in force from a day until the next of the same basis."""

    basis: str = need("word", choices=BASES)
    from_: date = need("day")
    source: str = need("text")
    pounds: Raw = need("raw")
    note: str = may("text", "")


@dataclass(frozen=True)
class RatesTable:
    """rates.toml."""

    cards: tuple[CardTable, ...] = some("tables", item=CardTable, name="card")


@dataclass(frozen=True)
class AuthorityTable:
    """A council that looks after addresses here."""

    code: str = need("code")
    name: str = need("text")
    tier: str = need("word", choices=TIERS)
    county: str = may("code", "")
    web: str = may("text", "")
    phone: str = may("text", "")
    ours: bool = may("flag", False)
    note: str = may("text", "")


@dataclass(frozen=True)
class PlaceTable:
    """A place where customers are received: at an address of the gazetteer, or with lines and a point of its own."""

    code: str = need("code")
    name: str = need("text")
    kind: str = need("code")
    uprn: int | None = may("whole")
    address: tuple[str, ...] = some("texts")
    postcode: str = may("text", "")
    latitude: Any = may("number")
    longitude: Any = may("number")
    phone: str = may("text", "")
    hours: Raw = may("raw")
    bank_holidays: str = may("text", "")
    special: Raw = may("raw")
    closed: Any = may("raw")
    day_notes: Raw = may("raw")
    facilities: tuple[str, ...] = some("codes")
    offers: tuple[str, ...] = some("texts")
    note: str = may("text", "")


@dataclass(frozen=True)
class PlacesTable:
    """places.toml."""

    authorities: tuple[AuthorityTable, ...] = some("tables", item=AuthorityTable, name="authority")
    places: tuple[PlaceTable, ...] = some("tables", item=PlaceTable, name="place")
