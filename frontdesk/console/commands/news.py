"""Show the journal entries that a reaction fails over, and pass over one.

frontdesk news list
frontdesk news skip --council demo --reaction notifications.account_opened
"""

from argparse import ArgumentParser, Namespace

from frontdesk.console.councils import council_named
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.actor import Actor


def arguments(parser: ArgumentParser) -> None:
    """news list, news skip."""
    verbs = parser.add_subparsers(required=True, metavar="list|skip")
    show = verbs.add_parser("list", help="print council, reaction, and the number and kind of the entry it fails over")
    show.set_defaults(run=_list)
    skip = verbs.add_parser("skip", help="never react to that one entry: the others go on; it is journalled")
    skip.add_argument("--council", required=True, help="code of the council")
    skip.add_argument("--reaction", required=True, help="name of the reaction, as `news list` prints it")
    skip.set_defaults(run=_skip)


def _list(options: Namespace) -> None:
    for council in organisations.councils():
        with tenancy.acting_for(council.id):
            for reaction, entry in journal.stuck(council.id).items():
                print(f"{council.code}\t{reaction}\t{entry.id}\t{entry.kind}")


def _skip(options: Namespace) -> None:
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        entry = journal.skip(Actor.system(council.id), reaction=options.reaction)
    print(f"{options.reaction} passes over entry {entry.id} ({entry.kind}).")
