"""The live stream as it runs in service: pages, worker and live application as programs of their own, and a browser."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdesk.console import embedded, roles
from frontdesk.domains.access import actions as access
from frontdesk.domains.access.models import User
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from tests.support.browser import open_browser
from tests.support.cast import Cast
from tests.support.neighbours import two_councils
from tests.support.processes import get, pages, running, surroundings, until

pytestmark = [pytest.mark.committed, pytest.mark.browser]
PASSWORD = "a long enough password"
SOON = 20_000


@pytest.fixture
def world(committed: roles.Addresses) -> Iterator[tuple[Cast, int, roles.Addresses]]:
    """The cast with a request that Oli has, committed."""
    cast = two_councils()
    with tenancy.acting_for(cast.councils.demo.id):
        story = Story.begin(cast)
        item = story.report(cast.dee, answers={"missed-on": time.strftime("%Y-%m-%d")}).request or 0
        Request.objects.filter(pk=item).update(owner_id=cast.oli.user)
        oli = User.objects.get(pk=cast.oli.user)
        oli.set_password(PASSWORD)
        oli.save()
        access.open_sign_in(email=oli.email, verified=True)
        yield cast, item, committed


def sign_in(browser: Browser, address: str, cast: Cast) -> Page:
    """Oli at a page of the desk."""
    page = browser.new_context().new_page()
    page.goto(f"{address}/account/sign-in/?next=/desk/mine/")
    page.get_by_label("Email").first.fill(User.objects.get(pk=cast.oli.user).email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).last.click()
    expect(page.get_by_role("heading", name="My list")).to_be_visible(timeout=SOON)
    return page


def note(cast: Cast, actor: Actor, item: int, text: str) -> None:
    with tenancy.acting_for(cast.councils.demo.id):
        actions.note(actor, request=item, text=text)


@pytest.mark.shows("F1")
def test_open_pages_notice_a_change_by_the_stream_and_by_polling(
    world: tuple[Cast, int, roles.Addresses], tmp_path: Path
) -> None:
    cast, item, addresses = world
    web, stream = embedded._free_port(), embedded._free_port()
    environment = surroundings(addresses, tmp_path, LIVE_ADDRESS=f"http://127.0.0.1:{stream}", PORT=str(web))
    with ExitStack() as house:
        house.enter_context(pages(tmp_path / "pages.log", environment, web))
        house.enter_context(running(tmp_path / "worker.log", environment, "worker"))
        live = house.enter_context(running(tmp_path / "live.log", environment, "live", "--port", str(stream)))
        until(lambda: get(stream, "/healthz") == 200, "the live application answers")
        browser = house.enter_context(open_browser())
        here = sign_in(browser, f"http://127.0.0.1:{web}", cast)
        writing = here.context.new_page()
        writing.goto(f"http://127.0.0.1:{web}/desk/requests/{item}/note/")
        writing.get_by_label("Your note").fill("Half a sentence")
        writing.wait_for_timeout(1500)  # the stream is open
        note(cast, cast.dee, item, "Somebody rang")
        expect(writing.locator("#changed")).to_contain_text("What you typed is safe", timeout=SOON)
        expect(writing.get_by_label("Your note")).to_have_value("Half a sentence")
        closed = here.get_by_text("1 request")
        expect(closed).to_be_visible()
        with tenancy.acting_for(cast.councils.demo.id):
            actions.withdraw(cast.dee, request=item, reason="Found it")
        expect(here.get_by_text("Nothing is open here.")).to_be_visible(timeout=SOON)
        live.kill()
        polled(here, cast, item, f"http://127.0.0.1:{web}")


def polled(page: Page, cast: Cast, item: int, address: str) -> None:
    """With the live application gone the same page notices by asking."""
    page.goto(f"{address}/desk/requests/{item}/")
    page.wait_for_timeout(25_000)  # three tries at the stream, then the first poll
    note(cast, cast.dee, item, "And rang again")
    expect(page.locator("#changed")).to_contain_text("Reload the page", timeout=60_000)
