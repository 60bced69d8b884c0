"""No council sees another's data, and forgetting the council is loud."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import InternalError, ProgrammingError, connection, transaction

from frontdesk.domains.access.models import Membership
from frontdesk.domains.organisations.models import Team
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.models import JournalEntry
from tests.support.cast import Cast

pytestmark = pytest.mark.pg15

# Tables that every council's work may read, each with the reason.
UNPROTECTED = {
    "organisations_council": "read to find out which council an address means",
    "organisations_councilhost": "read to find out which council a host means",
    "access_user": "a sign-in belongs to the installation; what it may see is in memberships",
    "frontdesk_cache": "rate limits and short-lived codes; keys are hashed",
    "django_migrations": "the schema's own history",
    "django_content_type": "names of models only",
    "django_session": "a session belongs to a browser and is found by its secret key",
    "auth_permission": "Django's own table, unused: rights are roles of memberships",
    "auth_group": "Django's own table, unused",
    "auth_group_permissions": "Django's own table, unused",
}
PREFIXES = {
    "account_": "allauth: sign-in of the installation",
    "allauth_idp_oidc_": "allauth: programs and their tokens; whose a program is stands in partners_outsidesystem",
    "mfa_": "allauth: second factors of a sign-in",
    "procrastinate_": "jobs carry their council as an argument",
    "kernel_journal_": "partitions: no role but the owner may touch them",
}

# Numbers that are no foreign key, each with the reason.
_SIGN_IN = "a sign-in belongs to the installation, not to a council; what it did stays when it goes"
_TYPED = "a thing of any kind, named by the type beside it"
_UP = "a draft stands below what it names, which is written or looked up by a verb of the higher domain"
_PROPERTY = "a national number, often of an address that no list of ours has"
_KERNEL = "the kernel stands below all domains and outlives their rows"
PLAIN = {
    "cards_card.born_seen_by": _SIGN_IN,
    "cards_card.ended_by": _SIGN_IN,
    "cards_card.given_by": _SIGN_IN,
    "cards_carduse.by": _SIGN_IN,
    "cards_entitlement.ended_by": _SIGN_IN,
    "cards_entitlement.granted_by": _SIGN_IN,
    "cards_offer.decided_by": _SIGN_IN,
    "cards_offer.posted_by": _SIGN_IN,
    "contacts_contact.import_run": _KERNEL,
    "forms_draft.contact_id": _UP,
    "forms_draft.helped_by": _SIGN_IN,
    "forms_draft.request_id": _UP,
    "forms_draft.started_by": _SIGN_IN,
    "documents_letter.about_id": "the thing that `about_type` names: a request so far",
    "documents_letter.issued_by": _SIGN_IN,
    "documents_letter.made_by": _SIGN_IN,
    "documents_letter.posted_by": _SIGN_IN,
    "forms_helpoffer.contact_id": _UP,
    "forms_helpoffer.helped_by": _SIGN_IN,
    "information_breach.recorded_by": _SIGN_IN,
    "information_consent.by": _SIGN_IN,
    "information_legalhold.ended_by": _SIGN_IN,
    "information_legalhold.made_by": _SIGN_IN,
    "information_retentionrule.changed_by": _SIGN_IN,
    "information_retentionrun.began_by": _SIGN_IN,
    "information_rightscase.closed_by": _SIGN_IN,
    "information_rightscase.recorded_by": _SIGN_IN,
    "information_rightscopy.asked_by": _SIGN_IN,
    "information_rightscopy.released_by": _SIGN_IN,
    "information_rightsfinding.decided_by": _SIGN_IN,
    "information_rightstext.user_id": _SIGN_IN,
    "information_rightstold.told_by": _SIGN_IN,
    "kernel_access_log.person_id": _KERNEL,
    "kernel_access_log.token_id": _KERNEL,
    "kernel_access_log.user_id": _SIGN_IN,
    "kernel_cursor.entry": "how far a reaction has read",
    "kernel_cursor.xact": "how far a reaction has read",
    "kernel_file.size": "bytes",
    "kernel_import.user_id": _SIGN_IN,
    "kernel_journal.person_id": _KERNEL,
    "kernel_journal.thing_id": _TYPED,
    "kernel_journal.token_id": _KERNEL,
    "kernel_journal.user_id": _SIGN_IN,
    "kernel_journal.xact": "the transaction that wrote it",
    "notices_notice.checked_by": _SIGN_IN,
    "notices_telling.ended_by": _SIGN_IN,
    "notifications_message.about_id": _TYPED,
    "people_accounthelp.contact_id": _UP,
    "people_accounthelp.started_by": _SIGN_IN,
    "people_accounthelp.settled_by": _SIGN_IN,
    "partners_connection.user_id": _SIGN_IN,
    "partners_outsidesystem.ended_by": _SIGN_IN,
    "partners_outsidesystem.registered_by": _SIGN_IN,
    "payments_account.ended_by": _SIGN_IN,
    "payments_account.linked_by": _SIGN_IN,
    "people_authority.contact_id": _UP,
    "people_authority.ended_by": _SIGN_IN,
    "people_authority.recorded_by": _SIGN_IN,
    "people_identityproof.ended_by": _SIGN_IN,
    "people_identityproof.recorded_by": _SIGN_IN,
    "people_join.joined_by": _SIGN_IN,
    "people_join.run": _KERNEL,
    "people_join.undone_by": _SIGN_IN,
    "people_joinproposal.decided_by": _SIGN_IN,
    "people_joinproposal.proposed_by": _SIGN_IN,
    "people_joinproposal.run": _KERNEL,
    "people_death.ended_by": _SIGN_IN,
    "people_death.recorded_by": _SIGN_IN,
    "people_death.said_by": _SIGN_IN,
    "people_need.ended_by": _SIGN_IN,
    "people_need.recorded_by": _SIGN_IN,
    "people_need.reviewed_by": _SIGN_IN,
    "people_needsign.answered_by": _SIGN_IN,
    "people_organisation.recorded_by": _SIGN_IN,
    "people_person.created_by": _SIGN_IN,
    "people_person.import_run": _KERNEL,
    "people_person.readers": _SIGN_IN,
    "people_personaddress.uprn": _PROPERTY,
    "people_relation.recorded_by": _SIGN_IN,
    "people_serviceexception.granted_by": _SIGN_IN,
    "people_signinlink.linked_by": _SIGN_IN,
    "places_address.parent_uprn": _PROPERTY,
    "places_address.uprn": _PROPERTY,
    "places_imported.run": _KERNEL,
    "places_place.uprn": _PROPERTY,
    "places_street.usrn": _PROPERTY,
    "requests_request.import_run": _KERNEL,
    "requests_request.uprn": _PROPERTY,
    "segments_count.contacts": "how many",
    "segments_round.place": "how far a round is",
    "requests_requestanswers.made_by": _SIGN_IN,
    "requests_requestlink.made_by": _SIGN_IN,
    "contacts_conversationtext.user_id": _SIGN_IN,
    "requests_requesttext.user_id": _SIGN_IN,
    "requests_savedlist.user_id": _SIGN_IN,
}


def _query(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_the_tests_themselves_run_as_a_role_that_the_policies_bind(db):
    (row,) = _query("SELECT rolsuper, rolbypassrls, current_user FROM pg_roles WHERE rolname = current_user")
    assert row[:2] == (False, False)
    assert not _query("SELECT 1 FROM pg_class WHERE relowner = current_user::regrole AND relkind IN ('r', 'p')")


def test_every_table_is_protected_or_on_the_list_with_a_reason(db):
    tables = _query(
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    )
    missing = [
        name for name, safe in tables if not safe and name not in UNPROTECTED and not name.startswith(tuple(PREFIXES))
    ]
    assert missing == []


def test_no_row_is_readable_without_a_council(cast: Cast):
    with tenancy.acting_for(), pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        list(Team.objects.all())


def test_each_council_sees_its_own_rows_only(cast: Cast):
    assert {team.council_id for team in Team.objects.all()} == {cast.councils.demo.id}
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert {team.council_id for team in Team.objects.all()} == {cast.councils.littlewick.id}
        assert set(Membership.objects.values_list("name", flat=True)) == {"Lena Moss"}


def test_a_row_cannot_be_written_for_another_council(cast: Cast):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Team.objects.create(council_id=cast.councils.littlewick.id, code="x", name="X")


def test_the_journal_cannot_be_changed_or_emptied(cast: Cast):
    journal.write(cast.dee, "test.happened", thing=("test", 1))
    for statement in ("UPDATE kernel_journal SET kind = 'x'", "DELETE FROM kernel_journal", "TRUNCATE kernel_journal"):
        with pytest.raises(ProgrammingError), transaction.atomic():
            _query(statement)
    assert JournalEntry.objects.filter(kind="test.happened").count() == 1


def test_foreign_keys_between_councils_tables_carry_the_council(db):
    """Foreign keys ignore policies, so each one between protected tables needs its (council_id, id) twin."""
    protected = {
        row[0] for row in _query("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p')")
    }
    pairs = {
        (row[0], row[1])
        for row in _query("""
        SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[2]
        WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 2""")
    }
    missing = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            target = field.related_model._meta.db_table if field.related_model else None
            here = (model._meta.db_table, field.column)
            if here[0] in protected and target in protected and here not in pairs:
                missing.append(f"{here[0]}.{here[1]} -> {target}")
    assert missing == []


def test_every_number_of_a_row_elsewhere_is_a_foreign_key_or_on_the_list_with_a_reason(db):
    """A plain number may point at another council's row, or at none: the database does not look."""
    numbers = _query("""
        SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relrowsecurity AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
          AND a.atttypid IN ('int8'::regtype, 'int8[]'::regtype) AND a.attname NOT IN ('id', 'council_id')
          AND NOT EXISTS (SELECT FROM pg_constraint f
                          WHERE f.contype = 'f' AND f.conrelid = c.oid AND a.attnum = ANY (f.conkey))""")
    found = {name for (name,) in numbers}
    assert sorted(found ^ PLAIN.keys()) == []


def test_views_run_with_the_readers_rights_and_definer_functions_fix_their_search_path(db):
    views = _query(
        "SELECT relname, coalesce(reloptions::text, '') FROM pg_class WHERE relkind = 'v'"
        " AND relnamespace = 'public'::regnamespace"
    )
    assert [
        name for name, options in views if "security_invoker=true" not in options and not name.startswith("pg_")
    ] == []
    functions = _query(
        "SELECT proname, coalesce(proconfig::text, '') FROM pg_proc WHERE prosecdef"
        " AND pronamespace = 'public'::regnamespace"
    )
    assert [name for name, config in functions if "search_path" not in config] == []


def test_migrations_make_what_the_models_say(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
