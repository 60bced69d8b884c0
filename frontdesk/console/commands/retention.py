"""Empty what was kept for its time: names, words and files go, the facts that are counted stay.

frontdesk retention --council demo --dry-run
frontdesk retention --council demo
frontdesk retention --council demo --class contacts

Without --class it runs every rule that the council has switched on (desk, "How long we keep things"); with it that one,
switched on or not. A dry run counts and empties nothing. A run that was cut off goes on where it was.
"""

import sys
from argparse import ArgumentParser, Namespace

from frontdesk.console.councils import council_named
from frontdesk.console.surroundings import Stop
from frontdesk.domains.information import actions, queries
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.holdings import record_classes

AT_ONCE = 20
"""Pieces between two lines that say how far it is."""


def arguments(parser: ArgumentParser) -> None:
    """retention --council [--class] [--dry-run]."""
    parser.add_argument("--council", required=True, help="code of the council")
    parser.add_argument("--class", dest="code", choices=sorted(record_classes()) or None, help="one class of record")
    parser.add_argument("--dry-run", action="store_true", help="count what would go, and empty nothing")


def run(options: Namespace) -> None:
    """Run the rules, telling what each came to."""
    council = council_named(options.council).id
    with tenancy.acting_for(council):
        kept = {each.code: each for each in queries.kept(council) if not each.by_itself}
        on = [code for code, each in kept.items() if each.on or options.dry_run]
        wanted = [options.code] if options.code else on
        if not wanted:
            raise Stop("No rule of this council is switched on. Name one with --class, or count with --dry-run.")
        for code in wanted:
            _run(council, code, kept[code].name, dry=options.dry_run)


def _run(council: int, code: str, name: str, *, dry: bool) -> None:
    began = actions.begin_run(Actor.system(council), code=code, dry=dry)
    while not actions.go_on(council=council, run=began, pieces=AT_ONCE):
        print(f"{name}: {queries.run(council, began).emptied:,} so far", file=sys.stderr, flush=True)
    told = queries.run(council, began)
    what = "would be emptied" if dry else "emptied"
    print(f"{name}: {told.emptied:,} {what}, {told.spared:,} held back.", flush=True)
