"""The demo's rights, letters, breach and pairs: something for each of those who look after information."""

import pytest

from frontdesk.console.demo.rights import TOWN, make_rights
from frontdesk.console.tests.towns import open_town
from frontdesk.domains.documents.models import Letter
from frontdesk.domains.information.models import Breach, RightsCase
from frontdesk.domains.people.models import JoinProposal
from tests.support.cast import Cast


@pytest.mark.shows("B11", "B3")
def test_each_finds_something_once_however_often_it_is_filled(cast: Cast):
    demo = cast.councils.demo
    open_town(cast, max(TOWN) + 1)
    for _ in range(2):
        make_rights(demo)
    rows = RightsCase.objects.filter(council_id=demo.id).order_by("received_at")
    assert [(each.kind, each.identity) for each in rows] == [
        ("rectification", "known"), ("access", "account"), ("erasure", ""),
    ]  # fmt: skip
    assert list(Letter.objects.filter(council_id=demo.id).order_by("id").values_list("by_post", flat=True)) == [
        False, True,
    ]  # fmt: skip
    assert JoinProposal.objects.filter(council_id=demo.id, state="open").count() == 2
    assert Breach.objects.filter(council_id=demo.id).count() == 1
