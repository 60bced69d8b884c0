"""Reading the catalogue. A version's definition is read from its text once in each process: versions never change."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F

from frontdesk.domains.access import queries as access
from frontdesk.domains.services import models, policy
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import parse
from frontdesk.domains.services.rules.danger import speaks_of_danger, speaks_of_despair
from frontdesk.domains.services.rules.search import search as rank
from frontdesk.domains.services.types import Listing, Published, Tried
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.reading import once_a_page

_definitions: dict[tuple[int, str], Definition] = {}
_versions: dict[tuple[str, int, int], Published] = {}
_numbers: dict[tuple[str, int, int], Published] = {}
_MOST_KEPT = 1000


@once_a_page
def published(council: int, code: str) -> Published | None:
    """The current version of the service, or None when the council has no such service."""
    row = (
        models.ServiceVersion.objects.filter(
            council_id=council, service__council_id=council, service__code=code, number=F("service__current")
        )
        .first()
    )  # fmt: skip
    return _published(row) if row else None


def published_as(council: int, listing: Listing) -> Published | None:
    """The version that a listing shows. Asked of the database once in each process: a number never changes."""
    key = (str(connection.settings_dict["NAME"]), listing.id, listing.current)
    if key not in _numbers:
        rows = models.ServiceVersion.objects.filter(council_id=council, service_id=listing.id, number=listing.current)
        row = rows.first()
        if row is None:
            return None
        _keep({key: _published(row)})
    return _numbers[key]


def _keep(found: dict[tuple[str, int, int], Published]) -> None:
    if len(_numbers) >= _MOST_KEPT:
        _numbers.clear()
    _numbers.update(found)


def published_each(council: int, listings: Iterable[Listing]) -> dict[str, Published]:
    """The versions that several listings show, by the service's code, in their order. New ones are read at once."""
    wanted, database = list(listings), str(connection.settings_dict["NAME"])
    missing = [each.id for each in wanted if (database, each.id, each.current) not in _numbers]
    if len(missing) > 1:
        rows = models.ServiceVersion.objects.filter(
            council_id=council, service_id__in=missing, number=F("service__current")
        )
        _keep({(database, row.service_id, row.number): _published(row) for row in rows})
    found = {each.code: published_as(council, each) for each in wanted}
    return {code: version for code, version in found.items() if version is not None}


def version(council: int, version: int) -> Published | None:
    """A version by its id, whether current or not; None when there is none."""
    return versions(council, [version]).get(version)


def versions(council: int, ids: Iterable[int]) -> dict[int, Published]:
    """Several versions by id. Each is asked of the database once in each process: it never changes."""
    database, wanted = str(connection.settings_dict["NAME"]), set(ids)
    known = {id: _versions[key] for id in wanted if (key := (database, council, id)) in _versions}
    if missing := wanted - known.keys():
        rows = models.ServiceVersion.objects.filter(council_id=council, id__in=missing)
        found = {row.pk: _published(row) for row in rows}
        if len(_versions) >= _MOST_KEPT:
            _versions.clear()
        _versions.update({(database, council, id): each for id, each in found.items()})
        known |= found
    return known


def history(council: int, code: str) -> list[Published]:
    """All versions of a service, newest first."""
    rows = models.ServiceVersion.objects.filter(council_id=council, service__code=code).order_by("-number")
    return [_published(row) for row in rows]


def trials(council: int, version: int) -> list[Tried]:
    """The trials recorded for a version."""
    rows = models.Trial.objects.filter(council_id=council, version_id=version).order_by("id")
    return [Tried(row.who, row.found) for row in rows]


def catalogue(actor: Actor, *, kind: str = "") -> list[Listing]:
    """The services that the actor may know of, by group and name; of one kind where asked."""
    found = policy.visible(actor, _listings(actor.council))
    return [listing for listing in found if kind in ("", listing.kind)]


@once_a_page
def _listings(council: int) -> tuple[Listing, ...]:
    rows = models.Service.objects.filter(council_id=council, current__gt=0).order_by("group_name", "name")
    return tuple(_listing(row) for row in rows)


def listing(actor: Actor, code: str) -> Listing | None:
    """One service as lists show it; None where there is none that the actor may know of."""
    row = models.Service.objects.filter(council_id=actor.council, code=code, current__gt=0).first()
    found = _listing(row) if row else None
    return found if found and policy.may_see(actor, found) else None


def search(actor: Actor, typed: str, limit: int = 10) -> list[Listing]:
    """Services that fit what was typed, best first.

    Restricted ones are found by everybody: whoever is worried has to read whom to ring. Lists leave them out.
    """
    rows = models.Service.objects.filter(council_id=actor.council, current__gt=0).order_by("group_name", "name")
    return rank((_listing(row) for row in rows), typed, limit)


def danger_in(typed: str) -> tuple[bool, bool]:
    """Whether words typed may come from somebody in danger, and whether from somebody who may end their life."""
    return speaks_of_danger(typed), speaks_of_despair(typed)


def _published(row: models.ServiceVersion) -> Published:
    key = (row.pk, row.sha256)
    if key not in _definitions:
        if len(_definitions) >= _MOST_KEPT:
            _definitions.clear()
        definition = parse(row.source)
        if isinstance(definition, list):
            raise RuntimeError(f"Service version {row.pk} can no longer be read: {definition[0]}")
        _definitions[key] = definition
    return Published(row.pk, row.number, row.service_id, row.council_id, _definitions[key], row.published_at)


def _listing(row: models.Service) -> Listing:
    return Listing(
        row.pk, row.code, row.name, row.summary, row.kind, row.tier, row.group_name, tuple(row.keywords), row.best,
        tuple(row.open_channels), row.restricted, row.digital_only, row.lgsl,
        row.current, row.has_form,
    )  # fmt: skip


def named_for(actor: Actor, definition: Definition) -> bool:
    """Whether the actor may know the requests of a service: true for all but restricted ones, else only if named.

    Named by role, or by the sign-in of a member of staff.
    """
    restricted = definition.restricted
    if restricted is None or actor.is_system:
        return True
    if actor.has(*restricted.roles):
        return True
    if actor.user is None or not restricted.people:
        return False
    return access.email_of(actor.user) in {email.strip().lower() for email in restricted.people}
