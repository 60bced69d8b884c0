"""A council's bridge as docs/how-to/back-office.md describes it, on a socket of this machine: what a council writes.

Signatures both ways, their clock, calls that are sent again, and the faults that networks have.
"""

import hashlib
import hmac
import json
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "a secret that both sides know"
ALLOWED_SECONDS = 300


def signed(secret: str, *parts: bytes) -> str:
    """HMAC-SHA256 of the parts, each closed by a line feed."""
    return hmac.new(secret.encode(), b"".join(part + b"\n" for part in parts), hashlib.sha256).hexdigest()


@dataclass
class Bridge:
    """What the bridge knows, and how it is to behave. `faults` are taken one a call: a status, "hang", "garbage",
    "unsigned", "list", "long", "elsewhere" (a redirect)."""

    url: str = ""
    accounts: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    proofs: dict[tuple[str, str], str] = field(default_factory=dict)
    statuses: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    faults: deque[int | str] = field(default_factory=deque)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def answer(self, what: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Status and answer of one call."""
        self.asked.append((what, body))
        key = (body.get("system", ""), body.get("number", ""))
        if what == "ready":
            return 200, {"ready": True}
        if what == "account":
            return (200, self.accounts[key]) if key in self.accounts else (404, {})
        if what == "proves":
            return 200, {"proves": key in self.proofs and self.proofs[key] == body.get("proof")}
        if what == "status":
            found = self.statuses.get((body.get("system", ""), body.get("subject", "")))
            return (200, found) if found is not None else (404, {})
        return 400, {}

    def trusts(self, what: str, head: Mapping[str, str], body: bytes) -> str:
        """The call's nonce once its signature is right, of now, and new; '' otherwise."""
        parts = dict(each.split("=", 1) for each in head.get("Frontdesk-Signature", "").split(",") if "=" in each)
        moment, nonce = parts.get("t", ""), parts.get("n", "")
        wanted = signed(SECRET, moment.encode(), nonce.encode(), what.encode(), body)
        right = hmac.compare_digest(wanted, parts.get("s", ""))
        if not right or abs(time.time() - int(moment)) > ALLOWED_SECONDS or nonce in self.seen:
            return ""
        self.seen.add(nonce)
        return nonce


@contextmanager
def bridge_server() -> Iterator[Bridge]:
    """The bridge, listening until the block ends."""
    bridge = Bridge()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            what = self.path.strip("/")
            nonce = bridge.trusts(what, self.headers, body)
            if not nonce:
                return self.say(401, b"{}", "")
            fault = bridge.faults.popleft() if bridge.faults else None
            if fault == "hang":
                time.sleep(1.5)
            if fault == "elsewhere":
                self.send_response(307)
                self.send_header("Location", f"{bridge.url}/account")
                self.end_headers()
                return None
            status, told = (fault, {}) if isinstance(fault, int) else bridge.answer(what, json.loads(body))
            sent = {"garbage": b"<html>", "list": b"[]", "long": b'"' + b"x" * 600_000 + b'"'}.get(
                str(fault), json.dumps(told).encode()
            )
            return self.say(status, sent, "" if fault == "unsigned" else nonce)

        def say(self, status: int, sent: bytes, nonce: str) -> None:
            self.send_response(status)
            if nonce:
                right = signed(SECRET, nonce.encode(), str(status).encode(), sent)
                self.send_header("Frontdesk-Signature", right)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            with suppress(OSError):  # whoever asked may have gone
                self.wfile.write(sent)

        def log_message(self, *told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    bridge.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield bridge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
