"""What a customer may need, as a likelihood with its reasons. Never by their area alone: that is about neighbours."""

from collections.abc import Mapping, Sequence

from frontdesk.domains.segments.rules.deciding import likelihood, online, span
from frontdesk.domains.segments.types import Likely

HELP_ONLINE = "Help with doing things online"
FROM = 2
"""Signs from which it is told: one of their own, and one of their area."""


def help_online(contacts: int, by_channel: Mapping[str, int], signs: Sequence[str], days: int) -> Likely | None:
    """Whether a customer may need help with doing things online: they came, and never online, and `signs` of their area
    say that people there may be left behind. None where there are fewer signs."""
    if not contacts or online(by_channel) or 1 + len(signs) < FROM:
        return None
    came = f"{contacts:,} contact{'s' * (contacts != 1)} in {span(days)}, none of them online"
    return Likely(HELP_ONLINE, likelihood(1 + len(signs)), (came, *(f"in their area {sign}" for sign in signs)))
