"""The live application wakes the right pages and says when it may have missed something."""

import asyncio
from typing import Any

import pytest

from frontdesk.kernel.live_token import token
from frontdesk.sites.live import app
from frontdesk.sites.live.hub import RESET, Hub


def test_it_tells_only_who_listens_in_that_council():
    async def story() -> None:
        hub = Hub()
        mine = hub.join(1, frozenset({"request.7"}))
        others = hub.join(2, frozenset({"request.7"}))
        hub.tell("1:request.7:44")
        hub.tell("1:request.8:45")
        assert mine.get_nowait() == "request.7:44"
        assert mine.empty()
        assert others.empty()

    asyncio.run(story())


def test_a_page_too_slow_to_read_is_told_to_fetch_afresh():
    async def story() -> None:
        hub = Hub()
        queue = hub.join(1, frozenset({"desk"}))
        for sequence in range(150):
            hub.tell(f"1:desk:{sequence}")
        seen = [queue.get_nowait() for _ in range(queue.qsize())]
        assert RESET in seen
        assert len(seen) <= 100

    asyncio.run(story())


@pytest.mark.parametrize("query", [b"", b"token=wrong"])
def test_without_a_good_token_there_is_no_stream(query: bytes):
    assert _status(query) == 403


def test_another_address_is_not_served():
    assert _status(b"", "/elsewhere") == 404


def test_the_pages_token_opens_a_stream(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(app, "_ensure_listener", lambda: None)  # the hub alone, without a database
    sent: list[dict[str, Any]] = []

    async def story() -> None:
        done = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await done.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)
            if b"request.7:9" in message.get("body", b""):
                done.set()
            elif b"ready" in message.get("body", b""):
                app.hub.tell("1:request.7:9")

        given = token(1, ["request.7"]).encode()
        scope = {"type": "http", "path": "/live/", "method": "GET", "query_string": b"token=" + given}
        await asyncio.wait_for(app.application(scope, receive, send), 5)

    asyncio.run(story())
    assert sent[0]["status"] == 200
    assert any(b"request.7:9" in message.get("body", b"") for message in sent)


def _status(query: bytes, path: str = "/live/") -> int:
    sent: list[dict[str, Any]] = []

    async def story() -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await app.application({"type": "http", "path": path, "method": "GET", "query_string": query}, receive, send)

    asyncio.run(story())
    return sent[0]["status"]
