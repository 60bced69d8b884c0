"""Linking an account to a customer: by something from a bill, which the back office checks, or by staff; ending it."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from frontdesk.domains.payments import models, policy, queries
from frontdesk.domains.payments.ports import ALONE_SECONDS, BackOffice, NoSuchAccountError
from frontdesk.domains.payments.queries.live import called
from frontdesk.domains.payments.rules.document import plain_number
from frontdesk.domains.payments.types import ACCOUNT_ENDED, ACCOUNT_LINKED, BILL, RECORD, STAFF, System
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal, limits
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.idempotency import once
from frontdesk.kernel.words import one_line

TRIES, TRIES_A_NUMBER = 5, 10
"""How often a day one sign-in may try, and how often one account may be tried by all of them."""
DAY = 86_400
LONGEST = 300
TOO_MANY = "There have been too many tries today. Try again tomorrow, or contact us and we will link it for you."
NOT_SO = "We could not match this. Check the number and what we ask for against your latest bill or letter."
DOWN = "{name} does not answer at the moment. Nothing was lost: try again in a few minutes, or contact us."


def link_by_bill(actor: Actor, *, system: str, number: str, proof: str) -> int:
    """Link an account to the signed-in customer, who names it and what stands on its bills; returns the row's id.

    Refused alike for a number that does not exist and for a proof that is wrong, and after few tries a day of one
    sign-in or at one number. It is linked to the record that the sign-in itself is linked to: if that was joined to
    somebody else's by mistake, the account goes with whoever proved it. Call it outside a transaction.
    """
    require(actor.person is not None and not actor.is_staff, "Tell us your name first, under Your details.")
    one, number = _chosen(actor.council, system, number)
    if not proof.strip():
        raise Refusal("Enter what we ask for, as it stands on your bill or letter.", field="proof")
    limits.count("link_account", actor.user, most=TRIES, seconds=DAY, sentence=TOO_MANY)
    limits.count(
        "link_number", f"{actor.council} {system} {number}", most=TRIES_A_NUMBER, seconds=DAY, sentence=TOO_MANY
    )
    office, council = _office(actor.council, one)
    proves = partial(
        office.proves, council=council, system=system, number=number, proof=proof.strip()[:LONGEST],
        within=ALONE_SECONDS,
    )  # fmt: skip
    if not _asked(actor.council, one, proves):
        raise Refusal(NOT_SO, field="proof", code="not-matched")
    own = people.whose_words(actor) or 0
    return _link(actor, own, system, number, BILL, "")


def link_by_staff(
    actor: Actor,
    *,
    person: int,
    system: str,
    number: str,
    words: str,
    record: int | None = None,
    key: str | None = None,
) -> int:
    """Link an account to a customer whom staff have in front of them; `words` say how they know. Returns its id.

    The back office is asked whether there is such an account. Nobody links one to themselves. Where records were
    joined, `record` says which of them it is for, unless the number came with one: if the join is undone it goes with
    it. Call it outside a transaction; the same `key` again is the same press.
    """
    require(policy.may_see_money(actor))
    records = [each.pk for each in people.rows(actor, person)]
    require(actor.person is None or actor.person not in records, "Ask a colleague.")
    one, number = _chosen(actor.council, system, number)
    if not words.strip():
        raise Refusal("Say how you know that this account is theirs, for example: saw the bill.", field="words")
    owner = _record_for(actor.council, records, system, number, record)
    office, council = _office(actor.council, one)
    exists = partial(office.account, council=council, system=system, number=number, within=ALONE_SECONDS)
    try:
        _asked(actor.council, one, exists)
    except NoSuchAccountError:
        raise Refusal(f"{one.name} knows no account with this number. Check it with them.", field="number") from None
    said = one_line(words, LONGEST)
    with transaction.atomic(savepoint=False):
        made: int = once(actor, "link_by_staff", key, lambda: _link(actor, owner, system, number, STAFF, said))
        return made


def _record_for(council: int, records: list[int], system: str, number: str, chosen: int | None) -> int:
    """Which of a customer's joined records an account is for. Refusal where nobody said."""
    came = {
        each.person for each in people.numbers_of(council, records[0], [system]) if plain_number(each.value) == number
    }
    if len(came) == 1:
        return came.pop()
    if len(records) == 1:
        return records[0]
    if chosen not in records:
        raise Refusal("Several records are joined here. Choose the one that the bill is for.", field="record")
    return chosen


def bring_account(actor: Actor, *, person: int, system: str, number: str, words: str) -> int:
    """Link an account as the installation itself, which knows whose it is (a filled demo): nobody is asked."""
    require(actor.is_system)
    _, number = _chosen(actor.council, system, number)
    return _link(actor, people.rows(actor, person)[0].pk, system, number, STAFF, words)


def end_link(actor: Actor, *, account: int) -> None:
    """Take an account off a customer: they do it themselves, or staff who see it. What was told of it goes."""
    row = models.Account.objects.filter(council_id=actor.council, id=account, ended_at=None).exclude(how=RECORD).first()
    own = row is not None and actor.person is not None and actor.person in people.cluster(actor.council, row.person_id)
    if row is None or not (own or policy.may_see_money(actor)):
        raise NotFound("We could not find that account. It may have been taken off.")
    if not own:
        people.rows(actor, row.person_id)
    with transaction.atomic(savepoint=False):
        # The same account may stand at two records of one customer: each was linked to its own.
        ids = people.cluster(actor.council, row.person_id)
        rows = models.Account.objects.filter(council_id=actor.council, person_id__in=ids, ended_at=None)
        rows = rows.filter(system=row.system, number=row.number).exclude(how=RECORD)
        if rows.update(ended_at=clock.now(), ended_by=actor.user, document=None, told_at=None):
            data = {"account": account, "system": row.system}
            journal.write(actor, ACCOUNT_ENDED, thing=("person", row.person_id), person=row.person_id, data=data)


def _chosen(council: int, system: str, number: str) -> tuple[System, str]:
    found = queries.systems(council).get(system)
    if found is None:
        raise Refusal("Choose what the account is for.", field="system")
    if not plain_number(number):
        raise Refusal("Enter the account number, as it stands on the bill or letter.", field="number")
    return found, plain_number(number)


def _office(council: int, system: System) -> tuple[BackOffice, str]:
    found = queries.back_office(council)
    if found is None:
        raise Refusal(DOWN.format(name=system.name))
    return found


def _asked(council: int, system: System, call: Callable[[], object]) -> object:
    try:
        return called(council, system.code, call, within=ALONE_SECONDS)
    except NoSuchAccountError:
        raise
    except Exception:
        raise Refusal(DOWN.format(name=system.name)) from None


def _link(actor: Actor, person: int, system: str, number: str, how: str, words: str) -> int:
    """One row for each account and record, whatever is pressed twice; one that came with the record is now proved."""
    with transaction.atomic(savepoint=False):
        row, made = models.Account.objects.select_for_update().get_or_create(
            council_id=actor.council, person_id=person, system=system, number=number, ended_at=None,
            defaults={"how": how, "words": words, "linked_at": clock.now(), "linked_by": actor.user},
        )  # fmt: skip
        if not made and row.how != RECORD:
            return row.pk
        if not made:
            row.how, row.words, row.linked_at, row.linked_by = how, words, clock.now(), actor.user
            row.save(update_fields=["how", "words", "linked_at", "linked_by"])
        data = {"account": row.pk, "system": system, "how": how}
        journal.write(actor, ACCOUNT_LINKED, thing=("person", person), person=person, data=data)
    return row.pk
