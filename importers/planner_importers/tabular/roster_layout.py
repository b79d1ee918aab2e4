"""Where a sheet has a roster: its heading row or two anywhere, titles above, people below.

Two-row headings name a course above and what is said of it below:

>>> from planner_importers.tabular.grid import rectangle
>>> rows = [["", "SII", "", "Labels", ""], ["Employee ID", "Status", "Date", "Status", "Date"], ["E1", "Passed"]]
>>> block = find_roster(Sheet("S", rectangle(rows)))
>>> block.header_rows, [(head.text, head.of) for head in block.heads][:3]
((0, 1), [('Employee ID', ''), ('Status', 'SII'), ('Date', 'SII')])
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Sheet, shown
from planner_importers.tabular.roster_words import meaning

_FIRST_ROWS = 40
PERSONAL = frozenset({
    Field.LEARNER, Field.PERSON, Field.ROLE, Field.MARKET, Field.WORKFORCE, Field.TEAM, Field.LANGUAGE, Field.JOINED,
    Field.LEFT,
})  # fmt: skip
"""What a column says of a person, whatever the course."""
OF_COURSE = frozenset({
    Field.STATUS, Field.PASSED_ON, Field.EXPIRES_ON, Field.SCORE, Field.SCORE_BEFORE, Field.PROFICIENCY,
    Field.COURSE_VERSION,
})  # fmt: skip
"""What a column says of one person and one course."""


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
        single = [_head(shown(cell)) for cell in sheet.rows[row]]
        double = _double(sheet, row) if row + 2 < sheet.height else None
        for rows, heads in (((row, row + 1), double), ((row,), single)):
            if heads is not None and _are_headings(heads):
                titles = [cell for above in sheet.rows[:row] for cell in above if isinstance(cell, str)]
                return RosterBlock(rows, tuple(heads), rows[-1] + 1, tuple(titles))
    return None


def _are_headings(heads: Sequence[RosterHead]) -> bool:
    """Return whether headings name a person and at least one thing more."""
    found = {head.field for head in heads if head.field not in (None, Field.OTHER)}
    keys = found & {Field.LEARNER, Field.PERSON}
    unknown = sum(head.field is None and bool(head.text) for head in heads)
    return bool(keys) and len(found | ({Field.COMPLETION} if unknown else set())) >= 2


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
    return below


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
