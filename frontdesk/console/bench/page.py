"""The page of figures: docs/operations/benchmarks.md."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# (name begins with, p95 budget in ms, most queries): DESIGN 6.
_BUDGETS = (
    ("Public:", 100, 15), ("Desk: A customer", 60, 15), ("Desk:", 100, 15), ("Search for a customer", 30, None),
    ("Figures:", 250, None),
)  # fmt: skip
RECORD_CPU, RECORD_DATABASE, SINGLE_SHARE, BATCH_SHARE = 5, 2, 5, 25


def write(path: Path, results: dict[int, dict[str, Any]]) -> None:
    """Write the figures of these sizes."""
    path.write_text(text(results, datetime.now(UTC)))


def text(results: dict[int, dict[str, Any]], now: datetime) -> str:
    """The page as Markdown."""
    sizes = sorted(results)
    parts = [
        "# Benchmarks",
        f"Written by `make bench` on {now:%-d %B %Y}, on {results[sizes[0]]['machine']} with database, pages and load"
        " on the same machine, as the application role under row-level security, through the whole application"
        " (middleware, session, view, template) in one process. Other work ran on the machine: compare CPU, queries"
        " and ratios between sizes; times say less.",
        _rows(results, sizes),
        "## Pages",
        "Milliseconds of CPU a page: ours + the database's; the time that 95 of 100 stay under; most queries (BEGIN"
        " and set_config are not counted). The no-op view answers without a session or the database.",
        _table(results, sizes, "pages"),
        "## What pages ask for",
        _table(results, sizes, "queries"),
        "## Recording a contact",
        "One contact with one matter and its journal entry, by the verb that the API calls, beside one client of"
        " `pgbench` writing the same rows by prepared statements.",
        _recording(results, sizes),
        "## Plans",
        "Every list query of contacts, requests, people and the journal, explained: reading a large table whole, or"
        " sorting more than a page.",
        *[_plans(size, results[size]["plans"]) for size in sizes],
        "## Budgets",
        "\n".join(_verdicts(results[sizes[-1]], sizes[-1])),
    ]
    return "\n\n".join(parts) + "\n"


def _rows(results: dict[int, dict[str, Any]], sizes: list[int]) -> str:
    lines = ["| people | contacts | requests | of them open | loading the people | counting a year's days |"]
    lines.append("|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        one, rows = results[size], results[size]["rows"]
        lines.append(
            f"| {rows['people']:,} | {rows['contacts']:,} | {rows['requests']:,} | {rows['open']:,}"
            f" | {one['people_seconds']:.0f} s | {one['count_seconds']:.1f} s |"
        )
    return "\n".join(lines)


def _table(results: dict[int, dict[str, Any]], sizes: list[int], part: str) -> str:
    lines = [
        "| |" + "".join(f" {size:,}: CPU | p95 | queries |" for size in sizes),
        "|---|" + "---:|---:|---:|" * len(sizes),
    ]
    for place, first in enumerate(results[sizes[0]][part]):
        cells = [first["name"]]
        for size in sizes:
            one = results[size][part][place]
            cells += [f"{one['cpu']:.1f} + {one['database']:.1f}", f"{one['p95']:.0f}", str(one["queries"])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _recording(results: dict[int, dict[str, Any]], sizes: list[int]) -> str:
    lines = ["| people | one: CPU | in a batch: CPU each | pgbench a second | one a second | batch a second |"]
    lines.append("|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        one = results[size]["recording"]
        single, batch, of = one["single"], one["batch"], one["batch_size"]
        lines.append(
            f"| {size:,} | {single['cpu']:.2f} + {single['database']:.2f} ms"
            f" | {batch['cpu'] / of:.3f} + {batch['database'] / of:.3f} ms | {one['pgbench']:,.0f}"
            f" | {one['single_each_second']:,.0f} ({_share(one, 'single'):.0f}%)"
            f" | {one['batch_each_second']:,.0f} ({_share(one, 'batch'):.0f}%) |"
        )
    return "\n".join(lines)


def _share(recording: dict[str, Any], what: str) -> float:
    return float(recording[f"{what}_each_second"] * 100 / recording["pgbench"])


def _plans(size: int, faults: list[str]) -> str:
    if not faults:
        return f"At {size:,} people: none."
    return f"At {size:,} people:\n\n" + "\n".join(f"- {fault}" for fault in faults)


def _verdicts(one: dict[str, Any], size: int) -> list[str]:
    """Each budget of DESIGN 6 that can be judged from these figures, at the largest size measured."""
    found = [f"At {size:,} people:", ""]
    for item in [*one["pages"], *one["queries"]]:
        budget = next((each for each in _BUDGETS if item["name"].startswith(each[0])), None)
        if budget is None:
            continue
        # CPU is what this machine's other work does not change; a time over the budget with CPU under it is named.
        spent = item["cpu"] + item["database"]
        met = item["p95"] <= budget[1] and (budget[2] is None or item["queries"] <= budget[2])
        slow = "" if item["p95"] <= budget[1] or spent > budget[1] else f" (CPU alone is {spent:.0f} ms)"
        queries = f", {item['queries']} of {budget[2]} queries" if budget[2] else ""
        found.append(f"- {_said(met)}: {item['name']}: p95 {item['p95']:.0f} of {budget[1]} ms{slow}{queries}")
    recording = one["recording"]
    single = recording["single"]
    met = single["cpu"] <= RECORD_CPU and single["database"] <= RECORD_DATABASE
    found.append(
        f"- {_said(met)}: record a contact: {single['cpu']:.2f} of {RECORD_CPU} ms and {single['database']:.2f} of"
        f" {RECORD_DATABASE} ms of the database"
    )
    for what, least in (("single", SINGLE_SHARE), ("batch", BATCH_SHARE)):
        share = _share(recording, what)
        found.append(f"- {_said(share >= least)}: {what} contacts reach {share:.0f}% of pgbench, of {least}%")
    found.append(f"- {_said(not one['plans'])}: plans of list queries")
    return found


def _said(met: bool) -> str:
    return "met" if met else "**missed**"
