"""Taking an import of places back: what stood before stands again, but where something changed since."""

from django.db import transaction
from psycopg import sql

from frontdesk.domains.places import models, policy
from frontdesk.domains.places.actions.brought import (
    ADDRESSES,
    AREAS,
    POSTCODES,
    STREETS,
    forget,
    put_back,
    take_added,
)
from frontdesk.domains.places.actions.gazetteer import HISTORICAL, load_words
from frontdesk.domains.places.actions.keys import follow_streets
from frontdesk.domains.places.actions.wards import reassign_wards, standing_wards
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone

_MAY_NOT = "Only an administrator may take an import back."


def undo_postcodes(actor: Actor, *, run: int) -> Undone:
    """Put postcodes back as they were; those the run added go. Those that were changed since stay and are counted."""
    require(policy.may_load(actor), _MAY_NOT)
    with transaction.atomic():
        done = put_back(actor.council, POSTCODES, run) + take_added(actor.council, POSTCODES, run)
        return Undone(done, forget(actor.council, POSTCODES, run))


def undo_addresses(actor: Actor, *, run: int) -> Undone:
    """Put addresses back as they were, with their streets' names; those the run added become historical.

    An address is never deleted, and a street that was added stays with it: requests may point at them.
    """
    require(policy.may_load(actor), _MAY_NOT)
    historical = sql.SQL("status = {}").format(sql.Literal(HISTORICAL))
    with transaction.atomic():
        kept = models.Imported.objects.filter(council_id=actor.council, run=run, kind=STREETS.kind)
        usrns = [int(key) for key in kept.filter(was__isnull=False).values_list("key", flat=True)]
        put_back(actor.council, STREETS, run)
        load_words(actor.council, usrns)
        forget(actor.council, STREETS, run)
        done = put_back(actor.council, ADDRESSES, run) + take_added(actor.council, ADDRESSES, run, instead=historical)
        kept_as_is = forget(actor.council, ADDRESSES, run)
        follow_streets(actor.council, usrns)
        reassign_wards(actor.council, standing_wards(actor.council, clock.today()))
    return Undone(done, kept_as_is)


def undo_areas(actor: Actor, *, run: int) -> Undone:
    """Put areas back as they were, those that the run ended too; addresses get the wards that stand again.

    Areas that the run added keep their names, for requests may hold their codes, and stand on no day.
    """
    require(policy.may_load(actor), _MAY_NOT)
    never = sql.SQL("valid_from = {0}, valid_to = {0}").format(sql.Literal(clock.today()))
    with transaction.atomic():
        done = put_back(actor.council, AREAS, run) + take_added(actor.council, AREAS, run, instead=never)
        kept = forget(actor.council, AREAS, run)
        reassign_wards(actor.council, standing_wards(actor.council, clock.today()))
    return Undone(done, kept)
