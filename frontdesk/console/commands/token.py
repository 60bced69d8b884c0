"""Make, list and end the tokens of programs that use the API.

frontdesk token create --council demo --label "Contact centre telephony" --scope contacts
"""

from argparse import ArgumentParser, Namespace

from frontdesk.console.councils import council_named
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries
from frontdesk.domains.access.types import PEOPLE, SCOPES
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor


def arguments(parser: ArgumentParser) -> None:
    """token create, token list, token end."""
    verbs = parser.add_subparsers(required=True, metavar="create|list|end")
    create = verbs.add_parser("create", help="make a token and print it, once")
    create.add_argument("--council", required=True, help="code of the council whose data the token opens")
    create.add_argument("--label", required=True, help="what the token is for, as staff will read it")
    create.add_argument(
        "--scope",
        action="append",
        required=True,
        help=f"one of {', '.join(SCOPES)}, or {PEOPLE}SYSTEM (a back office, as {PEOPLE}council-tax); can be repeated",
    )
    create.add_argument("--per-minute", type=int, default=600, help="calls a minute, 0 for no limit (%(default)s)")
    create.set_defaults(run=_create)
    living = verbs.add_parser("list", help="print the council's tokens: number, label, what they may do")
    living.set_defaults(run=_list)
    end = verbs.add_parser("end", help="end a token at once")
    end.add_argument("--token", type=int, required=True, help="its number, as `token list` prints it")
    end.set_defaults(run=_end)
    for verb in (living, end):
        verb.add_argument("--council", required=True, help="code of the council")


def _list(options: Namespace) -> None:
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        for token in queries.tokens(council.id):
            print(f"{token.id}\t{token.label}\t{', '.join(sorted(token.scopes))}")


def _end(options: Namespace) -> None:
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        access.end_token(Actor.system(council.id), token=options.token)
    print(f"Token {options.token} is ended.")


def _create(options: Namespace) -> None:
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        secret = access.create_token(
            Actor.system(council.id), label=options.label, scopes=options.scope, per_minute=options.per_minute
        )
    print(secret)
