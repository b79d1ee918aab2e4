"""The forecast of a launch: per market the day with its probability and what decides it, and who may go by a day."""

from datetime import date

from planner.plan.snapshot import Plan
from planner.readiness.forecast import SAMPLES, launch_forecast, partial_launch, what_it_takes
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.readiness_types import LAUNCH, ON, cell_of, day_of, launch_readiness, of, rows
from planner_graphql.rows import Row, attribute_of, row_of

MOST = 100_000
_SAMPLES = Argument("samples", "Int!", f"How many samples, at most {MOST}.", SAMPLES)
_SEED = Argument("seed", "Int!", "Another seed gives another, equally good forecast.", 1)


def define_launch_forecast(definitions: Definitions) -> None:
    """Define forecasts of markets and of partial launches."""
    definitions.object("ReadinessChance", "A probability with its standard error.", [
        Field("value", "Float!", "From 0 to 1."),
        Field("error", "Float!", "Its standard error."),
    ])  # fmt: skip
    definitions.object("ReadinessQuantile", "The moment by which a share of the samples is done.", [
        Field("share", "Float!", "The share, 0 to 1."),
        Field("at", "LocalDateTime!", "The moment."),
    ])  # fmt: skip
    definitions.object("ReadinessDecider", "What lets a market go last.", [
        Field("template", "GateTemplate", "The gate; null: the work before the launch.", _template),
        Field("share", "Float!", "In what share of the samples.", attribute_of("share")),
    ])  # fmt: skip
    definitions.object("MarketForecast", "When one market is ready and the graph lets it go.", _market_fields())
    left = [
        Field("market", "Market", "The market; null: the launch names none.",
              lambda row, info: row_of(row.plan, ("market",), row.entity[0])),
        Field("chance", "ReadinessChance", "Its own chance by that day; null: nobody knows.",
              lambda row, info: row.entity[1]),
    ]  # fmt: skip
    definitions.object("MarketLeftOut", "A market that is not in a partial launch.", left)
    partial = [
        Field("by", "Date!", "The day.", attribute_of("by")),
        Field("atLeast", "Float!", "The chance that was asked for.", attribute_of("at_least")),
        Field("markets", "[Market!]!", "The most markets that may go together.", _chosen),
        Field("chance", "ReadinessChance", "The chance that all of them are ready by then; null: there are none.",
              attribute_of("chance")),
        Field("left", "[MarketLeftOut!]!", "The others.", rows("left")),
    ]  # fmt: skip
    definitions.object("PartialLaunch", "The largest set of markets that may go by a day.", partial)
    whole = [
        Field("launch", "Launch!", "The launch.", of("launch", "launch_id")),
        Field("on", "Date!", "As of this day.", attribute_of("today")),
        Field("samples", "Int!", "How many samples.", attribute_of("samples")),
        Field("seed", "Int!", "The seed.", attribute_of("seed")),
        Field("markets", "[MarketForecast!]!", "Its markets, first wave first.", rows("markets")),
        Field("joint", "ReadinessChance", "The chance that all markets meet their targets; null: one has none, or "
              "nobody knows.", attribute_of("joint")),
        Field("partial", "PartialLaunch!", "The most markets that may go together by a day.", _partial, cost=50,
              arguments=(Argument("by", "Date!", "The day."),
                         Argument("atLeast", "Float!", "Chance that all of them must have.", 0.8))),
    ]  # fmt: skip
    definitions.object("LaunchForecast", "The forecast of one launch.", whole)


def launch_forecast_fields() -> list[Field]:
    """Return the fields of the query root."""
    market = Argument("market", "ID", "Id or code of the market; left out for a launch that names none.")
    by = Argument("by", "Date", "The day to reach; the market's target if left out.")
    text = "Moves that bring the work which decides a market to a day; null: no work does, or there is no such day."
    return [
        Field("launchForecast", "LaunchForecast!", "When a launch is ready, market by market, and how sure that is.",
              _forecast, arguments=(LAUNCH, ON, _SAMPLES, _SEED), cost=1_000),
        Field("launchRemedies", "Remedies", text, _remedies, arguments=(LAUNCH, market, by, ON), cost=1_000),
    ]  # fmt: skip


def _forecast(plan: Plan, info: Info, launch: str, samples: int, seed: int, on: date | None = None) -> Row:
    today = day_of(plan, info, on)
    id_ = launch_readiness(plan, launch, today).launch_id
    return Row(launch_forecast(plan, id_, today, samples=max(1, min(samples, MOST)), seed=seed), plan)


def _partial(row: Row, info: Info, by: date, atLeast: float) -> Row:  # noqa: N803
    found = row.entity
    chance = min(max(atLeast, 0.0), 1.0)
    made = partial_launch(row.plan, found.launch_id, found.today, by, chance, samples=found.samples, seed=found.seed)
    return Row(made, row.plan)


def _remedies(
    plan: Plan, info: Info, launch: str, market: str | None = None, by: date | None = None, on: date | None = None
) -> Row | None:
    cell = cell_of(plan, launch, market, day_of(plan, info, on))
    until = by or cell.target
    found = what_it_takes(plan, cell, until) if until is not None else None
    return Row(found, plan) if found is not None else None


def _template(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("gate_template",), row.entity.template_id)


def _chosen(row: Row, info: Info) -> list[Row]:
    found = (row_of(row.plan, ("market",), id_) for id_ in row.entity.market_ids)
    return [market for market in found if market is not None]


def _market_fields() -> list[Field]:
    days: list[tuple[str, str]] = [
        ("target", "Day on which it should be live."),
        ("liveOn", "Day on which it went live; null: it has not."),
        ("computed", "The day if all takes as long as is most likely; null: nobody knows."),
    ]
    found = [Field(name, "Date", text, attribute_of(_snake(name))) for name, text in days]
    found += [
        Field(name, "Date", f"Day by which it is ready with {share} %; null: nobody knows.", attribute_of(name))
        for name, share in (("p10", 10), ("p50", 50), ("p80", 80), ("p90", 90))
    ]
    return [
        Field("market", "Market", "The market; null: the launch names none.", of("market", "market_id")),
        *found,
        Field("chance", "ReadinessChance", "The chance of the target; null: live, no target, or nobody knows.",
              attribute_of("chance")),
        Field("fan", "[ReadinessQuantile!]!", "Quantiles from early to late, for a fan chart.", attribute_of("fan")),
        Field("deciders", "[ReadinessDecider!]!", "What lets it go last, the most often first.", rows("deciders")),
        Field("unknown", "[String!]!", "Why nobody knows; empty: it is known.", attribute_of("unknown")),
    ]  # fmt: skip


def _snake(name: str) -> str:
    return "live_on" if name == "liveOn" else name
