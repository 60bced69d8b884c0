"""Every list has an index that gives its rows in order: shown on a few rows here, measured on many by the bench."""

import pytest
from django.db import connection

from frontdesk.console.bench import plans
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from tests.support.cast import Cast

# Tables that grow with people, contacts and requests.
GROWING = ("people_%", "contacts_%", "requests_%", "forms_%", "kernel_journal%", "kernel_access_log")
# One customer has few records; the words are those of a language.
FEW = {"people_person", "people_word"}
TYPED = {"name": "Amina Testwood", "phone": "07700 900123", "postcode": "Testwood ZY1 1AB"}


@pytest.fixture
def asked(cast: Cast) -> plans.Asked:
    with clock.at(NOW):
        story = Story.begin(cast)
        person, twin = story.person(phone="07700 900123"), story.person("Amina Twin")
        story.report(cast.oli, person=person)
        yield plans.list_queries(cast.sam, [person, twin], TYPED)


def growing() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relname LIKE ANY(%s)", [list(GROWING)]
        )
        return {row[0] for row in cursor.fetchall()} - FEW


def test_every_list_is_served_by_an_index(asked: plans.Asked):
    lists = [(name, ask) for name, ask in asked if not name.startswith(plans.SEARCH)]
    assert len(lists) > 40
    assert plans.unserved(lists, growing()) == []


def test_it_finds_a_list_that_no_index_serves(asked: plans.Asked):
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM contacts_contact WHERE ended_at IS NULL ORDER BY done_at LIMIT 5")

    assert [each.split(" in ")[0] for each in plans.unserved([("bad", ask)], growing())] == ["bad: sorts"]
