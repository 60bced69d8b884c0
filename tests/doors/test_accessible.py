"""The page behind every address, with something on it where the world has it: no fault that axe finds, nothing that
needs scrolling sideways on a small phone (A12)."""

import re

import pytest
from playwright.sync_api import Page

from frontdesk.ui.tests.serve import serve
from tests.architecture.urls import TABLE
from tests.doors.test_every_address import is_open, wanted
from tests.doors.world import World, address
from tests.plugins import accessibility
from tests.support.browser import NARROW, WIDE, open_browser, overflow, violations

pytestmark = pytest.mark.browser
TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)


def pages(world: World) -> dict[str, str]:
    """Each page as the first who may open it sees it; parts of pages and files are left out."""
    found: dict[str, str] = {}
    for route, url in TABLE.items():
        for visitor in world.visitors.values():
            if not is_open(url, visitor) or 200 not in wanted(url, "get", visitor):
                continue
            answer = visitor.asks("get", address(route, url, world.own))
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found[f"/{route}"] = answer.content.decode()
                break
    return {route: html for route, html in found.items() if "</html>" in html}


@pytest.mark.shows("A12")
def test_it_has_no_fault_at_either_width(world: World) -> None:
    found = {f"/{number}": each for number, each in enumerate(pages(world).items())}
    assert len(found) > 150
    wrong = []
    with serve({path: html for path, (_, html) in found.items()}) as server, open_browser() as browser:
        page = browser.new_page(viewport={"width": NARROW[0], "height": NARROW[1]})
        for path, (route, html) in found.items():
            page.goto(server + path)
            wrong += [f"{route}: {each}" for each in _faults(page, TITLE.findall(html))]
    assert not wrong, "\n".join(wrong)


def _faults(page: Page, title: list[str]) -> list[str]:
    """What is wrong on the page as it stands: by axe on a phone, by its width there and on a desk."""
    wrong = violations(page)
    accessibility.note(" ".join(title[:1]) or page.url, set(wrong))
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        if over := overflow(page):
            wrong.append(f"{over} pixels too wide at {width}")
    return wrong
