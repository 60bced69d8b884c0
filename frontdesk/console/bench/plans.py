"""Reading the plans of list queries: no large table is read whole, nothing larger than a page is sorted (DESIGN 6)."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

LARGE = 2_000
PAGE = 200
"""Rows: a page of a list with its neighbours, and the candidates of a search, are sorted; more is a fault."""


def faults(work: Callable[[], Any]) -> list[str]:
    """What is wrong with the plans of the queries that `work` asks, a line each; run as the application."""
    with CaptureQueriesContext(connection) as asked:
        work()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND reltuples > %s", [LARGE])
        large = {row[0] for row in cursor.fetchall()}
        found: list[str] = []
        for query in asked.captured_queries:
            statement = query["sql"]
            if statement.lstrip("( \n").startswith(("SELECT", "WITH")) and "set_config" not in statement:
                found += [f"{fault} in: {' '.join(statement.split())[:300]}" for fault in _of(cursor, statement, large)]
    return found


def _of(cursor: Any, statement: str, large: set[str]) -> list[str]:
    cursor.execute("EXPLAIN (FORMAT JSON) " + statement.replace("%", "%%"), [])
    (answer,) = cursor.fetchone()
    plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    found = []
    for node in _nodes(plan):
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in large:
            found.append(f"reads all of {node['Relation Name']}")
        if node["Node Type"] in ("Sort", "Incremental Sort") and node["Plan Rows"] > PAGE:
            found.append(f"sorts about {node['Plan Rows']:,} rows")
    return found


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)
