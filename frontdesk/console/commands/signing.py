"""Make a new key with which we sign who somebody is, for outside systems; or list those that count.

frontdesk signing new
"""

from argparse import ArgumentParser, Namespace

from frontdesk.console.surroundings import Stop
from frontdesk.kernel import signing


def arguments(parser: ArgumentParser) -> None:
    """signing new, signing list."""
    verbs = parser.add_subparsers(required=True, metavar="new|list")
    new = verbs.add_parser("new", help="make a key that signs in two hours; the old one counts a day longer")
    new.set_defaults(run=_new)
    verbs.add_parser("list", help="print from when to when each key signs").set_defaults(run=_list)


def _new(options: Namespace) -> None:
    try:
        made = signing.make_key()
    except ValueError as error:
        raise Stop(str(error)) from None
    print(f"The new key signs from {made.signs_from:%Y-%m-%d %H:%M} UTC.")


def _list(options: Namespace) -> None:
    for key in signing.living():
        start, end = (f"{each:%Y-%m-%d %H:%M}" if each else "-" for each in (key.signs_from, key.ends_at))
        print(f"signs from {start}\tcounts until {end}")
