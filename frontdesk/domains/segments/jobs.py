"""What runs by itself: a round each night."""

from frontdesk.domains.segments import actions
from frontdesk.kernel import jobs


@jobs.every("50 3 * * *", "segments.count")
def count(council: int) -> None:
    """Look at those of whom something changed, now and then at everybody. Rerunnable: a round goes on where it was."""
    actions.count_all(council)
