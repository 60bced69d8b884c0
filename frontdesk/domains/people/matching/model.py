"""What the comparison goes by, as data: which fields, how much each way of agreeing says, which pairs are looked at.

A model is written in TOML (model.toml beside this file, or a council's own); `console.packs.matching` reads it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

OTHER = "other"
"""The level of whatever agrees in none of the named ways; its shares are what the others leave."""


@dataclass(frozen=True, slots=True)
class Way:
    """A closed list: how two records may agree in one field. `sql` is of `_l` and `_r`; `column` is what is missing
    where one of the two knows nothing; `rare` = the column whose rare values say more than common ones."""

    missing: str
    levels: Mapping[str, str]
    rare: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _both(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _alike(one: str, other: str, least: float) -> str:
    return f"damerau_levenshtein({one}, {other}) <= 1 OR jaro_winkler_similarity({one}, {other}) > {least}"


_SWAPPED = "given_l = family_r AND family_l = given_r"
_CROSSED = f"({_alike('given_l', 'family_r', 0.9)}) AND ({_alike('family_l', 'given_r', 0.9)})"
_STREET = _alike("street_l", "street_r", 0.9)
_CODE = "list_has_any(postcodes_l, postcodes_r) OR damerau_levenshtein(postcode_l, postcode_r) <= 1"
WAYS: Mapping[str, Way] = MappingProxyType({
    "given": Way(
        _both("given"),
        {
            "same": "given_l = given_r",
            "swapped": f"{_SWAPPED} OR ({_CROSSED})",
            "nickname": "list_has_any(nicks_l, nicks_r)",
            "near": _alike("given_l", "given_r", 0.88),
            "initial": "least(length(given_l), length(given_r)) = 1 AND given_l[1] = given_r[1]",
            "crossed": "given_l = family_r OR family_l = given_r",
        },
        {"same": "given"},
    ),
    "family": Way(
        _both("family"),
        {
            "same": "family_l = family_r",
            "swapped": f"{_SWAPPED} OR ({_CROSSED})",
            "part": "list_has_any(families_l, families_r)",
            "near": f"{_alike('family_l', 'family_r', 0.9)} OR family_sound_l = family_sound_r",
        },
        {"same": "family"},
    ),
    "born": Way(
        _both("born"),
        {
            "same": "born_l = born_r",
            "transposed": "born_l[1:4] = born_r[1:4] AND born_l[6:7] = born_r[9:10] AND born_l[9:10] = born_r[6:7]",
            "digit": "damerau_levenshtein(born_l, born_r) <= 1",
            "month": "born_l[1:7] = born_r[1:7] OR born_l[6:10] = born_r[6:10]",
        },
    ),
    "place": Way(
        "places_l IS NULL AND postcode_l IS NULL OR places_r IS NULL AND postcode_r IS NULL",
        {
            "same": "list_has_any(places_l, places_r)",
            "near": f"number_l = number_r AND ({_STREET}) AND ({_CODE})",
            "house": "list_has_any(houses_l, houses_r)",
            "street": f"({_STREET}) AND ({_CODE})",
            "postcode": "list_has_any(postcodes_l, postcodes_r)",
            "number": f"number_l = number_r AND ({_STREET})",
            "name": _STREET,
        },
    ),
    "email": Way(_both("emails"), {"same": "list_has_any(emails_l, emails_r)"}),
    "phone": Way(_both("phones"), {"same": "list_has_any(phones_l, phones_r)"}),
})  # fmt: skip
COLUMNS = (
    "given", "initial", "given_sound", "family", "family_initial", "family_sound", "sounds", "born", "year", "day",
    "postcode", "street", "street_start", "number",
)  # fmt: skip
"""What a rule of blocking may name, beside the lists. `sounds`: both names as they sound, in whichever order."""
FEWEST = 1_000
"""Fewer records are reckoned as so many: a handful says little of how many people share a home."""
LISTS = ("places", "houses", "postcodes", "emails", "phones")
"""What may agree in any of several values. One rule of blocking names one of these at most."""


@dataclass(frozen=True, slots=True)
class Level:
    """One way of agreeing. `m`: the share of true pairs that agree so; `u`: of pairs of strangers.

    `shared_by` instead of `u`: a value is everybody's of so many records, in a council of any size.
    """

    code: str
    m: float
    u: float | None = None
    shared_by: float | None = None

    def of_strangers(self, records: int) -> float:
        """The share of pairs of strangers among so many records that agree so."""
        return self.u if self.u is not None else (self.shared_by or 1.0) / max(records, FEWEST)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field and its levels, without the last, `other`."""

    code: str
    levels: Sequence[Level]


@dataclass(frozen=True, slots=True)
class Block:
    """Which pairs are looked at: of records that agree in all of `on` and, where any are named, in one of `one_of`.

    In `one_of` a value that one of the two lacks counts as agreeing: it is no reason not to look.
    """

    on: Sequence[str]
    one_of: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """The whole. `doubles`: how many other records of the same person one has on average, before anything is known.

    `certain` and `doubtful` are probabilities. `several`: systems in which one person may well have two numbers.
    `not_births`: dates that stand for "not known". `blocks`: two records are looked at
    that any one of these lets through.
    """

    certain: float
    doubtful: float
    doubles: float
    comparisons: Sequence[Comparison]
    blocks: Sequence[Block]
    several: Sequence[str] = ()
    not_births: Sequence[str] = ()

    def prior(self, records: int) -> float:
        """The probability that two records taken blindly are of one person."""
        return min(0.5, self.doubles / max(records, FEWEST))
