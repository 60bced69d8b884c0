"""The page of figures says plainly what was missed. No database."""

from datetime import UTC, datetime
from typing import Any

from frontdesk.console.bench.page import text

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def timed(name: str, p95: float, queries: int = 3) -> dict[str, Any]:
    return {"name": name, "cpu": 4.0, "database": 2.0, "median": p95, "p95": p95, "queries": queries}


def result(**more: Any) -> dict[str, Any]:
    found = {
        "machine": "2 cores", "load": [0.2, 1.1], "listed": 50, "plans": [],
        "rows": {"people": 10_000, "contacts": 50_000, "requests": 16_666, "open": 800},
        "seconds": {"people": 20, "year": 8, "count": 1.5},
        "pages": [timed("No-op view", 500), timed("Public: home", 90), timed("Customer: the heaviest", 55)],
        "queries": [timed("Search for a customer", 20), timed("Figures: cost of a year", 40)],
        "recording": [
            {"rows": 1, "cpu": 3.1, "database": 1.2, "rate": 300.0, "limit": 2000.0, "share": 15.0},
            {"rows": 100, "cpu": 0.3, "database": 0.2, "rate": 2500.0, "limit": 8000.0, "share": 31.25},
        ],
    }  # fmt: skip
    return found | more


def test_it_says_that_all_are_met_and_no_more():
    page = text({10_000: result()}, NOW)
    assert "At 10,000 people 8 of 8 are met." in page
    assert "missed" not in page


def test_each_missed_budget_has_its_line():
    slow = [timed("Public: home", 101), timed("Desk: services", 20, queries=16)]
    recording = [result()["recording"][0] | {"database": 2.4}, result()["recording"][1] | {"share": 24.0}]
    page = text({10_000: result(pages=slow, recording=recording, plans=["a list: sorts 900 rows"])}, NOW)
    assert [line for line in page.splitlines() if "missed" in line] == [
        "- **missed**: Public: home: p95 101 of 100 ms (CPU 6 ms), 3 of 15 queries",
        "- **missed**: Desk: services: p95 20 of 100 ms (CPU 6 ms), 16 of 15 queries",
        "- **missed**: record a contact: 3.10 of 5 ms of the server's CPU and 2.40 of 2 ms of the database's",
        "- **missed**: contacts, 100 a call: 24% of pgbench, at least 25%",
        "- **missed**: plans of lists: 1 faults, none",
    ]


def test_both_sizes_stand_beside_each_other():
    page = text({100_000: result(), 10_000: result()}, NOW)
    assert "| Public: home | 4.0 + 2.0 | 90 ms | 3 | 4.0 + 2.0 | 90 ms | 3 |" in page


def test_the_import_is_judged_where_it_was_timed():
    brought = {"lines": 651_231, "seconds": 190.0, "cpu": 80.0}
    page = text({10_000: result(), 100_000: result(imported=brought)}, NOW)
    assert "- **missed**: import: 651,231 contacts in 190 s of 180" in page
    assert "into the database of 100,000 people: 190 s" in page
    assert "At 10,000 people 8 of 8 are met." in page


def test_a_database_that_was_kept_says_so():
    assert "| kept | kept | kept |" in text({10_000: result(seconds={})}, NOW)


def test_matching_is_judged_by_time_and_memory_where_it_was_timed():
    matched = {"people": 100_000, "seconds": 90.0, "cpu": 70.0, "memory": 2_100_000_000, "told": "9 pairs are certain."}
    page = text({10_000: result(), 100_000: result(matched=matched)}, NOW)
    assert "- **missed**: matching: 100,000 records in 90 s of 120, 2.1 GB of 2" in page
    assert "9 pairs are certain." in page
    assert "matching: 100,000" not in text({100_000: result(matched=matched | {"memory": 1_500_000_000})}, NOW)


def test_it_names_the_two_plans_that_are_excepted():
    page = text({10_000: result()}, NOW)
    assert "Two are excepted: the search, which may rank 200 candidates, and open work by promise used" in page
    assert "At 10,000 people, of 50 lists: none." in page
