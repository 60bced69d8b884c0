"""What a council's card opens, as its pack tells it."""

from pathlib import Path

import pytest

from frontdesk.console.packs.cards import entitlements
from frontdesk.console.packs.pack import read_pack
from frontdesk.console.tests.test_council_check import LITTLEWICK, ROOT, pack, problems
from frontdesk.domains.cards.rules.kinds import register

__all__ = ["pack"]
GOOD = '[[entitlement]]\ncode = "swim"\nname = "Swimming"\nopens = "Swim"\n'


@pytest.mark.shows("B7")
def test_the_demos_card_is_read_as_its_pack_tells_it():
    found, _ = read_pack(ROOT / "councils" / "demo")
    assert found is not None
    kinds = register(entitlements(found.cards_file))
    assert list(kinds) == ["library", "travel", "leisure", "companion", "badge-parking"]
    assert (kinds["travel"].rule.age_from, kinds["badge-parking"].rule.outcomes) == (66, ("given",))
    none, _ = read_pack(LITTLEWICK)
    assert none is not None and entitlements(none.cards_file) == []


@pytest.mark.shows("B7")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD, ""),
        (GOOD + "months = 12\nrule = { age_from = 60 }\n", ""),
        (GOOD + GOOD, "cards.toml:5: The entitlement “swim” is given twice."),
        (GOOD.replace("opens", "opns"), "“opns” is not known here"),
        (GOOD + "rule = { age = 60 }\n", "cards.toml:5: The rule of “swim” may have"),
        (GOOD + 'rule = { needs = ["wings"] }\n', "There is no kind of need “wings”."),
        (GOOD + 'rule = { service = "x", outcomes = ["y"] }\n', "There is no service “x”."),
        (GOOD + 'team = "nobody"\n', "cards.toml:5: There is no team “nobody”."),
    ],
)
def test_what_is_wrong_with_a_card_is_told_with_its_line(pack: Path, text: str, said: str):
    (pack / "cards.toml").write_text(text, encoding="utf-8")
    found = problems(pack)
    assert found == [] if not said else any(said in each for each in found), found
