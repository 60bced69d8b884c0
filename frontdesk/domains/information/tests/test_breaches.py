"""The log of breaches: known since when, told whom, within 72 hours by the clock of law."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.domains.information import actions, queries
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.shows("B11")
KNOWN = datetime(2026, 11, 30, 16, tzinfo=UTC)


def test_the_commissioner_is_to_be_told_within_72_hours_of_our_knowing(asking: Asking) -> None:
    breach = actions.record_breach(asking.cast.oli, what="A letter to the wrong house", known_at=KNOWN, affected=1)
    told = queries.breach(asking.cast.cora, breach)
    assert told.due_at == KNOWN + timedelta(hours=72) and told.waits_for == ("risk", "ico")
    cora = asking.cast.cora
    actions.tell_breach(cora, breach=breach, step="risk", risk="high", words="Bank details")
    assert queries.breach(cora, breach).waits_for == ("ico", "people")
    with pytest.raises(Refusal):
        actions.tell_breach(cora, breach=breach, step="ico", words=" ")
    actions.tell_breach(cora, breach=breach, step="ico", words="By their form, number 77")
    actions.tell_breach(cora, breach=breach, step="people", words="By letter, to watch their account")
    actions.tell_breach(cora, breach=breach, step="close", words="Addresses are read aloud before sending")
    done = queries.breach(cora, breach)
    assert done.ico_told_at == clock.now() and done.closed_at and done.waits_for == ()
    with pytest.raises(Refusal):
        actions.tell_breach(cora, breach=breach, step="ico", words="Again")


@pytest.mark.parametrize("known_at", [datetime(2001, 11, 30, 16, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)])
def test_a_slip_in_the_day_is_told(asking: Asking, known_at: datetime) -> None:
    with pytest.raises(Refusal, match="within the last year, not in the future"):
        actions.record_breach(asking.cast.oli, what="A lost paper", known_at=known_at)


def test_it_closes_only_when_its_risk_is_weighed(asking: Asking) -> None:
    breach = actions.record_breach(asking.cast.cora, what="A lost paper", known_at=KNOWN)
    with pytest.raises(Refusal):
        actions.tell_breach(asking.cast.cora, breach=breach, step="close", words="Found again")
    actions.tell_breach(asking.cast.cora, breach=breach, step="risk", risk="unlikely", words="It was found unopened")
    assert queries.breach(asking.cast.cora, breach).waits_for == ()


def test_it_does_not_rest_untold_without_the_reason_and_nobody_writes_over_it(asking: Asking) -> None:
    cora, sam = asking.cast.cora, asking.cast.system
    breach = actions.record_breach(cora, what="A letter to the wrong house", known_at=KNOWN, risk="high")
    with pytest.raises(Refusal, match="Write why the Commissioner"):
        actions.tell_breach(cora, breach=breach, step="close", words="We check twice")
    actions.tell_breach(cora, breach=breach, step="ico", words="By their form, number 77")
    with pytest.raises(Refusal, match="already"):
        actions.tell_breach(sam, breach=breach, step="ico", words="By telephone")
    actions.tell_breach(cora, breach=breach, step="close", words="We check twice", why_not="They read it with us")
    told = queries.breach(cora, breach)
    assert (told.ico_words, told.people_words) == ("By their form, number 77", "They read it with us")
    assert told.people_told_at is None and told.closed_at


@pytest.mark.parametrize("wrong", [{"what": " "}, {"known_at": datetime(2027, 1, 1, tzinfo=UTC)}, {"risk": "mild"}])
def test_what_is_not_said_is_asked_for(asking: Asking, wrong: dict) -> None:
    with pytest.raises(Refusal):
        actions.record_breach(asking.cast.cora, **{"what": "A lost paper", "known_at": KNOWN, **wrong})


def test_all_staff_write_one_down_and_only_some_see_them(asking: Asking) -> None:
    cast = asking.cast
    breach = actions.record_breach(cast.des, what="A lost paper", known_at=KNOWN)
    theirs = actions.record_breach(cast.littlewick_system, what="Theirs", known_at=KNOWN)
    for verb in (
        lambda: actions.record_breach(asking.amina, what="x", known_at=KNOWN),
        lambda: queries.breaches(cast.dee),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert [each.id for each in queries.breaches(cast.cora)] == [breach]
    with pytest.raises(NotFound):
        queries.breach(cast.cora, theirs)
    with pytest.raises(NotFound):
        actions.tell_breach(cast.cora, breach=theirs, step="ico", words="x")
