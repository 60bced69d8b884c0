"""From the tables of a pack to what the verbs take: calendars, places, authorities, the council's own values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frontdesk.console.packs.read import Read
from frontdesk.console.packs.tables import (
    CalendarsTable,
    CalendarTable,
    CouncilTable,
    PlacesTable,
    PlaceTable,
)
from frontdesk.domains.places.rules.hours import short_week_words
from frontdesk.domains.places.types import AuthorityRow, LatLon, PlaceRow
from frontdesk.domains.services.definition.lines import Path
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.hours import calendar_from_data
from frontdesk.kernel.worktime import WorkCalendar

_HOURS = ("hours", "bank_holidays", "special", "closed")


def calendars(read: Read[CalendarsTable] | None, division: str) -> dict[str, tuple[str, WorkCalendar]]:
    """The council's calendars by code, each with its name; bank holidays are those of its own division unless said."""
    found: dict[str, tuple[str, WorkCalendar]] = {}
    for at, table in enumerate(read.table.calendars if read else ()):
        path: Path = ("calendar", at)
        if table.code in found and read:
            read.say(path, f"The calendar “{table.code}” is given twice.")
        made = _calendar(read, path, table, division)
        if made:
            found[table.code] = (table.name, made)
    return found


def _calendar(
    read: Read[Any] | None, path: Path, table: CalendarTable | PlaceTable, division: str
) -> WorkCalendar | None:
    data = {name: getattr(table, name) for name in _HOURS if getattr(table, name)}
    data.setdefault("bank_holidays", division)
    return read.attempt(path, lambda: calendar_from_data(data)) if read else None


def authorities(read: Read[PlacesTable] | None) -> tuple[AuthorityRow, ...]:
    """The councils that look after addresses here."""
    return tuple(
        AuthorityRow(row.code, row.name, row.tier, row.web, row.phone, row.county, row.ours)
        for row in (read.table.authorities if read else ())
    )


def places(read: Read[PlacesTable] | None, division: str) -> tuple[PlaceRow, ...]:
    """The places where customers are received."""
    found = []
    for at, table in enumerate(read.table.places if read else ()):
        row = _place(read, ("place", at), table, division)
        if row:
            found.append(row)
    return tuple(found)


def _place(read: Read[PlacesTable] | None, path: Path, table: PlaceTable, division: str) -> PlaceRow | None:
    hours = _calendar(read, path, table, division) if table.hours else None

    def make() -> PlaceRow:
        return PlaceRow(
            code=table.code,
            name=table.name,
            kind=table.kind,
            hours=hours,
            uprn=table.uprn,
            address=table.address,
            postcode=table.postcode,
            point=_point(table),
            phone=table.phone,
            facilities=table.facilities,
            offers=table.offers,
            note=table.note,
            day_notes=_day_notes(table.day_notes or {}),
        )

    return read.attempt(path, make) if read else None


def _point(table: PlaceTable) -> LatLon | None:
    if table.latitude is None or table.longitude is None:
        return None
    return LatLon(float(table.latitude), float(table.longitude))


def _day_notes(notes: Mapping[str, Any]) -> dict[date, str]:
    try:
        return {date.fromisoformat(day): str(why) for day, why in notes.items()}
    except ValueError:
        raise Refusal('Write notes on days like { "2026-12-24" = "Christmas Eve" }.', field="day_notes") from None


def council_values(
    table: CouncilTable, known: Mapping[str, tuple[str, WorkCalendar]], further: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What `organisations.actions.set_council` takes; `further` is what other files of the pack add to its details."""
    _, phone_hours = known.get(table.phone_calendar, ("", None))
    return {
        "name": table.name,
        "description": table.description,
        "phone": table.phone,
        "phone_hours": short_week_words(phone_hours) if phone_hours else "",
        "email": table.email,
        "address": "\n".join(table.address),
        "website": table.website,
        "colours": {name: value for name, value in vars(table.colours).items() if value},
        "languages": list(table.languages or ("en",)),
        "channels": [
            {"code": row.code, "label": row.label, "standing": row.standing, "alternative": row.alternative}
            for row in table.channels
        ],
        "details": _details(table) | {name: told for name, told in (further or {}).items() if told},
    }


def _details(table: CouncilTable) -> dict[str, Any]:
    """What has no column of its own: tier, posts, queues, emergency, privacy, back offices, codes, needs."""
    found: dict[str, Any] = {
        "tier": table.tier,
        "authority": table.authority,
        "division": table.division,
        "phone_calendar": table.phone_calendar,
        "localities": [{"code": row.code, "name": row.name, "wards": list(row.wards)} for row in table.localities],
        "area_teams": {team.code: list(team.wards) for team in table.teams if team.wards},
        "queues": {team.code: team.queue for team in table.teams if team.queue},
        "posts": [
            {"code": p.code, "title": p.title, "team": p.team, "email": p.email, "phone": p.phone} for p in table.posts
        ],
    }
    if table.emergency:
        found["emergency"] = {"phone": table.emergency.phone, "text": table.emergency.text}
    if table.privacy:
        found["privacy"] = vars(table.privacy)
    if table.back_offices:
        found["back_offices"] = [{**vars(row), "services": list(row.services)} for row in table.back_offices]
    if table.money_help:
        found["money_help"] = [dict(vars(row)) for row in table.money_help]
    if table.contacts:
        found["contacts"] = dict(table.contacts)
    if table.needs:
        found["needs"] = {code: dict(told) for code, told in table.needs.items()}
    if table.letters:
        found["letters"] = {code: dict(told) for code, told in table.letters.items()}
    return found
