"""What it would take: sets of moves that reach a date, each verified, with what it does to others."""

from datetime import date

from planner.plan.codec import encode
from planner.plan.entities import KINDS, WORK_KINDS
from planner.plan.snapshot import Plan
from planner.schedule import remedies
from planner.schedule.recovery import Candidate, Remedies, RemedyMove
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.identity import global_id, referred
from planner_graphql.reason_types import TARGET, end_of
from planner_graphql.rows import Row, attribute_of

MOST_SCHEDULES = 1_000


def define_remedies(definitions: Definitions) -> None:
    """Define moves, candidates and the answer of a search."""
    move = [
        Field("type", "String!", "Sort: shorten, add_people, overlap, drop_link, move_constraint, expedite, ...",
              attribute_of("type")),
        Field("text", "String!", "What to do.", attribute_of("text")),
        Field("days", "Float!", "Working days that it takes off there at most.", attribute_of("days")),
        Field("cost", "Float!", "Points of the cost model.", attribute_of("cost")),
        Field("operations", "JSON!", "The edits that do it, with the values as fields are stored.", _operations),
    ]  # fmt: skip
    definitions.object("RemedyMove", "One thing that could be done.", move)
    candidate = [
        Field("cost", "Float!", "Points of the moves and of what they do to others.", attribute_of("cost")),
        Field("finishAt", "LocalDateTime!", "When the target is then done.", attribute_of("finish")),
        Field("moves", "[RemedyMove!]!", "The moves, together.", _rows("moves")),
        Field("later", "[Work!]!", "Other work that moves later.", _work("later_ids")),
        Field("newlyCritical", "[Work!]!", "Other work that loses its float.", _work("newly_critical_ids")),
        Field("newlyLate", "[Work!]!", "Other work that misses its date because of it.", _late("newly_late")),
        Field("inTimeAgain", "[Work!]!", "Other work that meets its date because of it.", _late("rescued")),
    ]
    definitions.object("RemedyCandidate", "A set of moves that was tried by scheduling everything with it.", candidate)
    fields = [
        Field("finishAt", "LocalDateTime!", "When the target is done as things are.", attribute_of("finish")),
        Field("alreadyMet", "Boolean!", "Whether that is in time.", attribute_of("already_met")),
        Field("candidates", "[RemedyCandidate!]!", "Sets that reach the date, cheapest first.", _rows("candidates")),
        Field("best", "RemedyCandidate", "Where none does: the set that comes nearest.", _best),
        Field("binding", "[String!]!", "Where none does: what holds the target then.", attribute_of("binding")),
        Field("schedules", "Int!", "How many schedules were computed.", attribute_of("schedules")),
        Field("exhausted", "Boolean!", "Whether there was more to try.", attribute_of("exhausted")),
    ]
    definitions.object("Remedies", "What it would take to have a target done by a date.", fields)


def remedies_field() -> Field:
    """Return the field that searches."""
    by = Argument("by", "Date!", "The date to be done by.")
    budget = Argument("budget", "Int", f"Schedules to compute, at most {MOST_SCHEDULES}; 200 if left out.")
    text = "The cheapest changes that have a target done by a date, each verified by a full schedule."
    return Field("remedies", "Remedies!", text, _remedies, arguments=(TARGET, by, budget), cost=1_000)


def _remedies(plan: Plan, info: Info, to: str, by: date, budget: int | None = None) -> Row:
    most = max(1, min(200 if budget is None else budget, MOST_SCHEDULES))
    return Row(remedies(plan, referred(plan, WORK_KINDS, to).id, end_of(by), most), plan)


def _rows(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        return [Row(item, row.plan) for item in getattr(row.entity, attribute)]

    return read


def _work(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        return [Row(row.plan.work(id_), row.plan) for id_ in getattr(row.entity, attribute)]

    return read


def _late(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        candidate: Candidate = row.entity
        return [Row(row.plan.work(late.id), row.plan) for late in getattr(candidate, attribute)]

    return read


def _best(row: Row, info: Info) -> Row | None:
    found: Remedies = row.entity
    return None if found.best is None else Row(found.best, row.plan)


def _operations(row: Row, info: Info) -> list[dict[str, object]]:
    move: RemedyMove = row.entity
    return [
        {
            "action": operation.action.value,
            "kind": operation.kind,
            "id": global_id(operation.kind, operation.id),
            "values": encode(KINDS[operation.kind], operation.values),
        }
        for operation in move.operations
    ]
