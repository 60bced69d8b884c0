"""Codes to scan, as pictures within a page."""

import segno
from markupsafe import Markup


def qr(text: str, title: str) -> Markup:
    """A QR code (ISO/IEC 18004, error correction M) as inline SVG that scales; `title` says what it is for."""
    code = segno.make(text, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, light="#fff", svgclass="fd-code", lineclass=None, title=title)
    return Markup(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 (of segno's own making)
