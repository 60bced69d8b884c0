"""Bring the database up to date, as the owner of its tables.

Rerunnable: what was applied before is left alone. Needs DATABASE_OWNER_URL (or what `frontdesk setup` kept).
"""

from argparse import ArgumentParser, Namespace

from frontdesk.console.surroundings import of_house


def arguments(parser: ArgumentParser) -> None:
    """--quiet says nothing."""
    parser.add_argument("--quiet", action="store_true", help="say nothing when it goes well")


def run(options: Namespace) -> None:
    """Apply all migrations."""
    of_house("migrate.migrate")()
    if not options.quiet:
        print("The database is up to date.")
