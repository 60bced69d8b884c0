"""How long things are kept, as data: retention.toml. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources

LEAST, MOST = 1, 1200
"""Months that a council may set: a month to a hundred years."""


@dataclass(frozen=True, slots=True)
class Class:
    """One class of record: after what it goes, what goes, what stays, why it is kept so long.

    `months` is the usual time; `by_itself` says the time of what always goes by itself and is not set by a council.
    """

    code: str
    name: str
    after: str
    goes: str
    stays: str
    basis: str
    months: int = 0
    by_itself: str = ""


@lru_cache(maxsize=1)
def classes() -> dict[str, Class]:
    """All classes of record by code, in the order of the file."""
    text = resources.files("frontdesk.domains.information").joinpath("retention.toml").read_text("utf-8")
    return {code: Class(code, **told) for code, told in tomllib.loads(text).items()}


def before(moment: datetime, months: int) -> datetime:
    """The moment this many months earlier: what was over before it goes. The last day of a shorter month."""
    month = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(month, 12)
    days = (31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, days[month]))
