"""Building the demo in a store: as its people would have done it, revision by revision.

Settings and the central roadmap come first, then the hubs' workbook and the support table through the
importer, then what ties them together, the law, gates and the roster, a date moved and moved back, and a report of
progress.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from planner.app.demo.design import as_first_told, base, first_gates, first_roster, law, setting, wanted
from planner.app.demo.import_files import TABLE, WORKBOOK, import_files
from planner.app.demo.tables import STATUS_DATE
from planner.app.demo.toward import NewId, toward
from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import Initiative, Level
from planner.plan.errors import PlannerError
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner.plan.values import Edge, moment

if TYPE_CHECKING:
    from planner.store import Store

Progress = Callable[[int, int, str], None]
"""Is told how many steps are done, how many there are, and what comes next."""

STEPS = 11
MOVED_TO = date(2027, 1, 15)


class OtherPlanError(PlannerError):
    """The demo was asked for where another plan is."""

    code = "OTHER_PLAN"

    def __init__(self, entities: int) -> None:
        super().__init__(f"There is another plan already, of {entities} entities.", "Build the demo in a new place.")


@dataclass(frozen=True, slots=True)
class Northstar:
    """What the demo starts from: the first operations, and the files to import after them, by name."""

    operations: tuple[Operation, ...]
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was built: entities by kind (initiatives without the programmes), files written, findings of the imports."""

    revision: int
    counts: Mapping[str, int]
    files: tuple[Path, ...]
    import_findings: tuple[Finding, ...]


def northstar(new_id: NewId) -> Northstar:
    """Return the first operations of the demo on an empty plan, and its import files."""
    return Northstar(toward(Plan({}), base, new_id), import_files())


def build(
    store: "Store", *, at: datetime, new_id: NewId, folder: Path | None = None, progress: Progress | None = None
) -> DemoReport:
    """Commit the demo to an empty store as revisions of the days before ``at``, and write its files to ``folder``.

    With ids from ``seeded_ids`` two builds are equal. A store that holds the demo already gets nothing new; one
    that holds another plan raises OtherPlanError, unchanged.
    """
    tell = progress or _silent
    found: list[Finding] = []
    there = store.plan()
    if len(there) and there.by_code("work", "LCH-701") is None:
        raise OtherPlanError(len(there))
    paths = _write(folder)
    for step, message in enumerate(() if len(there) else _story(store, at, new_id, found)):
        tell(step, STEPS, message)
    tell(STEPS, STEPS, "Done")
    plan = store.plan()
    return DemoReport(plan.revision, counts(plan), paths, tuple(found))


def _silent(done: int, of: int, message: str) -> None:
    """Say nothing."""


def _story(store: "Store", at: datetime, new_id: NewId, found: list[Finding]) -> Iterator[str]:
    """Yield what comes next, then do it."""

    def commit(days_before: float, author: str, message: str, operations: tuple[Operation, ...]) -> int:
        done = store.commit(ChangeSet(operations, author, message), at=at - timedelta(days=days_before))
        return done.revision.number

    def bring(name: str) -> tuple[Operation, ...]:
        operations, findings = imported(store.plan(), name, new_id)
        found.extend(findings)
        return operations

    yield "Settings, calendars, markets, teams and programmes"
    message = "Set up the portfolio: calendars, markets, teams and programmes."
    commit(6.2, "Hannah Lindqvist", message, toward(store.plan(), setting, new_id))
    yield "Policy, training, infrastructure and planning"
    message = "Bring in the policy, training, infrastructure and planning roadmap."
    commit(6.0, "Marcus Bell", message, toward(store.plan(), base, new_id))
    yield f"Import of {WORKBOOK}"
    commit(5.3, "Niamh Gallagher", f"Import {WORKBOOK}, what is sound of it.", bring(WORKBOOK))
    yield f"Import of {TABLE}"
    commit(5.1, "Carmela Santos", f"Import {TABLE}.", bring(TABLE))
    yield "Links between lines of business"
    message = "Tie hub and support work to launches; settle predecessors, teams and promises."
    commit(4.2, "Tomoko Arai", message, toward(store.plan(), as_first_told, new_id, prune=True))
    yield "Regulatory calendar"
    message = "Add the regulatory calendar with sources and history."
    commit(3.1, "Niamh Gallagher", message, toward(store.plan(), law, new_id))
    yield "Launch gates, artefacts and risks"
    message = "Put launches under gates: artefact versions, sign-offs, evidence, waivers, decisions; the risk register."
    commit(2.9, "Hannah Lindqvist", message, toward(store.plan(), first_gates, new_id))
    yield "Courses and roster"
    message = "Bring in courses, requirements and the roster of reviewers, under pseudonyms."
    commit(2.6, "Grace Whitfield", message, toward(store.plan(), first_roster, new_id))
    yield "A launch moves"
    moved = commit(2.4, "Hannah Lindqvist", "Move SII policy v3 EU to mid-January.", _move(store.plan()))
    yield "And moves back"
    message = "The date is the law's, not ours: back to 2 December."
    store.undo(moved, author="Marisol Reyes", at=at - timedelta(days=2.2), message=message)
    yield "Report of progress"
    message = "Progress of the week to 20 November: guideline approved, English course and bench done; gates decided."
    commit(0.2, "Marcus Bell", message, toward(store.plan(), wanted, new_id))


def imported(plan: Plan, name: str, new_id: NewId) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    """Return what the importer makes of one of the files: the sound operations and all findings."""
    from planner_importers import import_file

    content = dict(import_files())[name]
    result = import_file(content, name, plan, new_id=new_id, partial=True, today=STATUS_DATE)
    return result.operations, result.findings


def _move(plan: Plan) -> tuple[Operation, ...]:
    launch = plan.find("LCH-701")
    values = {"target_date": moment(MOVED_TO, Edge.FINISH)}
    return (Operation(Action.UPDATE, "launch", launch.id, values),)


def counts(plan: Plan) -> dict[str, int]:
    """Return how many entities there are of each kind; programmes apart from initiatives."""
    levels = Counter(item.level for item in plan.all(Initiative).values())
    found = {kind: len(table) for kind, table in plan.entities.items() if table}
    return {**found, "initiative": levels[Level.INITIATIVE], "programme": levels[Level.PROGRAMME]}


def _write(folder: Path | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / name for name, _ in import_files())
    for path, (_, content) in zip(paths, import_files(), strict=True):
        path.write_bytes(content)
    return paths
