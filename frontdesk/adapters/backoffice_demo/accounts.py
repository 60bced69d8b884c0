"""Invented accounts: what each back office of the town would say of a number, always the same for one day.

A number has eight digits, the first that of its system, the last the sum of the others. Nothing is stored.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

FIRST = {"council-tax": "8", "rent": "7", "benefits": "6", "invoices": "5", "parking": "4"}
_LETTERS = "BCDFGHJKMNPQRTVWXY"
_MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1)
"""Council tax is asked for from April to January (Council Tax (Administration and Enforcement) Regulations 1992)."""
_HOW = ("Direct Debit", "Card online", "Post office", "Standing order")


def number_of(system: str, six: int) -> str:
    """A number of this system from six digits."""
    body = f"{FIRST[system]}{six:06}"
    return f"{body}{sum(map(int, body)) % 10}"


def exists(system: str, number: str) -> bool:
    """Whether the town's back office has such an account."""
    if len(number) != 8 or not number.isascii() or not number.isdecimal() or number[0] != FIRST.get(system):
        return False
    return sum(map(int, number[:7])) % 10 == int(number[7])


def key_of(system: str, number: str) -> str:
    """The key that is printed on the bills of an account."""
    drawn = _drawn("key", system, number)
    return "".join(_LETTERS[drawn // len(_LETTERS) ** place % len(_LETTERS)] for place in range(6))


def told(system: str, number: str, today: date) -> Mapping[str, Any]:
    """The document of an account that exists (docs/how-to/back-office.md)."""
    return _TOLD[system](_drawn("account", system, number), today)


def stands(system: str, subject: str, today: date) -> Mapping[str, Any] | None:
    """How an application in an outside system stands; None in a system that says nothing."""
    if system != "school-places":
        return None
    offers = date(today.year if today < date(today.year, 4, 16) else today.year + 1, 4, 16)
    return {"words": "Application received", "next": "Schools offer places", "next_on": offers.isoformat()}


def _drawn(*what: str) -> int:
    """A number that is always the same for one thing."""
    return int.from_bytes(hashlib.sha256(":".join(what).encode()).digest()[:6])


def _monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _council_tax(drawn: int, today: date) -> dict[str, Any]:
    """A year's bill in ten parts. One in three is a month behind."""
    begun = today.year if today.month >= 4 else today.year - 1
    days = [date(begun if month >= 4 else begun + 1, month, 1) for month in _MONTHS]
    month, discount, behind = 9_800 + drawn % 140 * 100, drawn % 3 == 0, drawn % 3 == 1
    month = month * 3 // 4 if discount else month
    come = [day for day in days if day <= today]
    unpaid = come[-1:] if behind else []
    how = _HOW[drawn % len(_HOW)]
    return {
        "balance": month * (len(days) - len(come) + len(unpaid)),
        "paid_by": how,
        "reductions": ["Single person discount, 25%"] if discount else [],
        "instalments": [
            {"due": day.isoformat(), "amount": month, "paid": month if day in come and day not in unpaid else 0}
            for day in days
        ],
        "payments": [
            {"on": day.isoformat(), "amount": month, "how": how} for day in come if day not in unpaid
        ],
    }  # fmt: skip


def _rent(drawn: int, today: date) -> dict[str, Any]:
    """A weekly rent, due on Mondays: some are a week or two behind, some ahead."""
    week, weeks = 8_200 + drawn % 60 * 50, drawn % 4 - 1
    monday, how = _monday(today), _HOW[drawn % len(_HOW)]
    owed = max(weeks, 0)
    return {
        "balance": weeks * week,
        "paid_by": how,
        "instalments": [
            {"due": (monday - timedelta(weeks=back)).isoformat(), "amount": week, "paid": 0}
            for back in range(owed, 0, -1)
        ],
        "payments": [
            {"on": (monday - timedelta(weeks=back)).isoformat(), "amount": week, "how": how}
            for back in range(owed + 1, owed + 5)
        ],
    }


def _benefits(drawn: int, today: date) -> dict[str, Any]:
    """A claim: in payment, or waiting for papers."""
    waiting = drawn % 3 == 1
    week = 4_100 + drawn % 90 * 50
    return {
        "claim": {
            "state": "We wait for papers from you" if waiting else "In payment",
            "amount": week,
            "every": "week",
            "next_on": None if waiting else _monday(today).isoformat(),
            "next_amount": None if waiting else week,
            "waiting": ["Your last three payslips", "Your rent agreement"] if waiting else [],
        }
    }


def _invoice(drawn: int, today: date) -> dict[str, Any]:
    """One bill; some are past their day."""
    due = today + timedelta(days=drawn % 40 - 20)
    return {"balance": 2_500 + drawn % 30 * 250, "due": due.isoformat()}


def _fine(drawn: int, today: date) -> dict[str, Any]:
    """A penalty charge at half its amount, for two weeks."""
    due = today + timedelta(days=drawn % 12 + 1)
    return {"balance": 3_500, "due": due.isoformat(), "reductions": [f"Half the charge until {due:%-d %B}"]}


_TOLD: Mapping[str, Callable[[int, date], dict[str, Any]]] = {
    "council-tax": _council_tax,
    "rent": _rent,
    "benefits": _benefits,
    "invoices": _invoice,
    "parking": _fine,
}
