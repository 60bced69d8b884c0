"""Letters in the account, and the desk that writes, corrects and posts them."""

import re

import pytest

from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions
from frontdesk.sites.account.tests.test_acting import BIN, browser, words
from frontdesk.sites.account.tests.test_messages import _yesterday, desk
from tests.support.cast import Cast
from tests.support.services import publish

pytestmark = pytest.mark.shows("B1")
TYPED = {"subject": "Your bin", "body": "Dear Ruth,\n\nWe come on Monday.", "signed": "Head of Waste", "key": "k"}


def test_it_is_looked_at_then_issued_then_read_and_kept_as_a_file(cast: Cast):
    publish(cast.system, "missed-bin")
    hers, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    assert "We have not written you a letter" in words(hers, "/account/letters/")
    made = actions.report_request(ruth, service="missed-bin", channel="web", answers=BIN | {"missed-on": _yesterday()})
    officer, base = desk(cast.oli.user), f"/desk/customers/{ruth.person}/letters/"
    assert f"{base}" in officer.get(f"/desk/requests/{made.request}/").content.decode()
    assert "A decision" in words(officer, f"{base}?about={made.request}")
    begun = officer.get(f"{base}new/?template=decision&about={made.request}").content.decode()
    assert "Our decision: Missed bin" in begun or "Our decision: Report a missed bin" in begun
    assert "Fill in what stands in curly" in officer.post(f"{base}new/", TYPED | {"body": "{why}"}).content.decode()
    typed = TYPED | {"about": str(made.request)}
    looked = officer.post(f"{base}new/", typed).content.decode()
    assert "This is how it reads" in looked and "Issue the letter" in looked
    assert "We have not written you a letter" in words(hers, "/account/letters/")
    to = officer.post(f"{base}new/", typed | {"do": "issue"})["Location"]
    assert officer.post(f"{base}new/", typed | {"do": "issue"})["Location"] == to, "pressed twice"
    assert "1 new letter" in words(hers, "/account/")
    mine = to.replace("desk", "account")
    assert "We come on Monday." in words(hers, mine)
    assert "new letter" not in words(hers, "/account/")
    file = hers.get(f"{mine}pdf/")
    assert file["Content-Type"] == "application/pdf" and file.content.startswith(b"%PDF-")
    assert "no-store" in file["Cache-Control"]
    assert "Not yet" not in words(officer, to)
    theirs, carla = browser(cast, "carla@example.org", "Carla Bridges")
    assert theirs.get(mine).status_code == 404 and theirs.get(f"{mine}pdf/").status_code == 404
    other = f"/desk/customers/{carla.person}/letters/new/"
    assert officer.post(other, typed | {"do": "issue", "key": "k2"}).status_code == 404, "about another's request"
    number = re.findall(r"\d+", to)[0]
    corrected = officer.get(f"{base}new/?corrects={number}").content.decode()
    assert "Correct a letter" in corrected and "We come on Monday." in corrected
    officer.post(f"{base}new/", TYPED | {"body": "On Tuesday.", "corrects": number, "do": "issue", "key": "k3"})
    assert "Go by the newer one" in words(hers, mine)


def test_what_goes_by_post_waits_on_a_list(cast: Cast):
    adviser, officer = desk(cast.dee.user), desk(cast.oli.user)
    person = people.create_person(
        cast.dee, name="Bill Sample", source="desk", address="1 Mill Lane", postcode="ZY1 1AB"
    )
    page = f"/desk/customers/{person}/letters/new/"
    assert "no account" in officer.post(page, TYPED | {"way": "account", "do": "issue"}).content.decode()
    to = officer.post(page, TYPED | {"do": "issue", "key": "k2"})["Location"]
    assert "Your bin" in words(adviser, "/desk/letters/")
    assert adviser.get(f"{to}pdf/").content.startswith(b"%PDF-")
    assert adviser.post(f"{to}posted/")["Location"] == "/desk/letters/"
    assert "No letter waits" in words(adviser, "/desk/letters/")
