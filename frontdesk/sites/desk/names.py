"""Codes said in words: services, kinds of journal entries."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from frontdesk.domains.access.types import PEOPLE, ROLE_NAMES
from frontdesk.domains.payments import queries as payments
from frontdesk.domains.places import queries as places
from frontdesk.domains.places.types import AreaKind
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Listing
from frontdesk.kernel.actor import Actor

_OPENS = {
    "adviser": "Takes calls and visits, fills in forms for customers, works on requests",
    "floorwalker": "Greets visitors, takes contacts, fills in forms, sees requests",
    "officer": "Works on the requests of their teams, takes contacts",
    "complaints-officer": "The same as an officer, for complaints and information requests",
    "manager": "Works on requests; sees figures, and messages that reached nobody",
    "designer": "Checks and publishes services",
    "insight-analyst": "Sees figures and the records behind them",
    "data-protection-officer": "Sees who looked at restricted customers",
    "administrator": "Takes staff on, gives keys to programs, sees figures",
    "partner": "Works for a partner of the council: a first page, no customers and no requests yet",
    "helper": "Helps customers with services: a first page, no customers and no requests yet",
    "contractor": "Works for the council's contractor: a first page, no requests yet",
    "member": "An elected member: a first page, no requests yet",
}
ROLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {code: (name, _OPENS[code]) for code, name in ROLE_NAMES.items()}
)
"""What people at work do, and what it opens, in the order offered."""

SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "contacts": "Record contacts",
        "requests": "Read services, send requests and see how those it sent are going",
        "open311": "Take reports by Open311",
    }
)
"""What a program's key may open."""


def scope_names(council: int, scopes: Iterable[str] = ()) -> dict[str, str]:
    """What a key may open, by code; of records, each of the council's back offices, and the systems in `scopes`."""
    offices = {f"{PEOPLE}{code}": each.name for code, each in payments.systems(council).items()}
    named = {each: each.removeprefix(PEOPLE) for each in scopes if each.startswith(PEOPLE)} | offices
    return {**SCOPES, **{code: f"Tell us of customers' records: {name}" for code, name in named.items()}}


def service_names(actor: Actor, *, with_form: bool = False) -> dict[str, str]:
    """Names of the services by code, those whose requests the actor may know of: restricted ones only if named.

    All of them, or those that have a form: only of these can there be a request.
    """
    return {
        listing.code: listing.name
        for listing in services.catalogue(actor)
        if (listing.has_form or not with_form) and (not listing.restricted or _named(actor, listing))
    }


def ward_names(actor: Actor) -> dict[str, str]:
    """Names of the wards by code, as they stand today."""
    return {area.code: area.name for area in places.areas(actor.council, AreaKind.WARD)}


def _named(actor: Actor, listing: Listing) -> bool:
    found = services.published_as(actor.council, listing)
    return found is not None and services.named_for(actor, found.definition)
