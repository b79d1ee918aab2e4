"""Where a sheet has a roster: its heading row or two anywhere, titles above, people below.

Two-row headings name a course above and what is said of it below:

>>> from planner_importers.tabular.grid import rectangle
>>> rows = [["", "SII", "", "Labels", ""], ["Employee ID", "Status", "Date", "Status", "Date"], ["E1", "Passed"]]
>>> block = find_roster(Sheet("S", rectangle(rows)))
>>> block.header_rows, [(head.text, head.of) for head in block.heads][:3]
((0, 1), [('Employee ID', ''), ('Status', 'SII'), ('Date', 'SII')])
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner_importers.tabular.date_text import read_date
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Row, Sheet, shown
from planner_importers.tabular.roster_words import OF_COURSE, meaning
from planner_importers.tabular.table_finding import is_data
from planner_importers.tabular.wording import normalised

_FIRST_ROWS = 40
_TELLING = frozenset({Field.ROLE, Field.WORKFORCE, Field.JOINED, Field.LEFT})
_WEAK = 1000
_IDS = frozenset({"id", "nr", "no", "number", "code", "kennung"})
PERSONAL = frozenset({
    Field.LEARNER, Field.PERSON, Field.ROLE, Field.MARKET, Field.WORKFORCE, Field.TEAM, Field.LANGUAGE, Field.JOINED,
    Field.LEFT,
})  # fmt: skip
"""What a column says of a person, whatever the course."""


@dataclass(frozen=True, slots=True)
class RosterHead:
    """One heading: its text, what it means, how weak its word is, and the course above it."""

    text: str
    field: Field | None = None
    rank: int = 0
    of: str = ""


@dataclass(frozen=True, slots=True)
class RosterBlock:
    """A roster: rows count from 0, ``first`` to the end of the sheet is its body; ``titles`` are the texts above."""

    header_rows: tuple[int, ...]
    heads: tuple[RosterHead, ...]
    first: int
    titles: tuple[str, ...]

    def fields(self) -> frozenset[Field]:
        """Return what its headings mean."""
        return frozenset(head.field for head in self.heads if head.field is not None)


def find_roster(sheet: Sheet) -> RosterBlock | None:
    """Return the first rows that are headings of a roster; None if there are none."""
    for row in range(min(sheet.height - 1, _FIRST_ROWS)):
        single = _single(sheet.rows[row])
        double = _double(sheet, row) if row + 2 < sheet.height else None
        for rows, heads in (((row, row + 1), double), ((row,), single)):
            if heads is not None and _are_headings(heads) and not _has_data(sheet.rows[rows[-1]]):
                titles = [cell for above in sheet.rows[:row] for cell in above if isinstance(cell, str)]
                return RosterBlock(rows, tuple(heads), rows[-1] + 1, tuple(titles))
    return None


def _are_headings(heads: Sequence[RosterHead]) -> bool:
    """Return whether headings name a person and at least one thing more."""
    found = {head.field for head in heads if head.field not in (None, Field.OTHER)}
    keys = found & {Field.LEARNER, Field.PERSON}
    unknown = sum(head.field is None and bool(head.text) for head in heads)
    return bool(keys) and len(found | ({Field.COMPLETION} if unknown else set())) >= 2


def _single(row: Row) -> list[RosterHead]:
    """Return a row read as headings; a bare ``ID`` is a person's where others name the course, or say who it is."""
    heads = [_head(shown(cell)) for cell in row]
    fields = {head.field for head in heads}
    of_people = Field.COURSE in fields or len(fields & _TELLING) >= 2
    return [_bare(head) for head in heads] if of_people and Field.LEARNER not in fields else heads


def _has_data(row: Row) -> bool:
    """Return whether a row has a day, or numbers in more than a quarter of its cells: then it is a person's."""
    filled = [cell for cell in row if cell is not None]
    dated = any(isinstance(cell, date) or (isinstance(cell, str) and _is_day(cell)) for cell in filled)
    return dated or sum(map(is_data, filled)) * 4 > len(filled)


def _is_day(text: str) -> bool:
    return text[:1].isdecimal() and read_date(text) is not None


def _head(text: str) -> RosterHead:
    plain = " ".join(text.split())
    found = meaning(plain)
    return RosterHead(plain, *found) if found else RosterHead(plain)


def _double(sheet: Sheet, row: int) -> list[RosterHead] | None:
    """Return two rows read as one heading, if the upper one names courses and the lower what is said of them."""
    lower = sheet.rows[row + 1]
    upper = _spread(sheet, row)
    heads = [_joined(top, shown(low)) for top, low in zip(upper, lower, strict=True)]
    of = {head.of for head in heads if head.of}
    keyed = any(head.field in (Field.LEARNER, Field.PERSON) and not head.of for head in heads)
    if not of or not keyed or any(head.field is Field.COURSE for head in heads):
        return None
    return heads


def _joined(top: str, low: str) -> RosterHead:
    below, above = _head(low), _head(top)
    if not low:
        return above
    if below.field in OF_COURSE and top and above.field is None:
        assert below.field is not None
        return RosterHead(below.text, below.field, below.rank, above.text)
    pair = _head(f"{top} {low}") if below.field in (None, Field.OTHER) else below
    return pair if pair.field not in (None, Field.OTHER) else _bare(below)


def _bare(head: RosterHead) -> RosterHead:
    """Read ``ID`` beside courses as a person's."""
    return replace(head, field=Field.LEARNER, rank=_WEAK) if normalised(head.text) in _IDS else head


def _spread(sheet: Sheet, row: int) -> list[str]:
    """Return the texts of a row, each repeated over the columns that it heads; a lone title heads none."""
    texts = [" ".join(shown(cell).split()) for cell in sheet.rows[row]]
    if sum(map(bool, texts)) == 1 and texts[0]:
        return [""] * len(texts)
    spread, current = [], ""
    for text, below in zip(texts, sheet.rows[row + 1], strict=True):
        current = text or (current if below is not None else "")
        spread.append(current)
    return spread
