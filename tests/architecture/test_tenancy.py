"""No council sees another's data, and forgetting the council is loud."""

import pytest
from django.apps import apps
from django.db import InternalError, ProgrammingError, connection, transaction

from frontdesk.domains.access.models import Membership
from frontdesk.domains.organisations.models import Team
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.models import JournalEntry
from tests.support.cast import Cast

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
    "mfa_": "allauth: second factors of a sign-in",
    "procrastinate_": "jobs carry their council as an argument",
    "kernel_journal_": "partitions: no role but the owner may touch them",
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
