"""Readiness on the way out: launches, their markets, the gates of each, and everything that feeds a gate."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from planner.plan.entities import Launch
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.readiness import Cell, CellState, Feed, GateStanding, LaunchReadiness, readiness
from planner.readiness.blocking import reasons_for
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.identity import referred
from planner_graphql.rows import Row, attribute_of, row_of
from planner_graphql.services import request_of

ON = Argument("on", "Date", "As of this day; the status date, else today, if left out.")
LAUNCH = Argument("launch", "ID!", "Id or code of the launch.")
_STATES = {
    CellState.LIVE: "It is live.",
    CellState.READY: "Every hard gate is green, nothing has drifted, and the graph has it in time.",
    CellState.ON_TRACK: "Gates are open, and all are expected to pass by the target, with an even chance or better.",
    CellState.AT_RISK: "It is predicted by its target, but with a chance below one half.",
    CellState.LATE: "It is predicted after its target.",
    CellState.BLOCKED: "A hard gate has failed.",
    CellState.DRIFT: "All hard gates are green, but something in use is at another version of the policy.",
    CellState.UNKNOWN: "A hard gate is open and nobody knows when it will pass.",
    CellState.NO_TARGET: "It has no target to be on time for.",
    CellState.NO_GATES: "It has no gates, so that nothing is proven.",
}
_FEEDS = {
    Feed.WORK: "A piece of work.",
    Feed.ARTEFACT: "An artefact at the version of the policy.",
    Feed.SIGN_OFF: "A signature.",
    Feed.MEASURE: "Coverage, proficiency or a reading.",
    Feed.EVIDENCE: "Evidence.",
    Feed.HAND: "A word given by hand.",
}


def define_readiness(definitions: Definitions) -> None:
    """Define the matrix: launches, cells, gates and feeds."""
    definitions.enum("ReadinessState", "How one market of a launch stands.", _values(_STATES))
    definitions.enum("GateFeedKind", "What sort of thing feeds a gate.", _values(_FEEDS))
    definitions.object("GateFeed", "One thing that a gate waits for.", _feed_fields())
    definitions.object("GateStanding", "How one gate of one launch in one market stands.", _gate_fields())
    definitions.object("ReadinessCell", "One market of one launch.", _cell_fields())
    launch = [
        Field("launch", "Launch!", "The launch.", of("launch", "launch_id")),
        Field("templates", "[GateTemplate!]!", "Its gates in order: the columns.", _templates),
        Field("cells", "[ReadinessCell!]!", "Its markets, first wave first; one without a market if it names none.",
              rows("cells")),
    ]  # fmt: skip
    definitions.object("LaunchReadiness", "Readiness of one launch: markets by gates.", launch)


def readiness_fields() -> list[Field]:
    """Return the fields of the query root."""
    launches = Argument("launches", "[ID!]", "Ids or codes of the launches; all that are not cancelled if left out.")
    gate = (
        LAUNCH,
        Argument("market", "ID", "Id or code of the market; left out for a launch that names none."),
        Argument("template", "ID!", "Id or code of the gate template."),
        ON,
    )
    return [
        Field("readiness", "[LaunchReadiness!]!", "Readiness of launches, by target.", _readiness,
              arguments=(launches, ON), cost=200),
        Field("gateStanding", "GateStanding!", "One gate with what feeds it and why.", _gate, arguments=gate, cost=50),
    ]  # fmt: skip


def _values(texts: dict[Any, str]) -> dict[str, tuple[str, str]]:
    return {member.name: (str(member.value), text) for member, text in texts.items()}


def day_of(plan: Plan, info: Info, on: date | None) -> date:
    """Return the day that is asked about: as given, else the status date, else today."""
    return on or plan.portfolio.status_date or request_of(info).services.clock().date()


def of(kind: str, attribute: str) -> Resolve:
    """Return the resolver of an entity whose id is an attribute of the row's own."""

    def resolve(row: Row, info: Info) -> Row | None:
        return row_of(row.plan, (kind,), getattr(row.entity, attribute))

    return resolve


def rows(attribute: str) -> Resolve:
    """Return the resolver of a list of computed values."""

    def resolve(row: Row, info: Info) -> list[Row]:
        return [Row(item, row.plan) for item in getattr(row.entity, attribute)]

    return resolve


def referred_rows(plan: Plan, references: Iterable[tuple[str, str]]) -> list[Row]:
    """Return the entities of (kind, id) that are still there."""
    found = (row_of(plan, (kind,), id_) for kind, id_ in references)
    return [row for row in found if row is not None]


def _readiness(plan: Plan, info: Info, launches: Sequence[str] | None = None, on: date | None = None) -> list[Row]:
    found = readiness(plan, day_of(plan, info, on))
    if launches is None:
        return [Row(launch, plan) for launch in found.launches]
    ids = [referred(plan, ("launch",), text).id for text in launches]
    return [Row(found.by_launch[id_], plan) for id_ in ids if id_ in found.by_launch]


def launch_readiness(plan: Plan, launch: str, on: date) -> LaunchReadiness:
    """Return the readiness of one launch; NotFoundError if there is none, or it is cancelled."""
    id_ = referred(plan, ("launch",), launch).id
    found = readiness(plan, on).by_launch.get(id_)
    if found is None:
        raise NotFoundError("launch that is not cancelled", plan.all(Launch)[id_].code)
    return found


def cell_of(plan: Plan, launch: str, market: str | None, on: date) -> Cell:
    """Return one market of a launch; NotFoundError if the launch does not go there."""
    market_id = referred(plan, ("market",), market).id if market is not None else None
    for cell in launch_readiness(plan, launch, on).cells:
        if cell.market_id == market_id:
            return cell
    raise NotFoundError("market of this launch called", market or "", "Name a market that the launch goes to.")


def _gate(plan: Plan, info: Info, launch: str, template: str, market: str | None = None, on: date | None = None) -> Row:
    cell = cell_of(plan, launch, market, day_of(plan, info, on))
    wanted = referred(plan, ("gate_template",), template)
    for gate in cell.gates:
        if gate.template_id == wanted.id:
            return Row(gate, plan)
    raise NotFoundError("gate of this launch called", template, "Name a gate of the launch's set and tier.")


def _templates(row: Row, info: Info) -> list[Row]:
    return referred_rows(row.plan, (("gate_template", id_) for id_ in row.entity.template_ids))


def _refers_to(row: Row, info: Info) -> Row | None:
    place = row.entity.refers_to
    return row_of(row.plan, (place[0],), place[1]) if place is not None else None


def _feed_fields() -> list[Field]:
    return [
        Field("feed", "GateFeedKind!", "What sort of thing it is.", attribute_of("feed")),
        Field("state", "GateState!", "How far it is by itself.", attribute_of("state")),
        Field("sentence", "String!", "Why, in a sentence.", attribute_of("sentence")),
        Field("node", "Node", "What it reads; null: a computed measure, several things, or nothing yet.", _refers_to),
        Field("projected", "Date", "Day on which only the gate's own time is left; null: done, or unknown.",
              attribute_of("projected")),
        Field("missing", "Boolean!", "Whether the template asks for it and the plan has nothing of the sort.",
              attribute_of("missing")),
        Field("drift", "Boolean!", "Whether it is at another version of the policy.", attribute_of("drift")),
    ]  # fmt: skip


def _waiver(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("waiver",), row.entity.waiver_id)


def _gate_fields() -> list[Field]:
    return [
        Field("launch", "Launch!", "The launch.", of("launch", "launch_id")),
        Field("market", "Market", "The market; null: the launch names none.", of("market", "market_id")),
        Field("template", "GateTemplate!", "Which gate.", of("gate_template", "template_id")),
        Field("gate", "Gate", "What is recorded of it; null: nothing beyond the template.", of("gate", "gate_id")),
        Field("owner", "String!", "Who answers for it: gate, template, market or launch.", attribute_of("owner")),
        Field("hard", "Boolean!", "Whether the launch must not happen without it.", attribute_of("hard")),
        Field("weight", "Float!", "Weight in the score of soft gates.", attribute_of("weight")),
        Field("due", "Date", "Day it is due; null: the launch has no target.", attribute_of("due")),
        Field("state", "GateState!", "How it stands.", attribute_of("state")),
        Field("proved", "GateState!", "How far what feeds it is, before any waiver.", attribute_of("proved")),
        Field("green", "Boolean!", "Whether the launch need not wait for it.", attribute_of("green")),
        Field("projected", "Date", "Day on which it is expected to pass; null: it is settled, or nobody knows.",
              attribute_of("projected")),
        Field("reasons", "[String!]!", "Why it stands so, in order.", attribute_of("reasons")),
        Field("feeds", "[GateFeed!]!", "Everything that feeds it, each with its own state.", rows("feeds")),
        Field("waiver", "Waiver", "The waiver in force; null: none is.", _waiver),
        Field("drift", "Boolean!", "Whether something that feeds it is at another version of the policy.",
              attribute_of("drift")),
    ]  # fmt: skip


def _cell_fields() -> list[Field]:
    return [
        Field("launch", "Launch!", "The launch.", of("launch", "launch_id")),
        Field("market", "Market", "The market; null: the launch names none.", of("market", "market_id")),
        Field("launchMarket", "LaunchMarket", "The market of the launch.", of("launch_market", "launch_market_id")),
        Field("owner", "String!", "Who answers for it.", attribute_of("owner")),
        Field("target", "Date", "Day on which it should be live.", attribute_of("target")),
        Field("liveOn", "Date", "Day on which it went live; null: it has not.", attribute_of("live_on")),
        Field("scheduled", "Date", "Day that the graph gives.", attribute_of("scheduled")),
        Field("predicted", "Date", "The later of that and of its open hard gates; null: nobody knows.",
              attribute_of("predicted")),
        Field("slackDays", "Int", "Calendar days from predicted to target; negative: late.",
              attribute_of("slack_days")),
        Field("state", "ReadinessState!", "How it stands.", attribute_of("state")),
        Field("chance", "Float", "Chance of the target, 0 to 1; null: not predicted by it, or nothing is uncertain.",
              attribute_of("chance")),
        Field("p50", "Date", "Day by which it is ready in half of the simulated cases; null as the chance.",
              attribute_of("p50")),
        Field("ready", "Boolean!", "Whether every hard gate is green and nothing has drifted.", attribute_of("ready")),
        Field("hardGreen", "Int!", "Hard gates that are green.", attribute_of("hard_green")),
        Field("hardTotal", "Int!", "Hard gates.", attribute_of("hard_total")),
        Field("score", "Float", "Weighted share of green soft gates, 0 to 1; null: there are none.",
              attribute_of("score")),
        Field("gates", "[GateStanding!]!", "Its gates in order.", rows("gates")),
        Field("blocking", "GateStanding", "The hard gate that decides; null: all are green.", _blocking),
        Field("reasons", "[String!]!", "Why it is predicted so late, or at risk, back to the root.", _reasons, cost=10),
        Field("legalDay", "Date", "Earliest day that live law sets.", attribute_of("legal_day")),
        Field("tooLateForLaw", "Boolean!", "Whether it is predicted after that day.", attribute_of("too_late_for_law")),
        Field("decision", "Decision", "The newest go or no-go in force; null: none is.", _decision),
        Field("drift", "[String!]!", "What is in use at another version although no gate looks at it.",
              attribute_of("drift")),
    ]  # fmt: skip


def _blocking(row: Row, info: Info) -> Row | None:
    gate: GateStanding | None = row.entity.blocking
    return Row(gate, row.plan) if gate is not None else None


def _reasons(row: Row, info: Info) -> Sequence[str]:
    return reasons_for(row.plan, row.entity)


def _decision(row: Row, info: Info) -> Row | None:
    return Row(row.entity.decision, row.plan) if row.entity.decision is not None else None
