"""The five packs made from strategies: what they say is in the database, word and number, and is never a result."""

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from frontdesk.console.tests.test_council_load import load
from frontdesk.domains.insight.actions import recount_contacts
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.places import queries as places
from frontdesk.domains.services import queries as services
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.clock_data import length_in_words
from frontdesk.domains.standards.rules.words import target_in_words
from frontdesk.domains.standards.types import Basis, StandardVersion
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from tests.support.many import BEGIN, make_contact

PACKS = Path(__file__).parents[3] / "councils"
EXAMPLES = ("cambridge-2012", "gravesham-2016", "kent-2011", "south-somerset-2018", "thurrock-2016")
TODAY = date(2026, 12, 1)

CHARTER = {
    "seen-at-reception": ("each", "visit", "10 minutes"), "staff-badges": ("inspected", "visit", ""),
    "waiting-areas": ("inspected", "visit", ""), "children": ("inspected", "visit", ""),
    "opening-hours": ("inspected", "visit", ""), "information": ("inspected", "visit", ""),
    "disabled-people": ("inspected", "visit", ""), "interview-room": ("inspected", "visit", ""),
    "comment-card": ("inspected", "visit", ""), "phone-answered": ("each", "phone", "12 seconds"),
    "phone-name": ("inspected", "phone", ""), "phone-there-and-then": ("inspected", "phone", ""),
    "letter-answered": ("each", "letter", "7 working days"),
    "letter-acknowledged": ("each", "letter", "5 working days"), "letter-addresses": ("inspected", "letter", ""),
    "email-centre": ("each", "email", "4 working hours"), "email-services": ("each", "email", "7 working days"),
    "information-answered": ("each", "", "20 working days"), "information-longer": ("inspected", "", ""),
    "information-refused": ("inspected", "", ""), "complaint-answered": ("each", "", "7 working days"),
    "complaint-longer": ("inspected", "", ""), "complaint-investigator": ("inspected", "", ""),
    "social-answered": ("each", "social", "1 working day"), "interpretation": ("inspected", "phone visit", ""),
    "take-up": ("growth", "email social web", ""), "web-traffic": ("growth", "web", ""),
    "satisfaction-rising": ("growth", "", ""),
}  # fmt: skip
"""Cambridge's charter and three targets of its plan: kind, channels, time."""
KPIS = {
    "calls-answered": (("at least 80%", "at least 50%"), "20 seconds", "63.7%"),
    "calls-abandoned": (("under 4%", "under 12%"), "", "4.54%"),
    "call-quality": (("at least 85%",), "", "96.40%"),
    "email-answered": (("100%",), "2 working days", "achieved 100%"),
    "visit-wait": (("under 10 minutes",), "", "achieved 8"),
    "visit-satisfaction": (("over 85%",), "", "99.81%"),
}
"""Thurrock's: targets before and now, time, what was achieved by the draft."""
RATES: tuple[tuple[str, Basis, dict[str, int], str], ...] = (
    ("cambridge-2012", Basis.TRANSACTION, {"visit": 1400, "phone": 400, "kiosk": 20, "web": 17}, "Socitm averages"),
    ("kent-2011", Basis.SERVE, {"visit": 740, "phone": 290, "web": 32}, "a Socitm paper of February 2011"),
    ("thurrock-2016", Basis.CONTACT, {"visit": 500, "phone": 150, "web": 15}, "The council's own"),
)


TYPED = (
    ("cambridge-2012", "foi", "freedom-of-information"), ("cambridge-2012", "noise", "environmental-health"),
    ("gravesham-2016", "sofa", "bulky-waste"), ("kent-2011", "somebody died", "tell-us-once"),
    ("kent-2011", "hole in road", "potholes"), ("south-somerset-2018", "council house", "housing-registration"),
    ("thurrock-2016", "fly tipping", "environmental-issues"), ("thurrock-2016", "evicted", "homeless-application"),
)  # fmt: skip
"""What residents type, and the entry that they look for."""


def within(version: StandardVersion) -> str:
    return length_in_words(version.clock.length, version.clock.unit) if version.clock else ""


def charter(council: Council) -> str:
    shown = Client().get(f"/c/{council.code}/charter/").content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown.partition("<main")[2].partition("</main>")[0])).split())


@pytest.mark.shows("K2")
def test_cambridges_charter_is_in_force_as_it_was_promised(db: None):
    council, _ = load(PACKS / "cambridge-2012")
    with tenancy.acting_for(council.id):
        found = standards.standards_in_force(council.id, TODAY)
        assert {each.code: (each.kind.value, " ".join(each.channels), within(each)) for each in found} == CHARTER
        assert {each.valid_from for each in found} == {date(2012, 9, 1)}
        instead = standards.promise_for(council.id, standard="email-centre", on=TODAY, service="planning")
        assert instead is not None and instead.standard == "email-services"
        actions = {each.code: each.said for each in organisations.strategy(council.id, "action")}
    assert len(actions) == 15
    assert actions["awareness-programme"]["due"] == "start March 2103"
    assert actions["awareness-programme"]["begins"] == "2013-03-01"
    assert actions["feedback-web"]["due"] == "November August 2012" and "ends" not in actions["feedback-web"]
    assert actions["lean-reviews"]["ends"] == "2014-01-31" and actions["text-and-social"]["status"] == "started"


@pytest.mark.shows("K2")
def test_thurrocks_measures_keep_their_targets_of_before_and_their_results_are_words(db: None):
    council, _ = load(PACKS / "thurrock-2016")
    with tenancy.acting_for(council.id):
        facts = {code: each.said["text"] for each in organisations.strategy(council.id, "fact")
                 for code in each.said.get("standards", ()) if each.code.endswith("-achieved")}  # fmt: skip
        for code, (targets, time, achieved) in KPIS.items():
            versions = standards.versions_of(council.id, code)
            assert tuple(target_in_words(each) for each in versions) == targets, code
            assert within(versions[-1]) == time and achieved in facts[code], code
        plan = [each.said for each in organisations.strategy(council.id, "action")]
        assert len(organisations.strategy(council.id, "recommendation")) == 12
    by_principle = [sum(each["principle"] == code for each in plan) for code in
                    ("right-first-time", "empowered-staff", "efficient-processes", "listening", "access",
                     "self-service", "help-online")]  # fmt: skip
    assert by_principle == [6, 6, 12, 6, 12, 6, 6]


@pytest.mark.shows("K3")
@pytest.mark.parametrize(("pack", "basis", "pence", "source"), RATES)
def test_each_rate_card_has_its_basis_its_amounts_and_its_source(db: None, pack, basis, pence, source):
    council, _ = load(PACKS / pack)
    with tenancy.acting_for(council.id):
        (card,) = standards.rate_cards(council.id)
    assert (card.basis, dict(card.pence)) == (basis, pence) and source in card.source


def test_all_stand_side_by_side_and_the_second_load_changes_nothing(db: None):
    for code in EXAMPLES:
        council, said = load(PACKS / code)
        assert said and load(PACKS / code) == (council, []), code
    councils = {each.code: each for each in organisations.councils()}
    for code in EXAMPLES:
        council = councils[code]
        assert "The council is not involved." in council.description
        assert (council.phone, council.email) == ("", "")
        with tenancy.acting_for(council.id):
            assert places.places(council.id)
            listed = services.catalogue(Actor.nobody(council.id))
            assert listed and not any(each.has_form for each in listed)
            kinds = {each.kind for each in organisations.strategy(council.id)}
            typed = [(words, wanted) for pack, words, wanted in TYPED if pack == code]
            for words, wanted in typed:
                assert wanted in {each.code for each in services.search(Actor.nobody(council.id), words)}, (code, words)
        assert {"strategy", "plan", "fact", "action"} <= kinds
    of = {code: councils[code].id for code in EXAMPLES}
    with tenancy.acting_for(*of.values()):
        assert [each.code for each in organisations.strategy(of["kent-2011"], "tier")] == ["1", "2", "3", "4", "5"]
        assert len(organisations.strategy(of["gravesham-2016"], "segment")) == 5
        assert standards.standards_in_force(of["gravesham-2016"], TODAY) == []


def test_a_changed_action_is_named_and_one_that_is_gone_is_taken_out(db: None, tmp_path: Path):
    copy = Path(shutil.copytree(PACKS / "gravesham-2016", tmp_path / "gravesham-2016"))
    load(copy)
    text = (copy / "plan.toml").read_text()
    text = text.replace('what = "Social media"', 'what = "Social media"\nstatus = "started"')
    text = text.replace('[[action]]\ncode = "website"\nwhat = "24/7 website"\n\n', "")
    (copy / "plan.toml").write_text(text)
    council, said = load(copy)
    assert said == ["Strategy, action: social-media, website."]
    with tenancy.acting_for(council.id):
        assert "website" not in {each.code for each in organisations.strategy(council.id)}


@pytest.mark.shows("K2")
@pytest.mark.parametrize(("pack", "number"), [("cambridge-2012", 28), ("thurrock-2016", 6)])
def test_the_charter_shows_each_promise_by_visit_or_without_records_and_never_a_result_of_the_strategy(
    db: None, pack: str, number: int
):
    council, _ = load(PACKS / pack)
    with tenancy.acting_for(council.id):
        found = standards.standards_in_force(council.id, clock.today())
    shown = charter(council)
    assert len(found) == number
    for each in found:
        said = "by visit" if each.kind.value == "inspected" else "no records yet"
        row = rf"{re.escape(each.promise)} (Our target [\w %]+ )?Last 30 days {said} Last 12 months {said} "
        assert re.search(row, shown), each.code
    for achieved in ("63.7", "4.54", "96.4", "99.81"):
        assert achieved not in shown


def test_the_charter_counts_what_there_are_records_of(db: None):
    council, _ = load(PACKS / "thurrock-2016")
    with tenancy.acting_for(council.id):
        system = Actor.system(council.id)
        cast: Any = SimpleNamespace(system=system, dee=SimpleNamespace(user=None))
        for seconds in [5] * 12 + [60] * 8:
            make_contact(cast, "phone", (), answer=seconds)
        recount_contacts(system, days=[BEGIN.date()])
    with clock.at(BEGIN):
        shown = charter(council)
    assert "Our target at least 50% Last 30 days 60% (12 of 20)" in shown


def test_its_pages_offer_no_number_and_say_that_it_is_an_example(db: None):
    for code in EXAMPLES:
        council, _ = load(PACKS / code)
        with tenancy.acting_for(council.id):
            entries = [f"service/{each.code}/" for each in services.catalogue(Actor.nobody(council.id))]
        for path in ("", "contact/", "services/", "accessibility/", "privacy/", *entries):
            shown = unescape(Client().get(f"/c/{code}/{path}").content.decode())
            assert "The council is not involved." in shown and "tel:0" not in shown, (code, path)
            assert path not in entries or "Where to come" in shown, (code, path)
            words = re.sub(r"<[^>]+>", "", shown)
            assert not re.search(r"\b(Ring|Call|Phone)( us)?( on)?\s*[.,(]", words), (code, path)
