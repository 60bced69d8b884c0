"""What contacts do about news of lower domains."""

from collections.abc import Sequence

from frontdesk.domains.access.types import MEMBER_CHANGED, MEMBER_ENDED
from frontdesk.domains.contacts import actions
from frontdesk.kernel import clock
from frontdesk.kernel.journal import Entry, reaction


@reaction("contacts.follow_members", MEMBER_CHANGED, MEMBER_ENDED)
def follow_members(entries: Sequence[Entry]) -> None:
    """A contact in the hand of somebody who left, or takes none any more, ends when that happened."""
    for entry in entries:
        if "user" in entry.data:
            actions.end_for_leaver(entry.council, user=int(entry.data["user"]), at=entry.happened_at or clock.now())
