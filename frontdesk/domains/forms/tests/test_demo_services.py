"""The services of the invented council, as a whole: every kind, every tier, and each one deep enough to be believed."""

import csv
import re
import tomllib
from collections import Counter
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest

from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.forms.rules.examples import problems, run
from frontdesk.domains.forms.rules.journey import walk
from frontdesk.domains.services.definition.check import check
from frontdesk.domains.services.definition.examples import Example, read_examples
from frontdesk.domains.services.definition.flow import SUBMIT
from frontdesk.domains.services.definition.model import KINDS, TIERS, Definition
from frontdesk.domains.services.definition.read import read
from frontdesk.kernel.holidays import UK, is_bank_holiday
from tests.support import real_data

ROOT = Path(__file__).resolve().parents[4]
DEMO = ROOT / "councils/demo/services"
LITTLEWICK = ROOT / "tests/councils/littlewick/services"
DEEP = (
    *("missed-bin", "bulky-waste", "fly-tipping", "pothole", "blue-badge", "council-tax-move", "housing-register"),
    *("housing-payment", "parking-permit", "event-notice", "information-request", "complaint"),
)
ALL = sorted(path.parent for path in DEMO.glob("*/service.toml"))
FORMS = [folder for folder in ALL if (folder / "examples.toml").exists()]
"""Those with a form; the others are had by phone and at the desk only."""
EVERY = FORMS + sorted(LITTLEWICK.iterdir())
OURS = re.compile(r"01632 960\d{3}|07700 900\d{3}")


def service(folder: Path) -> Definition:
    found = read(folder)
    assert isinstance(found, Definition), [str(each) for each in found]
    return found


def examples(folder: Path) -> list[Example]:
    found = [each for each in read_examples(folder) if isinstance(each, Example)]
    assert found
    return found


@pytest.fixture(scope="module")
def deep() -> dict[str, Definition]:
    return {code: service(DEMO / code) for code in DEEP}


@pytest.mark.shows("A1", "A5", "A7")
@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_it_has_nothing_to_mend_and_every_example_comes_out(folder: Path) -> None:
    definition = service(folder)
    found = [*check(definition), *problems(run(definition, examples(folder)))]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_its_examples_show_a_taken_one_and_another_ending(folder: Path) -> None:
    definition, found = service(folder), examples(folder)
    outcomes = {ending.outcome for each in found if (ending := definition.ending(each.expect.ending))}
    assert len(found) >= 3
    assert SUBMIT in outcomes
    assert outcomes - {SUBMIT}


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_every_page_of_it_is_on_the_way_of_an_example(folder: Path) -> None:
    definition, passed = service(folder), set[str]()
    for each in examples(folder):
        context = Context(each.received.date(), facts=each.facts, channel=each.channel, assisted=each.assisted)
        passed |= {page.code for page in walk(definition, each.answers, context, whole=True).pages}
    assert {page.code for page in definition.pages} <= passed


@pytest.mark.shows("A9")
@pytest.mark.parametrize("code", DEEP)
def test_each_deep_service_promises_something_and_counts_over_a_bank_holiday(code: str) -> None:
    definition = service(DEMO / code)
    assert definition.standard
    assert definition.workflow
    assert {message.event for message in definition.messages} >= {"received", "question", "changed", "closed"}
    assert _counts_over_a_holiday(DEMO / code)


def test_no_two_services_share_a_promise_or_a_set_of_questions() -> None:
    found = [service(folder) for folder in EVERY]
    promises = [each.standard.promise for each in found if each.standard]
    sets = [frozenset(question.code for _, question, _ in each.questions()) for each in found]
    assert len(set(promises)) == len(promises)
    assert len(set(sets)) == len(sets)


def own_questions(folder: Path) -> set[str]:
    """The sentences in which a service asks what no shared group of questions asks, those of its entries too."""
    tree = tomllib.loads((folder / "service.toml").read_text(encoding="utf-8"))
    asked = [question for page in tree.get("page", ()) for question in page.get("question", ())]
    asked += [inner for question in asked for inner in question.get("question", ())]
    return {question["label"] for question in asked if "label" in question and "use" not in question}


def test_no_two_services_ask_much_the_same_beside_the_shared_groups() -> None:
    """Beside name, contact and the like, at most six in ten questions of the shorter one are also the other's."""
    found = {folder.name: own_questions(folder) for folder in EVERY}
    alike = {
        (one, other): found[one] & found[other]
        for one, other in combinations(found, 2)
        if len(found[one] & found[other]) > 0.6 * min(len(found[one]), len(found[other]))
    }
    assert not alike


@pytest.fixture(scope="module")
def catalogue() -> list[Definition]:
    return [service(folder) for folder in FORMS]


@pytest.mark.shows("A10")
def test_some_could_be_online_and_have_no_form_yet() -> None:
    entries = [service(folder) for folder in ALL if folder not in FORMS]
    assert len(entries) >= 3
    for each in entries:
        assert not each.has_form and not list(check(each)), each.code
        assert each.tier < 4 and {"phone", "visit"} <= set(each.channels.open) and each.alternative("web"), each.code


def branches(each: Definition) -> int:
    return sum(bool(page.when) for page in each.pages) + sum(len(page.next) for page in each.pages)


def uploads(each: Definition) -> bool:
    return any(question.type in ("file", "photo") for _, question, _ in each.questions())


def grows(each: Definition) -> bool:
    return any(question.type == "group" for page in each.pages if page.when for question in page.questions)


@pytest.mark.shows("A1", "A2")
def test_there_are_forty_of_every_kind_and_every_tier(catalogue: list[Definition]) -> None:
    assert len(catalogue) >= 40
    kinds, tiers = Counter(each.kind for each in catalogue), Counter(each.tier for each in catalogue)
    assert all(kinds[kind] >= 3 for kind in KINDS), kinds
    assert all(tiers[tier] >= 2 for tier in TIERS), tiers


def test_many_are_deep_and_some_cost_something(catalogue: list[Definition], deep: dict[str, Definition]) -> None:
    assert sum(len(each.pages) >= 3 and branches(each) >= 2 and uploads(each) for each in catalogue) >= 12
    assert sum(any(amount.use == "fee" for amount in each.amounts) for each in catalogue) >= 5
    assert sum(len(each.pages) >= 3 and branches(each) >= 2 for each in deep.values()) >= 8
    assert sum(uploads(each) for each in deep.values()) >= 6
    assert sum(grows(each) for each in deep.values()) >= 3


def test_each_is_matched_to_the_official_list_by_service_and_interaction() -> None:
    matched = [(each.lgsl, each.lgil) for each in map(service, ALL)]
    assert all(service and interaction is not None for service, interaction in matched)
    assert len(set(matched)) == len(matched)


def test_its_number_in_the_official_list_means_this_service() -> None:
    with (real_data.folder("lgsl") / "esd_services.csv").open(encoding="utf-8", newline="") as file:
        official = {row["Identifier"]: row["Label"].lower() for row in csv.DictReader(file)}
    for each in map(service, ALL):
        ours = " ".join((each.name, each.summary, each.group, *each.keywords)).lower()
        label = official[str(each.lgsl)]
        assert any(word[:5] in ours for word in re.findall(r"[a-z]{4,}", label)), (each.code, label)


@pytest.mark.shows("A9")
def test_most_examples_with_a_day_run_over_a_bank_holiday_in_some_service_of_each_kind(
    catalogue: list[Definition],
) -> None:
    found = Counter(each.kind for each in catalogue if _counts_over_a_holiday(DEMO / each.code))
    assert all(found[kind] >= 2 for kind in KINDS), found


def _counts_over_a_holiday(folder: Path) -> bool:
    spans = [(each.received.date(), each.expect.due) for each in examples(folder) if each.expect.due]
    days = [start + timedelta(days=n) for start, due in spans for n in range((due - start).days)]
    return any(is_bank_holiday(day, UK) for day in days)


@pytest.mark.shows("A3")
def test_one_is_digital_only_by_a_decision_on_record_with_exceptions(deep: dict[str, Definition]) -> None:
    (only,) = [each for each in deep.values() if each.digital_only]
    assert only.code == "housing-payment"
    assert only.digital_only and len(only.digital_only.exceptions) >= 3
    assert only.alternative("phone") and only.alternative("web") is None


@pytest.mark.shows("A2")
@pytest.mark.parametrize("code", ["adult-concern", "child-concern"])
def test_a_concern_about_somebody_is_never_self_service_and_names_who_may_see_it(code: str) -> None:
    concern = service(DEMO / code)
    assert not {"web", "kiosk", "api", "partner"} & set(concern.channels.open)
    assert concern.restricted and concern.restricted.people
    assert not concern.offered_by_open311
    assert not any("{link}" in message.text or "{question}" in message.text for message in concern.messages)


def test_losing_a_home_never_ends_with_a_page_alone() -> None:
    for ending in service(DEMO / "homeless-advice").endings:
        assert ending.takes or ending.phone, ending.code


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_every_phone_number_and_address_in_it_is_invented(folder: Path) -> None:
    text = (folder / "service.toml").read_text() + (folder / "examples.toml").read_text()
    for number in re.findall(r"\b0\d{3,4}[ ]?\d{3}[ ]?\d{3,4}\b", text):
        assert OURS.fullmatch(number), number
    for address in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text):
        assert address.endswith(("@example.org", "@demo.example")), address
