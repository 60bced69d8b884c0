"""Retention: rules as data, dry runs, holds, runs in pieces; what is published stays what it was."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts import models as contact_models
from frontdesk.domains.contacts.actions import erase as contact_pieces
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.information import actions, models, queries
from frontdesk.domains.information.rules import retention as rules
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.insight import actions as insight
from frontdesk.domains.insight import queries as figures
from frontdesk.domains.insight.types import Cut, Period
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.models import Authority
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests import models as request_models
from frontdesk.kernel import clock, jobs, journal
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.holdings import record_classes
from frontdesk.kernel.references import show_reference

pytestmark = pytest.mark.shows("B11")
LATER = datetime(2032, 12, 3, 9, tzinfo=UTC)
"""Six years and two days after the stories."""


def test_each_class_of_the_file_has_somebody_who_empties_it() -> None:
    assert {code for code, each in rules.classes().items() if not each.by_itself} == set(record_classes())
    assert all(each.goes and each.stays and each.basis and each.after for each in rules.classes().values())


@pytest.mark.parametrize(
    ("moment", "months", "expected"),
    [
        ("2026-12-01", 72, "2020-12-01"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2028-03-31", 1, "2028-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-31", 6, "2026-06-30"),
        ("2026-05-31", 12, "2025-05-31"),
    ],
)
def test_so_many_months_before(moment: str, months: int, expected: str) -> None:
    assert rules.before(datetime.fromisoformat(moment), months) == datetime.fromisoformat(expected)


@pytest.fixture
def old(asking: Asking) -> Asking:
    """Amina's request is closed, she rang about it, and a message was left by somebody unknown."""
    requests.close_request(asking.cast.oli, request=asking.request, outcome="emptied")
    for person in (asking.person, None):
        contacts.record_contact(
            asking.cast.dee, channel="phone", person=person, started_at=clock.now(), ended_at=clock.now(),
            matters=[MatterIn("missed-bin", "progress", WrapUp("answered", "failure"))],
        )  # fmt: skip
    return asking


def done(asking: Asking, code: str, *, dry: bool = False) -> Any:
    run = actions.begin_run(asking.cast.cora, code=code, dry=dry)
    jobs.do_all()
    return queries.run(asking.amina.council, run)


def counted(asking: Asking, code: str, months: int) -> None:
    """The months are kept, and what would go by them is counted, before anything goes by itself."""
    actions.set_rule(asking.cast.cora, code=code, months=months, on=False)
    done(asking, code, dry=True)


def published(asking: Asking) -> tuple[Any, ...]:
    """Every table of counts, counted anew, and every figure made of them; matching and exceptions beside it."""
    council = asking.amina.council
    days = list(request_models.Request.objects.values_list("local_day", flat=True).distinct())
    days += list(contact_models.Contact.objects.values_list("local_day", flat=True).distinct())
    insight.recount_requests(asking.cast.system, days=days)
    insight.recount_contacts(asking.cast.system, days=days)
    tables = [model for model in apps.get_models() if model._meta.app_label == "insight"]
    assert len(tables) == 5
    counted = [sorted(map(str, each._default_manager.filter(council_id=council).values_list())) for each in tables]
    without_ids = [[row.partition(",")[2] for row in rows] for rows in counted]
    period = Period(date(2026, 11, 1), date(2032, 12, 31))
    return (
        [sorted(rows) for rows in without_ids], figures.figures(council, period, Cut()), figures.charter(council),
        figures.matrix(asking.cast.sam, period), len(figures.records(asking.cast.sam, period, Cut())),
        people_queries.join_counts(council), people_queries.exceptions_by_reason(council, "missed-bin"),
    )  # fmt: skip


def test_what_is_published_stays_the_same_when_everything_goes(old: Asking) -> None:
    other = people.create_person(old.cast.dee, name="Amina Testwood", source="phone")
    people.join_people(old.cast.sam, person=other, into=old.person)
    with clock.at(LATER):
        before = published(old)
        emptied = {code: done(old, code).emptied for code in ("requests", "contacts", "people")}
        after = published(old)
    assert emptied == {"requests": 1, "contacts": 1 + 1, "people": 1}  # her report was a contact too
    assert before == after and "missed-bin" in str(before)
    row = request_models.Request.objects.get(pk=old.request)
    assert (row.person_id, row.answers.get().answers, row.removed_at is not None) == (None, {}, True)
    assert not contact_models.Contact.objects.filter(council_id=old.amina.council, person_id__isnull=False).exists()
    assert people_queries.name_for(old.cast.dee, old.person) == "Details removed"


def test_a_dry_run_counts_the_same_and_changes_nothing(old: Asking) -> None:
    with clock.at(LATER):
        for code in ("requests", "contacts", "people"):  # her record waits for what is kept with it
            told = done(old, code, dry=True)
            assert told.dry and told.emptied == {"requests": 1, "contacts": 2, "people": 0}[code]
            assert done(old, code, dry=True).emptied == told.emptied
    assert people_queries.name_for(old.cast.dee, old.person) == "Amina Testwood"
    assert request_models.Request.objects.get(pk=old.request).person_id == old.person
    assert not journal.timeline(old.amina.council, thing=("council", old.amina.council), areas=["information.ret"])


def test_nothing_goes_before_its_time_and_nobody_who_is_still_here(old: Asking) -> None:
    with clock.at(datetime(2032, 11, 30, 9, tzinfo=UTC)):
        assert done(old, "requests").emptied == done(old, "contacts").emptied == 0
    with clock.at(datetime(2028, 11, 30, 9, tzinfo=UTC)):
        assert done(old, "people").emptied == 0
    with clock.at(datetime(2030, 12, 1, 9, tzinfo=UTC)):
        assert done(old, "people").emptied == 0  # what she asked for is kept longer, with her name
    with clock.at(datetime(2028, 12, 1, 9, tzinfo=UTC)):
        old.story.report(old.amina, even_if_same=True, answers={"missed-on": "2028-11-30"})
    with clock.at(LATER):
        assert done(old, "people").emptied == 0  # her new request is open
        assert done(old, "requests").emptied == 1


def test_what_is_held_is_spared_until_the_hold_ends(old: Asking) -> None:
    cora = old.cast.cora
    reference = show_reference(request_models.Request.objects.get(pk=old.request).reference)
    with clock.at(LATER):
        on_person = actions.hold_back(cora, person=old.person, why="A claim runs")
        on_request = actions.hold_back(cora, reference=reference, why="An inquiry", until=date(2033, 1, 31))
        assert {each.what for each in queries.holds(cora)} == {"Amina Testwood", f"Request {reference}"}
        for code in ("requests", "contacts", "people"):
            told = done(old, code)
            assert told.emptied == 0 and told.spared
        case = old.ask("erasure", "All of it")
        with pytest.raises(Refusal, match="legal hold"):
            actions.erase_customer(cora, case=case)
        with pytest.raises(Refusal, match="Write why"):
            actions.end_hold(cora, hold=on_person, why=" ")
        actions.end_hold(cora, hold=on_person, why="The claim is over")
        assert models.LegalHold.objects.get(pk=on_person).why == "A claim runs\n\nThe claim is over"
        for code in ("requests", "contacts"):  # whose request is held is held, or nobody knows whose it was
            told = done(old, code)
            assert told.emptied == 0 and told.spared
    with clock.at(datetime(2033, 2, 1, 9, tzinfo=UTC)):  # the other one is over by itself
        assert [each.id for each in queries.holds(cora)] == [] and on_request
        assert done(old, "requests").emptied == 1 and done(old, "contacts").emptied == 2


def test_a_hold_keeps_every_record_that_was_the_customers_when_it_was_made(old: Asking) -> None:
    cora, sam, council = old.cast.cora, old.cast.sam, old.amina.council
    other = people.create_person(old.cast.dee, name="A Testwood", source="desk")
    later = people.create_person(old.cast.dee, name="Ana Testwood", source="desk")
    with clock.at(LATER):
        join = people.join_people(sam, person=other, into=old.person)
        hold = actions.hold_back(cora, person=other, why="A claim runs")
    with clock.at(LATER + timedelta(days=1)):
        second = people.join_people(sam, person=later, into=old.person)
        assert queries.spared(council).people >= {old.person, other, later}
        people.undo_join(sam, join=join, why="Two women")
        people.undo_join(sam, join=second, why="Two women")
        assert queries.spared(council).people == {old.person, other}, "not what was joined since, and parted"
        assert queries.is_held(council, [other]) and not queries.is_held(council, [later])
        actions.end_hold(cora, hold=hold, why="The claim is over")
        assert queries.spared(council).people == frozenset()


def test_messages_that_go_by_themselves_after_three_months_stay_while_they_are_held(old: Asking) -> None:
    council, cora = old.amina.council, old.cast.cora
    hold = actions.hold_back(cora, person=old.person, why="A claim runs")
    sent = Message.objects.filter(council_id=council, cleared_at=None)
    assert sent.filter(person_id=old.person).exists()
    sent.update(state="sent")
    with clock.at(clock.now() + timedelta(days=100)):
        notifications.clear_old(council)
        assert sent.filter(person_id=old.person).exists()
        actions.end_hold(cora, hold=hold, why="The claim is over")
        notifications.clear_old(council)
        assert not sent.filter(person_id=old.person).exists()


def test_a_hold_on_ones_own_or_out_of_sight_is_neither_read_nor_ended(old: Asking) -> None:
    cora, reference = old.cast.cora, show_reference(request_models.Request.objects.get(pk=old.request).reference)
    both = [actions.hold_back(cora, why="A claim", **on) for on in ({"person": old.person}, {"reference": reference})]
    for other in (cora.as_person(old.person), cora):
        if other is cora:
            people.restrict_person(old.cast.sam, person=old.person, readers=[old.cast.sam.user or 0])
        assert [(each.why, each.open) for each in queries.holds(other)] == [("", False)] * 2
        for hold in both:
            with pytest.raises(NotFound):
                actions.end_hold(other, hold=hold, why="It is over")


def test_a_run_that_is_killed_goes_on_where_it_was(old: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    council = old.amina.council
    for _ in range(3):
        contacts.record_contact(
            old.cast.dee, channel="phone", person=old.person, started_at=clock.now(), ended_at=clock.now(),
            matters=[MatterIn("missed-bin", "progress", WrapUp("answered"))],
        )  # fmt: skip
    monkeypatch.setattr(contact_pieces, "AT_ONCE", 2)
    mine = contact_models.Contact.objects.filter(council_id=council, person_id__isnull=False)
    with clock.at(LATER):
        run = actions.begin_run(old.cast.cora, code="contacts", dry=False)
        assert actions.go_on(council=council, run=run, pieces=1) is False
        assert mine.count() == 3
        with monkeypatch.context() as killed:
            killed.setattr(models.RetentionRun, "save", lambda self, **told: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                actions.go_on(council=council, run=run)
        assert mine.count() == 3  # what the cut-off piece did was taken back with its place
        assert actions.begin_run(old.cast.cora, code="contacts", dry=False) == run
        assert actions.go_on(council=council, run=run) is True
        assert actions.go_on(council=council, run=run) is True
    assert mine.count() == 0 and queries.run(council, run).emptied == 5
    assert len(journal.timeline(council, thing=("council", council), areas=["information.retention_ran"])) == 1


def test_only_rules_that_are_on_run_by_night(old: Asking) -> None:
    council = old.amina.council
    with clock.at(LATER):
        assert actions.run_rules(council) == []
        counted(old, "contacts", 24)
        actions.set_rule(old.cast.cora, code="contacts", months=24, on=True)
        assert next(each for each in queries.kept(council) if each.code == "contacts").months == 24
        (run,) = actions.run_rules(council)
        jobs.do_all()
    assert queries.run(council, run).emptied == 2
    for wrong in (0, 1201):
        with pytest.raises(Refusal):
            actions.set_rule(old.cast.cora, code="contacts", months=wrong, on=True)
    for verb in (
        lambda: actions.set_rule(old.cast.dee, code="contacts", months=24, on=True),
        lambda: actions.begin_run(old.cast.sam, code="contacts", dry=True),
        lambda: actions.hold_back(old.cast.dee, person=old.person, why="x"),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_nothing_goes_by_itself_or_sooner_before_it_was_counted(old: Asking) -> None:
    cora = old.cast.cora
    with pytest.raises(Refusal, match="First count"):
        actions.set_rule(cora, code="contacts", months=72, on=True)
    run = actions.begin_run(cora, code="contacts", dry=True)
    with pytest.raises(Refusal, match="First count"):  # it is not at its end
        actions.set_rule(cora, code="contacts", months=72, on=True)
    actions.go_on(council=old.amina.council, run=run)
    actions.set_rule(cora, code="contacts", months=72, on=True)
    with pytest.raises(Refusal, match="First count"):
        actions.set_rule(cora, code="contacts", months=24, on=True)
    actions.set_rule(cora, code="contacts", months=84, on=True)  # longer takes nothing that was not counted
    with clock.at(LATER), pytest.raises(Refusal, match="First count"):
        actions.set_rule(cora, code="contacts", months=72, on=True)  # counted six years ago


def test_a_run_ends_when_its_months_are_changed_or_its_rule_is_switched_off(
    old: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    cora, council = old.cast.cora, old.amina.council
    monkeypatch.setattr(contact_pieces, "AT_ONCE", 1)
    mine = contact_models.Contact.objects.filter(council_id=council, person_id__isnull=False)
    with clock.at(LATER):
        first, dry = (actions.begin_run(cora, code="contacts", dry=dry) for dry in (False, True))
        actions.go_on(council=council, run=first, pieces=1)
        actions.go_on(council=council, run=dry, pieces=1)
        actions.set_rule(cora, code="contacts", months=120, on=False)
        assert actions.go_on(council=council, run=first) is True and mine.count() == 1
        assert actions.go_on(council=council, run=dry) is True
        again = actions.begin_run(cora, code="contacts", dry=True)
        assert actions.go_on(council=council, run=again) is True
        told = queries.run(council, again)
        assert again != dry and (told.emptied, queries.run(council, first).ended_at) == (0, clock.now())
        counted(old, "contacts", 72)
        actions.set_rule(cora, code="contacts", months=72, on=True)
        by_night = actions.begin_run(cora, code="contacts", dry=False)
        actions.set_rule(cora, code="contacts", months=72, on=False)
        actions.go_on(council=council, run=by_night)
        assert mine.count() == 1


def test_an_account_that_is_used_keeps_its_record(old: Asking) -> None:
    from frontdesk.domains.access.models import User

    User.objects.filter(pk=old.amina.user).update(last_login=datetime(2032, 6, 1, tzinfo=UTC))
    with clock.at(LATER):
        assert [done(old, code).emptied for code in ("requests", "contacts", "people")] == [1, 2, 0]
    User.objects.filter(pk=old.amina.user).update(last_login=datetime(2029, 6, 1, tzinfo=UTC))
    with clock.at(LATER):
        assert done(old, "people").emptied == 1


def test_who_acts_for_somebody_and_who_has_an_open_case_is_still_here(old: Asking) -> None:
    third = people.create_person(old.cast.dee, name="Ruth Sample", source="phone")
    mine = {"council_id": old.amina.council, "person_id": third, "by_id": old.person, "evidence": "word"}
    mine["until"] = date(2033, 1, 1)
    held = Authority.objects.create(**mine, since=clock.today(), recorded_at=clock.now(), confirmed_at=clock.now())
    with clock.at(LATER):
        assert [done(old, code).emptied for code in ("requests", "contacts", "people")] == [1, 2, 0]
        held.ended_at = datetime(2027, 1, 1, tzinfo=UTC)
        held.save()
        assert done(old, "people", dry=True).emptied == 2
    old.ask()
    with clock.at(LATER):
        assert done(old, "people", dry=True).emptied == 1


def test_cases_lose_their_words_after_three_years_and_still_count(asking: Asking) -> None:
    case = asking.ask("erasure", "Canaryword")
    actions.close_case(asking.cast.cora, case=case, outcome="refused", ground="claims", words="Canaryword too")
    with clock.at(datetime(2029, 12, 3, 9, tzinfo=UTC)):
        assert done(asking, "rights").emptied == 1
    row = asking.row(case)
    assert (row.person_id, row.outcome, row.kept) == (None, "refused", True)
    assert not models.RightsText.objects.filter(body__contains="Canaryword").exists()


def test_rules_runs_and_holds_of_another_council_are_its_own(old: Asking) -> None:
    cast, mine = old.cast, old.amina.council
    theirs = cast.councils.littlewick.id
    actions.set_rule(cast.littlewick_system, code="contacts", months=1, on=False)
    actions.begin_run(cast.littlewick_system, code="contacts", dry=True)
    jobs.do_all()
    actions.set_rule(cast.littlewick_system, code="contacts", months=1, on=True)
    luca = people_queries.person_of(theirs, cast.amina.user or 0)
    actions.hold_back(cast.littlewick_system, person=luca, why="Theirs")
    assert queries.holds(cast.cora) == [] and next(k for k in queries.kept(mine) if k.code == "contacts").months == 72
    with clock.at(LATER):
        assert actions.run_rules(mine) == []
        run = actions.begin_run(cast.littlewick_system, code="contacts", dry=True)
        jobs.do_all()
        assert queries.runs(cast.cora) == [] and queries.run(theirs, run).spared
        left = contact_models.Contact.objects.filter(council_id=theirs, person_id__isnull=False).count()
        done(old, "contacts")
    assert left and contact_models.Contact.objects.filter(council_id=theirs, person_id__isnull=False).count() == left
