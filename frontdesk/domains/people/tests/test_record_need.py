"""Needs are recorded once, shown as an instruction to those who serve; restricted ones only to those who open them."""

from datetime import date, timedelta

import pytest

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.tests.stories import kinds
from frontdesk.domains.people.types.needs import WITHOUT
from frontdesk.kernel import access_log, clock, journal
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B4")
SAFE = "Never leave a voicemail"


@pytest.fixture
def amina(cast: Cast) -> int:
    return actions.create_person(cast.dee, name="Amina Begum", source="phone")


@pytest.fixture
def twin(cast: Cast, amina: int) -> int:
    """Another record of hers, joined to the first."""
    twin = actions.create_person(cast.dee, name="Amina Begam", source="visit")
    actions.join_people(cast.sam, person=twin, into=amina)
    return twin


def told(cast: Cast, person: int) -> list[str]:
    return [need.instruction for need in queries.needs_of(cast.dee, person)]


def looks(cast: Cast, person: int) -> list[str]:
    return [each.what for each in access_log.looks_at(cast.dee.council, [person]) if "restricted" in each.what]


def test_staff_who_serve_see_the_instruction_of_the_kind(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="interpreter", detail="Punjabi", consent="agreed")
    for actor in (cast.dee, cast.flo, cast.oli):
        assert [need.instruction for need in queries.needs_of(actor, amina)] == [
            "Interpreter: Punjabi. Book one before you call."
        ]
    assert queries.needs_of(cast.bill, amina) == []
    assert queries.needs_of(cast.des, amina) == []


def test_it_keeps_where_it_is_known_from_what_was_said_to_it_and_when_we_ask_again(cast: Cast, amina: int):
    made = actions.record_need(cast.dee, person=amina, need="carer", detail="Ruth", source="carer", consent="agreed")
    _, found = queries.need(cast.dee, made)
    assert (found.source, found.consent, found.recorded_by) == ("carer", "agreed", cast.dee.user)
    assert found.review_on and 330 < (found.review_on - clock.today()).days <= 366


def test_a_restricted_need_is_opened_by_those_who_advise_and_each_look_is_written_down(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="safety", detail=SAFE)
    assert told(cast, amina) == []
    for actor, may in ((cast.dee, True), (cast.flo, False)):
        found = queries.help_for(actor, amina)
        assert (found.hidden, found.may_show) == (1, may)
    assert looks(cast, amina) == []
    assert [each.instruction for each in queries.restricted_needs(cast.dee, amina)] == [SAFE]
    queries.restricted_needs(cast.dee, amina)
    assert looks(cast, amina) == ["restricted needs"] * 2
    with pytest.raises(NotAllowed, match="Ask an adviser or a manager"):
        queries.restricted_needs(cast.flo, amina)


def test_whoever_may_not_open_it_neither_changes_nor_ends_it(cast: Cast, amina: int):
    need = actions.record_need(cast.flo, person=amina, need="safety", detail=SAFE)
    for verb in (actions.end_need, actions.review_need):
        with pytest.raises(NotAllowed):
            verb(cast.flo, need=need)
    with pytest.raises(NotAllowed):
        actions.change_need(cast.flo, need=need, detail="Ring any time")


def test_recording_it_again_replaces_the_instruction_in_all_records(cast: Cast, amina: int, twin: int):
    models.Need.objects.create(
        council_id=cast.dee.council, person_id=twin, code="carer", instruction="Ruth", recorded_at=clock.now()
    )
    actions.record_need(cast.dee, person=amina, need="carer", detail="Tom")
    assert told(cast, twin) == ["Has a carer: Tom."]
    assert models.Need.objects.filter(code="carer", ended_why="replaced").count() == 1


def test_the_same_in_two_records_is_shown_and_ended_once(cast: Cast, amina: int, twin: int):
    for person in (amina, twin):
        models.Need.objects.create(
            council_id=cast.dee.council, person_id=person, code="hearing", instruction="Use the loop",
            recorded_at=clock.now(),
        )  # fmt: skip
    (found,) = queries.needs_of(cast.dee, amina)
    assert len(found.also) == 1
    actions.end_need(cast.dee, need=found.also[0])
    assert told(cast, twin) == []


def standing(cast: Cast, person: int) -> list[tuple[str, bool]]:
    """The open needs of a record: what staff read, and whether it is restricted."""
    rows = models.Need.objects.filter(council_id=cast.dee.council, person_id=person, ended_at=None)
    return [(row.instruction, row.sensitive) for row in rows.order_by("id")]


def test_what_somebody_may_not_open_is_not_replaced_by_them(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="adjustments", instruction=SAFE, sensitive=True)
    actions.record_need(cast.oli, person=amina, need="adjustments", instruction="Ring twice")
    assert standing(cast, amina) == [(SAFE, True), ("Ring twice", False)]


def test_what_replaces_a_restricted_need_is_restricted(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="adjustments", instruction=SAFE, sensitive=True)
    actions.record_need(cast.dee, person=amina, need="adjustments", instruction="Never ring")
    assert standing(cast, amina) == [("Never ring", True)]


def test_words_that_nobody_has_read_are_restricted_and_replace_nothing(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="adjustments", instruction="Ring twice")
    for _ in range(2):
        actions.record_need(
            cast.system, person=amina, need="adjustments", instruction="I am ill", sensitive=None, source="form"
        )
    assert standing(cast, amina) == [("Ring twice", False), ("I am ill", True)]


def test_the_very_same_again_does_nothing(cast: Cast, amina: int):
    first = actions.record_need(cast.dee, person=amina, need="hearing")
    assert actions.record_need(cast.sam, person=amina, need="hearing") == first
    assert kinds(cast.dee.council, amina).count("people.need_recorded") == 1


def test_kinds_that_may_be_had_several_times_stand_beside_each_other(cast: Cast, amina: int):
    for detail in ("Ring twice", "Wait at the gate", "ring twice."):
        actions.record_need(cast.dee, person=amina, need="other", detail=detail)
    assert told(cast, amina) == ["Ring twice", "Wait at the gate"]


def test_it_is_for_one_service_where_its_kind_may_be(cast: Cast, amina: int):
    for service in ("", "missed-bin"):
        actions.record_need(cast.dee, person=amina, need="times", detail=f"at {service or 4}", service=service)
    actions.record_need(cast.dee, person=amina, need="hearing", service="missed-bin")
    assert {(each.code, each.service) for each in queries.needs_of(cast.dee, amina)} == {
        ("times", ""), ("times", "missed-bin"), ("hearing", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"need": "carer"}, "detail"),
        ({"need": "nonsense", "detail": "x"}, "need"),
        ({"need": "hearing", "source": "gossip"}, "source"),
        ({"need": "hearing", "consent": "maybe"}, "consent"),
        ({"need": "hearing", "consent": WITHOUT}, "consent-words"),
        ({"need": "hearing", "review_on": date(2020, 1, 1)}, "review-day"),
    ],
)
def test_it_refuses_what_nobody_could_act_on(cast: Cast, amina: int, wrong: dict[str, object], field: str):
    with pytest.raises(Refusal) as refused:
        actions.record_need(cast.dee, person=amina, **wrong)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_it_is_recorded_without_consent_where_the_reason_is_given(cast: Cast, amina: int):
    made = actions.record_need(
        cast.dee, person=amina, need="safety", detail=SAFE, consent=WITHOUT, consent_words="Her partner listens in"
    )
    assert queries.need(cast.dee, made)[1].consent_words == "Her partner listens in"


def test_it_changes_and_stays_as_restricted_as_it_was(cast: Cast, amina: int):
    made = actions.record_need(cast.dee, person=amina, need="sight", sensitive=True, source="carer")
    new = actions.change_need(cast.dee, need=made, detail="large labels")
    assert actions.change_need(cast.dee, need=new, detail="large labels") == new
    _, found = queries.need(cast.dee, new)
    assert (found.instruction, found.sensitive, found.source) == ("Cannot see well: large labels.", True, "carer")
    actions.change_need(cast.dee, need=new, detail="large labels", sensitive=False)
    assert told(cast, amina) == ["Cannot see well: large labels."]
    assert kinds(cast.dee.council, amina).count("people.need_changed") == 2


def test_still_so_sets_the_day_on_which_we_ask_again(cast: Cast, amina: int):
    made = actions.record_need(cast.dee, person=amina, need="times", detail="after 4pm")
    with clock.at(clock.now() + timedelta(days=400)):
        assert queries.help_for(cast.dee, amina).due == (made,)
        again = actions.review_need(cast.dee, need=made)
        assert actions.review_need(cast.dee, need=made) == again > clock.today()
        assert queries.help_for(cast.dee, amina).due == ()
    assert kinds(cast.dee.council, amina).count("people.need_reviewed") == 1


def test_it_ends_with_the_reason(cast: Cast, amina: int):
    need = actions.record_need(cast.dee, person=amina, need="carer", instruction="Has a carer: Ruth")
    with pytest.raises(Refusal):
        actions.end_need(cast.dee, need=need, why="bored")
    actions.end_need(cast.dee, need=need, why="withdrawn")
    assert told(cast, amina) == []
    assert models.Need.objects.get(pk=need).ended_why == "withdrawn"
    with pytest.raises(NotFound):
        actions.end_need(cast.dee, need=need)


def test_the_customer_records_sees_and_ends_their_own_but_not_what_may_endanger_them(cast: Cast):
    person = actions.own_record(cast.amina, name="Amina Begum", source="web")
    amina = cast.amina.as_person(person)
    mine = actions.record_need(amina, person=person, need="memory", source="account")
    safe = actions.record_need(cast.dee, person=person, need="safety", detail=SAFE)
    assert [(each.code, each.consent) for each in queries.needs_of(amina, person)] == [("memory", "own")]
    with pytest.raises(NotFound):
        actions.end_need(amina, need=safe)
    actions.end_need(amina, need=mine)
    assert queries.needs_of(amina, person) == []
    with pytest.raises(NotFound):
        queries.need(cast.bill, safe)


def test_the_journal_says_neither_need_nor_instruction(cast: Cast, amina: int):
    actions.record_need(cast.dee, person=amina, need="safety", instruction=SAFE, sensitive=True)
    entry = journal.timeline(cast.dee.council, person=amina)[0]
    assert entry.kind == "people.need_recorded"
    assert "voicemail" not in str(entry) and "safety" not in str(entry)
