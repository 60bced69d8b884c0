"""What the charter says, word for word: nothing on it that was not counted."""

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from frontdesk.domains.insight.actions import recount_contacts, recount_requests
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.rules.clock_data import OWN_WAITS, rule_from_data
from frontdesk.domains.standards.tests.made import exception, promise
from frontdesk.domains.standards.types import Compare, Kind, StandardVersion, Target
from frontdesk.kernel import clock
from tests.support.cast import Cast
from tests.support.many import BEGIN, make_contact, make_requests
from tests.support.services import definition_of, publish

NOW = datetime(2026, 11, 30, 18, tzinfo=UTC)
VISITS = Target(Compare.AT_LEAST, Fraction(95))
DONE = Target(Compare.AT_LEAST, Fraction(66))


def measured(code: str, kind: Kind, measure: str, **more: Any) -> StandardVersion:
    """A standard without a clock of its own."""
    return promise(code, **{"kind": kind, "measure": measure, "clock": None, "target": DONE, "services": (),
                            "promise": f"Our {code}.", "formula": f"How {code} is counted."} | more)  # fmt: skip


STANDARDS = (
    promise("bins"),
    promise("calls", "20 seconds", kind=Kind.SHARE, measure="call-answered", channels=("phone",),
            clock=rule_from_data("calls", {"within": "20 seconds"}, OWN_WAITS)),
    measured("given-up", Kind.RATIO, "call-abandoned", channels=("phone",), target=Target(Compare.UNDER, Fraction(5))),
    measured("wait", Kind.AVERAGE, "visit-seen", channels=("visit",),
             target=Target(Compare.AT_MOST, Fraction(8), "minutes")),
    measured("online", Kind.RATIO, "digital-transaction"),
    measured("growth", Kind.GROWTH, "digital-transaction", baseline=Fraction(10), baseline_words="ten a year"),
    measured("services", Kind.LIST, "service-online"),
    measured("mystery", Kind.INSPECTED, "inspection", target=VISITS),
    promise("letters", kind=Kind.SHARE, measure="message-answered", name="Letters", target=VISITS),
    promise("planning-letters", "5 working days", kind=Kind.SHARE, measure="message-answered", name="Plans"),
    promise("kept-to-ourselves", published=False),
)  # fmt: skip


@pytest.fixture
def promised(cast: Cast) -> Cast:
    """A council with a promise of each kind and one exception, and no records."""
    publish(cast.system, "missed-bin", "pothole", "plan-comment")
    excepted = exception(service="plan-comment", valid_until=date(2027, 3, 31))
    standards.set_standards(cast.system, standards=STANDARDS, exceptions=[excepted])
    return cast


@pytest.fixture
def counted(promised: Cast) -> Cast:
    """The same after three months: records for some of the promises."""
    cast = promised
    make_requests(cast, 320, seed=5)
    for answer in (*range(1, 24), 300, None):  # 20 of them within 20 seconds; the last was not answered
        contact = make_contact(cast, "phone", (), days=70, answer=answer)
        if answer is None:
            contact.handler_id = None
            contact.save()
    for minutes in (3, 6):
        make_contact(cast, "visit", (), days=70, answer=minutes * 60)
    days = [BEGIN.date() + timedelta(days=n) for n in range(91)]
    recount_requests(cast.system, days=days)
    recount_contacts(cast.system, days=days)
    return cast


@pytest.mark.shows("K2")
def test_it_says_of_each_promise_what_was_counted_or_that_nothing_was(counted: Cast):
    said = _sections()
    results = {code: (each["Our target"], each["Last 30 days"], each["Last 12 months"]) for code, each in said.items()}
    assert results == {
        "bins": ("at least 95%", _of(counted, IN_TIME, 30), _of(counted, IN_TIME)),
        "calls": ("at least 95%", "80% (20 of 25)", "80% (20 of 25)"),
        "given-up": ("under 5%", "4% (1 of 25)", "4% (1 of 25)"),
        "wait": ("at most 8 minutes", "4.5 minutes (2 counted)", "4.5 minutes (2 counted)"),
        "online": ("at least 66%", _of(counted, ONLINE, 30), _of(counted, ONLINE)),
        "growth": ("at least 66% more", "not a year of records yet", "not a year of records yet"),
        "services": ("at least 66%", "60% (3 of 5)", "60% (3 of 5)"),  # bins and roads have no form
        "mystery": ("at least 95%", "by visit", "by visit"),
        "letters": ("at least 95%", "no records yet", "no records yet"),
        "planning-letters": ("at least 95%", "no records yet", "no records yet"),
    }


@pytest.mark.shows("K2")
def test_it_says_each_promise_once_with_its_formula_and_since_when(promised: Cast):
    said = _sections()
    published = [each for each in STANDARDS if each.published]
    assert sorted(said) == sorted(each.code for each in published)
    for each in published:
        assert said[each.code]["promise"] == each.promise
        baseline = " The baseline: 10 ten a year." if each.code == "growth" else ""
        assert said[each.code]["formula"] == f"{each.formula}{baseline} Promised since Wednesday 1 April 2026."


@pytest.mark.shows("K2")
def test_an_approved_exception_stands_beside_the_promise_with_who_approved_it_and_until_when(promised: Cast):
    said = _sections()
    assert said["letters"]["excepted"] == (
        "Another promise for: Comment on a planning application. We come back for a missed bin within 5 working days."
        " Until Wednesday 31 March 2027. Why: Site visits come first. Approved by: Cabinet, Friday 20 March 2026."
    )
    assert not any(each["excepted"] for code, each in said.items() if code != "letters")
    with clock.at(datetime(2027, 4, 1, 12, tzinfo=UTC)):
        assert not _sections(None)["letters"]["excepted"]


def test_promises_stand_under_their_channel_then_by_what_their_services_are_about_and_then_the_rest(promised: Cast):
    channels = [{"code": code, "label": label} for code, label in (("phone", "Telephone"), ("visit", "In person"))]
    organisations.set_council(code="demo", values={"channels": channels})
    standards.set_standards(promised.system, standards=[promise("potholes", services=("pothole",))])
    page = Client(headers={"host": "demo.example.org"}).get("/charter/").content.decode().partition("When we miss")[0]
    stands, under = dict[str, list[str]](), ""
    for heading, code in re.findall(r"<h2[^>]*>(.*?)</h2>|<section[^>]* id=\"([^\"]+)\"", page):
        under = heading or under
        if code:
            stands.setdefault(under, []).append(code)
    roads = definition_of("demo", "pothole").group
    assert list(stands) == ["Telephone", "In person", roads, "All that we do"]
    assert (stands["Telephone"], stands["In person"], stands[roads]) == (["calls", "given-up"], ["wait"], ["potholes"])
    assert "bins" in stands["All that we do"]


def test_services_with_the_same_exception_are_named_together(promised: Cast):
    listed = [exception(service=code, valid_until=date(2027, 3, 31)) for code in ("plan-comment", "pothole")]
    standards.set_standards(promised.system, standards=STANDARDS, exceptions=listed)
    said = _sections()["letters"]["excepted"]
    assert said.count("Another promise for:") == 1
    assert "Another promise for: Comment on a planning application, Report a pothole or broken pavement." in said


IN_TIME = """
    SELECT count(*) FILTER (WHERE closed_at <= due_at AND NOT missed),
           count(*) FILTER (WHERE closed_at IS NOT NULL OR missed OR due_at < %(now)s)
"""
ONLINE = "SELECT count(*) FILTER (WHERE digital AND side = 'completed'), count(*)"


def _of(cast: Cast, sql: str, days: int = 365) -> str:
    """What plain SQL counts over the requests received in so many days, in the charter's words."""
    since = NOW.replace(hour=0) - timedelta(days=days - 1)
    received = "FROM requests_request WHERE council_id = %(council)s AND side <> 'neither' AND received_at >= %(since)s"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} {received}", {"now": NOW, "council": cast.system.council, "since": since})
        count, of = cursor.fetchone()
    assert 0 < count < of
    return f"{f'{100 * count / of:.1f}'.removesuffix('.0')}% ({count} of {of})"


def _sections(now: datetime | None = NOW) -> dict[str, dict[str, str]]:
    """What the page says under each promise: its sentence, its results by their labels, formula and exceptions."""
    with clock.at(now or clock.now()):
        page = Client(headers={"host": "demo.example.org"}).get("/charter/").content.decode()
    page = page.partition("<h1")[2].partition("When we miss a promise")[0]
    found = {}
    for code, body in re.findall(r'<section[^>]* id="([^"]+)">(.*?)</section>', page, re.S):
        rows = re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", body, re.S)
        assert code not in found
        found[code] = {_text(label): _text(value) for label, value in rows} | {
            "promise": _text(re.findall(r"<h3.*?</h3>", body, re.S)[0]),
            "formula": _text(body.partition('govuk-details__text">')[2]),
            "excepted": _text("".join(re.findall(r'<p class="govuk-body">.*?</p>', body, re.S))),
        }
    return found


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()).replace(" .", ".")
