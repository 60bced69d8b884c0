"""Let the database, its roles and every adapter test themselves, and say what is wrong.

Exit code 1 when something is; each line names the part. Nothing is sent to anybody.
"""

from argparse import ArgumentParser, Namespace

from frontdesk.console.surroundings import of_house
from frontdesk.kernel.registry import adapters


def arguments(parser: ArgumentParser) -> None:
    """--quiet prints only what is wrong."""
    parser.add_argument("--quiet", action="store_true", help="print only what is wrong")


def run(options: Namespace) -> int:
    """One line a part; returns 1 when any has a problem."""
    findings = [("database", problem) for problem in of_house("roles.problems")()] or [("database", "")]
    findings += [(f"adapter {code}", adapter.self_test()) for code, adapter in sorted(adapters().items())]
    for part, problem in findings:
        if problem or not options.quiet:
            print(f"{part}: {problem or 'ok'}")
    return int(any(problem for _, problem in findings))
