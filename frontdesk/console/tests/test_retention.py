"""frontdesk retention: what it says, and that a dry run empties nothing."""

from argparse import Namespace
from datetime import UTC, datetime

import pytest

from frontdesk.console.commands import retention
from frontdesk.console.surroundings import Stop
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.information import actions
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B11")
THEN, NOW = datetime(2019, 5, 1, 10, tzinfo=UTC), datetime(2026, 12, 1, 10, tzinfo=UTC)


def test_it_counts_then_empties_and_says_how_many(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    person = people.create_person(cast.dee, name="Amina Testwood", source="phone")
    for _ in range(3):
        contacts.record_contact(cast.dee, channel="phone", person=person, started_at=THEN, ended_at=THEN, matters=[])
    with clock.at(NOW):
        retention.run(Namespace(council="demo", code="contacts", dry_run=True))
        assert "Contacts: 3 would be emptied, 0 held back." in capsys.readouterr().out
        with pytest.raises(Stop, match="switched on"):
            retention.run(Namespace(council="demo", code=None, dry_run=False))
        actions.set_rule(cast.system, code="contacts", months=72, on=True)
        retention.run(Namespace(council="demo", code=None, dry_run=False))
    assert "Contacts: 3 emptied, 0 held back." in capsys.readouterr().out
    assert not Contact.objects.filter(council_id=cast.dee.council, person_id=person).exists()
