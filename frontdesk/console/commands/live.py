"""Serve /live/, the stream that tells open pages to fetch anew, at the port after PORT (8001).

A small program apart from the pages: it holds one connection to the database and no page waits for it. Refuses to
start with a database role that row-level security would not bind.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from importlib.util import find_spec

from frontdesk.console import surroundings

APPLICATION = "frontdesk.sites.live.app"


def arguments(parser: ArgumentParser) -> None:
    """Where to listen."""
    after = int(os.environ.get("PORT", "8000")) + 1
    parser.add_argument(
        "--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen at (%(default)s)"
    )
    parser.add_argument("--port", type=int, default=after, help="port (%(default)s)")


def run(options: Namespace) -> None:
    """Become the live server; returns only if that is refused."""
    if not available():
        raise surroundings.Stop("This release has no live pages yet; pages fetch anew by themselves.")
    surroundings.refuse_unsafe()
    command = [sys.executable, "-m", "granian", "--interface", "asginl", f"{APPLICATION}:application"]
    command += ["--host", options.host, "--port", str(options.port), "--no-ws", "--log-level", "warning"]
    command += ["--workers", "1", "--respawn-failed-workers", "--workers-kill-timeout", "5"]
    os.execv(sys.executable, command)  # noqa: S606


def available() -> bool:
    """Whether the house has the live application."""
    return find_spec(APPLICATION.rpartition(".")[0]) is not None and find_spec(APPLICATION) is not None
