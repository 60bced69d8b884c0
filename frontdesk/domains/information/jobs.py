"""Collecting copies, and ending them when their time is over."""

from frontdesk.domains.information import actions
from frontdesk.kernel import jobs


@jobs.job("information.collect")
def collect(*, council: int, copy: int) -> None:
    """Collect everything that is held on the customer of a case. Rerunnable: a copy that was made is left alone."""
    actions.make_copy(council=council, copy=copy)


@jobs.every("40 2 * * *", "information.end_copies")
def end_copies(council: int) -> None:
    """Delete the files of copies whose time is over."""
    actions.end_copies(council)


@jobs.job("information.retain")
def retain(*, council: int, run: int) -> None:
    """Do a run of a retention rule to its end. Rerunnable: it goes on where it was cut off."""
    actions.go_on(council=council, run=run)


@jobs.every("10 1 * * *", "information.run_rules")
def run_rules(council: int) -> None:
    """Each night: the rules that the council has switched on."""
    actions.run_rules(council)
