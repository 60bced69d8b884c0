"""Prepare an installation: roles, database, tables, and the first administrator.

DATABASE_ADMIN_URL names an administrator of the PostgreSQL server and is used this once; without it the embedded
database is made. The addresses of application and owner are kept in database.json in FRONTDESK_HOME, readable by
this account alone, unless DATABASE_URL and DATABASE_OWNER_URL give them. Can be run again.
"""

import os
from argparse import ArgumentParser, Namespace

from frontdesk.console import children, embedded, roles, surroundings
from frontdesk.console.surroundings import Stop


def arguments(parser: ArgumentParser) -> None:
    """The first administrator, and what to leave out."""
    parser.add_argument("--database", default="frontdesk", help="name of the database (%(default)s)")
    parser.add_argument("--empty", action="store_true", help="only roles and an empty database, to restore into")
    parser.add_argument("--council", help="code of the first administrator's council, made if there is none")
    parser.add_argument("--council-name", help="its name, when it is new")
    parser.add_argument("--email", help="email address of the first administrator")
    parser.add_argument("--name", help="name of the first administrator, as colleagues know it")


def run(options: Namespace) -> int:
    """Each step in a process of its own, with the role that the step needs."""
    who = (options.council, options.email, options.name)
    if any(who) and not all(who):
        raise Stop("The first administrator needs --council, --email and --name together.")
    _prepare(options.database)
    if options.empty:
        print("Roles and an empty database are ready.")
        return 0
    if code := children.call("migrate"):
        return code
    if all(who):
        new = ["--council-name", options.council_name] if options.council_name else []
        words = ["administrator", "--council", options.council, "--email", options.email, "--name", options.name]
        return children.call(*words, *new)
    print("No administrator was named: `frontdesk administrator` makes one.")
    return 0


def _prepare(database: str) -> None:
    admin_url = os.environ.get("DATABASE_ADMIN_URL", "")
    home = surroundings.home()
    if not admin_url:
        surroundings.connect()
        return
    if embedded.exists(home):
        raise Stop(f"{home} has an embedded database already: name another FRONTDESK_HOME for this server.")
    if surroundings.given():
        known = surroundings.addresses()
        given = roles.names_in(known)
        roles.prepare(admin_url, given.database, given.owner, given.app, known=known)
    else:
        roles.prepare(admin_url, database, home=home)
