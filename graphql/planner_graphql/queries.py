"""The questions: the same fields on the root, for the newest plan, and on ``Plan``, for any revision of it."""

from collections.abc import Sequence
from datetime import datetime

from planner.plan.entities import KINDS
from planner.plan.snapshot import Plan
from planner.schedule import schedule
from planner_graphql.capacity_types import capacity_fields, define_capacity
from planner_graphql.connections import define_connection, define_page_info, entity_fields
from planner_graphql.critical_path_types import critical_path_field, define_critical_path
from planner_graphql.cursors import LARGEST_PAGE
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.entity_types import define_entity_types
from planner_graphql.filters import define_filters
from planner_graphql.finding_types import define_findings, findings_field
from planner_graphql.history_types import define_history, history_field
from planner_graphql.identity import parse_global_id
from planner_graphql.levelling_types import define_levelling, levelling_field
from planner_graphql.naming import type_name
from planner_graphql.network_frame import network_field
from planner_graphql.ordering import define_direction, define_orders
from planner_graphql.promise_types import define_promises, promises_field
from planner_graphql.readiness_reads import define_readiness_reads, readiness_read_fields
from planner_graphql.reason_types import define_reasons, reason_fields
from planner_graphql.refusals import PageSizeError, TimeTravelArgumentsError
from planner_graphql.relations import define_effective_types, define_work_schedule
from planner_graphql.remedy_types import define_remedies, remedies_field
from planner_graphql.risk_types import define_risk, risk_fields
from planner_graphql.roadmap_board import board_field
from planner_graphql.roadmap_types import define_roadmap, roadmap_fields
from planner_graphql.rows import Row, row_of
from planner_graphql.scenario_types import compare_field, define_scenarios
from planner_graphql.score_types import define_scores, ranking_field
from planner_graphql.selection_types import define_selection, selection_field
from planner_graphql.services import request_of
from planner_graphql.table_frame import define_kinds, table_field
from planner_graphql.timeline import timeline_field
from planner_graphql.training_types import define_training, training_fields


def define_reads(definitions: Definitions) -> None:
    """Define everything that can be read, except the root."""
    define_entity_types(definitions)
    define_kinds(definitions)
    define_effective_types(definitions)
    define_work_schedule(definitions)
    define_filters(definitions)
    define_direction(definitions)
    define_page_info(definitions)
    for kind in KINDS.values():
        if not kind.singleton:
            define_orders(definitions, kind)
            define_connection(definitions, type_name(kind.name), kind.plural.replace("_", " "))
    define_critical_path(definitions)
    define_reasons(definitions)
    define_remedies(definitions)
    define_roadmap(definitions)
    define_promises(definitions)
    define_capacity(definitions)
    define_selection(definitions)
    define_levelling(definitions)
    define_scenarios(definitions)
    define_scores(definitions)
    define_training(definitions)
    define_readiness_reads(definitions)
    define_risk(definitions)
    define_findings(definitions)
    define_history(definitions)
    definitions.object("Plan", "The plan as of one revision.", [*_about_plan(), *read_fields()])


def read_fields() -> list[Field]:
    """Return the fields that ask about one plan."""
    fields = [
        Field(
            "node",
            "Node",
            "The entity with this id; null if there is none.",
            _node,
            arguments=(Argument("id", "ID!", "Its id."),),
        ),
        Field(
            "nodes",
            "[Node]!",
            "The entities with these ids, in their order; null where there is none.",
            _nodes,
            arguments=(Argument("ids", "[ID!]!", f"Their ids, at most {LARGEST_PAGE}."),),
        ),
        Field("portfolio", "Portfolio!", "The settings of the whole plan.", _portfolio),
    ]
    for kind in KINDS.values():
        if not kind.singleton:
            fields.extend(entity_fields(kind))
    computed = (
        critical_path_field(),
        *roadmap_fields(),
        promises_field(),
        board_field(),
        timeline_field(),
        network_field(),
        table_field(),
        findings_field(),
        history_field(),
    )
    asked = (
        remedies_field(),
        *capacity_fields(),
        selection_field(),
        ranking_field(),
        levelling_field(),
        compare_field(),
    )
    return [*fields, *computed, *reason_fields(), *readiness_read_fields(), *risk_fields(), *asked, *training_fields()]


def plan_field() -> Field:
    """Return the field of the root that travels in time."""
    arguments = (
        Argument("revision", "Int", "The plan as of this revision."),
        Argument("at", "DateTime", "The plan as it was at this instant."),
    )
    return Field(
        "plan", "Plan!", "The plan as of a revision or a time; the newest if none is given.", _plan, arguments=arguments
    )


def _about_plan() -> list[Field]:
    return [
        Field("revision", "Int!", "Number of the revision; 0 is the empty plan."),
        Field("start", "Date", "Computed start of the first work; null for an empty plan.", _start),
        Field("finish", "Date", "Computed finish of the last work; null for an empty plan.", _finish),
    ]


def _start(plan: Plan, info: Info) -> object:
    return schedule(plan).start.date() if schedule(plan).dates else None


def _finish(plan: Plan, info: Info) -> object:
    return schedule(plan).finish.date() if schedule(plan).dates else None


def _plan(plan: Plan, info: Info, revision: int | None = None, at: datetime | None = None) -> Plan:
    if revision is not None and at is not None:
        raise TimeTravelArgumentsError
    if (revision is None and at is None) or revision == plan.revision:
        return plan
    return request_of(info).services.store.plan_at(revision=revision, at=at)


def _node(plan: Plan, info: Info, id: str) -> Row | None:  # noqa: A002
    kind, key = parse_global_id(id)
    return row_of(plan, (kind,), key)


def _nodes(plan: Plan, info: Info, ids: Sequence[str]) -> list[Row | None]:
    if len(ids) > LARGEST_PAGE:
        raise PageSizeError(f"{len(ids)} ids are too many.", LARGEST_PAGE)
    return [_node(plan, info, text) for text in ids]


def _portfolio(plan: Plan, info: Info) -> Row:
    return Row(plan.portfolio, plan)
