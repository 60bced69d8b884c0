"""What segments hold on a person: told in the copy, taken away with them, while the counts stay."""

import pytest

from frontdesk.domains.segments import actions
from frontdesk.domains.segments.models import Count, Due, LeftOut, Standing
from frontdesk.domains.segments.tests.test_rounds import in_touch, night, somebody
from frontdesk.kernel.holdings import holdings
from tests.support.cast import Cast

pytestmark = [pytest.mark.shows("B10"), pytest.mark.shows("B11")]


def test_the_copy_tells_the_kind_and_what_led_to_it(cast: Cast):
    person = somebody(cast)
    in_touch(cast, person, "phone", "web")
    night(cast)
    (held,) = (each for each in holdings() if each.name == "segments")
    (told,) = held.export(cast.system.council, [person])
    assert (told["kind"], told["because"]) == (
        "Casual interaction", "2 contacts on 2 channels in the last 12 months."
    )  # fmt: skip
    assert told["contacts_by_channel"] == {"phone": 1, "web": 1} and told["may_need"] == ""
    actions.leave_out(cast.amina.as_person(person))
    (told,) = held.export(cast.system.council, [person])
    assert told["what"] == "Counted as no kind of customer" and told["asked_by_right"] is False


def test_erasing_takes_it_away_and_leaves_the_counts(cast: Cast):
    council, person = cast.system.council, somebody(cast)
    in_touch(cast, person, "phone")
    night(cast)
    counts = list(Count.objects.filter(council_id=council).order_by("id").values())
    (held,) = (each for each in holdings() if each.name == "segments")
    assert held.erase(council, [person]) == 1
    mine = {"council_id": council, "person_id": person}
    assert not Standing.objects.filter(**mine).exists() and not LeftOut.objects.filter(**mine).exists()
    assert Due.objects.filter(**mine).exists()  # a round of this moment may have written it once more
    assert list(Count.objects.filter(council_id=council).order_by("id").values()) == counts
