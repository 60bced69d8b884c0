"""What a first visit weighs over the wire (DESIGN 6: under 100 KB with the typeface)."""

import gzip
from pathlib import Path

import pytest

from frontdesk.ui import colours, styleguide
from frontdesk.ui.tests.support import text

STATIC = Path(__file__).parents[1] / "static/frontdesk"
FONTS = sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2"))


def size(name: str) -> int:
    return (STATIC / f"{name}.gz").stat().st_size


@pytest.mark.shows("A12")
def test_it_keeps_the_first_visit_under_100_kilobytes() -> None:
    page = text("ui/styleguide.jinja", **styleguide.customer_side())
    parts = [len(page.encode()), len(colours.stylesheet(None)), size("public.css"), size("frontdesk.js"), FONTS]
    assert sum(parts) < 100_000


def test_it_keeps_compressed_copies_that_say_the_same() -> None:
    for name in ("public.css", "staff.css", "frontdesk.js", "live-worker.js"):
        assert gzip.decompress((STATIC / f"{name}.gz").read_bytes()) == (STATIC / name).read_bytes()


def test_it_asks_nothing_of_other_sites_and_names_no_typeface_that_is_not_ours() -> None:
    for sheet in ("public.css", "staff.css"):
        words = (STATIC / sheet).read_text()
        assert "GDS Transport" not in words
        assert "url(http" not in words
        assert "url(//" not in words


def test_it_ships_every_file_that_its_styles_ask_for_with_the_typefaces_licence() -> None:
    import re

    for sheet in ("public.css", "staff.css"):
        for asked in re.findall(r"url\(\"?([^\")]+)\"?\)", (STATIC / sheet).read_text()):
            assert asked.startswith("data:") or (STATIC / asked).exists(), asked
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/LICENSE.txt").read_text().upper()
