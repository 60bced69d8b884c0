"""What requests do by the clock."""

from frontdesk.domains.requests import actions
from frontdesk.kernel import jobs


@jobs.every("*/5 * * * *", "requests.warn_late")
def warn_late(council: int) -> None:
    """Warn owners before promises are missed."""
    actions.warn_late(council)


@jobs.every("0 7 * * *", "requests.tell_undelivered")
def tell_undelivered(council: int) -> None:
    """Tell teams of messages that reached nobody."""
    actions.tell_undelivered(council)


@jobs.every("40 3 * * *", "requests.forget_unproved")
def forget_unproved(council: int) -> None:
    """Forget addresses that were given to follow a request and never proved."""
    actions.forget_unproved(council)


@jobs.every("30 0 * * *", "requests.place_requests")
def place_requests(council: int) -> None:
    """Requests older than the wards that were brought in get theirs."""
    actions.place_requests(council)


@jobs.job("requests.reckon_open")
def reckon_open(*, council: int, after: int = 0) -> None:
    """Let open clocks follow a changed calendar, a part at a time."""
    actions.reckon_open(council, after=after)
