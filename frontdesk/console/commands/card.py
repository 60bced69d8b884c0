"""The key that signs the codes of cards.

frontdesk card renew-key --council demo
frontdesk card renew-key --council demo --withdraw

Codes signed before stay good until they are too old. With --withdraw they are good no more from this moment: for a key
that somebody else may have. Cards and their numbers stay in force; customers show or print the new code.
"""

from argparse import ArgumentParser, Namespace

from frontdesk.console.councils import council_named
from frontdesk.domains.cards import actions
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor


def arguments(parser: ArgumentParser) -> None:
    """card renew-key --council [--withdraw]."""
    verbs = parser.add_subparsers(required=True, metavar="renew-key")
    renew = verbs.add_parser("renew-key", help="sign codes with a new key from now on")
    renew.add_argument("--council", required=True, help="code of the council")
    renew.add_argument("--withdraw", action="store_true", help="codes signed with earlier keys are good no more")
    renew.set_defaults(run=_renew)


def _renew(options: Namespace) -> None:
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        made = actions.renew_key(Actor.system(council.id), withdraw=options.withdraw)
    print(f"Codes are signed with the key {made} from now on.")
    if options.withdraw:
        print("Codes signed before are good no more. Ask customers to show or print theirs anew.")
