"""What somebody most likely meant by a word that is not known: the known one with the fewest slips of the finger."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest of the known words; of those as near, one of the same letters, then of the same first one.

    '' where none is near: at most one slip in three letters.
    """
    far = [(slips(word, each), sorted(word) != sorted(each), word[:1] != each[:1], each) for each in known]
    found = min(far, default=None)
    return found[3] if found is not None and found[0] <= max(1, len(word) // 3) else ""


def slips(one: str, other: str) -> int:
    """How many letters were left out, put in, mistaken, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, before, row = before, row, [at]
        for place, there in enumerate(other, start=1):
            best = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != there))
            if last and place > 1 and letter == other[place - 2] and one[at - 2] == there:
                best = min(best, last[place - 2] + 1)
            row.append(best)
    return row[-1]
