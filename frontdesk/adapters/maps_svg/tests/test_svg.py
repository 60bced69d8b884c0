from xml.etree import ElementTree

from frontdesk.adapters.maps_svg.adapter import ADAPTERS
from frontdesk.domains.places.types import MapFrame, MapLine, MapPicture, MapPin, MapShape

FRAME = MapFrame(590_000, 480_000, 1, 200, 160)
PICTURE = MapPicture(
    FRAME,
    (MapShape("W1", "Mill & <Green>", "M0 0L200 0L200 160Z", 100, 80),),
    (MapLine("St Oswin's Road", 180, 40, 20, 60), MapLine("Away", 900, 900, 990, 990)),
    (MapPin("Here", 50, 50),),
    "Map of Mill & Green.",
)
(MAP,) = ADAPTERS
SVG = "{http://www.w3.org/2000/svg}"


def test_it_is_a_picture_of_the_frame_with_everything_in_it():
    file = MAP.make().draw(PICTURE)
    root = ElementTree.fromstring(file.content)
    assert file.media_type == "image/svg+xml"
    assert (root.get("width"), root.get("height")) == ("200", "160")
    assert root.findtext(f"{SVG}title") == "Map of Mill & Green."
    assert len(root.findall(f"{SVG}circle")) == 1


def test_it_names_streets_where_there_is_room_and_never_upside_down():
    (name,) = ElementTree.fromstring(MAP.make().draw(PICTURE).content).findall(f"{SVG}text")
    assert name.text == "St Oswin's Road"
    assert "rotate(-7)" in (name.get("transform") or "")


def test_it_names_areas_where_streets_are_too_small_for_names():
    far = MapPicture(FRAME, PICTURE.shapes, (MapLine("Mill Lane", 0, 0, 10, 0),))
    assert [t.text for t in ElementTree.fromstring(MAP.make().draw(far).content).findall(f"{SVG}text")] == [
        "Mill & <Green>"
    ]


def test_it_carries_no_script_or_style():
    text = MAP.make().draw(PICTURE).content.decode()
    assert "<script" not in text and "style=" not in text


def test_it_tests_itself():
    assert MAP.self_test() == ""
