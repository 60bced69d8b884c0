"""The sum of the checks says what was looked at and every fault with its page."""

from tests.plugins.accessibility import summed


def test_it_counts_pages_and_names_each_fault_with_its_page():
    checked = {"Home": set[str](), "Charter": {"color-contrast: too pale: <p>", "list: not a list: <li>"}}
    assert summed(checked, "Sunday 22 November 2026") == {
        "day": "Sunday 22 November 2026",
        "pages": 2,
        "faults": 2,
        "found": ["Charter: color-contrast: too pale: <p>", "Charter: list: not a list: <li>"],
    }
