"""A death told once: messages stop, staff see evidence, services and partners confirm, who never answers is chased."""

from datetime import timedelta

import pytest

from frontdesk.domains.notices import actions, models, queries
from frontdesk.domains.notices.actions import held
from frontdesk.domains.notices.tests.stories import BORN, DIED, Telling
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.models import JournalEntry
from tests.support.worker import work

pytestmark = pytest.mark.shows("B8")
PENSION = "deaths@quillmere-pensions.example"


def sure(telling: Telling, person: int | None = None) -> bool | None:
    death = people_queries.death_of(telling.cast.dee.council, person or telling.arthur)
    return death.sure if death else None


def passed(telling: Telling, notice: int, **more: object) -> None:
    told = {"evidence": "certificate", "words": "Entry 12", **more}
    actions.check_notice(telling.cast.dee, notice=notice, **told)  # type: ignore[arg-type]
    work()


def test_from_the_report_on_nothing_goes_to_the_person_and_nobody_is_told_yet(telling: Telling):
    queued = notifications.tell(
        telling.cast.system, topic="x", subject="Your bin day", body="B", about=("request", 1), key="k",
        to_person=telling.arthur,
    )  # fmt: skip
    people.create_person(telling.cast.dee, name="Arthur Oldershaw", source="desk")  # another, of no known birth
    notice = telling.tell()
    assert notice.person == telling.arthur and sure(telling) is False
    late = notifications.tell(
        telling.cast.system, topic="x", subject="Late", body="B", about=("request", 1), key="k2",
        to_person=telling.arthur,
    )  # fmt: skip
    work()
    held = messages.held_for(telling.cast.dee, [telling.arthur])
    assert [each.id for each in held] == [late, queued]  # also what was in the queue before
    assert telling.stands(notice.id) == {"council-tax": "waiting", "waste": "waiting", "pension": "waiting"}
    assert telling.mail(PENSION) == []


def test_only_those_who_were_ticked_are_told_and_partners_when_it_is_registered(telling: Telling):
    notice = telling.tell()
    passed(telling, notice.id, evidence="trusted")
    assert sure(telling) is True
    assert telling.stands(notice.id) == {"council-tax": "sent", "waste": "sent", "pension": "waiting"}
    passed(telling, notice.id)
    assert telling.stands(notice.id)["pension"] == "sent"
    assert {row.recipient for row in models.Telling.objects.all()} == {"council-tax", "waste", "pension"}
    for letter in (*telling.mail(PENSION), *telling.mail("council-tax@demo.example")):
        assert "Arthur" not in letter.subject + letter.body and "Carla" not in letter.body


def test_a_partner_reads_what_it_is_told_and_confirms_by_its_link_once(telling: Telling):
    notice, council = telling.tell(), telling.cast.dee.council
    passed(telling, notice.id)
    token = telling.token(PENSION)
    shown = queries.shown(council, token)
    lines = dict(shown.lines)
    assert lines["Name of the person who died"] == "Arthur Oldershaw" and "Address" not in lines
    assert telling.stands(notice.id)["pension"] == "sent"  # looking changes nothing
    with pytest.raises(Refusal, match="Tell us why"):
        actions.answer_by_link(council, token=token, can=False)
    for _ in range(2):
        actions.answer_by_link(council, token=token, can=True, reference="QP-7")
    confirmed = next(each for each in telling.notice(notice.id).tellings if each.recipient == "pension")
    assert (confirmed.state, confirmed.how, confirmed.reference) == ("confirmed", "link", "QP-7")
    assert queries.shown(council, token).lines == ()
    rows = JournalEntry.objects.filter(thing_type="telling", thing_id=confirmed.id, kind="notices.confirmed")
    assert rows.count() == 1


@pytest.mark.parametrize("wrong", ["made-up", "swapped"])
def test_a_link_opens_one_telling_of_one_council(telling: Telling, wrong: str):
    notice = telling.tell()
    passed(telling, notice.id)
    token = telling.token(PENSION)
    council = telling.cast.dee.council if wrong == "made-up" else telling.cast.lena.council
    with pytest.raises((Refusal, NotFound)):
        queries.shown(council, "x" + token[1:] if wrong == "made-up" else token)
    with pytest.raises((Refusal, NotFound)), clock.at(clock.now() + timedelta(days=91)):
        queries.shown(telling.cast.dee.council, token)


def test_one_recipient_who_cannot_be_asked_again_keeps_no_other_waiting(
    telling: Telling, monkeypatch: pytest.MonkeyPatch
):
    notice, council = telling.tell(), telling.cast.dee.council
    passed(telling, notice.id)
    bad, real = telling.telling(notice.id, "council-tax"), held.send

    def fails_once(actor: Actor, row: models.Telling) -> None:
        if row.pk == bad:
            raise ValueError("no such thing")
        real(actor, row)

    monkeypatch.setattr(actions.telling, "send", fails_once)
    with clock.at(clock.now() + timedelta(days=11)), pytest.raises(ExceptionGroup):
        actions.chase(council)
    assert {each.recipient: each.tries for each in telling.notice(notice.id).tellings} == {
        "council-tax": 1, "waste": 2, "pension": 2,
    }  # fmt: skip


def test_a_notice_whose_details_were_removed_is_not_asked_after(telling: Telling):
    notice, council = telling.tell(), telling.cast.dee.council
    passed(telling, notice.id)
    models.Notice.objects.filter(council_id=council, id=notice.id).update(removed_at=clock.now())
    with clock.at(clock.now() + timedelta(days=11)):
        assert actions.chase(council) == 0


def test_whoever_does_not_answer_is_asked_again_and_then_rung(telling: Telling):
    notice = telling.tell()
    passed(telling, notice.id)
    council, days = telling.cast.dee.council, 0
    for tries in (2, 3):
        days += 11
        with clock.at(clock.now() + timedelta(days=days)):
            assert queries.counts(telling.cast.dee)["late"] == 3
            assert actions.chase(council) == 3 and actions.chase(council) == 0
            work()
        assert {each.tries for each in telling.notice(notice.id).tellings} == {tries}
    assert len(telling.mail(PENSION)) == 3
    with clock.at(clock.now() + timedelta(days=days + 11)):
        assert actions.chase(council) == 3
        assert set(telling.stands(notice.id).values()) == {"could-not"}
        assert [work.telling.recipient for work in queries.worklist(telling.cast.dee, "could-not") if work.telling] == [
            "council-tax", "waste", "pension",
        ]  # fmt: skip
        actions.tell_again(telling.cast.dee, telling=telling.telling(notice.id, "pension"))
        actions.confirm_telling(telling.cast.oli, telling=telling.telling(notice.id, "waste"), words="They rang")
    assert telling.stands(notice.id) == {"council-tax": "could-not", "waste": "confirmed", "pension": "sent"}


def test_an_email_that_comes_back_is_listed(telling: Telling):
    notice = telling.tell()
    passed(telling, notice.id)
    letter = telling.mail(PENSION)[0]
    letter.state = "sending"
    letter.save()
    notifications.give_up(council=telling.cast.dee.council, message=letter.pk, no_such_address=True)
    work()
    assert telling.stands(notice.id)["pension"] == "could-not"


def test_it_was_a_mistake_and_whoever_was_told_hears_so(telling: Telling):
    notice = telling.tell()
    passed(telling, notice.id)
    actions.agree(telling.carla, notice=notice.id, recipients=["parking"])
    with pytest.raises(NotAllowed):
        actions.refuse_notice(telling.cast.dee, notice=notice.id, why="He rang us")  # recorded: a manager
    actions.refuse_notice(telling.cast.sam, notice=notice.id, why="He rang us")
    work()
    assert sure(telling) is None and set(telling.stands(notice.id).values()) == {"taken-back"}
    assert telling.mail(PENSION)[-1].subject == "What we told you was a mistake"
    shown = queries.shown(telling.cast.dee.council, telling.token(PENSION))
    assert dict(shown.lines)["Name of the person who died"] == "Arthur Oldershaw"  # so that they can put it back
    with pytest.raises(Refusal, match="need not answer"):
        actions.answer_by_link(telling.cast.dee.council, token=telling.token(PENSION), can=True)
    with pytest.raises(Refusal):
        actions.agree(telling.carla, notice=notice.id, recipients=["benefits"])


def test_a_report_that_nobody_passed_is_refused_and_messages_go(telling: Telling):
    notice = telling.tell()
    notifications.tell(
        telling.cast.system, topic="x", subject="S", body="B", about=("request", 1), key="k", to_person=telling.arthur
    )
    work()
    actions.refuse_notice(telling.cast.dee, notice=notice.id, why="He rang us himself")
    work()
    assert sure(telling) is None and telling.mail("arthur@example.org")[-1].state == "sent"
    assert set(telling.stands(notice.id).values()) == {"not-wanted"}


def test_what_staff_recorded_otherwise_stays_when_the_notice_is_withdrawn_or_refused(telling: Telling):
    first, second = telling.tell(), telling.tell(actor=telling.cast.nobody, name="Bert Oldershaw")
    people.record_death(telling.cast.oli, person=telling.arthur, died_on=DIED, evidence="certificate")
    actions.refuse_notice(telling.cast.dee, notice=second.id, why="We know already")
    requests.withdraw(telling.carla, request=first.request or 0)
    work()
    assert (telling.notice(first.id).state, sure(telling)) == ("refused", True)


def test_what_staff_heard_otherwise_stays_when_the_notice_is_refused(telling: Telling):
    people.say_died(telling.cast.dee, person=telling.arthur, source="phone")
    notice = telling.tell()
    actions.refuse_notice(telling.cast.dee, notice=notice.id, why="Sent twice")
    assert sure(telling) is False


def test_two_who_tell_of_the_same_death_have_nobody_told_twice(telling: Telling):
    first = telling.tell()
    second = telling.tell(actor=telling.cast.nobody, name="Bert Oldershaw", email="bert@example.org")
    passed(telling, first.id)
    passed(telling, second.id)
    assert telling.stands(second.id) == dict.fromkeys(("council-tax", "waste", "pension"), "not-wanted")
    assert len(telling.mail(PENSION)) == 1
    actions.refuse_notice(telling.cast.sam, notice=second.id, why="Sent twice")
    assert sure(telling) is True  # the other notice says so still


def test_of_several_of_one_name_staff_find_the_right_one_and_the_others_go_on(telling: Telling):
    twin = people.create_person(telling.cast.dee, name="Arthur Oldershaw", source="phone", date_of_birth=BORN)
    notice = telling.tell()
    assert notice.person is None and (sure(telling), sure(telling, twin)) == (False, False)
    with pytest.raises(Refusal, match="Find the record"):
        passed(telling, notice.id)
    actions.find_person(telling.cast.dee, notice=notice.id, person=twin)
    passed(telling, notice.id)
    assert (sure(telling), sure(telling, twin)) == (None, True)
    death = people_queries.death_of(telling.cast.dee.council, twin)
    assert death and death.died_on == DIED


def test_whoever_was_taken_for_them_by_mistake_is_let_go_when_the_right_one_is_found(telling: Telling):
    notice = telling.tell("death", telling.carla, **{"who-died": "A Oldershaw"})
    wrong = people.create_person(telling.cast.dee, name="Alan Oldershaw", source="phone")
    actions.find_person(telling.cast.dee, notice=notice.id, person=wrong)
    assert sure(telling, wrong) is False
    actions.find_person(telling.cast.dee, notice=notice.id, person=telling.arthur)
    assert (sure(telling, wrong), sure(telling)) == (None, False)


def test_a_customer_is_found_by_the_name_of_a_record_that_was_joined_to_theirs(telling: Telling):
    front = people.create_person(telling.cast.dee, name="Arthur J Oldershaw", source="phone")
    people.join_people(telling.cast.sam, person=telling.arthur, into=front)
    assert telling.tell().person == front and sure(telling, front) is False


@pytest.mark.parametrize("who", ["amina", "bill", "flo", "des", "pat", "ada", "nobody", "lena"])
def test_those_whose_work_it_is_not_neither_see_nor_change_it(telling: Telling, who: str):
    notice = telling.tell()
    actor = getattr(telling.cast, who)
    for do in (
        lambda: queries.notice(actor, notice.id),
        lambda: actions.check_notice(actor, notice=notice.id, evidence="certificate"),
        lambda: actions.refuse_notice(actor, notice=notice.id, why="No"),
        lambda: actions.confirm_telling(actor, telling=telling.telling(notice.id, "waste")),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            do()
    if who != "amina":
        with pytest.raises((NotAllowed, NotFound)):
            actions.agree(actor, notice=notice.id, recipients=["parking"])


def test_of_a_restricted_customer_only_those_named_see_it(telling: Telling):
    notice = telling.tell()
    people.restrict_person(telling.cast.sam, person=telling.arthur, readers=[telling.cast.cora.user or 0])
    with pytest.raises(NotFound):
        queries.notice(telling.cast.dee, notice.id)
    with pytest.raises(NotFound):
        actions.agree(telling.cast.dee, notice=notice.id, recipients=["parking"])
    (line,) = queries.worklist(telling.cast.dee)
    assert line.hidden
    assert queries.notice(telling.cast.cora, notice.id).about == "Arthur Oldershaw"


def test_seven_contacts_become_one_and_it_is_counted(telling: Telling):
    notice = telling.tell()
    passed(telling, notice.id)
    for each in notice.tellings:
        actions.confirm_telling(telling.cast.dee, telling=each.id)
    (found,) = queries.saved(telling.cast.dee, clock.today(), clock.today())
    assert (found.kind, found.notices, found.confirmed, found.contacts_saved) == ("death", 1, 3, 2)


def test_the_journal_says_nothing_of_anybody(telling: Telling):
    notice = telling.tell()
    passed(telling, notice.id)
    told = " ".join(map(str, JournalEntry.objects.filter(kind__startswith="notices.").values_list("data", flat=True)))
    assert "Oldershaw" not in told and "example.org" not in told
    assert journal.timeline(telling.cast.dee.council, thing=("notice", notice.id))
