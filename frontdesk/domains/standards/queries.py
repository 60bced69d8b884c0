"""Reading promises, calendars and rates. They are published, so these take a council and not an actor."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.standards import models
from frontdesk.domains.standards.rules import versions as rules
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import statutory_clocks
from frontdesk.domains.standards.rules.standard_data import details_from_data
from frontdesk.domains.standards.types import (
    Basis,
    ClockRule,
    Kind,
    RateCard,
    StandardException,
    StandardVersion,
)
from frontdesk.kernel.holidays import ENGLAND_AND_WALES
from frontdesk.kernel.hours import calendar_from_data
from frontdesk.kernel.reading import once_a_page
from frontdesk.kernel.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised for a service on a day: the standard in force, the sentence for customers, the clock."""

    standard: str
    version: int
    words: str
    rule: ClockRule | None


def calendars_of(council: int) -> Calendars:
    """The council's division of bank holidays and its own calendars, as they are now."""
    return Calendars(_division(council), {code: calendar for code, (_, calendar) in named_calendars(council).items()})


def named_calendars(council: int) -> dict[str, tuple[str, WorkCalendar]]:
    """The council's own calendars by code, each with its name."""
    rows = (
        models.CalendarVersion.objects.filter(council_id=council)
        .order_by("code", "-number")
        .distinct("code")
        .values_list("code", "name", "hours")
    )
    return {code: (name, _calendar(json.dumps(hours, sort_keys=True))) for code, name, hours in rows}


def calendar_for(council: int, code: str) -> WorkCalendar:
    """One calendar by its code: the council's own, "local", a division or "none". Refusal when there is none."""
    return calendars_of(council).named(code)


def standards_in_force(council: int, on: date) -> list[StandardVersion]:
    """The version of each standard that counts on a day, by code; withdrawn ones left out from that day."""
    return list(_in_force(council, on))


@once_a_page
def _in_force(council: int, on: date) -> tuple[StandardVersion, ...]:
    found = [rules.in_force(versions, on) for versions in _by_code(_versions(council, on)).values()]
    return tuple(version for version in found if version is not None)


def standards_on_each(council: int, days: Iterable[date]) -> dict[date, list[StandardVersion]]:
    """The version of each standard that counts on each of these days, read once."""
    rows: dict[str, list[models.StandardVersion]] = {}
    for row in _rows(council).order_by("standard__code"):
        rows.setdefault(row.standard.code, []).append(row)
    told = [([_version(row) for row in each], each[0].standard.withdrawn_on or date.max) for each in rows.values()]
    return {
        day: [
            version
            for versions, withdrawn in told
            if day < withdrawn and (version := rules.in_force(versions, day)) is not None
        ]
        for day in days
    }


def standard_in_force(council: int, code: str, on: date) -> StandardVersion | None:
    """The version of one standard that counts on a day, or None."""
    return rules.in_force(map(_version, _versions(council, on).filter(standard__code=code)), on)


def version(council: int, id: int) -> StandardVersion | None:
    """One version by its id, withdrawn or not."""
    row = _rows(council).filter(id=id).first()
    return _version(row) if row else None


def versions_of(council: int, code: str) -> list[StandardVersion]:
    """All versions of a standard, oldest first, withdrawn or not."""
    return [_version(row) for row in _rows(council).filter(standard__code=code).order_by("valid_from", "number")]


def exceptions(council: int, on: date | None = None) -> list[StandardException]:
    """Exceptions of services, approved and visible: those of a day, or all that ever were."""
    rows = models.StandardException.objects.filter(council_id=council).select_related("standard", "instead")
    if on is not None:
        rows = rows.filter(valid_from__lte=on).exclude(valid_until__lt=on)
    return [_exception(row) for row in rows.order_by("standard__code", "service", "-valid_from")]


def promise_for(council: int, *, standard: str, on: date, service: str = "", clock: str = "") -> Promise | None:
    """What is promised on a day to a customer of `service`, which keeps `standard` unless it has an exception.

    `clock` is the code of a clock of law that the service names and that counts in place of the standard's own
    (one that nobody knows is passed over: the check of the service says so). None when no such standard is in force.
    """
    code = rules.standard_of(service, standard, exceptions(council, on), on) if service else standard
    found = standard_in_force(council, code, on)
    if found is None:
        return None
    rule = statutory_clocks().get(clock) or found.clock
    return Promise(found.code, found.id, rules.promise_in_words(found), rule)


def rate_cards(council: int) -> list[RateCard]:
    """All rate cards, oldest first; of two for the same day the correction."""
    rows = (
        models.RateCard.objects.filter(council_id=council)
        .order_by("basis", "valid_from", "-number")
        .distinct("basis", "valid_from")
    )
    return [_card(row) for row in rows]


def rate_card_in_force(council: int, basis: Basis, on: date) -> RateCard | None:
    """The rate card of a basis that counts on a day, or None."""
    return rules.card_in_force(rate_cards(council), basis, on)


def _division(council: int) -> str:
    found = organisations.council_by_id(council)
    return str(found.details.get("division", ENGLAND_AND_WALES)) if found else ENGLAND_AND_WALES


@lru_cache(maxsize=512)
def _calendar(text: str) -> WorkCalendar:
    """A calendar from its canonical data, kept with its yearly tables."""
    return calendar_from_data(json.loads(text))


def _rows(council: int) -> QuerySet[models.StandardVersion]:
    return models.StandardVersion.objects.filter(council_id=council).select_related("standard")


def _versions(council: int, on: date) -> QuerySet[models.StandardVersion]:
    """Versions begun by a day of standards not withdrawn by then."""
    return _rows(council).filter(valid_from__lte=on).exclude(standard__withdrawn_on__lte=on).order_by("standard__code")


def _by_code(rows: Iterable[models.StandardVersion]) -> dict[str, list[StandardVersion]]:
    found: dict[str, list[StandardVersion]] = {}
    for row in rows:
        found.setdefault(row.standard.code, []).append(_version(row))
    return found


def _version(row: models.StandardVersion) -> StandardVersion:
    return StandardVersion(
        code=row.standard.code,
        name=row.name,
        kind=Kind(row.kind),
        measure=row.measure,
        promise=row.promise,
        formula=row.formula,
        valid_from=row.valid_from,
        review_on=row.review_on,
        published=row.published,
        source=row.source,
        number=row.number,
        id=row.id,
        **details_from_data(row.details),
    )


def _exception(row: models.StandardException) -> StandardException:
    return StandardException(
        standard=row.standard.code,
        service=row.service,
        instead=row.instead.code,
        reason=row.reason,
        approved_by=row.approved_by,
        approved_on=row.approved_on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        review_on=row.review_on,
    )


def _card(row: models.RateCard) -> RateCard:
    return RateCard(Basis(row.basis), row.valid_from, row.pence, row.source, row.note, row.id)
