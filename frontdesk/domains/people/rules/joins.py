"""Joined records: which one each is read through, which one stays in front, and when joining needs a person's word."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

BIRTHS, ACCOUNTS, RESTRICTIONS = "births", "accounts", "restrictions"
"""What forbids that two records join by themselves."""


def roots(edges: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The record that each joined one is read through, from the joins (record, into) that are not undone.

    Records that were joined to nothing are not in the answer. ValueError when a record is joined twice, or to itself
    by a way round: that is no forest.
    """
    into: dict[int, int] = {}
    for record, above in edges:
        if record in into:
            raise ValueError(f"{record} is joined twice")
        into[record] = above
    found: dict[int, int] = {}
    for record in into:
        way, seen = record, {record}
        while way in into and way not in found:
            way = into[way]
            if way in seen:
                raise ValueError(f"{record} leads into a circle")
            seen.add(way)
        root = found.get(way, way)
        found |= dict.fromkeys(seen - {root, way}, root)
    return found


@dataclass(frozen=True, slots=True)
class Facts:
    """What counts of a customer (all records of one) when another is to be joined with them.

    `apart` are records that were said to be somebody else; `first` is the record in front.
    """

    first: int
    records: frozenset[int]
    births: frozenset[date] = frozenset()
    users: frozenset[int] = frozenset()
    restrictions: frozenset[tuple[int, ...]] = field(default_factory=frozenset)
    apart: frozenset[int] = frozenset()

    def with_(self, other: "Facts", first: int) -> "Facts":
        """Both as one customer, with `first` in front."""
        return Facts(
            first, self.records | other.records, self.births | other.births, self.users | other.users,
            self.restrictions | other.restrictions, self.apart | other.apart,
        )  # fmt: skip


def against(one: Facts, other: Facts) -> list[str]:
    """What speaks against joining these two: codes, none when nothing does.

    Other dates of birth; sign-ins of two people, who would read each other's records; a restriction that the other
    does not have, which a join would spread or blur.
    """
    found = [BIRTHS] if one.births and other.births and one.births != other.births else []
    found += [ACCOUNTS] if one.users and other.users and one.users != other.users else []
    return found + ([RESTRICTIONS] if one.restrictions != other.restrictions else [])


def said_apart(one: Facts, other: Facts) -> bool:
    """Whether somebody has said of records of these two that they are two people."""
    return not one.apart.isdisjoint(other.records) or not other.apart.isdisjoint(one.records)


def in_front(one: Facts, other: Facts) -> tuple[Facts, Facts]:
    """(the one that stays in front, the one that is joined to it): whoever signs in, else the older record."""
    return min((one, other), (other, one), key=lambda pair: (not pair[0].users, pair[0].first))
