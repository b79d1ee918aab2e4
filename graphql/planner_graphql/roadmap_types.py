"""Roadmaps by quarter and by fiscal year: groups of rows, markers and counts."""

from collections.abc import Mapping
from typing import Any

from planner.plan.entities import WORK_KINDS
from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter, GroupBy, annual, roadmap
from planner.schedule import schedule
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.rows import Row, attribute_of, row_anywhere, row_of

_COUNTS = {
    "active": "Rows that touch the quarter.",
    "started": "Rows that start in it.",
    "finishing": "Rows that finish in it.",
    "committed": "Of the finishing ones, those that are committed.",
    "stretch": "Of the finishing ones, stretch goals.",
    "outlook": "Of the finishing ones, those in outlook.",
    "done": "Of the finishing ones, those that are done.",
    "late": "Of the finishing ones, those that miss their deadline or the status date.",
    "carried": "Rows that started in an earlier quarter and go on in this one.",
}


def define_roadmap(definitions: Definitions) -> None:
    """Define the roadmap and its parts."""
    definitions.object("RoadmapQuarter", "A fiscal quarter.", _quarter_fields())
    definitions.object("RoadmapSpan", "The part of a row within one quarter.", _span_fields())
    definitions.object("RoadmapRow", "One initiative on a roadmap.", _row_fields())
    definitions.object("RoadmapMarker", "A dated event: a milestone, launch or obligation.", _marker_fields())
    counts = [Field(name, "Int!", text) for name, text in _COUNTS.items()]
    definitions.object("RoadmapCounts", "Counts of rows in one quarter.", counts)
    shared = [
        Field("markers", "[RoadmapMarker!]!", "Dated events, by day.", _parts("markers")),
        Field("counts", "[RoadmapCounts!]!", "Counts, one per quarter.", attribute_of("counts")),
    ]
    key = "What the rows share: an id, an enum's value or a text; empty for rows that belong nowhere."
    group = [
        Field("key", "String!", key, attribute_of("key")),
        Field("label", "String!", "What to call the group.", attribute_of("label")),
        Field("rows", "[RoadmapRow!]!", "Its initiatives, by start.", _parts("rows")),
    ]
    definitions.object("RoadmapGroup", "Rows with the same key.", [*group, *shared])
    whole = [
        Field("quarters", "[RoadmapQuarter!]!", "The quarters, in order of time.", attribute_of("quarters")),
        Field("groups", "[RoadmapGroup!]!", "The groups by label; what belongs nowhere comes last.", _parts("groups")),
    ]
    definitions.object("Roadmap", "Work and dated events over fiscal quarters.", [*whole, *shared])
    _define_annual(definitions)


def _define_annual(definitions: Definitions) -> None:
    counted = "A row counts once in each year that it touches."
    year = [
        Field("label", "String!", "Its name, such as 2027 or FY27.", attribute_of("label")),
        Field("fiscalYear", "Int!", "The calendar year in which it ends.", attribute_of("fiscal_year")),
        Field("first", "Date!", "First day.", attribute_of("first")),
        Field("last", "Date!", "Last day.", attribute_of("last")),
        Field("counts", "RoadmapCounts!", f"Counts as those of a quarter. {counted}", attribute_of("counts")),
    ]
    definitions.object("RoadmapYear", "A fiscal year.", year)
    group = [
        Field("group", "RoadmapGroup!", "The group, with its rows.", lambda row, info: Row(row.entity[0], row.plan)),
        Field("counts", "[RoadmapCounts!]!", f"Counts, one per year. {counted}", lambda row, info: row.entity[1]),
    ]
    definitions.object("RoadmapGroupByYear", "A group of a roadmap, counted by year.", group)
    whole = [
        Field("years", "[RoadmapYear!]!", "The years, in order of time.", _parts("years")),
        Field("roadmap", "Roadmap!", "The roadmap over their quarters.",
              lambda row, info: Row(row.entity.roadmap, row.plan)),
        Field("groups", "[RoadmapGroupByYear!]!", "Its groups, counted by year.", _parts("by_group")),
    ]  # fmt: skip
    definitions.object("AnnualRoadmap", "Work and dated events over whole fiscal years.", whole)


def roadmap_fields() -> tuple[Field, ...]:
    """Return the fields of the query root."""
    otherwise = "that of the status date, else of the start of the plan, if left out."
    by = Argument("groupBy", "RoadmapGroupBy", "What to group by; lines of business if left out.")
    quarterly = (
        Argument("fromQuarter", "String", f"First quarter, such as 2027Q1 or FY27 Q1; {otherwise}"),
        Argument("quarters", "Int!", "How many quarters.", 4),
        by,
    )
    yearly = (
        Argument("fromQuarter", "String", f"A quarter of the first year, such as FY27 Q1; {otherwise}"),
        Argument("years", "Int!", "How many years.", 2),
        by,
    )
    text = "The roadmap over fiscal "
    return (
        Field("roadmap", "Roadmap!", f"{text}quarters.", _roadmap, arguments=quarterly, cost=100),
        Field("annualRoadmap", "AnnualRoadmap!", f"{text}years.", _annual, arguments=yearly, cost=100),
    )


def _roadmap(plan: Plan, info: Info, quarters: int, **given: Any) -> Row:
    return Row(roadmap(plan, _first(plan, given), quarters, _grouping(given)), plan)


def _annual(plan: Plan, info: Info, years: int, **given: Any) -> Row:
    return Row(annual(plan, _first(plan, given), years, _grouping(given)), plan)


def _first(plan: Plan, given: Mapping[str, Any]) -> FiscalQuarter:
    month, start = plan.portfolio.fiscal_year_start_month, given.get("fromQuarter")
    if start is not None:
        return FiscalQuarter.parse(start, month)
    return FiscalQuarter.containing(plan.portfolio.status_date or schedule(plan).start.date(), month)


def _grouping(given: Mapping[str, Any]) -> GroupBy:
    by = given.get("groupBy")
    return GroupBy.LINE_OF_BUSINESS if by is None else GroupBy(by.value)


def _parts(name: str) -> Resolve:
    def resolve(row: Row, info: Info) -> list[Row]:
        return [Row(part, row.plan) for part in getattr(row.entity, name)]

    return resolve


def _label_of(name: str) -> Resolve:
    def resolve(row: Row, info: Info) -> str:
        quarter: FiscalQuarter = getattr(row.entity, name)
        return quarter.label

    return resolve


def _planned(row: Row, info: Info) -> str | None:
    text: str = row.entity.planned_quarter
    return text or None


def _work(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, WORK_KINDS, row.entity.id)


def _node(row: Row, info: Info) -> Row | None:
    return row_anywhere(row.plan, row.entity.id)


def _quarter_fields() -> list[Field]:
    return [
        Field("label", "String!", "Its name, such as 2027Q1 or FY27 Q1."),
        Field("fiscalYear", "Int!", "Fiscal year, by the calendar year in which it ends.", attribute="fiscal_year"),
        Field("quarter", "Int!", "1 to 4."),
        Field("first", "Date!", "First day."),
        Field("last", "Date!", "Last day."),
    ]


def _span_fields() -> list[Field]:
    return [
        Field("quarter", "Int!", "Position of the quarter in the roadmap, from 0."),
        Field("firstWeek", "Int!", "First week column; a quarter has thirteen.", attribute="first_week"),
        Field("lastWeek", "Int!", "Last week column, inclusive.", attribute="last_week"),
        Field("first", "Date!", "First day."),
        Field("last", "Date!", "Last day, inclusive."),
    ]


def _row_fields() -> list[Field]:
    return [
        Field("initiative", "Initiative!", "The initiative.", _work),
        Field("start", "Date!", "Computed start.", attribute_of("start")),
        Field("finish", "Date!", "Computed finish.", attribute_of("finish")),
        Field("startQuarter", "String!", "Quarter of the start, on the roadmap or not.", _label_of("start_quarter")),
        Field("finishQuarter", "String!", "Quarter of the finish, on the roadmap or not.", _label_of("finish_quarter")),
        Field("startWeek", "Int!", "Week of the start in its quarter, 1 to 13.", attribute_of("start_week")),
        Field("finishWeek", "Int!", "Week of the finish in its quarter, 1 to 13.", attribute_of("finish_week")),
        Field("spans", "[RoadmapSpan!]!", "Its parts, one per quarter that it touches.", attribute_of("spans")),
        Field("tier", "Commitment!", "How firmly the roadmap holds it.", attribute_of("tier")),
        Field("plannedQuarter", "String", "Quarter that it was planned for, as it was said.", _planned),
        Field("critical", "Boolean!", "Whether it is critical.", attribute_of("critical")),
        Field("carryOver", "Boolean!", "Started before the first quarter and is not done.", attribute_of("carry_over")),
        Field("continues", "Boolean!", "Finishes after the last quarter.", attribute_of("continues")),
        Field("late", "Boolean!", "Finishes after its deadline, or is overdue.", attribute_of("late")),
    ]


def _marker_fields() -> list[Field]:
    return [
        Field("node", "Node!", "The milestone, launch or obligation.", _node),
        Field("day", "Date!", "Its day.", attribute_of("day")),
        Field("when", "String!", "The date in the precision in which it was said.", attribute_of("when")),
        Field("quarter", "Int!", "Position of the quarter in the roadmap, from 0.", attribute_of("quarter")),
        Field("week", "Int!", "Week column of the quarter.", attribute_of("week")),
        Field("target", "Date", "Day on which it should be.", attribute_of("target")),
        Field("late", "Boolean!", "Whether it is after its target.", attribute_of("late")),
        Field("done", "Boolean!", "Whether it has happened.", attribute_of("done")),
        Field("critical", "Boolean!", "Whether it is critical.", attribute_of("critical")),
        Field("live", "Boolean!", "False for a law that does not bind.", attribute_of("live")),
    ]
