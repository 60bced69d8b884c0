"""What is owed by what back offices say: tables, without a database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from frontdesk.adapters.backoffice_demo import accounts
from frontdesk.domains.payments.rules.document import plain_number, read
from frontdesk.domains.payments.rules.owed import owed
from frontdesk.domains.payments.types import STAFF, Account, Answer, System

pytestmark = pytest.mark.shows("B9")
TODAY = date(2026, 12, 1)
THEN = datetime(2026, 12, 1, tzinfo=UTC)
TAX = {
    "balance": 30_000,
    "instalments": [
        {"due": "2027-01-01", "amount": 10_000},
        {"due": "2026-11-01", "amount": 10_000, "paid": 4_000},
        {"due": "2026-12-01", "amount": 10_000},
        {"due": "2026-10-01", "amount": 10_000, "paid": 10_000},
    ],
}


def answer(document: dict[str, Any] | None, code: str = "council-tax") -> Answer:
    account = Account(1, 1, System(code, code.capitalize(), ""), "1", STAFF, THEN)
    return Answer(account, read(document) if document is not None else None, THEN)


@pytest.mark.parametrize(
    ("document", "debts"),
    [
        (TAX, [(6_000, date(2026, 11, 1), True), (10_000, date(2026, 12, 1), False), (4_000, None, False)]),
        ({"balance": 5_500, "due": "2026-11-30"}, [(5_500, date(2026, 11, 30), True)]),
        ({"balance": 5_500, "due": "2026-12-01"}, [(5_500, date(2026, 12, 1), False)]),
        ({"balance": 5_500}, [(5_500, None, False)]),
        ({"balance": 0}, []),
        ({"balance": -900}, []),
        ({"claim": {"state": "In payment"}}, []),
    ],
)
def test_debts_are_what_is_past_its_day_what_comes_next_and_what_no_instalment_covers(document, debts):
    found = owed([answer(document)], TODAY).debts
    assert [(each.pence, each.due, each.overdue) for each in found] == debts


def test_sums_are_by_account_and_in_all_and_a_credit_reduces_nothing_elsewhere():
    told = [answer(TAX), answer({"balance": -900}, "rent"), answer({"balance": 700}, "parking"), answer(None, "lost")]
    found = owed(told, TODAY)
    assert (found.overdue, found.whole, found.credit) == (6_000, 30_700, 900)
    assert [(each.account.system.code, each.overdue, each.whole) for each in found.sums] == [
        ("council-tax", 6_000, 30_000), ("rent", 0, 0), ("parking", 0, 700),
    ]  # fmt: skip
    assert [each.system.code for each in found.unknown] == ["lost"]
    assert [each.overdue for each in found.debts] == [True, False, False, False]


@pytest.mark.parametrize(
    "document",
    [
        {}, [], "balance", {"balance": "12.50"}, {"balance": 12.5}, {"balance": True}, {"balance": 10**13},
        {"balance": 1, "due": "1/12/2026"}, {"balance": 1, "instalments": [{"due": "2026-12-01"}]},
        {"balance": 1, "instalments": [{"due": "2026-12-01", "amount": -5}]}, {"balance": 1, "instalments": "none"},
        {"balance": 1, "payments": [{"on": "2026-13-01", "amount": 5}]}, {"claim": {}}, {"claim": []},
        {"balance": 1, "reductions": [5]}, {"balance": 1, "paid_by": 5},
        {"balance": 1, "payments": [{"on": "2026-12-01", "amount": 5}] * 501},
    ],
)  # fmt: skip
def test_what_is_not_as_documented_is_refused_as_a_whole(document):
    with pytest.raises(ValueError):
        read(document)


def test_long_words_are_cut_and_numbers_are_read_as_bills_print_them():
    assert len(read({"balance": 1, "paid_by": "x" * 999}).paid_by) == 300
    assert {plain_number(each) for each in ("8000 0018", "8000-0018", " 80000018 ")} == {"80000018"}


@pytest.mark.parametrize("system", accounts.FIRST)
@pytest.mark.parametrize("day", [date(2026, 4, 1), date(2027, 3, 31), date(2024, 2, 29)])
def test_the_towns_documents_are_as_documented(system, day):
    for six in range(30):
        number = accounts.number_of(system, six)
        assert accounts.exists(system, number)
        found = owed([answer(dict(accounts.told(system, number, day)))], day)
        assert found.whole >= found.overdue
    assert not accounts.exists(system, "80000012") and not accounts.exists("bank", "80000018")
