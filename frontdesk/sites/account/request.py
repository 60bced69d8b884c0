"""What every view of this site reads from its request, and who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types.deaths import OF_THE_DEAD
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound

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
    """A page of the customer's own: others sign in first and come back to it. The account of somebody of whom it is
    recorded that they have died is closed to whoever signs in to it."""

    @wraps(view)
    def living(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = request.actor
        if actor.person is None and people.is_of_the_dead(actor.council, actor.user):
            raise NotAllowed(OF_THE_DEAD)
        return view(request, *args, **kwargs)

    return of_council(login_required(living))


def with_record(view: View) -> View:
    """A page about what we hold: who signed in and has no record with us is told so, and where to turn."""

    @wraps(view)
    def known(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect("site_account:data") if request.actor.person is None else view(request, *args, **kwargs)

    return signed_in(known)


def who(request: HttpRequest) -> tuple[Council, Actor]:
    """The council that the middleware found, and the actor as a customer: staff have the desk."""
    found: Any = request
    return found.council, found.actor.as_customer()
