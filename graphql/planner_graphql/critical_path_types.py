"""The critical path to the end of the portfolio or to any chosen work."""

from planner.plan.entities import WORK_KINDS
from planner.plan.snapshot import Plan
from planner.schedule import CriticalPath, PathStep, critical_path
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.identity import referred
from planner_graphql.rows import Row, attribute_of, row_of


def define_critical_path(definitions: Definitions) -> None:
    """Define the path and its steps."""
    definitions.object(
        "CriticalPathStep",
        "One piece of work on a path.",
        [
            Field("work", "Work!", "The work.", _work),
            Field("dependency", "Dependency", "The dependency that leads to it; null for the first.", _dependency),
            Field("floatDays", "Float!", "Its float to the target, in days.", attribute_of("float_days")),
        ],
    )
    definitions.object(
        "CriticalPath",
        "The chain of work that decides when a target is reached.",
        [
            Field("target", "Work", "The target; null: the end of the portfolio.", _target),
            Field("finish", "Date!", "Day on which the target is reached.", _finish),
            Field("finishAt", "LocalDateTime!", "Instant at which the target is reached.", attribute_of("finish")),
            Field("steps", "[CriticalPathStep!]!", "The driving chain, first work first.", _steps),
            Field("critical", "[Work!]!", "All work whose delay delays the target.", _critical),
        ],
    )


def critical_path_field() -> Field:
    """Return the field of the query root."""
    to = Argument("to", "ID", "Id or code of an initiative, milestone or launch; the end of the portfolio if left out.")
    text = "The driving chain to a target, and everything that is critical to it."
    return Field("criticalPath", "CriticalPath!", text, _critical_path, arguments=(to,), cost=50)


def _critical_path(plan: Plan, info: Info, to: str | None = None) -> Row:
    target = None if to is None else referred(plan, WORK_KINDS, to).id
    return Row(critical_path(plan, target), plan)


def _target(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, WORK_KINDS, row.entity.target_id)


def _finish(row: Row, info: Info) -> object:
    path: CriticalPath = row.entity
    return path.finish.date()


def _steps(row: Row, info: Info) -> list[Row]:
    path: CriticalPath = row.entity
    return [Row(step, row.plan) for step in path.steps]


def _critical(row: Row, info: Info) -> list[Row]:
    path: CriticalPath = row.entity
    return [Row(row.plan.work(id_), row.plan) for id_ in path.critical_ids]


def _work(row: Row, info: Info) -> Row:
    step: PathStep = row.entity
    return Row(row.plan.work(step.id), row.plan)


def _dependency(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("dependency",), row.entity.dependency_id)
