"""A council's colours as a stylesheet that is always readable.

A council gives one to three colours; everything else is worked out, and what would be too pale to read is darkened
until it meets WCAG 2.2 AA (4.5 to 1). Only `#rgb` and `#rrggbb` are taken, so nothing else can get into the page.
"""

import re
from collections.abc import Mapping
from hashlib import sha256

Rgb = tuple[int, int, int]

DEFAULTS = {"brand": "#1b4a57", "accent": "#f0b323"}
WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (11, 12, 12)
READABLE = 4.5
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def parse(colour: str) -> Rgb:
    """`#1b4a57` or `#abc` as red, green, blue (0 to 255). Raises ValueError with a sentence for anything else."""
    if not _HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour. Write it as #rrggbb, for example #1b4a57.")
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours by WCAG 2.2 (relative luminance), from 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def stylesheet(colours: Mapping[str, str] | None) -> str:
    """The text of `/colours.css` for a council.

    `colours` may hold `brand` (the band at the top), `accent` (the line beneath it) and `link`; missing or
    unreadable ones are filled in. Colours that are no colours are left out rather than break the page:
    `frontdesk council check` is where they are refused.
    """
    given = _given(colours)
    brand = given["brand"]
    text = WHITE if contrast(brand, WHITE) >= contrast(brand, BLACK) else BLACK
    tint = _mix(brand, WHITE, 0.94)
    link = _darken_until_readable(given.get("link", brand), tint)
    values = {
        "brand": brand,
        "brand-text": text,
        "accent": given["accent"],
        "link": link,
        "link-hover": _mix(link, BLACK, 0.45),
        "tint": tint,
        "tint-border": _mix(brand, WHITE, 0.7),
    }
    return ":root{" + ";".join(f"--fd-{name}:{_hex(value)}" for name, value in values.items()) + "}\n"


def theme_colour(colours: Mapping[str, str] | None) -> str:
    """The colour a phone gives the frame around the page."""
    return _hex(_given(colours)["brand"])


def version(colours: Mapping[str, str] | None) -> str:
    """Ten letters that change when the stylesheet does: put behind `/colours.css?v=` it may be kept for a year."""
    return sha256(stylesheet(colours).encode()).hexdigest()[:10]


def _given(colours: Mapping[str, str] | None) -> dict[str, Rgb]:
    given = {name: parse(value) for name, value in DEFAULTS.items()}
    for name, value in (colours or {}).items():
        if name in ("brand", "accent", "link") and _HEX.fullmatch(str(value)):
            given[name] = parse(str(value))
    return given


def _luminance(colour: Rgb) -> float:
    shares = (part / 255 for part in colour)
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(colour: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _darken_until_readable(colour: Rgb, background: Rgb) -> Rgb:
    while contrast(colour, background) < READABLE:
        colour = _mix(colour, BLACK, 0.1)
    return colour


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
