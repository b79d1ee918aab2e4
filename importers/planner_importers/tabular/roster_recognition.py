"""A sheet recognised as a training roster: one row per person and course, or a column per course, or people alone.

>>> from planner_importers.tabular.grid import rectangle
>>> rows = [["Agent ID", "Market", "SII"], ["A1", "DE", "2026-03-01"], ["A2", "DE", "In progress"]]
>>> found = recognise_roster(Sheet("S", rectangle(rows)), "roster.csv")
>>> [(column.field.value, column.decisions.of) for column in found.map.columns]
[('learner', ''), ('market', ''), ('completion', 'SII')]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath

from planner_importers.tabular.capacity.heads import head as capacity_head
from planner_importers.tabular.choices import ends_table
from planner_importers.tabular.column_decisions import Doubt, decide_values
from planner_importers.tabular.date_text import Order
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Row, Sheet, Value, column_letters, shown
from planner_importers.tabular.headings import meanings
from planner_importers.tabular.mapping import ColumnMap, Decisions, Holds, Measure, TableMap
from planner_importers.tabular.roster_cells import says_completion
from planner_importers.tabular.roster_layout import PERSONAL, RosterBlock, RosterHead, find_roster
from planner_importers.tabular.roster_words import OF_COURSE, meaning, names_company, says, state_of, workforce_of
from planner_importers.tabular.table_recognition import Recognised
from planner_importers.tabular.value_decisions import percent_scale
from planner_importers.tabular.wording import is_blank

_SAMPLE = 400
_MOSTLY = 0.7
_DATED = frozenset({Field.PASSED_ON, Field.EXPIRES_ON, Field.JOINED, Field.LEFT, Field.COMPLETION})
_SHARES = frozenset({Field.SCORE, Field.SCORE_BEFORE, Field.PROFICIENCY})
_OF_PLANS = frozenset({Field.DURATION, Field.PREDECESSORS, Field.SUCCESSORS, Field.PERCENT, Field.WBS, Field.FTE})
_NO_NAME = re.compile(r"[\d()\[\]:/&%]")
_GENERIC = re.compile(
    r"(sheet|tabelle|feuil|hoja|planilha|foglio|sayfa|лист|シート|工作表|export|report|data)?\s*\d*", re.IGNORECASE
)


def recognise_roster(sheet: Sheet, file: str, hint: Order | None = None) -> Recognised | None:
    """Return how a sheet is read as a roster; None if it is none. ``hint`` is the order of day and month elsewhere."""
    block = find_roster(sheet)
    if block is None:
        return None
    rows = [row for row in sheet.rows[block.first :] if not _is_total(row)]
    columns = [[row[at] for row in rows] for at in range(len(block.heads))]
    heads, reason = _Roles(block, columns, sheet.name, file).settled()
    if heads is None:
        return None
    doubts: list[Doubt] = []
    letters = [column_letters(at) for at in range(len(heads))]
    as_dates = [Field.DEADLINE if head.field in _DATED else Field.OTHER for head in heads]
    decided = decide_values([head.text for head in heads], as_dates, columns, letters, doubts, hint)
    maps = tuple(_column(*pair) for pair in zip(heads, letters, columns, decided, strict=True))
    doubts += [_taken(head, letter) for head, letter in zip(heads, letters, strict=True)
               if head.field is Field.COMPLETION]  # fmt: skip
    header = tuple(row + 1 for row in block.header_rows)
    table = TableMap(sheet.name, header, block.first + 1, None, True, reason, maps, holds=Holds.ROSTER)
    return Recognised(table, tuple(doubts), ())


def _is_total(row: Row) -> bool:
    first = next((cell for cell in row if cell is not None), None)
    return isinstance(first, str) and ends_table(first)


def _column(head: RosterHead, letter: str, values: Sequence[Value], decided: Decisions) -> ColumnMap:
    field = head.field or Field.OTHER
    scale = percent_scale(values) if field in _SHARES else None
    made = replace(decided, percent_scale=scale, of=head.of) if field is not Field.OTHER else Decisions()
    if field is Field.OTHER:
        return ColumnMap(letter, head.text, field, 0.5, "it says nothing of people or courses that is known", made)
    why = "its cells say who passed" if field is Field.COMPLETION else "the heading says so"
    return ColumnMap(letter, head.text, field, 0.7 if field is Field.COMPLETION else 0.95, why, made)


def _taken(head: RosterHead, letter: str) -> Doubt:
    message = f"The column {head.text!r} is taken for a course: its cells say who passed it."
    return Doubt("taken-as-course", message, "Set its field to other in the mapping if it is none.", letter, False)


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the columns of a roster hold, decided from headings, places and cells together."""

    block: RosterBlock
    columns: Sequence[Sequence[Value]]
    sheet: str
    file: str

    def settled(self) -> tuple[list[RosterHead] | None, str]:
        """Return the heads with their final fields and why the sheet is a roster; None if it is none."""
        heads = self._turned(self._dates_of_people(self._told(list(self.block.heads))))
        heads = self._once(heads)
        found = {head.field for head in heads}
        told = any(head.field in (Field.STATUS, Field.PASSED_ON) for head in heads)
        if self._is_plan(found) or not self._of_people(heads, found):
            return None, ""
        if Field.COURSE in found:
            strong = Field.LEARNER in found or self._says_states(heads)
            return (heads if told and strong else None), "each row is a person and a course"
        wide = any(head.of for head in heads)
        if not wide and Field.LEARNER in found and told and self._says_states(heads):
            of = self._named()
            return [replace(h, of=of) if h.field in OF_COURSE else h for h in heads], f"its rows are people of {of!r}"
        if wide or Field.LEARNER in found or found & (PERSONAL - {Field.PERSON}):
            heads = [self._as_course(at, head) for at, head in enumerate(heads)]
        if any(head.of for head in heads):
            return [replace(h, field=Field.OTHER) if h.field in OF_COURSE and not h.of else h for h in heads], (
                "its rows are people, its columns courses"
            )
        people = Field.LEARNER in found and len(found & {Field.ROLE, Field.MARKET, Field.WORKFORCE, Field.JOINED}) >= 2
        return (heads if people and not told else None), "its rows are people"

    def _is_plan(self, found: set[Field | None]) -> bool:
        """Return whether other headings are those of plans or of capacity."""
        unknown = [head.text for head in self.block.heads if head.field is None]
        said = {means[0].field for text in unknown if (means := meanings(text)) and means[0].score >= 0.9}
        staffed = any(capacity_head(text).measure not in (None, Measure.PERCENT) for text in unknown)
        return (bool(said & _OF_PLANS) or staffed) and Field.COURSE not in found

    def _told(self, heads: list[RosterHead]) -> list[RosterHead]:
        """Settle what cells tell of headings: names in a column of ids, who employs people, courses before ``date``."""
        ids = [at for at, head in enumerate(heads) if head.field is Field.LEARNER]
        names = [at for at in ids if self._share(at, _is_full_name) >= _MOSTLY]
        for at in names if len(names) < len(ids) else ():
            heads[at] = replace(heads[at], field=Field.PERSON)
        for at, head in enumerate(heads):
            if ids and names_company(head.text) and self._share(at, _employs) > 0:
                heads[at] = replace(head, field=Field.WORKFORCE, rank=90)
        for at, head in enumerate(heads):
            if head.field is None and ids:
                said = self._share(at, partial(_employs, heading=head.text))
                employs = Field.WORKFORCE not in {one.field for one in heads} and said >= _MOSTLY
                heads[at] = replace(head, field=Field.WORKFORCE) if employs else self._of_named_course(at, head)
        return heads

    def _of_named_course(self, at: int, head: RosterHead) -> RosterHead:
        """Read ``SII status`` as the status of SII, where the cells are such."""
        words = head.text.rstrip("?").split()
        for size in range(1, len(words)):
            course = " ".join(words[:size]).rstrip(" -–:|")
            told = meaning(" ".join(words[size:]))
            if told is None or told[0] not in OF_COURSE or meaning(course) is not None:
                continue
            field = Field.STATUS if self._share(at, _is_state) >= _MOSTLY else told[0]
            fits = {Field.STATUS: _is_state, Field.PASSED_ON: _is_day, Field.EXPIRES_ON: _is_day}.get(field, _is_number)
            if self._share(at, fits) >= _MOSTLY:
                return replace(head, field=field, rank=told[1], of=course)
        return head

    def _of_people(self, heads: Sequence[RosterHead], found: set[Field | None]) -> bool:
        """Return whether rows are of people, where they have names alone: other lists have a ``Name`` as well."""
        if Field.LEARNER in found:
            return True
        unknown = {means[0].field for head in heads if head.field is None and (means := meanings(head.text))}
        named = [at for at, head in enumerate(heads) if head.field is Field.PERSON]
        return Field.OWNER not in unknown and any(self._share(at, _is_name) >= _MOSTLY for at in named)

    def _dates_of_people(self, heads: list[RosterHead]) -> list[RosterHead]:
        """Read start and end as a person's where they stand before the course, else leave them alone."""
        course = next((at for at, head in enumerate(heads) if head.field is Field.COURSE or head.of), len(heads))
        known = {head.field for head in heads}
        for at, head in enumerate(heads):
            if head.field is Field.START:
                own = at < course and Field.JOINED not in known and self._dated(at)
                heads[at] = replace(head, field=Field.JOINED if own else Field.OTHER)
            elif head.field is Field.FINISH:
                own = at < course and Field.LEFT not in known and self._dated(at)
                late = not own and at > course and Field.PASSED_ON not in known and self._dated(at)
                heads[at] = replace(head, field=Field.LEFT if own else Field.PASSED_ON if late else Field.OTHER)
        return heads

    def _turned(self, heads: list[RosterHead]) -> list[RosterHead]:
        """Correct headings such as ``Completed`` by what their cells hold: days, or words for a state."""
        for at, head in enumerate(heads):
            if head.field is Field.STATUS and self._share(at, _is_day) >= _MOSTLY:
                heads[at] = replace(head, field=Field.PASSED_ON, rank=90)
            elif head.field is Field.PASSED_ON and self._share(at, _is_state) >= _MOSTLY:
                heads[at] = replace(head, field=Field.STATUS, rank=90)
            elif head.field is Field.STATUS and self._share(at, _is_number) >= _MOSTLY and not head.of:
                heads[at] = replace(head, field=Field.SCORE, rank=90)
            elif head.field is Field.SCORE and self._share(at, _is_number) < 0.5:
                heads[at] = replace(head, field=Field.OTHER)
        return heads

    def _once(self, heads: list[RosterHead]) -> list[RosterHead]:
        """Leave one column per meaning and course, that with the plainest word; names and courses may repeat."""
        best: dict[tuple[Field | None, str], int] = {}
        for at, head in enumerate(heads):
            key = (head.field, head.of)
            if key not in best or head.rank < heads[best[key]].rank:
                best[key] = at
        repeat = (None, Field.OTHER, Field.PERSON, Field.COURSE)
        return [
            head if head.field in repeat or best[head.field, head.of] == at else replace(head, field=Field.OTHER)
            for at, head in enumerate(heads)
        ]

    def _as_course(self, at: int, head: RosterHead) -> RosterHead:
        if head.field is not None or not head.text or head.of or self._share(at, says_completion) < _MOSTLY:
            return head
        return replace(head, field=Field.COMPLETION, of=head.text)

    def _says_states(self, heads: Sequence[RosterHead]) -> bool:
        """Return whether a column says passed, expired or not passed."""
        return any(h.field is Field.STATUS and self._share(at, _is_state) >= 0.5 for at, h in enumerate(heads)) or (
            any(h.field is Field.PASSED_ON and h.rank < 30 and self._dated(at) for at, h in enumerate(heads))
        )

    def _named(self) -> str:
        """Return the course of a sheet that names it in its title, its own name, or that of the file."""
        titled = next((rest for text in self.block.titles if (rest := says("course", text))), "")
        if titled:
            return titled
        return self.sheet if not _GENERIC.fullmatch(self.sheet.strip()) else PurePath(self.file).stem

    def _dated(self, at: int) -> bool:
        return self._share(at, _is_day) >= _MOSTLY

    def _share(self, at: int, test: object) -> float:
        """Return the share of the filled cells of a column that pass a test, judged by the first of them."""
        filled = [v for v in self.columns[at] if v is not None and not (isinstance(v, str) and is_blank(v))][:_SAMPLE]
        assert callable(test)
        return sum(bool(test(value)) for value in filled) / len(filled) if filled else 0.0


def _is_day(value: Value) -> bool:
    return says_completion(value) and not isinstance(value, bool) and state_of(shown(value)) is None


def _is_state(value: Value) -> bool:
    return isinstance(value, bool) or state_of(shown(value)) is not None


def _is_name(value: Value) -> bool:
    """Return whether a cell may be the name of a person: a few words, no digits or brackets."""
    return isinstance(value, str) and len(value.split()) <= 5 and _NO_NAME.search(value) is None


def _is_full_name(value: Value) -> bool:
    return _is_name(value) and isinstance(value, str) and len(value.split()) > 1


def _employs(value: Value, heading: str = "") -> bool:
    return workforce_of(shown(value), heading) is not None


def _is_number(value: Value) -> bool:
    return not isinstance(value, bool) and any(letter.isdecimal() for letter in shown(value))
