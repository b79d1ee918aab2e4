"""How work stands against a baseline: what was promised, the dates now, and the slip between them."""

from planner.plan.entities import WORK_KINDS, Baseline
from planner.plan.snapshot import Plan
from planner.roadmap import against_baseline, baselines
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.identity import referred
from planner_graphql.rows import Row, attribute_of, row_of
from planner_graphql.services import request_of

MOST_REVISIONS = 1_000
"""Revisions of one baseline that are looked through for the one that made it."""


def define_promises(definitions: Definitions) -> None:
    """Define one promise beside the dates now."""
    fields = [
        Field("promise", "BaselineItem!", "What was promised.", lambda row, info: Row(row.entity.promise, row.plan)),
        Field("work", "Work!", "Of which work; of deleted work as it was when the baseline was locked.",
              lambda row, info: row_of(row.plan, WORK_KINDS, row.entity.promise.work_id)),
        Field("deleted", "Boolean!", "Whether the plan has the work no more.",
              lambda row, info: row.entity.deleted is not None),
        Field("start", "Date", "Computed start now; null: it has none any more.", attribute_of("start")),
        Field("finish", "Date", "Computed finish now; null: it has none any more.", attribute_of("finish")),
        Field("slipDays", "Int", "Calendar days that the finish is later than promised; negative: earlier.",
              attribute_of("slip_days")),
    ]  # fmt: skip
    definitions.object("PromisedWork", "Work of a baseline: promised and now.", fields)


def promises_field() -> Field:
    """Return the field of the query root."""
    which = Argument("baseline", "ID", "Id or code of a baseline; the newest if left out.")
    text = "How the work of a baseline stands against it: without dates first, then by slip, largest first."
    return Field("againstBaseline", "[PromisedWork!]!", text, _against, arguments=(which,), cost=50)


def _against(plan: Plan, info: Info, baseline: str | None = None) -> list[Row]:
    named = (
        baselines(plan)[:1] if baseline is None else [plan.all(Baseline)[referred(plan, ("baseline",), baseline).id]]
    )
    if not named:
        return []
    store = request_of(info).services.store
    made = store.history(first=MOST_REVISIONS, kind=Baseline.KIND.name, id=named[0].id)[-1]
    locked = store.plan_at(revision=made.number)
    return [Row(row, locked if row.deleted else plan) for row in against_baseline(plan, named[0].id, locked)]
