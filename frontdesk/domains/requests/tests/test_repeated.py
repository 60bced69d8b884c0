"""Requests that may repeat an earlier one: the service's own radius and hours, page by page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domains.requests import queries
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.queries import repeats as looking
from frontdesk.domains.requests.rules.same import DEFAULT, within_of
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types.near import Within
from frontdesk.domains.services.definition.model import Duplicates
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed
from tests.support.services import definition_of, publish

HOLE = {
    "danger": "no", "place": {"words": "Outside the school", "lat": 51.5, "lon": -0.6}, "surface": "road",
    "depth": "golf-ball", "harm": ["none"],
}  # fmt: skip


@pytest.mark.shows("F7")
@pytest.mark.parametrize(
    ("duplicates", "within"),
    [
        (None, DEFAULT),
        (Duplicates(by="place", radius_m=80, hours=24), Within(80, 24)),
        (Duplicates(by="person", hours=24), None),
    ],
)
def test_how_near_is_what_the_service_says(duplicates: Duplicates | None, within: Within | None) -> None:
    assert within_of(replace(definition_of("demo", "pothole"), duplicates=duplicates)) == within
    assert within_of(replace(definition_of("demo", "missed-bin"), duplicates=None)) is None
    assert Within(30, 48) == DEFAULT


def holes(story: Story, *apart: tuple[float, float]) -> list[int]:
    """Potholes so many metres east of the first and so many hours after it."""
    publish(story.cast.system, "pothole")
    made = []
    for metres, hours in apart:
        with clock.at(NOW + timedelta(hours=hours)):
            one = story.report(story.cast.nobody, service="pothole", answers=HOLE, even_if_same=True).request or 0
        row = Request.objects.get(pk=one)
        Request.objects.filter(pk=one).update(easting=(row.easting or 0) + metres)
        made.append(one)
    return made


def pairs(story: Story, **more: object) -> list[tuple[int, int]]:
    found = queries.repeated(story.cast.oli, **more)  # type: ignore[arg-type]
    return [(each.item.id, each.first.id) for each in found.pairs]


@pytest.mark.shows("F7")
def test_it_finds_what_is_near_and_soon_enough_and_names_the_first(story: Story) -> None:
    rule = within_of(definition_of("demo", "pothole"))
    assert rule is not None
    near, soon = rule.radius_m, rule.hours
    first, second, third, *_ = holes(story, (0, 0), (near - 1, 1), (near - 1, 2), (near * 2 + 1, 3), (0, soon + 4))
    assert pairs(story) == [(third, first), (second, first)]
    (pair, _) = queries.repeated(story.cast.oli).pairs
    assert (pair.metres, pair.hours) == (near - 1, 2)
    assert {each.request for each in queries.beside(story.cast.oli, first)} == {second, third}
    assert [each.earlier for each in queries.beside(story.cast.oli, third) if each.request == first] == [True]


def test_closed_and_restricted_ones_are_in_no_pair(story: Story) -> None:
    first, second, third = holes(story, (0, 0), (0, 1), (0, 2))
    Request.objects.filter(pk=third).update(restricted=True)
    Request.objects.filter(pk=second).update(closed_at=NOW + timedelta(hours=3), state="stopped", side="neither")
    assert pairs(story) == []
    assert pairs(story, closed=True) == [(second, first)]
    assert queries.beside(story.cast.oli, third) == []


def test_pages_follow_on_and_none_looks_further_than_it_may(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    made = holes(story, *((0, hour) for hour in range(5)))
    whole = pairs(story)
    assert [one for one, _ in whole] == made[:0:-1]
    for looked, limit in ((2000, 2), (2, 25)):
        monkeypatch.setattr(looking, "LOOKED", looked)
        found, after = [], None
        while True:
            page = queries.repeated(story.cast.oli, after=after, limit=limit)
            found += [(each.item.id, each.first.id) for each in page.pairs]
            if (after := page.after) is None:
                break
        assert found == whole


def test_only_those_who_work_on_requests_look_through_them(story: Story) -> None:
    with pytest.raises(NotAllowed):
        queries.repeated(story.cast.flo)


def test_of_many_beside_it_the_nearest_are_shown(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "BESIDE", 1)
    made = holes(story, (0, 0), (5, 0.1), (4, 0.2), (3, 0.3), (2, 0.4), (1, 0.5), (0.5, 0.6))
    assert [each.request for each in looking.beside(story.cast.oli, made[0])] == [made[-1]]
