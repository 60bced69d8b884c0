"""Fixtures everybody uses: the database as the application role, the two councils, the cast."""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from frontdesk.console import roles
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import clock, tenancy
from tests.support import databases, sight
from tests.support.cast import Cast, Councils
from tests.support.neighbours import MORNING, two_councils

Template = tuple[str, str, roles.Addresses]
"""The administrator's address, the name of the migrated template, the addresses of the two roles."""


@pytest.fixture(scope="session")
def template(django_db_blocker: Any) -> Template:
    """Makes the template where there is none of this content yet."""
    from frontdesk.config.migrate import migrate

    admin = databases.admin_url()
    name = f"fd_template_{databases.fingerprint()}"
    with databases.alone(), django_db_blocker.unblock():
        addresses = databases.known_addresses(admin, name)
        connection = connections["default"]
        databases.point(connection.settings_dict, addresses.owner_url)
        migrate()
        connection.close()
    return admin, name, addresses


@pytest.fixture(scope="session")
def django_db_setup(template: Template, django_db_blocker: Any) -> Iterator[None]:
    """This worker's own copy of the template, used as the application role."""
    admin, name, addresses = template
    copy = f"fd_run_{os.getpid()}_{uuid4().hex[:6]}"
    with databases.alone():
        roles.create_copy(admin, name, copy)
    connection = connections["default"]
    databases.point(connection.settings_dict, addresses.of_database(copy).app_url)
    yield
    with django_db_blocker.unblock():
        connection.close()
    roles.drop(admin, copy)


@pytest.fixture(scope="session", autouse=True)
def unhurried() -> None:
    """Councils and teams are kept until they are forgotten: how many statements a page takes hangs on no clock.

    In service they are read anew every two seconds, which on a busy machine pass while a test makes one page.
    """
    setattr(organisations, "_FRESH_SECONDS", math.inf)  # noqa: B010  the only one who turns it


@pytest.fixture(scope="session")
def standing(django_db_setup: None, django_db_blocker: Any) -> Cast:
    """Councils and cast, committed once in this worker's copy: some hundred statements that no test repeats.

    Littlewick has customers and work, which no test of the council demo may see.
    """
    with django_db_blocker.unblock():
        organisations.forget()
        return two_councils()


@contextmanager
def own_database(template: Template, blocker: Any, kind: str = "own") -> Iterator[roles.Addresses]:
    """In here this process works in a new copy of the template, which ends with the block; yields its two addresses."""
    admin, name, addresses = template
    copy = f"fd_{kind}_{os.getpid()}_{uuid4().hex[:6]}"
    with databases.alone():
        roles.create_copy(admin, name, copy)
    connection = connections["default"]
    before = dict(connection.settings_dict)
    databases.point(connection.settings_dict, addresses.of_database(copy).app_url)
    organisations.forget()
    with blocker.unblock():
        connection.close()
        try:
            yield addresses.of_database(copy)
        finally:
            connection.close()
            connection.settings_dict.update(before)
            organisations.forget()
            roles.drop(admin, copy)


@pytest.fixture
def committed(django_db_setup: None, template: Template, django_db_blocker: Any) -> Iterator[roles.Addresses]:
    """A database of its own for a test that commits, kills or starts processes; yields its two addresses."""
    with own_database(template, django_db_blocker) as addresses:
        yield addresses


@pytest.fixture
def real(committed: roles.Addresses) -> Iterator[Cast]:
    """The cast in a database of its own, where things are committed: for those who act at the same moment."""
    cast = two_councils()
    with tenancy.acting_for(cast.councils.demo.id), clock.at(MORNING):
        yield cast


@pytest.fixture
def councils(standing: Cast, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Councils]:
    """The councils demo and littlewick, bare: no pack loaded. Pages, calls and jobs see both (`sight`)."""
    organisations.forget()
    sight.open_to_both(monkeypatch, standing.councils)
    yield standing.councils
    organisations.forget()


@pytest.fixture
def cast(standing: Cast, councils: Councils, request: pytest.FixtureRequest) -> Iterator[Cast]:
    """The named cast of both councils. The test acts for demo; one that asks a domain has both in sight (`sight`)."""
    with tenancy.acting_for(*sight.of_file(councils, request.path)):
        yield standing
