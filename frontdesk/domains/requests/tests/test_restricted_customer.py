"""A customer whose record is restricted is named only to those whom the record names."""

from dataclasses import replace

import pytest

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as reading
from frontdesk.domains.people.models import Person
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.rules.hiding import rows_without_words
from frontdesk.domains.requests.tests.stories import Story
from tests.support.services import definition_of

NAME, EMAIL = "Amina Testwood", "amina@example.org"
TYPED = {"uprn": "", "lines": ["12 Mill Lane"], "postcode": "ZY1 1AB"}


@pytest.fixture
def request_of_amina(story: Story) -> int:
    """A missed bin of Amina, whose record names only Cora."""
    receipt = story.report(story.cast.nobody)
    people.restrict_person(story.cast.sam, person=receipt.person or 0, readers=[story.cast.cora.user or 0])
    return receipt.request or 0


@pytest.mark.shows("B11")
def test_lists_do_not_name_them(story: Story, request_of_amina: int) -> None:
    for actor in (story.cast.oli, story.cast.dee):
        (item,) = queries.listed(actor, scope="all").items
        assert (item.customer, item.person, item.hidden) == ("Restricted customer", None, True)
        assert queries.items_by_id(actor, [request_of_amina])[request_of_amina].customer == "Restricted customer"
        assert NAME not in str(queries.by_reference(actor, item.reference))


@pytest.mark.shows("B11")
def test_the_request_page_says_what_to_do_and_not_for_whom(story: Story, request_of_amina: int) -> None:
    page = str(queries.whole(story.cast.oli, request_of_amina))
    assert NAME not in page and EMAIL not in page
    assert "12 Mill Lane" in page


@pytest.mark.shows("B11")
@pytest.mark.parametrize(
    ("kind", "shown"), [("report", True), ("book", True), ("apply", False), ("information", False)]
)
def test_an_address_stays_where_the_work_is_done_there_and_goes_where_somebody_lives(kind: str, shown: bool) -> None:
    service = replace(definition_of("demo", "missed-bin"), kind=kind)
    (row,) = [each for each in rows_without_words(service, {"address": TYPED}) if each.code == "address"]
    assert ("12 Mill Lane" in str(row.lines)) == shown


@pytest.mark.shows("B11")
def test_no_other_address_is_shown() -> None:
    moving = definition_of("demo", "council-tax-move")
    said = {"goes-to": {"uprn": "", "lines": ["The refuge", "4 Secret Lane"], "postcode": "ZY1 4AB"}}
    assert "Secret" not in str(rows_without_words(moving, said))


def test_whoever_the_record_names_reads_the_name(story: Story, request_of_amina: int) -> None:
    (item,) = queries.listed(story.cast.cora, scope="all").items
    assert (item.customer, item.hidden) == (NAME, False) and item.person is not None
    assert EMAIL in str(queries.whole(story.cast.cora, request_of_amina))


def test_joined_records_are_as_restricted_as_the_strictest(story: Story, request_of_amina: int) -> None:
    (item,) = queries.listed(story.cast.cora, scope="all").items
    survivor = story.person("Amina Larkspur")
    Person.objects.filter(id=item.person).update(merged_into_id=survivor)
    assert reading.name_for(story.cast.dee, survivor) == "Restricted customer"
    assert reading.name_for(story.cast.cora, survivor) == "Amina Larkspur"
