"""What is owed across services: from what the back offices say, and today's date."""

from collections.abc import Iterable
from datetime import date

from frontdesk.domains.payments.types import Account, Answer, Debt, Owed, Sum, Told

MOST_PAID = 12
"""Payments that are shown of all accounts together."""


def debts_of(account: Account, told: Told, today: date) -> list[Debt]:
    """The amounts to be paid on one account: what is left of each instalment that has come or comes next, and what the
    balance is beyond all instalments. Later instalments are in the sum only: nobody need think of March in November."""
    found, ahead = [], False
    for each in told.instalments:
        if each.left and (each.due < today or not ahead):
            found.append(Debt(account, each.left, each.due, each.due < today))
            ahead = ahead or each.due >= today
    rest = (told.balance or 0) - sum(each.left for each in told.instalments)
    if rest > 0:
        found.append(Debt(account, rest, told.due, told.due is not None and told.due < today))
    return found


def owed(answers: Iterable[Answer], today: date) -> Owed:
    """What is owed in all, by accounts' last known answers; credits stand beside and reduce nothing elsewhere."""
    debts: list[Debt] = []
    sums, paid, unknown, credit = [], [], [], 0
    for answer in answers:
        account, told = answer.account, answer.told
        if told is None:
            unknown.append(account)
            continue
        mine = debts_of(account, told, today)
        debts += mine
        credit += max(-(told.balance or 0), 0)
        paid += [(account, each) for each in told.payments]
        if told.balance is not None:
            overdue = sum(each.pence for each in mine if each.overdue)
            sums.append(Sum(account, overdue, max(told.balance, overdue, 0)))
    debts.sort(key=lambda each: (not each.overdue, each.due is None, each.due or today, -each.pence))
    paid.sort(key=lambda each: each[1].on, reverse=True)
    return Owed(
        tuple(debts), tuple(sums), sum(each.overdue for each in sums), sum(each.whole for each in sums), credit,
        tuple(paid[:MOST_PAID]), tuple(unknown),
    )  # fmt: skip
