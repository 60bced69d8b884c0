"""Outside systems at the desk: an administrator registers one, its secret is shown once, and ends it."""

import re

import pytest

from frontdesk.domains.partners.models import OutsideSystem
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B15")
TYPED = {
    "name": "School admissions", "code": "school-places", "about": "", "start": "https://schools.example.org/",
    "returns": "https://schools.example.org/back", "scope": ["profile"], "key": "one",
}  # fmt: skip


def test_an_administrator_registers_renews_and_ends(cast: Cast, sign_in: SignIn):
    ada, page = sign_in(cast.ada), "/desk/outside/"
    assert "No outside system opens" in ada.get(page).content.decode()
    assert "must begin with https" in ada.post(f"{page}new/", TYPED | {"start": "http://x.example"}).content.decode()
    made = ada.post(f"{page}new/", TYPED)
    secret = re.search(r"[\w-]{43}", re.sub(r"<head>.*</head>", "", made.content.decode(), flags=re.S))
    row = OutsideSystem.objects.get(council_id=cast.ada.council)
    assert secret and made["Cache-Control"] == "no-store" and row.client in made.content.decode()
    again = ada.post(f"{page}new/", TYPED).content.decode()
    assert "was done already" in again and secret[0] not in again
    assert "School admissions" in ada.get(page).content.decode() and secret[0] not in ada.get(page).content.decode()
    assert "stops at once" in ada.get(f"{page}{row.pk}/secret/").content.decode()
    assert "Secret" in ada.post(f"{page}{row.pk}/secret/", {"key": "two"}).content.decode()
    assert ada.post(f"{page}{row.pk}/end/", {"key": "three"})["Location"] == page
    assert sign_in(cast.dee).get(page).status_code == 403
