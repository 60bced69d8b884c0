"""Finding a customer from whatever was typed into one box: read it, gather at most 200, put the right one first."""

from frontdesk.domains.people.types import Hit
from frontdesk.kernel.actor import Actor


def search(actor: Actor, text: str, limit: int = 20) -> list[Hit]:
    """People who fit what was typed, the likeliest first; at most `limit`."""
    return []
