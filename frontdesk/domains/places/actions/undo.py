"""Taking an import of places back: what stood before stands again, but where something changed since.

Each verb takes the next piece back. What is done with is forgotten, so that it always begins where the last one ended.
"""

from django.db import transaction
from psycopg import sql

from frontdesk.domains.places import policy
from frontdesk.domains.places.actions.brought import ADDRESSES, AREAS, POSTCODES, PROFILES, STREETS, take_back
from frontdesk.domains.places.actions.gazetteer import HISTORICAL, load_words
from frontdesk.domains.places.actions.keys import follow_streets, give_keys
from frontdesk.domains.places.actions.wards import reassign_wards, standing_wards
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone

_MAY_NOT = "Only an administrator may take an import back."


def undo_postcodes(actor: Actor, *, run: int, after: str = "") -> Undone:
    """Put postcodes back as they were; those the run added go. Those that were changed since stay and are counted."""
    require(policy.may_load(actor), _MAY_NOT)
    with transaction.atomic():
        return take_back(actor.council, POSTCODES, run)[1]


def undo_profiles(actor: Actor, *, run: int, after: str = "") -> Undone:
    """Put profiles of areas back as they were; those the run added go. Those changed since stay and are counted."""
    require(policy.may_load(actor), _MAY_NOT)
    with transaction.atomic():
        return take_back(actor.council, PROFILES, run)[1]


def undo_addresses(actor: Actor, *, run: int, after: str = "") -> Undone:
    """Put addresses and streets back as they were; addresses that the run added become historical.

    An address is never deleted, and a street that was added stays with it: requests may point at them.
    """
    require(policy.may_load(actor), _MAY_NOT)
    historical = sql.SQL("status = {}").format(sql.Literal(HISTORICAL))
    with transaction.atomic():
        streets, first = take_back(actor.council, STREETS, run, leave=True)
        usrns = [int(key) for key in streets]
        load_words(actor.council, usrns)
        follow_streets(actor.council, usrns)
        if first.upto:
            return first
        addresses, done = take_back(actor.council, ADDRESSES, run, instead=historical)
        uprns = [int(key) for key in addresses]
        give_keys(actor.council, uprns)
        reassign_wards(actor.council, standing_wards(actor.council, clock.today()), uprns)
    return Undone(first.removed + done.removed, first.kept + done.kept, done.upto)


def undo_areas(actor: Actor, *, run: int, after: str = "") -> Undone:
    """Put areas back as they were, those that the run ended too; addresses get the wards that stand again.

    Areas that the run added keep their names, for requests may hold their codes, and stand on no day.
    """
    require(policy.may_load(actor), _MAY_NOT)
    never = sql.SQL("valid_from = {0}, valid_to = {0}").format(sql.Literal(clock.today()))
    with transaction.atomic():
        _, done = take_back(actor.council, AREAS, run, instead=never)
        if not done.upto:
            reassign_wards(actor.council, standing_wards(actor.council, clock.today()))
    return done
