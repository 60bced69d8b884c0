"""Calls and visits of the demo, taken by its adviser through the desk's own verbs.

People of the town report by phone or at the counter, ask how their request is going, or want to know something. Each
contact has its customer, and what came of it: so that take-up, cost and requests tell of one and the same world.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts import queries as known
from frontdesk.domains.contacts.types import FAILURE, VALUE, MatterIn, WrapUp
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests import queries as lists
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

ADVISER = "adviser@demo.example"
COLLEAGUE = "floorwalker@demo.example"
WAITS: Mapping[str, tuple[int, ...]] = {"phone": (4, 8, 11, 15, 18, 25, 40), "visit": (120, 240, 300, 420, 540, 780)}
"""Seconds that somebody waits to be answered or seen."""
TALK = timedelta(minutes=3)
_TOLD = WrapUp("progress-told", demand=FAILURE, demand_reason="chasing", avoidable=True, offered="no")
_ANSWERED = WrapUp("answered", demand=VALUE, avoidable=False, offered="declined", declined_why="reassurance")
_MADE = WrapUp("request-made", demand=VALUE, avoidable=False, offered="declined", declined_why="skill")
_PASSED_ON = WrapUp("sent-on", demand=VALUE, avoidable=False, offered="no")
_NOT_POSSIBLE = WrapUp("not-possible", demand=VALUE)


@dataclass(frozen=True)
class Desk:
    """The adviser who takes what comes, and the dice of the demo."""

    adviser: Actor
    pick: Random

    @classmethod
    def open(cls, council: int, pick: Random, email: str = ADVISER) -> "Desk | None":
        """The desk of the demo's adviser or of another sign-in of staff; None where there is no such."""
        user = access.user_by_email(email)
        return None if user is None else cls(access.actor_for(council, user.pk), pick)

    def report(
        self, *, channel: str, service: str, answers: Mapping[str, Any], person: int, key: str,
        waited: timedelta | None = None,
    ) -> Receipt | None:  # fmt: skip
        """Somebody reports by phone, at the counter or in writing; the receipt, None when it cannot be used so."""
        contact = self._take(channel, person, key, waited)
        if contact is None:
            return None
        try:
            receipt = requests.report_request(
                self.adviser, service=service, answers=answers, channel=channel, contact=contact, person=person,
                even_if_same=True, key=key,
            )  # fmt: skip
        except Refusal:
            self._end(contact, MatterIn(service, "report", _NOT_POSSIBLE))
            return None
        self._end(contact, ended=_MADE if receipt.taken else _NOT_POSSIBLE)
        return receipt

    def chase(self, *, request: int, service: str, person: int, channel: str = "phone", key: str = "") -> None:
        """The customer asks how their request is going, because nobody had said; unless it is closed by now."""
        item = lists.items_by_id(self.adviser, [request]).get(request)
        if item is None or item.closed_at is not None:
            return
        contact = self._take(channel, person, key or f"demo:chase:{request}")
        if contact is None:
            return
        self._end(contact, MatterIn(service, "progress", _TOLD))
        requests.link_contact(self.adviser, request=request, contact=contact)

    def ask(self, *, service: str, person: int, key: str, channel: str = "") -> None:
        """Somebody wants to know something about a service and is told there and then."""
        contact = self._take(channel or self.pick.choice(("phone", "phone", "phone", "visit")), person, key)
        self._end(contact, MatterIn(service, "ask", _ANSWERED))

    def pass_on(self, *, service: str, person: int, key: str, channel: str) -> None:
        """Somebody asks for a service that has no form: it is taken down and passed to its team."""
        contact = self._take(channel, person, key)
        self._end(contact, MatterIn(service, "apply", _PASSED_ON))

    def _take(self, channel: str, person: int, key: str, waited: timedelta | None = None) -> int | None:
        """The contact; None where whoever tried the demo has somebody in hand, left so when it was stopped."""
        waited = waited or timedelta(seconds=self.pick.choice(WAITS.get(channel, WAITS["visit"])))
        try:
            return contacts.open_contact(
                self.adviser, channel=channel, person=person, started_at=clock.now() - waited, key=f"{key}:contact"
            )
        except Refusal as refusal:
            if refusal.code != "in-hand":
                raise
            return None

    def _end(self, contact: int | None, only: MatterIn | None = None, ended: WrapUp | None = None) -> None:
        """Wrap up and hang up, unless that was done when the demo was filled before."""
        seen = known.contact(self.adviser, contact) if contact is not None else None
        if seen is None or seen.done_at is not None:
            return
        matters = {matter.id: ended for matter in seen.matters} if ended else {}
        with clock.at(clock.now() + TALK):
            contacts.wrap_up(self.adviser, contact=seen.id, matters=matters, only=only, end=True)
