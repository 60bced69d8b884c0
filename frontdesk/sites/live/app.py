"""The live application: plain ASGI, no ORM, one LISTEN connection a process, apart from the pages' server.

`GET /live/?token=…` answers an event stream of `topic:sequence`. The signed token says which council and topics;
it is the only credential, so pages of any origin of ours may connect. A page that cannot reach it polls instead.
A lost listener sends `reset` to every stream: its pages fetch afresh, because notices may have been missed.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.config.settings")

import psycopg
from django.conf import settings
from django.core import signing

from frontdesk.kernel.live_token import read_token
from frontdesk.sites.live.hub import Hub
from frontdesk.sites.live.listen import listen

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PING_SECONDS = 20
hub = Hub()
_listener: asyncio.Task[None] | None = None


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer the lifespan protocol, /live/ and nothing else."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await _http(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _http(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/healthz":
        await _answer(send, 200, b"ok")
        return
    token = parse_qs(scope["query_string"].decode()).get("token", [""])[0]
    if scope["path"].rstrip("/") != "/live" or scope["method"] != "GET":
        await _answer(send, 404, b"")
        return
    try:
        council, topics = read_token(token)
    except (signing.BadSignature, ValueError):
        await _answer(send, 403, b"")
        return
    _ensure_listener()
    await _stream(council, topics, receive, send)


def _ensure_listener() -> None:
    """Start listening with the first stream of this process, and again should the task have ended."""
    global _listener
    if _listener is None or _listener.done():
        _listener = asyncio.get_running_loop().create_task(listen(_address(), hub))


def _address() -> str:
    database: dict[str, Any] = settings.DATABASES["default"]
    return psycopg.conninfo.make_conninfo(
        dbname=database["NAME"], user=database["USER"], password=database["PASSWORD"], host=database["HOST"],
        port=database["PORT"] or None,
    )  # fmt: skip


async def _stream(council: int, topics: frozenset[str], receive: Receive, send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"),
        (b"access-control-allow-origin", b"*"), (b"x-accel-buffering", b"no"),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    gone = asyncio.create_task(_gone(receive))
    queue = hub.join(council, topics)
    try:
        await send({"type": "http.response.body", "body": b"retry: 3000\ndata: ready\n\n", "more_body": True})
        while not gone.done():
            waiting = asyncio.create_task(queue.get())
            done, _ = await asyncio.wait({waiting, gone}, timeout=PING_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if waiting in done:
                body = f"data: {waiting.result()}\n\n".encode()
            else:
                waiting.cancel()
                body = b": still here\n\n"
            await send({"type": "http.response.body", "body": body, "more_body": True})
    except (OSError, RuntimeError):
        pass  # the browser went away in the middle of a line
    finally:
        hub.leave(council, queue)
        gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, status: int, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body})
