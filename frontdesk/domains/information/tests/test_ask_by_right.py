"""Asking by right: by whom, the clock of law, who sees it."""

from datetime import UTC, date, datetime

import pytest

from frontdesk.domains.information import actions, queries
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.shows("B11")


def test_it_is_due_in_a_month_and_the_customer_is_told_by_when(asking: Asking) -> None:
    case = asking.case(asking.ask())
    assert (case.due_on, case.identity, case.channel) == (date(2027, 1, 4), "account", "web")  # 1 January is a holiday
    told = messages.messages_about(asking.amina.council, ("rights_case", case.id))
    assert "We answer by Monday 4 January 2027." in told[0].body
    assert [each.id for each in queries.own_cases(asking.amina)] == [case.id]
    assert [each.body for each in case.texts] == ["Everything, please"]


def test_the_month_begins_when_proof_of_identity_comes(asking: Asking) -> None:
    case = asking.record()
    assert "collect" not in asking.case(case).may
    actions.ask_identity(asking.cast.cora, case=case, words="Please bring a passport or a letter.")
    assert asking.case(case).due_on is None
    with clock.at(datetime(2026, 12, 10, 9, tzinfo=UTC)):
        actions.show_identity(asking.cast.cora, case=case, identity="document")
        found = asking.case(case)
    assert (found.due_on, found.waits_for) == (date(2027, 1, 11), "") and "collect" in found.may


def test_days_that_wait_for_the_customers_answer_do_not_count(asking: Asking) -> None:
    case = asking.ask()
    actions.ask_customer(asking.cast.cora, case=case, words="Which years do you mean?")
    with clock.at(datetime(2026, 12, 5, 9, tzinfo=UTC)):
        actions.answer_case(asking.amina, case=case, words="All of them")
        found = asking.case(case)
        assert found.due_on == date(2027, 1, 5)  # four days later: those between receipt and answer
        with pytest.raises(Refusal):
            actions.answer_case(asking.amina, case=case, words="Again")


def test_what_is_too_long_is_refused_and_not_cut(asking: Asking) -> None:
    case, long = asking.ask(), "x" * 5001
    with pytest.raises(Refusal, match="5,000"):
        actions.ask_customer(asking.cast.cora, case=case, words=long)
    actions.ask_customer(asking.cast.cora, case=case, words="Which years do you mean?")
    with pytest.raises(Refusal, match="5,000"):
        actions.answer_case(asking.amina, case=case, words=long)


def test_two_months_more_once_and_with_a_reason(asking: Asking) -> None:
    case = asking.ask()
    with pytest.raises(Refusal):
        actions.extend_case(asking.cast.cora, case=case, words=" ")
    actions.extend_case(asking.cast.cora, case=case, words="There are three thousand papers.")
    assert asking.case(case).due_on == date(2027, 3, 1)
    with pytest.raises(Refusal):
        actions.extend_case(asking.cast.cora, case=case, words="And more.")


def test_no_more_time_is_taken_after_the_first_month(asking: Asking) -> None:
    case = asking.ask()
    with clock.at(datetime(2027, 1, 5, 9, tzinfo=UTC)):
        assert "extend" not in asking.case(case).may
        with pytest.raises(Refusal):
            actions.extend_case(asking.cast.cora, case=case, words="Late")


def test_two_months_more_are_not_taken_before_the_month_has_begun_or_after_it_was_over(asking: Asking) -> None:
    unproved, late = asking.record(), asking.ask()
    actions.ask_identity(asking.cast.cora, case=unproved, words="Please bring a passport or a letter.")
    with pytest.raises(Refusal):  # the month begins with the proof: they would be lost then
        actions.extend_case(asking.cast.cora, case=unproved, words="Three thousand papers.")
    with clock.at(datetime(2027, 1, 6, 9, tzinfo=UTC)):
        actions.ask_customer(asking.cast.cora, case=late, words="Which years?")
        with pytest.raises(Refusal):
            actions.extend_case(asking.cast.cora, case=late, words="Three thousand papers.")
        waits = asking.ask(words="All letters")
        actions.ask_customer(asking.cast.cora, case=waits, words="Which years?")
        actions.extend_case(asking.cast.cora, case=waits, words="Three thousand papers.")


def test_staff_record_it_as_of_the_day_it_came_and_say_for_whom(asking: Asking) -> None:
    case = asking.case(asking.record(received_on=date(2026, 11, 20), on_behalf="Ruth Sample, her solicitor"))
    assert (case.due_on, case.on_behalf, case.identity) == (date(2026, 12, 21), "Ruth Sample, her solicitor", "")
    for wrong in (date(2026, 12, 2), date(2020, 1, 1)):
        with pytest.raises(Refusal):
            asking.record(received_on=wrong)


@pytest.mark.parametrize("kind", ["rectification", "erasure", "restriction", "objection"])
def test_what_is_not_a_copy_needs_words(asking: Asking, kind: str) -> None:
    with pytest.raises(Refusal):
        asking.ask(kind, words="")
    assert asking.case(asking.ask(kind, words="My name is wrong")).due_on == date(2027, 1, 4)


def test_pressed_twice_it_is_asked_once(asking: Asking) -> None:
    one, two = (actions.ask_by_right(asking.amina, kind="access", key="press") for _ in range(2))
    assert one == two


def test_nobody_else_sees_it(asking: Asking) -> None:
    case, cast = asking.ask(), asking.cast
    bill = cast.bill.as_person(people.own_record(cast.bill, name="Bill Sample", source="web"))
    for actor in (bill, cast.nobody):
        with pytest.raises(NotFound):
            queries.own_case(actor, case)
        with pytest.raises(NotFound):
            actions.withdraw_case(actor, case=case)
    for actor in (cast.dee, cast.ada, cast.des):
        with pytest.raises(NotAllowed):
            queries.case(actor, case)
    with pytest.raises((NotFound, NotAllowed)):
        queries.case(cast.lena, case)
    assert queries.own_cases(cast.luca) == [] and queries.own_cases(cast.nobody) == []


def test_notes_of_colleagues_are_not_shown_to_the_customer(asking: Asking) -> None:
    case = asking.ask()
    actions.note_case(asking.cast.cora, case=case, words="Rang twice")
    assert [each.kind for each in asking.case(case).texts] == ["asked", "note"]
    assert [each.kind for each in queries.own_case(asking.amina, case).texts] == ["asked"]


def test_a_restricted_customers_case_opens_to_named_staff_only(asking: Asking) -> None:
    case = asking.ask()
    people.restrict_person(asking.cast.sam, person=asking.person, readers=[asking.cast.sam.user or 0])
    with pytest.raises(NotFound):
        queries.case(asking.cast.cora, case)
    (listed,) = queries.open_cases(asking.cast.cora).cases
    assert queries.name_of(asking.cast.cora, [listed]) == {asking.person: "Restricted customer"}
    people.restrict_person(asking.cast.sam, person=asking.person, readers=[asking.cast.cora.user or 0])
    assert queries.case(asking.cast.cora, case).id == case


def test_staff_do_not_deal_with_their_own(asking: Asking) -> None:
    case = asking.ask()
    own = asking.cast.cora.as_person(asking.person)
    with pytest.raises(NotFound):
        queries.case(own, case)
    with pytest.raises(NotFound):
        actions.note_case(own, case=case, words="Mine")
    with pytest.raises(Refusal):
        actions.ask_by_right(own, kind="access", person=asking.person)


def test_the_list_has_the_soonest_first_and_goes_on(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.domains.information.queries.cases.AT_ONCE", 2)
    late = asking.record(received_on=date(2026, 11, 2))
    waits, now, soon = asking.ask(), asking.ask(words="My letters"), asking.record(received_on=date(2026, 11, 16))
    actions.ask_customer(asking.cast.cora, case=waits, words="Which?")
    first = queries.open_cases(asking.cast.cora)
    second = queries.open_cases(asking.cast.cora, after=first.after)
    assert [[each.id for each in page.cases] for page in (first, second)] == [[late, soon], [now, waits]]
    assert queries.counts(asking.cast.cora) == {"open": 4, "late": 0, "waiting": 1}
    for case in (late, soon, now):
        actions.close_case(asking.cast.cora, case=case, outcome="withdrawn") if case == now else None
    assert [each.id for each in queries.open_cases(asking.cast.cora, closed=True).cases] == [now]
