"""Correcting an answer, moving a request to another service, taking more time, withdrawing: each on a page."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from frontdesk.domains.forms.tests.stories import PDF
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.models import RequestAnswers
from frontdesk.domains.requests.tests.stories import BIN, Story
from frontdesk.domains.services.definition.model import Standard
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.rules.clock_data import OWN_WAITS, rule_from_data
from frontdesk.domains.standards.tests.made import promise
from frontdesk.kernel import registry
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.tests.test_at_once import seen_on
from frontdesk.sites.desk.tests.test_requests import mine
from tests.support.services import publish


def latest(item: int) -> dict:
    return RequestAnswers.objects.filter(request_id=item).order_by("number").last().answers


def told(story: Story, item: int) -> str:
    council = story.cast.councils.demo.id
    return "\n".join(each.body for each in notifications.messages_about(council, ("request", item)))


@pytest.mark.shows("F1")
def test_it_corrects_an_answer_with_the_old_the_new_and_why(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/"
    assert "correct/" in oli.get(here).content.decode()
    assert "?question=bin" in oli.get(here + "correct/").content.decode()
    page = oli.get(here + "correct/?question=bin").content.decode()
    assert "What it says now" in page and "Why it is corrected" in page
    sent = {"question": "bin", "asked": "bin", "bin": "recycling", "do": "continue"}
    again = oli.post(here + "correct/", sent).content.decode()
    assert "Say why it is corrected." in again and 'value="recycling" checked' in again
    oli.post(here + "correct/", {**sent, "reason": "The caller mixed up the bins"})
    assert latest(item)["bin"] == "recycling"
    page = oli.get(here).content.decode()
    assert "Was: Rubbish (black lid). Now: Recycling" in page or "Was: Rubbish" in page
    assert "The caller mixed up the bins" in page
    assert "We corrected what we have about" in told(story, item)


def test_it_keeps_a_wrong_correction_on_the_page_and_says_what_to_mend(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    sent = {"question": "missed-on", "asked": "missed-on", "missed-on-day": "31", "missed-on-month": "2",
            "missed-on-year": "2026", "reason": "Misheard", "do": "continue"}  # fmt: skip
    page = oli.post(f"/desk/requests/{item}/correct/", sent).content.decode()
    assert "There is a problem" in page and 'value="31"' in page and "Misheard" in page
    same = {"question": "bin", "asked": "bin", "bin": "rubbish", "reason": "Sure", "do": "continue"}
    assert "This is what we have already" in oli.post(f"/desk/requests/{item}/correct/", same).content.decode()


def test_it_asks_what_a_corrected_answer_brings_up(story: Story, sign_in: SignIn) -> None:
    publish(story.cast.system, "pothole", "fly-tipping")
    item, oli = mine(story), sign_in(story.cast.oli)
    for row in queries.given(story.cast.oli, item).rows:
        page = oli.get(f"/desk/requests/{item}/correct/?question={row.code}")
        assert page.status_code == 200, row.code


def test_it_finds_an_address_to_correct_within_the_page(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/correct/"
    typed = {"question": "address", "asked": "address", "address-postcode": "ZY1 1AB", "reason": "Kept"}
    page = oli.post(here, {**typed, "do": "type:address"}).content.decode()
    assert "Address line 1" in page and "Kept" in page
    lines = {"address-typed": "1", "address-line1": "14 Mill Lane", "address-line2": "", "address-town": "Testham"}
    oli.post(here, {**typed, **lines, "do": "continue"})
    assert "14 Mill Lane" in str(latest(item)["address"])


@pytest.mark.shows("F1")
def test_it_moves_a_request_saying_first_what_goes_along_and_what_is_promised(story: Story, sign_in: SignIn) -> None:
    story.publish("garden-bin", name="Report a missed garden bin", standard=Standard(promise="slow"))
    standards.set_standards(story.cast.system, standards=[promise("slow", "10 working days")])
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/recategorise/"
    assert "Report a missed garden bin" in oli.get(here).content.decode()
    assert "Choose the service" in oli.get(here + "?service=").content.decode()
    page = oli.get(here + "?service=garden-bin").content.decode()
    assert "What goes along" in page and "within 10 working days" in page and "Tuesday 15 December 2026" in page
    assert queries.whole(story.cast.oli, item).item.service == "missed-bin"
    oli.post(here, {"service": "garden-bin", "do": "move"})
    found = queries.whole(story.cast.oli, item)
    assert (found.item.service, found.item.due_on.isoformat()) == ("garden-bin", "2026-12-15")
    assert "to “Report a missed garden bin”" in oli.get(f"/desk/requests/{item}/").content.decode()


def test_it_asks_what_the_other_service_needs_and_keeps_what_was_typed(story: Story, sign_in: SignIn) -> None:
    publish(story.cast.system, "pothole")
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/recategorise/"
    page = oli.get(here + "?service=pothole").content.decode()
    assert "What this service asks besides" in page and "What stays behind" in page
    assert "There is a problem" not in page
    assert 'name="asked" value="danger"' in page
    sent = {"service": "pothole", "question": "danger", "asked": "danger", "do": "continue"}
    assert "There is a problem" in oli.post(here, sent).content.decode()
    page = oli.post(here, {**sent, "danger": "no"}).content.decode()
    assert 'value="no" checked' in page and 'name="asked" value="place"' in page
    assert queries.whole(story.cast.oli, item).item.service == "missed-bin"


@pytest.mark.shows("F2")
def test_it_takes_more_time_where_the_standard_allows_it(story: Story, sign_in: SignIn) -> None:
    data = {"within": "2 working days", "extension": {"most": 3, "needs": ["reason", "ombudsman details"]}}
    rule = rule_from_data("missed-bin", data, OWN_WAITS)
    standards.set_standards(story.cast.system, standards=[promise(clock=rule, valid_from=date(2026, 5, 1))])
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/"
    assert "Take more time" in oli.get(here).content.decode()
    page = oli.get(here + "extend/").content.decode()
    assert "3 working days" in page and "Tuesday 8 December 2026" in page and "ombudsman details" in page
    wrong = oli.post(here + "extend/", {"by": "9", "text": "Snow on the hill"}).content.decode()
    assert "from 1 to 3" in wrong and "Snow on the hill" in wrong and 'value="9"' in wrong
    assert "Say why" in oli.post(here + "extend/", {"by": "2"}).content.decode()
    oli.post(here + "extend/", {"by": "2", "text": "Snow on the hill"})
    assert queries.whole(story.cast.oli, item).item.due_on.isoformat() == "2026-12-07"
    assert "Snow on the hill" in told(story, item)
    assert "1 working day" in oli.get(here + "extend/").content.decode()


def test_it_says_where_no_more_time_can_be_had(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/"
    assert "Take more time" not in oli.get(here).content.decode()
    assert "cannot be extended" in oli.get(here + "extend/").content.decode()
    assert "cannot be extended" in oli.post(here + "extend/", {"by": "2", "text": "Snow"}).content.decode()


@pytest.mark.shows("F1")
def test_it_withdraws_with_what_the_customer_said(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    page = oli.get(f"/desk/requests/{item}/").content.decode()
    assert "withdraw/" in page
    oli.post(f"/desk/requests/{item}/withdraw/", {"text": "A neighbour took it"})
    assert queries.whole(story.cast.oli, item).item.status == "withdrawn"


def test_it_leaves_closed_requests_as_they_are(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    oli.post(f"/desk/requests/{item}/withdraw/", {"text": "A neighbour took it"})
    sent = {"question": "bin", "asked": "bin", "bin": "recycling", "reason": "Misheard", "do": "continue"}
    assert "This request is closed" in oli.post(f"/desk/requests/{item}/correct/", sent).content.decode()
    assert BIN["bin"] == latest(item)["bin"]


@pytest.mark.shows("F7")
def test_it_replaces_a_wrong_file_and_takes_one_off(
    story: Story, sign_in: SignIn, settings: Any, tmp_path: Any
) -> None:
    settings.FRONTDESK_HOME = tmp_path
    item, oli = mine(story), sign_in(story.cast.oli)
    actions.add_words(story.cast.oli, request=item, words="", files=[("wrong.pdf", PDF)])
    here = f"/desk/requests/{item}/files/{queries.whole(story.cast.oli, item).uploads[0].key}/correct/"
    assert here in oli.get(f"/desk/requests/{item}/").content.decode()
    assert "Choose what is to happen." in oli.post(here, {"reason": "Why"}).content.decode()
    assert "Say why." in oli.post(here, {"do": "take-back"}).content.decode()
    sent = {"do": "replace", "reason": "Another's letter", "files": SimpleUploadedFile("right.pdf", PDF)}
    assert oli.post(here, sent).status_code == 302
    page = oli.get(f"/desk/requests/{item}/").content.decode()
    assert "A file was replaced or taken back" in page and "Another&#39;s letter" in page and ">right.pdf</a>" in page
    assert oli.get(here).status_code == 404


class _Scanner:
    """Finds nothing, and notes how many transactions were open when it was asked."""

    def __init__(self) -> None:
        self.open: list[int] = []

    def infected(self, content: bytes) -> bool:
        self.open.append(len(connection.savepoint_ids))
        return False


@pytest.mark.shows("F7")
def test_a_file_is_replaced_once_and_scanned_outside_any_transaction(
    story: Story, sign_in: SignIn, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FRONTDESK_HOME = tmp_path
    item, oli, scanner = mine(story), sign_in(story.cast.oli), _Scanner()
    actions.add_words(story.cast.oli, request=item, words="", files=[("wrong.pdf", PDF)])
    here = f"/desk/requests/{item}/files/{queries.whole(story.cast.oli, item).uploads[0].key}/correct/"
    seen = seen_on(oli.get(here).content.decode())
    settings.UPLOAD_SCANNER = "test"
    monkeypatch.setattr(registry, "implementation", lambda port, code: scanner)
    depth = len(connection.savepoint_ids)
    sent = {"do": "replace", "reason": "Another's letter", "seen": seen, "key": "pressed"}
    for _ in range(2):
        assert oli.post(here, {**sent, "files": SimpleUploadedFile("right.pdf", PDF)}).status_code == 302
    assert scanner.open == [depth], "asked once, with no transaction open but the test's own"
    assert [each.name for each in queries.whole(story.cast.oli, item).uploads] == ["right.pdf"]
