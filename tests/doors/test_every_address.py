"""Every address and method, visited by nobody, by customers, by each role and by the other council's people."""

from typing import Any

import pytest
from django.db import connection

from frontdesk.console.bench.meter import Counter
from tests.architecture.url_kinds import ACCOUNT, DEMO, DESK, HOME, LINK, OWN, TOKEN, Answers, Url
from tests.architecture.urls import TABLE
from tests.doors.world import KEYS, ONLY_HERE, VISITORS, Visitor, World, address, unmade

ODD = ("put", "patch", "delete", "trace", "options")
"""Methods that no door takes."""
SIGN_IN = "/account/sign-in/"
GONE: Answers = (404, 405)
"""What is not theirs is not there; a door may say first that it takes no such method."""
MOST_QUERIES = 15
"""Of a page (DESIGN 6); BEGIN and set_config do not count. Nor does it when a session begins to remember something."""


class Asked(Counter):
    """Counts what a page asks; `kept`: how often it wrote down what its session remembers."""

    kept = 0

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.kept += str(sql).startswith('UPDATE "django_session"')
        return super().__call__(execute, sql, *rest)


@pytest.fixture(params=VISITORS)
def visitor(world: World, request: pytest.FixtureRequest) -> Visitor:
    return world.visitors[request.param]


def is_open(url: Url, visitor: Visitor) -> bool:
    """Whether the door lets the visitor in, by the table."""
    if url.door == DESK:
        # Staff work for their own council at the desk, by whatever address: its pages open, our things do not.
        return bool(visitor.roles & url.roles) and not (visitor.foreign and url.thing)
    if url.door == OWN:
        return visitor.name == "amina"
    return visitor.name != "nobody" if url.door == ACCOUNT else True


def shut(url: Url, visitor: Visitor) -> Answers:
    """What a shut door answers: nobody is sent to sign in, staff are told, and for all others there is no such page."""
    if url.door in (DESK, ACCOUNT) and visitor.name == "nobody":
        return (SIGN_IN,)
    if url.door == DESK and not visitor.roles.isdisjoint(url.roles):
        return GONE  # a colleague of the other council, who asks for a thing of ours
    return (403,) if url.door == DESK and (visitor.is_staff or visitor.foreign) else (404,)


def wanted(url: Url, method: str, visitor: Visitor) -> Answers:
    """The answers that are right for the visitor."""
    if not is_open(url, visitor):
        return shut(url, visitor)
    answers = url.get if method == "get" else url.post
    if url.door == TOKEN:
        return answers if 405 in answers else (401,)  # no key comes with a visitor
    if HOME in answers:
        return (visitor.home,) if visitor.home else tuple(each for each in answers if each != HOME)
    return answers


def fits(answer: Any, answers: Answers) -> bool:
    """Whether the answer is one of these."""
    led_to = answer.get("Location", "") if answer.status_code in (301, 302, 303) else None
    return any(
        answer.status_code == each if isinstance(each, int) else led_to is not None and led_to.startswith(each)
        for each in answers
    )


def told(method: str, route: str, visitor: Visitor, answer: Any, answers: Answers) -> str:
    return f"{method} /{route} as {visitor.name}: {answer.status_code} {answer.get('Location', '')}, not {answers}"


def test_it_answers_everybody_as_the_table_says(world: World, visitor: Visitor):
    """One walk over the whole table; each page is made for the first who is let in, with its queries, and counted for
    all others."""
    wrong = []
    for route, url in TABLE.items():
        for method in ("get", "post"):
            answers = wanted(url, method, visitor)
            first = method == "get" and 200 in answers and route not in world.made
            world.made.update([route] if first else [])
            asked = Asked()
            with unmade(unless=first), connection.execute_wrapper(asked):
                answer = visitor.asks(method, address(route, url, world.own))
            if first and asked.now - asked.kept > MOST_QUERIES:
                wrong.append(f"/{route} as {visitor.name}: {asked.now} queries")
            if not fits(answer, answers):
                wrong.append(told(method, route, visitor, answer, answers))
    assert not wrong, "\n".join(wrong)


def test_what_is_the_other_councils_opens_to_nobody(world: World, visitor: Visitor):
    """Whom the door lets in; the others do not come so far."""
    wrong = []
    for route, url in TABLE.items():
        if not url.thing or url.door == TOKEN or visitor.foreign or not is_open(url, visitor):
            continue
        things = world.own | {url.thing: world.others[url.thing]}
        for method in ("get", "post"):
            with unmade(unless=False):
                answer = visitor.asks(method, address(route, url, things))
            # Some hear that it is not their work before anybody looks for the thing.
            right = (*GONE, 403) if 403 in wanted(url, method, visitor) else GONE
            if not fits(answer, right):
                wrong.append(told(method, route, visitor, answer, right))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["nobody", "administrator"])
def test_a_door_takes_no_other_methods(world: World, name: str):
    """Refused before anything is looked at, so that it is the same for everybody."""
    visitor, wrong = world.visitors[name], []
    for route, url in TABLE.items():
        for method in ODD:
            answer = visitor.asks(method, address(route, url, world.own))
            if answer.status_code != 405:
                wrong.append(told(method, route, visitor, answer, (405,)))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["nobody", "manager"])
def test_a_look_without_a_page_is_answered_as_one_with_it(world: World, name: str):
    visitor, wrong = world.visitors[name], []
    for route, url in TABLE.items():
        answers = (*wanted(url, "get", visitor), 405)
        with unmade(unless=False):
            answer = visitor.asks("head", address(route, url, world.own))
        if not fits(answer, answers):
            wrong.append(told("head", route, visitor, answer, answers))
    assert not wrong, "\n".join(wrong)


def test_a_link_made_up_or_for_something_else_opens_nothing(world: World):
    nobody = world.visitors["nobody"]
    for route, url in TABLE.items():
        if url.door != LINK:
            continue
        else_for = "prove" if url.thing == "resume" else "resume"
        for token in ("made-up", world.own[url.thing][:-1], world.own[else_for]):
            for method in ("get", "post"):
                answer = nobody.asks(method, address(route, url, world.own | {url.thing: token}))
                assert answer.status_code in (400, 404), told(method, route, nobody, answer, (400, 404))


@pytest.mark.parametrize("whose", KEYS)
def test_a_key_opens_what_is_its_councils_and_nothing_else(world: World, whose: str):
    """A program says by its key which council it means, whatever the address: what the other has is not there."""
    nobody = world.visitors["nobody"]
    key = {"headers": {"Authorization": f"Bearer {KEYS[whose]}"}}
    own, others = world.own | {"code": ONLY_HERE}, world.others
    its, strange = (own, others) if whose == "demo" else (others, own)
    for route, url in TABLE.items():
        if url.door != TOKEN:
            continue
        for method in ("get", "post"):
            usual = url.get if method == "get" else url.post
            answer = nobody.asks(method, address(route, url, its), **key)
            assert fits(answer, usual), told(method, route, nobody, answer, usual)
            if url.thing:
                answer = nobody.asks(method, address(route, url, strange), **key)
                assert fits(answer, GONE), told(method, route, nobody, answer, GONE)


def test_what_only_the_demo_has_is_not_there_elsewhere(world: World, visitor: Visitor, settings):
    settings.DEMO = False
    for route, url in TABLE.items():
        if url.door == DEMO:
            assert visitor.asks("get", address(route, url, world.own)).status_code == 404, route
