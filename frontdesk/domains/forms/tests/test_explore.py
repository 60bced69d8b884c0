"""Forms are tried as many customers would: every page and ending of every shipped service is come to."""

from pathlib import Path

import pytest

from frontdesk.domains.forms.rules.explore import explore
from frontdesk.domains.forms.tests.builder import context, page, question, service
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import read

ROOT = Path(__file__).resolve().parents[4]
FOLDERS = sorted(path.parent for path in ROOT.glob("councils/*/services/*/service.toml"))
FOLDERS += sorted(path.parent for path in ROOT.glob("tests/councils/*/services/*/service.toml"))


@pytest.mark.shows("A1")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_page_and_ending_of_a_shipped_service_is_come_to(folder: Path) -> None:
    definition = read(folder)
    assert isinstance(definition, Definition)
    found = explore(definition, context())
    assert (found.missed_pages, found.missed_endings) == ((), ())


def test_it_finds_a_page_that_two_conditions_shut_off() -> None:
    definition = service(
        page("a", question("number", "n"), next='[{ when = { question = "n", over = 5 }, go = "c" }]')
        + page("b", question("yes_no", "m", used_for='"work"'), when='{ question = "n", over = 7 }')
        + page("c", question("yes_no", "k", used_for='"work"'))
    )
    found = explore(definition, context(), tries=100)
    assert found.missed_pages == ("b",) and found.pages == {"a", "c"}


def test_the_same_seed_gives_the_same_tries() -> None:
    definition = read(FOLDERS[0])
    assert isinstance(definition, Definition)
    assert explore(definition, context(), tries=5) == explore(definition, context(), tries=5)
