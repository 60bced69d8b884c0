"""What a new day changes on cards."""

from frontdesk.domains.cards import actions
from frontdesk.kernel import jobs


@jobs.every("20 0,3 * * *", "cards.daily")
def daily(council: int) -> None:
    """Shortly after midnight by any clock: entitlements whose time is over, birthdays. Rerunnable."""
    actions.daily(council)
