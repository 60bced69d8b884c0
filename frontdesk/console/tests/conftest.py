"""A PostgreSQL server for the tests of the console, apart from the one of the other tests; imports at the console."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from frontdesk.console import embedded
from frontdesk.console.main import load, parser_of
from tests.support.cast import Cast


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


@pytest.fixture
def frontdesk(cast: Cast, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """`frontdesk import` with these words: its exit code, and what it said."""

    def run(*words: object) -> tuple[int, str, str]:
        options = parser_of("import", load("import_")).parse_args([*map(str, words), "--council", "demo"])
        code = options.run(options) or 0
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text into a file."""

    def write(text: str, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_text(text)
        return path

    return write
