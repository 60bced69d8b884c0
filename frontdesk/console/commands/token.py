"""Make tokens for programs that use the API.

frontdesk token create --council demo --label "Contact centre telephony" --scope contacts
"""

from argparse import ArgumentParser, Namespace

from frontdesk.console.surroundings import Stop
from frontdesk.domains.access import actions as access
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor


def arguments(parser: ArgumentParser) -> None:
    """token create."""
    verbs = parser.add_subparsers(required=True, metavar="create")
    create = verbs.add_parser("create", help="make a token and print it, once")
    create.add_argument("--council", required=True, help="code of the council whose data the token opens")
    create.add_argument("--label", required=True, help="what the token is for, as staff will read it")
    create.add_argument("--scope", action="append", required=True, help="what it may do; can be given several times")
    create.add_argument("--per-minute", type=int, default=600, help="calls a minute, 0 for no limit (%(default)s)")
    create.set_defaults(run=_create)


def _create(options: Namespace) -> None:
    council = organisations.council_by_code(options.council)
    if council is None:
        raise Stop(f"There is no council {options.council!r} in this installation.")
    with tenancy.acting_for(council.id):
        secret = access.create_token(
            Actor.system(council.id), label=options.label, scopes=options.scope, per_minute=options.per_minute
        )
    print(secret)
