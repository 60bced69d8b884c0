"""Reading segments: of one customer, and what a round has to look at."""

from frontdesk.domains.segments.queries.brief import BESIDE, brief
from frontdesk.domains.segments.queries.customers import (
    held_on,
    is_left_out,
    left_out,
    place_of,
    profiles,
    rules_of,
    standing_of,
)
from frontdesk.domains.segments.rules.deciding import in_words, likelihood, signs, span

__all__ = [
    "BESIDE",
    "brief",
    "held_on",
    "in_words",
    "is_left_out",
    "left_out",
    "likelihood",
    "place_of",
    "profiles",
    "rules_of",
    "signs",
    "span",
    "standing_of",
]
