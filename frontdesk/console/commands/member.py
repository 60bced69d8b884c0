"""Say who works for a council: take somebody on, change what they do, let them go, list everybody.

frontdesk member set --council demo --email dee@council.example --name "Dee Marsh" --role adviser --team waste

Whoever is new gets in by a code that is emailed to them; no password is set here.
"""

from argparse import ArgumentParser, Namespace

from django.db import transaction

from frontdesk.console.councils import council_named
from frontdesk.console.surroundings import Stop
from frontdesk.domains.access import actions, queries
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor


def arguments(parser: ArgumentParser) -> None:
    """member set, member end, member reset-second-step, member list."""
    verbs = parser.add_subparsers(required=True, metavar="set|end|reset-second-step|list")
    change = verbs.add_parser("set", help="take somebody on, or give exactly these roles and teams")
    change.add_argument("--name", required=True, help="name, as colleagues know it")
    change.add_argument("--role", action="append", required=True, help="what they do; can be given several times")
    change.add_argument("--team", action="append", default=[], help="code of a team; can be given several times")
    change.set_defaults(run=_set)
    end = verbs.add_parser("end", help="let somebody go: their open work is handed on")
    end.set_defaults(run=_end)
    reset = verbs.add_parser("reset-second-step", help="take away a second step and passkeys that were lost")
    reset.set_defaults(run=_reset)
    everybody = verbs.add_parser("list", help="print everybody: email, name, roles, teams")
    everybody.set_defaults(run=_list)
    for verb in (change, end, reset, everybody):
        verb.add_argument("--council", required=True, help="code of the council")
    for verb in (change, end, reset):
        verb.add_argument("--email", required=True, help="email address they sign in with")


def _set(options: Namespace) -> None:
    council = council_named(options.council)
    if "@" not in options.email:
        raise Stop(f"{options.email!r} is not an email address.")
    with transaction.atomic(), tenancy.acting_for(council.id):
        user = actions.open_sign_in(email=options.email, full_name=options.name)
        actions.set_member(
            Actor.system(council.id), user=user, name=options.name, roles=options.role, teams=options.team
        )
    print(f"{options.name} works for {council.name}: {', '.join(sorted(options.role))}.")


def _reset(options: Namespace) -> None:
    council, user = council_named(options.council), _user(options)
    with tenancy.acting_for(council.id):
        actions.end_second_step(Actor.system(council.id), user=user)
    print(f"{options.email} signs in without a second step until they set up a new one.")


def _user(options: Namespace) -> int:
    user = queries.user_by_email(options.email)
    if user is None:
        raise Stop(f"Nobody signs in as {options.email}.")
    return user.pk


def _end(options: Namespace) -> None:
    council, user = council_named(options.council), _user(options)
    with tenancy.acting_for(council.id):
        actions.end_member(Actor.system(council.id), user=user)
    print(f"{options.email} works for {council.name} no longer; their open work is being handed on.")


def _list(options: Namespace) -> None:
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        members = queries.members(council.id)
        emails = queries.emails_of(council.id, [member.user for member in members])
        teams = {team.id: team.code for team in organisations.teams(council.id)}
    for member in members:
        placed = ", ".join(sorted(teams[team] for team in member.teams))
        print(f"{emails[member.user]}\t{member.name}\t{', '.join(sorted(member.roles))}\t{placed}")
