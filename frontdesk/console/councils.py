"""The council that a command names."""

from frontdesk.console.surroundings import Stop
from frontdesk.domains.organisations import queries
from frontdesk.domains.organisations.types import Council


def council_named(code: str) -> Council:
    """The council with this code; Stop, with the sentence, where the installation has none."""
    council = queries.council_by_code(code)
    if council is None:
        raise Stop(f"There is no council {code!r} in this installation.")
    return council
