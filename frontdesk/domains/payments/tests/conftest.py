"""A council whose back offices are the demo's, on Tuesday 1 December 2026; Amina has a record and a sign-in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache

from frontdesk.adapters.backoffice_demo.accounts import key_of, number_of
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.kernel import clock, outside
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Owing:
    """Amina and Bill as customers with records, and accounts that nobody has yet."""

    cast: Cast
    amina: Actor
    bill: Actor

    @staticmethod
    def number(system: str = "council-tax", six: int = 1) -> str:
        """An account number that exists."""
        return number_of(system, six)

    def key(self, system: str = "council-tax", six: int = 1) -> str:
        """What stands on its bills."""
        return key_of(system, self.number(system, six))


@pytest.fixture
def owing(cast: Cast, settings: Any) -> Iterator[Owing]:
    """The story's beginning."""
    settings.DEMO = True
    outside.forget()
    cache.clear()
    with clock.at(NOW):
        made = [
            each.as_person(people.own_record(each, name=name, source="web"))
            for each, name in ((cast.amina, "Amina Testwood"), (cast.bill, "Bill Testford"))
        ]
        yield Owing(cast, *made)
    outside.forget()


def person_of(actor: Actor) -> int:
    """The record of a customer."""
    return people_queries.person_of(actor.council, actor.user) or 0
