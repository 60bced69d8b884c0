"""The small map says in words what it shows, and is not there where there is none."""

from typing import Any

from django.template import engines
from lxml import html  # type: ignore[import-untyped]

from frontdesk.domains.places.types import MapImage

IMAGE = MapImage("data:image/svg+xml;base64,AA==", 232, 200, "Map of Mill & Heron.", "0_0_1_232_200")


def shown(image: MapImage | None) -> Any:
    source = '{% from "ui/components/map.jinja" import small_map %}<div>{{ small_map(image, "Where it is") }}</div>'
    return html.fragment_fromstring(engines["jinja2"].from_string(source).render({"image": image}))


def test_it_shows_the_map_with_its_words():
    (picture,) = shown(IMAGE).xpath("//img")
    assert (picture.get("alt"), picture.get("width"), picture.get("height")) == ("Map of Mill & Heron.", "232", "200")
    assert "Where it is" in shown(IMAGE).text_content()


def test_it_is_not_there_where_there_is_none():
    assert not shown(None).xpath("//img")
