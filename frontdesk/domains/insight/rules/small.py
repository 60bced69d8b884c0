"""Which numbers of a table are not told, so that nobody works a small one out of the others and their sums."""

from collections.abc import Mapping, Set
from typing import TypeVar

Row = TypeVar("Row")
Column = TypeVar("Column")
Cell = tuple[str, str]
WHOLE = "*"
"""The row and the column of sums."""


def not_told(numbers: Mapping[Cell, int], small: Set[Cell]) -> set[Cell]:
    """The cells that are not told: the small ones, and in each line where only one would be missing the smallest beside
    it, for the sum of the line tells that one. `numbers` has each cell and the sums, in row and column `WHOLE`.
    """
    hidden = {cell for cell in small if numbers.get(cell)}
    rows, columns = sorted({row for row, _ in numbers}), sorted({column for _, column in numbers})
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    lines = [[cell for cell in line if cell in numbers] for line in lines]
    while alone := [line for line in lines if len(hidden.intersection(line)) == 1 and len(line) > 1]:
        hidden.add(min((cell for cell in alone[0] if cell not in hidden), key=lambda cell: _cost(cell, numbers)))
    return hidden


def _cost(cell: Cell, numbers: Mapping[Cell, int]) -> tuple[bool, bool, int, Cell]:
    """What is hidden first: a number before a nought, a part before a sum, the smallest."""
    return numbers[cell] == 0, WHOLE in cell, numbers[cell], cell
