"""Requests as the desk's other pages show them: mine, a customer's, the one with a reference."""

from collections.abc import Iterable

from frontdesk.domains.requests.types import Item
from frontdesk.sites.desk.gate import Request
from frontdesk.sites.desk.happened import Known


def first_ones(request: Request) -> list[Item] | None:
    """My own open work, most of its promised time used first; None where there is no list."""
    return None


def by_reference(request: Request, typed: str) -> Item | None:
    """The request with this reference, if the actor may see it."""
    return None


def known(request: Request, ids: Iterable[int]) -> Known:
    """Names and references of those of the requests that the actor may see."""
    return {}


def of_people(request: Request, people: Iterable[int]) -> list[Item]:
    """Open requests of a customer that the actor may see."""
    return []
