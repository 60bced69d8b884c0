"""Stop the embedded database of this FRONTDESK_HOME; the next command that needs it starts it again."""

from argparse import ArgumentParser, Namespace

from frontdesk.console import embedded, surroundings


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(options: Namespace) -> None:
    """Stop the server of this home and no other."""
    stopped = embedded.stop(surroundings.home())
    print("The embedded database is stopped." if stopped else "No embedded database was running.")
