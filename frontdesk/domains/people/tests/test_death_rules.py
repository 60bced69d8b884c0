"""Deaths: what can be recorded, which messages stop, whose authority is over."""

from datetime import UTC, date, datetime

import pytest

from frontdesk.domains.people.rules.acting import Dead, Terms, over_by_death, wrong_terms
from frontdesk.domains.people.rules.deaths import stops, wrong_death
from frontdesk.domains.people.types.deaths import Death

pytestmark = pytest.mark.shows("B8")
TODAY, SAID = date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC)
ONLY_SAID, SURE = Death(1, 1, SAID), Death(1, 1, SAID, TODAY, "certificate", recorded_at=SAID)


@pytest.mark.parametrize(
    ("died_on", "evidence", "born", "field"),
    [
        (date(2026, 11, 20), "certificate", date(1940, 1, 2), ""),
        (date(2026, 11, 23), "trusted", None, ""),
        (None, "certificate", None, "died-day"),
        (date(2026, 11, 24), "certificate", None, "died-day"),
        (date(1939, 1, 1), "certificate", date(1940, 1, 2), "died-day"),
        (date(2026, 11, 20), "hearsay", None, "evidence"),
    ],
)
def test_a_death_is_recorded_with_its_day_and_what_shows_it(
    died_on: date | None, evidence: str, born: date | None, field: str
):
    assert wrong_death(died_on=died_on, evidence=evidence, born=born, today=TODAY)[0] == field


@pytest.mark.parametrize(
    ("death", "asked_for", "stopped"),
    [(None, False, False), (ONLY_SAID, False, True), (SURE, False, True), (ONLY_SAID, True, False), (SURE, True, True)],
)
def test_messages_stop_at_the_report_and_codes_with_the_evidence(death: Death | None, asked_for: bool, stopped: bool):
    assert stops(death, asked_for=asked_for) == stopped


@pytest.mark.parametrize(
    ("evidence", "dead", "over"),
    [
        ("power-of-attorney", Dead(), False),
        ("power-of-attorney", Dead(person=True), True),
        ("power-of-attorney", Dead(by=True), True),
        ("executor", Dead(person=True), False),
        ("executor", Dead(person=True, by=True), True),
        ("executor", Dead(), True),
    ],
)
def test_an_authority_ends_with_a_death_and_an_executors_begins_with_it(evidence: str, dead: Dead, over: bool):
    assert over_by_death(evidence, dead) == over


@pytest.mark.parametrize(
    ("evidence", "died", "refused"),
    [("executor", True, False), ("signed-form", True, True), ("executor", False, True), ("signed-form", False, False)],
)
def test_only_executors_are_recorded_for_the_dead(evidence: str, died: bool, refused: bool):
    terms = Terms(evidence, TODAY, date(2027, 1, 1), died=died)
    assert bool(wrong_terms(terms, TODAY)[0]) == refused
