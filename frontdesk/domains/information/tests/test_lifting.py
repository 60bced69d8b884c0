"""The restriction of a record is lifted by whoever it names, after the customer has heard of it."""

from datetime import timedelta

import pytest

from frontdesk.domains.information import actions, models, queries
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.segments import queries as segments
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.holdings import Spared

pytestmark = pytest.mark.shows("B11")


@pytest.fixture
def case(asking: Asking) -> int:
    """The case by which Amina's record is restricted: Cora and Sam may still read it."""
    made = asking.ask("restriction", "While we argue")
    cast = asking.cast
    actions.restrict_customer(cast.cora, case=made, readers=[cast.cora.user or 0, cast.sam.user or 0])
    return made


def is_open(asking: Asking) -> bool:
    return not people_queries.is_restricted(asking.amina.council, asking.person)


def test_the_customer_hears_why_and_has_a_week_before_it_is_lifted(asking: Asking, case: int) -> None:
    sam, lift = asking.cast.sam, {"record": asking.person, "words": "Told by email, no answer"}
    with pytest.raises(Refusal, match="Tell the customer first"):
        actions.lift_restriction(sam, **lift)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="Write why"):
        actions.tell_of_lifting(sam, record=asking.person, reason=" ")
    told = actions.tell_of_lifting(sam, record=asking.person, reason="We checked, and it is right.")
    message = Message.objects.filter(about_type="rights_case", about_id=case).latest("id")
    assert told and "We checked, and it is right." in message.body and "8 December 2026" in message.body
    known = queries.restriction_of(sam, asking.person)
    assert (known.case, known.told) == (case, "We checked, and it is right.")
    assert "We checked, and it is right." in [each.body for each in queries.own_case(asking.amina, case).texts]
    with clock.at(clock.now() + timedelta(days=6)), pytest.raises(Refusal, match="not lifted before"):
        actions.lift_restriction(sam, **lift)  # type: ignore[arg-type]
    with clock.at(clock.now() + timedelta(days=7)):
        assert actions.lift_restriction(sam, **lift)  # type: ignore[arg-type]
        assert is_open(asking) and people_queries.person(asking.cast.dee, asking.person).name == "Amina Testwood"
        with pytest.raises(NotFound):
            actions.lift_restriction(sam, **lift)  # type: ignore[arg-type]
    assert asking.case(case).outcome == "lifted"
    assert "Told by email, no answer" not in [each.body for each in queries.own_case(asking.amina, case).texts]


def test_it_is_lifted_at_once_where_the_customer_agrees_and_they_may_be_counted_again(
    asking: Asking, case: int
) -> None:
    council = asking.amina.council
    assert segments.left_out(council, [asking.person]) == "right"
    with pytest.raises(Refusal, match="how they were told"):
        actions.lift_restriction(asking.cast.cora, record=asking.person, words="", agreed=True)
    actions.lift_restriction(asking.cast.cora, record=asking.person, words="She rang and asked", agreed=True)
    assert is_open(asking) and segments.left_out(council, [asking.person]) == "said"


def test_only_whoever_it_names_and_who_decides_lifts_it_and_nobody_their_own(asking: Asking, case: int) -> None:
    cast, lift = asking.cast, {"record": asking.person, "words": "She asked", "agreed": True}
    with pytest.raises(NotAllowed):
        actions.lift_restriction(cast.dee, **lift)  # type: ignore[arg-type]
    people.restrict_person(cast.system, person=asking.person, readers=[cast.cora.user or 0])
    for actor in (cast.sam, cast.cora.as_person(asking.person)):
        with pytest.raises(NotFound):
            actions.lift_restriction(actor, **lift)  # type: ignore[arg-type]
    assert not is_open(asking)


def test_a_record_that_no_case_restricted_says_what_to_do(asking: Asking) -> None:
    cast = asking.cast
    people.restrict_person(cast.system, person=asking.person, readers=[cast.cora.user or 0])
    assert queries.restriction_of(cast.cora, asking.person).case is None
    with pytest.raises(Refusal, match="No case here says why"):
        actions.lift_restriction(cast.cora, record=asking.person, words="She asked", agreed=True)
    made = asking.ask("restriction", "Hide me")
    actions.restrict_customer(cast.cora, case=made, readers=[cast.cora.user or 0])
    actions.lift_restriction(cast.cora, record=asking.person, words="She asked", agreed=True)
    assert is_open(asking)


def test_the_case_is_kept_while_it_restricts_a_record(asking: Asking, case: int) -> None:
    council, later = asking.amina.council, clock.now() + timedelta(days=1)
    nobody = Spared(frozenset(), frozenset())
    assert actions.expire(council, later, "", nobody, dry=False).emptied == 0
    actions.lift_restriction(asking.cast.cora, record=asking.person, words="She asked", agreed=True)
    assert actions.expire(council, later, "", nobody, dry=False).emptied == 1
    assert models.RightsCase.objects.get(pk=case).person_id is None
