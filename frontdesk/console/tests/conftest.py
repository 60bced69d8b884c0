"""A PostgreSQL server for the tests of the console, apart from the one that the other tests use."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from frontdesk.console import embedded


@pytest.fixture(scope="module")
def server_home() -> Iterator[Path]:
    """A home with an embedded server, stopped at the end; in a folder that an unprivileged account may enter."""
    home = Path(mkdtemp(prefix="frontdesk-"))
    home.chmod(0o755)
    yield home
    embedded.stop(home)
    shutil.rmtree(home)


@pytest.fixture(scope="module")
def admin_url(server_home: Path) -> str:
    """The superuser of that server, or of a new one of another release named by FRONTDESK_TEST_ADMIN_URL."""
    return os.environ.get("FRONTDESK_TEST_ADMIN_URL") or embedded.start(server_home, durable=False)
