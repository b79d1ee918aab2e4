"""A block of a sheet recognised: what its rows are about, and what each of its columns holds.

>>> from planner_importers.tabular.capacity.layout import find_blocks
>>> from planner_importers.tabular.grid import rectangle
>>> sheet = Sheet("FTE", rectangle([["Team", "Q1 2027", "Q2 2027"], ["CUR", 4, 4.5]]))
>>> found = recognise(sheet, find_blocks(sheet)[0], "plan.xlsx")
>>> found.map.holds.value, [(c.field.value, c.decisions.of) for c in found.map.columns]
('supply', [('team', ''), ('amount', 'Q1 2027'), ('amount', 'Q2 2027')])
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner_importers.tabular.capacity.amount_cells import is_share, looks_like_amount, share_scale, written_measure
from planner_importers.tabular.capacity.heads import Head, head, means, titled_period
from planner_importers.tabular.capacity.heads_together import (
    lone_amounts,
    periods_by_content,
    vendors_as_teams,
    without_sums,
)
from planner_importers.tabular.capacity.layout import Block
from planner_importers.tabular.capacity.period_heads import (
    needs_year,
    spans,
    with_years,
    year_in,
)
from planner_importers.tabular.column_decisions import Doubt, decide_values
from planner_importers.tabular.date_text import Order
from planner_importers.tabular.fields import TEAM_NUMBERS, TEAM_SHARES, Field
from planner_importers.tabular.grid import Sheet, Value, column_letters, shown
from planner_importers.tabular.headings import meanings
from planner_importers.tabular.mapping import ColumnMap, Decisions, Holds, Measure, TableMap
from planner_importers.tabular.plan_test import lists_resources

_CODE = re.compile(r"[A-Za-z]{1,8}[-_ ]?\d+[\w.-]*")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:[, ]+[^\W\d_][\w.'’-]*){1,3}")
_DAY_FIRST = frozenset({"de", "fr", "es", "pt", "it", "tr", "ru", "vi", "nl", "pl"})
_WORDS = (Field.TEAM, Field.NAME, Field.PERSON, Field.SKILL, Field.SITE, Field.WORKFORCE, Field.LINE_OF_BUSINESS)
"""Fields whose cells are words: under such a heading numbers are of something called so."""
_ONLY = {
    Field.PROFILE: (Holds.DEMAND,),
    Field.OWNER: (Holds.SUPPLY,),
    Field.CALENDAR: (Holds.SUPPLY,),
    **dict.fromkeys(TEAM_NUMBERS, (Holds.SUPPLY, Holds.PEOPLE)),
}
"""What only some tables can say."""
AT = " @ "
"""Between the name and the period that one column is of."""


@dataclass(frozen=True, slots=True)
class RecognisedCapacity:
    """The proposed table map, what is doubtful about it, and the languages of its headings."""

    map: TableMap
    doubts: tuple[Doubt, ...]
    languages: tuple[str, ...]


def recognise(sheet: Sheet, block: Block, file: str) -> RecognisedCapacity | None:
    """Return the proposal for one block, None if it is no table of capacity."""
    columns = [block.column(sheet, at) for at in range(len(block.heads))]
    said = _Said(sheet, block, columns, file)
    holds = said.holds()
    if holds is None:
        return None
    maps, doubts = said.columns(holds)
    told = (Field.AMOUNT, *TEAM_NUMBERS)
    if not any(column.field in told for column in maps) and holds is not Holds.PEOPLE:
        return None
    rows = tuple(row + 1 for row in block.header_rows)
    last = block.last + 1 if block.last < sheet.height - 1 else None
    table = TableMap(sheet.name, rows, block.first + 1, last, True, _WHY[holds], tuple(maps), holds=holds)
    return RecognisedCapacity(table, tuple(doubts), said.languages)


_WHY = {
    Holds.SUPPLY: "its rows are teams with their size",
    Holds.PEOPLE: "its rows are people of teams",
    Holds.DEMAND: "its rows say what initiatives ask of teams",
    Holds.PLAN: "",
}


class _Said:
    """What headings and cells of a block say together."""

    def __init__(self, sheet: Sheet, block: Block, columns: Sequence[Sequence[Value]], file: str) -> None:
        self.sheet, self.block, self.cells = sheet, block, columns
        self.around = (*block.titles, sheet.name, file)
        self.numeric = [self._is_numeric(at) for at in range(len(block.heads))]
        own = [self._own(at, each) for at, each in enumerate(block.heads)]
        self.heads = without_sums(periods_by_content(lone_amounts(vendors_as_teams(own, columns)), columns))
        periods = [at for at, e in enumerate(self.heads) if e.period and e.field is None and not e.derived]
        dated = [at for at in periods if any(cell is not None for cell in columns[at])]
        self.periods = dated if any(self.numeric[at] for at in dated) else []
        self.measures = [at for at, e in enumerate(self.heads) if self._measures(at, e)]
        self.matrix = [at for at, each in enumerate(self.heads) if each.unknown and self.numeric[at]]

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the headings that are known in some but not in English, the most frequent first."""
        said = (meanings(each.text)[:1] for each in self.heads if each.text)
        counts = Counter(lang for found in said for m in found for lang in m.languages if "en" not in m.languages)
        return tuple(language for language, _ in counts.most_common())

    def _own(self, at: int, each: Head) -> Head:
        """Return a heading as its cells allow: texts without one name rows, numbers are of what they stand under."""
        if each.field in _WORDS and self.numeric[at] and at:
            return replace(each, field=None)
        texts = [cell for cell in self.cells[at] if cell is not None]
        if not each.text and texts and all(isinstance(c, str) and not looks_like_amount(c) for c in texts):
            return replace(each, generic=True)
        return each

    def _is_numeric(self, at: int) -> bool:
        filled = [cell for cell in self.cells[at] if cell is not None]
        return bool(filled) and sum(map(looks_like_amount, filled)) * 2 >= len(filled)

    def _measures(self, at: int, each: Head) -> bool:
        said = each.measure or each.supply or (each.demand and not each.derived)
        return bool(said) and not each.period and not each.derived and each.field is None

    def has(self, *fields: Field) -> bool:
        """Return whether a column says one of these."""
        return any(each.field in fields for each in self.heads)

    def holds(self) -> Holds | None:
        """Return what the rows are about, None if they are about nothing of capacity."""
        generic = any(each.generic for each in self.heads)
        work, team = self.has(Field.NAME), self.has(Field.TEAM)
        amounts = bool(self.periods or self.measures)
        described = self.has(Field.SKILL, Field.SITE, Field.WORKFORCE, Field.START, Field.FINISH)
        person = self.has(Field.PERSON) or (generic and team and not work and (amounts or described))
        if lists_resources([each.text for each in self.heads]):
            return None
        if person and (team or self.periods) and (amounts or described) and not work:
            return Holds.PEOPLE if self.has(Field.PERSON) or self._are_people() else Holds.DEMAND if team else None
        work = work or (self.has(Field.CODE) and (team or len(self.matrix) >= 2))
        if work and ((team and amounts) or len(self.matrix) >= 2 or len(self.periods) >= 2):
            return Holds.DEMAND
        if team and not amounts and len(self.matrix) >= 2:
            return Holds.DEMAND if self._are_codes(self.matrix) else Holds.SUPPLY
        told = team and any(each.field in TEAM_NUMBERS and self.numeric[at] for at, each in enumerate(self.heads))
        if told or ((team or generic) and amounts and not self._only_demand()):
            return Holds.PEOPLE if not team and self._are_people() and self.periods else Holds.SUPPLY
        if self.has(Field.PERIOD) and not (team or work or person or generic) and (self.matrix or self.measures):
            return None if self._only_demand() else Holds.SUPPLY
        return None

    def _only_demand(self) -> bool:
        chosen = [self.heads[at] for at in (*self.periods, *self.measures)]
        titled = any(holds_word("demand", text) for text in self.around) and not any(
            holds_word("supply", text) for text in self.around
        )
        return (bool(chosen) and all(each.demand for each in chosen)) or (
            titled and not any(each.supply for each in chosen)
        )

    def _are_people(self) -> bool:
        at = next((at for at, each in enumerate(self.heads) if each.generic), None)
        texts = [shown(cell) for cell in self.cells[at] if cell is not None] if at is not None else []
        names = [text for text in texts if not means("total", text)]
        alike = sum(bool(_PERSON.fullmatch(text)) or _is_ideographic_name(text) for text in names)
        shares = any(self.heads[at].measure is Measure.PERCENT for at in self.measures)
        apart = shares or len(set(names)) * 10 >= len(names) * 8
        return bool(names) and apart and alike * 3 >= len(names) * 2

    def _are_codes(self, at: Iterable[int]) -> bool:
        texts = [self.heads[each].text for each in at]
        return sum(bool(_CODE.fullmatch(text)) for text in texts) * 2 > len(texts)

    def columns(self, holds: Holds) -> tuple[list[ColumnMap], list[Doubt]]:
        """Return the map of each column, and what is doubtful."""
        of, doubts = self._of(holds)
        assumed = self._table_measure()
        letters = [column_letters(self.block.left + at) for at in range(len(self.heads))]
        chosen = [self._field(at, each, holds) for at, each in enumerate(self.heads)]
        dated = [f if f in (Field.START, Field.FINISH) else Field.OTHER for f, _ in chosen]
        order = Order.DAY_FIRST if self.languages and self.languages[0] in _DAY_FIRST else None
        decisions = decide_values([e.text for e in self.heads], dated, self.cells, letters, doubts, order)
        found: list[ColumnMap] = []
        for at, (each, (field, why)) in enumerate(zip(self.heads, chosen, strict=True)):
            made = decisions[at]
            if field is Field.AMOUNT:
                made = Decisions(measure=self._measure(at, each, assumed), of=of.get(at, ""))
            if made.measure is Measure.PERCENT or field in TEAM_SHARES:
                made = replace(made, percent_scale=_scale(each.text, self.cells[at]))
            sure = 1.0 if each.field or each.period else 0.8 if field is not Field.OTHER else 0.5
            found.append(ColumnMap(letters[at], self._heading(at, field), field, sure, why, made))
        if assumed is None and any(c.field is Field.AMOUNT and not self.heads[i].measure for i, c in enumerate(found)):
            first = next(c for c in found if c.field is Field.AMOUNT)
            message = "Nothing says what the numbers count; people (FTE) are taken."
            hint = "Write FTE or person-days into the heading or title, or set measure in the mapping."
            if first.decisions.measure is Measure.FTE:
                doubts.append(Doubt("measure-assumed", message, hint, first.letter, serious=False))
        return found, doubts

    def _heading(self, at: int, field: Field) -> str:
        """Return the heading as it stands in the lowest row that has one, of amounts with what is above it."""
        texts = [shown(self.sheet.value(row, self.block.left + at)) for row in self.block.header_rows]
        plain = [" ".join(text.split()) for text in texts if text]
        return " ".join(plain if field is Field.AMOUNT else plain[-1:])

    def _field(self, at: int, each: Head, holds: Holds) -> tuple[Field, str]:
        if each.derived:
            return Field.OTHER, "it repeats other columns"
        if at in self.periods or at in self.measures:
            if each.demand and holds is not Holds.DEMAND and not each.supply:
                return Field.OTHER, "demand without an initiative cannot be kept"
            if holds is Holds.DEMAND and each.supply and not each.demand:
                return Field.OTHER, "supply is a matter of teams"
            if (at in self.measures and self.periods) or self._repeats(at, holds):
                return Field.OTHER, "other columns have the amounts"
            return Field.AMOUNT, "its heading is a period" if each.period else "its heading names a measure"
        listed = holds is Holds.DEMAND and self.measures and self.has(Field.TEAM)
        if (
            at in self.matrix
            and holds is not Holds.PEOPLE
            and (len(self.matrix) >= 2 or not self.has(Field.TEAM, Field.NAME, Field.CODE))
            and not self.periods
            and not listed
        ):
            return Field.AMOUNT, "its heading names what the numbers are of"
        if each.generic:
            entity = {Holds.PEOPLE: Field.PERSON, Holds.DEMAND: Field.NAME, Holds.SUPPLY: Field.TEAM}[holds]
            return (entity, "it names the rows") if not self.has(entity) else (Field.OTHER, "another column names them")
        if each.field is Field.CODE and holds is not Holds.DEMAND:
            return Field.OTHER, "codes of these are not kept"
        if each.field is not None and holds not in _ONLY.get(each.field, (holds,)):
            return Field.OTHER, "it says nothing of these rows"
        if each.field is not None:
            return each.field, "the heading says so"
        return Field.OTHER, "it is empty" if not each.text else "its heading and cells mean nothing that is known"

    def _repeats(self, at: int, holds: Holds) -> bool:
        """Return whether another column has the same amounts better: people before heads, those before days.

        Amounts of one period that are called alike are parts, to be added up.
        """
        aside = "supply" if holds is Holds.DEMAND else "demand"
        own = self._rank(at)
        same = [
            other
            for other in (self.periods or self.measures)
            if self._place_of(other) == self._place_of(at)
            and not self.heads[other].derived
            and not getattr(self.heads[other], aside)
        ]
        best = min(map(self._rank, same), default=own)
        first = next((other for other in same if self._rank(other) == own), at)
        if best == _HEADS and self.heads[at].measure is Measure.PERCENT:
            return first != at  # how much each of the heads works
        return best < own or (first != at and (not self.periods or self.heads[at].version))

    def _place_of(self, at: int) -> tuple[str, str]:
        return self.heads[at].period, self.heads[at].above

    def _rank(self, at: int) -> int:
        """Return how well a column tells how many people there are, 0 the best."""
        each = self.heads[at]
        if each.measure in (None, Measure.FTE):
            return _HEADS if any(means("heads", part) for part in (each.text, each.text.rpartition(" ")[2])) else 0
        return 2 if each.measure in (Measure.PERCENT, Measure.WEEK_HOURS) else 3

    def _of(self, holds: Holds) -> tuple[dict[int, str], list[Doubt]]:
        """Return what the amounts of each column are of: periods with their years, names, or both."""
        doubts: list[Doubt] = []
        texts = spans([self.heads[at].period for at in self.periods])
        if any(map(needs_year, texts)):
            year = year_in(self.around)
            if year is not None:
                texts = with_years(texts, year)
            else:
                message = "The periods name no year; the one nearest to today is taken."
                letter = column_letters(self.block.left + self.periods[0])
                doubts.append(Doubt("period-without-year", message, "Write the year into the headings.", letter))
        of = dict(zip(self.periods, texts, strict=True))
        if not self.periods and holds is Holds.SUPPLY and not self.has(Field.PERIOD, Field.START, Field.FINISH):
            of = dict.fromkeys(self.measures, next(filter(None, map(titled_period, reversed(self.around[:-1]))), ""))
        for at in (*self.periods, *self.measures):
            if self.heads[at].above:
                of[at] = AT.join(part for part in (self.heads[at].above, of.get(at, "")) if part)
        if not self.periods:
            of |= {at: self.heads[at].text for at in self.matrix}
        return of, doubts

    def _table_measure(self) -> Measure | None:
        """Return the measure that titles, the sheet's name or the file's name tell."""
        for text in self.around:
            said = head(text.rpartition(".")[0] if text == self.around[-1] else text)
            for measure in (said.measure, *(m for m in _MEASURES if holds_word(m.value, text))):
                if measure is not None:
                    net = measure is Measure.DAYS and holds_word("net", text)
                    return Measure.NET_DAYS if net else measure
        return None

    def _measure(self, at: int, each: Head, assumed: Measure | None) -> Measure:
        formats = [self.sheet.formats.get((row, self.block.left + at), "") for row in self._rows()]
        shares = [is_share(cell, code) for cell, code in zip(self.cells[at], formats, strict=True) if cell is not None]
        units = [unit for cell in self.cells[at] if (unit := written_measure(cell)) is not None]
        written = units[0] if units and len(set(units)) == 1 else None
        measure = written or each.measure or assumed
        if measure is None or measure is Measure.FTE:
            return Measure.PERCENT if shares and sum(shares) * 2 > len(shares) else Measure.FTE
        return Measure.NET_DAYS if measure is Measure.DAYS and each.net else measure

    def _rows(self) -> range:
        return range(self.block.first, self.block.last + 1)


_HEADS = 1
_MEASURES = (Measure.DAYS, Measure.HOURS, Measure.FTE)


def holds_word(meaning: str, text: str) -> bool:
    """Return whether a longer text holds a word of a meaning, such as a title ``Team capacity 2027 (FTE)``."""
    listed = re.findall(r"[^\W_]+", text)[:16]
    spans_ = [" ".join(listed[at : at + size]) for size in (1, 2) for at in range(len(listed) - size + 1)]
    weak = ("days", "d", "t", "s", "j", "h", "size")
    return any(means(meaning, span) for span in spans_ if span.casefold() not in weak)


def _scale(heading: str, cells: Sequence[Value]) -> float:
    """Return what makes numbers percent: 1 or 100, or 0.4 for days of a year of 250, such as ``Sick days``."""
    in_days = "%" not in heading and re.search(r"days|tage\b|jours|d[ií]as", heading, re.IGNORECASE)
    return 0.4 if in_days else share_scale(cells)


def _is_ideographic_name(text: str) -> bool:
    return bool(re.fullmatch(r"[\u3040-\u30ff\u4e00-\u9fff]{1,6}[ \u3000]?[\u3040-\u30ff\u4e00-\u9fff]{0,6}", text))
