"""Serve the pages and the API: two processes with a few threads each, at PORT (8000).

Refuses to start while the database is behind, or with a database role that row-level security would not bind.
"""

import os
import sys
from argparse import ArgumentParser, Namespace

from frontdesk.console.surroundings import home, refuse_unsafe


def arguments(parser: ArgumentParser) -> None:
    """Where to listen and with how many processes."""
    parser.add_argument(
        "--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen at (%(default)s)"
    )
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port (%(default)s)")
    parser.add_argument("--processes", type=int, default=2, help="worker processes (%(default)s)")
    parser.add_argument("--threads", type=int, default=4, help="threads of each process (%(default)s)")


def run(options: Namespace) -> None:
    """Become the server; returns only if that is refused."""
    refuse_unsafe()
    (home() / "static").mkdir(exist_ok=True)
    # The check above ran on one connection; the server's threads share a pool.
    os.environ.pop("FRONTDESK_NO_POOL", None)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "frontdesk.config.wsgi:application"]
    command += ["--host", options.host, "--port", str(options.port), "--no-ws", "--log-level", "warning"]
    command += ["--workers", str(options.processes), "--blocking-threads", str(options.threads)]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "10"]
    os.execv(sys.executable, command)  # noqa: S606
