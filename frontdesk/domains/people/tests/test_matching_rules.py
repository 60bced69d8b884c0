"""What may join by itself, as a table: however probable it is, these rules have the last word."""

import pytest

from frontdesk.domains.people.rules.matching import Held, Pair, Verdict, held, together, verdict

ALL = {"given": "same", "family": "same", "born": "same", "place": "same", "email": "same", "phone": "same"}


def pair(low: int = 1, high: int = 2, probability: float = 0.99999, **changed: object) -> Pair:
    """Two records that agree in everything, but for what is said."""
    flags = {name: changed.pop(name) for name in ("restricted", "other_number", "proved") if name in changed}
    levels = {name: level for name, level in (ALL | changed).items() if level}
    return Pair(low, high, probability, levels, **flags)


# What is told of a pair, and why it is held; None where it joins.
CASES = [
    ("agree in everything", {}, None),
    ("family name misspelt", {"family": "near"}, None),
    ("one family name of two", {"family": "part"}, None),
    ("no points at all", {"email": "", "phone": ""}, None),
    ("restricted", {"restricted": True}, Held.RESTRICTED),
    ("restricted, though proved", {"restricted": True, "proved": True}, Held.RESTRICTED),
    ("two numbers of one system", {"other_number": True, "proved": True}, Held.OTHER_NUMBER),
    ("one birth not known: father and son", {"born": ""}, Held.BIRTH_UNKNOWN),
    ("one birth not known, email proved", {"born": "", "proved": True}, Held.BIRTH_UNKNOWN),
    ("day and month swapped", {"born": "transposed", "proved": True}, Held.OTHER_BIRTH),
    ("one digit of the birth", {"born": "digit", "proved": True}, Held.OTHER_BIRTH),
    ("same month only", {"born": "month"}, Held.OTHER_BIRTH),
    ("father and son", {"born": "other"}, Held.OTHER_BIRTH),
    ("twins", {"given": "other"}, Held.OTHER_NAME),
    ("twins with one proved email of the house", {"given": "other", "proved": True}, Held.OTHER_NAME),
    ("twins with names alike", {"given": "near"}, Held.OTHER_NAME),
    ("nickname at one address", {"given": "nickname"}, Held.OTHER_NAME),
    ("nickname, email proved by both", {"given": "nickname", "proved": True}, None),
    ("an initial", {"given": "initial", "proved": True}, Held.OTHER_NAME),
    ("names swapped", {"given": "swapped", "family": "swapped"}, Held.OTHER_NAME),
    ("no given name", {"given": ""}, Held.OTHER_NAME),
    ("other family name", {"family": "other"}, Held.OTHER_NAME),
    ("strangers of one name and birth", {"place": "other", "email": "", "phone": ""}, Held.NOT_PROVED),
    ("strangers, one address not known", {"place": "", "email": "", "phone": ""}, Held.NOT_PROVED),
    ("a typed email alone", {"place": "other", "phone": ""}, Held.NOT_PROVED),
    ("a shared phone alone", {"place": "", "email": ""}, Held.NOT_PROVED),
    ("typed email and shared phone", {"place": "other"}, Held.NOT_PROVED),
    ("neighbours", {"place": "postcode"}, Held.NOT_PROVED),
    ("the street misspelt", {"place": "near"}, None),
    ("another flat of the house", {"place": "house"}, None),
    ("a street and number of that name elsewhere", {"place": "number"}, Held.NOT_PROVED),
    ("the next house", {"place": "street"}, Held.NOT_PROVED),
    ("moved, email proved by both", {"place": "other", "proved": True}, None),
]


@pytest.mark.shows("B3")
@pytest.mark.parametrize(("told", "why"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_it_holds_what_a_person_must_look_at(told: dict[str, object], why: Held | None):
    found = pair(**told)
    assert held(found) is why
    assert verdict(found, 0.9999, 0.1) is (Verdict.DOUBTFUL if why else Verdict.CERTAIN)


@pytest.mark.parametrize(
    ("probability", "becomes"),
    [(0.09, Verdict.NOTHING), (0.1, Verdict.DOUBTFUL), (0.9998, Verdict.DOUBTFUL), (0.9999, Verdict.CERTAIN)],
)
def test_it_goes_by_both_thresholds(probability: float, becomes: Verdict):
    assert verdict(pair(probability=probability), 0.9999, 0.1) is becomes


@pytest.mark.parametrize("born", ["other", "month", "digit", ""])
def test_it_does_not_ask_about_each_two_of_a_family(born: str):
    assert verdict(pair(given="other", born=born), 0.9999, 0.1) is Verdict.NOTHING


def ids(pairs: list[Pair]) -> list[tuple[int, int]]:
    return [(each.low, each.high) for each in pairs]


@pytest.mark.shows("B3")
@pytest.mark.parametrize(
    ("certain", "roots", "joined"),
    [
        ([(1, 2)], {}, [(1, 2)]),
        ([(1, 2), (2, 3), (1, 3)], {}, [(1, 2), (2, 3), (1, 3)]),
        ([(1, 2), (2, 3)], {}, []),
        ([(1, 2), (2, 3), (4, 5)], {}, [(4, 5)]),
        # 2 was joined to 1 before, by somebody who knew; 3 must agree with both.
        ([(2, 3)], {2: 1}, []),
        ([(1, 3), (2, 3)], {2: 1}, [(1, 3), (2, 3)]),
        # Two customers of two records each.
        ([(1, 3), (1, 4), (2, 3), (2, 4)], {2: 1, 4: 3}, [(1, 3), (1, 4), (2, 3), (2, 4)]),
        ([(1, 3), (1, 4), (2, 3)], {2: 1, 4: 3}, []),
        ([], {2: 1}, []),
    ],
)
def test_it_joins_more_than_two_only_where_each_agrees_with_each(certain, roots, joined):
    found, disagree = together([pair(low, high) for low, high in certain], roots)
    assert ids(found) == joined
    assert sorted(ids(disagree)) == sorted(set(certain) - set(joined))
