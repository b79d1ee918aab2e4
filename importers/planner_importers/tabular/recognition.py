r"""A whole workbook recognised: the proposed mapping of every table, and what is doubtful about it.

>>> from planner_importers.tabular.file_reading import read_bytes
>>> book = read_bytes("Nr;Vorgang;Dauer;Vorgänger\n1;Entwurf;2 Tage;\n2;Prüfung;1 Woche;1EA".encode(), "plan.csv")
>>> [column.field.value for column in propose(book).mapping.plans[0].columns]
['code', 'name', 'duration', 'predecessors']
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from planner.plan.findings import Finding
from planner_importers.tabular.capacity.choice_of_tables import Known, capacity_or_plan, is_staff, names_of_rows
from planner_importers.tabular.date_text import Order
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import Sheet, Workbook, column_letters, column_number
from planner_importers.tabular.mapping import Decisions, Holds, Mapping, TableMap
from planner_importers.tabular.records import cell_place, note, warning
from planner_importers.tabular.roster_recognition import recognise_roster
from planner_importers.tabular.table_finding import find_tables
from planner_importers.tabular.table_recognition import Recognised, recognise_table

_WORD = re.compile(r"[^\W_]+")
_ANYWHERE = re.compile(
    r"(?:sheet|tabelle|feuil|feuille|hoja|planilha|foglio|sayfa|лист|blad|arkusz|シート|工作表|export|csv|"
    r"table)\s*\d*",
    re.IGNORECASE,
)
_EXPORTED = frozenset({"Summary", "Roadmap", "Launch calendar", "Critical path", "Initiatives", "Data notes"})
"""Sheets by which a workbook is known for one that was exported."""
_OWN = {
    Field.START: "the plan computes it",
    Field.FINISH: "the plan computes it",
    Field.QUARTER: "the plan computes it",
    Field.EXTERNAL_ID: "it is the plan's own id",
}
"""Columns of an exported workbook that are not read back, and why; dates would be pinned."""
_DAY_FIRST = frozenset({"de", "fr", "es", "pt", "it", "tr", "ru", "vi", "nl", "pl"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """The mapping found and the findings about it: tables that are no plans, doubts about columns."""

    mapping: Mapping
    findings: tuple[Finding, ...]


def propose(book: Workbook, known: Known = Known()) -> Proposal:  # noqa: B008 - frozen
    """Return the mapping of every table of a file: plans, tables of capacity, and those that are neither.

    ``known`` are the initiatives and teams of the plan, which tell demands from new work and teams from other names.
    """
    computed = _computed(book)
    found = [(sheet, computed.get(sheet.name) or _recognise(sheet, book.file, None)) for sheet in book.sheets]
    if computed:
        found = [(sheet, [_without_own(item) for item in items]) for sheet, items in found]
    languages = _languages([item for _, items in found for item in items])
    hint = _hint(languages, [item.map for _, items in found for item in items])
    if hint is not None:
        found = [(sheet, _recognise(sheet, book.file, hint) if _is_open(items) else items) for sheet, items in found]
    found = [(sheet, _plans_only_if_any(items)) for sheet, items in found]
    rosters = {
        sheet.name: roster
        for sheet, _ in found
        if sheet.name not in computed
        and (roster := recognise_roster(sheet, book.file, hint))
        and not is_staff(sheet, roster.map, book.file)
    }
    found = [(sheet, [rosters[sheet.name]] if sheet.name in rosters else items) for sheet, items in found]
    plans = [(s, item.map) for s, items in found if s.name not in rosters for item in items if item.map.plan]
    named = replace(known, works=known.works.union(*(names_of_rows(sheet, plan) for sheet, plan in plans)))
    found = [
        (
            s,
            items
            if s.name in rosters or s.name in computed
            else capacity_or_plan(s, items, book.file, named, alone=not plans),
        )
        for s, items in found
    ]
    languages = languages or _languages([item for _, items in found for item in items])
    maps = _distinct_prefixes([item.map for _, items in found for item in items])
    findings = [finding for sheet, items in found for finding in _findings(book.file, sheet, items)]
    return Proposal(Mapping(tuple(maps), book.file, languages[:3]), tuple(findings))


def _computed(book: Workbook) -> dict[str, list[Recognised]]:
    """Return the sheets of an exported workbook that only show what follows from its initiatives, by name."""
    names = {sheet.name for sheet in book.sheets}
    if not names >= _EXPORTED:
        return {}
    reason = "the workbook was exported from a plan, and only its sheet Initiatives is read back"
    return {
        name: [Recognised(TableMap(name, (), 1, None, False, reason, ()), (), ())] for name in names - {"Initiatives"}
    }


def _without_own(item: Recognised) -> Recognised:
    """Return the proposal of an exported sheet without what the plan wrote for itself."""
    columns = tuple(
        replace(column, field=Field.OTHER, confidence=1.0, reason=_OWN[column.field], decisions=Decisions())
        if column.field in _OWN else column for column in item.map.columns
    )  # fmt: skip
    return replace(item, map=replace(item.map, columns=columns))


def _recognise(sheet: Sheet, file: str, hint: Order | None) -> list[Recognised]:
    prefix = _prefix(sheet.name, file)
    return [recognise_table(sheet, table, prefix, hint) for table in find_tables(sheet)]


def _plans_only_if_any(items: list[Recognised]) -> list[Recognised]:
    """Drop tables of a plan sheet that are no plans themselves, except where the sheet has no plan at all."""
    plans = [item for item in items if item.map.plan]
    return plans or items[:1]


def _is_open(items: list[Recognised]) -> bool:
    return any(doubt.code == "ambiguous-dates" for item in items for doubt in item.doubts)


def _languages(items: list[Recognised]) -> tuple[str, ...]:
    counts = Counter(
        language for item in items for rank, language in enumerate(item.languages) for _ in range(max(3 - rank, 0))
    )
    return tuple(language for language, _ in counts.most_common())


def _hint(languages: tuple[str, ...], maps: list[TableMap]) -> Order | None:
    """Return the order of day and month that other tables or the language of the headings suggest."""
    told = [c.decisions.dates for table in maps for c in table.columns if c.decisions.dates and "can only" in c.reason]
    if told:
        return told[0]
    return Order.DAY_FIRST if languages and languages[0] in _DAY_FIRST else None


def _prefix(sheet: str, file: str) -> str:
    """Return the letters before ids that are bare numbers: initials of the sheet's name, else of the file's."""
    name = sheet if not _ANYWHERE.fullmatch(sheet.strip()) else PurePath(file).stem
    words = _WORD.findall(name)
    initials = "".join(word[0] for word in words if not word.isdecimal())
    digits = "".join(word for word in words if word.isdecimal())[:4]
    if len(words) == 1 or len(initials) < 2:
        initials = next((word for word in words if not word.isdecimal()), "PLAN")[:4]
    return (initials[:5] + digits).upper()


def _distinct_prefixes(maps: list[TableMap]) -> list[TableMap]:
    seen: Counter[str] = Counter()
    distinct = []
    for table in maps:
        if table.plan and table.holds is Holds.PLAN:
            seen[table.code_prefix] += 1
            number = seen[table.code_prefix]
            table = replace(table, code_prefix=f"{table.code_prefix}{number}") if number > 1 else table
        distinct.append(table)
    return distinct


def _hidden_parts(file: str, sheet: Sheet, table: TableMap) -> Iterator[Finding]:
    """Say which hidden rows and columns of a table are read."""
    last = table.last_row or sheet.height
    rows = [row for row in sorted(sheet.hidden_rows) if table.first_row <= row + 1 <= last and any(sheet.rows[row])]
    read = {column_number(column.letter) for column in table.columns if column.field is not Field.OTHER}
    columns = [column_letters(column) for column in sorted(read & sheet.hidden_columns)]
    for what, listed in (("row", [str(row + 1) for row in rows]), ("column", columns)):
        if table.plan and listed:
            shown = ", ".join(listed[:8]) + (" and more" if len(listed) > 8 else "")
            message = f"Hidden in the file, and read: {what} {shown}."
            hint = "Delete in the file what is out of use."
            yield note("hidden-cells", message, cell_place(file, sheet.name, None), hint)


def _findings(file: str, sheet: Sheet, items: list[Recognised]) -> list[Finding]:
    if not items:
        if not sheet.height:
            return []
        place = cell_place(file, sheet.name, None)
        return [note("sheet-not-a-plan", f"Sheet {sheet.name!r} has no table.", place, "Nothing of it is imported.")]
    findings = []
    if sheet.hidden and any(item.map.plan for item in items):
        hint = "Show it to see what is read, or set plan to false in the mapping."
        message = f"Sheet {sheet.name!r} is hidden in the file, and is read."
        findings.append(note("hidden-sheet", message, cell_place(file, sheet.name, None), hint))
    for item in items:
        findings.extend(_hidden_parts(file, sheet, item.map))
        if not item.map.plan:
            hint = "If it is one, set plan to true and its fields in the mapping."
            row = min((*item.map.header_rows, item.map.first_row))
            message = f"Sheet {sheet.name!r} is not taken for a plan: {item.map.reason}."
            findings.append(note("sheet-not-a-plan", message, cell_place(file, sheet.name, row), hint))
        for doubt in item.doubts:
            heading = next((c.heading for c in item.map.columns if c.letter == doubt.letter), "")
            report = warning if doubt.serious else note
            place = cell_place(file, sheet.name, max(item.map.header_rows, default=None), doubt.letter, heading)
            findings.append(report(doubt.code, doubt.message, place, doubt.hint))
    return findings
