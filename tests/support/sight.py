"""Tests take the net away: the policies let both councils through, and a query must name its council itself.

Beneath one council's policy a query that forgot its council reads no other's rows, so no test would notice. A shared
centre acts for several at once, and so do the tests: then such a query finds Littlewick's rows (`neighbours`). That the
net holds by itself is shown in tests/architecture/test_tenancy.py and wherever a test has a database of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from frontdesk.config import middleware
from frontdesk.kernel import jobs, tenancy
from frontdesk.sites.api import hooks, keys
from frontdesk.sites.api.open311 import doors as open311
from frontdesk.sites.api.v1 import doors as v1
from tests.support.cast import Councils

WHERE_WORK_BEGINS = (middleware, keys, hooks, open311, v1, jobs)
"""What says for which council a page, a call or a job acts."""


def of_file(councils: Councils, path: Path) -> tuple[int, ...]:
    """The councils that a test acts for: both where it calls a domain, demo alone where pages do."""
    both = (councils.demo.id, councils.littlewick.id)
    return both if "domains" in path.parts else both[:1]


def open_to_both(monkeypatch: pytest.MonkeyPatch, councils: Councils) -> None:
    """Whoever begins work for a council has the other in sight too. Who acts for none still sees none."""

    @contextmanager
    def acting_for(*own: int) -> Iterator[None]:
        others = {councils.demo.id, councils.littlewick.id} - {*own} if own else ()
        with tenancy.acting_for(*own, *others):
            yield

    wider = SimpleNamespace(**{**vars(tenancy), "acting_for": acting_for})
    for module in WHERE_WORK_BEGINS:
        monkeypatch.setattr(module, "tenancy", wider)
