"""Is the database role of this process one that row-level security binds? (TRIED 1: superusers ignore even FORCE.)"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

_WHO = """
    SELECT rolsuper, rolbypassrls,
           EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')
                   AND c.relnamespace = 'public'::regnamespace),
           NOT rolsuper AND EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner <> r.oid AND c.relkind IN ('r', 'p')
                   AND c.relnamespace = 'public'::regnamespace AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
    FROM pg_roles r WHERE rolname = current_user
"""


def role_problems() -> list[str]:
    """Sentences about why the role must not serve pages; none when it is safe."""
    with connection.cursor() as cursor:
        cursor.execute(_WHO)
        superuser, bypass, owns, may_become = cursor.fetchone()
    found = []
    if superuser:
        found.append(
            "The application's database role is a superuser, so councils would not be kept apart. "
            "Use the role made by `frontdesk setup`."
        )
    if bypass:
        found.append(
            "The application's database role may bypass row-level security. Use the role made by `frontdesk setup`."
        )
    if owns:
        found.append(
            "The application's database role owns tables. "
            "DATABASE_URL must name the application role, DATABASE_OWNER_URL the owner."
        )
    if may_become:
        found.append(
            "The application's database role is a member of the role that owns the tables. "
            "Take the membership away: REVOKE the owner's role from the application's."
        )
    return found


def problems() -> list[str]:
    """Everything that keeps this installation from being ready."""
    try:
        found = role_problems()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            found.append("Migrations are waiting: run `frontdesk migrate`.")
    except DatabaseError:
        return ["The database does not answer."]
    return found
