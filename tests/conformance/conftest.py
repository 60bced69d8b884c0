"""What outside clients meet: two councils, one with small services, keys, and a running server."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from frontdesk.console import roles
from frontdesk.domains.access import actions as access
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from tests.conformance.services import SIZE, publish_small
from tests.support.cast import Cast, Councils
from tests.support.live import served
from tests.support.neighbours import two_councils

KEY, OTHERS_KEY = "key-of-demo", "key-of-littlewick"


def make_key(council: int, secret: str, *scopes: str, per_minute: int = 0) -> str:
    """A token of the council with these scopes (open311 where none is named)."""
    with tenancy.acting_for(council):
        return access.create_token(
            Actor.system(council), label="An app", scopes=scopes or ("open311",), per_minute=per_minute, secret=secret
        )


def furnish(councils: Councils) -> None:
    """Two services in demo, one in littlewick, and a key for each."""
    with tenancy.acting_for(councils.demo.id):
        publish_small(councils.demo.id, "litter", "Litter on a street")
        publish_small(councils.demo.id, "dumped", "Dumped things", attribute=SIZE)
    with tenancy.acting_for(councils.littlewick.id):
        publish_small(councils.littlewick.id, "fallen-branch", "A fallen branch")
    make_key(councils.demo.id, KEY)
    make_key(councils.littlewick.id, OTHERS_KEY)


@dataclass(frozen=True)
class Running:
    """A server with committed councils."""

    address: str
    councils: Councils


@pytest.fixture
def running(committed: roles.Addresses) -> Iterator[Running]:
    """A running server over a database of its own."""
    councils = two_councils().councils
    furnish(councils)
    with served() as address:
        yield Running(address, councils)


@pytest.fixture
def web(cast: Cast, client: Client) -> Client:
    """Django's test client, with the furnished councils."""
    furnish(cast.councils)
    return client
