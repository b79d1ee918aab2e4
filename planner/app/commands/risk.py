"""The command that shows forecasts: launches with their odds, and what moves one of them."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from planner.app.output import Cell, json_option, print_json, show_rows
from planner.app.session import open_store
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.risk.forecast import Forecast, NodeForecast

BARS = 15
"""Lines of a tornado that people are shown."""
DATE = "%Y-%m-%d"


@click.command(
    epilog="Examples: planner risk   planner risk LCH-701   planner risk LCH-701 --by 2026-12-02   planner risk --all"
)
@click.argument("code", required=False)
@click.option("--by", type=click.DateTime([DATE]), help="Ask for the chance of another day than the target.")
@click.option("--all", "whole", is_flag=True, help="All work that has dates, not only launches and deadlines.")
@click.option(
    "--samples", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True, help="Samples to draw."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the draws; equal seeds, equal answers.")
@json_option
@click.pass_obj
def risk(
    database: str, code: str | None, by: datetime | None, whole: bool, samples: int, seed: int, as_json: bool
) -> None:
    """Show by when launches are done and how likely they are in time; with CODE, what moves that launch or work."""
    from planner.app.output import counting
    from planner.risk import simulate

    if by is not None and code is None:
        raise click.UsageError("Give the CODE of a launch or initiative with --by.")
    with open_store(database) as store:
        plan = store.plan()
    target = None if code is None else plan.find(code).id
    with counting("Simulating") as tell:
        forecast = simulate(
            plan, samples=samples, seed=seed, traced=() if target is None else (target,),
            progress=lambda done, of: tell(done, of, "Simulating"),
        )  # fmt: skip
    if target is None:
        _launches(plan, forecast, whole, as_json)
    else:
        _one(plan, forecast, target, by, as_json)


def _launches(plan: Plan, forecast: "Forecast", whole: bool, as_json: bool) -> None:
    from planner.plan.entities import Launch

    nodes = [node for id_, node in forecast.nodes.items() if id_ in plan.works]
    if not whole:
        nodes = [node for node in nodes if isinstance(plan.works[node.id], Launch) or node.chance is not None]
    nodes.sort(key=lambda node: (not isinstance(plan.works[node.id], Launch), node.p80 or node.mean, node.id))
    critical: list[dict[str, Cell]] = [{"critical": _share(node.criticality)} if whole else {} for node in nodes]
    rows = [_row(plan, node) | more for node, more in zip(nodes, critical, strict=True)]
    show_rows(f"Forecast, {forecast.samples:,} samples", rows, as_json, right=("chance", "critical"))


def _row(plan: Plan, node: "NodeForecast") -> dict[str, Cell]:
    work = plan.works[node.id]
    return {
        "code": work.code,
        "name": work.name,
        "scheduled": node.computed.date(),
        "p10": _day(node.p10),
        "p50": _day(node.p50),
        "p80": _day(node.p80),
        "p90": _day(node.p90),
        "target": _day(node.target),
        "chance": _share(node.chance.value if node.chance else None),
    }


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _share(value: float | None) -> str | None:
    return None if value is None else f"{value:.0%}" if 0.01 <= value <= 0.99 or value in (0, 1) else f"{value:.1%}"


def _one(plan: Plan, forecast: "Forecast", target: str, by: datetime | None, as_json: bool) -> None:
    """Show the forecast of one launch or initiative and its tornado."""
    from planner.plan.values import Edge, moment
    from planner.risk import removals
    from planner.risk.forecast import NotSimulatedError

    node = forecast.nodes.get(target)
    if node is None:
        raise NotSimulatedError(plan.works[target].code)
    asked = node.target if by is None else moment(by.date(), Edge.FINISH)
    chance = None if asked is None else forecast.chance(target, asked)
    gains = {r.id: r for r in removals(plan, target, samples=forecast.samples, seed=forecast.seed)}
    bars: list[dict[str, Cell]] = []
    for bar in forecast.sensitivities.get(target, ()):
        gain = gains.get(bar.id)
        bars.append(
            {
                "what": _name(plan, bar.id),
                "kind": bar.kind.value,
                "correlation": round(bar.correlation, 2) + 0.0,  # -0 is 0
                "critical": _share(bar.criticality),
                "p80_days_without": None if gain is None else round(gain.p80_days, 1) + 0.0,
            }
        )
    if as_json:
        print_json({**_row(plan, node), "by": _day(asked), "chance_by": chance and chance.value, "tornado": bars})
        return
    settled = forecast.convergence(target)[-1]
    work = plan.works[target]
    click.echo(f"{work.code} {work.name}: scheduled for {node.computed.date()}")
    click.echo(f"P10 {_day(node.p10)}   P50 {_day(node.p50)}   P80 {_day(node.p80)}   P90 {_day(node.p90)}")
    if asked is not None and chance is not None:
        click.echo(f"Done by {asked.date()}: {chance.value:.1%} (standard error {chance.error:.1%})")
    click.echo(f"P80 is known to {settled.half_width_days:.1f} days after {forecast.samples:,} samples.")
    show_rows("What moves it", bars[:BARS], False, right=("correlation", "critical", "p80_days_without"))


def _name(plan: Plan, id_: str) -> str:
    """Return the code and name of work, a cause or a risk."""
    from planner.plan.entities import CommonCause, Risk

    found = plan.works.get(id_) or plan.all(Risk).get(id_) or plan.all(CommonCause).get(id_)
    return id_ if found is None else f"{found.code} {found.name}"
