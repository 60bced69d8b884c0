"""Public references: what is printed on a receipt, read out on a phone and typed into a search box. Free of Django.

A reference is eight characters of an alphabet of 23 in which no two look alike, shown in two groups: "K7RM-3PXT".
Seven are random (3,404,825,447 of them, drawn by `secrets`); the eighth is a check character that catches every
single wrong character and every swap of two, because 23 is prime and each place has its own weight.
Whoever knows a reference has proved nothing: pages ask for something else as well.
"""

import re
import secrets

ALPHABET = "2346789CDFHJKMNPQRTVWXY"
"""No 0 or O, 1, I or L, 5 or S; 2 stands for Z too, 6 for G, 8 for B and V for U. No vowels, so no words."""
LENGTH = 8
LEAST = 4
"""How much of a reference it takes to look for it: half."""

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_SAME = str.maketrans({"Z": "2", "G": "6", "B": "8", "U": "V"})
_SEPARATORS = re.compile(r"[\s\-–—‑−_.·/]+")
_IN_TEXT = re.compile(r"(?<![A-Za-z0-9])([A-Za-z0-9]{4})[ \-–—‑]([A-Za-z0-9]{4})(?![A-Za-z0-9])")


def new_reference() -> str:
    """A fresh reference in stored form (eight characters, no hyphen). Its place in the table must still be unique."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The last character for the seven before it: it makes the sum of value times place (1 to 8) divisible by 23."""
    total = sum(place * _VALUES[character] for place, character in enumerate(body, start=1))
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def parse_reference(typed: str) -> str | None:
    """The stored form of what somebody typed, or None if it is no reference.

    Small letters, spaces, hyphens and look-alikes (Z for 2, G for 6, B for 8, U for V) are taken as meant.
    """
    plain = _SEPARATORS.sub("", typed).upper().translate(_SAME)
    if len(plain) != LENGTH or any(character not in _VALUES for character in plain):
        return None
    return plain if check_character(plain[:-1]) == plain[-1] else None


def beginning_of(typed: str) -> tuple[str, str] | None:
    """The first and the last reference that begin as typed, in stored form; None for fewer than four characters.

    Between the two lie exactly those that begin so, in any order of the database: each has eight characters.
    """
    plain = _SEPARATORS.sub("", typed).upper().translate(_SAME)
    if not LEAST <= len(plain) < LENGTH or any(character not in _VALUES for character in plain):
        return None
    return plain.ljust(LENGTH, ALPHABET[0]), plain.ljust(LENGTH, ALPHABET[-1])


def show_reference(reference: str) -> str:
    """The stored form as printed: "K7RM-3PXT"."""
    return f"{reference[:4]}-{reference[4:]}"


def spell_reference(reference: str) -> str:
    """The reference for a voice or a screen reader, a character at a time: "K 7 R M, 3 P X T"."""
    return ", ".join(" ".join(group) for group in (reference[:4], reference[4:]))


def find_references(text: str) -> list[str]:
    """References printed somewhere in a text (an email's subject, a voicemail's words), in order, each once."""
    found = (parse_reference(f"{first}{second}") for first, second in _IN_TEXT.findall(text))
    return list(dict.fromkeys(reference for reference in found if reference))
