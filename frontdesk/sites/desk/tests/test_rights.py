"""Pages of the desk on what customers ask by right."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.information import actions
from frontdesk.domains.information.models import RightsCase
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock, jobs
from frontdesk.sites.desk.tests.conftest import SignIn

pytestmark = pytest.mark.shows("B11")


@pytest.fixture
def asking(story: Story) -> Asking:
    return Asking.begin(story)


def test_an_adviser_writes_it_down_and_an_officer_sees_it_through(asking: Asking, sign_in: SignIn) -> None:
    cast, person = asking.cast, asking.person
    requests.note(cast.oli, request=asking.request, text="Spoke with Ruth Sample")
    dee, cora = sign_in(cast.dee), sign_in(cast.cora)
    assert f"/desk/customers/{person}/data/" in dee.get(f"/desk/customers/{person}/").content.decode()
    ask = f"/desk/customers/{person}/data/ask/"
    assert "Choose what you ask for" in dee.post(ask, {"kind": "", "channel": "phone"}).content.decode()
    dee.post(ask, {"kind": "access", "channel": "phone", "words": "All", "key": "k"})
    assert "We answer by" in dee.get(f"/desk/customers/{person}/data/").content.decode()
    assert dee.get("/desk/information/").status_code == 403
    case = RightsCase.objects.get(person_id=person).pk
    assert "Amina Testwood" in cora.get("/desk/information/").content.decode()
    page = f"/desk/information/{case}/"
    assert "Not shown yet" in cora.get(page).content.decode()
    assert cora.get(f"{page}identity/").status_code == 200
    cora.post(f"{page}identity/", {"identity": "document", "key": "a"})
    cora.post(f"{page}collect/", {"key": "b"})
    assert "being collected" in cora.get(page).content.decode()
    jobs.do_all()
    assert "must be looked at" in cora.get(page).content.decode()
    copy = cora.get(f"{page}copy/").content.decode()
    assert "Ruth Sample" in copy and "Leave in" in copy
    ids = [part.split('"')[0] for part in copy.split('name="f')[1:]]
    cora.post(f"{page}copy/", {f"f{each}": "taken-out" for each in ids})
    assert "Ruth Sample" not in cora.get(f"{page}file/draft/").content.decode()
    cora.post(f"{page}release/", {"key": "c"})
    done = cora.get(page).content.decode()
    assert "Given, with some parts taken out" in done and f"{page}file/page/" in done
    assert "Amina Testwood" in cora.get(f"{page}file/page/").content.decode()
    assert "Given, with some parts taken out" in cora.get("/desk/information/?show=closed").content.decode()


def test_each_step_has_its_form_and_says_what_is_missing(asking: Asking, sign_in: SignIn) -> None:
    cora = sign_in(asking.cast.cora)
    case = asking.ask("erasure", "Delete it")
    for step in ("ask", "extend", "note", "close", "erase"):
        assert cora.get(f"/desk/information/{case}/{step}/").status_code == 200
        assert "There is a problem" in cora.post(f"/desk/information/{case}/{step}/", {"key": step}).content.decode()
    restrict = asking.ask("restriction", "For now")
    assert "Sam Ford" in cora.get(f"/desk/information/{restrict}/restrict/").content.decode()
    sam = str(asking.cast.sam.user)
    answer = cora.post(f"/desk/information/{restrict}/restrict/", {"readers": [sam], "key": "r"})
    assert answer["Location"] == "/desk/information/"
    listed = cora.get("/desk/information/").content.decode()
    assert "Restricted customer" in listed and "Amina" not in listed


def test_erasing_asks_to_be_sure_and_tells_how_much_went(asking: Asking, sign_in: SignIn) -> None:
    cora = sign_in(asking.cast.cora)
    requests.close_request(asking.cast.oli, request=asking.request, outcome="emptied")
    case = asking.ask("erasure", "Delete it")
    cora.post(f"/desk/information/{case}/erase/", {"sure": "yes", "key": "e"})
    page = cora.get(f"/desk/information/{case}/").content.decode()
    assert "Details removed" in page and "Amina" not in page


def test_who_has_no_email_is_not_said_to_be_told(asking: Asking, sign_in: SignIn) -> None:
    ruth = asking.story.person("Ruth Sample")
    case = asking.record(person=ruth, identity="document")
    close = f"/desk/information/{case}/close/"
    answer = sign_in(asking.cast.cora).post(close, {"outcome": "withdrawn", "key": "w"}, follow=True).content.decode()
    assert "We have no email of theirs: write to them" in answer and "customer was told" not in answer


def test_whom_it_was_told_is_listed_and_ticked_off(asking: Asking, sign_in: SignIn) -> None:
    cora = sign_in(asking.cast.cora)
    case = asking.ask("rectification", "My name is wrong")
    cora.post(f"/desk/information/{case}/recipients/", {"key": "x"})
    page = cora.get(f"/desk/information/{case}/").content.decode()
    assert "Waste and recycling" in page
    recipient = page.split("/told/")[1].split("/")[0]
    cora.post(f"/desk/information/{case}/told/{recipient}/", {"how": "By email"})
    assert "By email" in cora.get(f"/desk/information/{case}/").content.decode()


def test_whoever_asks_is_found_without_their_name_in_an_address(asking: Asking, sign_in: SignIn) -> None:
    cora = sign_in(asking.cast.cora)
    found = cora.post("/desk/information/find/", {"who": "Amina Testwood"}).content.decode()
    assert f"/desk/customers/{asking.person}/data/" in found
    assert "Nobody fits" in cora.post("/desk/information/find/", {"who": "Zzz Nobody"}).content.decode()


def test_staff_find_no_page_about_themselves(asking: Asking, sign_in: SignIn) -> None:
    person = people.own_record(asking.cast.cora.as_customer(), name="Cora Finch", source="web")
    own = actions.ask_by_right(asking.cast.cora.as_customer().as_person(person), kind="access")
    cora = sign_in(asking.cast.cora)
    for address in (
        f"information/{own}/",
        f"information/{own}/note/",
        f"information/{own}/copy/",
        f"customers/{person}/data/",
    ):
        answer = cora.get(f"/desk/{address}")
        assert answer.status_code == 403 and "Cora Finch" not in answer.content.decode()


def test_what_a_customer_agrees_to_is_written_down_by_whoever_hears_it(asking: Asking, sign_in: SignIn) -> None:
    dee, page = sign_in(asking.cast.dee), f"/desk/customers/{asking.person}/data/"
    assert "not agreed" in dee.get(page).content.decode()
    dee.post(f"{page}consent/", {"about": "news.email", "given": "yes", "via": "phone"})
    assert "agreed on Tuesday 1 December 2026" in dee.get(page).content.decode()
    dee.post(f"{page}consent/", {"about": "news.email", "given": "no", "via": "phone"})
    assert "no longer, since" in dee.get(page).content.decode()
    assert "Choose what this is about" in dee.post(f"{page}consent/", {}, follow=True).content.decode()


def test_a_breach_is_written_down_by_anybody_and_seen_through(asking: Asking, sign_in: SignIn) -> None:
    dee, cora = sign_in(asking.cast.dee), sign_in(asking.cast.cora)
    new = "/desk/information/breaches/new/"
    assert new in dee.get("/desk/").content.decode()
    assert "There is a problem" in dee.post(new, {"what": "", "key": "a"}).content.decode()
    told = {"what": "A letter to the wrong house", "known-day": "30", "known-month": "11", "known-year": "2026"}
    assert "There is a problem" in dee.post(new, {**told, "known-time": "noon", "key": "b"}).content.decode()
    assert dee.post(new, {**told, "known-time": "16:30", "affected": "2", "key": "c"})["Location"] == "/desk/"
    listed = cora.get("/desk/information/breaches/").content.decode()
    assert "A letter to the wrong house" in listed and "3 December 2026" in listed
    page = listed.split('href="/desk/information/breaches/')[-1].split('"')[0]
    page = f"/desk/information/breaches/{page}"
    assert "There is a problem" in cora.post(page, {"step": "ico", "words": "", "key": "d"}).content.decode()
    cora.post(page, {"step": "risk", "risk": "risk", "words": "", "key": "e"})
    cora.post(page, {"step": "ico", "words": "By their form", "key": "f"})
    again = cora.post(page, {"step": "ico", "words": "By telephone", "key": "h"}).content.decode()
    assert "There is a problem" in again and "Why was the Commissioner not told" not in again
    cora.post(page, {"step": "close", "words": "We check twice", "key": "g"})
    assert "We check twice" in cora.get(page).content.decode()


def test_where_records_were_parted_since_somebody_says_whose_words_they_are(asking: Asking, sign_in: SignIn) -> None:
    cast = asking.cast
    son = people.own_record(cast.bill, name="Bill Testwood", source="web")
    join = people.join_people(cast.sam, person=son, into=asking.person, why="Taken for one")
    case = asking.record("erasure", identity="known")
    with clock.at(clock.now() + timedelta(hours=1)):
        people.undo_join(cast.sam, join=join, why="Mother and son")
    cora, page = sign_in(cast.cora), f"/desk/information/{case}/"
    before = cora.get(page).content.decode()
    assert "joined or parted since" in before and f"{page}whose/" in before and f"{page}erase/" not in before
    form = cora.get(f"{page}whose/").content.decode()
    assert f"Bill Testwood, record {son}" in form and f"Amina Testwood, record {asking.person}" in form
    missing = cora.post(f"{page}whose/", {"words": "His voice", "key": "a"}).content.decode()
    assert "Choose whose words these are" in missing and "His voice" in missing
    with clock.at(clock.now() + timedelta(hours=2)):
        cora = sign_in(cast.cora)
        cora.post(f"{page}whose/", {"record": str(son), "words": "His voice", "key": "b"})
        after = cora.get(page).content.decode()
    assert "Bill Testwood" in after and "His voice" in after
    assert f"{page}erase/" in after and "joined or parted since" not in after


def test_a_manager_named_on_a_record_lifts_its_restriction_after_telling(asking: Asking, sign_in: SignIn) -> None:
    cast, page = asking.cast, f"/desk/customers/{asking.person}/restriction/"
    sam = sign_in(cast.sam)
    assert sam.get(page).status_code == 404
    case = asking.ask("restriction", "While we argue")
    actions.restrict_customer(cast.cora, case=case, readers=[cast.sam.user or 0])
    assert page in sam.get(f"/desk/customers/{asking.person}/data/").content.decode()
    assert sign_in(cast.cora).get(page).status_code == 404
    sam = sign_in(cast.sam)
    empty = sam.post(page, {"do": "tell", "reason": "", "key": "a"}).content.decode()
    assert "Write why it is lifted" in empty
    assert sam.post(page, {"do": "tell", "reason": "It is right", "key": "b"})["Location"] == page
    told = sam.get(page).content.decode()
    assert "It is right" in told and "8 December 2026" in told
    early = sam.post(page, {"do": "lift", "words": "By email", "key": "c"}).content.decode()
    assert "not lifted before" in early and "By email" in early
    done = sam.post(page, {"do": "lift", "words": "By email", "agreed": "yes", "key": "d"}, follow=True)
    assert "The restriction is lifted" in done.content.decode()
    assert asking.case(case).outcome == "lifted"


def test_its_pages_keep_to_fifteen_queries(asking: Asking, sign_in: SignIn) -> None:
    cora = sign_in(asking.cast.cora)
    case, wrong = asking.ask(), asking.ask("rectification", "My name is wrong")
    asking.collect(case)
    actions.find_recipients(asking.cast.cora, case=wrong)
    actions.hold_back(asking.cast.cora, person=asking.person, why="A claim")
    gone = asking.ask("erasure", "Delete it")
    pages = (
        f"{case}/",
        f"{gone}/",
        f"{gone}/whose/",
        f"{case}/copy/",
        f"{wrong}/",
        f"{wrong}/close/",
        "",
        "retention/",
        "holds/",
        "breaches/",
        "find/",
    )
    addresses = [*(f"/desk/information/{page}" for page in pages), f"/desk/customers/{asking.person}/data/"]
    cora.get(addresses[0])
    counted = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as seen:
            assert cora.get(address).status_code == 200
        told = [
            each["sql"] for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE", "SELECT set_config"))
        ]
        counted[address] = len(told)
    assert {address: number for address, number in counted.items() if number > 15} == {}
