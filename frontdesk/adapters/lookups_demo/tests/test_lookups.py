"""The town's facts: always the same, one of the values that the services name, none outside the town."""

import tomllib
from datetime import date
from pathlib import Path

from frontdesk.adapters.lookup_places.adapter import Places
from frontdesk.adapters.lookups_demo.adapter import TownLookup

ROOT = Path(__file__).resolve().parents[4]
TODAY = date(2026, 12, 1)
UPRNS = [str(999_000_000_101 + number) for number in range(400)]
SPOTS = [{"lat": 54.15 + number / 1000, "lon": 0.9} for number in range(80)]


def look(name: str, answer: object) -> object:
    return TownLookup().look_up(council=1, name=name, answer=answer, today=TODAY)


def facts() -> list[dict]:
    """The facts that the demo's services look up."""
    files = (ROOT / "councils/demo/services").glob("*/service.toml")
    return [fact for file in files for fact in tomllib.loads(file.read_text()).get("fact", ()) if "from" in fact]


def test_it_knows_every_look_up_that_the_demo_names_and_the_gazetteer_does_not():
    assert TownLookup.names | Places.names == {fact["from"] for fact in facts()}


def test_it_answers_with_the_values_that_the_services_name():
    answers = [{"uprn": uprn} for uprn in UPRNS] + SPOTS
    for fact in (each for each in facts() if each["from"] in TownLookup.names):
        found = {value for answer in answers if (value := look(fact["from"], answer)) is not None}
        if fact["type"] == "choice":
            assert found <= set(fact["options"]) and len(found) > 1
        elif fact["type"] == "number":
            assert all(isinstance(value, int) for value in found) and len(found) > 1


def test_it_says_the_same_each_time_and_nothing_outside_the_town():
    assert [look("waste.crew-report", {"uprn": u}) for u in UPRNS] == [
        look("waste.crew-report", {"uprn": u}) for u in UPRNS
    ]
    for name in TownLookup.names:
        for outside in ({"uprn": "100012345678"}, {"uprn": ""}, {"lat": 51.5, "lon": -0.1}, {"words": "x"}, None):
            assert look(name, outside) is None


def test_it_knows_nothing_where_it_is_not_the_demo(settings):
    settings.DEMO = False
    assert look("waste.crew-report", {"uprn": UPRNS[0]}) is None
