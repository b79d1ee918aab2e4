"""Which record is part of which, by whatever the table's mapping says tells it.

>>> stacked([0, 1, 1, 2, 0])
[None, 0, 0, 2, None]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.plan.findings import Finding
from planner_importers.tabular.fields import Field
from planner_importers.tabular.mapping import Hierarchy
from planner_importers.tabular.records import Record, Records, error
from planner_importers.tabular.row_keys import canonical, outline_parent


@dataclass(frozen=True, slots=True)
class Parents:
    """Per record the index of its parent or None; or, where rows are only grouped, the group's name or ''."""

    of: tuple[int | None, ...]
    groups: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def find_parents(records: Records) -> Parents:
    """Return the hierarchy of one table's records, with an error for each parent that cannot be found."""
    rows = records.rows
    none = ("",) * len(rows)
    match records.map.hierarchy:
        case Hierarchy.PARENT:
            return _by_parent_column(records)
        case Hierarchy.GROUP:
            return Parents((None,) * len(rows), tuple(row.texts.get(Field.PARENT, "") for row in rows))
        case Hierarchy.OUTLINE_LEVEL:
            return Parents(tuple(stacked([row.outline_level or 0 for row in rows])), none)
        case Hierarchy.WBS:
            return Parents(tuple(_by_outline_code(rows)), none)
        case Hierarchy.INDENT | Hierarchy.STAIRCASE:
            return Parents(tuple(stacked([row.depth for row in rows])), none)
        case _:
            return Parents((None,) * len(rows), none)


def stacked(depths: Sequence[int]) -> list[int | None]:
    """Return, per row, the nearest row above that lies less deep."""
    parents: list[int | None] = []
    open_rows: list[int] = []
    for index, depth in enumerate(depths):
        while open_rows and depths[open_rows[-1]] >= depth:
            open_rows.pop()
        parents.append(open_rows[-1] if open_rows else None)
        open_rows.append(index)
    return parents


def _by_outline_code(rows: Sequence[Record]) -> list[int | None]:
    index = {canonical(row.wbs or row.code): i for i, row in reversed(list(enumerate(rows))) if row.wbs or row.code}
    parents = []
    for i, row in enumerate(rows):
        above = outline_parent(canonical(row.wbs or row.code))
        while above is not None and (above not in index or index[above] == i):
            above = outline_parent(above)
        parents.append(index[above] if above is not None else None)
    return parents


def _by_parent_column(records: Records) -> Parents:
    index = _named(records.rows)
    column = records.map.column_of(Field.PARENT)
    parents: list[int | None] = []
    findings = []
    for i, row in enumerate(records.rows):
        text = row.texts.get(Field.PARENT, "")
        found = index.get(canonical(text)) if text else None
        if text and (found is None or found == i):
            why = "is the row itself" if found == i else "names no row of the table"
            place = records.place(row.row, column.letter if column else "", column.heading if column else "", text)
            findings.append(
                error(
                    "unresolved-parent",
                    f"The parent {text!r} {why}.",
                    place,
                    "Give the id or name of another row, or clear the cell.",
                )
            )
            found = None
        parents.append(found)
    return Parents(_without_loops(parents, records, findings), ("",) * len(parents), tuple(findings))


def _named(rows: Sequence[Record]) -> Mapping[str, int]:
    """Return rows by external id, then name, then outline code, then code, the latter winning."""
    index: dict[str, int] = {}
    for kind in range(4):
        for i, row in reversed(list(enumerate(rows))):
            keys = ([key for _, key in row.external], [row.name], [row.wbs], [row.code])[kind]
            index.update({canonical(key): i for key in keys if key})
    return index


def _without_loops(parents: list[int | None], records: Records, findings: list[Finding]) -> tuple[int | None, ...]:
    """Cut parents that lead back to their own row, reporting each loop once."""
    settled: set[int] = set()
    for start in range(len(parents)):
        trail: dict[int, None] = {}
        current: int | None = start
        while current is not None and current not in settled and current not in trail:
            trail[current] = None
            current = parents[current]
        if current is not None and current in trail:
            loop = list(trail)[list(trail).index(current) :]
            names = " → ".join(records.rows[i].code or records.rows[i].name for i in [*loop, loop[0]])
            findings.append(
                error(
                    "hierarchy-cycle",
                    f"Rows are, through their parents, part of themselves: {names}.",
                    records.place(records.rows[loop[0]].row),
                    "Clear the parent of one of them.",
                )
            )
            parents[loop[0]] = None
        settled.update(trail)
    return tuple(parents)
