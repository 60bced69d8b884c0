"""Reading councils."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.organisations import actions, queries
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast


def test_a_page_that_asks_by_code_and_by_id_asks_the_database_once(cast: Cast) -> None:
    queries.forget()
    with CaptureQueriesContext(connection) as asked:
        found = queries.council_by_code("demo")
        assert found is not None
        assert queries.council_by_id(found.id) == found
    assert len(asked) == 1


def test_teams_are_kept_until_the_council_has_changed_and_then_read_anew_by_every_process(cast: Cast) -> None:
    council = cast.councils.demo.id
    queries.forget()
    before = queries.teams(council)
    with CaptureQueriesContext(connection) as asked:
        assert queries.teams(council) == before
    assert len(asked) == 0
    kept = dict(queries._teams)
    wanted = {"code": "bees", "name": "Bee keepers"}
    actions.set_teams(Actor.system(council), departments=[], teams=[wanted])
    queries._teams.update(kept)  # what another process still has
    assert "bees" in {team.code for team in queries.teams(council)}
    version = queries.council_by_id(council).version  # type: ignore[union-attr]
    actions.set_teams(Actor.system(council), departments=[], teams=[wanted])
    assert queries.council_by_id(council).version == version  # type: ignore[union-attr]
