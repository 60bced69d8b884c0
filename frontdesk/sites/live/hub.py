"""Who listens to what in this process."""

import asyncio
from collections import defaultdict

RESET = "reset"
BACKLOG = 100


class Hub:
    """Streams by council. A stream too slow to read gets `reset` instead of a growing backlog."""

    def __init__(self) -> None:
        self._streams: dict[int, dict[asyncio.Queue[str], frozenset[str]]] = defaultdict(dict)

    def join(self, council: int, topics: frozenset[str]) -> asyncio.Queue[str]:
        """A new stream's queue of notices."""
        queue: asyncio.Queue[str] = asyncio.Queue(BACKLOG)
        self._streams[council][queue] = topics
        return queue

    def leave(self, council: int, queue: asyncio.Queue[str]) -> None:
        """The stream ended."""
        self._streams[council].pop(queue, None)

    def tell(self, payload: str) -> None:
        """Pass `council:topic:sequence` on to the streams that listen to the topic."""
        council, topic, sequence = payload.split(":", 2)
        for queue, topics in list(self._streams.get(int(council), {}).items()):
            if topic in topics:
                self._put(queue, f"{topic}:{sequence}")

    def reset(self) -> None:
        """Notices may have been missed: every page should fetch afresh."""
        for streams in self._streams.values():
            for queue in streams:
                self._put(queue, RESET)

    def _put(self, queue: asyncio.Queue[str], line: str) -> None:
        if queue.full():
            while not queue.empty():
                queue.get_nowait()
            line = RESET
        queue.put_nowait(line)
