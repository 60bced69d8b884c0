"""When an authority holds, as a table: the object form and the row form say the same of every one of them."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.acting import as_authority
from frontdesk.domains.people.rules.acting import Terms, Use, eighteenth, holds, standing, wrong_terms
from frontdesk.domains.people.tests.stories import record
from frontdesk.domains.people.types.acting import Authority, Standing
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B13")
TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
DAY = timedelta(days=1)
GOOD = {
    "by": 2, "since": TODAY, "until": TODAY, "confirmed_at": NOW, "recorded_at": NOW, "ended_at": None, "contact": None,
    "services": frozenset(), "sees_only": False,
}  # fmt: skip


def one(**changes: object) -> Authority:
    return Authority(1, 1, evidence="signed-form", **(GOOD | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "use", "opens"),
    [
        ({}, {}, True),
        ({"until": None}, {}, True),
        ({"until": TODAY - DAY}, {}, False),
        ({"since": TODAY + DAY, "until": None}, {}, False),
        ({"ended_at": NOW}, {}, False),
        ({"confirmed_at": None}, {}, False),
        ({"by": None, "confirmed_at": None}, {}, False),
        ({"services": frozenset({"bins"})}, {"service": "bins"}, True),
        ({"services": frozenset({"bins"})}, {"service": "rent"}, False),
        ({"services": frozenset({"bins"})}, {}, True),
        ({"sees_only": True}, {}, False),
        ({"sees_only": True}, {"doing": False}, True),
        ({"contact": 7}, {}, False),
        ({"contact": 7}, {"contact": 7}, True),
        ({"contact": 7}, {"contact": 8}, False),
        ({}, {"called_back": NOW}, False),
        ({}, {"called_back": NOW - DAY}, True),
    ],
)
def test_it_opens_only_what_it_was_given_for(changes: dict, use: dict, opens: bool):
    assert holds(one(**changes), Use(TODAY, **use)) is opens


def test_rows_and_objects_agree_on_every_authority_and_every_use(cast: Cast):
    person, by, council = record(cast), record(cast, "Carla Bridges"), cast.dee.council
    made = product(
        (TODAY - DAY, TODAY + DAY), (None, TODAY - DAY, TODAY), ((), ("bins",), ("bins", "rent")), (False, True),
        (None, 7), (None, NOW), (None, NOW),
    )  # fmt: skip
    rows = models.Authority.objects.bulk_create(
        models.Authority(
            council_id=council, person_id=person, by_id=by, evidence="council", since=since, until=until,
            services=list(services), sees_only=sees, contact_id=contact, recorded_at=NOW + DAY * (sees - 0.5),
            confirmed_at=confirmed, ended_at=ended,
        )
        for since, until, services, sees, contact, confirmed, ended in made
    )  # fmt: skip
    uses = product((TODAY,), ("", "bins", "rent"), (True, False), (None, 7, 8), (None, NOW))
    for use in (Use(*each) for each in uses):
        found = set(
            models.Authority.objects.filter(policy.in_force(use), council_id=council).values_list("id", flat=True)
        )
        assert found == {row.pk for row in rows if holds(as_authority(row), use)}, use
    assert {standing(as_authority(row), TODAY, None) for row in rows} == set(Standing) - {
        Standing.STOPPED,
        Standing.DIED,
    }


BORN = date(2012, 2, 29)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"evidence": "signed-form", "until": TODAY}, ""),
        ({"evidence": "signed-form"}, "until-day"),
        ({"evidence": "signed-form", "why_no_end": " "}, "until-day"),
        ({"evidence": "power-of-attorney", "why_no_end": "It lasts for life"}, ""),
        ({"evidence": "signed-form", "until": TODAY - DAY}, "until-day"),
        ({"evidence": "signed-form", "until": TODAY, "since": TODAY + DAY}, "until-day"),
        ({"evidence": "he-said-so", "until": TODAY}, "evidence"),
        ({"evidence": "verbal", "until": TODAY}, "evidence"),
        ({"evidence": "verbal", "in_contact": True}, ""),
        ({"evidence": "signed-form", "until": TODAY, "in_contact": True}, "evidence"),
        ({"evidence": "parent", "until": TODAY}, "evidence"),
        ({"evidence": "parent", "until": date(2030, 2, 28), "born": BORN}, ""),
        ({"evidence": "parent", "until": date(2030, 3, 1), "born": BORN}, "until-day"),
        ({"evidence": "parent", "why_no_end": "Always", "born": BORN}, "until-day"),
        ({"evidence": "parent", "until": TODAY, "born": date(2008, 12, 1)}, "evidence"),
    ],
)
def test_an_end_is_always_asked_for(terms: dict, field: str):
    assert wrong_terms(Terms(**({"since": TODAY} | terms)), TODAY)[0] == field


def test_a_child_of_the_29th_of_february_is_grown_up_on_the_first_of_march():
    assert eighteenth(BORN) == date(2030, 3, 1)
    assert eighteenth(date(2010, 5, 4)) == date(2028, 5, 4)
