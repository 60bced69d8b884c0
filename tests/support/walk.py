"""Somebody with a browser: reads pages, presses buttons, and sees whether each page is one that everybody can use."""

import io
import os
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from frontdesk.console.sign_ins import PASSWORD
from tests.plugins import accessibility
from tests.support.browser import NARROW, WIDE, overflow, violations
from tests.support.databases import ROOT

PICTURES = ROOT / "docs" / "pictures"
PATIENCE = 10_000
"""Milliseconds for a page to come: a busy machine is not a fault."""
SEEN: set[str] = set()
"""Pages that were looked at in this session, by their words without the numbers: each is looked at once."""


class Walk:
    """One device of one person. With scripts, every page that is looked at must please axe at both widths."""

    def __init__(self, browser: Browser, address: str, size: tuple[int, int], *, scripts: bool) -> None:
        self.address, self.size, self.scripts = address, size, scripts
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, locale="en-GB"
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._broken)

    def go(self, path: str, status: int = 200) -> None:
        """Open a page by its address, whole or below the town's; it must be there."""
        answer = self.page.goto(path if path.startswith("http") else f"{self.address}{path}")
        if answer is None or answer.status != status:
            raise AssertionError(f"{path} answers {answer.status if answer else 'nothing'}, not {status}.")
        self.look()

    def signs_in(self, email: str) -> None:
        """Come to the desk or the account by email and the demo's password."""
        self.go("/account/sign-in/")
        self.fill("Email address", email if "@" in email else f"{email}@demo.example")
        self.fill("Password", PASSWORD)
        self.press("Sign in")

    def shows_who(self) -> None:
        """Type the password again, before something that protects the account."""
        self.is_at("Enter your password again")
        self.fill("Password", PASSWORD)
        self.press("Continue")

    def searches(self, words: str) -> None:
        """Look for a customer or a request in the desk's one search box."""
        box = self.page.locator("#desk-search")
        box.fill(words)
        self._go_by(lambda: box.press("Enter"))

    def press(self, name: str) -> None:
        """Press a button, and look at the page that comes."""
        self._click(self.page.get_by_role("button", name=name, exact=True).first)

    def open_request(self, reference: str) -> None:
        """Open a request out of a list by its reference."""
        row = self.page.locator("tr", has_text=reference)
        self._click(row.get_by_role("link").first)

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow a link, and look at the page that comes."""
        self._click(self.page.get_by_role("link", name=name).first)

    def fill(self, label: str | re.Pattern[str], words: str) -> None:
        """Write into a box."""
        self._do(lambda: self.box(label).fill(words))

    def box(self, label: str | re.Pattern[str]) -> Locator:
        """The box with this label."""
        return self.page.get_by_label(label, exact=isinstance(label, str)).first

    def has(self, label: str | re.Pattern[str], words: str) -> None:
        """The box has these words in it already."""
        expect(self.box(label)).to_have_value(words, timeout=PATIENCE)

    def choose(self, name: str | re.Pattern[str]) -> None:
        """Choose an answer: a radio button or a box to tick."""
        self._do(lambda: self.box(name).check())

    def key(self, key: str, name: str) -> None:
        """Answer by a single key, as staff do; where scripts are off, by the choice that the key stands for."""
        choice = self.box(re.compile(name))
        if self.scripts:
            self.page.keyboard.press(key)
            expect(choice).to_be_checked(timeout=PATIENCE)
            return
        folded = self.page.locator("details:not([open])", has=choice)
        if folded.count():
            folded.locator("summary").click()
        self._do(choice.check)

    def row(self, caption: str, heading: str) -> list[str]:
        """The cells of a table's row beside its heading; none where the table or the row is missing."""
        table = self.page.get_by_role("table", name=caption, exact=True)
        row = table.locator("tr", has=self.page.get_by_role("rowheader", name=heading, exact=True))
        return row.first.locator("td").all_inner_texts() if row.count() else []

    def figure(self, label: str) -> str:
        """What the page says of a figure: its value, its formula and from how many."""
        heading = self.page.get_by_role("heading", name=label, exact=True)
        return self.page.locator(".fd-figure", has=heading).inner_text()

    def fill_date(self, day: date, code: str = "") -> None:
        """Write a date into the three boxes of a question; of the only one there is, when no code is given."""
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.page.locator(f'[name="{code}-{part}"]' if code else f'[name="{part}"]').fill(str(value))

    def choose_address(self, beginning: str) -> None:
        """Choose the first address of the list that begins so; long lists are opened, short ones are all in sight."""
        listed = self.page.locator("select[name$='-uprn'] option")
        if listed.count():
            words = [each for each in listed.all_inner_texts() if each.startswith(beginning)]
            self.page.locator("select[name$='-uprn']").select_option(label=words[0])
        else:
            self.page.get_by_label(re.compile(rf"^\s*{re.escape(beginning)}")).first.check()

    def attach(self, code: str, name: str, content: bytes, kind: str) -> None:
        """Add a file to a question."""
        self.page.locator(f'input[type="file"][name="{code}"]').set_input_files(
            {"name": name, "mimeType": kind, "buffer": content}
        )

    def reads(self, words: str | re.Pattern[str]) -> None:
        """The main part of the page says this."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=PATIENCE)

    def has_button(self, name: str) -> None:
        """One can press this here."""
        expect(self.page.get_by_role("button", name=name, exact=True).first).to_be_visible(timeout=PATIENCE)

    def is_at(self, heading: str | re.Pattern[str]) -> None:
        """The page is the one with this heading."""
        expect(self.page.locator("h1").first).to_contain_text(heading, timeout=PATIENCE)

    def look(self) -> None:
        """Every page one comes to answers, needs no scrolling sideways and has no fault that axe finds."""
        self.page.wait_for_load_state()
        if not self.scripts:
            return
        about = f"{self.page.title()} ({self.page.url.removeprefix(self.address)})"
        once = re.sub(r"\d+", "0", f"{self.page.title()} {self.page.locator('body').inner_text()}")
        if once in SEEN:
            return
        SEEN.add(once)
        for width, height in (NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": height})
            found = violations(self.page)
            accessibility.note(self.page.title(), found)
            assert (about, width, found) == (about, width, [])
            assert (about, width, overflow(self.page)) == (about, width, 0)
        self.page.set_viewport_size({"width": self.size[0], "height": self.size[1]})

    def picture(self, name: str, size: tuple[int, int] = WIDE) -> None:
        """Keep a picture of the page for the documents, when this run is asked to make them (FRONTDESK_PICTURES=1)."""
        if self.scripts and os.environ.get("FRONTDESK_PICTURES") == "1":
            PICTURES.mkdir(exist_ok=True)
            self.page.set_viewport_size({"width": size[0], "height": size[1]})
            self.page.screenshot(path=PICTURES / f"{name}.png", full_page=False, scale="css")
            self.page.set_viewport_size({"width": self.size[0], "height": self.size[1]})

    def end(self) -> None:
        """Close the browser; the pages must have complained of nothing."""
        self.context.close()
        assert self.complaints == []

    def _click(self, what: Locator) -> None:
        self._go_by(what.click)

    def _go_by(self, what: Callable[[], None]) -> None:
        self._do(what)
        self.look()

    def _do(self, what: Callable[[], None]) -> None:
        """Do it; when the page has no such thing, say what it has instead."""
        try:
            what()
        except TimeoutError as none:
            words = self.page.locator("body").inner_text()
            raise AssertionError(f"{none}\nThe page at {self.page.url}:\n{words}") from None

    def _hear(self, message: Any) -> None:
        if message.type == "error" and "favicon" not in message.text and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def _broken(self, response: Any) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} at {response.url}")


def photo() -> bytes:
    """A small photo."""
    kept = io.BytesIO()
    Image.new("RGB", (640, 480), (40, 90, 60)).save(kept, "JPEG")
    return kept.getvalue()
