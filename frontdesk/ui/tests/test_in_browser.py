"""The pages in a real browser: accessible at both widths, and what the small script does."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdesk.ui import styleguide
from frontdesk.ui.tests.serve import serve
from frontdesk.ui.tests.support import Question, text
from tests.support.browser import NARROW, WIDE, open_browser, overflow, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    opened.set_default_timeout(5000)
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    # A server that ends with its test may cut off what the page was still fetching.
    assert [each for each in complaints if "favicon" not in each and "net::ERR_CONNECTION" not in each] == []


def staff(**context: Any) -> str:
    return text("ui/styleguide_staff.jinja", **styleguide.staff_side() | context)


def form(question: Question, value: Any = None) -> str:
    shown = SimpleNamespace(questions=[question], heading=question.label)
    return text("ui/forms/question_page.jinja", page=shown, values={question.code: value}, errors={})


PAGES = {
    "customer": lambda: text("ui/styleguide.jinja", **styleguide.customer_side()),
    "staff": staff,
    "error": lambda: text("ui/errors/500.jinja"),
    "check": lambda: text("ui/forms/check_answers.jinja", sections=styleguide.SECTIONS, amounts=[styleguide.COST]),
    "receipt": lambda: text(
        "ui/forms/receipt.jinja", heading="We have your report", reference="FD-7K3M-9Q2T", sections=styleguide.SECTIONS
    ),
    "ended": lambda: text("ui/forms/ended.jinja", heading="It is too late", reason="Why", sections=styleguide.SECTIONS),
    "saved": lambda: text("ui/forms/saved.jinja", email="amina@example.org", carry_on="/form/1/"),
    "code": lambda: text("ui/forms/code.jinja", sent_to="a•••a@example.org", errors={"code": "Enter the code"}),
}


@pytest.mark.shows("A12")
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("name", list(PAGES))
def test_it_meets_axe_and_needs_no_scrolling_sideways(page: Page, name: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    with serve({"/": PAGES[name]()}) as address:
        page.goto(address)
        assert violations(page) == []
        assert overflow(page) == 0


def test_an_amount_never_breaks_into_its_digits(page: Page) -> None:
    steps = [{"label": "From before March 2001, without the figure that the logbook gives", "amount": 11000}]
    amount = {
        **vars(styleguide.COST),
        "steps": [*steps, {"label": "Never more than £150", "amount": -500}],
        "total": 15000,
    }
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    with serve({"/": text("ui/forms/check_answers.jinja", sections=[], amounts=[amount])}) as address:
        page.goto(address)
        lines = """cells => cells.map(cell => {
            const range = document.createRange(); range.selectNodeContents(cell);
            return new Set([...range.getClientRects()].map(one => Math.round(one.top))).size })"""
        assert page.locator(".govuk-table__cell--numeric").evaluate_all(lines) == [1, 1, 1]


def test_it_goes_to_search_by_one_key_but_not_while_somebody_types(page: Page) -> None:
    with serve({"/": staff()}) as address:
        page.goto(address)
        search = page.get_by_label("Search for a customer")
        page.keyboard.press("/")
        expect(search).to_be_focused()
        page.keyboard.type("a/n")
        expect(search).to_have_value("a/n")


def test_it_chooses_a_wrap_up_by_one_key(page: Page) -> None:
    with serve({"/": staff()}) as address:
        page.goto(address)
        page.keyboard.press("f")
        expect(page.get_by_label("Something went wrong before")).to_be_checked()


def test_it_lists_the_keys_of_the_page_and_closes_by_escape(page: Page) -> None:
    with serve({"/": staff()}) as address:
        page.goto(address)
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Keys on this page")
        expect(keys).to_contain_text("Wrap up the contact in hand")
        expect(keys).to_contain_text("Go to search")
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(keys).to_be_hidden()


def test_it_does_nothing_by_single_keys_for_a_person_who_switched_them_off(page: Page) -> None:
    with serve({"/": staff(keys={}, outcomes=[("answered", "Answered", "")])}) as address:
        page.goto(address)
        page.keyboard.press("/")
        expect(page.get_by_label("Search for a customer")).not_to_be_focused()


def test_it_sends_a_form_once_however_often_it_is_pressed(page: Page) -> None:
    posts: list[str] = []
    with serve({"/": form(Question("q", "text"), "Mill Lane")}, posts) as address:
        page.goto(address)
        for _ in range(3):
            page.get_by_role("button", name="Continue").click()
        page.wait_for_timeout(300)
    assert len(posts) == 1
    assert "continue" in posts[0]


def test_it_presses_continue_by_enter_and_never_find_or_remove(page: Page) -> None:
    posts: list[str] = []
    with serve({"/": form(Question("q", "address"))}, posts) as address:
        page.goto(address)
        page.get_by_label("Postcode").fill("AB1 2CD")
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
    assert 'name="do"\r\n\r\ncontinue' in posts[0]


def test_it_shows_results_while_somebody_types(page: Page) -> None:
    asked: list[str] = []

    def answer(query: dict[str, str]) -> str:
        asked.append(query.get("q", ""))
        if "fragment" in query:
            return f'<p><a href="/x" data-result>Found {query["q"]}</a></p>'
        return text("ui/public.jinja", title="Home") + (
            '<form data-live-search data-live-target="results" action="/">'
            '<input type="search" name="q" aria-label="Find"></form><div id="results"></div>'
        )

    with serve({"/": answer}) as address:
        page.goto(address)
        page.get_by_label("Find").press_sequentially("bin", delay=20)
        expect(page.locator("#results")).to_have_text("Found bin")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("link", name="Found bin")).to_be_focused()
    assert asked[-1] == "bin" and len(asked[1:]) < len("bin"), "it asks when the typing pauses, not for each letter"


def test_it_runs_the_time_of_the_contact_in_hand_from_the_servers_count(page: Page) -> None:
    with serve({"/": staff()}) as address:
        page.goto(address)
        expect(page.get_by_role("timer")).to_have_text("3:06")


def test_it_renews_a_watched_list_on_news_and_leaves_a_paused_one_alone(page: Page) -> None:
    news = {"sequence": 7, "shown": 0}

    def body(query: dict[str, str]) -> str:
        news["shown"] += 1
        return f"<p>List {news['shown']}</p>"

    pages: dict[str, Any] = {
        "/": staff(live_poll="/live-poll"),
        "/live-poll": lambda query: f"{query['topics']}:{news['sequence']}\n",
        "/desk/mine/body": body,
    }
    with serve(pages) as address:
        page.clock.install()
        page.goto(address)
        listed = page.locator("#mine")
        expect(listed).to_contain_text("Missed bin")
        page.wait_for_timeout(200)
        news["sequence"] = 8
        page.clock.run_for(20_000)
        expect(listed).to_have_text("List 1")
        page.get_by_role("button", name="Stop this list from changing").click()
        news["sequence"] = 9
        page.clock.run_for(20_000)
        expect(listed).to_have_text("List 1")


def test_it_hears_news_by_one_stream_for_all_tabs(page: Page) -> None:
    asked: list[str] = []

    def stream_for(query: dict[str, str]) -> str:
        asked.append(query["topics"])
        return "/stream.events"

    pages: dict[str, Any] = {
        "/": staff(live_token="/live-token", live_poll="/live-poll"),
        "/live-token": stream_for,
        "/stream.events": "data: ready\n\ndata: desk:8\n\n",
        "/desk/mine/body": "<p>Renewed</p>",
    }
    with serve(pages) as address:
        page.goto(address)
        expect(page.locator("#mine")).to_have_text("Renewed")
    assert asked[0] == "desk"


def test_it_asks_for_a_place_without_any_script(browser: Browser) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    with serve({"/": form(Question("q", "place"))}) as address:
        plain.goto(address)
        expect(plain.get_by_label("Name of the street")).to_be_hidden()
        plain.get_by_label("In a street").check()
        expect(plain.get_by_label("Name of the street")).to_be_visible()
    plain.context.close()
