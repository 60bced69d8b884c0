"""What stands beside a customer on their page: what higher domains keep of them now, and who they have to do with."""

from dataclasses import dataclass

MOST_NEAR = 10
"""How many of those who are near a page of the customer names."""
MOST_COUNTED = 100
"""How many of them are counted: beyond it we say "more than"."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a higher domain keeps of a customer and wants read in the one statement that reads the customer.

    `select` gives rows with an `id`, for `%(council)s` and `x.person_id = ANY(%(people)s)`, by an index and few
    of them. It is text of the program, never of anybody who types. The rows come back under `kind`, as JSON; what they
    mean, and who may see it, is the domain's own.
    """

    kind: str
    select: str


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody the customer has to do with now: what they are to them, and what whoever looks may call them."""

    relation: int
    kind: str
    other: int
    name: str
    hidden: bool = False
