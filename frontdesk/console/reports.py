"""Figures by name for `frontdesk report`: the columns and rows of each, from the same queries as the pages."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from frontdesk.console.surroundings import Stop
from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types import (
    BY,
    EVERYWHERE,
    LOCALITY,
    NOT_KNOWN,
    TEAM,
    WARD,
    Area,
    ContactCounts,
    CostRow,
    Counts,
    Cut,
    Period,
    Share,
)
from frontdesk.domains.notices import queries as notices
from frontdesk.domains.services import queries as services
from frontdesk.domains.standards.types import Basis, Result, StandardVersion
from frontdesk.kernel.actor import Actor

Value = str | int | float | None
Numbers = Callable[[Any], tuple[Value, ...]]
PLACES = (WARD, LOCALITY, TEAM)
CUTS = BY


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, of which days, cut by what ('' for the whole), and without the names of which services."""

    council: int
    period: Period
    by: str = ""
    basis: Basis | None = None
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """Columns and rows. A value that was not counted is None: never an invented nought."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def hidden_of(council: int) -> frozenset[str]:
    """The restricted services: a report goes to readers of whom nobody knows whether they are named for them."""
    return frozenset(each.code for each in services.catalogue(Actor.system(council)) if each.restricted)


def _take_up(asked: Asked) -> Report:
    found = queries.take_up(asked.council, asked.period, Cut(), asked.hidden)
    rows = [(row.code, row.counts) for row in found.by[asked.by]] if asked.by else [("", found.whole)]
    columns = ("received", "counted", "completed", "open", "neither", "completed digital", "completed assisted digital",
               "completed digital % of counted", "completed digital % of completed",
               "unaided digital % of counted", "assisted digital % of counted")  # fmt: skip

    def numbers(counts: Counts) -> tuple[Value, ...]:
        return (
            counts.received, counts.counted, counts.completed, counts.open, counts.neither, counts.digital_completed,
            counts.assisted_completed, _percent(counts.completed_digital_over_all),
            _percent(counts.completed_over_completed), _percent(counts.unaided_over_all),
            _percent(counts.assisted_over_all),
        )  # fmt: skip

    return _report(asked, columns, rows, numbers)


def _timeliness(asked: Asked) -> Report:
    found = queries.timeliness(asked.council, asked.period, Cut(), asked.hidden)
    rows = found.by[asked.by] if asked.by else [("", found.whole)]

    def numbers(share: Share) -> tuple[Value, ...]:
        return share.numerator, share.denominator - share.numerator, share.denominator, _percent(share)

    columns = ("in time", "missed", "closed with a due date or late", "dealt with in time %")
    return _report(asked, columns, rows, numbers)


def _contacts(asked: Asked) -> Report:
    found = queries.contacts(asked.council, asked.period, Cut(), asked.hidden)
    rows = found.by[asked.by] if asked.by else [("", found.whole)]

    def numbers(counts: ContactCounts) -> tuple[Value, ...]:
        share = _percent(counts.failure_demand)
        return _number(counts.number), counts.matters, counts.noted, counts.failure, share

    columns = ("contacts", "matters", "matters noted", "failure demand", "failure demand % of noted")
    return _report(asked, columns, rows, numbers)


def _cost(asked: Asked) -> Report:
    found = queries.cost(asked.council, asked.period, Cut(), asked.basis, asked.hidden)
    rows = [(row.code, row) for row in found.by[asked.by]] if asked.by else [("", found.whole)]

    def numbers(row: CostRow) -> tuple[Value, ...]:
        pence = row.pence if row.number > row.unpriced else None
        return found.basis.value, _number(row.number), _number(row.unpriced), pence, row.each

    columns = ("cost basis", "priced and unpriced", "unpriced", "cost in pence", "each in pence")
    return _report(asked, columns, rows, numbers)


def _charter(asked: Asked) -> Report:
    """Each published promise in the period; cut by place, once for each place that can be chosen."""
    if asked.by and asked.by not in PLACES:
        raise Stop(f"The charter can be cut by {', '.join(PLACES)}, and not by {asked.by}.")
    chosen = _places(asked) if asked.by else [EVERYWHERE]
    rows: list[tuple[Value, ...]] = []
    for area in chosen:
        place: tuple[Value, ...] = (("" if area.code == NOT_KNOWN else area.code), area.name) if asked.by else ()
        for standard, result in queries.kept_in(asked.council, asked.period, area, asked.hidden):
            rows.append((*place, *_kept(standard, result)))
    columns = ("standard", "name", "kind", "measure", "result", "numerator", "denominator", "not yet decided")
    return Report((*((asked.by, f"{asked.by} name") if asked.by else ()), *columns), rows)


def _places(asked: Asked) -> list[Area]:
    """Each area of the cut, and those that its records add: wards of former days, those of no group, not known."""
    known = queries.areas(asked.council)
    by_requests = queries.timeliness(asked.council, asked.period).by[asked.by]
    by_contacts = queries.contacts(asked.council, asked.period).by[asked.by]
    codes = {code or NOT_KNOWN for code, _ in (*by_requests, *by_contacts)}
    codes |= {each.code for each in known.all() if each.kind == asked.by}
    found = [known.named(f"{asked.by}.{code}") for code in sorted(codes)]
    return [each for each in found if each is not None]


def _kept(standard: StandardVersion, result: Result) -> tuple[Value, ...]:
    value = None if result.value is None else round(float(result.value), 2)
    numerator = float(result.numerator) if result.denominator else None
    return (standard.code, standard.name, standard.kind.value, standard.measure, value, numerator, result.denominator,
            result.undecided)  # fmt: skip


def _matrix(asked: Asked) -> Report:
    """A line for each service on each channel; it is cut by both already."""
    if asked.by:
        raise Stop("The matrix is cut by service and channel already: leave out --by.")
    found = queries.matrix(Actor.system(asked.council), asked.period, asked.hidden)
    rows = [(*service, channel, found.channels[channel], *there) for service, channel, there in found.lines()]
    columns = ("service", "name", "tier", "could be online", "online", "channel", "standing", "possible", "live",
               "contacts", "saved if online, pence")  # fmt: skip
    return Report(columns, rows)


def _abandoned(asked: Asked) -> Report:
    """A line for each step and reason at which something begun online was given up, after one for the whole of each
    service; service "" is creating an account."""
    if asked.by:
        raise Stop("What was given up is cut by service, step and reason already: leave out --by.")
    found = queries.abandoned(asked.council, asked.period, asked.hidden)
    rows: list[tuple[Value, ...]] = []
    for one in (*found.forms, found.sign_ups):
        help_ = (one.agreed, one.offered, one.asked, one.helped, one.finished)
        rows.append((one.service, None, None, one.begun, one.sent, one.given_up, *help_))
        stops = [each for each in found.stops if each.service == one.service]
        empty: tuple[Value, ...] = (None,) * 5
        rows += [(each.service, each.step, each.reason, None, None, each.number, *empty) for each in stops]
    columns = ("service", "step", "reason", "begun", "sent", "given up", "agreed to help", "offered help",
               "asked for help", "helped", "finished after help")  # fmt: skip
    return Report(columns, rows)


def _accounts(asked: Asked) -> Report:
    """Accounts that staff opened and repaired, a line for each kind of help."""
    if asked.by:
        raise Stop("Help with accounts is cut by kind already: leave out --by.")
    found = queries.accounts_helped(asked.council, asked.period)
    rows: list[tuple[Value, ...]] = [
        (each.kind, each.started, each.done, each.used, each.refused, each.minutes and round(each.minutes, 1))
        for each in found.kinds
    ]
    columns = ("kind", "started", "finished by the customer", "used later without help", "stopped by the customer",
               "minutes to finish, middle")  # fmt: skip
    return Report(columns, rows)


def _told_once(asked: Asked) -> Report:
    """What was told once in the period, and the contacts that it saved, by kind of notice."""
    if asked.by:
        raise Stop("What was told once is not cut by anything: leave --by out.")
    found = notices.saved(Actor.system(asked.council), asked.period.since, asked.period.until)
    columns = ("kind", "notices", "recipients told", "confirmed", "could not", "contacts saved")
    rows = [(one.kind, one.notices, one.told, one.confirmed, one.failed, one.contacts_saved) for one in found]
    return Report(columns, rows)


def _segments(asked: Asked) -> Report:
    """Customers by segment as the last round up to the period's end counted them; small numbers are empty."""
    if asked.by:
        raise Stop("Segments are cut by channel and kind of area already: leave --by out.")
    found = queries.segments(asked.council, asked.period.until)
    columns = ("counted on", "segment", "name", "channel", "kind of area", "customers", "contacts", "online %",
               "cost in pence")  # fmt: skip
    if found.counted_on is None:
        return Report(columns, [])
    return Report(columns, [(found.counted_on.isoformat(), *line) for line in found.lines()])


REPORTS: Mapping[str, tuple[str, Callable[[Asked], Report]]] = MappingProxyType({
    "take-up": ("both take-up ratios, with help apart", _take_up),
    "timeliness": ("what was dealt with in time", _timeliness),
    "contacts": ("contacts and failure demand", _contacts),
    "cost": ("what it cost by the council's own rates", _cost),
    "charter": ("each published promise and how it was kept; --by ward, locality or team", _charter),
    "matrix": ("all services against channels, and what moving each online would save", _matrix),
    "abandoned": ("forms and sign-ups given up, by step and reason, and what help did", _abandoned),
    "accounts": ("accounts opened and repaired with help, and used later without", _accounts),
    "told-once": ("deaths, births and moves told once, who confirmed, and contacts saved", _told_once),
    "segments": ("customers by segment and kind of area, their contacts, share online and cost", _segments),
})  # fmt: skip
"""Every report by its name: what it tells, and how it is made."""


def _report(asked: Asked, columns: Collection[str], rows: Collection[tuple[str, Any]], numbers: Numbers) -> Report:
    if not asked.by:
        return Report(tuple(columns), [numbers(row) for _, row in rows])
    label = _labels(asked)
    return Report((asked.by, "name", *columns), [(code, label(code), *numbers(row)) for code, row in rows])


def _labels(asked: Asked) -> Callable[[str], str]:
    """What a code of the cut is called."""
    if asked.by in PLACES:
        known = queries.areas(asked.council)
        return lambda code: known.label(asked.by, code)
    if asked.by == "service":
        names = {each.code: each.name for each in services.catalogue(Actor.system(asked.council))}
        return lambda code: names.get(code, code) or "Not about a service"
    return lambda code: code


def _percent(share: Share) -> float | None:
    return None if share.percent is None else round(float(Fraction(share.percent)), 2)


def _number(counted: Decimal) -> int | float:
    return int(counted) if counted == int(counted) else float(counted)
