"""A council's colours: always readable, never anything but colours."""

import re

import pytest

from frontdesk.ui import colours


def values(given: dict[str, str] | None) -> dict[str, str]:
    return dict(re.findall(r"--fd-([a-z-]+):(#[0-9a-f]{6})", colours.stylesheet(given)))


@pytest.mark.parametrize("brand", ["#000000", "#ffffff", "#ffdd00", "#e6007e", "#1b4a57", "#9bc", "#808080", "#00ff00"])
def test_it_keeps_text_readable_whatever_the_council_chose(brand: str) -> None:
    sheet = values({"brand": brand})
    tint = colours.parse(sheet["tint"])
    assert colours.contrast(colours.parse(sheet["brand"]), colours.parse(sheet["brand-text"])) >= 4.5
    assert colours.contrast(colours.parse(sheet["link"]), tint) >= 4.5
    assert colours.contrast(colours.parse(sheet["link-hover"]), tint) >= 4.5
    assert colours.contrast((11, 12, 12), tint) >= 7


def test_it_lets_nothing_but_colours_into_the_page() -> None:
    sheet = colours.stylesheet({"brand": "red;}body{display:none", "accent": "url(//bad.example)", "other": "#123456"})
    assert sheet == colours.stylesheet(None)


def test_it_has_a_version_that_changes_with_the_colours() -> None:
    assert colours.version({"brand": "#123456"}) != colours.version({"brand": "#123457"})
    assert colours.version({}) == colours.version(None)


def test_it_says_how_to_write_a_colour() -> None:
    with pytest.raises(ValueError, match="Write it as #rrggbb"):
        colours.parse("blue")
