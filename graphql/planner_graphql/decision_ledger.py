"""The ledger of go and no-go: every decision on launches, whether it stands, and what it hangs on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Decision, Launch
from planner.plan.snapshot import Plan
from planner.readiness.deciding import (
    concerns,
    dissents,
    in_force,
    latest_decision,
    open_conditions,
    overdue_conditions,
)
from planner.readiness.records import decisions_by_launch, markets_by_launch
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.identity import referred
from planner_graphql.readiness_types import ON, day_of, referred_rows
from planner_graphql.rows import Row, attribute_of


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One decision as of a day; ``standing_ids`` are the markets in which no newer one has replaced it."""

    decision: Decision
    in_force: bool
    expired: bool
    standing_ids: tuple[str, ...]
    stands: bool
    open_conditions: int
    overdue_conditions: int
    dissents: tuple[str, ...]


def define_ledger(definitions: Definitions) -> None:
    """Define entries of the ledger."""
    fields = [
        Field("decision", "Decision!", "The decision, with signatures and conditions.",
              lambda row, info: Row(row.entity.decision, row.plan)),
        Field("stands", "Boolean!", "Whether it is the newest somewhere, and in force.", attribute_of("stands")),
        Field("standingMarkets", "[Market!]!", "The launch's markets in which no newer one has replaced it.", _markets),
        Field("inForce", "Boolean!", "Whether it counts on the day: taken and not expired.", attribute_of("in_force")),
        Field("expired", "Boolean!", "Whether its last day has gone by.", attribute_of("expired")),
        Field("openConditions", "Int!", "Conditions not met.", attribute_of("open_conditions")),
        Field("overdueConditions", "Int!", "Of these, those whose day has gone by.",
              attribute_of("overdue_conditions")),
        Field("dissents", "[String!]!", "Who signed against it, and why.", attribute_of("dissents")),
    ]  # fmt: skip
    definitions.object("DecisionEntry", "One go or no-go in the ledger.", fields)


def ledger_field() -> Field:
    """Return the field of the query root."""
    launch = Argument("launch", "ID", "Only decisions on this launch.")
    text = "Every go and no-go, the newest first."
    return Field("decisionLedger", "[DecisionEntry!]!", text, _ledger, arguments=(launch, ON), cost=20)


def _ledger(plan: Plan, info: Info, launch: str | None = None, on: date | None = None) -> list[Row]:
    today = day_of(plan, info, on)
    wanted = referred(plan, (Launch.KIND.name,), launch).id if launch is not None else None
    found = [one for id_, some in decisions_by_launch(plan).items() if wanted in (None, id_) for one in some]
    found.sort(key=lambda one: (one.decided_on, one.code), reverse=True)
    return [Row(_entry(plan, one, today), plan) for one in found]


def _entry(plan: Plan, decision: Decision, today: date) -> LedgerEntry:
    markets: Iterable[str | None] = [cell.market_id for cell in markets_by_launch(plan).get(decision.launch_id, ())]
    standing = [
        market_id
        for market_id in markets or (None,)
        if concerns(decision, market_id)
        and (newest := latest_decision(plan, decision.launch_id, market_id, today)) is not None
        and newest.id == decision.id
    ]
    counts = in_force(decision, today)
    return LedgerEntry(
        decision=decision,
        in_force=counts,
        expired=decision.expires_on is not None and decision.expires_on < today,
        standing_ids=tuple(id_ for id_ in standing if id_ is not None),
        stands=bool(standing) and counts,
        open_conditions=open_conditions(decision, today),
        overdue_conditions=len(list(overdue_conditions(decision, today))),
        dissents=dissents(decision),
    )


def _markets(row: Row, info: Info) -> list[Row]:
    return referred_rows(row.plan, (("market", id_) for id_ in row.entity.standing_ids))
