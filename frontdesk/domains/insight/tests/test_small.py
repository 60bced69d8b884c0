"""Which numbers of a table are not told: nobody can work a small one out of the others and the sums."""

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domains.insight.rules.small import WHOLE, not_told

FEWEST = 10


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
    assert not_told(cells, small(cells)) == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}


def test_without_small_numbers_all_are_told():
    cells = table([[10, 0], [40, 50]])
    assert not_told(cells, small(cells)) == set()


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.integers(0, 30), min_size=n, max_size=n), min_size=1,
                                                    max_size=5)))  # fmt: skip
def test_no_line_lacks_exactly_one_and_every_small_one_is_hidden(rows: list[list[int]]):
    cells = table(rows)
    hidden = not_told(cells, small(cells))
    assert small(cells) <= hidden
    for at in (0, 1):
        for line in {cell[at] for cell in cells}:
            assert sum(cell[at] == line for cell in hidden) != 1
