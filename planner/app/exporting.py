"""Files that a plan gives out, by name. Command line and HTTP share it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from planner.plan.entities import KINDS
from planner.plan.errors import PlannerError
from planner.plan.snapshot import Plan
from planner.review import review
from planner.roadmap import GroupBy
from planner.store import Store

if TYPE_CHECKING:
    from planner.roadmap.select_quarters import Proposal

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UnknownExportError(PlannerError):
    """A name under which nothing is given out."""

    code = "NOT_FOUND"

    def __init__(self, name: str) -> None:
        kinds = ", ".join(f"{kind}.csv" for kind in KINDS)
        super().__init__(
            f"There is no export {name!r}.",
            f"There are planner.xlsx, planner.xml, planner.zip, graph.mmd, graph.dot, {kinds}.",
        )


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that was made: its name, bytes and media type."""

    name: str
    data: bytes
    media_type: str


def export(
    store: Store,
    name: str,
    *,
    at: datetime,
    revision: int | None = None,
    focus: str | None = None,
    depth: int = 3,
    group_by: GroupBy = GroupBy.LINE_OF_BUSINESS,
) -> ExportedFile:
    """Return the file of this name, of the latest revision or an earlier one.

    ``focus`` (a code) and ``depth`` narrow graphs; ``group_by`` groups the workbook's roadmap.
    Raises UnknownExportError, and NotFoundError for a focus or revision that does not exist.
    """
    plan = store.plan() if revision is None else store.plan_at(revision=revision)
    centre = plan.find(focus).id if focus else None
    kind, _, suffix = name.rpartition(".")
    if suffix == "csv" and kind in KINDS:
        from planner_exports import csv_table

        return ExportedFile(name, b"\xef\xbb\xbf" + csv_table(plan, kind).encode(), "text/csv; charset=utf-8")
    makers: dict[str, tuple[Callable[[], bytes], str]] = {
        "planner.xlsx": (lambda: executive_workbook(store, plan, at, group_by=group_by), WORKBOOK_TYPE),
        "planner.xml": (lambda: _ms_project(plan, at), "application/xml"),
        "planner.zip": (lambda: _bundle(plan), "application/zip"),
        "graph.mmd": (lambda: _graph(plan, "mermaid", centre, depth), "text/vnd.mermaid; charset=utf-8"),
        "graph.dot": (lambda: _graph(plan, "dot", centre, depth), "text/vnd.graphviz; charset=utf-8"),
    }
    if name not in makers:
        raise UnknownExportError(name)
    make, media_type = makers[name]
    return ExportedFile(name, make(), media_type)


def executive_workbook(
    store: Store,
    plan: Plan,
    at: datetime,
    selection: "Proposal | None" = None,
    group_by: GroupBy = GroupBy.LINE_OF_BUSINESS,
) -> bytes:
    """Return the workbook of a plan, its roadmap in groups; a selection of quarters gets sheets of its own."""
    from planner_exports import RevisionStamp, workbook

    shown = store.history(first=1, before=plan.revision + 1)
    stamp = (
        RevisionStamp(shown[0].number, shown[0].author, shown[0].at, shown[0].message, shown[0].hash) if shown else None
    )
    status_date = plan.portfolio.status_date or at.date()
    return workbook(
        plan,
        status_date=status_date,
        generated_at=at,
        revision=stamp,
        findings=review(plan),
        group_by=group_by,
        selection=selection,
    )


def _ms_project(plan: Plan, at: datetime) -> bytes:
    from planner_exports import ms_project_xml

    return ms_project_xml(plan, generated_at=at)


def _bundle(plan: Plan) -> bytes:
    from planner_exports import csv_bundle

    return csv_bundle(plan)


def _graph(plan: Plan, language: str, focus: str | None, depth: int) -> bytes:
    from planner_exports import dot, mermaid

    draw = mermaid if language == "mermaid" else dot
    return draw(plan, focus=focus, depth=depth).encode()
