"""Measuring one piece of work: CPU of this process and of its database connection, queries, and time.

The machine may do other things meanwhile, so CPU is the figure to compare; time is told beside it.
"""

import os
import platform
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
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


def measure(name: str, work: Callable[[int], Any], *, times: int = 40, warm: int = 3) -> Measured:
    """Do `work(n)` `warm` times for nothing and then `times` times."""
    for n in range(warm):
        work(n)
    counted = Counter()
    spent: list[float] = []
    database, cpu = _database_cpu(), time.process_time()
    with connection.execute_wrapper(counted):
        for n in range(times):
            counted.begin()
            started = time.perf_counter()
            work(warm + n)
            spent.append((time.perf_counter() - started) * 1000)
    cpu, database = time.process_time() - cpu, _database_cpu() - database
    spent.sort()
    return Measured(
        name, times, cpu * 1000 / times, database * 1000 / times,
        spent[times // 2], spent[min(times - 1, int(times * 0.95))], counted.most,
    )  # fmt: skip


class Counter:
    """Counts the queries of one piece of work after another; BEGIN and set_config do not count (DESIGN 6)."""

    def __init__(self) -> None:
        self.now = self.most = 0

    def begin(self) -> None:
        """The next piece of work."""
        self.now = 0

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


def _database_cpu() -> float:
    """Seconds of CPU that the server process of our connection has used; 0 where it cannot be seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS
