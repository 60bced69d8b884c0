"""What is made of two records that look alike: joined by itself, shown to a person, or nothing. Pure.

The model says how probable it is; these rules say what it may never decide alone, however probable it seems. Twins,
father and son, a family with one email, and two strangers of one name and birth date all look probable.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import Any


class Verdict(StrEnum):
    """What becomes of a pair."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    NOTHING = "nothing"


class Held(StrEnum):
    """Why a pair that is probable enough is not joined by itself."""

    RESTRICTED = "restricted"
    OTHER_NUMBER = "other-number"
    BIRTH_UNKNOWN = "birth-unknown"
    OTHER_BIRTH = "other-birth"
    OTHER_NAME = "other-name"
    NOT_PROVED = "not-proved"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records as compared. `levels`: how they agree, by field; a field one of them lacks is left out.

    `restricted`: either is; `other_number`: one back-office system knows them by different numbers; `proved`: both
    have proved possession of one same email or phone.
    """

    low: int
    high: int
    probability: float
    levels: Mapping[str, str] = field(default_factory=dict)
    restricted: bool = False
    other_number: bool = False
    proved: bool = False


FAMILY_AGREES = frozenset({"same", "near", "part"})
HOME_AGREES = frozenset({"same", "near", "house"})
"""The very address, nearly so in street and postcode, or number and postcode: flats of one house too."""
GIVEN_NEARLY = frozenset({"nickname", "near"})


def verdict(pair: Pair, certain: float, doubtful: float) -> Verdict:
    """What becomes of the pair by itself; see `together` for several."""
    if pair.probability < doubtful or _of_one_home(pair):
        return Verdict.NOTHING
    return Verdict.DOUBTFUL if pair.probability < certain or held(pair) else Verdict.CERTAIN


def held(pair: Pair) -> Held | None:
    """The first reason why this pair is never joined by itself; None when there is none."""
    if pair.restricted:
        return Held.RESTRICTED
    if pair.other_number:
        return Held.OTHER_NUMBER
    if "born" not in pair.levels:
        return Held.BIRTH_UNKNOWN  # father and son of one name live at one address
    if pair.levels["born"] != "same":
        return Held.OTHER_BIRTH
    if not _named_alike(pair):
        return Held.OTHER_NAME
    if pair.levels.get("place") not in HOME_AGREES and not pair.proved:
        return Held.NOT_PROVED  # strangers share a name and a birth date; families share typed emails and phones
    return None


def _of_one_home(pair: Pair) -> bool:
    """Whether these are two people who share a home, as most households do: other first names, other births.

    Home, family name, email and phone go together in a family, and a model that takes them one by one is sure of it.
    """
    return pair.levels.get("given") == "other" and pair.levels.get("born") != "same"


def _named_alike(pair: Pair) -> bool:
    """Whether the names are of one person. Twins may be called Jon and Joan, so nearly is not enough without proof."""
    given, family = pair.levels.get("given"), pair.levels.get("family")
    if family not in FAMILY_AGREES:
        return False
    return given == "same" or (given in GIVEN_NEARLY and pair.proved)


def together(certain: Sequence[Pair], roots: Mapping[int, int]) -> tuple[list[Pair], list[Pair]]:
    """(pairs that may be joined, pairs held because others of their cluster disagree), in the order given.

    `roots`: the customer that a record belongs to already, where that is not itself. Records that would become one
    customer are joined only when each of them agrees with each other, save those that are one customer already.
    """
    agreed = {(pair.low, pair.high) for pair in certain}
    members = _members(roots, certain)
    heads = _heads(certain, roots)
    clusters: dict[int, set[int]] = defaultdict(set)
    for record in members:
        clusters[heads[roots.get(record, record)]].add(record)
    whole = {head for head, records in clusters.items() if _each_agrees(sorted(records), agreed, roots)}
    joined = [pair for pair in certain if heads[roots.get(pair.low, pair.low)] in whole]
    kept = {(pair.low, pair.high) for pair in joined}
    return joined, [pair for pair in certain if (pair.low, pair.high) not in kept]


def _members(roots: Mapping[int, int], certain: Iterable[Pair]) -> set[int]:
    """The records of all customers that these pairs touch."""
    touched = {roots.get(record, record) for pair in certain for record in (pair.low, pair.high)}
    return touched | {record for record, root in roots.items() if root in touched}


def _heads(certain: Iterable[Pair], roots: Mapping[int, int]) -> dict[int, int]:
    """Each customer's cluster, named by one of its customers."""
    head: dict[int, int] = {}

    def find(one: int) -> int:
        head.setdefault(one, one)
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for pair in certain:
        one, other = find(roots.get(pair.low, pair.low)), find(roots.get(pair.high, pair.high))
        head[max(one, other)] = min(one, other)
    return {one: find(one) for one in list(head)}


def _each_agrees(records: Sequence[int], agreed: set[tuple[int, int]], roots: Mapping[int, int]) -> bool:
    for at, low in enumerate(records):
        for high in records[at + 1 :]:
            if roots.get(low, low) != roots.get(high, high) and (low, high) not in agreed:
                return False
    return True


@dataclass(frozen=True, slots=True)
class Quality:
    """How right matching was, of records whose truth is known. Shares are None where there is nothing to divide by.

    `true`: pairs that are of one person; `joined` of them and `wrong` joined by itself; `proposed` of them only
    proposed.
    """

    true: int
    joined: int
    wrong: int
    proposed: int

    @property
    def precision(self) -> float | None:
        """Of the pairs joined by itself, those of one person."""
        return self.joined / (self.joined + self.wrong) if self.joined + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Of the pairs of one person, those joined or proposed."""
        return (self.joined + self.proposed) / self.true if self.true else None


def pairs_within(groups: Mapping[Any, Iterable[int]]) -> set[tuple[int, int]]:
    """The pairs (lower id first) that stand together in a group."""
    return {pair for records in groups.values() for pair in combinations(sorted(records), 2)}


def quality(joined: Set[tuple[int, int]], proposed: Set[tuple[int, int]], same: Mapping[int, str]) -> Quality:
    """Judge pairs (lower id first) by the truth: each record's person, by any name."""
    by_person: dict[str, list[int]] = defaultdict(list)
    for record, person in same.items():
        by_person[person].append(record)
    true = pairs_within(by_person)
    return Quality(len(true), len(joined & true), len(joined - true), len((proposed - joined) & true))
