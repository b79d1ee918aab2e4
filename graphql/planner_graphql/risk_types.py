"""Risk on the way out: when work is done and how sure that is, what moves it, and what removing a risk would gain."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.plan.entities import WORK_KINDS, Initiative, Launch, Level
from planner.plan.snapshot import Plan
from planner.risk import removals, simulate, tornado
from planner.risk.forecast import Forecast, NodeForecast, SensitivityKind
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.identity import referred
from planner_graphql.launch_forecast import MOST
from planner_graphql.rows import Row, attribute_of, row_anywhere, row_of

_KINDS = {
    SensitivityKind.WORK: "How long a piece of work takes.",
    SensitivityKind.NODE: "How long a gate takes.",
    SensitivityKind.CAUSE: "What several pieces of work have in common.",
    SensitivityKind.RISK: "Whether a risk of the register happens, and how bad it is.",
}
_CHANCE = "ReadinessChance"
_QUANTILE = "ReadinessQuantile"


class _Simulated(NamedTuple):
    """One node of a simulation."""

    node: NodeForecast
    forecast: Forecast


def define_risk(definitions: Definitions) -> None:
    """Define forecasts of work, sensitivities and what removing a risk gains."""
    definitions.enum(
        "UncertaintyKind",
        "What an uncertainty is about.",
        {kind.name: (kind.value, text) for kind, text in _KINDS.items()},
    )
    definitions.object("Sensitivity", "How much one uncertainty moves a target.", [
        Field("kind", "UncertaintyKind!", "What it is about.", lambda row, info: row.entity.kind.value),
        Field("about", "Node", "The work, cause or risk.", lambda row, info: row_anywhere(row.plan, row.entity.id)),
        Field("correlation", "Float!", "Rank correlation of its draws with the finish of the target.",
              attribute_of("correlation")),
        Field("criticality", "Float", "Share of samples in which the work decided that; null: it is no work.",
              attribute_of("criticality")),
        Field("cruciality", "Float", "Their product.", attribute_of("cruciality")),
    ])  # fmt: skip
    definitions.object("RiskRemoval", "What a target gains without one uncertainty, all else drawn as before.", [
        Field("kind", "UncertaintyKind!", "What it is about.", lambda row, info: row.entity.kind.value),
        Field("about", "Node", "The risk, cause or work.", lambda row, info: row_anywhere(row.plan, row.entity.id)),
        Field("meanDays", "Float!", "Calendar days earlier in the mean.", attribute_of("mean_days")),
        Field("p50Days", "Float!", "Calendar days earlier at the median.", attribute_of("p50_days")),
        Field("p80Days", "Float!", "Calendar days earlier at 80 %.", attribute_of("p80_days")),
        Field("chance", "Float", "How much likelier the target is met; null: it has no date.", attribute_of("chance")),
    ])  # fmt: skip
    definitions.object("SettledQuantile", "A quantile after so many samples.", [
        Field("samples", "Int!", "How many.", attribute_of("samples")),
        Field("at", "LocalDateTime!", "The quantile then.", attribute_of("at")),
        Field("halfWidthDays", "Float!", "Half the width of its 95 % interval in calendar days.",
              attribute_of("half_width_days")),
    ])  # fmt: skip
    definitions.object("HistogramBar", "How many samples finish in a period.", [
        Field("first", "Date!", "First day of the period.", attribute_of("first")),
        Field("samples", "Int!", "How many.", attribute_of("samples")),
    ])  # fmt: skip
    definitions.object("WorkForecast", "The finish of one piece of work with its probability.", _work_fields())
    items = Argument("items", "[ID!]!", "Ids or codes of initiatives, milestones or launches.")
    definitions.object("RiskForecast", "What a simulation of the schedule found.", [
        Field("samples", "Int!", "How many samples.", attribute_of("samples")),
        Field("seed", "Int!", "The seed.", attribute_of("seed")),
        Field("items", "[WorkForecast!]!", "The work asked for; launches and milestones if none is named.", _items,
              arguments=(Argument("items", "[ID!]", items.description),)),
        Field("joint", _CHANCE, "The chance that all of these meet their targets; null: one has none.", _joint,
              arguments=(items,)),
    ])  # fmt: skip


def risk_fields() -> list[Field]:
    """Return the fields of the query root."""
    target = Argument("target", "ID!", "Id or code of an initiative, milestone or launch.")
    first = Argument("first", "Int!", "At most so many.", 12)
    samples = Argument("samples", "Int!", f"How many samples, at most {MOST}.", 10_000)
    seed = Argument("seed", "Int!", "Another seed gives another, equally good forecast.", 1)
    return [
        Field("riskForecast", "RiskForecast!", "When work is done and how sure that is: a simulation of the schedule.",
              _forecast, arguments=(samples, seed), cost=1_000),
        Field("tornado", "[Sensitivity!]!", "What moves the finish of a target, strongest first.", _tornado,
              arguments=(target, first, samples, seed), cost=1_000),
        Field("riskRemovals", "[RiskRemoval!]!", "What a target gains by taking away one risk, cause or uncertain "
              "piece of work, most first.", _removals, arguments=(target, first, samples, seed), cost=2_000),
    ]  # fmt: skip


def _work_fields() -> list[Field]:
    days = Argument("days", "Int!", "Length of the periods.", 7)
    share = Argument("share", "Float!", "Which quantile, 0 to 1.", 0.8)
    return [
        Field("work", "Work!", "The work.", lambda row, info: row_of(row.plan, WORK_KINDS, row.entity.node.id)),
        Field("computedAt", "LocalDateTime!", "Its finish in the schedule.", lambda r, i: r.entity.node.computed),
        Field("meanAt", "LocalDateTime!", "Its mean finish.", lambda r, i: r.entity.node.mean),
        Field("sdDays", "Float!", "Standard deviation in calendar days.", lambda r, i: r.entity.node.sd_days),
        *(Field(name, "LocalDateTime", f"Done by then with {name[1:]} %; null: samples were not kept.", _node(name))
          for name in ("p10", "p50", "p80", "p90")),
        Field("target", "LocalDateTime", "Its target or deadline.", _node("target")),
        Field("chance", _CHANCE, "The chance of that; null: it has none.", _node("chance")),
        Field("criticality", "Float!", "Share of samples in which it decided the finish of the whole portfolio.",
              _node("criticality")),
        Field("fan", f"[{_QUANTILE}!]!", "Quantiles from early to late.",
              lambda row, info: row.entity.forecast.fan(row.entity.node.id)),
        Field("histogram", "[HistogramBar!]!", "Samples by period.", _histogram, arguments=(days,)),
        Field("convergence", "[SettledQuantile!]!", "How a quantile settles as samples are added.", _convergence,
              arguments=(share,)),
    ]  # fmt: skip


def _node(name: str) -> Resolve:
    def read(row: Row, info: Info) -> object:
        return getattr(row.entity.node, name)

    return read


def _forecast(plan: Plan, info: Info, samples: int, seed: int) -> Row:
    return Row(simulate(plan, samples=max(1, min(samples, MOST)), seed=seed), plan)


def _items(row: Row, info: Info, items: Sequence[str] | None = None) -> list[Row]:
    forecast: Forecast = row.entity
    ids = _ids(row.plan, items) if items is not None else _milestones(row.plan)
    missing = [id_ for id_ in ids if id_ in forecast.nodes and id_ not in forecast.finishes]
    if missing:
        forecast = simulate(row.plan, samples=forecast.samples, seed=forecast.seed, targets=missing)
    return [Row(_Simulated(forecast.nodes[id_], forecast), row.plan) for id_ in ids if id_ in forecast.nodes]


def _milestones(plan: Plan) -> list[str]:
    milestones = (item.id for item in plan.all(Initiative).values() if item.level is Level.MILESTONE)
    return [*sorted(plan.all(Launch)), *sorted(milestones)]


def _ids(plan: Plan, items: Sequence[str]) -> list[str]:
    return [referred(plan, WORK_KINDS, text).id for text in items]


def _joint(row: Row, info: Info, items: Sequence[str]) -> object:
    simulated = _items(row, info, items)
    return simulated[0].entity.forecast.joint_of(_ids(row.plan, items)) if simulated else None


def _histogram(row: Row, info: Info, days: int) -> list[Row]:
    bars = row.entity.forecast.histogram(row.entity.node.id, max(1, days))
    return [Row(bar, row.plan) for bar in bars]


def _convergence(row: Row, info: Info, share: float) -> list[Row]:
    settled = row.entity.forecast.convergence(row.entity.node.id, min(max(share, 0.0), 1.0))
    return [Row(one, row.plan) for one in settled]


def _tornado(plan: Plan, info: Info, target: str, first: int, samples: int, seed: int) -> list[Row]:
    id_ = referred(plan, WORK_KINDS, target).id
    found = tornado(plan, id_, samples=max(1, min(samples, MOST)), seed=seed)
    return [Row(one, plan) for one in found[: max(0, first)]]


def _removals(plan: Plan, info: Info, target: str, first: int, samples: int, seed: int) -> list[Row]:
    id_ = referred(plan, WORK_KINDS, target).id
    found = removals(plan, id_, samples=max(1, min(samples, MOST)), seed=seed)
    return [Row(one, plan) for one in found[: max(0, first)]]
