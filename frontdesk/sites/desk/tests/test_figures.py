"""Figures for the manager: named ratios, formulas, records, CSV."""

import csv

import pytest

from frontdesk.domains.requests.tests.stories import Story
from frontdesk.sites.desk.tests.conftest import SignIn
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
