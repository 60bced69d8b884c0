"""What the stories of cards share: a council with a card, Amina who has a record, a business with a member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.types import Card, Held
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.types.acting import MEMBER, OWNER
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.models import JournalEntry
from tests.support.cast import Cast

KINDS: list[Mapping[str, Any]] = [
    {"code": "library", "name": "Library", "opens": "Borrow books", "known_by": "library", "rule": {"everybody": True}},
    {
        "code": "travel", "name": "Free bus travel", "opens": "Ride local buses", "months": 60,
        "evidence": "a date of birth", "look": "The photo on the pass", "rule": {"age_from": 66},
    },
    {"code": "leisure", "name": "Leisure", "opens": "Swim for less", "months": 12, "evidence": "a letter"},
    {"code": "companion", "name": "Companion", "opens": "Bring somebody", "rule": {"needs": ["carer"]}},
    {"code": "badge", "name": "Parking", "opens": "Park", "rule": {"service": "blue-badge", "outcomes": ["given"]}},
]  # fmt: skip


def open_cards(*councils: str, kinds: Sequence[Mapping[str, Any]] = KINDS) -> None:
    """These councils have a card that opens these."""
    for row in Council.objects.filter(code__in=councils):
        row.details = {**row.details, "cards": list(kinds)}
        row.save(update_fields=["details"])
    organisations.forget()


@dataclass(frozen=True)
class Cards:
    """Amina and Bill with their records, and the business of Pia."""

    cast: Cast
    amina: Actor
    bill: Actor

    @classmethod
    def begin(cls, cast: Cast) -> "Cards":
        """A council with a card, and two residents with records."""
        open_cards("demo")
        amina, bill = (
            actor.as_person(people.own_record(actor, name=name, source="web"))
            for actor, name in ((cast.amina, "Amina Testwood"), (cast.bill, "Bill Testwood"))
        )
        return cls(cast, amina, bill)

    @property
    def person(self) -> int:
        """Amina's record."""
        return self.amina.person or 0

    def give(self) -> Card:
        """Amina has a card."""
        actions.give_card(self.amina, person=self.person, via="web")
        return self.card()

    def held(self) -> Held:
        """What Amina has."""
        return queries.held(self.amina, self.person)

    def card(self) -> Card:
        """Amina's card in force."""
        found = self.held().card
        assert found is not None
        return found

    def opens(self, person: int | None = None) -> list[str]:
        """What a customer's card opens, as a check says it."""
        held = queries.held(self.cast.system, person or self.person)
        told = queries.check(self.amina.council, held.card.number if held.card else "")
        return [each.kind.code for each in told.says]

    def code(self) -> str:
        """The code of Amina's card."""
        held = self.held()
        assert held.card is not None
        return queries.code_of(self.amina.council, held.card, held.entitlements)

    def business(self, name: str = "Quill Cafe") -> tuple[int, Actor]:
        """An organisation, and Bill who may act for it."""
        organisation = people.create_organisation(self.cast.dee, name=name, kind="business", email="tea@example.org")
        people.record_authority(
            self.cast.dee, person=organisation, by=self.bill.person or 0, evidence=MEMBER, role=OWNER
        )
        return organisation, self.bill

    def offer(self, **other: Any) -> int:
        """An offer of the business that waits to be let through."""
        organisation, member = self.business()
        told = {"title": "Tea for £1", "terms": "One a day", "since": None, "until": day(30), **other}
        return actions.post_offer(member, organisation=organisation, **told)


def day(ahead: int) -> date:
    """So many days from today."""
    return clock.today() + timedelta(days=ahead)


def kinds_of_news(council: int, begin: str = "cards.") -> list[str]:
    """What the journal says of cards, oldest first."""
    rows = JournalEntry.objects.filter(council_id=council, kind__startswith=begin).order_by("id")
    return [each.removeprefix(begin) for each in rows.values_list("kind", flat=True)]
