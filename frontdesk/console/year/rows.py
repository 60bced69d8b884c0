"""Contacts and requests of a year as rows, column by column as the verbs leave them.

Staff's own requests are taken in hand and wrapped up (`open_contact`, `report_request`, `wrap_up`), their other
contacts recorded whole (`record_contact`), questions about a request linked to it (`link_contact`); customers hand in
by themselves, and officers close (`close_request`). Left out are messages to customers, which are cleared in time, and
the answers' words: an empty set of answers stands for them, as for requests brought in from another system.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from frontdesk.console.year.happen import Contact, Request
from frontdesk.console.year.homes import Spot
from frontdesk.console.year.known import Known, Offered
from frontdesk.domains.contacts.types import (
    CONTACT_ENDED,
    CONTACT_OPENED,
    CONTACT_PLACED,
    CONTACT_RECORDED,
    CONTACT_WRAPPED_UP,
    MATTER_ADDED,
)
from frontdesk.domains.requests.actions.held import FAR_AHEAD
from frontdesk.domains.requests.queries.courses import Way
from frontdesk.domains.requests.types import CLOSED, LATE_WARNED, LINKED, MESSAGE, MOVED, RECEIVED
from frontdesk.kernel import channels, clock
from frontdesk.kernel.references import ALPHABET, LENGTH, check_character

WORDS = "This is our answer. Ring us if anything is not clear."
"""What an officer writes where the outcome needs words."""
COLUMNS = {
    "contacts_contact": "id channel direction person_id handler_id started_at answered_at ended_at done_at local_day"
    " assisted ward ward_of_request",
    "contacts_matter": "id contact_id position service reason outcome demand demand_reason avoidable offered"
    " declined_why",
    "requests_request": "id reference service version_id kind tier restricted person_id team_id owner_id status state"
    " side outcome channel digital assisted ending language uprn easting northing ward promise promise_version"
    " promise_words clock received_at local_day due_at due_on warn_at order_at by_the_minute missed missed_promise"
    " kept warned_at closed_at changes",
    "requests_requestcontact": "request_id contact_id matter_id",
    "requests_requestevent": "request_id at kind name key by",
    "requests_requestanswers": "request_id number version_id answers made_at made_by",
    "requests_requesttext": "id request_id kind body at user_id by_customer",
    "kernel_journal": "kind thing_type thing_id person_id user_id via data happened_at recorded_at",
}
"""The columns of each table that are written; the others are empty or as the table fills them."""
NUMBERED = ("contacts_contact", "contacts_matter", "requests_request", "requests_requesttext")
"""Tables whose rows others name by their number."""
CHANGES = -1
_SPREAD = 1_234_567_891
"""Spreads references over all there are; it shares no factor with their number, so none comes twice."""


def reference(number: int) -> str:
    """The reference of the request with this number: as good as drawn, and no two alike."""
    left, body = number * _SPREAD % len(ALPHABET) ** (LENGTH - 1), ""
    for _ in range(LENGTH - 1):
        left, character = divmod(left, len(ALPHABET))
        body += ALPHABET[character]
    return body + check_character(body)


class Rows:
    """Rows of each table for some contacts, in the order of COLUMNS.

    `numbers` gives new ids of a table one after the other; `person` is the id of a customer by their place, `home`
    where they live. What is ahead of `now` has not happened.
    """

    def __init__(
        self, known: Known, *, now: datetime, numbers: Callable[[str], Iterator[int]], person: Callable[[int], int],
        home: Callable[[int], Spot | None], random: Random,
    ) -> None:  # fmt: skip
        self.known, self.now, self.person, self.home, self.random = known, now, person, home, random
        self.ids = {table: numbers(table) for table in NUMBERED}
        self.tables: dict[str, list[Any]] = {table: [] for table in COLUMNS}
        self.mine: dict[int, list[Any]] = {}
        self.asked_after: dict[int, int] = {}

    def add(self, contact: Contact) -> None:
        """The rows of one contact and of what came of it."""
        person = self.person(contact.person) if contact.person >= 0 else None
        handler = self.random.choice(self.known.advisers) if contact.staffed else None
        home = self.home(contact.person) if contact.person >= 0 else None
        named = contact.made or (contact.about if handler is not None else None)
        placed = named is not None and home is not None and self.known.offered[named.service].spot != ""
        id_ = next(self.ids["contacts_contact"])
        self.tables["contacts_contact"].append(
            (id_, contact.channel, "in", person, handler, contact.at, contact.answered_at, contact.ended_at,
             contact.ended_at, contact.at.astimezone(clock.LOCAL).date(), False, home.ward if home else "", placed)
        )  # fmt: skip
        matter = self._matter(id_, contact)
        if contact.made is not None and handler is not None:
            self._taken(contact, id_, matter, person, handler, placed)
            return
        services = f'["{self._of(contact).definition.code}"]' if matter else "[]"
        self._note(CONTACT_RECORDED, "contact", id_, person, handler, contact.channel, f'{{"services": {services}}}',
                   contact.at, contact.ended_at)  # fmt: skip
        if contact.made is not None:
            self._request(contact, contact.made, contact.at, id_, matter, None)
        elif contact.about is not None and handler is not None:
            self._linked(contact, contact.about, id_, handler, placed)

    def _matter(self, contact_id: int, contact: Contact) -> int | None:
        if contact.ended is None:
            return None
        id_ = next(self.ids["contacts_matter"])
        code = self._of(contact).definition.code
        self.tables["contacts_matter"].append((id_, contact_id, 1, code, contact.reason, *contact.ended))
        return id_

    def _taken(
        self, contact: Contact, id_: int, matter: int | None, person: int | None, handler: int, placed: bool
    ) -> None:  # fmt: skip
        """Somebody of the staff took it in hand, handed the form in for the customer, and wrapped up."""
        assert contact.made is not None and contact.answered_at is not None
        began, ended, via = contact.answered_at, contact.ended_at, contact.channel
        self._note(CONTACT_OPENED, "contact", id_, person, handler, via, "{}", began, began)
        code = self._of(contact).definition.code
        added = f'{{"matter": {matter}, "reason": "{contact.reason}", "service": "{code}"}}'
        self._note(MATTER_ADDED, "contact", id_, person, handler, via, added, began, began)
        self._request(contact, contact.made, began, id_, matter, handler)
        if placed:
            self._note(CONTACT_PLACED, "contact", id_, person, handler, via, "{}", began, began)
        self._note(CONTACT_WRAPPED_UP, "contact", id_, person, handler, via, f'{{"matters": [{matter}]}}', ended, ended)
        self._note(CONTACT_ENDED, "contact", id_, person, handler, via, "{}", ended, ended)

    def _linked(self, contact: Contact, about: Request, id_: int, handler: int, placed: bool) -> None:
        """Somebody asked how a request is going, which is noted at the request."""
        if about.id in self.mine:
            self.mine[about.id][CHANGES] += 1
        else:
            self.asked_after[about.id] = self.asked_after.get(about.id, 0) + 1
        self.tables["requests_requestcontact"].append((about.id, id_, None))
        data = f'{{"contact": {id_}, "matter": null}}'
        person, ended, via = self.person(about.person), contact.ended_at, contact.channel
        self._note(LINKED, "request", about.id, person, handler, via, data, ended, ended)
        if placed:
            self._note(CONTACT_PLACED, "contact", id_, person, handler, via, "{}", ended, ended)

    def _request(
        self, contact: Contact, made: Request, received: datetime, contact_id: int, matter: int | None,
        handler: int | None,
    ) -> None:  # fmt: skip
        offered, person = self.known.offered[made.service], self.person(made.person)
        made.id, owner = next(self.ids["requests_request"]), self.random.choice(offered.staff)
        way = self.random.choice([*[offered.ways[0]] * 4, *offered.ways])
        closed = made.closed_at if made.closed_at is not None and made.closed_at < self.now else None
        row = self._row(made, offered, contact.channel, received, owner, person, way if closed else None, closed)
        self.mine[made.id] = row
        self.tables["requests_request"].append(row)
        self.tables["requests_requestcontact"].append((made.id, contact_id, matter))
        self._event(made.id, received, "receipt")
        version = offered.published.version
        self.tables["requests_requestanswers"].append((made.id, 1, version, "{}", received, handler))
        digital = "true" if contact.channel in channels.DIGITAL else "false"
        facts = (
            f'{{"service": "{offered.definition.code}", "version": {version}, "channel": "{contact.channel}",'
            f' "digital": {digital}, "assisted": false, "team": {offered.team}, "owner": {owner},'
            f' "contact": {contact_id}}}'
        )
        self._note(RECEIVED, "request", made.id, person, handler, contact.channel, facts, received, received)
        warned = row[-3]
        if warned is not None:
            self._note(LATE_WARNED, "request", made.id, person, None, "", f'{{"owner": {owner}}}', warned, warned)
        if closed is not None:
            self._close(made.id, person, owner, way, received, closed)

    def _row(
        self, made: Request, offered: Offered, channel: str, received: datetime, owner: int, person: int,
        way: Way | None, closed: datetime | None,
    ) -> list[Any]:  # fmt: skip
        definition, start = offered.definition, offered.ways[0].steps[0]
        promise, rule = offered.promised(received)
        due = self.known.reckoned(made.service, received)
        at = way.steps[-1] if way else start
        outcome = way.outcome.code if way else ""
        warned = None
        if due.warn_at is not None and due.warn_at < (closed or self.now):
            warned = max(due.warn_at, received) + timedelta(seconds=30)
        kept = closed <= due.due_at if closed is not None and due.due_at is not None else None
        return [
            made.id, reference(made.id), definition.code, offered.published.version, definition.kind, definition.tier,
            False, person, offered.team, owner, at.status, at.state,
            way.side if way else "open", outcome, channel, channel in channels.DIGITAL, False,
            offered.ending, "en", *self._where(offered, made), promise.code if promise else "",
            promise.version if promise else None, promise.words if promise else "", rule, received,
            received.astimezone(clock.LOCAL).date(), due.due_at, due.due_on, None if closed else due.warn_at,
            due.due_at or received + FAR_AHEAD, due.by_the_minute, False, "", kept, warned, closed,
            len(way.steps) if way else 1,
        ]  # fmt: skip

    def _where(self, offered: Offered, made: Request) -> tuple[int | None, float | None, float | None, str]:
        home = self.home(made.person) if offered.spot else None
        if home is None:
            return None, None, None, ""
        if offered.spot == "address":
            return home.uprn, home.easting, home.northing, home.ward
        # Something in the street: before the door or a few doors on, and in the same ward.
        along, across = (round(self.random.uniform(-8, 8), 1) for _ in range(2))
        return None, home.easting + along, home.northing + across, home.ward

    def _close(self, id_: int, person: int, owner: int, way: Way, received: datetime, closed: datetime) -> None:
        """The steps to the end by the officer, at even distances, and the words where the outcome needs them."""
        last, text = len(way.steps) - 1, None
        for at, (before, after) in enumerate(pairwise(way.steps), 1):
            moment = closed if at == last else received + (closed - received) * (at / (last + 1))
            for name in after.told:
                self._event(id_, moment, name)
            if at < last:
                data = f'{{"from": "{before.status}", "to": "{after.status}", "text": null}}'
                self._note(MOVED, "request", id_, person, owner, "", data, moment, moment)
        if way.outcome.message:
            text = next(self.ids["requests_requesttext"])
            self.tables["requests_requesttext"].append((text, id_, MESSAGE, WORDS, closed, owner, False))
        data = (
            f'{{"from": "{way.steps[-2].status}", "to": "{way.steps[-1].status}", "outcome": "{way.outcome.code}",'
            f' "side": "{way.side}", "text": {text or "null"}}}'
        )
        self._note(CLOSED, "request", id_, person, owner, "", data, closed, closed)

    def _event(self, id_: int, at: datetime, name: str) -> None:
        self.tables["requests_requestevent"].append((id_, at, "happened", name, "", 0))

    def _note(
        self, kind: str, thing: str, id_: int, person: int | None, user: int | None, via: str, data: str,
        at: datetime, recorded: datetime,
    ) -> None:  # fmt: skip
        self.tables["kernel_journal"].append((kind, thing, id_, person, user, via, data, at, recorded))

    def _of(self, contact: Contact) -> Offered:
        return self.known.offered[contact.service]


def counted(contacts: Sequence[Contact]) -> dict[str, int]:
    """How many numbers of each table these contacts take at most."""
    made = sum(each.made is not None for each in contacts)
    return {"contacts_contact": len(contacts), "contacts_matter": len(contacts), "requests_request": made,
            "requests_requesttext": made}  # fmt: skip
