"""The page of figures: docs/operations/benchmarks.md."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Results = dict[int, dict[str, Any]]
_MOST_QUERIES = 15
# (name begins with, p95 budget in ms, most queries): DESIGN 6.
_BUDGETS = (
    ("Public:", 100, _MOST_QUERIES), ("Desk:", 100, _MOST_QUERIES), ("Insight:", 250, _MOST_QUERIES),
    ("Customer:", 60, _MOST_QUERIES), ("Search for a customer", 30, None), ("Figures:", 250, None),
)  # fmt: skip
_RECORD_CPU, _RECORD_DATABASE = 5, 2
_LEAST_SHARE = {1: 5, 100: 25}
_IMPORT_SECONDS = 180
_MATCH_SECONDS, _MATCH_BYTES, _GIGABYTE = 120, 2e9, 1e9
_NAMES = {1: "one a call", 100: "100 a call"}


def write(path: Path, results: Results) -> None:
    """Write the figures of these sizes."""
    path.write_text(text(results, datetime.now(UTC)))


def text(results: Results, now: datetime) -> str:
    """The page as Markdown."""
    sizes = sorted(results)
    load = "; ".join(f"{size:,} people: {' to '.join(f'{n:.1f}' for n in results[size]['load'])}" for size in sizes)
    parts = [
        "# Benchmarks",
        f"Written by `make bench` on {now:%-d %B %Y}, on {results[sizes[0]]['machine']}, with the database, the server"
        " (`frontdesk serve`: two processes) and whoever asks it on the same machine, as the application role under"
        " row-level security. Times hang on what else the machine does; CPU, queries and shares hang on it less. Load"
        f" average at the beginning and at the end, {load}.",
        "The people, their homes and five years of their contacts and requests are made up from one seed, in the rows"
        " that the verbs leave (frontdesk/console/year), with indexes and foreign keys set aside meanwhile; the time"
        " for making them anew is in that of the years.",
        _rows(results, sizes),
        "## Budgets",
        *[_verdicts(size, results[size]) for size in sizes],
        "## Pages",
        "Asked for over HTTP one after the other. Milliseconds of CPU a page: the server's + the database's; the time"
        " that 95 of 100 stay under; queries (BEGIN and set_config are not counted). Each was asked for before, so that"
        " it comes from memory and not from disk. The no-op view asks nothing of session or database.",
        _table(results, sizes, "pages"),
        "## What pages ask for",
        "The same in this process, without a page around it. The first search for each customer comes from disk.",
        _table(results, sizes, "queries"),
        "## Recording contacts",
        "Contacts with one matter each through the API, eight clients at a time, and eight clients of `pgbench` that"
        " write the same rows of contact, matter and journal, as many in a transaction, by prepared statements. CPU of"
        " the database is that of the backends; what the server writes in the background is not in it.",
        _recording(results, sizes),
        "## Bringing in a file",
        _where_timed(results, sizes, "imported", _imported),
        "## Comparing all records",
        _where_timed(results, sizes, "matched", _matched),
        "## Plans",
        "Every list query and every page that shows rows, about the customer with most contacts where it is about one,"
        " run with EXPLAIN ANALYZE: those that read a table of over 20,000 rows whole or sort more than a page of it."
        " Two are excepted: the search, which may rank 200 candidates, and open work by promise used, at 10,000 rows,"
        " which no list is ordered by yet.",
        *[_plans(size, results[size]) for size in sizes],
    ]
    return "\n\n".join(parts) + "\n"


def _rows(results: Results, sizes: list[int]) -> str:
    lines = [
        "| people | contacts | requests | of them open | loading people | loading five years | counting its days |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for size in sizes:
        rows, seconds = results[size]["rows"], results[size]["seconds"]
        lines.append(
            f"| {rows['people']:,} | {rows['contacts']:,} | {rows['requests']:,} | {rows['open']:,}"
            f" | {_took(seconds, 'people')} | {_took(seconds, 'year')} | {_took(seconds, 'count')} |"
        )
    return "\n".join(lines)


def _took(seconds: dict[str, float], part: str) -> str:
    return f"{seconds[part]:.0f} s" if part in seconds else "kept"


def _where_timed(results: Results, sizes: list[int], part: str, told: Callable[[int, dict[str, Any]], str]) -> str:
    """How long something took, at the size at which it was timed."""
    size = next((each for each in sizes if results[each].get(part)), None)
    return "Not timed in this run." if size is None else told(size, results[size][part])


def _imported(size: int, one: dict[str, Any]) -> str:
    return (
        f"`frontdesk import contacts`, a file of {one['lines']:,} calls and visits, two in three of a customer whom it"
        f" names, into the database of {size:,} people: {one['seconds']:.0f} s, {one['cpu']:.0f} s of them CPU of the"
        f" command; {one['lines'] / one['seconds']:,.0f} lines a second."
    )


def _matched(size: int, one: dict[str, Any]) -> str:
    return (
        f"`frontdesk match`, {size:,} records read from the database, compared, and what was found written back:"
        f" {one['seconds']:.0f} s, {one['cpu']:.0f} s of them CPU of the command, with at most"
        f" {one['memory'] / _GIGABYTE:.1f} GB. It said: {one['told']}"
    )


def _table(results: Results, sizes: list[int], part: str) -> str:
    lines = [
        "| |" + "".join(f" {size:,}: CPU | p95 | queries |" for size in sizes),
        "|---|" + "---:|---:|---:|" * len(sizes),
    ]
    for place, first in enumerate(results[sizes[0]][part]):
        cells = [first["name"]]
        for size in sizes:
            one = results[size][part][place]
            cells += [f"{one['cpu']:.1f} + {one['database']:.1f}", f"{one['p95']:.0f} ms", str(one["queries"])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _recording(results: Results, sizes: list[int]) -> str:
    lines = [
        "| people | | CPU of a contact | contacts a second | pgbench | share |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for size in sizes:
        for one in results[size]["recording"]:
            lines.append(
                f"| {size:,} | {_NAMES[one['rows']]} | {one['cpu']:.2f} + {one['database']:.2f} ms"
                f" | {one['rate']:,.0f} | {one['limit']:,.0f} | {one['share']:.0f}% |"
            )
    return "\n".join(lines)


def _plans(size: int, one: dict[str, Any]) -> str:
    told = f"At {size:,} people, of {one['listed']} lists"
    return f"{told}:\n\n" + "\n".join(f"- {fault}" for fault in one["plans"]) if one["plans"] else f"{told}: none."


def _verdicts(size: int, one: dict[str, Any]) -> str:
    """Each budget of DESIGN 6 that can be judged from these figures: those missed each in a line, those met counted."""
    judged = [_timed(item) for item in [*one["pages"], *one["queries"]]] + [_contact(one["recording"][0])]
    for each in one["recording"]:
        least = _LEAST_SHARE[each["rows"]]
        judged.append((each["share"] >= least, f"contacts, {_NAMES[each['rows']]}: {each['share']:.0f}% of pgbench,"
                       f" at least {least}%"))  # fmt: skip
    if (brought := one.get("imported")) is not None:
        met = brought["seconds"] < _IMPORT_SECONDS
        judged.append(
            (met, f"import: {brought['lines']:,} contacts in {brought['seconds']:.0f} s of {_IMPORT_SECONDS}")
        )
    if (match := one.get("matched")) is not None:
        met = match["seconds"] < _MATCH_SECONDS and match["memory"] < _MATCH_BYTES
        judged.append((met, f"matching: {match['people']:,} records in {match['seconds']:.0f} s of {_MATCH_SECONDS},"
                       f" {match['memory'] / _GIGABYTE:.1f} GB of {_MATCH_BYTES / _GIGABYTE:.0f}"))  # fmt: skip
    judged.append((not one["plans"], f"plans of lists: {len(one['plans'])} faults, none"))
    counted = [told for told in judged if told is not None]
    missed = [told for met, told in counted if not met]
    lines = [f"At {size:,} people {len(counted) - len(missed)} of {len(counted)} are met."]
    return "\n".join([*lines, *(["", *(f"- **missed**: {told}" for told in missed)] if missed else [])])


def _timed(item: dict[str, Any]) -> tuple[bool, str] | None:
    budget = next((each for each in _BUDGETS if item["name"].startswith(each[0])), None)
    if budget is None:
        return None
    _, most, queries = budget
    met = item["p95"] <= most and (queries is None or item["queries"] <= queries)
    spent = item["cpu"] + item["database"]
    asked = f", {item['queries']} of {queries} queries" if queries else ""
    return met, f"{item['name']}: p95 {item['p95']:.0f} of {most} ms (CPU {spent:.0f} ms){asked}"


def _contact(one: dict[str, Any]) -> tuple[bool, str]:
    met = one["cpu"] <= _RECORD_CPU and one["database"] <= _RECORD_DATABASE
    return met, (
        f"record a contact: {one['cpu']:.2f} of {_RECORD_CPU} ms of the server's CPU and {one['database']:.2f} of"
        f" {_RECORD_DATABASE} ms of the database's"
    )
