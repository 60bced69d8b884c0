"""Fill this installation with the invented council of the demo; `frontdesk demo` does it by itself.

Refused outside demo mode: the demo's passwords are published.
"""

import sys
from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.db import connection

from frontdesk.console import children, demo, roles
from frontdesk.console.surroundings import Stop, addresses


def arguments(parser: ArgumentParser) -> None:
    """--part: only this of what has happened, in a council that is open."""
    parser.add_argument("--part", choices=sorted(demo.PARTS), help="play only this part of what has happened")


def run(options: Namespace) -> None:
    """Fill, telling of each step; what has happened is played by a process for each part."""
    if not settings.DEMO:
        raise Stop("The demo's people have published passwords: this works only with FRONTDESK_DEMO=1.")
    with connection.cursor() as cursor:
        # What is cut off here is done again at the next start: no need to wait for the disk at each step.
        cursor.execute("SET synchronous_commit TO off")
    if options.part:
        demo.live_through(options.part)
        return
    demo.open_up(_say)
    _say("Living through a year of requests and calls")
    mine, *others = demo.PARTS
    beside = [children.begin("fill", "--part", part) for part in others]
    demo.live_through(mine)
    if failed := [child for child in beside if child.wait()]:
        raise Stop(f"{len(failed)} of the demo's parts did not come to its end; the lines above tell why.")
    demo.count()
    roles.analyse(addresses().owner_url)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
