"""Looks at a council pack as a whole: what one file says of another must be so, and everything must be usable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from frontdesk.console.packs.areas import area_findings
from frontdesk.console.packs.cards import card_findings
from frontdesk.console.packs.notices import notice_findings
from frontdesk.console.packs.pack import Pack
from frontdesk.console.packs.read import Read, given_twice
from frontdesk.console.packs.strategy import plan_findings, strategy_findings
from frontdesk.console.packs.tables import CouncilTable, ExceptionTable
from frontdesk.domains.insight import queries as insight
from frontdesk.domains.people import queries as people
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import FACILITIES, Tier
from frontdesk.domains.services.definition.lines import Path
from frontdesk.domains.services.definition.near import nearest
from frontdesk.ui import colours

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2})?")
_PARTS = 3.0
"""Contrast of parts of a page that are not text (WCAG 2.2, 1.4.11)."""

Finding = tuple[Path, str]


def check_pack(pack: Pack) -> None:
    """Add every problem that reading alone could not see to the pack's problems."""
    council = pack.council
    _say(council, _council(pack))
    _say(council, _colours(council.table))
    _say(council, _needs(council.table))
    _say(council, _advice_on_colours(council.table), "advice")
    _say(council, _teams(council.table))
    _say(council, area_findings(pack))
    _say(council, _reachable(council.table))
    _say(council, _way_in(pack))
    _say(council, _advice_on_reaching(council.table), "advice")
    if pack.places_file:
        _say(pack.places_file, _authorities(pack))
        _say(pack.places_file, _places(pack))
        _say(pack.places_file, _advice_on_places(pack), "advice")
    if pack.standards_file:
        _say(pack.standards_file, _standards(pack))
        _say(pack.standards_file, _exceptions(pack))
        _say(pack.standards_file, _advice_on_standards(pack), "advice")
    if pack.cards_file:
        _say(pack.cards_file, card_findings(pack))
    if pack.strategy_file:
        _say(pack.strategy_file, strategy_findings(pack.strategy_file.table, pack.promise_codes))
    if pack.notices_file:
        _say(pack.notices_file, notice_findings(pack))
    if pack.plan_file:
        _say(pack.plan_file, plan_findings(pack.plan_file.table))
    _addresses(pack)


def _say(read: Read[Any], findings: Iterable[Finding], level: str = "error") -> None:
    for path, sentence in findings:
        read.say(path, sentence, level)


def _needs(table: CouncilTable) -> Iterator[Finding]:
    """The council's own kinds of need."""
    for code, told in (table.needs or {}).items():
        if problem := people.kind_problem(code, told):
            yield ("needs", code), problem


def _council(pack: Pack) -> Iterator[Finding]:
    table = pack.council.table
    if table.code != pack.folder.resolve().name:
        yield ("code",), f"The code is “{table.code}” but the folder is called “{pack.folder.resolve().name}”."
    if table.phone_calendar and table.phone_calendar not in pack.calendars:
        yield ("phone_calendar",), f"There is no calendar “{table.phone_calendar}” in calendars.toml."
    for host in table.hosts:
        if not _HOST.fullmatch(host):
            yield ("hosts",), f"“{host}” is not a host name. Write it in small letters, without https:// and port."
    for language in table.languages:
        if not _LANGUAGE.fullmatch(language):
            yield ("languages",), f"“{language}” is not a language code. English is en, Welsh cy."
    for row in table.money_help:
        if row.link and not row.link.startswith("https://"):
            yield ("money_help",), f"“{row.link}” is not an address. It must begin with https://"
    ours = [row for row in pack.authorities if row.ours]
    if pack.authorities and (len(ours) != 1 or ours[0].code != table.authority):
        yield ("authority",), "“authority” must be the code of the one authority in places.toml that has ours = true."
    elif ours and ours[0].tier != table.tier:
        yield ("tier",), f"places.toml says that {ours[0].name} is a {ours[0].tier}, here stands {table.tier}."


def _colours(table: CouncilTable) -> Iterator[Finding]:
    """Text in the council's colours must be readable: 4.5 to 1 (WCAG 2.2 AA)."""
    for name, value in vars(table.colours).items():
        try:
            found = colours.parse(value) if value else None
        except ValueError as error:
            yield ("colours", name), str(error)
            continue
        if name == "link" and found and colours.contrast(found, colours.WHITE) < colours.READABLE:
            yield ("colours", name), _pale(value, colours.contrast(found, colours.WHITE), "links on white")
        if name == "brand" and found:
            best = max(colours.contrast(found, colours.WHITE), colours.contrast(found, colours.BLACK))
            if best < colours.READABLE:
                yield ("colours", name), _pale(value, best, "the name in the band at the top")


def _pale(value: str, contrast: float, what: str) -> str:
    return f"{value} is hard to read as {what}: its contrast is {contrast:.1f} to 1, and 4.5 to 1 is needed (WCAG AA)."


def _advice_on_colours(table: CouncilTable) -> Iterator[Finding]:
    try:
        brand, accent = colours.parse(table.colours.brand), colours.parse(table.colours.accent or "#fff")
    except ValueError:
        return
    if colours.contrast(brand, accent) < _PARTS:
        yield ("colours", "accent"), "The accent line hardly shows beside the brand colour: under 3 to 1."


def _teams(table: CouncilTable) -> Iterator[Finding]:
    """Codes stand once, and what is named exists."""
    departments, teams = {row.code for row in table.departments}, {row.code for row in table.teams}
    for name, rows in (
        ("channel", table.channels),
        ("department", table.departments),
        ("team", table.teams),
        ("locality", table.localities),
        ("post", table.posts),
    ):
        yield from given_twice(name, [row.code for row in rows])
    for at, team in enumerate(table.teams):
        if team.department and team.department not in departments:
            yield ("team", at, "department"), f"There is no department “{team.department}”."
    for at, post in enumerate(table.posts):
        if post.team and post.team not in teams:
            yield ("post", at, "team"), f"There is no team “{post.team}”."
    if not teams:
        yield (), "The council has no teams. Write at least one as [[team]]."


def _reachable(table: CouncilTable) -> Iterator[Finding]:
    """Email addresses are ones, and a channel that shrinks or is closed says what to do instead."""
    emails = [(("email",), table.email)]
    emails += [(("team", at, "email"), row.email) for at, row in enumerate(table.teams)]  # type: ignore[misc]
    emails += [(("post", at, "email"), row.email) for at, row in enumerate(table.posts)]  # type: ignore[misc]
    for path, email in emails:
        if email and not _EMAIL.fullmatch(email):
            yield path, f"“{email}” is not an email address."
    for at, channel in enumerate(table.channels):
        if channel.standing in ("shrinking", "closed") and not channel.alternative:
            yield ("channel", at), f"{channel.label} is {channel.standing}: say what to use instead (alternative)."
    open_channels = {row.code for row in table.channels if row.standing != "closed"}
    for code in ("web", "phone"):
        if code not in open_channels:
            yield (), f"The channel “{code}” must be there and open: every dead end offers it."


def _way_in(pack: Pack) -> Iterator[Finding]:
    """Customers can reach the council in some way."""
    table = pack.council.table
    if not (table.phone or table.email or table.website or pack.places):
        yield (), "Say how customers reach the council: phone, email or website here, or a place in places.toml."
    if table.phone_calendar and not table.phone:
        yield ("phone_calendar",), "These are the hours of a telephone that has no number (phone)."


def _advice_on_reaching(table: CouncilTable) -> Iterator[Finding]:
    if not table.phone:
        yield (), "There is no telephone number (phone): pages say where to come instead."


def _authorities(pack: Pack) -> Iterator[Finding]:
    by_code = {row.code: row for row in pack.authorities}
    for at, row in enumerate(pack.authorities):
        county = by_code.get(row.county)
        if row.county and (county is None or county.tier != Tier.COUNTY):
            yield ("authority", at, "county"), f"There is no county “{row.county}” among the authorities."
        if row.tier == Tier.DISTRICT and not row.county:
            yield ("authority", at), f"{row.name} is a district: say in which county."
        if not row.ours and not (row.web or row.phone):
            yield ("authority", at), f"Say how customers reach {row.name}: web or phone."


def _places(pack: Pack) -> Iterator[Finding]:
    uprns = {row.uprn for row in pack.gazetteer.addresses}
    assert pack.places_file is not None
    yield from given_twice("place", [row.code for row in pack.places_file.table.places])
    for at, row in enumerate(pack.places_file.table.places):
        path: Path = ("place", at)
        if row.uprn is not None and uprns and row.uprn not in uprns:
            yield (*path, "uprn"), f"There is no address {row.uprn} in places/addresses.csv."
        if row.postcode and normalise_postcode(row.postcode) is None:
            yield (*path, "postcode"), f"“{row.postcode}” is not a UK postcode."
        for code in row.facilities:
            if code not in FACILITIES:
                yield (*path, "facilities"), f"“{code}” is not a facility. There are: {', '.join(FACILITIES)}."


def _advice_on_places(pack: Pack) -> Iterator[Finding]:
    assert pack.places_file is not None
    for at, row in enumerate(pack.places_file.table.places):
        if row.uprn is None and not row.address:
            yield ("place", at), f"“{row.name}” has no uprn and no address lines: nobody is told where it is."


def _standards(pack: Pack) -> Iterator[Finding]:
    assert pack.standards_file is not None
    offered = {row.code for row in pack.council.table.channels}
    seen: set[tuple[str, object]] = set()
    for at, row in enumerate(pack.standards_file.table.standards):
        path: Path = ("standard", at)
        if (row.code, row.from_) in seen:
            yield path, f"The promise “{row.code}” is given twice from the same day."
        seen.add((row.code, row.from_))
        for code in row.channels:
            if code not in offered:
                yield (*path, "channels"), f"The council has no channel “{code}”."


def _exceptions(pack: Pack) -> Iterator[Finding]:
    """An exception is from a promise, to a promise, and for a service that there is."""
    assert pack.standards_file is not None
    codes, exceptions = pack.promise_codes, pack.standards_file.table.exceptions
    for at, row in enumerate(exceptions):
        for before in exceptions[:at]:
            if (before.standard, before.service) == (row.standard, row.service) and _overlap(before, row):
                yield ("exception", at), f"“{row.service}” has another exception from “{row.standard}” on these days."
        for name in ("standard", "instead"):
            if getattr(row, name) not in codes:
                yield ("exception", at, name), f"There is no promise “{getattr(row, name)}”."
        if row.service not in pack.service_codes:
            yield ("exception", at, "service"), f"There is no service “{row.service}”."


def _overlap(one: ExceptionTable, other: ExceptionTable) -> bool:
    """Whether there is a day on which both count; the last day counts, and one without a last day goes on."""
    return one.from_ <= (other.until or date.max) and other.from_ <= (one.until or date.max)


def _advice_on_standards(pack: Pack) -> Iterator[Finding]:
    assert pack.standards_file is not None
    services, counted = set(pack.service_codes), insight.measures()
    for at, row in enumerate(pack.standards_file.table.standards):
        if row.kind != "inspected" and row.measure not in counted:
            near = nearest(row.measure, counted)
            hint = f" Did you mean “{near}”?" if near else ""
            yield (
                ("standard", at, "measure"),
                f"Nothing is counted as “{row.measure}” yet: the charter will say “no records yet”.{hint}",
            )
        for code in row.services:
            if code not in services:
                yield ("standard", at, "services"), f"There is no service “{code}” yet."


def _addresses(pack: Pack) -> None:
    """The authority of an address must be one of those listed."""
    known = {row.code for row in pack.authorities}
    unknown = {row.authority for row in pack.gazetteer.addresses if row.authority} - known
    for code in sorted(unknown):
        pack.problems.say(pack.folder / "places" / "addresses.csv", 0, f"The authority “{code}” is not in places.toml.")
