"""A browser of somebody of the cast: Django's test client, signed in, at the host of a council."""

from typing import Any

from django.test import Client

from frontdesk.domains.access.models import User
from frontdesk.kernel.actor import Actor


def browser(actor: Actor | None = None, host: str = "demo.example.org") -> Client:
    """A client in which this actor is signed in; nobody is where the actor has no sign-in or there is none."""
    client = Client(headers={"host": host})
    if actor is not None and actor.user is not None:
        client.force_login(User.objects.get(pk=actor.user), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(answer: Any) -> str:
    """The words of an answer, as they came."""
    return str(answer.content.decode())
