"""Journey 5: a newcomer changes one question in a service's file, checks it, publishes it as tried, and sees it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from frontdesk.domains.requests import actions as requests
from frontdesk.kernel.actor import Actor
from tests.journeys.test_1_missed_bin import last_working_day
from tests.support.databases import ROOT
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]


@pytest.mark.shows("A4")
def test_it_shows_a_changed_question_to_new_customers_and_keeps_the_old_one_for_those_under_way(
    town: Town, someone: Callable[..., Walk], scripts: bool, tmp_path: Path
):
    after = f"Which of your bins did we leave full{'' if scripts else ' this week'}?"
    shutil.copytree(ROOT / "councils" / "demo", tmp_path / "demo")
    folder = tmp_path / "demo" / "services" / "missed-bin"
    received = report(town)
    under_way, newcomer, oli = someone(), someone(), someone()
    before = at_which_bin(under_way)
    change(folder, "Which bin did we miss?", after)
    checked = town.command("service", "check", str(folder))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    tried = "Jo Fenwick, tenant: understood every page"
    said = town.command("service", "publish", str(folder), "--council", "demo", "--tried", tried)
    assert "is published" in said.stdout, said.stderr + said.stdout
    under_way.page.reload()
    under_way.is_at(before)
    assert at_which_bin(newcomer) == after
    oli.signs_in("officer")
    oli.searches(received)
    oli.reads(before)


def report(town: Town) -> str:
    """A report is in already; its reference."""
    missed_on = last_working_day().isoformat()
    answers = {"address": "12 Mill Lane, ZY1 1AB", "bin": "rubbish", "missed-on": missed_on, "assisted": "no"}
    receipt = requests.report_request(
        Actor.nobody(town.council), service="missed-bin", channel="web", answers=answers, even_if_same=True
    )
    return receipt.reference


def at_which_bin(walk: Walk) -> str:
    """The question about the bin, as somebody who begins now is asked it."""
    walk.go("/service/missed-bin/")
    walk.press("Start now")
    walk.fill("Postcode", "ZY1 1AA")
    walk.press("Continue")
    walk.choose_address("9 ")
    walk.press("Continue")
    return walk.page.locator("h1").first.inner_text().strip()


def change(folder: Path, before: str, after: str) -> None:
    """Edit one question, as anybody would in an editor."""
    file = folder / "service.toml"
    text = file.read_text()
    assert text.count(before) == 1
    file.write_text(text.replace(before, after))
