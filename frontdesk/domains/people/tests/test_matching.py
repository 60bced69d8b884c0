"""The comparison itself, on sets whose truth is known: what joins, what is proposed, what is missed."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from frontdesk.console.packs.matching import SHIPPED, read_model
from frontdesk.console.packs.read import Problems
from frontdesk.domains.people.matching.deciding import decide
from frontdesk.domains.people.matching.engine import Run
from frontdesk.domains.people.matching.model import Block, Model
from frontdesk.domains.people.rules import addresses
from frontdesk.domains.people.tests import hard
from frontdesk.domains.people.types import Match
from tests.support import real_data

Pairs = set[tuple[int, int]]


@pytest.fixture(scope="module")
def model() -> Model:
    found = read_model(SHIPPED, Problems())
    assert found is not None
    return found


def compare(folder: Path, model: Model) -> tuple[list[Match], list[Match]]:
    """(certain, doubtful) of the files in a folder."""
    run = Run(folder, model, memory="400MB")
    try:
        return decide(run.found(), model, run.roots())
    finally:
        run.close()


def pairs(told: list[Match]) -> Pairs:
    return {(low, high) for low, high, _, _ in told}


def write_febrl(file: Path, folder: Path) -> Pairs:
    """A set of the benchmark as the engine reads it, without its number of social security; the true pairs."""
    records = []
    for row in csv.DictReader(file.open(), skipinitialspace=True):
        born, street = row["date_of_birth"], " ".join(addresses.words_of(row["address_1"]))
        day = f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else ""
        place = ["", row["postcode"], row["street_number"], street, "", "", "t"]
        records.append((row["rec_id"].split("-")[1], row["given_name"], row["surname"], day, place))
    with (folder / "person.csv").open("w") as people, (folder / "address.csv").open("w") as places:
        for id_, (_, given, family, day, place) in enumerate(records, 1):
            csv.writer(people).writerow([id_, id_, given, family, day, "f"])
            csv.writer(places).writerow([id_, *place])
    for empty in ("point.csv", "identity.csv"):
        (folder / empty).touch()
    return hard.true_pairs([hard.Record(record[0], "", "", None) for record in records])


@pytest.mark.real_data
@pytest.mark.shows("B3")
@pytest.mark.parametrize("name", ["dataset1", "dataset2"])
def test_it_is_right_by_itself_and_misses_little_on_the_public_sets(name: str, model: Model, tmp_path: Path):
    true = write_febrl(real_data.folder("febrl") / f"{name}.csv", tmp_path)
    certain, doubtful = compare(tmp_path, replace(model, doubles=1.0))  # its records have others, one each or more
    assert len(pairs(certain) & true) >= 0.999 * len(certain) > 0
    assert len((pairs(certain) | pairs(doubtful)) & true) >= 0.97 * len(true)


@pytest.fixture(scope="module")
def hard_set(model: Model, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[hard.Record], Pairs, Pairs]:
    """The records of the hard set with the ids that join by themselves and that are proposed."""
    records, folder = hard.make(1_100), tmp_path_factory.mktemp("hard")
    hard.write(folder, records)
    certain, doubtful = compare(folder, model)
    return records, pairs(certain), pairs(doubtful)


@pytest.mark.shows("B3")
def test_it_joins_nobody_by_itself_whose_dates_of_birth_differ(hard_set):
    records, certain, _ = hard_set
    births = [(records[low - 1].born, records[high - 1].born) for low, high in certain]
    assert births
    assert [pair for pair in births if pair[0] != pair[1] or pair[0] in (None, hard.UNKNOWN)] == []


@pytest.mark.shows("B3")
def test_it_joins_no_two_people_of_the_hard_set_by_itself(hard_set):
    records, certain, _ = hard_set
    true = hard.true_pairs(records)
    assert [(records[low - 1], records[high - 1]) for low, high in certain - true] == []


@pytest.mark.shows("B3")
def test_it_proposes_what_it_does_not_dare_to_join(hard_set):
    records, certain, doubtful = hard_set
    true = hard.true_pairs(records)
    named = {pair for pair in true if hard.UNKNOWN not in {records[at - 1].born for at in pair}}
    assert len((certain | doubtful) & named) >= 0.97 * len(named)
    cases = {case: {records[low - 1].case for low, _ in found} for case, found in
             (("certain", certain), ("doubtful", doubtful & true))}  # fmt: skip
    assert cases["certain"] >= {"twice", "misspelt", "nickname"}
    assert cases["doubtful"] >= {"married", "other-date", "moved", "nickname"}


BILL = hard.Record("bill", "", "William Testmarsh", date(1980, 3, 12), "5 Elm Road", "ZY9 3AB", 101,
                   "bill@example.org", "07700 900111")  # fmt: skip
# Another record of Bill, and how it agrees with his.
AGREE: list[tuple[dict, dict]] = [
    ({}, {"given": "same", "family": "same", "born": "same", "place": "same", "email": "same", "phone": "same"}),
    ({"name": "WILLIAM  O'Testmarsh"}, {"given": "same", "family": "near"}),
    ({"name": "Bill Testmarsh"}, {"given": "nickname"}),
    ({"name": "Wiliam Testmarsh-Elmwood"}, {"given": "near", "family": "part"}),
    ({"name": "W Testmarsh"}, {"given": "initial"}),
    ({"name": "Testmarsh William"}, {"given": "swapped", "family": "swapped"}),
    ({"name": "Joan Quarry"}, {"given": "other", "family": "other"}),
    ({"born": date(1980, 12, 3)}, {"born": "transposed"}),
    ({"born": date(1980, 3, 13)}, {"born": "digit"}),
    ({"born": date(1951, 3, 12)}, {"born": "month"}),
    ({"born": date(1951, 11, 25)}, {"born": "other"}),
    ({"born": hard.UNKNOWN}, {"born": None}),
    ({"line": "Flat 2, 5 Elm Road", "uprn": 101}, {"place": "near"}),
    ({"line": "5 Elm Rd", "uprn": None}, {"place": "same"}),
    ({"line": "5 Mill Lane", "uprn": None}, {"place": "house"}),
    ({"line": "7 Elm Road", "uprn": None}, {"place": "street"}),
    ({"line": "5 Elm Road", "uprn": None, "postcode": "ZY1 1AA"}, {"place": "number"}),
    ({"line": "7 Mill Lane", "uprn": None, "postcode": "ZY1 1AA"}, {"place": "other"}),
    ({"line": ""}, {"place": None}),
    ({"email": "other@example.org", "phone": ""}, {"email": "other", "phone": None}),
]


def test_it_says_how_records_agree_in_each_field(model: Model, tmp_path: Path):
    others = [replace(BILL, **changed) for changed, _ in AGREE]
    hard.write(tmp_path, [BILL, *others])
    blocked = replace(model, blocks=[*model.blocks, Block(["day"])], doubtful=1e-12)
    run = Run(tmp_path, blocked, memory="400MB")
    found = {each.pair.high: each.pair.levels for each in run.found() if each.pair.low == 1}
    run.close()
    told = [{field: found[at].get(field) for field in levels} for at, (_, levels) in enumerate(AGREE, 2)]
    assert told == [levels for _, levels in AGREE]


def test_it_tells_what_speaks_against_joining(model: Model, tmp_path: Path):
    mine = replace(BILL, numbers=(("housing", "H1"), ("parking", "P1")))
    others = [
        replace(BILL, numbers=(("housing", "H2"),)),
        replace(BILL, numbers=(("parking", "P2"),)),
        replace(BILL, numbers=(("library", "L1"),), restricted=True),
        replace(BILL, proved=True),
        replace(BILL, root=1),
        replace(BILL, root=4),
    ]
    hard.write(tmp_path, [replace(mine, proved=True), *others])
    run = Run(tmp_path, replace(model, several=("parking",)), memory="400MB")
    found = {each.pair.high: each.pair for each in run.found() if each.pair.low == 1}
    assert run.roots() == {6: 1, 7: 4}
    run.close()
    assert [at for at, each in found.items() if each.other_number] == [2]
    assert [at for at, each in found.items() if each.restricted] == [4, 7], "what one record is, its customer is"
    assert [at for at, each in found.items() if each.proved] == [5]
    assert 6 not in found, "is one customer already"


def test_it_gives_reasons_with_what_each_weighs(model: Model, tmp_path: Path):
    hard.write(tmp_path, [BILL, replace(BILL, name="Bill Testmarsh", email="")])
    _, [(low, high, probability, reasons)] = compare(tmp_path, model)
    assert (low, high) == (1, 2)
    assert probability > 0.9999
    assert [(field, level) for field, level, _ in reasons] == [
        ("given", "nickname"), ("family", "same"), ("born", "same"), ("place", "same"), ("phone", "same"),
        ("held", "other-name"),
    ]  # fmt: skip
    assert {field: weight for field, _, weight in reasons}["born"] > 10


@pytest.mark.parametrize("count", [0, 1])
def test_it_finds_nothing_among_too_few(count: int, model: Model, tmp_path: Path):
    hard.write(tmp_path, [BILL] * count)
    assert compare(tmp_path, model) == ([], [])


def test_a_number_of_a_crowd_says_nothing(model: Model, tmp_path: Path):
    crowd = [replace(BILL, name=f"Name{at:02} Of{at:02}", born=None, line="", email="") for at in range(21)]
    hard.write(tmp_path, [*crowd, BILL, replace(BILL, phone="")])
    _, doubtful = compare(tmp_path, replace(model, doubtful=1e-9, certain=0.99999999))
    assert all(field != "phone" for _, _, _, reasons in doubtful for field, _, _ in reasons)
