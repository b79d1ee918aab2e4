"""What an entity knows besides its own fields: who refers to it, its place in the tree, and computed dates.

Relations are looked up in an index that is made once per snapshot, so that each row costs one look-up.
"""

from dataclasses import dataclass

from planner.plan.declare import FieldSpec, Kind
from planner.plan.entities import KINDS, WORK_KINDS
from planner.schedule import schedule
from planner_graphql.definitions import Definitions, Field, Info, Resolve
from planner_graphql.naming import field_name, type_name, value_type_name
from planner_graphql.reason_types import start_reason_field
from planner_graphql.rows import Row, attribute_of, referring, row_of, rows
from planner_graphql.scenario_types import scenario_fields


@dataclass(frozen=True, slots=True)
class Relation:
    """The field ``name`` of ``kind``: the ``of`` entities whose ``field`` refers to it."""

    kind: str
    name: str
    of: str
    field: str
    description: str


RELATIONS = (
    Relation("initiative", "predecessors", "dependency", "successor_id", "Dependencies in which it waits."),
    Relation("initiative", "successors", "dependency", "predecessor_id", "Dependencies in which others wait for it."),
    Relation("initiative", "demands", "demand", "initiative_id", "What it asks of teams."),
    Relation("initiative", "obligations", "obligation", "initiative_ids", "Duties in law that it meets."),
    Relation("initiative", "assignments", "assignment", "initiative_id", "Who is assigned to it."),
    Relation("launch", "predecessors", "dependency", "successor_id", "Dependencies in which it waits."),
    Relation("launch", "successors", "dependency", "predecessor_id", "Dependencies in which others wait for it."),
    Relation("launch", "markets", "launch_market", "launch_id", "The markets it goes to."),
    Relation("launch", "obligations", "obligation", "launch_ids", "Duties in law that it must respect."),
    Relation("market", "launches", "launch_market", "market_id", "The launches that go to it."),
    Relation("market", "obligations", "obligation", "market_ids", "Duties in law that concern it."),
    Relation("team", "demands", "demand", "team_id", "What initiatives ask of it."),
    Relation("team", "resources", "resource", "team_id", "Who belongs to it."),
    Relation("resource", "assignments", "assignment", "resource_id", "What it is assigned to."),
    Relation("calendar", "teams", "team", "calendar_id", "Teams that work by it."),
)
"""Look-ups backwards that people need; adding one is adding a line."""


def relations_of(kind: Kind) -> list[Field]:
    """Return the fields of a kind that are not its own declared ones."""
    fields = [
        Field(item.name, f"[{type_name(item.of)}!]!", item.description, _referring(item.of, item.field))
        for item in RELATIONS
        if item.kind == kind.name
    ]
    if kind.name in WORK_KINDS:
        fields.append(Field("schedule", "WorkSchedule", "Computed dates; null for cancelled work.", _work_dates))
    if kind.name == "initiative":
        fields.append(Field("children", "[Initiative!]!", "Its parts, in their order.", _children))
        fields.append(Field("ancestors", "[Initiative!]!", "Parent, grandparent, and so on.", _ancestors))
    if kind.name == "scenario":
        fields += scenario_fields()
    return fields + [_effective(spec) for spec in kind.fields if spec.about.inherited]


def define_effective_types(definitions: Definitions) -> None:
    """Define, for each type of inherited value, the pair of the value in force and who gives it."""
    for kind in KINDS.values():
        for name, spec in {_effective_type(spec): spec for spec in kind.fields if spec.about.inherited}.items():
            target = type_name(spec.about.refers_to[0]) if spec.about.refers_to else value_type_name(spec)
            value = Field("value", target, "The value in force; empty where nobody gives one.")
            text = "Who gives it: itself or an ancestor; null: nobody."
            giver = Field("from", type_name(kind.name), text, attribute="giver")
            definitions.object(name, "A value that is inherited, and from whom.", [value, giver])


@dataclass(frozen=True, slots=True)
class Inherited:
    """The value in force and the row that gives it."""

    value: object
    giver: Row | None


def _effective_type(spec: FieldSpec) -> str:
    return "Inherited" + (
        "Text" if spec.python_type is str and not spec.about.refers_to else type_name(spec.public_name)
    )


def _effective(spec: FieldSpec) -> Field:
    name = "effective" + type_name(spec.public_name)
    description = f"{spec.label} in force: its own or, where that is empty, the nearest ancestor's."
    return Field(name, f"{_effective_type(spec)}!", description, _inherited(spec))


def _inherited(spec: FieldSpec) -> Resolve:
    def resolve(row: Row, info: Info) -> Inherited:
        value, giver = row.plan.inherited(row.entity, spec.name)
        if spec.about.refers_to:
            value = row_of(row.plan, spec.about.refers_to, value)
        return Inherited(value, None if giver is None else Row(giver, row.plan))

    return resolve


def _referring(kind: str, field: str) -> Resolve:
    def resolve(row: Row, info: Info) -> list[Row]:
        return rows(row.plan, referring(row.plan, kind, field).get(row.entity.id, ()))

    return resolve


def _children(row: Row, info: Info) -> list[Row]:
    return rows(row.plan, row.plan.children(row.entity.id))


def _ancestors(row: Row, info: Info) -> list[Row]:
    return rows(row.plan, row.plan.ancestors(row.entity))


def _work_dates(row: Row, info: Info) -> Row | None:
    dates = schedule(row.plan).dates.get(row.entity.id)
    return None if dates is None else Row(dates, row.plan)


def _date(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> object:
        return getattr(row.entity, attribute).date()

    return read


def _driver(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("dependency",), row.entity.driver)


_DAYS = (
    ("start", "early_start", "Day on which it starts."),
    ("finish", "early_finish", "Day on which it finishes."),
    ("earlyStart", "early_start", "Earliest day on which it can start."),
    ("earlyFinish", "early_finish", "Earliest day on which it can finish."),
    ("lateStart", "late_start", "Latest day on which it can start without delaying the end."),
    ("lateFinish", "late_finish", "Latest day on which it can finish without delaying the end."),
)
_INSTANTS = (
    ("startAt", "early_start", "Instant at which it starts."),
    ("finishAt", "early_finish", "Instant at which it finishes."),
    ("lateStartAt", "late_start", "Latest instant at which it can start."),
    ("lateFinishAt", "late_finish", "Latest instant at which it can finish."),
)
_FIGURES = (
    ("duration_minutes", "Int!", "Length in minutes of its own calendar."),
    ("total_float_days", "Float!", "Days by which it can slip without delaying the end; negative: late."),
    ("free_float_days", "Float!", "Days by which it can slip without delaying a successor."),
    ("total_float_minutes", "Int!", "Total float in working minutes."),
    ("free_float_minutes", "Int!", "Free float in working minutes."),
    ("critical", "Boolean!", "Whether a delay delays the end."),
    ("near_critical", "Boolean!", "Whether little more than a small delay would make it critical."),
)
BINDING = "What sets the start: link, constraint, project_start, actual, manual, external or parent."


def define_work_schedule(definitions: Definitions) -> None:
    """Define the type of computed dates."""
    fields = [Field(name, "Date!", text, _date(attribute)) for name, attribute, text in _DAYS]
    fields += [Field(name, "LocalDateTime!", text, attribute_of(attribute)) for name, attribute, text in _INSTANTS]
    fields += [Field(field_name(name), written, text, attribute_of(name)) for name, written, text in _FIGURES]
    fields.append(Field("driver", "Dependency", "The dependency that sets the start, if one does.", _driver))
    fields.append(Field("binding", "String!", BINDING, attribute_of("binding")))
    fields.append(start_reason_field())
    definitions.object("WorkSchedule", "Computed dates and float of an initiative or launch.", fields)
