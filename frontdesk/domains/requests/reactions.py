"""What requests do about news of lower domains."""

from collections.abc import Sequence

from frontdesk.domains.requests import actions
from frontdesk.domains.standards.types import CALENDARS_CHANGED
from frontdesk.kernel.journal import Entry, reaction


@reaction("requests.follow_calendars", CALENDARS_CHANGED)
def follow_calendars(entries: Sequence[Entry]) -> None:
    """Open clocks follow a changed calendar; stopped ones stay as they were."""
    for council in sorted({entry.council for entry in entries}):
        actions.reckon_open(council)
