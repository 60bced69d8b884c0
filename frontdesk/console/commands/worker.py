"""Do the jobs that pages leave behind: emails, suppliers, news from one domain to another.

Any number of workers may run, on any number of machines; a killed worker's jobs are taken up again.
"""

from argparse import ArgumentParser, Namespace

from frontdesk.console.surroundings import refuse_unsafe
from frontdesk.kernel import jobs


def arguments(parser: ArgumentParser) -> None:
    """How many jobs at once."""
    parser.add_argument("--concurrency", type=int, default=4, help="jobs at once (%(default)s)")


def run(options: Namespace) -> None:
    """Work until stopped."""
    refuse_unsafe()
    jobs.run_worker(concurrency=options.concurrency)
