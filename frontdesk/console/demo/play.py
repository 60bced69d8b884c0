"""What is still to happen in the demo, in the order of its moments."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from random import Random

from frontdesk.console.demo.calls import Desk
from frontdesk.kernel import clock, jobs


@dataclass
class Play:
    """The earliest first, and in the order it was planned where moments are the same.

    Two may play at once, each in a process of its own: what one defers lies in its own queue, so that no message of
    March is sent by one that has come to October.
    """

    name: str
    council: int
    now: datetime
    pick: Random
    desk: Desk | None = None
    plan: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    number: Iterator[int] = field(default_factory=count)

    @classmethod
    def begin(cls, name: str, council: int, seed: int, staff: str) -> "Play":
        """One that is called `name`, for the council that is acted for; the same seed draws the same. `staff` (email)
        takes what comes: nobody has two customers in hand."""
        pick = Random(seed)  # noqa: S311  figures of a demo
        return cls(name, council, clock.now(), pick, Desk.open(council, pick, staff))

    def at(self, moment: datetime, do: Callable[[], None]) -> None:
        """Plan it, unless it lies ahead of today."""
        if moment < self.now:
            heapq.heappush(self.plan, (moment, next(self.number), do))

    def run(self) -> None:
        """Let it all happen, each thing at its own moment; messages go out at once, with their own date."""
        queue = f"demo-{self.name}"
        with jobs.into(queue):
            while self.plan:
                moment, _, do = heapq.heappop(self.plan)
                with clock.at(moment):
                    do()
                    jobs.do_all(queue=queue)
