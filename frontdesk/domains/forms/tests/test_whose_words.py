"""A form that somebody begins while wrongly joined is theirs: they find it after parting, and nobody else does."""

import pytest

from frontdesk.domains.forms import actions, queries
from frontdesk.domains.people import actions as people
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from tests.support.cast import Cast
from tests.support.joined import Joined
from tests.support.services import publish

pytestmark = pytest.mark.shows("B3", "A6")


def waiting(actor: Actor) -> list[int]:
    return [each.id for each in queries.open_drafts(actor)]


def begin(actor: Actor, person: int | None = None) -> int:
    return actions.start_draft(actor, service="missed-bin", channel="web", person=person).draft


def test_what_they_begin_while_wrongly_joined_waits_for_them_alone_after_parting(cast: Cast) -> None:
    publish(cast.system, "missed-bin")
    two = Joined.wrongly(cast)
    drafts = [begin(two.bill), begin(two.bill, person=two.mother)]
    assert set(waiting(two.amina)) == set(drafts), "read as one"
    two.part()
    assert waiting(two.amina) == [] and set(waiting(two.bill)) == set(drafts)
    with pytest.raises(NotFound):
        queries.draft(two.amina, drafts[0])


def test_what_they_make_their_own_by_its_key_goes_with_them(cast: Cast) -> None:
    publish(cast.system, "missed-bin")
    two = Joined.wrongly(cast)
    begun = actions.start_draft(cast.nobody, service="missed-bin", channel="web")
    actions.claim_draft(two.bill, draft=begun.draft, key=begun.key)
    two.part()
    assert (waiting(two.amina), waiting(two.bill)) == ([], [begun.draft])


def test_what_they_begin_for_somebody_else_stands_with_that_one_and_is_gone_on_with_by_them(cast: Cast) -> None:
    publish(cast.system, "missed-bin")
    two = Joined.wrongly(cast)
    aunt = people.create_person(cast.dee, name="Ruth Testwood", source="phone")
    people.record_authority(cast.dee, person=aunt, by=two.son, evidence="council", why_no_end="Invented")
    draft = begin(two.bill, person=aunt)
    assert queries.draft(two.bill, draft).person == aunt
    two.part()
    assert [each.id for each in queries.acted_drafts(two.bill, aunt)] == [draft]
    assert queries.acted_drafts(two.amina, aunt) == []
