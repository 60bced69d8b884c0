"""Times as files write them are read as `strptime` reads them, whichever way is taken."""

from datetime import datetime

import pytest

from frontdesk.console.imports.times import reader


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("%d/%m/%Y %H:%M", "03/12/2026 16:05"), ("%d/%m/%Y %H:%M", "3/2/2026 6:05"), ("%Y", "2026"),
        ("%Y-%m-%dT%H:%M:%S", "2026-12-03T16:05:09"), ("%d.%m.%Y", "03.12.2026"), ("%d %b %Y", "03 Dec 2026"),
        ("%m/%d/%Y %I:%M %p", "12/03/2026 04:05 PM"), ("on %d.%m.%Y (local)", "on 3.12.2026 (local)"),
    ],
)  # fmt: skip
def test_it_reads_the_same(form: str, text: str):
    assert reader(form)(text) == datetime.strptime(text, form)  # noqa: DTZ007


@pytest.mark.parametrize("text", ["31/02/2026 09:00", "12/31/2026 09:00", "03/12/26 09:00", "03/12/2026", "", "now"])
def test_it_refuses_the_same(text: str):
    with pytest.raises(ValueError):
        reader("%d/%m/%Y %H:%M")(text)
