"""What every view of this site reads from its request, and who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from frontdesk.domains.organisations.types import Council
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

View = Callable[..., HttpResponseBase]


def of_council(view: View) -> View:
    """A page that is not there where the address names no council: its furniture and its messages are a council's."""

    @wraps(view)
    def checked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.council is None:
            raise NotFound("This address belongs to no council here.")
        return view(request, *args, **kwargs)

    return checked


def signed_in(view: View) -> View:
    """A page of the customer's own: others sign in first and come back to it."""
    return of_council(login_required(view))


def who(request: HttpRequest) -> tuple[Council, Actor]:
    """The council that the middleware found, and the actor as a customer: staff have the desk."""
    found: Any = request
    return found.council, found.actor.as_customer()
