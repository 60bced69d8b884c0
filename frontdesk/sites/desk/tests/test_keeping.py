"""Pages of the desk on how long things are kept."""

from datetime import UTC, datetime

import pytest

from frontdesk.domains.information.models import LegalHold, RetentionRule, RetentionRun
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock, jobs
from frontdesk.kernel.references import show_reference
from frontdesk.sites.desk.tests.conftest import SignIn

pytestmark = pytest.mark.shows("B11")


def test_an_officer_counts_decides_and_lets_go(story: Story, sign_in: SignIn) -> None:
    asking = Asking.begin(story)
    cora, page = sign_in(asking.cast.cora), "/desk/information/retention/"
    assert ">Off<" in cora.get(page).content.decode()
    with clock.at(datetime(2034, 1, 9, 9, tzinfo=UTC)):
        cora = sign_in(asking.cast.cora)
        cora.post(f"{page}contacts/", {"do": "dry", "key": "a"})
        jobs.do_all()
        assert "would go" in cora.get(page).content.decode()
        assert "Tick that you have counted" in cora.post(f"{page}contacts/", {"do": "run", "key": "b"}).content.decode()
        cora.post(f"{page}contacts/", {"do": "run", "sure": "yes", "key": "c"})
        jobs.do_all()
    assert RetentionRun.objects.get(dry=False).emptied == 1
    cora = sign_in(asking.cast.cora)
    assert "Enter months" in cora.post(f"{page}contacts/", {"months": "x", "key": "d"}).content.decode()
    wanted = {"months": "36", "on": "yes"}
    assert "First count what would go" in cora.post(f"{page}contacts/", {**wanted, "key": "e"}).content.decode()
    cora.post(f"{page}contacts/", {"months": "36", "key": "f"})
    cora.post(f"{page}contacts/", {"do": "dry", "key": "g"})
    jobs.do_all()
    cora.post(f"{page}contacts/", {**wanted, "key": "h"})
    assert RetentionRule.objects.get().months == 36
    assert ">On<" in cora.get(page).content.decode()
    assert cora.get(f"{page}messages/").status_code == 404


def test_holds_are_made_and_ended(story: Story, sign_in: SignIn) -> None:
    asking = Asking.begin(story)
    cora, page = sign_in(asking.cast.cora), "/desk/information/holds/"
    reference = show_reference(Request.objects.get(pk=asking.request).reference)
    assert "There is a problem" in cora.post(page, {"reference": "", "why": "x", "key": "a"}).content.decode()
    cora.post(page, {"reference": reference, "why": "An inquiry", "key": "b"})
    hold = f"/desk/customers/{asking.person}/data/hold/"
    assert "There is a problem" in cora.post(hold, {"why": "", "key": "c"}).content.decode()
    cora.post(hold, {"why": "A claim", "until-day": "1", "until-month": "3", "until-year": "2027", "key": "d"})
    told = cora.get(page).content.decode()
    assert reference in told and "Amina Testwood" in told and "Monday 1 March 2027" in told
    end = f"{page}{LegalHold.objects.latest('id').pk}/end/"
    assert "Write why" in cora.post(end, {"why": ""}, follow=True).content.decode()
    cora.post(end, {"why": "The claim is over"})
    assert "Amina Testwood" not in cora.get(page).content.decode()
