"""What runs by itself over customers' records."""

from frontdesk.domains.people import actions
from frontdesk.kernel import jobs


@jobs.every("25 3 * * *", "people.end_old_helps")
def end_old_helps(council: int) -> None:
    """Help with accounts that nobody finished in time is over."""
    actions.end_old_helps(council)
