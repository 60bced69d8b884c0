"""Doing the worker's work at once, in the test's own transaction."""

from frontdesk.kernel import jobs


def work(rounds: int = 10) -> None:
    """Hand on news and do jobs until both are quiet."""
    for _ in range(rounds):
        if not jobs.deliver_news() + jobs.do_all():
            return
    raise AssertionError("The work never ends: a reaction or job keeps making more.")
