"""The verb set_calendars."""

import pytest
from django.db import ProgrammingError, connection, transaction

from frontdesk.domains.standards import actions, queries
from frontdesk.domains.standards.tests.made import CREWS, OFFICE
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast


def test_it_sets_what_is_new_and_nothing_the_second_time(cast: Cast):
    calendars = {"office": ("Offices", OFFICE), "crews": ("Crews", CREWS)}
    assert actions.set_calendars(cast.system, calendars=calendars) == ["office", "crews"]
    assert actions.set_calendars(cast.system, calendars=calendars) == []
    assert queries.calendar_for(cast.system.council, "crews") == CREWS


def test_it_adds_a_version_when_the_hours_change(cast: Cast):
    actions.set_calendars(cast.system, calendars={"office": ("Offices", OFFICE), "crews": ("Crews", CREWS)})
    assert actions.set_calendars(cast.ada, calendars={"office": ("Offices", CREWS)}) == ["office"]
    assert queries.named_calendars(cast.ada.council) == {"office": ("Offices", CREWS), "crews": ("Crews", CREWS)}
    newest = journal.timeline(cast.ada.council, limit=1)[0]
    assert (newest.kind, newest.data) == ("standards.calendars_changed", {"code": "office", "number": 2})


def test_it_keeps_councils_apart(cast: Cast):
    actions.set_calendars(cast.system, calendars={"office": ("Offices", OFFICE)})
    other = cast.councils.littlewick.id
    with tenancy.acting_for(other):
        assert queries.named_calendars(other) == {}
        actions.set_calendars(cast.littlewick_system, calendars={"office": ("Hall", CREWS)})
    assert queries.named_calendars(cast.system.council) == {"office": ("Offices", OFFICE)}


def test_it_refuses_those_who_may_not(cast: Cast):
    for actor in (cast.amina, cast.dee, cast.sam, cast.nobody):
        with pytest.raises(NotAllowed):
            actions.set_calendars(actor, calendars={"office": ("Offices", OFFICE)})


def test_it_has_the_calendars_of_the_law_without_being_told(cast: Cast):
    council = cast.system.council
    assert queries.calendar_for(council, "local") == queries.calendar_for(council, "england-and-wales")
    with pytest.raises(Refusal, match="crews"):
        queries.calendar_for(council, "crews")


def test_the_database_refuses_to_change_a_version(cast: Cast):
    actions.set_calendars(cast.system, calendars={"office": ("Offices", OFFICE)})
    for table in ("standards_calendarversion", "standards_standardversion", "standards_ratecard"):
        for statement in (f"UPDATE {table} SET made_at = now()", f"DELETE FROM {table}"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
