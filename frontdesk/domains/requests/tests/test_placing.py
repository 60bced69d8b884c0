"""Requests that came before the wards were brought in."""

from dataclasses import replace
from datetime import date

import pytest

from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.tests import village
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.actions import placing
from frontdesk.domains.requests.models import RequestContact
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import journal


def test_a_request_with_a_point_gets_the_ward_that_stood_there_on_its_day_and_so_does_its_contact(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = story.cast.councils.demo.id
    ids = [story.report(story.cast.nobody).request or 0 for _ in range(5)]
    days = [date(2026, 5, 6), date(2026, 5, 7), date(2026, 5, 7), date(2026, 5, 7), date(2026, 5, 7)]
    for at, (pk, day) in enumerate(zip(ids, days, strict=True)):
        spot = village.at(9000 if at == 2 else 500, 500)
        where = {} if at == 3 else {"easting": spot.easting, "northing": spot.northing}
        story.rows.filter(pk=pk).update(local_day=day, ward="kept" if at == 4 else "", **where)
    assert actions.place_requests(council) == 0, "no ward is known yet"
    old = replace(village.square(0, 2000, "ward", "W0", "Old"), valid_to=date(2026, 5, 7))
    new = replace(village.square(0, 2000, "ward", "W9", "New"), valid_from=date(2026, 5, 7))
    places.load_areas(story.cast.system, areas=[old, new])
    monkeypatch.setattr(placing, "AT_ONCE", 1)
    assert (actions.place_requests(council), actions.place_requests(council)) == (2, 0)
    held = dict(story.rows.values_list("id", "ward"))
    assert [held[pk] for pk in ids] == ["W0", "W9", "", "", "kept"]
    tied = RequestContact.objects.filter(request__in=ids[:2])
    contacts = Contact.objects.filter(council_id=council, pk__in=tied.values("contact"))
    assert sorted(contacts.values_list("ward", flat=True)) == ["W0", "W9"]
    told = [entry.kind for entry in journal.timeline(council, thing=("request", ids[0]))]
    assert "requests.placed" in told, "so that its day is counted anew"
