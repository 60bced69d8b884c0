"""A move told before its day, by whoever signed in or not; a birth that makes a record of the child."""

from datetime import date, timedelta

import pytest

from frontdesk.domains.notices import actions
from frontdesk.domains.notices.models import Notice
from frontdesk.domains.notices.rules.steps import Facts
from frontdesk.domains.notices.tests.stories import Telling
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.actions import own_record
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import clock, jobs
from frontdesk.kernel.errors import Refusal
from tests.support.worker import work

pytestmark = pytest.mark.shows("B8")


def home(telling: Telling, person: int | None) -> str:
    address = people.prefill(telling.cast.system, person or 0).address
    return address.line if address else ""


def test_a_move_told_signed_in_goes_on_at_once_and_the_address_changes_on_its_day(telling: Telling):
    notice = telling.tell("move")
    assert telling.stands(notice.id) == {"parking": "sent", "water": "sent"}
    assert notice.person == telling.carla.person and home(telling, notice.person) == ""
    assert actions.take_effects(telling.cast.dee.council) == 0
    with clock.at(clock.now() + timedelta(days=19)):
        assert actions.take_effects(telling.cast.dee.council) == 1
        assert actions.take_effects(telling.cast.dee.council) == 0
        assert home(telling, notice.person) == "3 Quay Street"


def test_a_move_that_is_withdrawn_before_its_day_does_not_happen_and_whoever_was_told_hears_so(telling: Telling):
    notice = telling.tell("move")
    requests.withdraw(telling.carla, request=notice.request or 0)
    work()
    assert set(telling.stands(notice.id).values()) == {"taken-back"}
    with clock.at(clock.now() + timedelta(days=19)):
        assert actions.take_effects(telling.cast.dee.council) == 0
    assert home(telling, notice.person) == ""


def test_a_move_told_by_somebody_who_did_not_sign_in_waits_for_staff(telling: Telling):
    notice = telling.tell("move", telling.cast.nobody, **{"moves-on": "2026-11-01"})
    assert notice.state == "given" and set(telling.stands(notice.id).values()) == {"waiting"}
    with pytest.raises(Refusal, match="Say how you know"):
        actions.check_notice(telling.cast.dee, notice=notice.id)
    actions.check_notice(telling.cast.dee, notice=notice.id, words="I rang the number that we have")
    assert home(telling, notice.person) == "3 Quay Street"
    assert set(telling.stands(notice.id).values()) == {"sent"}


def test_a_move_told_of_somebody_else_by_an_account_that_anybody_can_open_waits_for_staff(telling: Telling):
    other, new = (
        actor.as_person(own_record(actor, name=name, source="web", **more))
        for actor, name, more in (
            (telling.cast.bill, "Bill Sample", {"date_of_birth": date(1970, 1, 2)}),
            (telling.cast.sam.as_customer(), "Carla Oldershaw", {}),
        )
    )
    for who in (other, new):
        assert telling.tell("move", who).state == "given"
    assert telling.tell("move", telling.cast.oli, **{"moves-on": "2026-12-24"}).state == "checked"


def test_a_report_sent_twice_or_delivered_twice_gives_one_notice(telling: Telling):
    notice = telling.tell("move")
    again = actions.give_notice(
        telling.cast.system, kind="move", told={}, facts=Facts(), agreed=["waste"], channel="web",
        informant=None, request=notice.request,
    )  # fmt: skip
    assert again == notice.id and set(telling.stands(notice.id)) == {"parking", "water"}
    assert jobs.do_all() == 0


def test_a_customer_agrees_to_more_later_and_nobody_else_is_told(telling: Telling):
    notice = telling.tell("move")
    assert actions.agree(telling.carla, notice=notice.id, recipients=["waste", "parking", "made-up"]) == 1
    with pytest.raises(Refusal, match="Choose who else"):
        actions.agree(telling.carla, notice=notice.id, recipients=["waste"])
    assert set(telling.stands(notice.id)) == {"parking", "water", "waste"}


def test_a_birth_makes_a_record_of_the_child_once_staff_have_looked(telling: Telling):
    notice = telling.tell("birth")
    assert notice.person is None and notice.state == "given"
    actions.check_notice(telling.cast.dee, notice=notice.id, words="Entry 77")
    actions.check_notice(telling.cast.dee, notice=notice.id, words="Entry 77")
    child = telling.notice(notice.id).person
    seen = people.authorities_of(telling.cast.dee, child or 0).relations
    assert [(each.name, each.kind, each.from_here) for each in seen] == [("Carla Oldershaw", "parent", False)]
    record = people.prefill(telling.cast.system, child or 0)
    assert (record.name, record.date_of_birth) == ("Noor Oldershaw", date(2026, 11, 20))
    work()
    assert telling.stands(notice.id) == {"health-visitors": "sent"}


def test_one_bad_row_does_not_stop_the_round_and_the_round_stands_as_failed(telling: Telling):
    bad, good = telling.tell("move"), telling.tell("move", **{"new-home": "9 Quay Street, ZY1 2CD"})
    Notice.objects.filter(council_id=telling.cast.dee.council, id=bad.id).update(facts={"nobody": "knows this"})
    with clock.at(clock.now() + timedelta(days=19)):
        with pytest.raises(ExceptionGroup):
            actions.take_effects(telling.cast.dee.council)
        assert home(telling, good.person) == "9 Quay Street"
        assert Notice.objects.get(council_id=telling.cast.dee.council, id=bad.id).took_effect_at is None
