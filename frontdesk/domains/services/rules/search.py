"""Finding services by what people type: half words, misspellings, other words for the same thing.

A catalogue has tens to a few hundred services, so this compares in memory; it needs no index and no second store.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from frontdesk.domains.services.types import Listing

_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset(
    {"a", "an", "the", "to", "for", "of", "my", "i", "in", "on", "and", "or", "is", "it", "about", "need", "want"}
)
_ENDINGS = frozenset({"s", "es", "d", "ed", "ing", "er", "ers", "r", "rs", "y", "ies", "al", "ly"})
_NEAR = 0.78
ENOUGH = 0.5


def search(listings: Iterable[Listing], typed: str, limit: int = 10) -> list[Listing]:
    """The services that fit what was typed, best first; empty when nothing does."""
    asked = [word for word in _WORD.findall(typed.lower()) if word not in _COMMON] or _WORD.findall(typed.lower())
    if not asked:
        return []
    scored = [(score(listing, asked), listing) for listing in listings]
    found = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: (-pair[0], pair[1].name))
    return [listing for _, listing in found[:limit]]


def score(listing: Listing, asked: list[str]) -> float:
    """How well a service fits the words asked: the mean over them of the best place each was found in."""
    places = (
        (1.0, _WORD.findall(listing.name.lower())),
        (0.9, _WORD.findall(" ".join(listing.keywords).lower())),
        (0.5, _WORD.findall(f"{listing.summary} {listing.group}".lower())),
    )
    return sum(max(weight * _best(word, words) for weight, words in places) for word in asked) / len(asked)


def _best(word: str, words: list[str]) -> float:
    return max((_like(word, other) for other in words), default=0.0)


def _like(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) >= 3 and (other.startswith(word) or (len(other) >= 4 and _is_form_of(word, other))):
        return 0.9
    if len(word) == 3 and _swapped(word, other):
        return 0.8
    if abs(len(word) - len(other)) > 3 or len(word) < 4:
        return 0.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio if ratio >= _NEAR else 0.0


def _is_form_of(word: str, other: str) -> bool:
    """Whether the word is the other with a short ending: "bins", "parking"; but "homeless" is no form of "home"."""
    return word.startswith(other) and word[len(other) :] in _ENDINGS


def _swapped(word: str, other: str) -> bool:
    """Two letters beside each other the wrong way round: "bni"."""
    return any(word[:n] + word[n + 1] + word[n] + word[n + 2 :] == other for n in range(len(word) - 1))
