"""Let the database, its roles and every adapter in use test themselves, and say what is wrong.

Exit code 1 when something is; each line names the part. Nothing is sent to anybody.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from django.conf import settings

from frontdesk.console.surroundings import of_house
from frontdesk.domains.notifications.queries import undelivered
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.jobs import failing_news, for_each_council
from frontdesk.kernel.registry import Adapter, adapters, for_port


def arguments(parser: ArgumentParser) -> None:
    """--quiet prints only what is wrong."""
    parser.add_argument("--quiet", action="store_true", help="print only what is wrong")


def run(options: Namespace) -> int:
    """One line a part; returns 1 when any has a problem."""
    problems = of_house("roles.problems")()
    findings = [("database", problem) for problem in problems] or [("database", ""), *_left_undone()]
    for code, adapter in sorted(adapters().items()):
        if is_in_use(adapter):
            findings.append((f"adapter {code}", adapter.self_test()))
    for part, problem in findings:
        if problem or not options.quiet:
            print(f"{part}: {problem or 'ok'}")
    return int(any(problem for _, problem in findings))


def _left_undone() -> Iterator[tuple[str, str]]:
    """What the worker could not do: news a reaction fails over, messages that reached nobody."""
    for reaction, councils in failing_news().items():
        yield f"news {reaction}", f"fails for {councils} council(s); see `frontdesk news list`"
    waiting = sum(for_each_council("check", lambda council: len(undelivered(Actor.system(council)))))
    if waiting:
        yield "messages", f"{waiting} have not reached anybody; managers find them at /desk/undelivered/"


def is_in_use(adapter: Adapter) -> bool:
    """A supplier's adapter is in use when its settings are given, a demo's when no supplier does the same work."""
    if adapter.demo:
        return not any(is_in_use(other) for other in for_port(adapter.port) if not other.demo)
    return all(getattr(settings, name, "") for name in adapter.settings)
