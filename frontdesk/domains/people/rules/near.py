"""How near two written words are: one wrong letter as an equality of keys, sounds alike, and the distance itself.

Leaving one letter out of both words in turn makes them equal wherever they differ by one letter too many, missing,
wrong or swapped with its neighbour. So the database compares stored keys and never scans.
"""

import re
from functools import lru_cache

LONGEST = 40
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^x", "s"),
        (r"szcz|shch|sch|sz|sh", "s"),
        (r"tch|cz|ch", "1"),
        (r"ph", "f"),
        (r"gh|gg", "g"),
        (r"ck|kh|qu|q|x", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"1", "c"),
        (r"w", "v"),
        (r"z", "s"),
        (r"(?<=.)h", ""),
        (r"^[aeiouy]+", "a"),
        (r"(?<=.)[aeiouy]", ""),
        (r"(.)\1+", r"\1"),
    )
)


def keys(word: str) -> list[str]:
    """The keys by which a folded word is near others: itself, itself less each letter, how it sounds."""
    short = word[:LONGEST]
    less = {short[:i] + short[i + 1 :] for i in range(len(short))} if len(short) > 2 else set()
    spoken = sound(short)
    return sorted({word, *less, *({f"~{spoken}"} if len(spoken.replace(" ", "")) > 2 else ())})


@lru_cache(maxsize=20_000)
def sound(text: str) -> str:
    """How folded words sound, roughly, for British, Irish, Polish and South Asian spellings in Latin letters.

    "smyth" and "smith" give "smt", "muhammad" and "mohamed" give "mmd".
    """
    spoken = []
    for word in text.split():
        for pattern, code in _SOUNDS:
            word = pattern.sub(code, word)
        spoken.append(word)
    return " ".join(spoken)


def distance(one: str, other: str, most: int = 3) -> int:
    """Letters to add, drop, change or swap with a neighbour to make one word the other; `most` + 1 when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
        if min(row) > most:
            return most + 1
    return min(last[-1], most + 1)
