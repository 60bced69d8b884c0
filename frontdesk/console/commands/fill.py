"""Fill this installation with the invented council of the demo; `frontdesk demo` does it by itself.

Refused outside demo mode: the demo's passwords are published.
"""

import sys
from argparse import ArgumentParser, Namespace

from django.conf import settings

from frontdesk.console import demo, roles
from frontdesk.console.surroundings import Stop, addresses


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(options: Namespace) -> None:
    """Fill, telling of each step."""
    if not settings.DEMO:
        raise Stop("The demo's people have published passwords: this works only with FRONTDESK_DEMO=1.")
    demo.fill(lambda sentence: print(sentence, file=sys.stderr, flush=True))
    roles.analyse(addresses().owner_url)
