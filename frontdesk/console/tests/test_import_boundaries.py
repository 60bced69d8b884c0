"""Boundaries of a file of the whole country: those of the council itself are taken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frontdesk.console.imports import boundaries
from frontdesk.console.surroundings import Stop
from frontdesk.console.tests.test_import_places import collection, strip
from frontdesk.domains.places import queries
from tests.support.cast import Cast

MILL, HERON = strip(0, 1000, "E05999001", "Mill"), strip(1000, 2000, "E05999002", "Heron")
NEXT = strip(2000, 3000, "E05999003", "Over", LAD26CD="E06999002", LAD26NM="Nextdoor")


def properties(feature: dict[str, Any]) -> dict[str, Any]:
    """Those of a feature without its council."""
    return {name: value for name, value in feature["properties"].items() if "LAD" not in name}


def wards(cast: Cast) -> list[str]:
    return [each.name for each in queries.areas(cast.councils.demo.id, "ward")]


def test_of_wards_of_several_councils_ours_are_taken_by_the_code_of_our_boundary_or_our_name(
    frontdesk, file, cast: Cast
) -> None:
    country = file(collection(MILL, HERON, NEXT), "wards.geojson")
    with pytest.raises(Stop, match=r"areas of 2 councils, and nothing tells .* Give --only .* \(such as E06999001\)"):
        frontdesk("boundaries", country)
    named = strip(3000, 4000, "E05999004", "Far", LAD26CD="E06999003", LAD26NM="Demo")
    said = frontdesk("boundaries", file(collection(MILL, named)), "--dry-run")[1]
    assert said.splitlines()[0].endswith("has areas of 2 councils: only those of Demo (E06999003) are taken, 1."
                                         " For others give --only.")  # fmt: skip
    outline = strip(0, 2000, "-", "-")
    frontdesk("boundaries", file(collection(outline)), "--mapping", "own-boundary")
    said = frontdesk("boundaries", country)[1]
    assert "only those of Testwick (E06999001) are taken, 2." in said and "3 lines: 2 brought in" in said
    assert wards(cast) == ["Heron", "Mill"]


def test_only_takes_areas_by_their_own_code_or_their_councils_and_says_where_there_is_none(
    frontdesk, file, cast: Cast
) -> None:
    country = file(collection(MILL, HERON, NEXT), "wards.geojson")
    frontdesk("boundaries", country, "--only", "E06999002")
    assert wards(cast) == ["Over"]
    frontdesk("boundaries", country, "--only", "E05999001")
    assert wards(cast) == ["Mill", "Over"]
    with pytest.raises(Stop, match=r"wards\.geojson has no area with the code E05999009, nor of a council with it"):
        frontdesk("boundaries", country, "--only", "E05999009")


def test_a_file_of_councils_gives_our_own_boundary_only_where_it_is_known(frontdesk, file, cast: Cast) -> None:
    councils = file(collection(strip(0, 2000, "-", "-"), strip(2000, 4000, "-", "-", LAD26CD="E06999002")))
    with pytest.raises(Stop, match="Give --only"):
        frontdesk("boundaries", councils, "--mapping", "own-boundary")
    assert queries.areas(cast.councils.demo.id, "boundary") == ()


def test_more_wards_than_any_council_has_are_refused_where_the_file_names_no_council(
    frontdesk: Callable[..., tuple[int, str, str]], file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = [{**each, "properties": properties(each)} for each in (MILL, HERON)]
    path = file(collection(*nameless))
    assert "2 brought in" in frontdesk("boundaries", path)[1]
    monkeypatch.setattr(boundaries, "MOST_WARDS", 1)
    with pytest.raises(Stop, match="has 2 wards, more than any one council"):
        frontdesk("boundaries", path)
