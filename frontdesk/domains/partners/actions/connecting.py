"""A customer's way into an outside system: agreed to in so many words, opened, taken back, looked at, forgotten."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from allauth.idp.oidc.models import Token
from django.db import transaction
from django.db.models import Q

from frontdesk.domains.partners import models, queries
from frontdesk.domains.partners.rules.status import read
from frontdesk.domains.partners.types import CONNECTED, DISCONNECTED, Connection, OutsideSystem
from frontdesk.domains.people import actions as records
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound


def agree(actor: Actor, *, system: OutsideSystem, scopes: Sequence[str]) -> int:
    """Keep that the signed-in customer lets a system know these things, and that they opened it now; returns the id.

    The number that means them there is drawn once and stays, whatever they take back and agree to again. It is of the
    record that the sign-in itself is linked to: where another was joined to it wrongly, each keeps their own.
    """
    queries.refuse_entry(actor)
    person, now = people.whose_words(actor) or 0, clock.now()
    known = sorted({*scopes} & {*system.scopes})
    with transaction.atomic():
        # Two windows that agree at once make one way in.
        records.locked(actor.council, [person])
        ids = people.cluster(actor.council, person)
        rows = models.Connection.objects.select_for_update().filter(council_id=actor.council, system_id=system.id)
        own = rows.filter(Q(person_id=person) | Q(user_id=actor.user), person_id__in=ids)
        row = min(own, key=lambda each: (each.ended_at is not None, each.person_id != person, each.pk), default=None)
        new = row is None or row.ended_at is not None or sorted(row.scopes) != known
        if row is None:
            row = models.Connection(
                council_id=actor.council, system_id=system.id, person_id=person, subject=uuid.uuid4().hex
            )
        if new:
            row.agreed_at, row.scopes, row.ended_at = now, known, None
        row.user_id, row.last_at = actor.user or 0, now
        row.save()
        if new:
            data = {"system": system.code, "scopes": known}
            journal.write(actor, CONNECTED, thing=("person", row.person_id), person=row.person_id, data=data)
    return row.pk


def disconnect(actor: Actor, *, connection: int) -> None:
    """The signed-in customer takes it back: what the system holds of us opens nothing from this moment."""
    found = next((each for each in queries.connections_of(actor) if each.id == connection), None)
    if found is None:
        raise NotFound("We could not find that service. You may have taken it off already.")
    with transaction.atomic():
        ids = people.cluster(actor.council, actor.person or 0)
        rows = models.Connection.objects.filter(council_id=actor.council, person_id__in=ids, system_id=found.system.id)
        for row in rows.select_for_update().filter(ended_at=None):
            row.ended_at, row.document, row.told_at = clock.now(), None, None
            row.save(update_fields=["ended_at", "document", "told_at"])
            Token.objects.filter(client_id=found.system.client, user_id=row.user_id).delete()
            data = {"system": found.system.code}
            journal.write(actor, DISCONNECTED, thing=("person", row.person_id), person=row.person_id, data=data)


def look_at_own(actor: Actor) -> list[Connection]:
    """The signed-in customer's outside services with how things stand there now, or the last that was said with its
    time. Call it outside a transaction: other systems are asked."""
    mine = queries.connections_of(actor)
    told = queries.documents(actor.council, mine)
    shown = []
    for each in mine:
        answer = told.get(each.id)
        if answer is None:
            shown.append(each)
        elif answer.error is not None:
            shown.append(replace(each, down=True))
        else:
            _keep(actor.council, each.id, answer.value)
            shown.append(replace(each, status=read(answer.value), told_at=clock.now()))
    return shown


def _keep(council: int, connection: int, document: object) -> None:
    rows = models.Connection.objects.filter(council_id=council, id=connection, ended_at=None)
    rows.update(document=document, told_at=clock.now())


def erase_people(council: int, people_: Iterable[int]) -> int:
    """Take away these people's ways into outside systems with all that they hold; returns how many. Nothing counts
    them."""
    with transaction.atomic():
        rows = models.Connection.objects.filter(council_id=council, person_id__in=list(people_))
        for client, user in rows.values_list("system__client", "user_id"):
            Token.objects.filter(client_id=client, user_id=user).delete()
        return rows.delete()[0]
