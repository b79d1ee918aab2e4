"""Whether a sheet is read as a plan or as capacity, where it could be either.

What says when, how long or in which order is a plan; rows of people, or of initiatives that the plan knows already
with what they ask of teams, are capacity.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner_importers.tabular.capacity.heads import means
from planner_importers.tabular.capacity.layout import find_blocks
from planner_importers.tabular.capacity.recognition import RecognisedCapacity, recognise
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Sheet, column_number, shown
from planner_importers.tabular.mapping import Holds, TableMap
from planner_importers.tabular.roster_words import OF_COURSE
from planner_importers.tabular.table_recognition import Recognised

_OF_PLANS = frozenset({
    Field.DURATION, Field.OPTIMISTIC, Field.PESSIMISTIC, Field.PREDECESSORS, Field.SUCCESSORS, Field.STATUS,
    Field.PERCENT, Field.DEADLINE, Field.ACTUAL_START, Field.ACTUAL_FINISH, Field.MILESTONE, Field.WBS, Field.PARENT,
    Field.OUTLINE_LEVEL, Field.OWNER, Field.PRIORITY, Field.STAGE,
})  # fmt: skip
_SURE = 0.75
_DATED = frozenset({Field.START, Field.FINISH, Field.QUARTER})


@dataclass(frozen=True, slots=True)
class Known:
    """Codes and names of initiatives and teams, in small letters."""

    works: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()


def capacity_or_plan(
    sheet: Sheet, items: list[Recognised], file: str, known: Known, *, alone: bool
) -> list[Recognised]:
    """Return the tables of a sheet as they are to be read: as recognised for plans, or as tables of capacity.

    ``alone``: no sheet of the file is a plan, so that demands may be of work that nobody knows yet.
    """
    blocks = (recognise(sheet, block, file) for block in find_blocks(sheet))
    found = [each for each in blocks if each is not None and _is_meant(sheet, each, known, alone=alone)]
    if not found:
        return items
    plans = [item.map for item in items if item.map.plan]
    if plans and not all(_beats(sheet, each, plans, known) for each in found):
        return items
    return [Recognised(each.map, each.doubts, each.languages) for each in found]


def is_staff(sheet: Sheet, roster: TableMap, file: str) -> bool:
    """Return whether a possible roster says who is in which team for how much, and of no course for sure."""
    fields = [column.field for column in roster.columns]
    if any(field in OF_COURSE and field is not Field.COMPLETION for field in fields):
        return False
    found = [each.map for block in find_blocks(sheet) if (each := recognise(sheet, block, file)) is not None]
    staff = {column.letter: column.field for table in found if table.holds is Holds.PEOPLE for column in table.columns}
    courses = [column.letter for column in roster.columns if column.field is Field.COMPLETION]
    told = {Field.TEAM, Field.AMOUNT} <= set(staff.values())
    return told and all(staff.get(letter, Field.OTHER) is not Field.OTHER for letter in courses)


def _beats(sheet: Sheet, found: RecognisedCapacity, plans: Sequence[TableMap], known: Known) -> bool:
    """Return whether a table of capacity is the better reading of a sheet that also looks like a plan."""
    fields = {column.field for plan in plans for column in plan.columns if column.confidence >= _SURE}
    if found.map.holds is Holds.PEOPLE:
        return not fields & (_OF_PLANS - {Field.OWNER, Field.DURATION})
    if found.map.holds is Holds.SUPPLY:
        return not fields & (_OF_PLANS if _engages(found.map, plans) else _OF_PLANS | _DATED)
    if fields & (_OF_PLANS | _DATED):
        return False
    names = _names(sheet, found.map)
    if known.works:
        return sum(name in known.works for name in names) * 2 >= len(names)
    return len(set(names)) < len(names) or sum(c.field is Field.AMOUNT for c in found.map.columns) > 1


def _engages(found: TableMap, plans: Sequence[TableMap]) -> bool:
    """Return whether dates are of engagements: what a plan would call its work says where or by whom people work."""
    whose = {c.letter for c in found.columns if c.field in (Field.TEAM, Field.SITE, Field.WORKFORCE, Field.SKILL)}
    names = [plan.column_of(Field.NAME) for plan in plans]
    return all(name is not None and name.letter in whose for name in names)


def _is_meant(sheet: Sheet, found: RecognisedCapacity, known: Known, *, alone: bool) -> bool:
    """Return whether what looks like capacity is: it names work or teams of the plan, or is all that there is."""
    table = found.map
    names = _names(sheet, table)
    if table.holds is Holds.SUPPLY:
        column = table.column_of(Field.TEAM)
        if column is None:
            counted = alone and table.column_of(Field.PERIOD) and all(d.code != "measure-assumed" for d in found.doubts)
            return bool(counted) or _names_teams(sheet, table, known)
        said = column.heading
        if means("team", said) or means("workforce", said) or any(map(_says_team, said.split())):
            return True
        return _enough(names, known.teams) or (alone and bool(said))
    if table.holds is Holds.PEOPLE:
        return True
    of = [column.decisions.of.casefold() for column in table.columns if column.decisions.of]
    if _enough(names, known.works) or (not names and any(text in known.works for text in of)):
        return True
    return alone and not known.works and (bool(table.column_of(Field.TEAM)) or bool(names))


def _names_teams(sheet: Sheet, table: TableMap, known: Known) -> bool:
    """Return whether the columns of a table of periods, or what stands above it, name teams."""
    of = [column.decisions.of.casefold() for column in table.columns if column.field is Field.AMOUNT]
    if any(of):
        return _enough(of, known.teams)
    rows = sheet.rows[: min(table.header_rows, default=1) - 1]
    titles = [shown(cell) for row in rows for cell in row if isinstance(cell, str)]
    return any(text.casefold() in known.teams or _says_team(text.split()[0]) for text in (sheet.name, *titles))


def _says_team(word: str) -> bool:
    return means("team", word)


def _enough(names: Sequence[str], known: frozenset[str]) -> bool:
    return sum(name in known for name in names) * 3 >= len(names) > 0


def names_of_rows(sheet: Sheet, table: TableMap) -> frozenset[str]:
    """Return the codes and names in the rows of a table, in small letters."""
    columns = [c for field in (Field.CODE, Field.NAME) if (c := table.column_of(field)) is not None]
    rows = range(table.first_row - 1, min(table.last_row or sheet.height, sheet.height))
    texts = (shown(sheet.value(row, column_number(c.letter))) for c in columns for row in rows)
    return frozenset(" ".join(text.split()).casefold() for text in texts if text)


def _names(sheet: Sheet, table: TableMap) -> list[str]:
    wanted = (Field.TEAM,) if table.holds is Holds.SUPPLY else (Field.CODE, Field.NAME)
    column = next((c for field in wanted if (c := table.column_of(field)) is not None), None)
    if column is None:
        return []
    rows = range(table.first_row - 1, min(table.last_row or sheet.height, sheet.height))
    texts = (shown(sheet.value(row, column_number(column.letter))) for row in rows)
    plain = [" ".join(text.split()).casefold() for text in texts if text]
    return [_bare(name) for name in plain if not means("total", name)]


def _bare(name: str) -> str:
    """Return the code alone of a name that begins with one, such as ``trn-301: certification``."""
    first = name.split(maxsplit=1)[0].strip(":,;–—") if name else ""
    return first if any(letter.isdecimal() for letter in first) and "-" in first else name
