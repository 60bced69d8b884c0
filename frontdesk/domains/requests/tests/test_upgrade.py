"""An upgrade of a filled database: nobody hears today of what was closed before."""

from importlib import import_module

import psycopg
import pytest
from django.db import connection

from frontdesk.console import roles
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_duplicates import joined, told
from tests.support.cast import make_cast, make_councils

FROM_NOW: str = import_module("frontdesk.domains.requests.migrations.0013_followers_from_now").FROM_NOW
CURSORS = "SELECT council_id, xact, entry FROM kernel_cursor WHERE reaction = 'requests.tell_followers'"
NEWEST = "SELECT xact, id FROM kernel_journal WHERE council_id = %s ORDER BY xact DESC, id DESC LIMIT 1"


def test_followers_hear_of_closings_after_the_upgrade_only(story: Story) -> None:
    first, second = joined(story)
    actions.close_request(story.cast.oli, request=first.request or 0, outcome="emptied")
    with connection.cursor() as cursor:
        cursor.execute(FROM_NOW)
    assert not [body for body in told(story, second) if "emptied your bin" in body]
    actions.reopen(story.cast.oli, request=first.request or 0, reason="Not emptied")
    actions.close_request(story.cast.oli, request=first.request or 0, outcome="emptied")
    assert len([body for body in told(story, second) if "emptied your bin" in body]) == 1


@pytest.mark.committed
def test_each_council_with_entries_begins_behind_its_newest(committed: roles.Addresses) -> None:
    cast = make_cast(make_councils())
    demo, littlewick = cast.councils.demo.id, cast.councils.littlewick.id
    with psycopg.connect(committed.owner_url) as owner:
        newest = {council: owner.execute(NEWEST, [council]).fetchone() for council in (demo, littlewick)}
        assert owner.execute(CURSORS).fetchall() == [] and None not in newest.values()
        owner.execute("DELETE FROM kernel_journal WHERE council_id = %s", [littlewick])
        owner.execute(FROM_NOW)
        assert owner.execute(CURSORS).fetchall() == [(demo, *(newest[demo] or ()))]
        owner.execute(FROM_NOW)
        assert len(owner.execute(CURSORS).fetchall()) == 1, "a cursor that is there already stays"
