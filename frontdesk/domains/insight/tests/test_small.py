"""Which numbers of a table are not told: nobody can work a small one out of the others and the sums."""

import time
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domains.insight.rules.small import WHOLE, not_told

FEWEST = 10
NUMBERS = st.sampled_from([0, 0, 1, 1, 2, 5, 9, 10, 11, 30, 400])


def table(rows: list[list[int]]) -> dict[tuple[str, str], int]:
    cells = {(f"r{r}", f"c{c}"): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    for (row, column), n in list(cells.items()):
        for sums in ((row, WHOLE), (WHOLE, column), (WHOLE, WHOLE)):
            cells[sums] = cells.get(sums, 0) + n
    return cells


def small(cells: dict[tuple[str, str], int]) -> set[tuple[str, str]]:
    return {cell for cell, n in cells.items() if 0 < n < FEWEST}


def test_a_small_number_takes_the_smallest_beside_it_along():
    cells = table([[3, 20, 30], [40, 50, 60]])
    assert not_told(cells, small(cells), FEWEST) == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}


def test_without_small_numbers_all_are_told():
    cells = table([[10, 0], [40, 50]])
    assert not_told(cells, small(cells), FEWEST) == set()


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        # Two of one customer each, which their sum told, for a nought would be told; then what is alone in its column.
        ([[1, 1, 50], [40, 50, 60]], {"r0c0", "r0c1", "r0c2", "r1c0", "r1c1", "r1c2"}),
        ([[1, 1, 50], [1, 1, 60]], {"r0c0", "r0c1", "r0c2", "r1c0", "r1c1", "r1c2", "*c0", "*c1", "*c2"}),
        # Ten in ten cells: each is one. The sum goes too, and another sum beside it, with a part of its row.
        ([[1] * 10, [20] * 10], {*(f"r{r}c{c}" for r in (0, 1) for c in range(10)), "r0*", "r1*"}),
        # A sum that is small goes with its only part; the next row goes with it.
        ([[3], [40]], {"r0c0", "r0*", "r1c0", "r1*"}),
        ([[9, 9, 50], [40, 50, 60]], {"r0c0", "r0c1", "r1c0", "r1c1"}),
    ],
)
def test_what_is_hidden_beside_small_ones(rows: list[list[int]], hidden: set[str]):
    cells = table(rows)
    assert {"".join(cell) for cell in not_told(cells, small(cells), FEWEST)} == hidden


def test_a_number_that_stands_alone_between_two_groups_goes_with_another():
    """Of the first two rows and the first two columns all but one hidden number are known together."""
    cells = table([[1, 30, 99, 99], [30, 1, 5, 99], [99, 99, 30, 1], [99, 99, 5, 30]])
    hidden = not_told(cells, small(cells), FEWEST)
    assert all(_in_a_ring(cell, hidden) for cell in hidden)


def test_a_county_of_small_areas_takes_no_longer_than_it_has_cells():
    cells = table([[(7 * r + 11 * c) % 23 for c in range(5)] for r in range(4_000)])
    few, before = small(cells), time.process_time()
    hidden = not_told(cells, few, FEWEST)
    assert time.process_time() - before < 1.5 and few < hidden


def _in_a_ring(cell: tuple[str, str], hidden: set[tuple[str, str]]) -> bool:
    """Whether a way by other hidden cells leads from its row to its column: if none does, lines taken from each other
    tell it."""
    beside = defaultdict(set)
    for row, column in hidden - {cell}:
        beside["row", row].add(("column", column))
        beside["column", column].add(("row", row))
    found, ahead = set(), [("row", cell[0])]
    while ahead:
        found.add(line := ahead.pop())
        ahead.extend(beside[line] - found)
    return ("column", cell[1]) in found


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(NUMBERS, min_size=n, max_size=n), min_size=1, max_size=7)))
def test_in_each_line_nothing_is_hidden_or_enough(rows: list[list[int]]):
    cells = table(rows)
    hidden = not_told(cells, small(cells), FEWEST)
    assert small(cells) <= hidden
    for at in (0, 1):
        for line in {cell[at] for cell in cells}:
            mine = {cell for cell in hidden if cell[at] == line}
            parts = [cells[cell] for cell in mine if cell[1 - at] != WHOLE]
            if len(parts) < len(mine):
                assert parts, "a hidden sum with all its parts told"
            elif parts:
                # Each could be the least that is told, for all that the line tells: the others are one at least.
                assert len(parts) > 1 and sum(parts) >= FEWEST and 1 + sum(max(n - 1, 0) for n in parts) >= FEWEST
    assert all(_in_a_ring(cell, hidden) for cell in hidden)
