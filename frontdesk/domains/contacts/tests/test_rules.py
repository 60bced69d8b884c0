"""Codes and times of contacts, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.domains.contacts import rules
from frontdesk.domains.contacts.types import ContactIn, MatterIn, WrapUp
from frontdesk.kernel.errors import Refusal

NOW = datetime(2026, 12, 3, 16, tzinfo=UTC)
LISTS = rules.lists_of({"web": "Our website"}, {"contacts": {"outcomes": {"fined": "Fined", "gave-up": ""}}})


def contact(**values):
    return ContactIn(**({"channel": "phone", "started_at": NOW - timedelta(minutes=5)} | values))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (contact(channel="pigeon"), "channel"),
        (contact(direction="sideways"), "direction"),
        (contact(started_at=NOW.replace(tzinfo=None)), "started_at"),
        (contact(started_at=NOW + timedelta(minutes=6)), "started_at"),
        (contact(started_at=datetime(1973, 12, 31, tzinfo=UTC)), "started_at"),
        (contact(answered_at=NOW - timedelta(minutes=6)), "answered_at"),
        (contact(ended_at=NOW - timedelta(minutes=6)), "ended_at"),
        (contact(matters=(MatterIn(),) * 21), "matters"),
        (contact(matters=(MatterIn(reason="boredom"),)), "reason"),
        (contact(matters=(MatterIn(ended=WrapUp("vanished")),)), "outcome"),
        (contact(matters=(MatterIn(ended=WrapUp("gave-up")),)), "outcome"),
        (contact(matters=(MatterIn(ended=WrapUp("answered", demand="odd")),)), "demand"),
        (contact(matters=(MatterIn(ended=WrapUp("answered", "value", "chasing")),)), "demand_reason"),
        (contact(matters=(MatterIn(ended=WrapUp("answered", "failure", "mood")),)), "demand_reason"),
        (contact(matters=(MatterIn(ended=WrapUp("answered", offered="perhaps")),)), "offered"),
        (contact(matters=(MatterIn(ended=WrapUp("answered", offered="taken", declined_why="skill")),)), "declined_why"),
        (
            contact(matters=(MatterIn(ended=WrapUp("answered", offered="declined", declined_why="mood")),)),
            "declined_why",
        ),
        (contact(matters=(MatterIn(ended=WrapUp("", demand="value")),)), "outcome"),
    ],
)
def test_it_refuses_what_is_no_good_record(given, field):
    with pytest.raises(Refusal) as refused:
        rules.check_contact(LISTS, given, NOW)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "given",
    [
        contact(),
        contact(channel="web", started_at=NOW + timedelta(minutes=4)),
        contact(answered_at=NOW, ended_at=NOW),
        contact(matters=(MatterIn("missed-bin", "report", WrapUp("fined", "failure", "chasing", True)),)),
        contact(matters=(MatterIn(ended=WrapUp("answered", "value", offered="declined", declined_why="credit")),)),
    ],
)
def test_it_takes_what_is(given):
    rules.check_contact(LISTS, given, NOW)


def test_a_council_names_its_channels_and_adds_or_removes_codes():
    assert LISTS.channels["web"] == "Our website"
    assert LISTS.channels["phone"] == "Phone"
    assert "fined" in LISTS.outcomes
    assert "gave-up" not in LISTS.outcomes


@pytest.mark.parametrize(
    ("ended", "outcomes", "done"),
    [
        (False, [], False),
        (False, ["answered"], False),
        (True, [], False),
        (True, ["answered", ""], False),
        (True, ["a", "b"], True),
    ],
)
def test_a_contact_is_done_when_it_has_ended_and_each_matter_has_its_outcome(ended, outcomes, done):
    assert rules.is_done(ended=ended, outcomes=outcomes) is done
