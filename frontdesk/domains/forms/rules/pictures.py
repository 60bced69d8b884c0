"""Uploads judged by their content, and pictures cleaned: upright, without what the camera wrote about the place.

A picture is drawn anew, so that nothing hidden in the file survives; HEIC becomes JPEG, which every browser shows.
"""

import io
import re
from dataclasses import dataclass
from typing import Any

import pillow_heif
from PIL import Image, ImageOps

from frontdesk.domains.forms.rules.answers.unfit import Unfit
from frontdesk.domains.forms.rules.answers.words import tidy

JPEG, PNG, HEIC, PDF = "image/jpeg", "image/png", "image/heic", "application/pdf"
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 4096
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_GPS = 0x8825
_ENDINGS = {JPEG: ".jpg", PNG: ".png", PDF: ".pdf"}

pillow_heif.register_heif_opener()


@dataclass(frozen=True)
class Cleaned:
    """What is kept of an upload, and where the picture was taken (WGS84), where it said so."""

    content: bytes
    content_type: str
    name: str
    lat: float | None = None
    lon: float | None = None


def kind_of(content: bytes) -> str:
    """The type of a file by its first bytes; "" for anything that is not taken."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    return PDF if b"%PDF-" in content[:1024] else ""


def clean(content: bytes, name: str, *, pictures_only: bool, largest: int) -> Cleaned:
    """The file as it is kept. Raises Unfit with what to do when it is empty, too large or of another type."""
    if not content:
        raise Unfit("The file is empty. Choose another")
    if len(content) > largest:
        raise Unfit(f"The file must be smaller than {largest // (1024 * 1024)} MB")
    kind = kind_of(content)
    if not kind or (kind == PDF and pictures_only):
        wanted = "a JPEG, PNG or HEIC" if pictures_only else "a JPEG, PNG, HEIC or PDF"
        raise Unfit(f"The file must be {wanted}")
    if kind == PDF:
        return Cleaned(content, PDF, file_name(name, PDF))
    return _picture(content, kind, name)


def _picture(content: bytes, kind: str, name: str) -> Cleaned:
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unfit("The picture has too many pixels. Send a smaller copy of it")
            lat, lon = _where(image)
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            drawn, kind = _draw(upright, kind)
    except Unfit:
        raise
    except Exception:  # the picture libraries raise nearly anything for a broken file
        raise Unfit("We cannot read this picture. Take it again, or send a copy of it") from None
    return Cleaned(drawn, kind, file_name(name, kind), lat, lon)


def _draw(image: Image.Image, kind: str) -> tuple[bytes, str]:
    """The pixels alone, as PNG where it was one, else as JPEG."""
    target = io.BytesIO()
    if kind == PNG:
        mode = image.mode if image.mode in ("RGB", "RGBA", "L", "LA", "P", "1") else "RGB"
        bare = image.convert("RGBA" if mode == "P" else mode)
        Image.frombytes(bare.mode, bare.size, bare.tobytes()).save(target, "PNG", optimize=False)
        return target.getvalue(), PNG
    bare = image.convert("RGB")
    Image.frombytes("RGB", bare.size, bare.tobytes()).save(target, "JPEG", quality=88)
    return target.getvalue(), JPEG


def _where(image: Image.Image) -> tuple[float | None, float | None]:
    """Latitude and longitude, only where the picture has both and they make sense."""
    try:
        gps = image.getexif().get_ifd(_GPS)
        lat = _degrees(gps[2]) * (-1 if str(gps[1]).upper().startswith("S") else 1)
        lon = _degrees(gps[4]) * (-1 if str(gps[3]).upper().startswith("W") else 1)
    except (KeyError, IndexError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    sensible = abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0.0, 0.0)
    return (round(lat, 6), round(lon, 6)) if sensible else (None, None)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def file_name(name: str, kind: str) -> str:
    """A name that can be shown and saved: no folders, no odd characters, with the ending of what it really is."""
    stem = re.sub(r"[^\w .()-]+", "-", tidy(name.replace("\\", "/").rsplit("/", 1)[-1])).strip(" .-")
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem)[:80].strip(" .-") or "file"
    return stem + _ENDINGS[kind]
