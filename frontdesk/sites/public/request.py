"""What every view of this site reads from its request."""

from typing import Any

from django.http import HttpRequest

from frontdesk.domains.organisations.types import Council
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound


def council_of(request: HttpRequest) -> tuple[Council, Actor]:
    """The council, and the actor as a customer (staff have the desk); NotFound where the address names no council."""
    found: Any = request
    if found.council is None:
        raise NotFound("This address belongs to no council here.")
    return found.council, found.actor.as_customer()
