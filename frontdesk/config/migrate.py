"""Bringing the database up to date, as the owner: what `frontdesk migrate`, `setup` and the tests do."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection


def migrate(verbosity: int = 0) -> None:
    """Apply all migrations, make the cache table (unlogged), and let the app role call the schema's functions.

    Must run connected as the owner. Functions are born closed to PUBLIC; those of libraries are opened here.
    """
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE frontdesk_cache SET UNLOGGED")
        cursor.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{settings.APP_ROLE}"')
        cursor.execute("SELECT journal_months(12)")
