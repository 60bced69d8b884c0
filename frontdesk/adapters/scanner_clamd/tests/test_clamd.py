"""clamd is asked by its own protocol; here a small server speaks it."""

import socket
import threading
from collections.abc import Iterator

import pytest

from frontdesk.adapters.scanner_clamd.adapter import Clamd
from frontdesk.domains.forms.ports import ScannerDownError

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def _serve(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as stream:
            command = b""
            while not command.endswith(b"\0"):
                command += stream.read(1)
            if command == b"zPING\0":
                connection.sendall(b"PONG\0")
                continue
            content = b""
            while length := int.from_bytes(stream.read(4), "big"):
                content += stream.read(length)
            verdict = b"stream: Eicar FOUND\0" if b"EICAR" in content else b"stream: OK\0"
            connection.sendall(b"INSTREAM size limit exceeded. ERROR\0" if len(content) > 200_000 else verdict)


@pytest.fixture
def address() -> Iterator[str]:
    """Where the small server listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server,), daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"


def test_it_finds_what_is_infected(address: str) -> None:
    assert Clamd(address).infected(EICAR)
    assert not Clamd(address).infected(b"x" * 150_000)
    assert Clamd(address).reachable() == ""


def test_an_error_is_no_verdict(address: str) -> None:
    with pytest.raises(ScannerDownError):
        Clamd(address).infected(b"x" * 300_000)


def test_it_says_when_nobody_is_there() -> None:
    with pytest.raises(ScannerDownError):
        Clamd("127.0.0.1:1").infected(b"x")
    with pytest.raises(ScannerDownError):
        Clamd("/nowhere/clamd.ctl").infected(b"x")
    assert "does not answer" in Clamd("127.0.0.1:1").reachable()
