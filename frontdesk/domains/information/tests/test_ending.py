"""What becomes of a case: refused with reasons, erased, restricted, put right with those who were told."""

from typing import Any

import pytest

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.tests.stories import jpeg
from frontdesk.domains.information import actions, models, queries
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.notifications import models as messages
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.models import Identity
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import journal
from frontdesk.kernel.errors import NotFound, Refusal

pytestmark = pytest.mark.shows("B11")


def test_a_refusal_has_a_ground_and_reasons_and_says_where_to_complain(asking: Asking) -> None:
    case = asking.ask("erasure", "Delete everything")
    for wrong in ({"ground": "", "words": "No"}, {"ground": "claims", "words": " "}, {"ground": "mood", "words": "No"}):
        with pytest.raises(Refusal):
            actions.close_case(asking.cast.cora, case=case, outcome="refused", **wrong)
    actions.close_case(asking.cast.cora, case=case, outcome="refused", ground="claims", words="The claim of May runs.")
    told = messages.Message.objects.filter(about_type="rights_case", about_id=case).latest("id").body
    assert "legal claim" in told and "The claim of May runs." in told and "Information Commissioner" in told
    assert queries.own_case(asking.amina, case).outcome == "refused"
    with pytest.raises(Refusal):
        actions.close_case(asking.cast.cora, case=case, outcome="withdrawn")


def test_nothing_is_done_before_it_was_shown_who_asks(asking: Asking) -> None:
    case = asking.record("erasure")
    with pytest.raises(Refusal):
        actions.erase_customer(asking.cast.cora, case=case)
    actions.close_case(asking.cast.cora, case=case, outcome="not-shown")
    assert asking.row(case).kept is None


def test_erasure_waits_for_open_requests_then_empties_every_holding_and_leaves_the_facts(asking: Asking) -> None:
    case = asking.ask("erasure", "Delete everything")
    with pytest.raises(Refusal):
        actions.erase_customer(asking.cast.cora, case=case)
    requests.close_request(asking.cast.oli, request=asking.request, outcome="emptied")
    emptied = actions.erase_customer(asking.cast.cora, case=case)
    assert emptied["people"] == emptied["requests"] == 1 and emptied["information"] == 1
    assert people_queries.name_for(asking.cast.dee, asking.person) == "Details removed"
    row = asking.row(case)
    assert (row.outcome, row.person_id, row.kept) == ("erased", None, True)
    assert not models.RightsText.objects.exclude(body="").filter(case_id=case).exists()
    last = messages.Message.objects.filter(about_type="rights_case", about_id=case).latest("id")
    assert (last.person_id, last.address, last.link) == (None, "amina@example.org", "") and "Deleted." in last.body
    assert asking.case(case).removed and queries.own_cases(asking.amina) == []
    assert "amina" not in str(journal.timeline(asking.amina.council, person=asking.person)).lower()


def test_what_is_kept_is_told_with_its_ground_and_the_record_stays(asking: Asking) -> None:
    case = asking.ask("erasure", "Delete everything")
    requests.close_request(asking.cast.oli, request=asking.request, outcome="emptied")
    with pytest.raises(Refusal):
        actions.erase_customer(asking.cast.cora, case=case, keep=["requests"])
    emptied = actions.erase_customer(
        asking.cast.cora, case=case, keep=["requests"], ground="public-task", words="Reports are kept for six years."
    )
    assert "requests" not in emptied and "people" not in emptied and "contacts" in emptied
    assert asking.row(case).outcome == "erased-in-part"
    assert people_queries.name_for(asking.cast.dee, asking.person) == "Amina Testwood"


@pytest.mark.parametrize(("keep", "left"), [(["requests"], ["bin.jpg"]), (["forms"], [])])
def test_files_of_requests_go_with_the_requests_and_stay_with_them(
    asking: Asking, settings: Any, tmp_path: Any, keep: list[str], left: list[str]
) -> None:
    settings.FRONTDESK_HOME = tmp_path
    started = asking.story.draft(asking.amina)
    forms.upload_file(
        asking.amina, draft=started.draft, question="photo", name="bin.jpg", content=jpeg(), key=started.key
    )
    sent = requests.report_request(
        asking.amina, channel="web", draft=started.draft, draft_key=started.key, even_if_same=True
    )
    for request in (asking.request, sent.request or 0):
        requests.close_request(asking.cast.oli, request=request, outcome="emptied")
    case = asking.ask("erasure", "Delete everything")
    actions.erase_customer(asking.cast.cora, case=case, keep=keep, ground="public-task", words="Six years.")
    council = asking.amina.council
    assert [each.name for each in form_queries.uploads_of_request(council, sent.request or 0)] == left


def test_restriction_lets_only_named_staff_read_the_record(asking: Asking) -> None:
    case = asking.ask("restriction", "While you check my complaint")
    for nobody in ([], [asking.cast.sam.user or 0, asking.amina.user or 0]):  # a customer is no reader
        with pytest.raises(Refusal):
            actions.restrict_customer(asking.cast.cora, case=case, readers=nobody)
    actions.restrict_customer(asking.cast.cora, case=case, readers=[asking.cast.sam.user or 0])
    with pytest.raises(NotFound):
        people_queries.person(asking.cast.dee, asking.person)
    assert people_queries.person(asking.cast.sam, asking.person).restricted
    assert asking.row(case).outcome == "restricted"


def test_what_is_put_right_reaches_those_who_were_told(asking: Asking) -> None:
    Identity.objects.create(council_id=asking.amina.council, person_id=asking.person, system="council-tax", value="77")
    case = asking.ask("rectification", "My name is Aminah")
    people.change_person(asking.cast.dee, person=asking.person, name="Aminah Testwood")
    assert actions.find_recipients(asking.cast.cora, case=case) == 2
    told = asking.case(case).told
    assert {(each.name, each.told_at) for each in told} == {("council-tax", None), ("Waste and recycling", None)}
    actions.recipient_told(asking.cast.cora, case=case, recipient=told[0].id, how="By their web page")
    assert asking.case(case).told[0].told_at and asking.case(case).told[0].how == "By their web page"
    with pytest.raises(Refusal, match="already"):
        actions.recipient_told(asking.cast.cora, case=case, recipient=told[0].id, how="By letter")
    (news,) = journal.timeline(asking.amina.council, thing=("rights_case", case), areas=["information.rectified"])
    assert news.data == {"systems": ["council-tax"]}
    actions.close_case(asking.cast.cora, case=case, outcome="corrected")
    assert asking.row(case).outcome == "corrected"


def test_another_open_case_keeps_them_too(asking: Asking) -> None:
    requests.close_request(asking.cast.oli, request=asking.request, outcome="emptied")
    copy, case = asking.ask(), asking.ask("erasure", "Delete everything")
    with pytest.raises(Refusal, match="another case"):
        actions.erase_customer(asking.cast.cora, case=case)
    assert asking.row(case).closed_at is None and "erase" in asking.case(case).may
    actions.withdraw_case(asking.amina, case=copy)
    actions.erase_customer(asking.cast.cora, case=case)
    assert asking.row(copy).person_id is None


def test_nothing_is_said_to_be_held_before_everything_was_collected(asking: Asking) -> None:
    case, told = asking.ask(), {"outcome": "nothing-held"}
    with pytest.raises(Refusal):
        actions.close_case(asking.cast.cora, case=case, words="We looked", **told)
    asking.collect(case)
    with pytest.raises(Refusal):
        actions.close_case(asking.cast.cora, case=case, **told)
    actions.close_case(asking.cast.cora, case=case, words="No pictures of the cameras are kept.", **told)
    assert asking.row(case).outcome == "nothing-held"


def test_whether_the_customer_could_be_written_to_is_told(asking: Asking) -> None:
    assert actions.close_case(asking.cast.cora, case=asking.ask(), outcome="withdrawn") is True
    ruth = asking.story.person("Ruth Sample")
    case = asking.record(person=ruth, identity="document")
    assert actions.ask_customer(asking.cast.cora, case=case, words="Which years?") is False
    assert actions.close_case(asking.cast.cora, case=case, outcome="withdrawn") is False
