"""How an address is written, listed and found.

The order of parts follows the way local gazetteers build an address: organisation, the part within the building,
the building, number and street, locality, town, postcode.
"""

from __future__ import annotations

import re

from frontdesk.domains.places.types import AddressParts

_NUMBERS = re.compile(r"\d+")
_NOT_WORD = re.compile(r"[^\w\s]+")
_SPACES = re.compile(r"\s+")
_SMALL_WORDS = frozenset({"and", "at", "by", "in", "le", "next", "of", "on", "the", "to", "under", "upon", "with"})

_ABBREVIATIONS = {
    "ave": "avenue", "av": "avenue", "bldgs": "buildings", "cl": "close", "cott": "cottage", "cotts": "cottages",
    "cres": "crescent", "ct": "court", "dr": "drive", "est": "estate", "gdn": "garden", "gdns": "gardens",
    "gr": "grove", "grn": "green", "hse": "house", "ind": "industrial", "la": "lane", "ln": "lane", "mkt": "market",
    "mt": "mount", "pde": "parade", "pk": "park", "pl": "place", "rd": "road", "sq": "square", "stn": "station",
    "ter": "terrace", "terr": "terrace", "vw": "view", "wy": "way", "apt": "flat", "apartment": "flat", "nth": "north",
    "sth": "south",
}  # fmt: skip


def search_key(text: str) -> str:
    """Return text in the one form in which streets and addresses are stored for search and compared.

    Lower case, no punctuation, single spaces, common abbreviations written out ("St Mary's Rd" and
    "Saint Marys Road" are the same). "St" is "saint" before another word and "street" at the end.
    """
    plain = _NOT_WORD.sub("", text.replace("-", " ").replace("/", " ").replace("&", " and ").lower())
    words = _SPACES.sub(" ", plain).strip().split(" ")
    written = []
    for place, word in enumerate(words):
        if word == "st":
            written.append("street" if place == len(words) - 1 and place > 0 else "saint")
        else:
            written.append(_ABBREVIATIONS.get(word, word))
    return " ".join(written)


def address_key(parts: AddressParts) -> str:
    """Return the stored search form of an address: number and street first, then what narrows it down.

    "14 Mill Lane" therefore finds the house and every flat in it.
    """
    narrow = f"{parts.building} {parts.flat} {parts.organisation}"
    return search_key(f"{parts.number} {parts.street}") + _with_space(search_key(narrow))


def _with_space(text: str) -> str:
    return f" {text}" if text else ""


def address_lines(parts: AddressParts) -> tuple[str, ...]:
    """Return the address as lines for an envelope, without empty ones; the postcode stands on the last line."""
    house = f"{parts.number} {parts.street}".strip()
    within = ", ".join(p for p in (parts.flat, parts.building) if p)
    lines = [parts.organisation, within, house, parts.locality, parts.town, parts.postcode]
    return tuple(line for line in lines if line)


def one_line(parts: AddressParts) -> str:
    """Return the whole address on one line: "Flat 2, Heron Court, 14 Mill Lane, Quillmere, ZY1 4AB"."""
    return ", ".join(address_lines(parts))


def list_label(parts: AddressParts) -> str:
    """Return the address as it stands in a list of one postcode: without the town and postcode all share."""
    lines = address_lines(AddressParts(parts.organisation, parts.flat, parts.building, parts.number, parts.street))
    return ", ".join(lines)


def natural(text: str) -> str:
    """Return text so that plain sorting puts "Flat 2" before "Flat 10" and "9" before "12A"."""
    return _NUMBERS.sub(lambda found: found.group().zfill(5), text.casefold()).replace("-", "~")


def sort_key(parts: AddressParts) -> str:
    """Return what a list of addresses is sorted by: flats before houses, then street, number, building and flat.

    Flats come first, block by block, because a person in a flat otherwise picks the block itself.
    """
    first = "0" if parts.flat else "1"
    if parts.flat:
        rest = (parts.street, parts.number, parts.building, parts.flat, parts.organisation)
    else:
        rest = (parts.street, parts.number, parts.building, "", parts.organisation)
    # U+001F sorts below every letter and digit, so "1" stands before "1A" and "Mill" before "Mill Lane".
    return "\x1f".join((first, *(natural(part) for part in rest)))


def title(text: str) -> str:
    """Write a name given in capitals the usual way: "ST MARY'S WALK" as "St Mary's Walk"; mixed case is left alone."""
    if text != text.upper():
        return text
    words = text.lower().split(" ")
    return " ".join(w if i and w in _SMALL_WORDS else _capital(w) for i, w in enumerate(words))


def _capital(word: str) -> str:
    if re.fullmatch(r"\d+[a-z]", word):
        return word.upper()
    return "-".join(bit if bit in _SMALL_WORDS else bit[:1].upper() + bit[1:] for bit in word.split("-"))
