"""One table recognised: the field of each column, how its values are read, and how its rows hang together.

The result is a ``TableMap``: the proposal that people look at, edit and give back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.plan.values import DurationUnit
from planner_importers.tabular.column_profile import Profile, profile_column
from planner_importers.tabular.column_roles import Role, assign_roles
from planner_importers.tabular.date_columns import Certainty, DateDecision, day_of, decide_dates
from planner_importers.tabular.date_text import Order
from planner_importers.tabular.fields import DATES, DURATIONS, Content, Field
from planner_importers.tabular.grid import Sheet, Value, column_letters, shown
from planner_importers.tabular.headings import heading_unit, meanings
from planner_importers.tabular.mapping import ColumnMap, Decisions, Scheme, TableMap
from planner_importers.tabular.numerals import number_of
from planner_importers.tabular.plan_test import is_plan
from planner_importers.tabular.references import read_links
from planner_importers.tabular.row_keys import canonical, repaired_wbs
from planner_importers.tabular.structure import choose_hierarchy, choose_scheme
from planner_importers.tabular.table_finding import Table
from planner_importers.tabular.value_decisions import in_seconds, infer_unit, percent_scale, written_unit
from planner_importers.tabular.wording import is_blank


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a column that a person should know: a stable code, a sentence, and the remedy."""

    code: str
    message: str
    hint: str
    letter: str = ""
    serious: bool = True


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
    profiles = [
        profile_column(values, [sheet.formats.get((row, table.left + i), "") for row in rows])
        for i, values in enumerate(columns)
    ]
    shares = _reference_shares(table.headings, columns, profiles)
    roles = list(assign_roles(table.headings, profiles, shares))
    staircase = _mark_staircase(roles, columns, profiles)
    fields = [role.field for role in roles]
    plan, reason = is_plan(fields, [profile.filled for profile in profiles], table.headings)
    letters = [column_letters(table.left + i) for i in range(len(columns))]
    doubts = [
        Doubt(
            "contradicted-heading",
            f"The heading {heading!r} says {role.doubt}, but its cells do not look like it; the column is left alone.",
            "Give the column's field in the mapping.",
            letter,
        )
        for heading, role, letter in zip(table.headings, roles, letters, strict=True)
        if role.doubt
    ]
    decisions = _decide(table.headings, fields, columns, letters, doubts, hint)
    by_field: dict[Field, Sequence[Value]] = {field: columns[i] for i, field in reversed(list(enumerate(fields)))}
    keys = table_keys(by_field, rows, table.first)
    cells = [
        (row, shown(value))
        for i, field in enumerate(fields)
        if field is Field.PREDECESSORS
        for row, value in enumerate(columns[i])
        if value is not None
    ]
    choice = choose_scheme(keys, cells, _days(by_field, fields, decisions))
    if choice.rival is not None:
        doubts.append(
            Doubt(
                "ambiguous-references",
                f"The predecessors can be read as {choice.scheme} and as {choice.rival}; {choice.scheme} is taken.",
                "Set references in the mapping.",
            )
        )
    depths = (
        [row_depth(sheet, row, table.left + fields.index(Field.NAME)) for row in rows] if Field.NAME in fields else []
    )
    hierarchy, _ = choose_hierarchy(by_field, keys, depths, staircase=staircase)
    maps = tuple(
        ColumnMap(letter, heading, role.field, role.confidence, role.reason, decision)
        for letter, heading, role, decision in zip(letters, table.headings, roles, decisions, strict=True)
    )
    last = table.last + 1 if table.last < sheet.height - 1 else None
    proposal = TableMap(
        sheet.name,
        tuple(row + 1 for row in table.header_rows),
        table.first + 1,
        last,
        plan,
        reason,
        maps,
        hierarchy,
        choice.scheme,
        prefix,
    )
    return Recognised(proposal, tuple(doubts) if plan else (), _languages(table.headings))


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
        names = [shown(value).casefold() for value in columns[Field.NAME]]
        keys[Scheme.NAME] = (
            [name if names.count(name) == 1 else "" for name in names] if len(names) < 200 else _once(names)
        )
    return keys


def _once(names: Sequence[str]) -> list[str]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return [name if counts[name] == 1 else "" for name in names]


def row_depth(sheet: Sheet, row: int, column: int) -> int:
    """Return how far a row is indented: by its cell, its outline level, or blanks before its name."""
    value = sheet.rows[row][column]
    blanks = len(value) - len(value.lstrip(" \u00a0\t\u3000")) if isinstance(value, str) else 0
    return max(sheet.indents.get((row, column), 0), sheet.outline.get(row, 0), blanks)


def _reference_shares(
    headings: Sequence[str], columns: Sequence[Sequence[Value]], profiles: Sequence[Profile]
) -> list[float]:
    """Return per column the share of its cells that name rows; where the heading does not say so, only by codes."""
    height = max((len(values) for values in columns), default=0)
    keyed = [i for i, heading in enumerate(headings) if _holds_keys(heading, profiles[i])]
    named = [i for i, heading in enumerate(headings) if any(m.field is Field.NAME for m in meanings(heading))]
    counted = {str(number) for number in range(1, height + 2)}
    texts_of: dict[int, set[str]] = {}
    shares = []
    for i, (heading, values) in enumerate(zip(headings, columns, strict=True)):
        said = any(m.field in (Field.PREDECESSORS, Field.SUCCESSORS) for m in meanings(heading))
        if not profiles[i].filled or not (said or not meanings(heading)):
            shares.append(0.0)
            continue
        sources = [*keyed, *named] if said else keyed
        for j in sources:
            if j not in texts_of:
                texts_of[j] = {canonical(value) for value in columns[j] if value is not None}
        known = {text for j in sources if j != i for text in texts_of[j]}
        texts = [shown(value) for value in values if value is not None][:200]
        shares.append(_share(texts, known | counted if said else known, strict=not said))
    return shares


def _holds_keys(heading: str, profile: Profile) -> bool:
    if any(m.field in (Field.CODE, Field.WBS, Field.EXTERNAL_ID) for m in meanings(heading)):
        return True
    codes = profile.unique > 0.98 and profile.share(Content.CODE) > 0.95 and profile.with_digits > 0.9
    return not meanings(heading) and codes and profile.filled * 5 >= profile.rows * 4


def _share(texts: Sequence[str], known: set[str], *, strict: bool) -> float:
    def names_row(word: str) -> bool:
        return canonical(word) in known

    read = [read_links(text, names_row) for text in texts]
    found = [bool(links) and all(names_row(link.target) for link in links) for links in read]
    telling = any(
        link.type or link.lag or not link.target.replace(".", "").isdigit() for links in read for link in links
    )
    if strict and (not telling or len(set(texts)) == len(texts) == len(known)):
        return 0.0
    return sum(found) / len(found) if found else 0.0


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


def _decide(
    headings: Sequence[str],
    fields: Sequence[Field],
    columns: Sequence[Sequence[Value]],
    letters: Sequence[str],
    doubts: list[Doubt],
    hint: Order | None,
) -> list[Decisions]:
    """Return how the values of every column are read."""
    dates = _decide_all_dates(fields, columns, hint)
    made = [Decisions() for _ in fields]
    for i, found in dates.items():
        made[i] = Decisions(dates=found.order, swapped=found.swapped)
        doubts.extend(_date_doubts(headings[i], letters[i], found))
    unit = _common_unit(headings, fields, columns, made)
    for i, field in enumerate(fields):
        if field is Field.PERCENT:
            made[i] = replace(made[i], percent_scale=percent_scale(columns[i]))
        elif field in DURATIONS or field in (Field.EFFORT, Field.LAG):
            own = heading_unit(headings[i]) or written_unit(columns[i])
            if own is None and unit is None and any(number_of(value) for value in columns[i]):
                doubts.append(
                    Doubt(
                        "assumed-unit",
                        f"The column {headings[i]!r} does not say its unit; days are assumed.",
                        "Set unit in the mapping (h, d, w or mo).",
                        letters[i],
                        serious=False,
                    )
                )
            chosen = own or (unit if field is not Field.EFFORT else None) or DurationUnit.DAY
            made[i] = replace(made[i], unit=chosen, seconds=in_seconds(headings[i], columns[i]))
    return made


def _decide_all_dates(
    fields: Sequence[Field], columns: Sequence[Sequence[Value]], hint: Order | None
) -> dict[int, DateDecision]:
    """Decide columns that leave no doubt first, then the others after their example."""
    wanted = [i for i, field in enumerate(fields) if field in DATES or field is Field.QUARTER]
    found = {i: decide_dates(columns[i]) for i in wanted}
    sure = [
        d.order
        for d in found.values()
        if d.certainty is Certainty.SURE and d.order is not None and "can only" in d.reason
    ]
    lead = sure[0] if sure else hint
    return {
        i: d if d.certainty in (Certainty.SURE, Certainty.MIXED) else decide_dates(columns[i], lead)
        for i, d in found.items()
    }


def _date_doubts(heading: str, letter: str, found: DateDecision) -> list[Doubt]:
    name = repr(heading)
    doubts = []
    if found.certainty is Certainty.ASSUMED:
        doubts.append(
            Doubt(
                "ambiguous-dates",
                f"In {name} {found.reason}.",
                "Set dates in the mapping to day_first or month_first.",
                letter,
            )
        )
    if found.certainty is Certainty.MIXED:
        doubts.append(
            Doubt(
                "mixed-date-orders",
                f"In {name} {found.reason}; the open ones are read {str(found.order).replace('_', ' ')}.",
                "Correct the odd ones in the file.",
                letter,
            )
        )
    if found.swapped:
        doubts.append(
            Doubt(
                "swapped-dates",
                f"In {name} the program that wrote the file exchanged day and month of some "
                "dates; they are turned back.",
                "Set swapped to false in the mapping if they were right.",
                letter,
            )
        )
    return doubts


def _common_unit(
    headings: Sequence[str], fields: Sequence[Field], columns: Sequence[Sequence[Value]], made: Sequence[Decisions]
) -> DurationUnit | None:
    """Return the unit of bare durations that the table's other durations or its dates tell."""
    lengths = [i for i, field in enumerate(fields) if field in DURATIONS]
    for i in lengths:
        if unit := heading_unit(headings[i]) or written_unit(columns[i]):
            return unit
    if Field.START not in fields or Field.FINISH not in fields or not lengths:
        return None
    start, finish = fields.index(Field.START), fields.index(Field.FINISH)
    rows = []
    for begin, end, length in zip(columns[start], columns[finish], columns[lengths[0]], strict=True):
        first, last = _day(begin, made[start]), _day(end, made[finish])
        amount = number_of(length)
        if first and last and amount:
            rows.append((first, last, float(amount)))
    return infer_unit(rows)


def _day(value: Value, decisions: Decisions) -> date | None:
    return day_of(value, decisions.dates, swapped=decisions.swapped) if value is not None else None


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
    found = ((row, _day(a, begin), _day(b, end)) for row, (a, b) in enumerate(zip(starts, ends, strict=True)))
    return {row: (first, last) for row, first, last in found if first and last}


def _languages(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of the headings, the most frequent first."""
    counts: dict[str, int] = {}
    for heading in headings:
        for meaning in meanings(heading)[:1]:
            for language in meaning.languages:
                counts[language] = counts.get(language, 0) + 1
    return tuple(sorted(counts, key=lambda language: -counts[language]))
