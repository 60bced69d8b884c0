"""`column__begins="x"`: what begins with a text, by an index beneath the policies.

Django's `__startswith` becomes LIKE, which is not leakproof, so under row-level security no index serves it
(docs/decisions/0002). This asks for a range instead. The column needs `db_collation="C"`.
"""

from typing import Any

from django.db.models import Lookup, TextField

_LAST = "\U0010ffff"


class Begins(Lookup):
    """Rows whose column begins with the text, which must be normalised as the column is."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The range from the text itself to just before the first text that no longer begins with it."""
        column, column_values = self.process_lhs(compiler, connection)
        text, text_values = self.process_rhs(compiler, connection)
        values = (*column_values, *text_values)
        return f"({column} >= {text} AND {column} < {text} || %s)", (*values, *values, _LAST)


def install() -> None:
    """Make `__begins` known to every text column."""
    TextField.register_lookup(Begins)
