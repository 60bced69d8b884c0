"""Measure this release on this machine, and write the figures to a page.

Makes a database of its own for each size on the embedded server, fills it with invented people and five years of
their contacts and requests, measures as the application, and removes it. `--keep` leaves it there, and `--reuse`
measures what was kept without filling anew. `--admin-url` names another server. CPU and queries are the figures to
compare: other work on the machine changes times.
"""

import json
import logging
import os
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from frontdesk.console import children, embedded, roles, surroundings

IMPORTED = 651_231
"""Lines of a file of contacts: a county's in a year (DESIGN 6)."""
PAGE = surroundings.CHECKOUT / "docs" / "operations" / "benchmarks.md"


def arguments(parser: ArgumentParser) -> None:
    """Sizes, the page, the server."""
    parser.add_argument(
        "sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000], help="how many people (%(default)s)"
    )
    parser.add_argument("--page", type=Path, default=PAGE, help="where the figures are written")
    parser.add_argument("--admin-url", default="", help="administrator of another server than the embedded one")
    parser.add_argument("--keep", action="store_true", help="leave the databases where they are")
    parser.add_argument("--reuse", action="store_true", help="measure databases that were kept, and keep them")
    parser.add_argument(
        "--lines", type=int, default=IMPORTED, help="lines of the import timed at the largest size (%(default)s)"
    )
    parser.add_argument("--measure", type=Path, help="measure one size in the database of this environment")


def run(options: Namespace) -> int:
    """Measure each size in a process of its own, then write the page."""
    if options.measure:
        return _measure(options)
    from frontdesk.console.bench import page

    admin = options.admin_url or embedded.start(surroundings.home())
    results: dict[int, dict[str, Any]] = {}
    for size in options.sizes:
        database, kept = f"frontdesk_bench_{size}", options.keep or options.reuse
        if not options.reuse:
            roles.drop(admin, database)
        addresses = roles.prepare(admin, database, known=roles.read_addresses(surroundings.home()))
        lines = options.lines if size == max(options.sizes) else 0
        try:
            results[size] = _one(size, addresses, ["--lines", str(lines), *(["--reuse"] if options.reuse else [])])
        finally:
            if not kept:
                roles.drop(admin, database)
        results[size]["seconds"] = _seconds(size, results[size]["seconds"], kept)
    page.write(options.page, results)
    print(f"The figures stand in {options.page}.")
    return 0


def _seconds(size: int, seconds: dict[str, float], kept: bool) -> dict[str, float]:
    """How long filling took; of a database that was kept, as long as it took then."""
    told = surroundings.home() / f"bench-{size}.json"
    if not seconds and told.exists():
        return {name: float(value) for name, value in json.loads(told.read_text()).items()}
    if kept:
        told.write_text(json.dumps(seconds))
    return seconds


def _one(size: int, addresses: roles.Addresses, more: list[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "answer.json")
        environment = {
            "DATABASE_URL": addresses.app_url, "DATABASE_OWNER_URL": addresses.owner_url,
            "FRONTDESK_DEMO": "1", "FRONTDESK_NO_POOL": "1", "FRONTDESK_HOME": folder,
        }  # fmt: skip
        code = children.call("migrate", "--quiet", environment=environment) or children.call(
            "bench", str(size), "--measure", str(answer), *more, environment=environment
        )
        if code:
            raise surroundings.Stop(f"Measuring {size:,} people ended with exit code {code}; the lines above tell why.")
        found: dict[str, Any] = json.loads(answer.read_text())
        return found


def _measure(options: Namespace) -> int:
    """The measuring itself, with Django as the application role."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.config.settings")
    django.setup()
    # A line for each page would drown what this says.
    logging.getLogger("frontdesk").setLevel(logging.WARNING)
    from frontdesk.console.bench.meter import machine
    from frontdesk.console.bench.run import Wishes
    from frontdesk.console.bench.run import run as measure

    found = measure(options.sizes[0], _analyse, Wishes(options.reuse, options.lines))
    options.measure.write_text(json.dumps(found | {"machine": machine()}))
    return 0


def _analyse() -> None:
    roles.analyse(os.environ["DATABASE_OWNER_URL"])
