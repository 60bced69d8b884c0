"""Measuring one piece of work: CPU of whoever does it and of the database, queries, and time.

The machine may do other things meanwhile, so CPU is the figure to compare; time is told beside it.
"""

import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from django.db import connection

_TICKS = os.sysconf("SC_CLK_TCK")
_NOT_COUNTED = ("SELECT set_config", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class Measured:
    """A piece of work, done `times`: milliseconds of CPU each (ours, the database's), time, most queries."""

    name: str
    times: int
    cpu: float
    database: float
    median: float
    p95: float
    queries: int


@dataclass
class Spent:
    """Seconds of CPU that some processes and the database's backends spent in a block."""

    ours: float = 0.0
    database: float = 0.0


def measure(
    name: str, work: Callable[[int], Any], *, times: int, warm: int = 3, by: Callable[[], float] = time.process_time
) -> Measured:
    """Do `work(n)` `warm` times for nothing and then `times` times. `by` reads the CPU of whoever does it, in seconds.

    Queries are those of this process: none where a server does the work.
    """
    for n in range(warm):
        work(n)
    counted, taken = Counter(), []
    with spending(by) as spent, connection.execute_wrapper(counted):
        for n in range(times):
            counted.now = 0
            started = time.perf_counter()
            work(warm + n)
            taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return Measured(
        name, times, spent.ours * 1000 / times, spent.database * 1000 / times,
        taken[times // 2], taken[ceil(times * 0.95) - 1], counted.most,
    )  # fmt: skip


@contextmanager
def spending(by: Callable[[], float]) -> Iterator[Spent]:
    """Read the CPU of whoever works and of the database before the block and after it."""
    spent = Spent()
    database, ours = database_cpu(), by()
    yield spent
    spent.ours, spent.database = by() - ours, database_cpu() - database


class Counter:
    """Counts the queries of one piece of work after another; BEGIN and set_config do not count (DESIGN 6)."""

    def __init__(self) -> None:
        self.now = self.most = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Django's wrapper around a statement."""
        if not str(sql).startswith(_NOT_COUNTED):
            self.now += 1
            self.most = max(self.most, self.now)
        return execute(sql, params, many, context)


def machine() -> str:
    """What this machine is, without its name."""
    model, memory = platform.machine(), ""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
        memory = f", {int(Path('/proc/meminfo').read_text().split()[1]) // 1_000_000} GB"
    return f"{os.cpu_count()} cores ({model}){memory}"


def cpu_of(process: int) -> float:
    """Seconds of CPU that a process and its children have used; 0 for one that is gone."""
    children = ""
    with suppress(OSError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text()
    return _own_cpu(process) + sum(cpu_of(int(child)) for child in children.split())


def database_cpu() -> float:
    """Seconds of CPU of the backends that serve this database; what the server does in the background is not in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user")
        return sum(_own_cpu(pid) for (pid,) in cursor.fetchall())


def _own_cpu(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS
