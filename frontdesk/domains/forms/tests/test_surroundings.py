"""Forms and the gazetteer: the chosen address, the ward it routes by, the council's area."""

from typing import Any

import pytest

from frontdesk.domains.forms import queries
from frontdesk.domains.forms.actions import answer_page, start_draft
from frontdesk.domains.forms.tests.builder import page, question
from frontdesk.domains.forms.tests.stories import definition, publish
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.tests import village
from tests.support.cast import Cast

FORM = (
    page("home", question("address", "home", used_for='"work"', area='"council"'))
    + page("spot", question("place", "spot", area='"council"', optional="true"))
    + '[[route]]\nwhen = { fact = "ward", is = "W2" }\nteam = "waste"\n'
)


@pytest.fixture
def held(cast: Cast) -> dict[str, Any]:
    """A draft that asks for an address, in the village."""
    village.build(cast.system)
    places.load_areas(cast.system, areas=[village.square(0, 2000, "boundary", "us", "Testwick")])
    publish(cast, definition(FORM))
    started = start_draft(cast.nobody, service="tree", channel="web")
    return {"actor": cast.nobody, "draft": started.draft, "key": started.key}


@pytest.mark.shows("A6")
def test_it_takes_a_flat_from_the_list_and_routes_by_its_ward(held: dict[str, Any]) -> None:
    done = answer_page(**held, page="home", typed={"home": {"uprn": "101", "postcode": "ZY9 1AA"}})
    assert done.draft.answers["home"]["uprn"] == "101" and "Flat 1" in done.draft.answers["home"]["lines"][0]
    assert done.draft.facts["ward"] == "W2"
    answer_page(**held, page="spot", typed={})
    assert queries.assess_draft(queries.draft(**held)).team == "waste"


def test_it_refuses_an_address_over_the_border_but_not_one_it_does_not_know(held: dict[str, Any]) -> None:
    outside = answer_page(**held, page="home", typed={"home": {"uprn": "40"}})
    assert "outside our area" in outside.errors["home"][""]
    typed = {"line1": "Barn on the hill", "postcode": "", "typed": "1"}
    unknown = answer_page(**held, page="home", typed={"home": typed})
    assert not unknown.errors and unknown.draft.answers["home"]["lines"] == ["Barn on the hill"]
    assert "ward" not in unknown.draft.facts


def test_it_refuses_a_point_outside_the_area(held: dict[str, Any]) -> None:
    answer_page(**held, page="home", typed={"home": {"uprn": "1"}})
    inside, outside = to_latlon(village.at(500, 500)), to_latlon(village.at(5000, 500))
    for point, wrong in ((outside, True), (inside, False)):
        typed = {"spot": {"lat": str(point.latitude), "lng": str(point.longitude)}}
        assert bool(answer_page(**held, page="spot", typed=typed).errors) is wrong


def test_a_ward_is_found_anew_when_the_address_changes(held: dict[str, Any]) -> None:
    first = answer_page(**held, page="home", typed={"home": {"uprn": "1"}})
    second = answer_page(**held, page="home", typed={"home": {"uprn": "101"}})
    assert (first.draft.facts["ward"], second.draft.facts["ward"]) == ("W1", "W2")
