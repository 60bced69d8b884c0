"""Bringing in addresses of a file: by thousands, each with what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from psycopg import sql

from frontdesk.domains.places import models, policy
from frontdesk.domains.places.actions.brought import ADDED, ADDRESSES, CHANGED, SAME, STREETS, change, merge
from frontdesk.domains.places.actions.gazetteer import (
    HISTORICAL,
    Known,
    address_values,
    known_streets,
    load_words,
    street_values,
)
from frontdesk.domains.places.actions.keys import follow_streets
from frontdesk.domains.places.actions.wards import standing_wards
from frontdesk.domains.places.rules.grid import on_the_grid
from frontdesk.domains.places.types import ADDRESSES_LOADED, AddressLine, AddressRow, Brought, GridPoint, StreetRow
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import Staging
from frontdesk.kernel.errors import require

_MAY_NOT = "Only an administrator may load addresses."


def bring_addresses(actor: Actor, *, rows: Sequence[AddressLine], run: int | None = None) -> list[Brought]:
    """Bring in addresses and streets: new ones are added, those that differ changed; the answers in order of `rows`.

    An address needs coordinates and a street that stands beside it or came before. What a line leaves empty of a
    street, of the council an address is in and of its collection round stays as it is. No UPRN may stand twice among
    them. `run` is the import that brings them.
    """
    require(policy.may_load(actor), _MAY_NOT)
    with transaction.atomic():
        streets = _bring_streets(actor.council, [row.street for row in rows if row.street], run)
        known = known_streets(actor.council, {row.address.usrn for row in rows if row.address})
        refused = {n: said for n, row in enumerate(rows) if row.address and (said := _wrong(row.address, known))}
        good = [row.address for n, row in enumerate(rows) if row.address and n not in refused]
        became = dict(zip((each.uprn for each in good), _merge(actor.council, good, known, run), strict=True))
        counts = {how: sum(each == how for each in became.values()) for how in (ADDED, CHANGED)}
        counts["streets"] = sum(each != SAME for each in streets.values())
        if any(counts.values()):
            journal.write(actor, ADDRESSES_LOADED, thing=("council", actor.council), data=counts)
    return [
        Brought(refused=refused[n]) if n in refused else Brought(_same(row, became, streets))
        for n, row in enumerate(rows)
    ]


def end_addresses(actor: Actor, *, but: Collection[int], run: int | None = None) -> int:
    """Make every address historical that is not among these UPRNs, for they are all there are; how many became so."""
    require(policy.may_load(actor), _MAY_NOT)
    which = sql.SQL("held.status <> {} AND NOT held.uprn = ANY({}::bigint[])")
    given = sql.SQL("status = {}").format(sql.Literal(HISTORICAL))
    with transaction.atomic():
        picked = which.format(sql.Literal(HISTORICAL), sql.Literal(sorted(but)))
        ended = change(actor.council, ADDRESSES, picked, given, run)
        if ended:
            journal.write(actor, ADDRESSES_LOADED, thing=("council", actor.council), data={"retired": ended})
    return ended


def _same(row: AddressLine, became: dict[int, str], streets: dict[int, str]) -> bool:
    """Whether all that a line tells was there already: its address, its street, or both."""
    address = row.address is None or became[row.address.uprn] == SAME
    return address and (row.street is None or streets[row.street.usrn] == SAME)


def _wrong(row: AddressRow, known: Known) -> str:
    if row.usrn not in known:
        return f"Street {row.usrn} is not known: bring in the streets first, or give their names."
    if row.grid is None and row.point is None:
        return "The address has no coordinates: give easting and northing, or latitude and longitude."
    if row.grid is not None and not on_the_grid(row.grid):
        return "Easting and northing are not on the British National Grid. Are they the wrong way round?"
    return ""


def _bring_streets(council: int, rows: Sequence[StreetRow], run: int | None) -> dict[int, str]:
    """The streets beside the addresses: what became of each. What a line leaves empty stays as it is."""
    if not rows:
        return {}
    given: dict[int, StreetRow] = {}
    for row in rows:
        given[row.usrn] = _filled(row, given[row.usrn]) if row.usrn in given else row
    for held in models.Street.objects.filter(council_id=council, usrn__in=given.keys()):
        given[held.usrn] = _filled(given[held.usrn], _street(held))
    with Staging(STREETS.name, STREETS.columns) as staging:
        staging.fill(map(street_values, given.values()))
        became = dict(zip(given, merge(council, STREETS, staging, run), strict=True))
    if other := [usrn for usrn, how in became.items() if how != SAME]:
        load_words(council, other)
        follow_streets(council, other)
    return became


def _filled(row: StreetRow, held: StreetRow) -> StreetRow:
    ends = (row.start or held.start, row.end or held.end)
    return StreetRow(row.usrn, row.name, row.locality or held.locality, row.town or held.town, *ends)


def _street(row: models.Street) -> StreetRow:
    ends = ((row.start_easting, row.start_northing), (row.end_easting, row.end_northing))
    points = (GridPoint(east, north) if east is not None and north is not None else None for east, north in ends)
    return StreetRow(row.usrn, row.name, row.locality, row.town, *points)


def _merge(council: int, rows: Sequence[AddressRow], known: Known, run: int | None) -> list[str]:
    """Write the addresses; what became of each."""
    kept = models.Address.objects.filter(council_id=council, uprn__in=[row.uprn for row in rows])
    held = {uprn: more for uprn, *more in kept.values_list("uprn", "authority", "collection_round")}
    filled = [
        replace(row, authority=row.authority or held[row.uprn][0],
                collection_round=row.collection_round or held[row.uprn][1]) if row.uprn in held else row
        for row in rows
    ]  # fmt: skip
    with Staging(ADDRESSES.name, ADDRESSES.columns) as staging:
        staging.fill(address_values(filled, known, standing_wards(council, clock.today())))
        return merge(council, ADDRESSES, staging, run)
