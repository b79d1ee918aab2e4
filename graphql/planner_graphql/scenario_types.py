"""Scenarios: their edits as `applyChanges` takes them, what the plan has changed since, and how they compare."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.plan.entities import KINDS, Launch, Obligation, Team
from planner.plan.entities.scenarios import Scenario, ScenarioStatus
from planner.plan.snapshot import Plan
from planner.scenarios.comparison import Comparison, compared
from planner.scenarios.conflicts import Conflict, Keep, text_of
from planner.scenarios.edits import read
from planner.scenarios.merging import Merge, base_of, merged
from planner.scenarios.overloads import Overload
from planner.scenarios.trial import open_ones
from planner.schedule import schedule
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.edits import as_edits
from planner_graphql.finding_types import new_findings
from planner_graphql.history_types import Changed, changes_of
from planner_graphql.identity import global_id, referred
from planner_graphql.naming import public_field
from planner_graphql.public_values import public_value
from planner_graphql.rows import Row, attribute_of, row_of
from planner_graphql.services import request_of


@dataclass(frozen=True, slots=True)
class Sided:
    """A conflict with the two plans that know what its values stand for."""

    entity: Conflict
    base: Plan
    plan: Plan


def define_scenarios(definitions: Definitions) -> None:
    """Define conflicts and the comparison with its parts."""
    keeps = {
        "MINE": (Keep.MINE.value, "The scenario's value holds."),
        "THEIRS": (Keep.THEIRS.value, "The plan's value holds."),
    }
    definitions.enum("Keep", "Whose value holds in a conflict.", keeps)
    definitions.object(
        "ScenarioConflict", "A field that scenario and plan have both set since its base.", _conflict_fields()
    )
    definitions.object("ScenarioLaunch", "A launch in the plan and with a scenario.", _launch_fields())
    definitions.object("ScenarioMissed", "A target date or duty in law that work does not meet.", _missed_fields())
    overload = [
        Field("team", "Team!", "The team.", _team),
        Field("skill", "String!", "The skill of it that is short; empty: the whole team.", attribute_of("skill")),
        Field("quarter", "String!", "The fiscal quarter.", attribute_of("quarter")),
        Field("asked", "Float!", "Person-days asked for.", attribute_of("asked")),
        Field("there", "Float!", "Person-days there.", attribute_of("there")),
        Field("percent", "Float", "The one in per cent of the other; null: nobody is there.", attribute_of("percent")),
    ]
    definitions.object("Overload", "A team asked for more than it can give in a quarter.", overload)
    load = [
        *overload[:3],
        Field("before", "Overload", "In the plan; null: it is not overloaded there.", _part("before")),
        Field("after", "Overload", "With the scenario; null: it is not overloaded then.", _part("after")),
    ]
    definitions.object("ScenarioLoad", "A team and quarter whose overload a scenario changes.", load)
    definitions.object("ScenarioComparison", "What a scenario would change of a plan.", _comparison_fields())


def scenario_fields() -> list[Field]:
    """Return the fields of a scenario that are computed."""
    conflicts = "Fields that the plan has set otherwise since the base; none once it is merged or dropped."
    clashes = "What goes wrong only with both together, as mergeScenario would say; none while conflicts are left."
    return [
        Field("operations", "JSON!", "Its edits as applyChanges takes them; what cannot be read is left out.", _edits),
        Field("conflicts", "[ScenarioConflict!]!", conflicts, _conflicts, cost=5),
        Field("clashes", "[Finding!]!", clashes, _clashes, cost=50),
        Field("comparison", "ScenarioComparison!", "What it would change of the plan.", _comparison, cost=5),
    ]


def compare_field() -> Field:
    """Return the field of the query root."""
    codes = Argument("codes", "[ID!]", "Ids or codes of scenarios; all that are open if left out.")
    text = "Scenarios beside the plan, in the order asked for."
    return Field("compareScenarios", "[ScenarioComparison!]!", text, _compare, arguments=(codes,), cost=100)


def _edits(row: Row, info: Info) -> list[dict[str, object]]:
    return as_edits(row.plan, read(row.entity).operations)


def _merge(row: Row, info: Info) -> Merge | None:
    """Return what merging it would come to; None once it is closed."""
    scenario: Scenario = row.entity
    if scenario.status is not ScenarioStatus.OPEN:
        return None
    store = request_of(info).services.store
    return merged(row.plan, scenario, base_of(scenario, row.plan, lambda number: store.plan_at(revision=number)))


def sided(merge: Merge | None) -> list[Sided]:
    """Return the conflicts of a merge as ``ScenarioConflict`` reads them."""
    return [] if merge is None else [Sided(one, merge.base, merge.plan) for one in merge.conflicts]


def clashes_of(merge: Merge | None) -> list[Row]:
    """Return the clashes of a merge as findings of the plan after it."""
    return [] if merge is None else [Row(one, merge.outcome.plan) for one in merge.clashes]


def _conflicts(row: Row, info: Info) -> list[Sided]:
    return sided(_merge(row, info))


def _clashes(row: Row, info: Info) -> list[Row]:
    return clashes_of(_merge(row, info))


def _comparison(row: Row, info: Info) -> Comparison:
    return compared(row.plan, row.entity.id)


def _compare(plan: Plan, info: Info, codes: Sequence[str] | None = None) -> list[Comparison]:
    if codes is None:
        return [compared(plan, scenario.id) for scenario in open_ones(plan)]
    return [compared(plan, referred(plan, (Scenario.KIND.name,), code).id) for code in codes]


def _conflict_fields() -> list[Field]:
    texts = [
        Field(f"{side}{suffix}", written, f"{text} {about}", resolve(side))
        for side, text in (("was", "Value at the base,"), ("mine", "The scenario's,"), ("theirs", "The plan's,"))
        for suffix, written, about, resolve in (
            ("", "JSON", "as JSON; null where the whole entity is meant.", _value),
            ("Text", "String!", "for people; deleted, edited or new where the whole entity is meant.", _text),
        )
    ]
    return [
        Field("id", "ID!", "Id of the entity.", lambda row, info: global_id(row.entity.kind, row.entity.id)),
        Field("node", "Node", "The entity in the plan, or at the base where it is gone.", _conflict_node),
        Field("field", "String", "Name of the field in this API; null: one side has deleted the entity.", _field),
        Field("title", "String!", "What to call the field; empty for the whole entity.", _title),
        *texts,
        Field("keep", "Keep", "Whose value was chosen; null: not decided.", lambda row, info: row.entity.keep),
    ]


def _conflict_node(row: Sided, info: Info) -> Row | None:
    found = (row_of(plan, (row.entity.kind,), row.entity.id) for plan in (row.plan, row.base))
    return next((one for one in found if one is not None), None)


def _field(row: Sided, info: Info) -> str | None:
    conflict = row.entity
    return public_field(KINDS[conflict.kind].field(conflict.field)) if conflict.field else None


def _title(row: Sided, info: Info) -> str:
    conflict = row.entity
    return KINDS[conflict.kind].field(conflict.field).label if conflict.field else ""


def _value(side: str) -> Resolve:
    def read_(row: Sided, info: Info) -> object:
        conflict = row.entity
        if conflict.field is None:
            return None
        return public_value(row.plan, KINDS[conflict.kind].field(conflict.field), getattr(conflict, side))

    return read_


def _text(side: str) -> Resolve:
    def read_(row: Sided, info: Info) -> str:
        if row.entity.field is None and side == "was":
            return ""
        return text_of(row.entity, getattr(row.entity, side), row.base, row.plan)

    return read_


def _comparison_fields() -> list[Field]:
    return [
        Field("scenario", "Scenario!", "The scenario.", lambda one, info: Row(one.scenario, one.before)),
        Field("changes", "[Change!]!", "What it changes of each entity.", _changes),
        Field("impact", "Impact!", "What it does to the schedule.", cost=50),
        Field("moved", "Int!", "How many pieces of work move.", lambda one, info: len(one.impact.moved)),
        Field("movedDays", "Int!", "Calendar days by which finishes move, in all, earlier ones taken off.",
              lambda one, info: sum(row.finish_calendar_days for row in one.impact.moved)),
        Field("finishBefore", "LocalDateTime", "When the plan finishes; null for an empty one.", _finish("before")),
        Field("finishAfter", "LocalDateTime", "When it finishes with the scenario.", _finish("after")),
        Field("launches", "[ScenarioLaunch!]!", "Every launch of either side, by code.", _rows("launches")),
        Field("newlyMissed", "[ScenarioMissed!]!", "Dates that the plan meets and the scenario misses.",
              _rows("newly_missed")),
        Field("noLongerMissed", "[ScenarioMissed!]!", "Dates that the plan misses and the scenario meets.",
              _rows("no_longer_missed")),
        Field("load", "[ScenarioLoad!]!", "Overloads that it changes, by quarter and team.", _rows("load"), cost=50),
        Field("peakBefore", "Overload", "The greatest overload of the plan; null: there is none.", _peak(0)),
        Field("peakAfter", "Overload", "The greatest overload with the scenario.", _peak(1)),
        Field("newFindings", "[Finding!]!", "Findings that the plan does not have.",
              lambda one, info: _findings(one.before, one.after), cost=50),
        Field("goneFindings", "[Finding!]!", "Findings of the plan that it takes away.",
              lambda one, info: _findings(one.after, one.before), cost=50),
        Field("leftOut", "[Finding!]!", "Edits that cannot be done on the plan, and why.",
              lambda one, info: [Row(finding, one.before) for finding in one.left_out]),
    ]  # fmt: skip


def _changes(one: Comparison, info: Info) -> list[Changed]:
    return changes_of(one.after, one.trial.outcome.changes, lambda: (one.before,))


def _finish(side: str) -> Resolve:
    def read_(one: Comparison, info: Info) -> object:
        plan: Plan = getattr(one, side)
        return schedule(plan).finish if schedule(plan).dates else None

    return read_


def _rows(attribute: str) -> Resolve:
    def read_(one: Comparison, info: Info) -> list[Row]:
        plan = one.before if attribute == "no_longer_missed" else one.after
        return [Row(item, plan) for item in getattr(one, attribute)]

    return read_


def _peak(at: int) -> Resolve:
    def read_(one: Comparison, info: Info) -> Row | None:
        found = one.peaks[at]
        return None if found is None else Row(found, (one.before, one.after)[at])

    return read_


def _findings(before: Plan, after: Plan) -> list[Row]:
    return [Row(finding, after) for finding in new_findings(before, after)]


def _launch_fields() -> list[Field]:
    return [
        Field("launch", "Launch!", "The launch.", _launch),
        Field("target", "LocalDateTime", "Its target date, as it is with the scenario.", attribute_of("target")),
        Field("finishBefore", "LocalDateTime", "Its date in the plan; null: it has none.",
              attribute_of("finish_before")),
        Field("finishAfter", "LocalDateTime", "Its date with the scenario; null: it has none.",
              attribute_of("finish_after")),
        Field("days", "Int", "Calendar days by which it moves; negative: earlier.", attribute_of("days")),
        Field("lateDaysBefore", "Int", "Days after its target date in the plan; negative: before it.",
              attribute_of("late_days_before")),
        Field("lateDaysAfter", "Int", "Days after its target date with the scenario; negative: before it.",
              attribute_of("late_days_after")),
    ]  # fmt: skip


def _launch(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, (Launch.KIND.name,), row.entity.launch_id)


def _missed_fields() -> list[Field]:
    return [
        Field("work", "Work!", "The work.", lambda row, info: Row(row.plan.works[row.entity.work_id], row.plan)),
        Field("obligation", "Obligation", "The duty; null: the launch's own target date.",
              lambda row, info: row_of(row.plan, (Obligation.KIND.name,), row.entity.duty_id)),
        Field("due", "LocalDateTime!", "When it is due.", attribute_of("due")),
        Field("finish", "LocalDateTime!", "When it finishes.", attribute_of("finish")),
    ]  # fmt: skip


def _team(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, (Team.KIND.name,), row.entity.team_id)


def _part(side: str) -> Resolve:
    def read_(row: Row, info: Info) -> Row | None:
        found: Overload | None = getattr(row.entity, side)
        return None if found is None else Row(found, row.plan)

    return read_
