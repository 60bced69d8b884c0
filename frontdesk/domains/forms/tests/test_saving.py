"""Save and return: by a link and a code, on another device, counted from the last activity."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domains.forms import queries
from frontdesk.domains.forms.actions import (
    answer_page,
    clear_drafts,
    finish_draft,
    hold_draft,
    resume_draft,
    save_for_later,
    send_code,
    start_draft,
)
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.forms.tests.stories import MORNING, code_in, last_message, publish, token_in
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.types.points import NOT_THEIRS
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.models import JournalEntry
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def morning() -> Any:
    with clock.at(MORNING):
        yield


@pytest.fixture
def saved(cast: Cast) -> tuple[int, str, str]:
    """Draft, key and the token in the mail."""
    publish(cast)
    started = start_draft(cast.nobody, service="tree", channel="web")
    held = {"draft": started.draft, "key": started.key}
    answer_page(cast.nobody, **held, page="where", typed={"where": "By the pond"})
    save_for_later(cast.nobody, **held, email=" Amina@Example.org ")
    return started.draft, started.key, token_in(last_message(cast))


@pytest.mark.shows("A6")
def test_it_comes_back_by_link_and_code_on_another_device(cast: Cast, saved: tuple[int, str, str]) -> None:
    draft, key, token = saved
    assert last_message(cast).address == "amina@example.org" and "28 days" in last_message(cast).body
    assert send_code(cast.nobody, token=token) == "a•••a@example.org"
    assert code_in(last_message(cast)) not in last_message(cast).subject  # it shows on locked screens
    back = resume_draft(cast.nobody, token=token, code=code_in(last_message(cast)))
    assert back.draft == draft and back.key != key
    for each in (key, back.key):
        assert queries.draft(cast.nobody, draft, key=each).answers["where"]["words"] == "By the pond"


def test_staff_find_it_by_its_email_and_no_other_councils(cast: Cast, saved: tuple[int, str, str]) -> None:
    assert [draft.id for draft in queries.drafts_saved_by(cast.dee, "Amina@example.org")] == [saved[0]]
    assert queries.drafts_saved_by(cast.bill, "amina@example.org") == []


def test_a_code_opens_once(cast: Cast, saved: tuple[int, str, str]) -> None:
    send_code(cast.nobody, token=saved[2])
    code = code_in(last_message(cast))
    resume_draft(cast.nobody, token=saved[2], code=f" {code[:3]} {code[3:]}")
    with pytest.raises(Refusal, match="wrong"):
        resume_draft(cast.nobody, token=saved[2], code=code)


def test_five_wrong_codes_shut_out_the_right_one(cast: Cast, saved: tuple[int, str, str]) -> None:
    send_code(cast.nobody, token=saved[2])
    code = code_in(last_message(cast))
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(Refusal):
            resume_draft(cast.nobody, token=saved[2], code=wrong)
    with pytest.raises(Refusal):
        resume_draft(cast.nobody, token=saved[2], code=code)


def test_a_code_is_too_old_after_half_an_hour(cast: Cast, saved: tuple[int, str, str]) -> None:
    send_code(cast.nobody, token=saved[2])
    code = code_in(last_message(cast))
    with clock.at(MORNING + timedelta(minutes=31)), pytest.raises(Refusal):
        resume_draft(cast.nobody, token=saved[2], code=code)


def test_it_sends_no_more_than_five_codes_an_hour(cast: Cast, saved: tuple[int, str, str]) -> None:
    for minute in range(5):
        with clock.at(MORNING + timedelta(minutes=minute)):
            send_code(cast.nobody, token=saved[2])
    with clock.at(MORNING + timedelta(minutes=6)), pytest.raises(Refusal, match="Wait an hour"):
        send_code(cast.nobody, token=saved[2])
    with clock.at(MORNING + timedelta(hours=2)):
        send_code(cast.nobody, token=saved[2])


def test_a_link_alone_opens_nothing_and_changes_nothing(cast: Cast, saved: tuple[int, str, str]) -> None:
    with pytest.raises(NotFound):
        queries.draft(cast.nobody, saved[0], key=saved[2])
    with pytest.raises(Refusal):
        resume_draft(cast.nobody, token=saved[2], code="")


@pytest.mark.shows("B2")
def test_a_link_to_an_email_that_was_taken_off_their_record_opens_no_form(
    cast: Cast, saved: tuple[int, str, str]
) -> None:
    amina = people.create_person(cast.dee, name="Amina Testwood", source="desk", email="amina@example.org")
    Draft.objects.filter(pk=saved[0]).update(person_id=amina)
    send_code(cast.nobody, token=saved[2])
    code = code_in(last_message(cast))
    (point,) = people_queries.person(cast.dee, amina).points
    people.end_contact_point(cast.dee, point=point.id, why=NOT_THEIRS)
    with pytest.raises(NotFound, match="does not work any more"):
        send_code(cast.nobody, token=saved[2])
    with pytest.raises(NotFound, match="does not work any more"):
        resume_draft(cast.nobody, token=saved[2], code=code)
    people.add_contact_point(cast.dee, person=amina, kind="email", value="amina@example.org", source="desk")
    assert resume_draft(cast.nobody, token=saved[2], code=code).draft == saved[0]


def test_the_links_of_a_customer_who_was_restricted_since_open_no_form(cast: Cast, saved: tuple[int, str, str]) -> None:
    amina = people.create_person(cast.dee, name="Amina Testwood", source="desk", email="amina@example.org")
    Draft.objects.filter(pk=saved[0]).update(person_id=amina)
    send_code(cast.nobody, token=saved[2])
    code = code_in(last_message(cast))
    with clock.at(MORNING + timedelta(minutes=1)):
        people.restrict_person(cast.sam, person=amina, readers=[])
        for step in (
            lambda: send_code(cast.nobody, token=saved[2]),
            lambda: resume_draft(cast.nobody, token=saved[2], code=code),
        ):
            with pytest.raises(NotFound, match="Call us on 01632 960100"):
                step()
        save_for_later(cast.nobody, draft=saved[0], key=saved[1], email="amina@example.org")
        assert send_code(cast.nobody, token=token_in(last_message(cast)))


def test_a_changed_link_and_another_councils_are_refused(cast: Cast, saved: tuple[int, str, str]) -> None:
    with pytest.raises(Refusal, match="not complete"):
        send_code(cast.nobody, token=saved[2][:-2])
    little = cast.councils.littlewick.id
    with tenancy.acting_for(little), pytest.raises(NotFound):
        send_code(cast.lena, token=saved[2])


@pytest.mark.shows("A6")
def test_it_is_kept_from_the_last_activity_not_from_the_start(cast: Cast, saved: tuple[int, str, str]) -> None:
    draft, key, token = saved
    with clock.at(MORNING + timedelta(days=27)):
        answer_page(cast.nobody, draft=draft, key=key, page="kind", typed={"big": "no"})
    with clock.at(MORNING + timedelta(days=54)):
        assert clear_drafts(cast.system) == 0
        send_code(cast.nobody, token=token)
        resume_draft(cast.nobody, token=token, code=code_in(last_message(cast)))
    with clock.at(MORNING + timedelta(days=83)):
        assert clear_drafts(cast.system) == 1
        with pytest.raises(Refusal, match="28 days") as refused:
            send_code(cast.nobody, token=token)
    assert refused.value.code == "draft-cleared"


def test_what_was_sent_meanwhile_says_so(cast: Cast, saved: tuple[int, str, str]) -> None:
    held = hold_draft(cast.nobody, draft=saved[0], key=saved[1])
    finish_draft(cast.nobody, held=held, request=3, reference="XYZ")
    with pytest.raises(Refusal, match="XYZ"):
        send_code(cast.nobody, token=saved[2])


def test_it_asks_for_a_right_address(cast: Cast, saved: tuple[int, str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        save_for_later(cast.nobody, draft=saved[0], key=saved[1], email="amina")
    assert refused.value.field == "email"


def test_pressing_save_twice_sends_one_mail(cast: Cast, saved: tuple[int, str, str]) -> None:
    save_for_later(cast.nobody, draft=saved[0], key=saved[1], email="Amina@example.org")
    assert Message.objects.filter(council_id=cast.nobody.council, topic="draft-saved").count() == 1


@pytest.mark.shows("C14")
def test_a_customer_goes_on_online_with_what_an_adviser_began(cast: Cast) -> None:
    publish(cast)
    started = start_draft(cast.dee, service="tree", channel="phone", contact=9)
    answer_page(cast.dee, draft=started.draft, page="where", typed={"where": "By the pond"})
    save_for_later(cast.dee, draft=started.draft, email="amina@example.org")
    token = token_in(last_message(cast))
    send_code(cast.nobody, token=token)
    back = resume_draft(cast.nobody, token=token, code=code_in(last_message(cast)))
    seen = queries.draft(cast.nobody, back.draft, key=back.key)
    assert (seen.channel, seen.started_on, seen.contact) == ("web", "phone", None)


def test_no_address_code_or_answer_is_in_the_journal(cast: Cast, saved: tuple[int, str, str]) -> None:
    send_code(cast.nobody, token=saved[2])
    code = code_in(last_message(cast))
    written = str([vars(entry) for entry in JournalEntry.objects.all()]).lower()
    assert "amina@" not in written and "pond" not in written and code not in written
