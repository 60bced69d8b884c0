"""Let the database, its roles and every adapter in use test themselves, and say what is wrong.

Exit code 1 when something is; each line names the part. Nothing is sent to anybody.
"""

from argparse import ArgumentParser, Namespace

from django.conf import settings

from frontdesk.console.surroundings import of_house
from frontdesk.kernel.jobs import failing_news
from frontdesk.kernel.registry import Adapter, adapters, for_port


def arguments(parser: ArgumentParser) -> None:
    """--quiet prints only what is wrong."""
    parser.add_argument("--quiet", action="store_true", help="print only what is wrong")


def run(options: Namespace) -> int:
    """One line a part; returns 1 when any has a problem."""
    findings = [("database", problem) for problem in of_house("roles.problems")()] or [("database", "")]
    for code, adapter in sorted(adapters().items()):
        if is_in_use(adapter):
            findings.append((f"adapter {code}", adapter.self_test()))
    for reaction, councils in failing_news().items():
        findings.append((f"news {reaction}", f"fails for {councils} council(s); the log names the place in the code"))
    for part, problem in findings:
        if problem or not options.quiet:
            print(f"{part}: {problem or 'ok'}")
    return int(any(problem for _, problem in findings))


def is_in_use(adapter: Adapter) -> bool:
    """A supplier's adapter is in use when its settings are given, a demo's when no supplier does the same work."""
    if adapter.demo:
        return not any(is_in_use(other) for other in for_port(adapter.port) if not other.demo)
    return all(getattr(settings, name, "") for name in adapter.settings)
