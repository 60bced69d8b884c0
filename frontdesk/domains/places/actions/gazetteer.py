"""Loading streets and addresses."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from frontdesk.domains.places import models, policy
from frontdesk.domains.places.actions.brought import ADDRESSES, STREETS
from frontdesk.domains.places.actions.keys import follow_streets
from frontdesk.domains.places.actions.theirs import leave_to_imports
from frontdesk.domains.places.actions.wards import standing_wards
from frontdesk.domains.places.rules.areas import Outline, areas_of
from frontdesk.domains.places.rules.grid import many_to_grid, many_to_latlon
from frontdesk.domains.places.rules.labels import address_key, search_key, sort_key
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import (
    ADDRESSES_LOADED,
    AddressParts,
    AddressRow,
    Changes,
    GridPoint,
    LatLon,
    StreetRow,
)
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import BATCH, Staging, batches
from frontdesk.kernel.errors import Refusal, require

HISTORICAL = 8
Known = dict[int, tuple[int, StreetRow]]


def load_addresses(
    actor: Actor,
    *,
    streets: Iterable[StreetRow],
    addresses: Iterable[AddressRow],
    whole: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Changes:
    """Load streets and addresses; only what differs is written, and what was the same is left alone.

    An address's street must be among ``streets`` or loaded before. Missing coordinates are computed from the other
    kind, the ward from the areas that stand today. With ``whole`` the addresses are all there are: any other becomes
    historical (status 8), for requests still point at it. Streets and addresses that an import wrote stay as they
    are; those that stand otherwise than given are counted (``left``). ``progress`` is called with the number staged
    so far.
    Refuses a UPRN given twice, an unknown street, and an address without coordinates.
    """
    require(policy.may_load(actor), "Only an administrator may load addresses.")
    with transaction.atomic():
        before = known_streets(actor.council)
        left = _load_streets(actor.council, list(streets))
        known = known_streets(actor.council)
        wards = standing_wards(actor.council, clock.today())
        with Staging(ADDRESSES.name, ADDRESSES.columns) as staging:
            for batch in batches(addresses, BATCH):
                staging.fill(address_values(batch, known, wards))
                if progress:
                    progress(staging.rows)
            _refuse_twins(staging)
            kept = leave_to_imports(actor.council, ADDRESSES, staging)
            merged = staging.merge(actor.council, ["uprn"])
            removed = _retire_others(actor.council, staging) if whole else 0
        follow_streets(actor.council, [usrn for usrn, (_, row) in before.items() if known[usrn][1].name != row.name])
        changes = Changes(merged.added, merged.changed, removed, merged.same - kept, left=left + kept)
        if changes.any:
            data = {"added": changes.added, "changed": changes.changed, "retired": removed}
            journal.write(actor, ADDRESSES_LOADED, thing=("council", actor.council), data=data)
    return changes


def _load_streets(council: int, streets: Sequence[StreetRow]) -> int:
    """Streets and the words they are found by; how many stay otherwise, as an import left them."""
    with Staging(STREETS.name, STREETS.columns) as staging:
        staging.fill(map(street_values, streets))
        left = leave_to_imports(council, STREETS, staging)
        staging.merge(council, STREETS.key)
    load_words(council, {row.usrn for row in streets})
    return left


def street_values(row: StreetRow) -> tuple[Any, ...]:
    """A street as a row of the table."""
    return (row.usrn, row.name, row.locality, row.town, search_key(row.name), *_ends(row))


def load_words(council: int, usrns: Collection[int]) -> None:
    """The words that these streets are found by, from the names they have now."""
    found = models.Street.objects.filter(council_id=council, usrn__in=usrns).values_list("id", "name_key")
    words = {(street, word) for street, key in found for word in key.split()}
    with Staging("places_streetword", ("street_id", "word")) as staging:
        staging.fill(sorted(words))
        staging.merge(council, ["word", "street_id"])
        _forget_old_words(council, [street for street, _ in found], staging)


def _forget_old_words(council: int, streets: list[int], staging: Staging) -> None:
    """Take away the words of a street's former name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM places_streetword w WHERE w.council_id = %s AND w.street_id = ANY(%s) AND NOT EXISTS"
            f" (SELECT 1 FROM {staging.name} s WHERE s.street_id = w.street_id AND s.word = w.word)",
            [council, streets],
        )


def _ends(row: StreetRow) -> tuple[float | None, ...]:
    start, end = row.start, row.end
    first = (start.easting, start.northing) if start else (None, None)
    return (*first, end.easting, end.northing) if end else (*first, None, None)


def known_streets(council: int, usrns: Collection[int] | None = None) -> Known:
    """The streets of a council by their numbers, all or these: the row's id and what the street is called."""
    rows = models.Street.objects.filter(council_id=council).only("usrn", "name", "locality", "town")
    if usrns is not None:
        rows = rows.filter(usrn__in=usrns)
    return {row.usrn: (row.id, StreetRow(row.usrn, row.name, row.locality, row.town)) for row in rows.iterator()}


def address_values(batch: Sequence[AddressRow], known: Known, wards: Sequence[Outline]) -> Iterator[tuple[Any, ...]]:
    """The addresses as rows of the table, with what is computed: both coordinates, ward, keys."""
    grids, points = _both_coordinates(batch)
    for row, grid, point, ward in zip(batch, grids, points, areas_of(grids, wards), strict=True):
        if row.usrn not in known:
            raise Refusal(f"Address {row.uprn} is in street {row.usrn}, which is not among the streets.")
        street_id, street = known[row.usrn]
        said = row.parts
        postcode = normalise_postcode(said.postcode) or ""
        parts = AddressParts(
            said.organisation,
            said.flat,
            said.building,
            said.number,
            street.name,
            street.locality,
            street.town,
            postcode,
        )
        yield (
            row.uprn, street_id, said.organisation, said.flat, said.building, said.number, postcode,
            grid.easting, grid.northing, point.latitude, point.longitude,
            row.classification, row.status, row.parent_uprn, row.authority, row.collection_round, ward,
            address_key(parts), sort_key(parts),
        )  # fmt: skip


def _both_coordinates(batch: Sequence[AddressRow]) -> tuple[list[GridPoint], list[LatLon]]:
    """Grid points and degrees of each address; what is missing is computed, what is given is kept."""
    for row in batch:
        if row.grid is None and row.point is None:
            raise Refusal(f"Address {row.uprn} has no coordinates.")
    computed = iter(many_to_grid([row.point for row in batch if row.grid is None and row.point]))
    grids = [row.grid or next(computed) for row in batch]
    degrees = iter(many_to_latlon([grid for row, grid in zip(batch, grids, strict=True) if row.point is None]))
    return grids, [row.point or next(degrees) for row in batch]


def _refuse_twins(staging: Staging) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT uprn FROM {staging.name} GROUP BY uprn HAVING count(*) > 1 ORDER BY uprn LIMIT 1")
        found = cursor.fetchone()
    if found:
        raise Refusal(f"Address {found[0]} is given twice.")


def _retire_others(council: int, staging: Staging) -> int:
    """Mark the addresses that neither were given nor came by an import as historical; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_address a SET status = %s WHERE a.council_id = %s AND a.status <> %s AND NOT EXISTS"
            f" (SELECT 1 FROM {staging.name} s WHERE s.uprn = a.uprn) AND NOT EXISTS"
            " (SELECT 1 FROM places_imported b WHERE b.council_id = %s AND b.kind = %s AND b.key = a.uprn::text)",
            [HISTORICAL, council, HISTORICAL, council, ADDRESSES.kind],
        )
        return int(cursor.rowcount)
