"""References resolved to records: each one either a link, or a finding that says why not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import LinkType
from planner.plan.findings import Finding, Place
from planner.plan.values import Duration, DurationUnit
from planner_importers.tabular.date_text import read_date
from planner_importers.tabular.fields import Field
from planner_importers.tabular.mapping import Scheme
from planner_importers.tabular.package_references import links_reader
from planner_importers.tabular.records import Record, Records, Written, error, note
from planner_importers.tabular.references import NO_LAG, Link, link_type
from planner_importers.tabular.row_keys import canonical

Target = tuple[int, int] | str
"""A record (number of its table, index in it), or the id of work that the plan has already."""

Elsewhere = Callable[[str], Target | None]
"""Finds work outside the table by its code or name."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One dependency between records, or from or to work of the plan, and the cell it is written in."""

    predecessor: Target
    successor: Target
    type: LinkType
    lag: Duration
    place: Place


class RowIndex:
    """The rows of one table by what references call them, under the table's scheme, then by name."""

    def __init__(self, records: Records) -> None:
        self.by_key: dict[str, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        scheme = records.map.references
        for i, row in enumerate(records.rows):
            for key in _keys(row, scheme):
                self.by_key.setdefault(canonical(key), []).append(i)
            for name in {row.name, f"{row.wbs} {row.name}", f"{row.wbs}. {row.name}"}:
                self.by_name.setdefault(name.casefold(), []).append(i)

    def find(self, text: str) -> Sequence[int]:
        """Return the rows that a text may name; several if it is ambiguous."""
        return self.by_key.get(canonical(text)) or self.by_name.get(" ".join(text.split()).casefold()) or ()


def _keys(row: Record, scheme: Scheme) -> tuple[str, ...]:
    match scheme:
        case Scheme.CODE:
            return tuple(key for key in (row.code, row.wbs if not row.code else "") if key)
        case Scheme.WBS:
            return (row.wbs,) if row.wbs else ()
        case Scheme.EXTERNAL_ID:
            return tuple(key for _, key in row.external)
        case Scheme.ORDINAL:
            return (str(row.ordinal),)
        case Scheme.SHEET_ROW:
            return (str(row.row),)
        case _:
            return ()


def resolve_links(number: int, records: Records, elsewhere: Elsewhere) -> tuple[list[Resolved], list[Finding]]:
    """Return the dependencies that one table writes, and an error for each reference that names no one row."""
    index = RowIndex(records)
    resolved: list[Resolved] = []
    findings: list[Finding] = []
    unit = _lag_unit(records)
    readings: dict[str, tuple[Link, ...]] = {}
    read = links_reader([cell.text for row in records.rows for cell in (*row.predecessors, *row.successors)])

    def known(text: str) -> bool:
        return bool(index.find(text)) or elsewhere(text) is not None

    for i, row in enumerate(records.rows):
        for forward, cells in ((True, row.predecessors), (False, row.successors)):
            for cell in cells:
                if cell.text not in readings:
                    readings[cell.text] = read(cell.text, known, unit)
                for link in readings[cell.text]:
                    place = records.place(row.row, cell.letter, cell.heading, cell.text)
                    target = _target(number, i, link, cell, index, elsewhere, place)
                    if isinstance(target, Finding):
                        findings.append(target)
                    elif not (link.spread and target == (number, i)):
                        resolved.append(_resolved((number, i), target, link, row, place, forward=forward))
                findings.extend(_range_note(readings[cell.text], row, cell, records))
    return resolved, findings


def _lag_unit(records: Records) -> DurationUnit:
    column = records.map.column_of(Field.DURATION) or records.map.column_of(Field.LIKELY)
    unit = column.decisions.unit if column else None
    return unit if unit in (DurationUnit.HOUR, DurationUnit.WEEK) else DurationUnit.DAY


def _target(
    number: int, own: int, link: Link, cell: Written, index: RowIndex, elsewhere: Elsewhere, place: Place
) -> Target | Finding:
    rows = index.find(link.target)
    if len(rows) == 1:
        if rows[0] == own and not link.spread:
            return error(
                "self-dependency",
                f"The row names itself as {cell.heading or 'predecessor'}.",
                place,
                "Name another row, or clear the cell.",
            )
        return number, rows[0]
    if rows:
        return error(
            "ambiguous-predecessor",
            f"{link.target!r} may be any of {len(rows)} rows.",
            place,
            "Give each row an id of its own, or name the row meant.",
        )
    if cell.number and "." in link.target and index.by_key.get(link.target + "0"):
        return error(
            "ambiguous-predecessor",
            f"{link.target!r} may be {link.target}0 that lost its zero.",
            place,
            "Format the column as text and write the code again.",
        )
    outside = elsewhere(link.target)
    if outside is not None:
        return outside
    if isinstance(read_date(cell.text), date):
        return error(
            "reference-became-date",
            f"A spreadsheet has made the date {cell.text} of a list of ids.",
            place,
            "Format the column as text and write the ids again.",
        )
    return error(
        "unresolved-predecessor",
        f"{link.target!r} names no row of the table and no work of the plan.",
        place,
        "Correct the reference, add the missing row, or clear the cell.",
    )


def _resolved(own: Target, other: Target, link: Link, row: Record, place: Place, *, forward: bool) -> Resolved:
    written = row.texts.get(Field.LINK_TYPE, "")
    kind = link.type or (link_type(written) if written else None) or LinkType.FS
    lag = link.lag or row.durations.get(Field.LAG) or NO_LAG
    first, second = (other, own) if forward else (own, other)
    return Resolved(first, second, kind, lag, place)


def _range_note(links: Sequence[Link], row: Record, cell: Written, records: Records) -> list[Finding]:
    spread = [link for link in links if link.spread]
    if not spread:
        return []
    return [
        note(
            "range-of-predecessors",
            f"{cell.text!r} is read as the {len(spread)} rows from {spread[0].target} to {spread[-1].target}.",
            records.place(row.row, cell.letter, cell.heading, cell.text),
        )
    ]


def by_code_and_name(tables: Sequence[Records]) -> Mapping[str, Target | None]:
    """Return the records of several tables by code and name, None where two share it; bare numbers are left out."""
    found: dict[str, Target | None] = {}
    for number, records in enumerate(tables):
        for i, row in enumerate(records.rows):
            for key in {canonical(row.code), row.name.casefold()}:
                if any(letter.isalpha() for letter in key):
                    found[key] = None if key in found else (number, i)
    return found
