"""Which numbers of a table are not told, so that nobody works a small one out of the others and their sums."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

Cell = tuple[str, str]
Key = tuple[int, str]
"""A line: 0 and the row, or 1 and the column."""
WHOLE = "*"
"""The row and the column of sums."""


def not_told(numbers: Mapping[Cell, int], small: Set[Cell], fewest: int) -> set[Cell]:
    """The cells that are not told: the small ones, and as many beside them as keep them from being worked out.

    In each line whose sum is told two at least are hidden, or none, and each of them could be `fewest` for all that the
    line tells: noughts are told as noughts, so whoever reads it knows that what is hidden is one at least. And no
    hidden cell can be had by taking lines from each other. `numbers` has each cell and the sums, in row and column
    `WHOLE`.
    """
    table = _Table(numbers, fewest)
    for cell in sorted(small):
        if numbers.get(cell):
            table.hide(cell)
    table.settle()
    while (across := _closing(table)) is not None:
        table.hide(across)
        table.settle()
    return table.hidden


@dataclass(slots=True)
class _Line:
    """A row or column: the cells to hide next (the last first), how many parts are hidden, whether the sum is, and
    the room: by how much the hidden parts together are above the least that they can be."""

    told: list[Cell] = field(default_factory=list)
    parts: int = 0
    covered: bool = False
    room: int = 0


class _Table:
    """The table with what is hidden so far; counts are kept by line, so that hiding one cell costs the same in a
    table of any size."""

    def __init__(self, numbers: Mapping[Cell, int], fewest: int) -> None:
        self.numbers, self.fewest = numbers, fewest
        self.hidden: set[Cell] = set()
        self.lines: dict[Key, _Line] = defaultdict(_Line)
        self._parts: list[Key] = []
        self._sums: list[Key] = []
        for cell in sorted(numbers, key=self.cost, reverse=True):
            for key in ends(cell):
                self.lines[key].told.append(cell)

    def cost(self, cell: Cell) -> tuple[bool, int, int, Cell]:
        """What is hidden first: a number before a nought, a part before a sum, the smallest."""
        return self.numbers[cell] == 0, cell.count(WHOLE), self.numbers[cell], cell

    def hide(self, cell: Cell) -> None:
        """Hide a cell; its lines are to be looked at again."""
        self.hidden.add(cell)
        for key, across in zip(ends(cell), reversed(cell), strict=True):
            line, sums = self.lines[key], self.lines[1 - key[0], WHOLE]
            (self._sums if key[1] == WHOLE else self._parts).append(key)
            if across != WHOLE:
                line.parts += 1
            else:
                line.covered = True
            if key[1] == WHOLE:
                continue
            # A hidden sum is known to be what is told of its line, and one for each part that is hidden: it can be
            # more by no more than they can.
            if across == WHOLE:
                sums.room += line.room
            else:
                room = max(self.numbers[cell] - 1, 0)
                line.room += room
                sums.room += room if line.covered else 0

    def settle(self) -> None:
        """Hide the next cell of each line that tells too much until none does; sums last, for hiding parts helps."""
        while self._parts or self._sums:
            line = self.lines[(self._parts or self._sums).pop()]
            while self._tells(line) and line.told:
                cell = line.told.pop()
                if cell not in self.hidden:
                    self.hide(cell)
                    break

    def _tells(self, line: _Line) -> bool:
        if line.covered:
            return line.parts == 0
        return line.parts == 1 or (line.parts > 1 and line.room < self.fewest - 1)


def ends(cell: Cell) -> tuple[Key, Key]:
    """The two lines that a cell stands in."""
    return (0, cell[0]), (1, cell[1])


def _closing(table: _Table) -> Cell | None:
    """The next cell to hide because a hidden one is alone between two groups of lines: all lines of one group, taken
    together, would tell it."""
    for group, both in _parted(table.hidden):
        across = [cell for cell in table.numbers if cell not in table.hidden
                  and (ends(cell)[0] in group) != (ends(cell)[1] in group)]  # fmt: skip
        if across:
            return min(across, key=lambda cell: (not both.issuperset(ends(cell)), table.cost(cell)))
    return None


def _parted(hidden: Set[Cell]) -> Iterator[tuple[set[Key], set[Key]]]:
    """For each hidden cell that alone holds two groups of lines together, the lines of one group and those of both."""
    beside: dict[Key, list[tuple[Key, Cell]]] = defaultdict(list)
    for cell in sorted(hidden):
        row, column = ends(cell)
        beside[row].append((column, cell))
        beside[column].append((row, cell))
    seen: set[Key] = set()
    for start in beside:
        if start not in seen:
            above = _tree(start, beside)
            seen.update(above)
            yield from ((group, set(above)) for group in _groups(above, beside))


def _tree(start: Key, beside: Mapping[Key, list[tuple[Key, Cell]]]) -> dict[Key, tuple[Key, Cell] | None]:
    """The lines that hang together with one by hidden cells, each with the line and the cell it was reached by."""
    above: dict[Key, tuple[Key, Cell] | None] = {start: None}
    line = [start]
    for key in line:
        for other, cell in beside[key]:
            if other not in above:
                above[other] = key, cell
                line.append(other)
    return above


def _groups(
    above: Mapping[Key, tuple[Key, Cell] | None], beside: Mapping[Key, list[tuple[Key, Cell]]]
) -> Iterator[set[Key]]:
    """The lines below each cell of the tree beside which no other hidden cell leads out of them.

    Each cell that is not of the tree closes a ring and is a bit at both its ends: below a cell of the tree only those
    that lead out are left.
    """
    tree = {up[1] for up in above.values() if up}
    rings: dict[Key, int] = defaultdict(int)
    closing = {cell for key in above for _, cell in beside[key]} - tree
    for number, cell in enumerate(sorted(closing)):
        for key in ends(cell):
            rings[key] ^= 1 << number
    for key in reversed(list(above)):
        up = above[key]
        if up is None:
            continue
        if not rings[key]:
            group = {key}
            for other, its in above.items():
                if its and its[0] in group:
                    group.add(other)
            yield group
        rings[up[0]] ^= rings[key]
