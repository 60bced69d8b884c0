"""Needs are shown as an instruction to those who serve; sensitive ones to those who advise."""

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.kernel import journal
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.cast import Cast


@pytest.fixture
def amina(cast: Cast) -> int:
    return actions.create_person(cast.dee, name="Amina Begum", source="phone")


def test_staff_who_serve_see_the_instruction(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="interpreter", instruction="Book a Punjabi interpreter")
    for actor in (cast.dee, cast.flo, cast.oli):
        assert [need.instruction for need in queries.needs_of(actor, amina)] == ["Book a Punjabi interpreter"]
    assert queries.needs_of(cast.bill, amina) == []
    assert queries.needs_of(cast.des, amina) == []


def test_a_sensitive_need_is_kept_from_whoever_greets(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="safety", instruction="Never leave a voicemail", sensitive=True)
    assert queries.needs_of(cast.dee, amina)
    assert queries.needs_of(cast.flo, amina) == []


def test_recording_it_again_replaces_the_instruction(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="carer", instruction="Has a carer: Ruth")
    actions.record_need(cast.dee, person=amina, need="carer", instruction="Has a carer: Tom")
    assert [need.instruction for need in queries.needs_of(cast.dee, amina)] == ["Has a carer: Tom"]


def test_it_ends(cast: Cast, amina: int):
    need = actions.record_need(cast.dee, person=amina, need="carer", instruction="Has a carer: Ruth")
    actions.end_need(cast.dee, need=need)
    assert queries.needs_of(cast.dee, amina) == []
    with pytest.raises(NotFound):
        actions.end_need(cast.dee, need=need)


def test_it_refuses_a_need_nobody_could_act_on(cast: Cast, amina: int):
    with pytest.raises(Refusal):
        actions.record_need(cast.dee, person=amina, need="carer", instruction=" ")


def test_the_journal_says_neither_need_nor_instruction(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="safety", instruction="Never leave a voicemail", sensitive=True)
    entry = journal.timeline(cast.dee.council, person=amina)[0]
    assert entry.kind == "people.need_recorded"
    assert "voicemail" not in str(entry) and "safety" not in str(entry)
