"""The services of the invented council, as a whole: every kind, every tier, and each one deep enough to be believed."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.domains.forms.rules.examples import problems, run
from frontdesk.domains.services.definition.check import check
from frontdesk.domains.services.definition.examples import Example, read_examples
from frontdesk.domains.services.definition.flow import SUBMIT
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import read
from frontdesk.kernel.holidays import UK, is_bank_holiday

ROOT = Path(__file__).resolve().parents[4]
DEMO = ROOT / "councils/demo/services"
LITTLEWICK = ROOT / "tests/councils/littlewick/services"
DEEP = (
    *("missed-bin", "bulky-waste", "fly-tipping", "pothole", "blue-badge", "council-tax-move", "housing-register"),
    *("housing-payment", "parking-permit", "event-notice", "information-request", "complaint"),
)
SMALL = ("garden-waste", "plan-comment", "help-finder", "adult-concern")
ALL = sorted(path.parent for path in DEMO.glob("*/service.toml"))
EVERY = ALL + sorted(LITTLEWICK.iterdir())
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


@pytest.mark.shows("A9")
@pytest.mark.parametrize("code", DEEP)
def test_each_deep_service_promises_something_and_counts_over_a_bank_holiday(code: str) -> None:
    definition = service(DEMO / code)
    assert definition.standard
    assert definition.workflow
    assert {message.event for message in definition.messages} >= {"received", "question", "changed", "closed"}
    spans = [(each.received.date(), each.expect.due) for each in examples(DEMO / code) if each.expect.due]
    days = [start + timedelta(days=n) for start, due in spans for n in range((due - start).days)]
    assert any(is_bank_holiday(day, UK) for day in days)


def test_no_two_services_share_a_promise_or_a_set_of_questions() -> None:
    found = [service(folder) for folder in EVERY]
    promises = [each.standard.promise for each in found if each.standard]
    sets = [frozenset(question.code for _, question, _ in each.questions()) for each in found]
    assert len(set(promises)) == len(promises)
    assert len(set(sets)) == len(sets)


@pytest.mark.shows("A2")
def test_there_is_every_kind_and_every_tier(deep: dict[str, Definition]) -> None:
    small = [service(DEMO / code) for code in SMALL]
    assert {each.kind for each in deep.values()} == {"report", "apply", "book", "information"}
    assert {each.tier for each in deep.values()} == {1, 2, 3, 5}
    assert {each.kind for each in small} >= {"pay", "have-my-say", "advice"}
    assert 4 in {each.tier for each in small}


def test_most_are_deep(deep: dict[str, Definition]) -> None:
    def branches(each: Definition) -> int:
        return sum(bool(page.when) for page in each.pages) + sum(len(page.next) for page in each.pages)

    def grows(each: Definition) -> bool:
        return any(question.type == "group" for page in each.pages if page.when for question in page.questions)

    def uploads(each: Definition) -> bool:
        return any(question.type in ("file", "photo") for _, question, _ in each.questions())

    assert sum(len(each.pages) >= 3 and branches(each) >= 2 for each in deep.values()) >= 8
    assert sum(uploads(each) for each in deep.values()) >= 6
    assert sum(grows(each) for each in deep.values()) >= 3


@pytest.mark.shows("A3")
def test_one_is_digital_only_by_a_decision_on_record_with_exceptions(deep: dict[str, Definition]) -> None:
    (only,) = [each for each in deep.values() if each.digital_only]
    assert only.code == "housing-payment"
    assert only.digital_only and len(only.digital_only.exceptions) >= 3
    assert only.alternative("phone") and only.alternative("web") is None


@pytest.mark.shows("A2")
def test_a_concern_about_an_adult_is_never_self_service_and_names_who_may_see_it() -> None:
    concern = service(DEMO / "adult-concern")
    assert not {"web", "kiosk", "api", "partner"} & set(concern.channels.open)
    assert concern.restricted and concern.restricted.people
    assert not concern.offered_by_open311
    assert not any("{link}" in message.text or "{question}" in message.text for message in concern.messages)


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_every_phone_number_and_address_in_it_is_invented(folder: Path) -> None:
    text = (folder / "service.toml").read_text() + (folder / "examples.toml").read_text()
    for number in re.findall(r"\b0\d{3,4}[ ]?\d{3}[ ]?\d{3,4}\b", text):
        assert OURS.fullmatch(number), number
    for address in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text):
        assert address.endswith(("@example.org", "@demo.example")), address
