"""One table recognised: the field of each column, how its values are read, and how its rows hang together.

The result is a ``TableMap``: the proposal that people look at, edit and give back.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner_importers.tabular.column_decisions import Doubt, decide_values, decided_day
from planner_importers.tabular.column_profile import Profile, profile_column
from planner_importers.tabular.column_roles import Role, assign_roles
from planner_importers.tabular.date_text import Order
from planner_importers.tabular.fields import Content, Field
from planner_importers.tabular.grid import Sheet, Value, column_letters, shown
from planner_importers.tabular.headings import meanings
from planner_importers.tabular.mapping import ColumnMap, Decisions, Scheme, TableMap
from planner_importers.tabular.plan_test import is_plan
from planner_importers.tabular.reference_shares import reference_shares
from planner_importers.tabular.row_keys import canonical, numbered_names, repaired_wbs
from planner_importers.tabular.structure import SchemeChoice, choose_hierarchy, choose_scheme
from planner_importers.tabular.table_finding import Table
from planner_importers.tabular.wording import is_blank, normalised

_SOFT = frozenset({"recommends", "suggests", "enhances", "breaks"})
"""Headings of package lists whose references are advice or exclusion, not order."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A proposed table map and what is doubtful about it."""

    map: TableMap
    doubts: tuple[Doubt, ...]
    languages: tuple[str, ...]


def recognise_table(sheet: Sheet, table: Table, prefix: str, hint: Order | None) -> Recognised:
    """Return the proposal for one table; ``hint`` is the order of day and month used elsewhere in the file."""
    rows = [row for row in table.rows() if any(sheet.rows[row][table.left : table.right + 1])]
    columns = [[sheet.rows[row][column] for row in rows] for column in range(table.left, table.right + 1)]
    letters = [column_letters(table.left + i) for i in range(len(columns))]
    formats = [[sheet.formats.get((row, table.left + i), "") for row in rows] for i in range(len(columns))]
    profiles = [profile_column(values, codes) for values, codes in zip(columns, formats, strict=True)]
    shares = reference_shares(table.headings, columns, profiles)
    roles = list(assign_roles(table.headings, profiles, shares))
    staircase = _mark_staircase(roles, columns, profiles)
    fields = [role.field for role in roles]
    plan, reason = is_plan(fields, [profile.filled for profile in profiles], table.headings)
    doubts = _contradictions(table.headings, roles, letters) + _soft_references(table.headings, profiles, letters)
    decisions = decide_values(table.headings, fields, columns, letters, doubts, hint)
    by_field: dict[Field, Sequence[Value]] = {field: columns[i] for i, field in reversed(list(enumerate(fields)))}
    keys = table_keys(by_field, rows, table.first)
    choice = choose_scheme(keys, _reference_cells(fields, columns), _days(by_field, fields, decisions))
    doubts.extend(_rivalry(choice))
    name = table.left + fields.index(Field.NAME) if Field.NAME in fields else None
    depths = [row_depth(sheet, row, name) for row in rows] if name is not None else []
    hierarchy, _ = choose_hierarchy(by_field, keys, depths, staircase=staircase)
    maps = tuple(
        ColumnMap(letter, heading, role.field, role.confidence, role.reason, decision)
        for letter, heading, role, decision in zip(letters, table.headings, roles, decisions, strict=True)
    )
    head = tuple(row + 1 for row in table.header_rows)
    last = table.last + 1 if table.last < sheet.height - 1 else None
    found = TableMap(sheet.name, head, table.first + 1, last, plan, reason, maps, hierarchy, choice.scheme, prefix)
    return Recognised(found, tuple(doubts) if plan else (), _languages(table.headings))


def _contradictions(headings: Sequence[str], roles: Sequence[Role], letters: Sequence[str]) -> list[Doubt]:
    """Return the columns whose cells say something else than their heading."""
    return [
        Doubt(
            "contradicted-heading",
            f"The heading {heading!r} says {role.doubt}, but its cells do not look like it; the column is left alone.",
            "Give the column's field in the mapping.",
            letter,
        )
        for heading, role, letter in zip(headings, roles, letters, strict=True)
        if role.doubt
    ]


def _soft_references(headings: Sequence[str], profiles: Sequence[Profile], letters: Sequence[str]) -> list[Doubt]:
    """Return one note about the columns that name other rows which work need not wait for."""
    soft = [i for i, heading in enumerate(headings) if normalised(heading) in _SOFT and profiles[i].filled]
    if not soft:
        return []
    listed = ", ".join(repr(headings[i]) for i in soft)
    message = f"What {listed} name need not come first; no dependency is made of it."
    hint = "Map the column as predecessors if work has to wait for it."
    return [Doubt("soft-references", message, hint, letters[soft[0]], serious=False)]


def _reference_cells(fields: Sequence[Field], columns: Sequence[Sequence[Value]]) -> list[tuple[int, str]]:
    """Return the filled predecessor cells as (row index, text)."""
    return [
        (row, shown(value))
        for i, field in enumerate(fields)
        if field is Field.PREDECESSORS
        for row, value in enumerate(columns[i])
        if value is not None
    ]


def _rivalry(choice: SchemeChoice) -> list[Doubt]:
    """Return the doubt about references that two ways of counting explain equally well."""
    if choice.rival is None:
        return []
    message = f"The predecessors can be read as {choice.scheme} and as {choice.rival}; {choice.scheme} is taken."
    return [Doubt("ambiguous-references", message, "Set references in the mapping.")]


def table_keys(columns: Mapping[Field, Sequence[Value]], rows: Sequence[int], first: int) -> dict[Scheme, list[str]]:
    """Return what each row is called under every scheme the table offers; ``rows`` are sheet rows from 0."""
    keys: dict[Scheme, list[str]] = {}
    for scheme, field in ((Scheme.CODE, Field.CODE), (Scheme.WBS, Field.WBS), (Scheme.EXTERNAL_ID, Field.EXTERNAL_ID)):
        if field in columns:
            texts = repaired_wbs(columns[field]) if field is not Field.EXTERNAL_ID else columns[field]
            keys[scheme] = ["" if is_blank(shown(text)) else canonical(text) for text in texts]
    keys[Scheme.ORDINAL] = [str(row - first + 1) for row in rows]
    keys[Scheme.SHEET_ROW] = [str(row + 1) for row in rows]
    if Field.NAME in columns:
        names = [shown(value) for value in columns[Field.NAME]]
        numbered = numbered_names(names) if keys.keys() <= {Scheme.ORDINAL, Scheme.SHEET_ROW} else None
        if numbered is not None:
            keys[Scheme.WBS] = [code for code, _ in numbered]
            names = [name for _, name in numbered]
        names = [name.casefold() for name in names]
        keys[Scheme.NAME] = _once(names)
    return keys


def _once(names: Sequence[str]) -> list[str]:
    counts = Counter(names)
    return [name if counts[name] == 1 else "" for name in names]


def row_depth(sheet: Sheet, row: int, column: int) -> int:
    """Return how far a row is indented: by its cell, its outline level, or blanks before its name."""
    value = sheet.rows[row][column]
    blanks = len(value) - len(value.lstrip(" \u00a0\t\u3000")) if isinstance(value, str) else 0
    return max(sheet.indents.get((row, column), 0), sheet.outline.get(row, 0), blanks)


def _mark_staircase(roles: list[Role], columns: Sequence[Sequence[Value]], profiles: Sequence[Profile]) -> bool:
    """Give the name's field to neighbouring columns that continue it one level deeper or higher; True if any."""
    name = next((i for i, role in enumerate(roles) if role.field is Field.NAME), None)
    if name is None:
        return False
    found = False
    for step in (1, -1):
        column = name + step
        while 0 <= column < len(columns) and _is_stair(roles[column], columns[name], columns[column], profiles[column]):
            roles[column] = Role(Field.NAME, 0.6, "it holds names wherever its neighbour holds none")
            found, column = True, column + step
    return found


def _is_stair(role: Role, names: Sequence[Value], values: Sequence[Value], profile: Profile) -> bool:
    if role.field is not Field.OTHER or not profile.filled or profile.share(Content.TEXT) < 0.7:
        return False
    return not any(a is not None and b is not None for a, b in zip(names, values, strict=True))


def _days(
    columns: Mapping[Field, Sequence[Value]], fields: Sequence[Field], made: Sequence[Decisions]
) -> dict[int, tuple[date, date]]:
    if Field.START not in columns:
        return {}
    starts = columns[Field.START]
    ends = columns.get(Field.FINISH, starts)
    begin, end = (
        made[fields.index(Field.START)],
        made[fields.index(Field.FINISH if Field.FINISH in columns else Field.START)],
    )
    found = (
        (row, decided_day(a, begin), decided_day(b, end)) for row, (a, b) in enumerate(zip(starts, ends, strict=True))
    )
    return {row: (first, last) for row, first, last in found if first and last}


def _languages(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of the headings, the most frequent first."""
    counts: dict[str, int] = {}
    for heading in headings:
        for meaning in meanings(heading)[:1]:
            for language in meaning.languages:
                counts[language] = counts.get(language, 0) + 1
    return tuple(sorted(counts, key=lambda language: -counts[language]))
