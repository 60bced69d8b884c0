"""The same for every field of every service: a word in each box of each page that an example of it leads to.

Most boxes take no words (days, sums, telephone numbers): what is refused leaves as little trail as what is kept.
"""

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from lxml import html

from frontdesk.domains.access.models import User
from frontdesk.domains.forms import queries
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.forms.rules.journey import SEEN, Journey, walk
from frontdesk.domains.services.definition.examples import Example, read_examples
from frontdesk.domains.services.definition.form import Page
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast
from tests.support.services import PACKS, definition_of, publish
from tests.support.trail import HOST, Trail, follow
from tests.support.worker import work

LONDON = ZoneInfo("Europe/London")
CHOSEN = {"choice", "several", "yes_no", "declaration", "file", "photo", "group"}
"""Questions without a box of their own to type in."""
TYPED = {"text", "email", "tel", "number", "search", "textarea"}


ALL = sorted(file.parent.name for file in PACKS["demo"].glob("*/examples.toml"))


@pytest.mark.parametrize("code", ALL)
def test_words_in_any_field_are_nowhere_else(cast: Cast, trail: Trail, code: str):
    publish(cast.system, code)
    definition = definition_of("demo", code)
    left = {question.code for _, question, _ in definition.questions() if question.type not in CHOSEN}
    for example in read_examples(PACKS["demo"] / code):
        assert isinstance(example, Example)
        with clock.at(example.received.replace(tzinfo=LONDON)):
            left -= type_everywhere(cast, trail, definition, example, left)
    work()
    assert trail.leaks() == []
    assert left == set(), "no example leads to these"


def type_everywhere(cast: Cast, trail: Trail, definition: Definition, example: Example, left: set[str]) -> set[str]:
    """Go by the example's answers to each page with questions that are left, and write into all its boxes."""
    staff = definition.tier == 4
    actor = cast.dee if staff else cast.nobody
    browser = Client(headers={"host": HOST})
    draft, base = begin(browser, actor, definition)
    key = "" if staff else browser.session["forms"][str(draft)]
    day, assisted = example.received.date(), example.assisted or example.facts.get("assisted") == "yes"
    facts = {"facts": dict(example.facts), "facts_on": day, "channel": example.channel, "assisted": assisted}
    Draft.objects.filter(pk=draft).update(**facts)
    way = walk(definition, example.answers, queries.context(queries.draft(actor, draft, key=key)), whole=True)
    kept = left_empty(way)
    done = set[str]()
    for page in way.pages:
        for path, prefix in boxes(page):
            if not left & {question.code for question in asked(page)}:
                continue
            Draft.objects.filter(pk=draft).update(answers=kept)
            done |= {name.removeprefix(prefix) for name in type_into(browser, trail, f"{base}{path}")}
    return {code for code in left if any(name == code or name.startswith(f"{code}-") for name in done)}


def left_empty(way: Journey) -> dict[str, Any]:
    """The answers as a form keeps them: with those that were left empty, and the pages that only say something."""
    kept: dict[str, Any] = {SEEN + page.code: True for page in way.pages if not page.questions}
    for question in (question for page in way.pages for question in page.questions):
        answer: Any = way.live.get(question.code)
        if question.type == "group" and isinstance(answer, list):
            empty = {inner.code: None for inner in question.questions}
            answer = [each | {"answers": empty | each["answers"]} for each in answer]
        kept[question.code] = answer
    return kept


def begin(browser: Client, actor: Actor, definition: Definition) -> tuple[int, str]:
    """A form begun, at the desk by staff: its number, and where its pages are."""
    begun = f"/service/{definition.code}/begin/"
    if actor.user is not None:
        browser.force_login(User.objects.get(pk=actor.user))
        browser.post("/desk/contacts/open/", {"channel": "phone"})
        begun = f"/desk/services/{definition.code}/begin/"
    there = browser.post(begun)["Location"]
    return int(re.search(r"/form/(\d+)/", there)[1]), there[: there.index("/form/")] + re.search(r"/form/\d+", there)[0]


def boxes(page: Page) -> list[tuple[str, str]]:
    """Where the boxes of a page are, and what their names begin with; those of a group have a page for each entry."""
    group = next((question for question in page.questions if question.type == "group"), None)
    entry = [(f"/page/{page.code}/1/", f"{group.code}-1-")] if group else []
    return [(f"/page/{page.code}/", ""), *entry]


def asked(page: Page) -> list[Any]:
    """The questions of a page, those of the entries of a group too."""
    return [*page.questions, *(inner for question in page.questions for inner in question.questions)]


def type_into(browser: Client, trail: Trail, address: str) -> set[str]:
    """A word in each box of the page; the names of the boxes."""
    shown = follow(browser, trail, browser.get(address))
    assert shown.status_code == 200, address
    names = set[str]()
    for form in html.fromstring(shown.content.decode()).forms:
        typed = [box.name for box in form.inputs if box.name and getattr(box, "type", box.tag) in TYPED]
        if form.method != "POST" or not typed or "/save/" in (form.action or ""):
            continue
        words = {name: f"{trail.word()}@example.org" if "email" in name else trail.word() for name in typed}
        sent = browser.post(form.action or address, {**dict(form.form_values()), **words, "do": "continue"})
        answer = follow(browser, trail, sent)
        assert answer.status_code == 200, address
        trail.addresses += html.fromstring(answer.content.decode()).xpath("//@href | //form/@action")
        names |= set(typed)
    return names
