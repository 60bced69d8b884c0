"""A file of contacts brought in by the command that councils use (DESIGN 6: 651,231 in under three minutes)."""

import csv
import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from frontdesk.console import children
from frontdesk.console.surroundings import Stop
from frontdesk.console.year import fill
from frontdesk.kernel import clock

_MAPPING = f"""
source = "switchboard"
customers = "{fill.SYSTEM}"
times = "%d/%m/%Y %H:%M:%S"
zone = "UTC"

[fields]
key = "Call"
channel = "How"
started_at = "Rang"
answered_at = "Answered"
ended_at = "Ended"
customer = "Account"
service = "About"
outcome = "Came of it"

[constants]
reason = "ask"
demand = "value"

[codes.channel]
Telephone = "phone"
Counter = "visit"
Letter = "letter"
"""


def measure_import(council: str, lines: int, people: int) -> dict[str, Any]:
    """Bring in so many calls and visits of five years, two in three of a customer whom the file names; seconds."""
    with tempfile.TemporaryDirectory() as folder:
        calls, mapping = Path(folder, "calls.csv"), Path(folder, "calls.toml")
        _write(calls, lines, people)
        mapping.write_text(_MAPPING)
        began, before = time.perf_counter(), os.times()
        code = children.call("import", "contacts", str(calls), "--mapping", str(mapping), "--council", council)
        if code:
            raise Stop(f"The import ended with exit code {code}; the lines above tell why.")
        after, seconds = os.times(), time.perf_counter() - began
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return {"lines": lines, "seconds": seconds, "cpu": cpu}


def _write(path: Path, lines: int, people: int) -> None:
    random, began = Random(3), clock.now() - timedelta(days=1800)  # noqa: S311 (calls, not secrets)
    mark = f"{clock.now():%y%m%d%H%M}"
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Call", "How", "Rang", "Answered", "Ended", "Account", "About", "Came of it"])
        for n in range(lines):
            rang = began + timedelta(days=1790 * n / lines)
            answered = rang + timedelta(seconds=random.randrange(4, 90))
            ended = answered + timedelta(seconds=random.randrange(60, 600))
            account = f"{fill.SYSTEM}-{random.randrange(1, people + 1):07}" if n % 3 else ""
            told = (f"{moment:%d/%m/%Y %H:%M:%S}" for moment in (rang, answered, ended))
            how, what = random.choice(("Telephone", "Counter", "Letter")), random.choice(("missed-bin", "pothole"))
            out.writerow([f"{mark}-{n}", how, *told, account, what, random.choice(("answered", "signposted"))])
