"""Customers' ways into outside systems. Asked at every use: a connection that ended, a record that is restricted or a
sign-in that is not the customer's any more opens nothing from that moment."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from frontdesk.domains.access import queries as access
from frontdesk.domains.partners import models
from frontdesk.domains.partners.queries.systems import as_system
from frontdesk.domains.partners.rules.status import read
from frontdesk.domains.partners.types import EMAIL, NAME, SCOPES, Connection, OutsideSystem
from frontdesk.domains.people import queries as people
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed

_RESTRICTED = "We cannot sign you in to other services online, to keep you safe. Contact us and we will help you."


def refuse_entry(actor: Actor) -> None:
    """NotAllowed where this customer is not signed in to outside systems: nobody yet, or restricted."""
    if actor.person is None or actor.is_staff:
        raise NotAllowed("Tell us your name first, under Your details. Then you can go on to other services.")
    if people.is_restricted(actor.council, actor.person):
        raise NotAllowed(_RESTRICTED)


def agreed(actor: Actor, system: OutsideSystem) -> Connection | None:
    """The signed-in customer's way into a system, if by this sign-in they agreed to it and have not taken it back."""
    row = _agreed_by(actor.council, actor.user or 0, system.client)
    return _connection(row, system) if row is not None else None


def connections_of(actor: Actor) -> list[Connection]:
    """The signed-in customer's ways into the systems of today, by the system's name."""
    if actor.person is None:
        return []
    ids = people.cluster(actor.council, actor.person)
    rows = models.Connection.objects.filter(council_id=actor.council, person_id__in=ids, ended_at=None)
    rows = rows.filter(system__ended_at=None).select_related("system").order_by("system__name", "id")
    first: dict[int, models.Connection] = {}
    for row in rows:
        if row.system_id not in first or row.user_id == actor.user:
            first[row.system_id] = row
    return [_connection(row, as_system(row.system)) for row in first.values()]


def subject_of(council: int, client: str, user: int) -> str:
    """The number that means the holder of this sign-in at the client; NotAllowed where nothing lets them in now."""
    row = _agreed_by(council, user, client)
    if row is None or people.is_restricted(council, row.person_id):
        raise NotAllowed("This way in was closed.")
    return row.subject


def user_of(council: int, client: str, subject: str) -> int | None:
    """The sign-in that a client's number means; None where nothing lets it in now."""
    row = _living(council, client).filter(subject=subject).first()
    if row is None:
        return None
    person = people.person_of(council, row.user_id)
    return row.user_id if person is not None and _still(council, row, person) else None


def claims_of(council: int, user: int, scopes: Iterable[str]) -> Mapping[str, Any]:
    """What a system is told of a customer beside the number: name and proved email, as far as they agreed."""
    person, found = people.person_of(council, user), dict[str, Any]()
    if NAME in scopes and person is not None:
        found["name"] = people.card(council, person).name
    address = access.sign_in(user).email if EMAIL in scopes else ""
    if address and address.lower() in {each.lower() for each in access.verified_emails(user)}:
        found |= {"email": address, "email_verified": True}
    return found


def held_on(council: int, people_: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    """One plain record for each way into an outside system."""
    rows = models.Connection.objects.filter(council_id=council, person_id__in=list(people_)).select_related("system")
    for row in rows.order_by("id"):
        yield {
            "what": "An outside service that you opened with your sign-in",
            "service": row.system.name,
            "number_that_means_you_there": row.subject,
            "told_to_it": [SCOPES.get(each, each) for each in row.scopes],
            "scopes": row.scopes,
            "agreed_at": row.agreed_at,
            "last_opened_at": row.last_at,
            "ended_at": row.ended_at,
            "what_it_told_us_last": row.document,
            "told_at": row.told_at,
        }


def _living(council: int, client: str) -> QuerySet[models.Connection]:
    return models.Connection.objects.filter(
        council_id=council, system__client=client, system__ended_at=None, ended_at=None
    )


def _still(council: int, row: models.Connection, person: int) -> bool:
    return row.person_id in people.cluster(council, person) and not people.is_restricted(council, person)


def _agreed_by(council: int, user: int, client: str) -> models.Connection | None:
    """The living way in to which this sign-in agreed, of its customer's records: that of its own record first."""
    own = people.record_linked(council, user)
    if own is None:
        return None
    rows = _living(council, client).filter(user_id=user, person_id__in=people.cluster(council, own))
    return min(rows, key=lambda each: (each.person_id != own, each.pk), default=None)


def _connection(row: models.Connection, system: OutsideSystem) -> Connection:
    return Connection(
        row.pk, system, row.subject, tuple(row.scopes), row.agreed_at, row.last_at, read(row.document), row.told_at
    )
