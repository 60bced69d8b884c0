"""Hands a checked council pack to the verbs of the domains, in one transaction, and says what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import transaction

from frontdesk.console.packs import rows
from frontdesk.console.packs.cards import entitlements
from frontdesk.console.packs.notices import kinds_of_notice
from frontdesk.console.packs.pack import Pack
from frontdesk.console.packs.services import Ready, surroundings
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.organisations import queries as known
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.types import Changes
from frontdesk.domains.services import actions as services
from frontdesk.domains.standards import actions as standards
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

Progress = Callable[[int], None]
_UNTRIED = "service-untried"


def load_pack(pack: Pack, ready: list[Ready], progress: Progress | None = None) -> tuple[Council, list[str]]:
    """Load a pack without problems: all of it or, if a verb refuses, nothing.

    Returns the council and a sentence for each thing that changed; none when the council is so already.
    `progress` is called with the number of addresses staged so far.
    """
    table = pack.council.table
    with transaction.atomic():
        further = {"cards": entitlements(pack.cards_file), "notices": kinds_of_notice(pack)}
        values = rows.council_values(table, pack.calendars, further)
        council, changed = organisations.set_council(code=table.code, values=values, hosts=table.hosts)
        said = [f"Council: {', '.join(changed)}."] if changed else []
        with tenancy.acting_for(council.id):
            system = Actor.system(council.id)
            said += _teams(pack, system)
            said += _promises(pack, system)
            said += _places(pack, system, progress)
            said += _services(pack, system, ready)
            said += _strategy(pack, system)
    return known.council_by_code(table.code) or council, said


def _teams(pack: Pack, system: Actor) -> Iterator[str]:
    table = pack.council.table
    changed = organisations.set_teams(
        system,
        departments=[{"code": row.code, "name": row.name} for row in table.departments],
        teams=[
            {
                "code": row.code,
                "name": row.name,
                "department": row.department,
                "phone": row.phone,
                "email": row.email,
            }
            for row in table.teams
        ],
    )
    if changed:
        yield f"Departments and teams: {', '.join(changed)}."


def _promises(pack: Pack, system: Actor) -> Iterator[str]:
    for what, changed in (
        ("Calendars", standards.set_calendars(system, calendars=pack.calendars)),
        (
            "Promises",
            standards.set_standards(system, standards=pack.standards, exceptions=pack.exceptions, whole=True),
        ),
        ("Rate cards", standards.set_rates(system, cards=pack.rates)),
    ):
        if changed:
            yield f"{what}: {', '.join(changed)}."


def _places(pack: Pack, system: Actor, progress: Progress | None) -> Iterator[str]:
    found = pack.gazetteer
    yield from _told("Authorities", places.load_authorities(system, authorities=pack.authorities))
    yield from _told("Areas", places.load_areas(system, areas=found.areas))
    yield from _told("Collection rounds", places.load_rounds(system, rounds=found.rounds))
    if found.addresses:
        changes = places.load_addresses(
            system, streets=found.streets, addresses=found.addresses, whole=True, progress=progress
        )
        yield from _told("Addresses", changes)
    yield from _told("Places", places.load_places(system, places=pack.places))


def _told(what: str, changes: Changes) -> Iterator[str]:
    if changes.any:
        parts = [("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)]
        yield f"{what}: {', '.join(f'{count:,} {word}' for word, count in parts if count)}."
    if changes.left:
        yield f"{what}: {changes.left:,} left alone: the pack has them otherwise than an import brought or ended them."


def _strategy(pack: Pack, system: Actor) -> Iterator[str]:
    changed = organisations.set_strategy(system, entries=pack.strategy)
    for kind in dict.fromkeys(each.kind for each in changed):
        yield f"Strategy, {kind}: {', '.join(each.code for each in changed if each.kind == kind)}."


def _services(pack: Pack, system: Actor, ready: list[Ready]) -> Iterator[str]:
    """Publish new services by their examples; a changed one waits for somebody to say who tried it (A4)."""
    around = surroundings(pack)
    for service in ready:
        code = service.definition.code
        try:
            published, new = services.publish_service(
                system, definition=service.definition, examples_passed=service.examples, around=around
            )
        except Refusal as refusal:
            if refusal.code != _UNTRIED:
                raise
            command = f"frontdesk service publish {pack.folder}/services/{code} --council {pack.council.table.code}"
            yield (
                f"Service {code} was not published: nobody has tried this version. When somebody has: "
                f'{command} --tried "Who: what was found"'
            )
        else:
            if new:
                yield f"Service {code}: version {published.number} published."
