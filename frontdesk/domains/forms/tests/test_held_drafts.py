"""What a legal hold keeps of forms that nobody signed in for."""

from datetime import timedelta

import pytest

from frontdesk.domains.forms import actions
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock, holdings
from frontdesk.kernel.holdings import Spared
from tests.support.cast import Cast
from tests.support.services import publish


@pytest.mark.shows("B11")
def test_a_hold_keeps_what_a_visitor_saved_with_the_email_of_whoever_is_held(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(cast.system, "missed-bin")
    amina = people.create_person(cast.dee, name="Amina Testwood", email="Amina@example.org", source="desk")

    def saved(email: str) -> int:
        begun = actions.start_draft(cast.nobody, service="missed-bin", channel="web")
        return actions.save_for_later(cast.nobody, draft=begun.draft, key=begun.key, email=email).id

    hers, other = saved("amina@example.org"), saved("somebody@example.org")
    with clock.at(clock.now() + timedelta(days=29)):
        with monkeypatch.context() as hold:
            hold.setattr(holdings, "_keepers", [lambda council: Spared(people=frozenset({amina}))])
            assert actions.clear_drafts(cast.system) == 1
            assert [Draft.objects.get(pk=each).email for each in (hers, other)] == ["amina@example.org", ""]
        assert actions.clear_drafts(cast.system) == 1
