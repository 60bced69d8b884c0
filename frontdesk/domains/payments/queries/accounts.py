"""Whose accounts there are. That a number is a customer's is read from people each time, never from what was kept."""

from collections.abc import Iterable

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.payments import models, policy
from frontdesk.domains.payments.rules.document import plain_number, read
from frontdesk.domains.payments.types import HELP, RECORD, Account, Help, System
from frontdesk.domains.people import queries as people
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

MOST_HOLDERS = 20


def systems(council: int) -> dict[str, System]:
    """The back offices of the council by code, in the order of its pack."""
    found = organisations.council_by_id(council)
    rows = found.details.get("back_offices", ()) if found else ()
    return {row["code"]: System(row["code"], row["name"], row["asks"], frozenset(row["services"])) for row in rows}


def help_of(council: int) -> tuple[Help, ...]:
    """What the council says to somebody who cannot pay."""
    found = organisations.council_by_id(council)
    rows = found.details.get("money_help", ()) if found else ()
    return tuple(Help(row["text"], row["link"], row["label"]) for row in rows) or HELP


def of_person(council: int, person: int, *, sure: bool) -> list[Account]:
    """The accounts of all records of a customer, one for each number, in the order of the council's back offices.

    With `sure` those alone that may be shown to them: the number was proved, linked by staff, or came with a record of
    which a person said, or the customer showed, that it is theirs.
    """
    known = systems(council)
    numbers = {
        (each.person, each.system, plain_number(each.value)): each.sure
        for each in people.numbers_of(council, person, known)
    }
    ids = people.cluster(council, person)
    rows = models.Account.objects.filter(council_id=council, person_id__in=ids, ended_at=None, system__in=list(known))
    found: dict[tuple[str, str], Account] = {}
    for row in rows.order_by("id"):
        certain = row.how != RECORD or numbers.get((row.person_id, row.system, row.number))
        if certain is None:
            continue  # the number was taken from the record meanwhile
        one, key = _account(row, known[row.system], sure=bool(certain)), (row.system, row.number)
        if key not in found or (one.sure and not found[key].sure):
            found[key] = one
    order = list(known)
    shown = [each for each in found.values() if each.sure or not sure]
    return sorted(shown, key=lambda each: (order.index(each.system.code), each.id))


def holders(actor: Actor, number: str) -> list[int]:
    """The records at which an account with this number stands, whichever back office it is of; none for those who may
    not see what customers owe."""
    plain = plain_number(number)
    if not plain or not policy.may_see_money(actor):
        return []
    rows = models.Account.objects.filter(council_id=actor.council, number=plain, ended_at=None)
    return list(rows.order_by("id").values_list("person_id", flat=True)[:MOST_HOLDERS])


def known_to(council: int, person: int) -> list[Account]:
    """The accounts that may be shown to a customer, as they were last told; nobody is asked."""
    return of_person(council, person, sure=True)


def seen_by(actor: Actor, accounts: Iterable[Account], person: int) -> list[Account]:
    """Those of the accounts that one who acts for this person may look at; NotFound where they act for them in
    nothing."""
    scope = people.scope_of(actor, person)
    if scope is None:
        raise NotFound("You do not act for this person, or not any more.")
    return [each for each in accounts if not scope.services or not scope.services.isdisjoint(each.system.services)]


def account_of(accounts: Iterable[Account], account: int | None) -> list[Account]:
    """The one of the accounts that was asked for, or all of them for None; NotFound where it is not among them."""
    if account is None:
        return list(accounts)
    found = [each for each in accounts if each.id == account]
    if not found:
        raise NotFound("We could not find that account. It may have been taken off.")
    return found


def _account(row: models.Account, system: System, *, sure: bool) -> Account:
    told = read(row.document) if row.document else None
    return Account(row.pk, row.person_id, system, row.number, row.how, row.linked_at, told, row.told_at, sure)
