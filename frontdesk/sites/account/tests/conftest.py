"""Who visits the account."""

import pytest
from django.core.cache import cache
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.access.models import User
from tests.support.cast import Cast

PASSWORD = "three random words"


@pytest.fixture
def visitor(cast: Cast) -> Client:
    """A browser at the council demo."""
    cache.clear()
    return Client(HTTP_HOST="demo.example.org")


@pytest.fixture
def nora(cast: Cast) -> int:
    """A customer with a password and a verified email."""
    return access.open_sign_in(email="nora@example.org", password=PASSWORD, verified=True)


@pytest.fixture
def inside(visitor: Client, nora: int) -> Client:
    """Nora's browser, signed in by password."""
    visitor.post("/account/sign-in/", {"login": "nora@example.org", "password": PASSWORD})
    assert User.objects.get(pk=nora).last_login
    return visitor
