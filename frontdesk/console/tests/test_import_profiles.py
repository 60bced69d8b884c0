"""Bringing in a profile of areas, as somebody at the console does it, and taking it back."""

import pytest

from frontdesk.console.demo.kinds import FILE
from frontdesk.domains.places.models import AreaProfile
from frontdesk.domains.segments.models import Round
from frontdesk.kernel import journal
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B10")
HEAD = "postcode,profile,label,signal,broadband,over_65,low_income\n"


def held(cast: Cast) -> dict[str, tuple[str, str, float | None]]:
    rows = AreaProfile.objects.filter(council_id=cast.councils.demo.id)
    return {row.postcode_norm: (row.profile, row.label, row.signal) for row in rows}


def test_it_comes_in_by_the_mapping_of_our_own_and_goes_again(frontdesk, file, cast: Cast) -> None:
    frontdesk("profiles", file(HEAD + "zy1 1ab,hills,Hill farms,70,60,40,10\n"))
    assert held(cast) == {"ZY1 1AB": ("hills", "Hill farms", 70.0)}
    code, said, _ = frontdesk("profiles", file(HEAD + "ZY1 1AB,town,Town,99,,,\nZY1 1AD,town,,,,,\n"))
    assert code == 0 and "2 lines: 2 brought in" in said
    assert held(cast) == {"ZY1 1AB": ("town", "Town", 99.0), "ZY1 1AD": ("town", "town", None)}
    run = said.split()[1].strip(":.")
    assert frontdesk("undo", run)[0] == 0
    assert held(cast) == {"ZY1 1AB": ("hills", "Hill farms", 70.0)}


def test_a_line_that_cannot_be_is_told_and_the_others_come_in(frontdesk, file, cast: Cast) -> None:
    wrong = "nowhere,hills,,,,,\nZY1 1AD,hills,,170,,,\nZY1 1AE,,,,,,\nZY1 1AF,hills,,50,,,\n"
    code, _, said = frontdesk("profiles", file(HEAD + wrong))
    assert code == 1 and set(held(cast)) == {"ZY1 1AF"}
    assert "is not a UK postcode" in said and "from 0 to 100" in said


def test_a_new_profile_has_everybody_looked_at(frontdesk, file, cast: Cast) -> None:
    council = cast.councils.demo.id
    Round.objects.create(council_id=council, whole=False, place=7)
    frontdesk("profiles", file(HEAD + "ZY1 1AB,hills,Hill farms,70,60,40,10\n"))
    while journal.deliver(council):
        pass
    found = Round.objects.get(council_id=council)
    assert (found.whole, found.place) == (True, 0)


def test_the_example_comes_in_whole(frontdesk, cast: Cast) -> None:
    code, said, _ = frontdesk("profiles", str(FILE))
    assert code == 0 and "0 refused" in said
    assert len(held(cast)) == 307
