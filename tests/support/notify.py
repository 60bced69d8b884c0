"""GOV.UK Notify as its API is documented, on a socket of this machine: for the official client to talk to.

Keys (live, or team and guest list), tokens and their clock, templates, what may be sent to whom, limits by the minute
and by the day, the simulator's addresses and numbers, receipts by call, and the faults that networks have.
"""

import json
import re
import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import phonenumbers

SERVICE, SECRET = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
KEY = f"frontdesk-{SERVICE}-{SECRET}"
EMAIL_TEMPLATE, TEXT_TEMPLATE = str(uuid.UUID(int=11)), str(uuid.UUID(int=12))
ALLOWED_SECONDS = 30
FATES = {
    "temp-fail@simulator.notify": "temporary-failure",
    "perm-fail@simulator.notify": "permanent-failure",
    "+447700900003": "temporary-failure",
    "+447700900002": "permanent-failure",
}
_PLACE = re.compile(r"\(\(([^)]+)\)\)")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FIELDS = {
    "email": {"email_address", "template_id", "personalisation", "reference", "email_reply_to_id",
              "one_click_unsubscribe_url", "sanitise_content_for"},
    "sms": {"phone_number", "template_id", "personalisation", "reference", "sms_sender_id"},
}  # fmt: skip


class Refused(Exception):
    """An error as the documentation has it: status, name, sentence."""

    def __init__(self, status: int, name: str, message: str) -> None:
        self.status, self.body = status, {"status_code": status, "errors": [{"error": name, "message": message}]}


@dataclass
class Notify:
    """What the service keeps, and how it is to behave. `faults` are taken one a call: a status, "hang", "garbage",
    "taken-garbage" (it takes the message, and its answer is cut off)."""

    url: str = ""
    kind: str = "live"
    team: frozenset[str] = frozenset()
    per_minute: int = 3000
    per_day: int = 250_000
    skew: int = 0
    faults: deque[int | str] = field(default_factory=deque)
    sent: list[dict[str, Any]] = field(default_factory=list)
    templates: dict[str, dict[str, Any]] = field(default_factory=dict)
    connections: int = 0
    _minute: deque[float] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, kind: str, given: dict[str, Any]) -> dict[str, Any]:
        """Take a message: 201's body."""
        to = self._recipient(kind, given)
        template = self.templates.get(given.get("template_id", ""))
        if template is None or template["type"] != kind:
            raise Refused(400, "BadRequestError", "Template not found")
        words = given.get("personalisation") or {}
        missing = [each for part in ("subject", "body") for each in _PLACE.findall(template[part] or "")
                   if each not in words]  # fmt: skip
        if missing:
            raise Refused(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")
        if self.kind == "team" and to not in self.team:
            raise Refused(400, "BadRequestError", "Can’t send to this recipient using a team-only API key")
        content = {part: _filled(template[part], words) for part in ("subject", "body")}
        made = {"id": str(uuid.uuid4()), "reference": given.get("reference"), "type": kind, "to": to,
                "status": "created", "created_at": _now(), "completed_at": None, "sent_at": None,
                "template": template["id"], **content}  # fmt: skip
        self.sent.append(made)
        text = {"body": content["body"], "from_number": "GOVUK"}
        shown = text if kind == "sms" else {**content, "from_email": "council@example.org"}
        where = {"id": template["id"], "version": 1, "uri": f"{self.url}/v2/template/{template['id']}"}
        return {"id": made["id"], "reference": made["reference"], "content": shown, "template": where,
                "uri": f"{self.url}/v2/notifications/{made['id']}"}  # fmt: skip

    def deliver(self) -> list[dict[str, Any]]:
        """Everything on its way comes to its end; the receipts that Notify calls with."""
        ended = [one for one in self.sent if one["status"] == "created"]
        for one in ended:
            one["status"] = FATES.get(one["to"], "delivered")
            one["sent_at"] = one["completed_at"] = _now()
        return [receipt(one) for one in ended]

    def check(self, bearer: str) -> None:
        """The token of a call, and how many there have been."""
        try:
            claims = jwt.decode(bearer, SECRET, algorithms=["HS256"], options={"verify_iat": False})
        except jwt.InvalidTokenError:
            raise Refused(403, "AuthError", "Invalid token: API key not found") from None
        if abs(time.time() + self.skew - claims["iat"]) > ALLOWED_SECONDS:
            raise Refused(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
        if claims["iss"] != SERVICE:
            raise Refused(403, "AuthError", "Invalid token: service not found")

    def count(self) -> None:
        """One more message: 429 over the minute's or the day's limit."""
        now = time.monotonic()
        while self._minute and self._minute[0] < now - 60:
            self._minute.popleft()
        if len(self._minute) >= self.per_minute:
            raise Refused(
                429,
                "RateLimitError",
                f"Exceeded rate limit for key type {self.kind.upper()} of {self.per_minute} requests per 60 seconds",
            )
        if len(self.sent) >= self.per_day:
            raise Refused(429, "TooManyRequestsError", f"Exceeded send limits ({self.per_day}) for today")
        self._minute.append(now)

    def _recipient(self, kind: str, given: dict[str, Any]) -> str:
        for name in given.keys() - _FIELDS[kind]:
            raise Refused(400, "ValidationError", f"Additional properties are not allowed ({name} was unexpected)")
        name = "email_address" if kind == "email" else "phone_number"
        to = given.get(name)
        if not to:
            raise Refused(400, "ValidationError", f"{name} is a required property")
        if kind == "email":
            if not _EMAIL.fullmatch(to):
                raise Refused(400, "ValidationError", "email_address Not a valid email address")
            return str(to)
        try:
            return phonenumbers.format_number(phonenumbers.parse(to, "GB"), phonenumbers.PhoneNumberFormat.E164)
        except phonenumbers.NumberParseException:
            raise Refused(400, "ValidationError", "phone_number Number is not valid") from None


def receipt(one: dict[str, Any]) -> dict[str, Any]:
    """The body of the call by which Notify tells what became of a message."""
    return {key: one[key] for key in ("id", "reference", "to", "status", "created_at", "completed_at", "sent_at")} | {
        "notification_type": one["type"], "template_id": one["template"], "template_version": 1,
    }  # fmt: skip


@contextmanager
def notify_server() -> Iterator[Notify]:
    """The service on a free port, with a template for emails and one for texts."""
    state = Notify()
    state.templates = {
        EMAIL_TEMPLATE: {
            "id": EMAIL_TEMPLATE,
            "type": "email",
            "subject": "((subject))",
            "body": "((body))",
            "version": 1,
        },
        TEXT_TEMPLATE: {"id": TEXT_TEMPLATE, "type": "sms", "subject": None, "body": "((body))", "version": 1},
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Asked", (_Asked,), {"state": state}))
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


class _Asked(BaseHTTPRequestHandler):
    state: Notify
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        self.state.connections += 1
        super().setup()

    def do_GET(self) -> None:
        self._answered(self._read)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answered(lambda: self._post(body))

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _answered(self, do: Any) -> None:
        fault = self.state.faults.popleft() if self.state.faults else None
        if fault == "hang":
            time.sleep(1.5)
        with self.state._lock:
            try:
                self.state.check(self.headers.get("Authorization", "").removeprefix("Bearer "))
                if isinstance(fault, int):
                    raise Refused(fault, "Exception", "Internal server error")
                status, body = (200, b"<html>") if fault == "garbage" else do()
            except Refused as refused:
                status, body = refused.status, refused.body
        self._write(status, b'{"id": "' if fault == "taken-garbage" else body)

    def _write(self, status: int, body: Any) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def _post(self, body: bytes) -> tuple[int, Any]:
        kind = urlsplit(self.path).path.removeprefix("/v2/notifications/")
        if kind not in _FIELDS:
            raise Refused(404, "NotFound", "Not found")
        self.state.count()
        return 201, self.state.take(kind, json.loads(body))

    def _read(self) -> tuple[int, Any]:
        asked = urlsplit(self.path)
        if asked.path.startswith("/v2/template/"):
            template = self.state.templates.get(asked.path.removeprefix("/v2/template/"))
            if template is None:
                raise Refused(404, "NoResultFound", "No result found")
            return 200, template
        if number := asked.path.removeprefix("/v2/notifications").strip("/"):
            found = [one for one in self.state.sent if one["id"] == number]
            if not found:
                raise Refused(404, "NoResultFound", "No result found")
            return 200, found[0]
        wanted = parse_qs(asked.query).get("reference", [None])[0]
        listed = [one for one in reversed(self.state.sent) if wanted is None or one["reference"] == wanted]
        return 200, {"notifications": listed[:250], "links": {"current": self.path}}


def _filled(part: str | None, words: dict[str, Any]) -> str:
    return _PLACE.sub(lambda found: str(words[found[1]]), part or "")


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime())
