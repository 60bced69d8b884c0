"""Row-level security for migrations: one operation a table.

`protect` is the recipe of docs/decisions/0002: ENABLE and FORCE, a policy for the application role that compares
`council_id` with `councils()`, a policy for the owner, and UNIQUE (council_id, id) so that other tables can refer to
a row *of the same council* with `same_council`. The policy is the net; each list query still names its council.
"""

from django.conf import settings
from django.db.migrations import RunSQL


def protect(table: str, *, unique_pair: bool = True) -> RunSQL:
    """Put `table` (with a column council_id) under the council policy.

    `unique_pair` adds UNIQUE (council_id, id), the target of `same_council`.
    """
    app, owner = settings.APP_ROLE, settings.OWNER_ROLE
    pair = (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_council_pair" UNIQUE (council_id, id);' if unique_pair else ""
    )
    forward = f"""
        ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
        ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
        CREATE POLICY council ON "{table}" TO "{app}" USING (council_id = ANY ((SELECT councils())::bigint[]));
        CREATE POLICY owner_all ON "{table}" TO "{owner}" USING (true);
        {pair}
    """
    backward = f"""
        ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{table}_council_pair";
        DROP POLICY council ON "{table}"; DROP POLICY owner_all ON "{table}";
        ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY; ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;
    """
    return RunSQL(forward, backward)


def same_council(table: str, column: str, target: str) -> RunSQL:
    """Make the database refuse a `column` of `table` that points at another council's row of `target`.

    Foreign keys ignore policies, so without this a council may point at another council's person.
    Deferred like Django's own, so that rows can be written in any order within a transaction.
    """
    name = f"{table}_{column}_same_council"[:63]
    forward = f"""
        ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (council_id, "{column}")
        REFERENCES "{target}" (council_id, id) DEFERRABLE INITIALLY DEFERRED;
    """
    return RunSQL(forward, f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}";')


def only(table: str, *privileges: str) -> RunSQL:
    """Leave the application role just these privileges on `table`, e.g. only("kernel_journal", "SELECT", "INSERT")."""
    app = settings.APP_ROLE
    grant = f'GRANT {", ".join(privileges)} ON "{table}" TO "{app}";' if privileges else ""
    return RunSQL(
        f'REVOKE ALL ON "{table}" FROM "{app}"; {grant}',
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO "{app}";',
    )


def definer(signature: str, returns: str, body: str, *, language: str = "sql", volatility: str = "STABLE") -> RunSQL:
    """A SECURITY DEFINER function owned by the migrating role, callable by the application role only.

    It runs past the policies, so `body` must itself say `council_id = ANY (councils())` or say why not.
    """
    name = signature.split("(")[0]
    kinds = signature[signature.index("(") :]
    forward = f"""
        CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE {language} {volatility} SECURITY DEFINER
        SET search_path = public, pg_temp AS $body$ {body} $body$;
        REVOKE ALL ON FUNCTION {name}{kinds} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name}{kinds} TO "{settings.APP_ROLE}";
    """
    return RunSQL(forward, f"DROP FUNCTION {name}{kinds};")
