"""The demo's outbox shows what was sent, and is there in the demo only."""

import os
import re
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from frontdesk.domains.notifications.actions import tell
from frontdesk.sites.demo.outbox import PAGE
from tests.support.cast import Cast
from tests.support.worker import work

HOST = {"host": "demo.example.org"}


def test_it_shows_a_message_with_its_links(cast: Cast, settings: Any, tmp_path: Path):
    settings.FRONTDESK_HOME = tmp_path
    tell(cast.system, topic="t", subject="We have your report", body="See http://localhost/c/demo/follow/x/",
         about=("request", 1), key="k", email="amina@example.org")  # fmt: skip
    work()
    page = Client(headers=HOST).get("/demo/outbox").content.decode()
    assert "We have your report" in page
    name = next(tmp_path.glob("outbox/*.eml")).stem
    message = Client(headers=HOST).get(f"/demo/outbox/{name}").content.decode()
    assert 'href="http://localhost/c/demo/follow/x/"' in message


@pytest.mark.parametrize("number", [0, PAGE, 2 * PAGE + 1])
def test_it_shows_every_message_once_newest_first(cast: Cast, settings: Any, tmp_path: Path, number: int):
    settings.FRONTDESK_HOME = tmp_path
    folder = tmp_path / "outbox"
    folder.mkdir()
    for n in range(number):
        mail = folder / f"mail{n:04}.eml"
        mail.write_text(
            "To: a@example.org\nFrom: b@example.org\nSubject: S\nDate: Tue, 01 Dec 2026 10:00:00 +0000\n\nT"
        )
        os.utime(mail, (1_800_000_000 + n, 1_800_000_000 + n))
    visitor, address, found, pages = Client(headers=HOST), "/demo/outbox", [], 0
    while address:
        pages += 1
        page = visitor.get(address).content.decode()
        found += re.findall(r'href="/demo/outbox/(\w+)"', page)
        address = next(iter(re.findall(r'href="(/demo/outbox\?before=\w+)"', page)), "")
    assert found == [f"mail{n:04}" for n in reversed(range(number))]
    assert pages == max(1, ceil(number / PAGE))
    assert ("Messages 201 to 201 of 201" in page) == (number == 201)
    assert visitor.get("/demo/outbox?before=nonsense").status_code == 200


def test_outside_the_demo_there_is_no_outbox(cast: Cast, settings: Any):
    settings.DEMO = False
    for path in ("/demo/outbox", "/demo/outbox/abc", "/demo/styleguide", "/demo/styleguide/staff"):
        assert Client(headers=HOST).get(path).status_code == 404


def test_the_style_guides_render(cast: Cast):
    for path in ("/demo/styleguide", "/demo/styleguide/staff"):
        assert Client(headers=HOST).get(path).status_code == 200
