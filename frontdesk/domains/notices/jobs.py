"""The daily rounds: moves whose day has come, recipients who have not answered."""

from frontdesk.domains.notices import actions
from frontdesk.kernel import jobs


@jobs.every("5 1 * * *", "notices.take_effect")
def take_effects(council: int) -> None:
    """Change the addresses of those who move today."""
    actions.take_effects(council)


@jobs.every("20 6 * * *", "notices.chase")
def chase(council: int) -> None:
    """Ask recipients again who have not answered within their days."""
    actions.chase(council)
