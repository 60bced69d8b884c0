"""Figures for the manager: named ratios, formulas, records, CSV."""

import csv
from datetime import timedelta

import pytest

from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
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
    assert "Completed digital, of all received" in page and "Completed digital, of all completed" in page
    assert "÷ all transactions received" in page
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


def test_it_takes_nonsense_in_the_address_for_the_usual_days(story: Story, sign_in: SignIn) -> None:
    assert sign_in(story.cast.sam).get("/desk/figures/?since=x&until=2026-13-45").status_code == 200


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
