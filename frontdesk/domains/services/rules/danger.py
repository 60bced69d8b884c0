"""Whether words typed into a search may come from somebody in danger: then numbers to ring stand first on the page.

A false alarm costs a glance, a missed one may cost a life: the lists are wide; words are compared by their beginning.
"""

import re

_WORD = re.compile(r"[a-z]+")
_BEGINNINGS = (
    "abus", "afraid", "assault", "attack", "batter", "beaten", "beating", "bleed", "bully", "collaps", "danger",
    "drown",
    "dying", "emergenc", "evict", "explo", "frighten", "homeless", "hurt", "injur", "murder", "neglect", "overdos",
    "rape", "safeguard", "scared", "slave", "stab", "stalk", "starv", "threat", "traffick", "unsafe",
    "violen", "weapon",
)  # fmt: skip
_WHOLE = frozenset(
    {"999", "die", "dead", "fire", "flood", "gas", "gun", "hit", "hits", "hitting", "kill", "killing", "knife"}
)
_PHRASES = (
    "crisis", "kicked out", "no food", "no roof", "nobody looks after", "nowhere to go", "nowhere to live",
    "nowhere to sleep", "nowhere to stay", "sleeping outside", "sleeping rough", "rough sleep", "thrown out",
)  # fmt: skip
_DESPAIR = ("suicid", "kill myself", "killing myself", "end my life", "ending my life", "want to die", "self harm")


def speaks_of_danger(typed: str) -> bool:
    """Whether somebody may be hurt, threatened, or without a place to sleep."""
    said = " ".join(re.findall(r"[a-z0-9]+", typed.lower()))
    words = said.split()
    return (
        speaks_of_despair(typed)
        or any(word in _WHOLE or word.startswith(_BEGINNINGS) for word in words)
        or any(phrase in said for phrase in _PHRASES)
    )


def speaks_of_despair(typed: str) -> bool:
    """Whether somebody may think of ending their life."""
    said = " ".join(_WORD.findall(typed.lower()))
    return any(phrase in said for phrase in _DESPAIR)
