"""Reading councils."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.organisations import queries
from tests.support.cast import Cast


def test_a_page_that_asks_by_code_and_by_id_asks_the_database_once(cast: Cast) -> None:
    queries.forget()
    with CaptureQueriesContext(connection) as asked:
        found = queries.council_by_code("demo")
        assert found is not None
        assert queries.council_by_id(found.id) == found
    assert len(asked) == 1
