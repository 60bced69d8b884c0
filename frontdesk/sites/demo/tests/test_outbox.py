"""The demo's outbox shows what was sent, and is there in the demo only."""

from pathlib import Path
from typing import Any

from django.test import Client

from frontdesk.domains.notifications.actions import tell
from tests.support.cast import Cast
from tests.support.worker import work

HOST = {"host": "demo.example.org"}


def test_it_shows_every_message(cast: Cast, settings: Any, tmp_path: Path):
    settings.FRONTDESK_HOME = tmp_path
    tell(cast.system, topic="t", subject="We have your report", body="See http://localhost/c/demo/follow/x/",
         about=("request", 1), key="k", email="amina@example.org")  # fmt: skip
    work()
    page = Client(headers=HOST).get("/demo/outbox").content.decode()
    assert "We have your report" in page
    name = next(tmp_path.glob("outbox/*.eml")).stem
    message = Client(headers=HOST).get(f"/demo/outbox/{name}").content.decode()
    assert 'href="http://localhost/c/demo/follow/x/"' in message


def test_outside_the_demo_there_is_no_outbox(cast: Cast, settings: Any):
    settings.DEMO = False
    for path in ("/demo/outbox", "/demo/outbox/abc", "/demo/styleguide", "/demo/styleguide/staff"):
        assert Client(headers=HOST).get(path).status_code == 404


def test_the_style_guides_render(cast: Cast):
    for path in ("/demo/styleguide", "/demo/styleguide/staff"):
        assert Client(headers=HOST).get(path).status_code == 200
