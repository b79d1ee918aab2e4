"""Where a sheet has tables of capacity: headings of one or two rows anywhere, tables below and beside each other.

>>> from planner_importers.tabular.grid import rectangle
>>> rows = [["Capacity 2027, FTE"], [], ["Team", "Jan", "Feb"], ["CUR", 4, 4.5], ["Total", 4, 4.5]]
>>> sheet = Sheet("S", rectangle(rows))
>>> [block] = find_blocks(sheet)
>>> block.header_rows, [each.text for each in block.heads], (block.first, block.last), block.titles
((2,), ['Team', 'Jan', 'Feb'], (3, 4), ('Capacity 2027, FTE',))
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner_importers.tabular.capacity.amount_cells import looks_like_amount
from planner_importers.tabular.capacity.heads import Head, head, joined
from planner_importers.tabular.capacity.period_heads import period_text
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Sheet, Value, shown

_FIRST_ROWS = 60
ENTITIES = (Field.TEAM, Field.NAME, Field.CODE, Field.PERSON)


@dataclass(frozen=True, slots=True)
class Block:
    """One table: rows and columns from 0, ``first`` to ``last`` its body; ``titles`` are the texts above it."""

    header_rows: tuple[int, ...]
    left: int
    heads: tuple[Head, ...]
    first: int
    last: int
    titles: tuple[str, ...]

    def column(self, sheet: Sheet, at: int) -> list[Value]:
        """Return the cells of one of its columns."""
        return [sheet.rows[row][self.left + at] for row in range(self.first, self.last + 1)]


def find_blocks(sheet: Sheet) -> tuple[Block, ...]:
    """Return the tables of a sheet that may hold capacity, from the top and the left."""
    found: list[Block] = []
    row, above = 0, 0
    while row < sheet.height:
        block = _block_at(sheet, row, above) if row - above < _FIRST_ROWS else None
        if block is None:
            row += 1
            continue
        found += _beside(block, sheet)
        row = above = block.last + 1
    return tuple(found)


def _block_at(sheet: Sheet, row: int, above: int) -> Block | None:
    rows, heads = _best(sheet, row)
    known = worth(heads)
    if (known < 2 and not _is_matrix(sheet, heads, rows[-1])) or not _has_entity(sheet, heads, rows[-1]):
        return None
    if row + 1 < sheet.height:
        under, next_heads = _best(sheet, row + 1)
        better = worth(next_heads) > known or (worth(next_heads) == known and not _adds(_heads(sheet, (row,))))
        if better and _has_entity(sheet, next_heads, under[-1]):
            return None
    first = rows[-1] + 1
    last = _end(sheet, first, heads)
    if last < first or not _has_amounts(sheet, heads, first, last):
        return None
    filled = [at for at, each in enumerate(heads) if each.text or _is_filled(sheet, at, first, last)]
    left, right = filled[0], filled[-1]
    over = (cell for above_row in range(above, row) for cell in sheet.rows[above_row] if cell is not None)
    titles = [shown(cell) for cell in over if isinstance(cell, str) or period_text(cell)]
    return Block(rows, left, tuple(heads[left : right + 1]), first, last, tuple(titles))


def _best(sheet: Sheet, row: int) -> tuple[tuple[int, ...], list[Head]]:
    """Return the headings that begin in a row, alone or with the row below, whichever is known better."""
    single = _heads(sheet, (row,))
    if row + 1 < sheet.height and _may_be_double(sheet, row):
        double = _heads(sheet, (row, row + 1))
        if worth(double) > worth(single):
            return (row, row + 1), double
    return (row,), single


def _adds(heads: Sequence[Head]) -> bool:
    """Return whether headings of groups say something of what is below: periods, or several names."""
    return any(each.period for each in heads) or sum(each.unknown for each in heads) > 1


def _is_matrix(sheet: Sheet, heads: Sequence[Head], row: int) -> bool:
    """Return whether unknown words beside whose rows they are head at least two columns of numbers."""
    if not any(each.field in (*ENTITIES, Field.PERIOD) for each in heads):
        return False
    body = range(row + 1, min(sheet.height, row + 30))
    named = [at for at, each in enumerate(heads) if each.unknown or each.field not in (None, Field.CODE)]
    columns = ([sheet.rows[r][at] for r in body if sheet.rows[r][at] is not None] for at in named)
    return sum(bool(cells) and sum(map(looks_like_amount, cells)) * 2 >= len(cells) for cells in columns) >= 2


def _heads(sheet: Sheet, rows: tuple[int, ...]) -> list[Head]:
    lowest = [head(cell) for cell in sheet.rows[rows[-1]]]
    if len(rows) == 1:
        return lowest
    return [joined(upper, lower) for upper, lower in zip(_spread(sheet, rows[0]), lowest, strict=True)]


def _spread(sheet: Sheet, row: int) -> list[Head]:
    """Return the headings of a row, each over the columns that it groups."""
    heads = [head(cell) for cell in sheet.rows[row]]
    below, spread, current = sheet.rows[row + 1], list[Head](), Head("")
    for at, each in enumerate(heads):
        current = each if each.text else current if below[at] is not None else Head("")
        spread.append(current)
    for area in sheet.merged:
        if area.top == row:
            for at in range(area.left, min(area.right + 1, len(spread))):
                spread[at] = heads[area.left]
    return spread


def _may_be_double(sheet: Sheet, row: int) -> bool:
    """Return whether the row below may be headings too: no amounts, and something is grouped or stands apart."""
    upper, lower = sheet.rows[row], sheet.rows[row + 1]
    words = [head(cell) for cell in lower if cell is not None]
    over = [at for at, cell in enumerate(upper) if cell is not None]
    if not over or len(words) < 2:
        return False
    below = head(lower[over[0]])
    if len(over) == 1 and over[0] == _first(lower) and (below.field or below.generic):
        return False  # a title
    if any(not each.period and looks_like_amount(cell) for each, cell in zip(words, filter(_said, lower), strict=True)):
        return False
    grouped = any(cell is None and below is not None for cell, below in zip(upper, lower, strict=True))
    return (
        grouped
        or all(each.period for each in words)
        or any(area.top == row and area.right > area.left for area in sheet.merged)
    )


def _first(row: Sequence[Value]) -> int:
    return next(at for at, cell in enumerate(row) if cell is not None)


def _said(cell: Value) -> bool:
    return cell is not None


def worth(heads: Sequence[Head]) -> float:
    """Return how well headings are known: periods, entities and measures count, unknown words a little."""
    return sum(
        1.0 if each.period or each.field or each.measure else 0.5 if each.supply or each.demand or each.generic else
        0.1 if each.unknown else 0.0
        for each in heads
    )  # fmt: skip


def _has_entity(sheet: Sheet, heads: Sequence[Head], row: int) -> bool:
    """Return whether something says whose or of when the rows are; the first column may do so without a heading."""
    if any(each.field in (*ENTITIES, Field.PERIOD, Field.WORKFORCE) or each.generic for each in heads):
        return True
    periods = sum(bool(each.period) for each in heads)
    first = next((at for at, each in enumerate(heads) if each.text), 0)
    below = [sheet.value(row + step, max(first - 1, 0)) for step in range(1, 4)]
    return periods >= 2 and any(isinstance(cell, str) and not looks_like_amount(cell) for cell in below)


def _end(sheet: Sheet, first: int, heads: Sequence[Head]) -> int:
    """Return the last row of a body: before two blank rows, or before other headings."""
    last, blank = first - 1, 0
    for row in range(first, sheet.height):
        if not any(cell is not None for cell in sheet.rows[row]):
            blank += 1
            if blank == 2:
                break
            continue
        if blank and _starts_another(sheet, row, heads):
            break
        blank, last = 0, row
    return last


def _starts_another(sheet: Sheet, row: int, heads: Sequence[Head]) -> bool:
    cells = [cell for cell in sheet.rows[row] if cell is not None]
    there = [head(cell) for cell in sheet.rows[row]]
    words = not any(looks_like_amount(cell) for cell in cells if not head(cell).period)
    if words and len(cells) > 1 and any(each.field in ENTITIES for each in there):
        return True
    if len(cells) == 1 and isinstance(cells[0], str) and row + 1 < sheet.height:
        return worth([head(cell) for cell in sheet.rows[row + 1]]) >= 2
    return worth(there) >= 2 and worth(there) * 2 >= worth(heads) and sum(each.field is not None for each in there) >= 1


def _has_amounts(sheet: Sheet, heads: Sequence[Head], first: int, last: int) -> bool:
    """Return whether some column below a period, measure or unknown word mostly holds numbers, or there are people."""
    for at, each in enumerate(heads):
        if each.text and each.field not in (Field.CODE, Field.PERIOD, Field.START, Field.FINISH):
            cells = [sheet.rows[row][at] for row in range(first, last + 1) if sheet.rows[row][at] is not None]
            if cells and sum(map(looks_like_amount, cells)) * 2 >= len(cells):
                return True
    return sum(each.field is not None or each.generic for each in heads) >= 3


def _is_filled(sheet: Sheet, at: int, first: int, last: int) -> bool:
    return sum(sheet.rows[row][at] is not None for row in range(first, last + 1)) * 2 > last - first


def _beside(block: Block, sheet: Sheet) -> list[Block]:
    """Split a block where an empty column parts two tables that each say whose their rows are."""
    groups: list[list[int]] = [[]]
    for at, each in enumerate(block.heads):
        empty = not each.text and not any(cell is not None for cell in block.column(sheet, at))
        if empty and groups[-1]:
            groups.append([])
        elif not empty:
            groups[-1].append(at)
    tables = [group for group in groups if group and _is_own(block, group)]
    if len(tables) < 2:
        return [block]
    found = []
    for group in tables:
        left, right = group[0], group[-1]
        part = replace(block, left=block.left + left, heads=block.heads[left : right + 1])
        full = [r for r in range(part.first, part.last + 1) if any(_said(c) for c in _cells(sheet, part, r))]
        found.append(replace(part, last=max(full, default=part.first)))
    return found


def _cells(sheet: Sheet, part: Block, row: int) -> Sequence[Value]:
    return sheet.rows[row][part.left : part.left + len(part.heads)]


def _is_own(block: Block, group: Sequence[int]) -> bool:
    heads = [block.heads[at] for at in group]
    return len(heads) >= 2 and any(each.field in ENTITIES or each.generic for each in heads)
