"""Leaving an outside system alone for a while once it has failed several times running."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.kernel import clock


@dataclass
class Breaker:
    """Counts faults of one outside system, in this process: after `after` of them it rests for `rest`."""

    after: int = 3
    rest: timedelta = timedelta(minutes=1)
    faults: int = 0
    until: datetime | None = None

    @property
    def resting(self) -> bool:
        """Whether it is to be left alone now. After the rest one call decides whether it rests again."""
        return self.until is not None and clock.now() < self.until

    def count(self, *, ok: bool) -> None:
        """A call went well, or did not."""
        self.faults = 0 if ok else self.faults + 1
        self.until = clock.now() + self.rest if self.faults >= self.after else None
