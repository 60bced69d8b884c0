"""A file of contacts of several thousand lines is written two batches at a time: nothing twice, nothing lost."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from frontdesk.console.main import load, parser_of
from frontdesk.domains.contacts.models import Contact
from frontdesk.kernel import clock, imports, tenancy
from tests.support.cast import Cast
from tests.support.neighbours import two_councils

pytestmark = [pytest.mark.committed, pytest.mark.shows("K2")]
MAPPING = """
source = "switchboard"
times = "%d/%m/%Y %H:%M"

[fields]
key = "Call"
channel = "How"
started_at = "Rang"
"""


@pytest.fixture
def real(committed: Any) -> Iterator[Cast]:
    """The cast in a database of its own, where things are committed."""
    cast = two_councils()
    with tenancy.acting_for(cast.councils.demo.id), clock.at(datetime(2026, 12, 2, 10, tzinfo=UTC)):
        yield cast


def test_lines_that_two_batches_share_in_opposite_order_come_in_once(
    real: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calls, mapping = tmp_path / "calls.csv", tmp_path / "calls.toml"
    keys = chain(range(1000), range(1000, 2000), range(1999, 999, -1), range(2000, 3000))
    lines = [f"C{key},phone,01/12/2026 {key % 10:02}:00" for key in keys]
    lines[500], lines[3500] = "C500,pigeon,01/12/2026 09:00", "C2500,pigeon,01/12/2026 09:00"
    calls.write_text("\n".join(["Call,How,Rang", *lines]))
    mapping.write_text(MAPPING)
    command = parser_of("import", load("import_"))
    options = command.parse_args(["contacts", str(calls), "--mapping", str(mapping), "--council", "demo"])
    options.run(options)
    assert "2,998 brought in, 1,000 there already, 2 refused" in capsys.readouterr().out
    council = real.councils.demo.id
    assert Contact.objects.filter(council_id=council, import_run__isnull=False).count() == 2998
    run = imports.runs(council)[0]
    assert (run.lines.added, run.lines.same, run.lines.refused) == (2998, 1000, 2)
    assert run.ended_at is not None and run.span.first == run.span.last == date(2026, 12, 1)
