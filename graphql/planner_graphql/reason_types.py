"""Why dates are what they are: explanations with their chains, ranked float paths, drivers, network measures."""

from datetime import date, datetime

from planner.plan.entities import WORK_KINDS
from planner.plan.snapshot import Plan
from planner.plan.values import END_OF_DAY
from planner.schedule import (
    driven_by,
    drivers,
    explain,
    float_paths,
    latest_safe_start,
    network_measures,
    start_reason,
)
from planner.schedule.explanation import Explanation
from planner.schedule.measures import MergePoint, NetworkMeasures
from planner.schedule.ranked_paths import FloatPath
from planner.schedule.reasons import Move, Step
from planner.worktime.ticks import TICKS_PER_MINUTE
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.identity import referred
from planner_graphql.rows import Row, attribute_of, row_of

MOST_PATHS = 100
WORK = Argument("of", "ID!", "Id or code of an initiative, milestone or launch.")
TARGET = Argument("to", "ID!", "Id or code of an initiative, milestone or launch.")


def define_reasons(definitions: Definitions) -> None:
    """Define explanations, paths, drivers and measures."""
    _define_explanation(definitions)
    _define_paths(definitions)
    _define_drivers(definitions)
    _define_measures(definitions)
    _define_safe_start(definitions)


def reason_fields() -> list[Field]:
    """Return the fields that ask one plan why."""
    limit = Argument("first", "Int", f"How many paths, at most {MOST_PATHS}; 10 if left out.")
    by = Argument("by", "Date!", "The date to be done by.")
    return [
        Field("explanation", "Explanation!", "Why work has its dates and floats.", _explanation,
              arguments=(WORK,), cost=50),
        Field(
            "floatPaths", "[FloatPath!]!", "Chains that lead to a target, ranked by how much they may slip.",
            _float_paths, arguments=(TARGET, limit), cost=100,
        ),
        Field("drivers", "[Driver!]!", "Everything that decides when a target is reached, nearest first.", _drivers,
              arguments=(TARGET,), cost=100),
        Field("drivenBy", "[Driven!]!", "Everything whose dates a piece of work decides, nearest first.", _driven_by,
              arguments=(WORK,), cost=100),
        Field("networkMeasures", "NetworkMeasures!", "Longest path, bottlenecks and merge points.", _measures,
              cost=200),
        Field("latestSafeStart", "SafeStart!", "By when everything must start for a target to be done by a date.",
              _safe_start, arguments=(TARGET, by), cost=100),
    ]  # fmt: skip


def start_reason_field() -> Field:
    """Return the field of computed dates that tells the reason of the start."""
    return Field("reason", "String!", "Why it starts when it does, in one sentence.", _start_reason)


def _define_explanation(definitions: Definitions) -> None:
    rest = [
        Field("first", "Date!", "First day."),
        Field("last", "Date!", "Last day."),
        Field("name", "String!", "Weekend, or the name of the holiday or closure with its region.", attribute="label"),
        Field("shorter", "Boolean!", "Whether less is worked, and not nothing."),
    ]
    definitions.object("Rest", "Days on which nothing, or less, is worked.", rest)
    move = [
        Field(
            "purpose", "String!", "What it stands for: lag, duration, remaining, levelling, assignment, working_time."
        ),
        Field("kind", "String!", "How it goes: work, clock, begin or end (of working time)."),
        Field("minutes", "Float!", "Working minutes, or minutes of the clock; negative: back.", _minutes),
        Field("calendar", "String", "Name of the calendar that measures it; null: the clock.", _calendar),
        Field("before", "LocalDateTime!", "Instant before."),
        Field("after", "LocalDateTime!", "Instant after."),
        Field("rests", "[Rest!]!", "Named times without work that it passes over."),
    ]
    definitions.object("DateMove", "One move from an instant to the next.", move)
    step = [
        Field("work", "Work", "The work whose date it is.", _named("id")),
        Field(
            "date", "String!", "Which date: early_start, early_finish, late_start or late_finish.", attribute_of("date")
        ),
        Field("at", "LocalDateTime!", "The date.", attribute_of("at")),
        Field("cause", "String!", "What it follows from: link, duration, constraint, ...", attribute_of("cause")),
        Field("given", "LocalDateTime!", "The instant that it follows from.", attribute_of("given")),
        Field("source", "Work", "Whose date that is, or who said it.", _named("source_id")),
        Field("dependency", "Dependency", "The link followed.", _dependency),
        Field("moves", "[DateMove!]!", "The moves from the given instant to the date.", attribute_of("moves")),
    ]
    definitions.object("DateStep", "One date and how it follows from the one before.", step)
    chains = [
        Field(name, "[DateStep!]!", f"The chain of the {text}, back to its root.", _chain(attribute))
        for name, attribute, text in (
            ("earlyStart", "early_start", "early start"), ("earlyFinish", "early_finish", "early finish"),
            ("lateStart", "late_start", "late start"), ("lateFinish", "late_finish", "late finish"),
        )
    ]  # fmt: skip
    sentences = Field("sentences", "[String!]!", "The same in words.", attribute_of("sentences"))
    work = Field("work", "Work!", "The work.", _named("id"))
    definitions.object("Explanation", "Why a piece of work has its dates and floats.", [work, sentences, *chains])


def _define_paths(definitions: Definitions) -> None:
    fields = [
        Field("rank", "Int!", "1 for the path that decides.", attribute_of("rank")),
        Field("class", "String!", "critical, near_critical or slack.", attribute_of("path_class")),
        Field("floatDays", "Float!", "Working days it may slip before the target moves.", attribute_of("float_days")),
        Field("steps", "[CriticalPathStep!]!", "The work on it, first work first.", _path_steps),
        Field(
            "joins", "Work", "The work on an earlier path that it leads into; null for the first.", _named("joins_id")
        ),
    ]
    definitions.object("FloatPath", "A chain of work that leads to a target.", fields)


def _define_drivers(definitions: Definitions) -> None:
    link = Field("dependency", "Dependency", "The link through which.", _dependency)
    depth = Field("depth", "Int!", "How many links away.", attribute_of("depth"))
    work = Field("work", "Work!", "The work.", _named("id"))
    driver = [
        work, depth, link,
        Field("drives", "Work", "What it drives; null for the target itself.", _named("drives_id")),
        Field("cause", "String!", "What its own start follows from.", attribute_of("cause")),
    ]  # fmt: skip
    definitions.object("Driver", "Work that decides when a target is reached.", driver)
    by = Field("by", "Work!", "What moves it.", _named("driven_by_id"))
    definitions.object("Driven", "Work that another moves.", [work, depth, link, by])


def _define_measures(definitions: Definitions) -> None:
    bottleneck = [
        Field("work", "Work!", "The work.", _named("id")),
        Field(
            "betweenness",
            "Float!",
            "Share of the chains of critical work through it, 0 to 1.",
            attribute_of("betweenness"),
        ),
    ]
    definitions.object("Bottleneck", "Work that many critical chains run through.", bottleneck)
    merge = [
        Field("work", "Work!", "The work.", _named("id")),
        Field("driving", "[Work!]!", "Predecessors that decide its start together.", _several("driving_ids")),
        Field("nearDriving", "[Work!]!", "Predecessors that nearly do.", _several("near_driving_ids")),
    ]
    definitions.object("MergePoint", "Work that several predecessors bind at once.", merge)
    fields = [
        Field("longestPath", "[Work!]!", "The longest driving chain, first work first.", _several("longest_path")),
        Field("bottlenecks", "[Bottleneck!]!", "Worst first.", _bottlenecks),
        Field("mergePoints", "[MergePoint!]!", "Most bound first.", _merge_points),
    ]
    definitions.object("NetworkMeasures", "What the shape of the network says.", fields)


def _define_safe_start(definitions: Definitions) -> None:
    row = [
        Field("work", "Work!", "The work.", _named("id")),
        Field("latestStart", "LocalDateTime!", "When it must start.", attribute_of("latest_start")),
        Field("latestFinish", "LocalDateTime!", "When it must finish.", attribute_of("latest_finish")),
        Field(
            "slackDays", "Float!", "Working days it is ahead of that; negative: too late.", attribute_of("slack_days")
        ),
    ]
    definitions.object("SafeRow", "By when one piece of work must start.", row)
    fields = [
        Field("latestStart", "LocalDateTime", "When the target itself must start.", attribute_of("latest_start")),
        Field("feasible", "Boolean!", "Whether nothing is too late yet.", attribute_of("feasible")),
        Field("rows", "[SafeRow!]!", "Unfinished work that leads to the target, by latest start.", _safe_rows),
    ]
    definitions.object("SafeStart", "What a target date demands.", fields)


def _explanation(plan: Plan, info: Info, of: str) -> Row:
    return Row(explain(plan, referred(plan, WORK_KINDS, of).id), plan)


def _float_paths(plan: Plan, info: Info, to: str, first: int | None = None) -> list[Row]:
    limit = max(0, min(10 if first is None else first, MOST_PATHS))
    return [Row(path, plan) for path in float_paths(plan, referred(plan, WORK_KINDS, to).id, limit)]


def _drivers(plan: Plan, info: Info, to: str) -> list[Row]:
    return [Row(driver, plan) for driver in drivers(plan, referred(plan, WORK_KINDS, to).id)]


def _driven_by(plan: Plan, info: Info, of: str) -> list[Row]:
    return [Row(driven, plan) for driven in driven_by(plan, referred(plan, WORK_KINDS, of).id)]


def _measures(plan: Plan, info: Info) -> Row:
    return Row(network_measures(plan), plan)


def end_of(day: date) -> datetime:
    """Return the last minute of a day."""
    return datetime.combine(day, END_OF_DAY)


def _safe_start(plan: Plan, info: Info, to: str, by: date) -> Row:
    return Row(latest_safe_start(plan, referred(plan, WORK_KINDS, to).id, end_of(by)), plan)


def _start_reason(row: Row, info: Info) -> str:
    return start_reason(row.plan, row.entity.id)


def _named(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> Row | None:
        return row_of(row.plan, WORK_KINDS, getattr(row.entity, attribute))

    return read


def _several(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        return [Row(row.plan.work(id_), row.plan) for id_ in getattr(row.entity, attribute)]

    return read


def _dependency(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("dependency",), row.entity.dependency_id)


def _chain(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        explanation: Explanation = row.entity
        steps: tuple[Step, ...] = getattr(explanation, attribute)
        return [Row(step, row.plan) for step in steps]

    return read


def _minutes(move: Move, info: Info) -> float:
    return move.ticks / TICKS_PER_MINUTE


def _calendar(move: Move, info: Info) -> str | None:
    return None if move.calendar is None else move.calendar.name


def _path_steps(row: Row, info: Info) -> list[Row]:
    path: FloatPath = row.entity
    return [Row(step, row.plan) for step in path.steps]


def _bottlenecks(row: Row, info: Info) -> list[Row]:
    measures: NetworkMeasures = row.entity
    return [Row(item, row.plan) for item in measures.bottlenecks]


def _merge_points(row: Row, info: Info) -> list[Row]:
    points: tuple[MergePoint, ...] = row.entity.merge_points
    return [Row(item, row.plan) for item in points]


def _safe_rows(row: Row, info: Info) -> list[Row]:
    return [Row(item, row.plan) for item in row.entity.rows]
