"""Somebody who uses only the keyboard: at every stop the focus can be seen, and Tab goes on in the page's order."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

MOST = 150
"""Stops on one page, beyond which one is taken to be trapped."""
_FOCUS = """
() => {
  const here = document.activeElement
  if (!here || here === document.body) return null
  const label = here.labels && here.labels[0]
  const look = () => [[here, null], ...(label ? [[label, '::before']] : [])].map(([element, part]) => {
    const style = getComputedStyle(element, part)
    return [style.outline, style.boxShadow, style.backgroundColor, style.position, style.clipPath].join()
  }).join()
  const focused = look()
  here.blur()
  const marked = look() !== focused
  here.focus()
  const drawn = label && here.matches('[type=radio],[type=checkbox]') ? label : here
  const box = drawn.getClientRects()[0]
  const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  const words = here.getAttribute('aria-label') || (label && label.innerText) || here.innerText || here.value || here.id
  return {
    name: words.trim(),
    choice: here.matches('[type=radio]'),
    list: here.matches('select'),
    marked,
    covered: !top || !(drawn.contains(top) || top.contains(drawn)),
    place: [...document.querySelectorAll('*')].indexOf(here),
  }
}
"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is: what it is called, whether it is one of several choices or a list, its place in the page."""

    name: str
    choice: bool
    list: bool
    marked: bool
    covered: bool
    place: int


class Keyboard:
    """The keys of one person at one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """Press keys that stay on the page, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, key: str = "Enter") -> None:
        """Press a key that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Type into the box that has the focus."""
        self.page.keyboard.type(words)

    def to(self, name: str) -> None:
        """Go on by Tab to what is called so."""
        for _ in range(MOST):
            stop = self.tab()
            if stop and re.match(name, stop.name):
                return
        raise AssertionError(f"Tab never comes to {name} on {self.page.url}")

    def choose(self, name: str) -> None:
        """Go on by Tab to the next question with choices, then by arrows to this one; in a list by letters."""
        stop = self.tab()
        for _ in range(MOST):
            if stop and (stop.choice or stop.list):
                break
            stop = self.tab()
        if stop and stop.list:
            self.write(name)
            return
        self.page.keyboard.press("Space")
        for _ in range(MOST):
            stop = self.here()
            if stop and re.match(name, stop.name):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never come to {name} on {self.page.url}")

    def tab(self) -> Stop | None:
        """One step on. None when one has left the page by its end."""
        self.page.keyboard.press("Tab")
        stop = self.here()
        if stop is not None:
            assert stop.marked, f"The focus on {stop.name} cannot be seen on {self.page.url}"
            assert not stop.covered, f"{stop.name} has the focus beneath something else on {self.page.url}"
        return stop

    def here(self) -> Stop | None:
        """What has the focus."""
        found = self.page.evaluate(_FOCUS)
        return Stop(**found) if found else None

    def around(self) -> list[str]:
        """By Tab through the whole page and out at its end, in the order of reading; the names of the stops."""
        self.page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        stops: list[Stop] = []
        while (stop := self.tab()) is not None and stop not in stops[:1]:
            stops.append(stop)
            assert len(stops) < MOST, f"Tab is trapped at {stop.name} on {self.page.url}"
        places = [stop.place for stop in stops]
        first = places.index(min(places)) if places else 0
        turned = places[first:] + places[:first]
        assert turned == sorted(turned), f"Tab jumps on {self.page.url}: {[stop.name for stop in stops]}"
        return [stop.name for stop in stops]
