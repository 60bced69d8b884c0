"""Run everything on this machine with an invented council: database, pages, jobs, live pages.

frontdesk demo. Ctrl-C ends the pages; the database stays for next time (`frontdesk stop` ends it). To begin again
from nothing: `frontdesk stop`, then remove FRONTDESK_HOME (by default var/ in the checkout).
"""

import os
import socket
import time
from argparse import ArgumentParser, Namespace
from contextlib import closing, suppress
from urllib.request import urlopen

from frontdesk.console import children, sign_ins, surroundings
from frontdesk.console.commands import live
from frontdesk.console.progress import say
from frontdesk.console.surroundings import Stop


def arguments(parser: ArgumentParser) -> None:
    """The port."""
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port (%(default)s)")


def run(options: Namespace) -> int:
    """Prepare, fill and serve until ctrl-C."""
    started = time.monotonic()
    if surroundings.given():
        raise Stop("The demo keeps to its own database: run it without DATABASE_URL.")
    _refuse_taken(options.port)
    address = f"http://localhost:{options.port}"
    os.environ |= {"FRONTDESK_DEMO": "1", "PORT": str(options.port)}
    os.environ.setdefault("PUBLIC_ADDRESS", address)
    os.environ.setdefault("LIVE_ADDRESS", f"http://localhost:{options.port + 1}")
    say("Starting the embedded database")
    surroundings.connect()
    say("Bringing the database up to date")
    if code := children.call("migrate", "--quiet"):
        return code
    duties = {"pages": ["serve"], "jobs": ["worker"]}
    if live.available():
        duties["live"] = ["live"]
    crew = children.Crew(duties)
    # The pages need a while to start. The worker waits: it would send today what the past wrote.
    crew.start("pages")
    if code := children.call("fill"):
        crew.stop()
        return code
    for name in duties.keys() - {"pages"}:
        crew.start(name)
    if not _wait_for(address, crew):
        crew.stop()
        raise Stop("The pages did not start; the lines above tell why.")
    print(sign_ins.printed(address), flush=True)
    say(f"Ready after {time.monotonic() - started:.0f} seconds")
    return crew.watch()


def _refuse_taken(port: int) -> None:
    for number in (port, port + 1):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", number))
            except OSError:
                raise Stop(f"Port {number} is taken by another program: try PORT={port + 100} make demo.") from None


def _wait_for(address: str, crew: children.Crew) -> bool:
    """Wait until the first page comes; False when the pages ended or took more than a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and crew.running["pages"].poll() is None:
        with suppress(OSError), urlopen(address, timeout=30) as answer:  # noqa: S310  our own address
            return bool(answer.status == 200)
        time.sleep(0.1)
    return False
