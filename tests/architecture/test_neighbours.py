"""Two councils in every test that reads: Littlewick's rows stand beneath each story, in every table of a council."""

from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from frontdesk.config import metrics, middleware
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock, journal, tenancy
from tests.support import sight
from tests.support.cast import Cast
from tests.support.neighbours import AMINA, MORNING

ROOT = Path(metrics.__file__).parents[1]
# Tables of a council in which Littlewick has no row beneath every story, each with where two councils meet in it.
ELSEWHERE = {
    "contacts_conversation": "contacts/tests/test_conversations.py",
    "contacts_conversationtext": "found by a conversation's id only",
    "cards_card": "cards/tests/test_entitlements.py asks as the other council; a council without a pack has no card",
    "cards_carduse": "found by a customer's records and by an offer only",
    "cards_entitlement": "likewise",
    "cards_offer": "cards/tests/test_both_councils.py",
    "cards_signingkey": "cards/tests/test_both_councils.py",
    "cards_stoppedserial": "cards/tests/test_both_councils.py",
    "documents_letter": "documents/tests/test_letters.py",
    "access_signup": "forms/tests/test_abandoned.py",
    "forms_helpoffer": "forms/tests/test_abandoned.py",
    "forms_trouble": "found by a draft's id only",
    "services_searchday": "sites/public/tests/test_unfinished.py counts in one of both",
    "forms_upload": "files are found by a key of 128 bits; forms/tests/test_uploads.py asks for another council's",
    "notifications_choice": "found by a customer's records only",
    "kernel_file": "likewise",
    "kernel_cursor": "how far a reaction has read; kernel/tests/test_journal.py",
    "insight_standardday": "counted from contacts_facts and read by the same statement; insight/tests/test_figures.py",
    "information_breach": "information/tests/test_breaches.py",
    "information_consent": "information/tests/test_consents.py",
    "information_legalhold": "read by council alone in one place; information/tests/test_retention.py holds in both",
    "information_retentionrule": "information/tests/test_retention.py sets rules in both",
    "information_retentionrun": "found by its id, and by council and class; information/tests/test_retention.py",
    "information_rightscopy": "found by a case's id only; information/tests/test_copy.py asks as the other council",
    "information_rightsfinding": "found by a copy's id only",
    "information_rightstold": "found by a case's id only",
    "kernel_import": "console/tests/test_import.py",
    "kernel_once": "kernel/tests/test_once.py",
    "people_accounthelp": "people/tests/test_account_help.py",
    "partners_connection": "sites/account/tests/test_outside.py asks at the other council's host",
    "partners_outsidesystem": "likewise",
    "payments_account": "payments/tests/test_link_account.py",
    "notices_notice": "notices/tests/test_death.py asks as the other council's adviser",
    "notices_telling": "found by a notice's id; by a link in notices/tests/test_death.py",
    "people_authority": "people/tests/test_authority.py",
    "people_death": "people/tests/test_record_death.py asks as the other council's adviser",
    "people_join": "people/tests/test_join_people.py",
    "people_joinproposal": "people/tests/test_propose_join.py",
    "people_organisation": "people/tests/test_organisations.py",
    "people_relation": "people/tests/test_authority.py",
    "people_identityproof": "people/tests/test_prove_identity.py",
    "people_identity": "people/tests/test_load_people.py loads both councils from one system",
    "places_collectionround": "found by an address's round only",
    "places_imported": "found by the number of a run only",
    "places_lookupcount": "places/tests/test_look_up_addresses.py",
    "places_place": "places/tests/test_queries.py",
    "places_postcode": "places/tests/test_load_postcodes.py",
    "requests_requestfollower": "requests/tests/test_subscribing.py",
    "requests_requestlink": "found by a request's id only",
    "requests_requestoutside": "found by a request's id only",
    "requests_savedlist": "requests/tests/test_saved_lists.py",
    "segments_due": "found by the numbers of records only; segments/tests/test_rounds.py",
    "segments_leftout": "found by a customer's records only",
    "services_trial": "found by a version's id only",
    "standards_calendarversion": "standards/tests/test_set_calendars.py",
    "standards_standardexception": "found with a standard's code; standards/tests/test_set_standards.py",
}
OF_A_COUNCIL = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'council_id'
    WHERE c.relrowsecurity AND c.relkind IN ('r', 'p') ORDER BY 1
"""


def test_the_other_council_has_rows_in_every_table_of_a_council(cast: Cast):
    """A table that is new is filled by `tests/support/neighbours.py`, or named above with its reason."""
    with tenancy.acting_for(cast.councils.littlewick.id), connection.cursor() as cursor:
        cursor.execute(OF_A_COUNCIL)
        tables = [name for (name,) in cursor.fetchall()]
        empty = set()
        for table in tables:
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            if cursor.fetchone() == (False,):
                empty.add(table)
    assert sorted(empty ^ ELSEWHERE.keys()) == []


def test_its_customer_is_the_double_of_the_stories_amina_and_is_at_work(cast: Cast):
    council = cast.councils.littlewick.id
    with tenancy.acting_for(council), clock.at(MORNING):
        (hit,) = people.search(cast.lena, "07700 900123")
        assert {"name": hit.name, "email": hit.email} == AMINA
        assert people.person_of(council, cast.amina.user) == hit.person
        for show in ("open", "closed"):
            (item,) = requests.listed(cast.lena, scope="all", show=show).items
            assert item.person == hit.person
        assert contacts.last_contacts(council, [hit.person]) and journal.timeline(council, person=hit.person)


def test_domains_and_pages_are_asked_with_both_councils_in_sight(cast: Cast):
    """So that their tests show what a query says of its council itself, and not what the policies let through."""
    demo, littlewick = cast.councils.demo.id, cast.councils.littlewick.id
    assert sight.of_file(cast.councils, Path("frontdesk/domains/people/tests/test_search.py")) == (demo, littlewick)
    assert tenancy.current() == sight.of_file(cast.councils, Path(__file__)) == (demo,)
    seen: list[tuple[int, ...]] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(tenancy.current())
        return HttpResponse()

    for address in ("/c/demo/", "/c/littlewick/", "/c/nowhere/"):
        middleware.find_council(page)(RequestFactory().get(address))
    assert seen == [(demo, littlewick), (littlewick, demo), ()]


def test_no_other_part_of_the_sites_says_for_which_council_it_acts():
    """One that begins to is named in `tests/support/sight.py`; the numbers for the machine are of all councils."""
    parts = [ROOT / "config", ROOT / "sites"]
    acting = {path for part in parts for path in part.rglob("*.py") if "acting_for(" in path.read_text("utf-8")}
    known = {Path(module.__file__ or "") for module in (*sight.WHERE_WORK_BEGINS, metrics)}
    assert {path for path in acting if "tests" not in path.parts} <= known
