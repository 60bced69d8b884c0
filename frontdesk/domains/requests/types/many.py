"""Many requests at once: what is to be done to each of a list, and what became of it. No Django."""

from dataclasses import dataclass

from frontdesk.domains.requests.types import Item, Outcome

ASSIGN, CLOSE, RECATEGORISE, DUPLICATE = "assign", "close", "recategorise", "duplicate"
MANY = (ASSIGN, CLOSE, RECATEGORISE, DUPLICATE)
"""What can be done to many requests at once."""
MOST = 200
"""So many at once."""
OWN = "This is about you. Somebody else has to deal with it at work. You can see it in your own account."
THE_FIRST = "This is the one that the others repeat. It stays as it is."
NO_SUCH_ENDING = "Its service does not end in this way."


@dataclass(frozen=True, slots=True)
class Bulk:
    """One thing to do to many requests: `do` is one of MANY, the rest what that needs.

    `to` is a user and `team` a code (assign), `outcome` a code and `message` words for the customers (close),
    `service` a code (recategorise), `same_as` the request that the others repeat (duplicate), or `firsts` that of each.
    """

    do: str
    to: int | None = None
    team: str = ""
    outcome: str = ""
    message: str = ""
    service: str = ""
    same_as: int | None = None
    firsts: tuple[tuple[int, int], ...] = ()

    def first_of(self, request: int) -> int | None:
        """The request that this one repeats."""
        return dict(self.firsts).get(request, self.same_as)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would come of it for one request: `why` says why not, '' where it can be done.

    Without `looked` the time was over before it was looked at.
    """

    item: Item
    why: str = ""
    looked: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one: done, or `why` not. `code` is that of the refusal."""

    request: int
    done: bool
    why: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """An outcome by which some of many requests can be closed, and how many."""

    outcome: Outcome
    number: int
