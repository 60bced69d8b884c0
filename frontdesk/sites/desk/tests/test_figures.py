"""Figures for the manager: named ratios, formulas, records, CSV."""

import csv
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.models import Matter
from frontdesk.domains.insight.actions import recount_contacts, recount_requests
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.types import Basis, RateCard
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.services import publish
from tests.support.worker import work


@pytest.mark.shows("K3")
def test_it_shows_both_ratios_by_name_with_formula_and_records(story: Story, sign_in: SignIn) -> None:
    story.report(story.cast.nobody)
    story.report(story.cast.dee, even_if_same=True)
    work()
    sam = sign_in(story.cast.sam)
    page = sam.get("/desk/figures/").content.decode()
    assert "Completed digital, of all that count" in page and "Completed digital, of all completed" in page
    assert "÷ requests received, less those withdrawn, duplicate or sent elsewhere" in page
    records = sam.get("/desk/figures/records/?part=counted").content.decode()
    assert records.count("/desk/requests/") == 2
    assert sam.get("/desk/figures/records/?part=nonsense").status_code == 404


def test_it_gives_the_same_figures_as_csv(story: Story, sign_in: SignIn) -> None:
    story.report(story.cast.dee)
    work()
    answer = sign_in(story.cast.sam).get("/desk/figures/csv/")
    rows = list(csv.DictReader(answer.content.decode().splitlines()))
    assert [(row["by"], row["received"]) for row in rows if row["by"] == "whole"] == [("whole", "1")]
    assert {row["code"] for row in rows if row["by"] == "channel"} == {"phone"}


WRONG = {
    "since": "2026-13-40", "until": "x", "service": "nope", "channel": "';drop", "basis": "free"
}  # fmt: skip


def test_it_says_what_it_cannot_read_and_keeps_it(story: Story, sign_in: SignIn) -> None:
    sam = sign_in(story.cast.sam)
    page = unescape(sam.get("/desk/figures/", WRONG).content.decode())
    for field, typed in WRONG.items():
        assert f'href="#{field}"' in page and f"“{typed}”" in page
        assert f'value="{typed}"' in page
    for address in ("csv/", "records/", "contacts/"):
        for field, typed in WRONG.items():
            answer = sam.get(f"/desk/figures/{address}", {field: typed})
            assert answer.status_code == 400 and f"“{typed}”" in unescape(answer.content.decode()), (address, field)


@pytest.mark.shows("K3")
def test_a_cost_is_told_on_the_basis_chosen_and_the_cost_to_serve_else(story: Story, sign_in: SignIn) -> None:
    """No card was in force in the month before: what happened in it has no price, which is not a price of nought."""
    council, today = story.cast.system, NOW.date()
    cards = [RateCard(Basis.CONTACT, today - timedelta(days=90), {"phone": 100}, "invented"),
             RateCard(Basis.SERVE, today.replace(day=1), {"phone": 900}, "invented")]  # fmt: skip
    standards.set_rates(council, cards=cards)
    for days in (20, 0):
        contacts.record_contact(council, channel="phone", started_at=NOW - timedelta(days=days, hours=1))
    work()
    sam = sign_in(story.cast.sam)
    page = sam.get("/desk/figures/").content.decode()
    assert "Cost to serve: what all contacts cost" in page and "£9" in page and "unpriced" in page
    assert "Per contact: what all contacts cost" in sam.get("/desk/figures/?basis=CONTACT").content.decode()
    spent = {basis: _months(sam.get(f"/desk/figures/csv/?basis={basis}")) for basis in ("", "SERVE", "CONTACT")}
    assert spent[""] == spent["SERVE"] == [("cost to serve", "unpriced"), ("cost to serve", "900")]
    assert spent["CONTACT"] == [("per contact", "100"), ("per contact", "100")]
    assert "cost-to-serve.csv" in sam.get("/desk/figures/csv/")["Content-Disposition"]
    records = sam.get("/desk/figures/contacts/?basis=CONTACT").content.decode()
    assert records.count("£1") == 4 and "£9" not in records


def _months(answer: HttpResponse) -> list[tuple[str, str]]:
    rows = csv.DictReader(answer.content.decode().splitlines())
    return [(row["cost basis"], row["cost in pence"]) for row in rows if row["by"] == "month"]


@pytest.mark.shows("F10")
def test_a_restricted_service_is_named_to_nobody_whom_it_does_not_name(story: Story, sign_in: SignIn) -> None:
    """One concern in a month tells by itself: its name, its line, its day and its number are for those named."""
    publish(story.cast.system, "adult-concern")
    made = story.report(story.cast.dee)
    Request.objects.filter(pk=made.request).update(service="adult-concern", restricted=True)
    Matter.objects.update(service="adult-concern")
    with clock.at(NOW + timedelta(minutes=1)):
        story.report(story.cast.dee, even_if_same=True)
    recount_requests(story.cast.system, days=[NOW.date()])
    recount_contacts(story.cast.system, days=[NOW.date()])
    sam = sign_in(story.cast.sam)
    pages = [sam.get(f"/desk/figures/{each}").content.decode() for each in ("", "csv/", "records/", "contacts/")]
    assert not any("adult-concern" in page for page in pages)
    assert "Other services" not in pages[0] and "counted together, in whole months" in pages[0]
    assert "are not listed here" in pages[2]
    rows = [row for row in csv.DictReader(pages[1].splitlines()) if row["by"] in ("whole", "service")]
    received = [(row["name"], row["received"]) for row in rows]
    assert received[0] == ("All", "1") and "Other services" not in dict(received)
    assert pages[3].count('scope="row"') == 1, "nor is the contact about it"
    assert pages[2].count("/desk/requests/") == 1
    assert sam.get("/desk/figures/?service=adult-concern").content.decode().count("there is no service") == 2


@pytest.mark.shows("K3")
def test_it_opens_the_contacts_that_a_cost_counted(story: Story, sign_in: SignIn) -> None:
    story.report(story.cast.dee)
    work()
    sam = sign_in(story.cast.sam)
    assert "/desk/figures/contacts/" in sam.get("/desk/figures/").content.decode()
    page = sam.get("/desk/figures/contacts/?service=missed-bin").content.decode()
    assert page.count("/desk/contacts/") == 1 and "Phone" in page
    assert "No contact of these days" in sam.get("/desk/figures/contacts/?service=none").content.decode()
    assert "No contact of these days" in sam.get("/desk/figures/contacts/?channel=letter").content.decode()


@pytest.mark.shows("K2")
def test_it_opens_the_records_of_each_promise(story: Story, sign_in: SignIn) -> None:
    made = story.report(story.cast.dee)
    with clock.at(NOW + timedelta(days=9)):
        work()
        sam = sign_in(story.cast.sam)
        page = sam.get("/desk/figures/promises/").content.decode()
        assert "part=missed" in page and "promise=missed-bin" in page
        late = sam.get("/desk/figures/records/?part=missed&promise=missed-bin").content.decode()
        assert f"/desk/requests/{made.request}/" in late and "Still open" in late
        assert f"/desk/requests/{made.request}/" not in sam.get("/desk/figures/records/?part=kept").content.decode()
        assert "Missed" in sam.get("/desk/figures/").content.decode()
    assert sam.get("/desk/figures/contacts/?promise=nonsense").status_code == 404


def test_it_counts_for_those_who_may_not_open_a_request_without_a_link_to_it(story: Story, sign_in: SignIn) -> None:
    publish(story.cast.system, "missed-bin")
    made = story.report(story.cast.dee)
    work()
    page = sign_in(story.cast.ada).get("/desk/figures/records/").content.decode()
    assert made.reference in page and "/desk/requests/" not in page
    assert "/desk/contacts/" not in sign_in(story.cast.ada).get("/desk/figures/contacts/").content.decode()
