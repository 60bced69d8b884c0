"""What requests do about news: of lower domains, and of their own customers."""

from collections.abc import Sequence

from frontdesk.domains.access.types import MEMBER_CHANGED, MEMBER_ENDED
from frontdesk.domains.people.types import CHANGED, EMAIL, POINT_ADDED
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.actions.followers import TOLD_WITHIN
from frontdesk.domains.requests.types import CLOSED, DELAY_TOLD, DISPUTED, FROM_CUSTOMER, MOVED, REOPENED, WITHDRAWN
from frontdesk.domains.standards.types import CALENDARS_CHANGED
from frontdesk.kernel import clock, jobs
from frontdesk.kernel.journal import Entry, reaction


@reaction("requests.follow_calendars", CALENDARS_CHANGED)
def follow_calendars(entries: Sequence[Entry]) -> None:
    """Open clocks follow a changed calendar; stopped ones stay as they were."""
    for council in sorted({entry.council for entry in entries}):
        jobs.defer("requests.reckon_open", council=council)


@reaction("requests.follow_members", MEMBER_CHANGED, MEMBER_ENDED)
def follow_members(entries: Sequence[Entry]) -> None:
    """Open requests of somebody who left, or may not have them any more, go to a colleague."""
    for entry in entries:
        if "user" in entry.data:
            actions.hand_on(entry.council, user=int(entry.data["user"]), left=entry.data.get("left", ()))


@reaction("requests.tell_owners", *sorted(FROM_CUSTOMER))
def tell_owners(entries: Sequence[Entry]) -> None:
    """Owners hear of what their customers write."""
    actions.tell_owners(entries[0].council, {entry.thing_id for entry in entries})


@reaction("requests.tell_followers", CLOSED, WITHDRAWN, MOVED, REOPENED, DELAY_TOLD)
def tell_followers(entries: Sequence[Entry]) -> None:
    """Who reported the same thing hears what became of the one that we have, and who only follows it of each step."""
    council, ended = entries[0].council, {CLOSED, WITHDRAWN}
    actions.tell_followers(council, {entry.thing_id for entry in entries if entry.kind in ended})
    fresh = clock.now() - TOLD_WITHIN
    actions.tell_subscribers(
        council, {entry.thing_id for entry in entries if entry.happened_at is None or entry.happened_at > fresh}
    )


@reaction("requests.call_back_links", POINT_ADDED, CHANGED)
def call_back_links(entries: Sequence[Entry]) -> None:
    """Staff gave a customer another email, or an email ended: the old one may be a stranger's."""
    corrected = [
        entry.person
        for entry in entries
        if (entry.kind == POINT_ADDED and entry.data.get("kind") == EMAIL and entry.via == "desk")
        or (entry.kind == CHANGED and EMAIL in entry.data.get("fields", ()))
    ]
    if people := {person for person in corrected if person is not None}:
        actions.call_back_links(entries[0].council, people)


@reaction("requests.put_on_cards", CLOSED, REOPENED, DISPUTED)
def put_on_cards(entries: Sequence[Entry]) -> None:
    """What a request was granted is on the customer's card, and off it again while the request is open anew."""
    actions.put_on_cards(entries)
