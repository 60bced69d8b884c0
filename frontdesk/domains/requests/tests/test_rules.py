"""The rules of requests as tables, without a database."""

from datetime import UTC, date, datetime

import pytest

from frontdesk.domains.requests.rules import messages, standing, steps
from frontdesk.domains.requests.rules.owners import Candidate, choose
from frontdesk.domains.requests.rules.same import Kept, Spot, looks_the_same
from frontdesk.domains.services.definition.model import Duplicates
from frontdesk.domains.services.definition.workflow import ORDINARY
from frontdesk.kernel.errors import Refusal
from tests.support.services import definition_of

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
OFFICER, CUSTOMER = frozenset({"officer"}), frozenset({"customer"})


@pytest.mark.parametrize(
    ("from_", "to", "who", "given", "code"),
    [
        ("received", "in-progress", OFFICER, frozenset(), None),
        ("received", "in-progress", CUSTOMER, frozenset(), "not-yours"),
        ("received", "withdrawn", CUSTOMER, frozenset(), None),
        ("received", "done", OFFICER, frozenset(), "refused"),
        ("received", "done", OFFICER, frozenset({"outcome"}), None),
        ("received", "waiting-for-customer", OFFICER, frozenset(), "refused"),
        ("done", "done", OFFICER, frozenset({"outcome"}), "no-step"),
        ("done", "looking-again", CUSTOMER, frozenset({"reason"}), None),
        ("done", "in-progress", CUSTOMER, frozenset({"reason"}), "not-yours"),
        ("done", "nowhere", OFFICER, frozenset(), "no-step"),
    ],
)
def test_who_may_take_which_step_with_what(from_: str, to: str, who: frozenset, given: frozenset, code: str | None):
    if code is None:
        steps.check_step(ORDINARY, from_, to, who, given)
        return
    with pytest.raises(Refusal) as refused:
        steps.check_step(ORDINARY, from_, to, who, given)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("from_", "to", "told"),
    [
        ("received", "in-progress", []),
        ("received", "waiting-for-customer", ["paused"]),
        ("waiting-for-customer", "in-progress", ["resumed"]),
        ("waiting-for-customer", "done", ["resumed", "happened"]),
        ("in-progress", "done", ["happened"]),
        ("done", "in-progress", ["reopened"]),
    ],
)
def test_what_a_step_tells_the_clock(from_: str, to: str, told: list[str]):
    assert [event.kind.value for event in steps.clock_events(ORDINARY, from_, to, "dispute")] == told


@pytest.mark.parametrize(
    ("status", "outcome", "side"),
    [
        ("done", "emptied", "completed"),
        ("not-done", "blocked", "completed"),
        ("done", "", "neither"),
        ("withdrawn", "", "neither"),
        ("duplicate", "x", "neither"),
        ("referred", "x", "neither"),
    ],
)
def test_on_which_side_a_closed_request_counts(status: str, outcome: str, side: str):
    assert steps.side_of(status, outcome) == side


def test_the_nearest_with_least_work_owns_it():
    assert choose([Candidate(1, 0, 5), Candidate(2, 0, 3), Candidate(3, 1, 0)]) == 2
    assert choose([Candidate(9, 1, 4), Candidate(4, 1, 4)]) == 4
    assert choose([]) is None


HERE = Spot(480000.0, 180000.0, 100)


@pytest.mark.parametrize(
    ("rule", "other", "same"),
    [
        (Duplicates(by="place", radius_m=15, hours=1), Spot(480009.0, 180012.0), True),
        (Duplicates(by="place", radius_m=14, hours=1), Spot(480009.0, 180012.0), False),
        (Duplicates(by="place", radius_m=15, hours=1), Spot(), False),
        (Duplicates(by="address", hours=1), Spot(uprn=100), True),
        (Duplicates(by="address", hours=1), Spot(uprn=101), False),
        (Duplicates(by="person", hours=1), Spot(), True),
        (Duplicates(by="person", hours=1, same=("bin",)), Spot(), True),
        (Duplicates(by="person", hours=1, same=("lid",)), Spot(), False),
    ],
)
def test_what_looks_the_same(rule: Duplicates, other: Spot, same: bool):
    new = Kept(HERE, frozenset({7, 8}), {"bin": "food", "lid": None})
    old = Kept(other, frozenset({8}), {"bin": "food", "lid": None})
    assert looks_the_same(rule, new, old) is same
    nobody = Kept(other, frozenset(), {"bin": "garden"})
    assert looks_the_same(Duplicates(by="person", hours=1), new, nobody) is False


def clocked(state: str = "running", due: datetime | None = None, **more) -> standing.Clocked:
    return standing.Clocked(state, due, due.date() if due else None, False, False, **more)


@pytest.mark.parametrize(
    ("clock", "word", "begins"),
    [
        (clocked(due=datetime(2026, 12, 3, 23, 59, tzinfo=UTC)), "in-time", "We will do this by Thursday 3 December"),
        (clocked(due=datetime(2026, 12, 1, 23, 59, tzinfo=UTC)), "in-time", "We will do this today."),
        (clocked(due=datetime(2026, 11, 30, 23, 59, tzinfo=UTC)), "late", "This is late."),
        (clocked("waiting"), "waiting", "We have a question for you."),
        (clocked("stopped", closed_at=NOW, kept=True), "kept", "We finished this on Tuesday 1 December 2026, in the"),
        (clocked("stopped", closed_at=NOW, kept=False), "missed", "We finished this on Tuesday 1 December 2026, later"),
        (clocked("stopped", closed_at=NOW), "none", "We closed this on Tuesday 1 December 2026."),
        (clocked(), "none", "We are dealing with this."),
        (clocked(begun=False), "none", ""),
    ],
)
def test_how_the_promise_stands_in_words(clock: standing.Clocked, word: str, begins: str):
    assert standing.standing(clock, NOW) == word
    assert standing.sentence(clock, NOW).startswith(begins)


@pytest.mark.parametrize("due", [datetime(2026, 11, 30, 23, 59, tzinfo=UTC), datetime(2026, 12, 3, 23, 59, tzinfo=UTC)])
def test_after_a_delay_one_date_is_said_and_it_is_the_new_one(due: datetime):
    said = standing.sentence(clocked(due=due), NOW, date(2026, 12, 7))
    assert said.endswith("We now expect to do it by Monday 7 December 2026.") and said.count("2026") == 1
    assert standing.sentence(clocked(due=due), NOW, date(2026, 11, 29)).startswith("This is late.")


def test_placeholders_are_filled_once_and_nothing_else_is():
    values = {"name": "{link}", "link": "https://x", "reference": ""}
    assert messages.fill("Dear {name}, {link} {other} {", values) == "Dear {link}, https://x {other} {"
    assert messages.fill("One\n{reference}\nTwo", values) == "One\nTwo"


@pytest.mark.parametrize("event", sorted(messages.ORDINARY))
def test_every_event_has_words_of_its_own_and_fills_them_whole(event: str):
    names = "reference service status due next_step ending fee outcome question link name council phone".split()
    definition = definition_of("demo", "missed-bin")
    for changed in (definition, definition_of("demo", "pothole")):
        subject, body = messages.compose(changed, event, dict.fromkeys(names, "VALUE"), extra="First.")
        assert "{" not in subject + body
        assert "\n\nFirst.\n\n" in body and "\n" not in subject
