r"""A table of any layout into operations on a plan: read, recognise, read rows, resolve, assemble.

>>> from itertools import count
>>> ids = map(str, count(1))
>>> data = b"ID,Task,Duration,Predecessors\nPOL-1,Draft,3w,\nPOL-2,Review,1w,POL-1FS+2d\n"
>>> result = import_table(data, "plan.csv", Plan({}), new_id=lambda: next(ids))
>>> [(operation.kind, operation.values.get("code")) for operation in result.operations]
[('initiative', 'POL-1'), ('initiative', 'POL-2'), ('dependency', None)]
"""

from collections.abc import Callable
from datetime import date
from pathlib import PurePath

from planner.plan.changes import attempt
from planner.plan.entities import Initiative, Team
from planner.plan.findings import Finding, Severity, has_errors
from planner.plan.snapshot import Plan
from planner_importers.draft import Draft
from planner_importers.result import ImportResult
from planner_importers.tabular.archive_safety import Limits
from planner_importers.tabular.binding import bind
from planner_importers.tabular.capacity.capacity_import import CapacityImport
from planner_importers.tabular.capacity.choice_of_tables import Known
from planner_importers.tabular.capacity.entries import read_entries
from planner_importers.tabular.file_reading import read_bytes
from planner_importers.tabular.grid import Workbook
from planner_importers.tabular.mapping import Mapping
from planner_importers.tabular.mapping_text import mapping_text, parse_mapping
from planner_importers.tabular.pseudonyms import Pseudonyms
from planner_importers.tabular.recognition import propose
from planner_importers.tabular.record_reading import ReadingRules, read_records
from planner_importers.tabular.records import cell_place, error
from planner_importers.tabular.roster_import import RosterImport
from planner_importers.tabular.roster_rows import read_roster
from planner_importers.tabular.table_operations import Assembly
from planner_importers.tabular.wording import normalised

FORMAT = "table"
_OF_LINKS = ("dependency-cycle", "summary-dependency")


def import_table(
    data: bytes,
    file: str,
    plan: Plan,
    *,
    new_id: Callable[[], str],
    mapping: Mapping | str | None = None,
    partial: bool = False,
    today: date | None = None,
    source: str | None = None,
    pseudonyms: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> ImportResult:
    """Return what a spreadsheet or text table would change in a plan: its work, teams, people and demands.

    ``mapping`` is a mapping, or its text, to use instead of the one found. ``today`` completes dates that lack
    a year. ``source`` is the name under which
    rows are remembered for the next import; by default the file's name without its ending. ``pseudonyms`` is the
    secret with which learners are made pseudonymous; None: they keep number and name. Without
    ``partial`` a single error leaves no operations; with it the rows in error are left out, and what is
    part of them. Raises a refusal for files that cannot be read and mappings that do not fit.
    """
    book = read_bytes(data, file, limits)
    chosen, findings = _mapping(book, mapping, plan)
    rules = ReadingRules(_decimal_comma(book, chosen), plan.portfolio.fiscal_year_start_month, today)
    tables = [read_records(bind(table, book), file, rules) for table in chosen.plans]
    draft = Draft(plan, f"table:{source or source_name(file)}", new_id)
    assembly = Assembly(draft, tables, partial)
    if chosen.plans:
        assembly.assemble()
    entries = [read_entries(bind(table, book), file, rules) for table in chosen.capacities]
    name = source or source_name(file)
    capacity = CapacityImport(draft, assembly.directory.teams, name, entries, partial)
    capacity.assemble()
    rosters = [read_roster(bind(table, book), file) for table in chosen.rosters]
    secret = Pseudonyms(pseudonyms) if pseudonyms is not None else None
    training = RosterImport(draft, assembly.directory, rosters, partial, secret, today)
    training.assemble()
    told = [*findings, *assembly.findings, *assembly.directory.findings(), *capacity.findings, *training.findings]
    loops = _loops(draft) if not partial and has_errors(told) else ()
    found = _ordered([*told, *loops], book)
    if not chosen.plans and not chosen.capacities and not chosen.rosters:
        found = (_no_plan(file), *found)
    operations = tuple(draft.operations) if partial or not has_errors(found) else ()
    return ImportResult(operations, found, mapping_text(chosen), FORMAT)


def propose_mapping(data: bytes, file: str, limits: Limits = Limits()) -> Mapping:  # noqa: B008 - frozen
    """Return the mapping that would be used for a file."""
    return propose(read_bytes(data, file, limits)).mapping


def source_name(file: str) -> str:
    """Return the name a file's rows are remembered under; copies such as ``plan (2).xlsx`` share it.

    >>> source_name("Project_Plan (2).xlsx"), source_name("計画.csv")
    ('project plan', '計画')
    """
    stem = PurePath(file).stem.partition(" (")[0]
    return normalised(stem) or "plan"


def _mapping(book: Workbook, given: Mapping | str | None, plan: Plan) -> tuple[Mapping, tuple[Finding, ...]]:
    if isinstance(given, Mapping):
        return given, ()
    if given is not None:
        return parse_mapping(given, book.file), ()
    proposal = propose(book, Known(_called(plan, Initiative), _called(plan, Team)))
    return proposal.mapping, proposal.findings


def _called(plan: Plan, cls: type[Initiative] | type[Team]) -> frozenset[str]:
    """Return codes and names in small letters."""
    return frozenset(text.casefold() for each in plan.all(cls).values() for text in (each.code, each.name))


def _loops(draft: Draft) -> tuple[Finding, ...]:
    """Return the loops among the references that could be read, so that a refusal names them with the others."""
    return tuple(finding for finding in attempt(draft.plan, draft.operations).findings if finding.code in _OF_LINKS)


def _decimal_comma(book: Workbook, mapping: Mapping) -> bool:
    """Return whether bare commas are decimal marks, by the delimiter of the file and the language of its headings."""
    if book.delimiter == ",":
        return False
    return book.delimiter == ";" or bool(
        {"de", "fr", "es", "pt", "it", "tr", "ru", "vi", "nl", "pl"} & {*mapping.languages[:1]}
    )


def _ordered(findings: list[Finding], book: Workbook) -> tuple[Finding, ...]:
    """Return findings by sheet and row, those about whole sheets first."""
    order = {sheet.name: number for number, sheet in enumerate(book.sheets)}
    return tuple(sorted(findings, key=lambda f: (order.get(f.place.sheet or "", -1), f.place.row or 0)))


def _no_plan(file: str) -> Finding:
    hint = "Save a mapping with --save-map, set plan to true and name the columns, and import with --map."
    finding = error(
        "no-plan-found",
        f"{file} has no table that looks like a plan, or like teams, people or demands.",
        cell_place(file, "", None),
        hint,
    )
    assert finding.severity is Severity.ERROR
    return finding
