"""Make somebody an administrator of a council: the first one, or one more when nobody can get in.

The person gets in by a code that is emailed to them; no password is set here.
"""

from argparse import ArgumentParser, Namespace

from django.db import transaction

from frontdesk.console.surroundings import Stop
from frontdesk.domains.access import actions as access
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.organisations import queries
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor


def arguments(parser: ArgumentParser) -> None:
    """Who, and of which council."""
    parser.add_argument("--council", required=True, help="code of the council, made if there is none")
    parser.add_argument("--council-name", help="its name, when it is new")
    parser.add_argument("--email", required=True, help="email address of the administrator")
    parser.add_argument("--name", required=True, help="name, as colleagues know it")


def run(options: Namespace) -> None:
    """Council, sign-in and membership, all or nothing."""
    if "@" not in options.email:
        raise Stop(f"{options.email!r} is not an email address.")
    with transaction.atomic():
        council = queries.council_by_code(options.council)
        if council is None:
            if not options.council_name:
                raise Stop(f"There is no council {options.council!r} yet: give --council-name to make it.")
            council, _ = organisations.set_council(code=options.council, values={"name": options.council_name})
        user = access.open_sign_in(email=options.email, full_name=options.name)
        with tenancy.acting_for(council.id):
            access.set_member(Actor.system(council.id), user=user, name=options.name, roles=["administrator"])
    print(f"{options.name} is an administrator of {council.name}.")
