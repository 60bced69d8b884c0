"""From standards.toml and rates.toml to the promises and rate cards that the domain `standards` keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from frontdesk.console.packs.read import Read
from frontdesk.console.packs.tables import CardTable, RatesTable, StandardsTable, StandardTable
from frontdesk.domains.services.definition.lines import Path
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import UnfitError, money, number
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import OWN_WAITS, rule_from_data, statutory_clocks
from frontdesk.domains.standards.rules.due import due
from frontdesk.domains.standards.rules.versions import check_version
from frontdesk.domains.standards.types import (
    Basis,
    ClockRule,
    Compare,
    Event,
    Events,
    Kind,
    RateCard,
    StandardException,
    StandardVersion,
    Target,
)
from frontdesk.kernel import channels
from frontdesk.kernel.clock import LOCAL
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.worktime import WorkCalendar

_CLOCK = ("within", "calendar", "starts_on", "stops_on", "day_one", "ends_on_working_day", "waits", "reopenings",
          "extension")  # fmt: skip
_COMPARE = {compare.value.replace(" ", "_"): compare for compare in Compare}


def standards(
    read: Read[StandardsTable] | None, known: Mapping[str, tuple[str, WorkCalendar]], division: str
) -> tuple[StandardVersion, ...]:
    """The promises of standards.toml; problems say by line which cannot be kept."""
    if read is None:
        return ()
    calendars = Calendars(division, {code: calendar for code, (_, calendar) in known.items()})
    found = []
    for at, table in enumerate(read.table.standards):
        path: Path = ("standard", at)
        made = read.attempt(path, _maker(table, calendars))
        if made:
            found.append(made)
    return tuple(found)


def _maker(table: StandardTable, calendars: Calendars) -> Callable[[], StandardVersion]:
    return lambda: _standard(table, calendars)


def _standard(table: StandardTable, calendars: Calendars) -> StandardVersion:
    clock = _clock(table)
    if clock:
        calendars.of(clock)
    if table.while_open:
        calendars.named(table.while_open)
    version = StandardVersion(
        code=table.code,
        name=table.name,
        kind=Kind(table.kind),
        measure=table.measure,
        promise=table.promise,
        formula=table.formula,
        valid_from=table.from_,
        review_on=table.review,
        clock=clock,
        target=_target(table),
        start_event=clock.starts_on if clock else table.starts_on,
        baseline=Fraction(table.baseline) if table.baseline is not None else None,
        baseline_words=table.baseline_words,
        services=table.services,
        channels=table.channels,
        while_open=table.while_open,
        published=table.published,
        source=table.source,
    )
    check_version(version)
    return version


def exceptions(read: Read[StandardsTable] | None) -> tuple[StandardException, ...]:
    """The services that keep another promise than the council's, as approved."""
    return tuple(
        StandardException(
            standard=row.standard,
            service=row.service,
            instead=row.instead,
            reason=row.reason,
            approved_by=row.approved_by,
            approved_on=row.approved_on,
            valid_from=row.from_,
            valid_until=row.until,
            review_on=row.review,
        )
        for row in (read.table.exceptions if read else ())
    )


def _clock(table: StandardTable) -> ClockRule | None:
    if table.clock:
        found = statutory_clocks().get(table.clock)
        if found is None:
            raise Refusal(
                f"There is no clock “{table.clock}”. There are: {', '.join(statutory_clocks())}.", field="clock"
            )
        if table.within:
            raise Refusal("Give “within” or “clock”, one of the two.", field="clock")
        return found
    if not table.within:
        return None
    given = {name: getattr(table, name) for name in _CLOCK}
    data = {name: value for name, value in given.items() if value or value == {}}
    return rule_from_data(table.code, data, OWN_WAITS)


def _target(table: StandardTable) -> Target | None:
    if not table.target:
        return None
    given = {name: value for name, value in table.target.items() if name in _COMPARE}
    unknown = table.target.keys() - _COMPARE.keys() - {"unit"}
    if len(given) != 1 or unknown:
        raise Refusal(
            f"A target is one of {', '.join(_COMPARE)}, such as {{ at_least = 90 }}, and perhaps a unit.",
            field="target",
        )
    ((name, value),) = given.items()
    try:
        return Target(_COMPARE[name], Fraction(number(value)), str(table.target.get("unit", "per cent")))
    except UnfitError as wrong:
        raise Refusal(f"The target {wrong}", field="target") from wrong


def rates(read: Read[RatesTable] | None) -> tuple[RateCard, ...]:
    """The rate cards of rates.toml."""
    found: list[RateCard] = []
    seen: set[tuple[str, date]] = set()
    for at, table in enumerate(read.table.cards if read else ()):
        path: Path = ("card", at)
        if read and (table.basis, table.from_) in seen:
            read.say(path, f"There are two cards {table.basis} from the same day.")
        seen.add((table.basis, table.from_))
        made = read.attempt(path, _card_maker(table)) if read else None
        if made:
            found.append(made)
    return tuple(found)


def _card_maker(table: CardTable) -> Callable[[], RateCard]:
    return lambda: RateCard(Basis(table.basis), table.from_, _pence(table.pounds), table.source, table.note)


def _pence(pounds: Any) -> dict[str, int]:
    if not isinstance(pounds, dict) or not pounds:
        raise Refusal('Give pounds by channel, such as { phone = "3.85" }.', field="pounds")
    found = {}
    for channel, amount in pounds.items():
        if channel not in channels.CODES:
            raise Refusal(f"“{channel}” is not a channel. There are: {', '.join(channels.CODES)}.", field="pounds")
        try:
            found[channel] = money(amount)
        except UnfitError as wrong:
            raise Refusal(f"The amount for {channel} {wrong}", field="pounds") from wrong
    return found


def due_on(
    versions: tuple[StandardVersion, ...], known: Mapping[str, tuple[str, WorkCalendar]], division: str
) -> Callable[[Definition, datetime], date | None]:
    """For running examples: the local day by which a service's promise must be kept, from its local time of receipt."""
    calendars = Calendars(division, {code: calendar for code, (_, calendar) in known.items()})

    def found(definition: Definition, received: datetime) -> date | None:
        if definition.standard is None:
            return None
        rule = statutory_clocks().get(definition.standard.clock) or _rule(versions, definition.standard.promise)
        if rule is None:
            return None
        began = Event(received.replace(tzinfo=LOCAL), Events.HAPPENED, rule.starts_on)
        return due(rule, [began], calendars).on

    return found


def _rule(versions: tuple[StandardVersion, ...], code: str) -> ClockRule | None:
    """The clock of the latest version of a promise."""
    named = sorted((v for v in versions if v.code == code), key=lambda version: version.valid_from)
    return named[-1].clock if named else None
