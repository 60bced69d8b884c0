"""Publishing a service: versions are numbered, never changed, and tried before they are published."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction

from frontdesk.domains.services import queries
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import read
from frontdesk.domains.services.models import ServiceVersion
from frontdesk.domains.services.types import Tried
from frontdesk.kernel import tenancy
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast

FOLDER = Path(__file__).resolve().parents[4] / "councils/demo/services/missed-bin"
TRIED = [Tried("Jo Field, tenant", "Found the colour of the lid unclear; reworded.")]


@pytest.fixture(scope="module")
def missed_bin() -> Definition:
    definition = read(FOLDER)
    assert isinstance(definition, Definition)
    return definition


@pytest.mark.shows("A4")
def test_it_numbers_versions_and_shows_the_newest(cast: Cast, missed_bin: Definition):
    first, new = publish_service(cast.des, definition=missed_bin, tried=TRIED)
    second, _ = publish_service(cast.des, definition=replace(missed_bin, name="Missed bin"), tried=TRIED)
    assert new
    assert (first.number, second.number) == (1, 2)
    assert queries.published(cast.des.council, "missed-bin").definition.name == "Missed bin"
    assert queries.version(cast.des.council, first.version).definition.name == missed_bin.name


def test_the_same_definition_again_changes_nothing(cast: Cast, missed_bin: Definition):
    first, _ = publish_service(cast.des, definition=missed_bin, tried=TRIED)
    again, new = publish_service(cast.des, definition=missed_bin, tried=TRIED)
    assert (again.version, new) == (first.version, False)


@pytest.mark.shows("A4")
def test_it_refuses_what_nobody_has_tried(cast: Cast, missed_bin: Definition):
    with pytest.raises(Refusal, match="Nobody has tried"):
        publish_service(cast.des, definition=missed_bin)
    publish_service(cast.system, definition=missed_bin, examples_passed=3)
    with pytest.raises(Refusal, match="Nobody has tried"):
        publish_service(cast.system, definition=replace(missed_bin, name="Other"), examples_passed=3)


def test_it_refuses_a_definition_with_errors(cast: Cast, missed_bin: Definition):
    with pytest.raises(Refusal) as refused:
        publish_service(cast.des, definition=replace(missed_bin, endings=()), tried=TRIED)
    assert refused.value.code == "service-wrong"


def test_an_adviser_may_not_publish(cast: Cast, missed_bin: Definition):
    with pytest.raises(NotAllowed):
        publish_service(cast.dee, definition=missed_bin, tried=TRIED)


def test_the_database_refuses_to_change_a_published_version(cast: Cast, missed_bin: Definition):
    published, _ = publish_service(cast.des, definition=missed_bin, tried=TRIED)
    with pytest.raises(ProgrammingError), transaction.atomic():
        ServiceVersion.objects.filter(id=published.version).update(source="")


def test_the_other_council_does_not_see_it(cast: Cast, missed_bin: Definition):
    published, _ = publish_service(cast.des, definition=missed_bin, tried=TRIED)
    with tenancy.acting_for(cast.councils.littlewick.id):
        theirs = queries.published(cast.councils.littlewick.id, "missed-bin")
        assert theirs is not None and theirs.version != published.version
        assert queries.version(cast.councils.littlewick.id, published.version) is None


@pytest.mark.parametrize("typed", ["missed bin", "bin", "mised bin", "rubish", "my bin was not emptied", "recyc"])
def test_search_survives_half_words_and_misspellings(cast: Cast, missed_bin: Definition, typed: str):
    publish_service(cast.des, definition=missed_bin, tried=TRIED)
    assert [hit.code for hit in queries.search(cast.nobody, typed)] == ["missed-bin"]


def test_search_finds_nothing_for_something_else(cast: Cast, missed_bin: Definition):
    publish_service(cast.des, definition=missed_bin, tried=TRIED)
    assert queries.search(cast.nobody, "swimming lessons") == []
