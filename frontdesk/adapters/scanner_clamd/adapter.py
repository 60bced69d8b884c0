"""Scans uploads by clamd: CLAMD=host:3310, or the path of its socket. Uses its INSTREAM command."""

import socket
import struct
from contextlib import closing

from django.conf import settings

from frontdesk.domains.forms.ports import SCANNER, ScannerDownError
from frontdesk.kernel.registry import Adapter

TIMEOUT_SECONDS = 10
_PIECE = 64 * 1024


class Clamd:
    """One connection a file: a scanner that hangs holds nobody else back."""

    def __init__(self, address: str) -> None:
        self.address = address

    def infected(self, content: bytes) -> bool:
        """Whether clamd found something. ScannerDownError when it does not answer, or answers with an error."""
        pieces = (content[at : at + _PIECE] for at in range(0, len(content), _PIECE))
        framed = b"".join(struct.pack("!L", len(piece)) + piece for piece in pieces)
        answer = self._ask(b"zINSTREAM\0" + framed + struct.pack("!L", 0))
        if answer.endswith("FOUND"):
            return True
        if answer.endswith("OK"):
            return False
        raise ScannerDownError(answer[:100])

    def reachable(self) -> str:
        """'' when clamd answers, else a sentence."""
        try:
            answer = self._ask(b"zPING\0")
        except ScannerDownError:
            return f"The virus scanner at {self.address} does not answer. Uploads are kept, but nobody can open them."
        return "" if answer == "PONG" else f"The virus scanner at {self.address} answers strangely."

    def _ask(self, command: bytes) -> str:
        try:
            with closing(self._connected()) as connection:
                connection.sendall(command)
                answer = b""
                while not answer.endswith(b"\0") and (more := connection.recv(4096)):
                    answer += more
        except OSError as error:
            raise ScannerDownError(type(error).__name__) from None
        return answer.decode("utf-8", "replace").strip("\0\n ")

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(TIMEOUT_SECONDS)
            connection.connect(self.address)
            return connection
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)


ADAPTERS = (
    Adapter(
        code="clamd",
        port=SCANNER,
        label="Virus scanner clamd",
        make=lambda: Clamd(settings.CLAMD),
        self_test=lambda: Clamd(settings.CLAMD).reachable() if settings.CLAMD else "",
        settings=("CLAMD",),
    ),
)
