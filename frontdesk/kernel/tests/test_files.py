"""Files on disk: gone only when their row is, and nothing lies about without one."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from frontdesk.kernel import clock, files
from frontdesk.kernel.models import StoredFile
from tests.support.cast import Cast


@pytest.fixture
def stored(cast: Cast, settings: Any, tmp_path: Any) -> StoredFile:
    settings.FRONTDESK_HOME = tmp_path
    return files.keep(cast.dee.council, name="a.pdf", content_type="application/pdf", content=b"paper")


def test_a_file_whose_erasing_is_taken_back_is_still_there(stored: StoredFile, django_capture_on_commit_callbacks: Any):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        files.erase(stored)
        raise ZeroDivisionError
    row = StoredFile.objects.get()
    assert files.read(row) == b"paper"
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        files.erase(row)
    assert not files.path_of(row.council_id, row.key).exists() and not StoredFile.objects.exists()


def test_what_has_no_row_goes_after_a_day(stored: StoredFile):
    path, ago = files.path_of(stored.council_id, stored.key), (clock.now() - timedelta(days=2)).timestamp()
    old, cut_off, young = (path.with_name(name) for name in (path.name[:2] + "f" * 30, f"{path.name}.part", "young"))
    for each in (old, cut_off, young):
        each.write_bytes(b"x")
    for each in (path, old, cut_off):
        os.utime(each, (ago, ago))
    assert files.clear_orphans(stored.council_id) == 2
    assert path.exists() and young.exists() and not old.exists() and not cut_off.exists()
    assert files.clear_orphans(stored.council_id) == 0
