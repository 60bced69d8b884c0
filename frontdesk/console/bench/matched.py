"""All records of a council compared by the command that councils use (DESIGN 6: a million in under two minutes)."""

import importlib.util
import os
import subprocess
import time
from typing import Any

from frontdesk.console import children
from frontdesk.console.surroundings import Stop

_KIBIBYTE = 1024


def measure_matching(council: str, people: int) -> dict[str, Any] | None:
    """Compare so many records: read from the database, certain pairs joined, doubtful ones proposed and written back.

    Seconds, seconds of CPU of the command, and the most memory it had (bytes); None where Splink is not installed.
    """
    if importlib.util.find_spec("splink") is None:
        return None
    began = time.perf_counter()
    words = children.command("match", "--council", council)
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603
        told = child.stdout.read().strip() if child.stdout else ""
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Stop(f"Matching ended with exit code {child.returncode}; the lines above tell why.")
    return {
        "people": people, "seconds": time.perf_counter() - began, "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * _KIBIBYTE, "told": told,
    }  # fmt: skip
