"""Looking at a customer's accounts: what the back offices say now is asked, kept as the last known, and shown."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.payments import models, policy, queries
from frontdesk.domains.payments.ports import ALONE_SECONDS, SECONDS
from frontdesk.domains.payments.queries.accounts import of_person
from frontdesk.domains.payments.rules.document import plain_number
from frontdesk.domains.payments.types import RECORD, Account, Answer
from frontdesk.domains.people import queries as people
from frontdesk.kernel import access_log, clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require


def look_at_own(actor: Actor, *, account: int | None = None) -> list[Answer]:
    """The signed-in customer's own accounts, or the one of them that is named, as they stand now.

    NotFound for an account that is not theirs. Call it outside a transaction: other systems are asked.
    """
    if actor.person is None:
        queries.account_of((), account)
        return []
    _know(actor.council, actor.person)
    return _look(actor.council, of_person(actor.council, actor.person, sure=True), account)


def look_at_acted(actor: Actor, *, person: int, account: int | None = None) -> list[Answer]:
    """The same for somebody whom the signed-in customer acts for, as far as that reaches; the look is kept."""
    queries.seen_by(actor, (), person)
    _know(actor.council, person)
    seen = queries.seen_by(actor, of_person(actor.council, person, sure=True), person)
    access_log.looked_at(actor, people.head(actor.council, person), "what is owed, acting for them")
    return _look(actor.council, seen, account)


def look_at(actor: Actor, *, person: int, account: int | None = None) -> list[Answer]:
    """The same for staff who may, with numbers that came with a record by comparison alone; the look is kept."""
    require(policy.may_see_money(actor))
    people.who(actor, person, seen_on="what is owed")
    _know(actor.council, person)
    return _look(actor.council, of_person(actor.council, person, sure=False), account)


def _look(council: int, accounts: Iterable[Account], account: int | None) -> list[Answer]:
    wanted = queries.account_of(accounts, account)
    answers = queries.ask(council, wanted, within=SECONDS if account is None else ALONE_SECONDS)
    keep_told(council=council, answers=answers)
    return answers


def _know(council: int, person: int) -> None:
    """Rows for the numbers that came with the customer's records: an address of ours names a row, never a number."""
    numbers = people.numbers_of(council, person, queries.systems(council))
    if not numbers:
        return
    people_ids = {each.person for each in numbers}
    rows = models.Account.objects.filter(council_id=council, person_id__in=people_ids, ended_at=None)
    known = set(rows.values_list("person_id", "system", "number"))
    new = {(each.person, each.system, plain_number(each.value)) for each in numbers} - known
    if new:
        models.Account.objects.bulk_create(
            (models.Account(council_id=council, person_id=person, system=system, number=number, how=RECORD,
                            linked_at=clock.now()) for person, system, number in sorted(new)),
            ignore_conflicts=True,
        )  # fmt: skip


def keep_told(*, council: int, answers: Iterable[Answer]) -> None:
    """Keep what was told just now as the last known of each account: replaced each time, gone with the account."""
    told = [each for each in answers if each.document is not None]
    with transaction.atomic():
        for each in told:
            rows = models.Account.objects.filter(council_id=council, id=each.account.id, ended_at=None)
            rows.update(document=each.document, told_at=each.told_at)
