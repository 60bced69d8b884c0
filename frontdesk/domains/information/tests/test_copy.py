"""The copy: collected, read through for others, given to the customer alone, deleted after a while."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from frontdesk.domains.information import actions, models, queries
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.tests.test_restricted import hide
from frontdesk.domains.services.definition.model import Restricted
from frontdesk.kernel import clock, files
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.models import AccessLogEntry, StoredFile

pytestmark = pytest.mark.shows("B11")


def test_resident_asks_for_all_data_held_and_gets_it(asking: Asking) -> None:
    requests.note(asking.cast.oli, request=asking.request, text="Spoke with Ruth Sample on 07700 900456")
    case = asking.ask()
    found = asking.collect(case)
    assert found.copy and found.copy.state == "ready" and found.copy.open and "release" not in found.may
    told, _ = queries.findings_of(asking.cast.cora, case)
    assert {(each.kind, each.text) for each in told} >= {("name", "Ruth Sample"), ("phone", "07700 900456")}
    with pytest.raises(NotFound):
        actions.read_copy(asking.amina, case=case, form="page")
    assert "Ruth Sample" in actions.read_draft(asking.cast.cora, case=case).decode()
    asking.decide(case)
    actions.release_copy(asking.cast.cora, case=case)
    name, kind, page = actions.read_copy(asking.amina, case=case, form="page")
    assert name.endswith(".html") and kind.startswith("text/html")
    text = page.decode()
    assert all(word in text for word in ("Amina Testwood", "amina@example.org", "Which bin did we miss?", "Rubbish"))
    assert "Ruth Sample" not in text and "900456" not in text and "we took out" in text
    data = json.loads(actions.read_copy(asking.amina, case=case, form="data")[2])
    assert {"people", "requests", "contacts", "looks", "journal", "information"} <= {
        each["code"] for each in data["parts"]
    }
    ended = asking.case(case)
    assert (ended.outcome, ended.closed_at is not None, asking.row(case).kept) == ("given-in-part", True, True)
    assert not models.RightsFinding.objects.filter(text="Ruth Sample").exists()


def test_who_looked_is_told_by_role_and_team_and_not_by_name(asking: Asking) -> None:
    people_queries.person(asking.cast.dee, asking.person)
    case = asking.ask()
    asking.collect(case)
    page = actions.read_draft(asking.cast.cora, case=case).decode()
    assert "Adviser, Customer services" in page and "customer page" in page and "Dee Marsh" not in page


def test_what_is_left_in_stays_and_then_it_is_given_in_full(asking: Asking) -> None:
    requests.note(asking.cast.oli, request=asking.request, text="Spoke with Ruth Sample")
    case = asking.ask()
    asking.collect(case)
    asking.decide(case, "left")
    actions.release_copy(asking.cast.cora, case=case)
    assert "Ruth Sample" in actions.read_copy(asking.amina, case=case, form="page")[2].decode()
    assert asking.case(case).outcome == "given"


def test_words_marked_by_hand_go_too(asking: Asking) -> None:
    requests.note(asking.cast.oli, request=asking.request, text="the lodger upstairs complained")
    case = asking.ask()
    asking.collect(case)
    with pytest.raises(Refusal):
        actions.mark_words(asking.cast.cora, case=case, words="no such words")
    actions.mark_words(asking.cast.cora, case=case, words="the lodger upstairs")
    found, _ = queries.findings_of(asking.cast.cora, case, undecided=True)
    actions.decide_findings(asking.cast.cora, case=case, decisions={each.id: "left" for each in found})
    actions.release_copy(asking.cast.cora, case=case)
    assert "lodger" not in actions.read_copy(asking.amina, case=case, form="page")[2].decode()


def test_only_the_customer_and_whoever_hands_it_over_fetch_it_and_looks_are_written_down(asking: Asking) -> None:
    case = asking.ask()
    asking.collect(case)
    asking.decide(case)
    actions.release_copy(asking.cast.cora, case=case)
    bill = asking.cast.bill.as_person(people.own_record(asking.cast.bill, name="Bill Sample", source="web"))
    for actor in (bill, asking.cast.nobody, asking.cast.lena):
        with pytest.raises(NotFound):
            actions.read_copy(actor, case=case, form="page")
    with pytest.raises(NotFound):
        actions.read_copy(asking.amina, case=case, form="collected")
    before = AccessLogEntry.objects.filter(person_id=asking.person).count()
    actions.read_copy(asking.cast.cora, case=case, form="page")
    assert AccessLogEntry.objects.filter(person_id=asking.person).count() == before + 1


def test_it_ends_after_a_month_and_its_files_are_gone(asking: Asking) -> None:
    case = asking.ask()
    asking.collect(case)
    asking.decide(case)
    actions.release_copy(asking.cast.cora, case=case)
    copy = models.RightsCopy.objects.get(case_id=case)
    assert copy.collected is None and copy.page
    kept = copy.page
    with clock.at(datetime(2027, 1, 1, 9, tzinfo=UTC)):
        assert actions.end_copies(asking.amina.council) == 1
        with pytest.raises(NotFound):
            actions.read_copy(asking.amina, case=case, form="page")
    assert not StoredFile.objects.filter(pk=kept.pk).exists()
    assert asking.case(case).copy.state == "ended"  # type: ignore[union-attr]


def test_records_joined_meanwhile_ask_for_a_new_copy(asking: Asking) -> None:
    case = asking.ask()
    asking.collect(case)
    asking.decide(case)
    other = people.create_person(asking.cast.dee, name="Amina Testwood", source="phone")
    people.join_people(asking.cast.sam, person=other, into=asking.person)
    with pytest.raises(Refusal):
        actions.release_copy(asking.cast.cora, case=case)
    asking.collect(case)
    asking.decide(case)
    actions.release_copy(asking.cast.cora, case=case)


def test_a_job_that_runs_twice_or_was_cut_off_makes_one_copy(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    case = asking.ask()
    actions.collect_copy(asking.cast.cora, case=case)
    copy = models.RightsCopy.objects.get(case_id=case)
    with monkeypatch.context() as patch:
        patch.setattr("frontdesk.kernel.journal.write", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.make_copy(council=asking.amina.council, copy=copy.pk)
    copy.refresh_from_db()
    assert copy.state == "waiting" and not models.RightsFinding.objects.filter(copy=copy).exists()
    for _ in range(2):
        actions.make_copy(council=asking.amina.council, copy=copy.pk)
    copy.refresh_from_db()
    found = list(models.RightsFinding.objects.filter(copy=copy).values_list("kind", "text"))
    assert copy.state == "ready" and len(found) == len(set(found)) and files.read(copy.collected)  # type: ignore[arg-type]


def test_what_is_of_a_restricted_service_is_decided_by_whoever_is_named(asking: Asking) -> None:
    hide(asking.story, Restricted(people=("sam@council.example",)))
    asking.story.report(asking.cast.dee, service="secret-bin", person=asking.person, even_if_same=True)
    case = asking.ask()
    asking.collect(case)
    told, _ = queries.findings_of(asking.cast.cora, case)
    (one,) = [each for each in told if each.kind == "restricted"]
    assert one.hidden and one.text != "secret-bin"
    with pytest.raises(Refusal):
        actions.decide_findings(asking.cast.cora, case=case, decisions={one.id: "left"})
    page = actions.read_draft(asking.cast.cora, case=case).decode()
    assert "Which bin" in page and "secret-bin" not in page
    sam = replace(asking.cast.sam, roles=asking.cast.sam.roles | {"complaints-officer"})
    assert "secret-bin" in actions.read_draft(sam, case=case).decode()
    assert actions.decide_findings(sam, case=case, decisions={one.id: "left"}) == 1


def test_a_copy_that_does_not_come_is_asked_for_again(asking: Asking) -> None:
    case = asking.ask()
    actions.collect_copy(asking.cast.cora, case=case)
    assert "collect" not in asking.case(case).may
    with clock.at(datetime(2026, 12, 1, 10, 11, tzinfo=UTC)):
        assert "collect" in asking.case(case).may
        actions.collect_copy(asking.cast.cora, case=case)
        first, second = models.RightsCopy.objects.filter(case_id=case).order_by("id")
        actions.make_copy(council=asking.amina.council, copy=first.pk)
        actions.make_copy(council=asking.amina.council, copy=second.pk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("ended", "ready")


def test_a_given_copy_ends_when_records_are_joined_or_parted(asking: Asking) -> None:
    case = asking.ask()
    asking.collect(case)
    asking.decide(case)
    actions.release_copy(asking.cast.cora, case=case)
    kept = models.RightsCopy.objects.get(case_id=case).page
    other = people.create_person(asking.cast.dee, name="Amina Testwood", source="phone")
    people.join_people(asking.cast.sam, person=other, into=asking.person)
    for actor in (asking.amina, asking.cast.cora):
        with pytest.raises(NotFound):
            actions.read_copy(actor, case=case, form="page")
    assert not StoredFile.objects.filter(pk=kept and kept.pk).exists()


def test_what_was_collected_goes_when_the_case_ends_without_it(asking: Asking) -> None:
    closed, withdrawn = asking.ask(), asking.ask(words="My letters")
    for case in (closed, withdrawn):
        asking.collect(case)
    actions.close_case(asking.cast.cora, case=closed, outcome="refused", ground="claims", words="A claim runs.")
    actions.withdraw_case(asking.amina, case=withdrawn)
    rows = models.RightsCopy.objects.filter(case_id__in=[closed, withdrawn])
    assert [(each.state, each.collected) for each in rows] == [("ended", None)] * 2
    assert not models.RightsFinding.objects.exists()


def test_a_file_that_came_after_its_copy_had_ended_is_deleted_by_night(asking: Asking) -> None:
    case = asking.ask()
    asking.collect(case)
    models.RightsCopy.objects.filter(case_id=case).update(state="ended", ends_at=None)
    assert actions.end_copies(asking.amina.council) == 1
    assert models.RightsCopy.objects.get(case_id=case).collected is None
