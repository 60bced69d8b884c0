"""matching.toml: a council's own way of comparing, or what is wrong with it, by line."""

from pathlib import Path

import pytest

from frontdesk.console.packs.matching import SHIPPED, read_model
from frontdesk.console.packs.read import Problems
from frontdesk.domains.people.matching.model import Block

GOOD = """certain = 0.999
doubtful = 0.5
doubles = 0.1

[[block]]
on = ["family", "born"]

[[comparison]]
code = "family"

  [[comparison.level]]
  code = "same"
  m = 0.9
  u = 0.01

  [[comparison.level]]
  code = "near"
  m = 0.05
  shared_by = 3.0
"""


def test_it_ships_a_model_that_can_be_used():
    problems = Problems()
    model = read_model(SHIPPED, problems)
    assert problems.found == []
    assert {each.code for each in model.comparisons} == {"given", "family", "born", "place", "email", "phone"}


def test_it_reads_a_council_s_own(tmp_path: Path):
    path, problems = tmp_path / "matching.toml", Problems()
    path.write_text(GOOD)
    model = read_model(path, problems)
    assert problems.found == []
    assert (model.certain, model.doubtful, model.blocks) == (0.999, 0.5, [Block(("family", "born"))])
    assert [level.of_strangers(3_000) for level in model.comparisons[0].levels] == [0.01, 0.001]


@pytest.mark.parametrize(
    ("was", "written", "line", "says"),
    [
        ("certain = 0.999", "certain = 0.4", 1, "“certain” is a probability: at least as much as “doubtful”"),
        ("doubtful = 0.5", "doubtful = 0", 2, "“doubtful” is a probability"),
        ("doubtful = 0.5", 'doubtful = "half"', 2, "must be a number"),
        ("doubles = 0.1", "doubles = 0", 3, "“doubles” must be more than 0"),
        ("doubles = 0.1", "", 0, "“doubles” is missing"),
        ("doubles = 0.1", 'doubles = 0.1\nnot_births = ["1900"]', 4, "“1900” is not a date"),
        ("doubles = 0.1", "doubles = 0.1\ndoubts = 1", 4, "Did you mean “doubles”?"),
        ('"family", "born"', '"family", "surname"', 6, "“surname” cannot be looked up"),
        ('"family", "born"', '"emails", "phones"', 6, "Only one of these"),
        ('"family", "born"', "", 6, "A block names at least one column."),
        ('"born"]', '"born"]\none_of = ["phones"]', 7, "“phones” cannot stand here"),
        ('code = "family"', 'code = "shoe"', 9, "must be one of: given, family"),
        ('code = "near"', 'code = "far"', 17, "“family” has no level “far”. There are: same"),
        ('code = "near"', 'code = "same"', 17, "The level “same” is given twice."),
        ("m = 0.9", "m = 1.2", 13, "“m” is a share"),
        ("m = 0.9", "m = 0.95", 8, "The “m” of these levels come to 1 or more"),
        ("u = 0.01", "u = 0.01\n  shared_by = 2", 11, "either “u” or “shared_by”"),
        ("shared_by = 3.0", "shared_by = 0.5", 19, "“shared_by” is at least 1"),
        ("[[block]]", "[[blocks]]", 0, "Did you mean “block”?"),
    ],
)
def test_it_says_by_line_what_is_wrong(was: str, written: str, line: int, says: str, tmp_path: Path):
    path, problems = tmp_path / "matching.toml", Problems()
    assert was in GOOD
    path.write_text(GOOD.replace(was, written, 1))
    assert read_model(path, problems) is None
    said = [(problem.line, problem.sentence) for problem in problems.found]
    assert any(says in sentence for _, sentence in said), said
    assert line == 0 or any(says in sentence and at == line for at, sentence in said), said
