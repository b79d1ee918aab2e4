"""The command that shows readiness: all launches, one launch as a matrix of markets by gates, or one market in full."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from planner.app.output import Cell as Shown
from planner.app.output import json_option, print_json, show_rows
from planner.app.session import now, open_store
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.readiness import Cell, GateStanding, LaunchReadiness
    from planner.readiness.forecast import LaunchForecast

SIGNS = {
    "passed": "pass",
    "waived": "waived",
    "not_applicable": "n/a",
    "in_progress": "open",
    "not_started": "-",
    "failed": "FAIL",
}


@click.command(
    epilog="Examples: planner readiness   planner readiness LCH-701 --forecast   planner readiness LCH-701 --market DE"
    "   planner readiness --since 12"
)
@click.argument("launch", required=False)
@click.option("--market", help="Only this market, with everything that feeds its gates, and why.")
@click.option("--forecast", is_flag=True, help="Also how sure each day is; needs LAUNCH.")
@click.option("--samples", type=click.IntRange(100, 1_000_000), default=10_000, show_default=True,
              help="Samples of the forecast.")  # fmt: skip
@click.option("--since", type=click.IntRange(0), metavar="REVISION", help="What changed since this revision, and why.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As of this day. Default: the status date, else today.")
@json_option
@click.pass_obj
def readiness(
    database: str,
    launch: str | None,
    market: str | None,
    forecast: bool,
    samples: int,
    since: int | None,
    on: datetime | None,
    as_json: bool,
) -> None:
    """Show which markets of which launches are ready, what blocks the others, and when they will be.

    A gate passes only if everything that feeds it proves it; "?" is a day that nobody knows.
    """
    if launch is None and (market is not None or forecast):
        raise click.UsageError("Name a LAUNCH for --market and --forecast.")
    with open_store(database) as store:
        plan = store.plan()
        day = on.date() if on else plan.portfolio.status_date or now().date()
        before = store.plan_at(revision=since) if since is not None else None
    if before is not None:
        _show_changes(before, plan, day, launch, as_json)
    elif launch is None:
        _show_launches(plan, day, as_json)
    elif market is not None:
        _show_market(plan, day, launch, market, as_json)
    else:
        _show_launch(plan, day, launch, samples if forecast else None, as_json)


def _day(day: date | None) -> str:
    return str(day) if day is not None else "?"


def _code(plan: Plan, market_id: str | None) -> str:
    from planner.plan.entities import Market

    return plan.all(Market)[market_id].code if market_id is not None else "all"


def _gate_code(plan: Plan, template_id: str) -> str:
    from planner.plan.entities import GateTemplate

    return plan.all(GateTemplate)[template_id].code


def _found(plan: Plan, day: date, launch: str) -> "LaunchReadiness":
    from planner.plan.entities import Launch
    from planner.plan.errors import NotFoundError
    from planner.readiness import readiness as readiness_of

    work = plan.find(launch)
    found = readiness_of(plan, day).by_launch.get(work.id)
    if found is None or not isinstance(work, Launch):
        raise NotFoundError("launch that is not cancelled", launch, "Give the code of a launch.")
    return found


def _show_launches(plan: Plan, day: date, as_json: bool) -> None:
    from planner.plan.entities import Launch
    from planner.readiness import readiness as readiness_of

    rows: list[dict[str, Shown]] = []
    for found in readiness_of(plan, day).launches:
        launch, open_ = plan.all(Launch)[found.launch_id], [cell for cell in found.cells if cell.live_on is None]
        worst = min(open_, key=_urgency, default=None)
        rows.append(
            {
                "launch": launch.code,
                "name": launch.name,
                "markets": len(found.cells),
                "live": len(found.cells) - len(open_),
                "ready": sum(cell.state.value == "ready" for cell in open_),
                "at risk": sum(cell.state.value == "at_risk" for cell in open_),
                "late or red": sum(cell.state.value in ("late", "blocked", "drift") for cell in open_),
                "first": _code(plan, worst.market_id) if worst else "",
                "state": worst.state.value.replace("_", " ") if worst else "live",
                "target": _day(worst.target) if worst else "",
                "predicted": _day(worst.predicted) if worst else "",
                "blocker": _gate_code(plan, worst.blocking.template_id) if worst and worst.blocking else "",
            }
        )
    show_rows(f"Launches as of {day}", rows, as_json, right=("markets", "live", "ready", "at risk", "late or red"))


def _urgency(cell: "Cell") -> tuple[bool, date]:
    return cell.state.value not in ("blocked", "late", "drift", "unknown", "at_risk"), cell.target or date.max


def _show_launch(plan: Plan, day: date, launch: str, samples: int | None, as_json: bool) -> None:
    found = _found(plan, day, launch)
    rows = []
    forecast = _forecast(plan, found.launch_id, day, samples) if samples is not None else None
    for at, cell in enumerate(found.cells):
        row: dict[str, Shown] = {"market": _code(plan, cell.market_id), "state": cell.state.value.replace("_", " ")}
        for template_id in found.template_ids:
            gate = next((one for one in cell.gates if one.template_id == template_id), None)
            row[_gate_code(plan, template_id)] = SIGNS[gate.state.value] if gate is not None else ""
        row |= {"target": _day(cell.target), "predicted": _day(cell.predicted)}
        if forecast is not None:
            market = forecast.markets[at]
            chance = f"{market.chance.value:.0%}" if market.chance is not None else "?"
            row |= {"P50": _day(market.p50), "P80": _day(market.p80), "in time": "" if cell.live_on else chance}
        decision = cell.decision.verdict.value.replace("_", " ") if cell.decision is not None else ""
        row |= {"blocker": _gate_code(plan, cell.blocking.template_id) if cell.blocking else "", "decision": decision}
        rows.append(row)
    show_rows(f"{launch} as of {day}", rows, as_json)
    if not as_json:
        _explain(plan, found, forecast)


def _forecast(plan: Plan, launch_id: str, day: date, samples: int) -> "LaunchForecast":
    from planner.app.output import working
    from planner.readiness.forecast import launch_forecast

    with working("Simulating"):
        return launch_forecast(plan, launch_id, day, samples=samples)


def _explain(plan: Plan, found: "LaunchReadiness", forecast: "LaunchForecast | None") -> None:
    """Print what blocks each market that waits for something, markets with the same reasons together."""
    from planner.readiness.blocking import reasons_for

    said: dict[tuple[str, ...], list[str]] = {}
    for cell in found.cells:
        reasons = reasons_for(plan, cell)
        if reasons:
            said.setdefault(reasons, []).append(_code(plan, cell.market_id))
    for reasons, codes in said.items():
        click.echo(f"\n{', '.join(codes)}:")
        for reason in reasons:
            click.echo(f"  {reason}")
    if forecast is not None and forecast.joint is not None:
        click.echo(f"\nAll markets in time: {forecast.joint.value:.0%} ± {2 * forecast.joint.error:.0%}.")


def _show_market(plan: Plan, day: date, launch: str, market: str, as_json: bool) -> None:
    from planner.plan.errors import NotFoundError
    from planner.readiness.likelihood import unlikely

    cells = _found(plan, day, launch).cells
    cell = next((one for one in cells if _code(plan, one.market_id).casefold() == market.casefold()), None)
    if cell is None:
        raise NotFoundError("market of this launch called", market, "Give the code of one of its markets.")
    if as_json:
        print_json([_gate_json(plan, gate) for gate in cell.gates])
        return
    click.echo(f"{launch} {market}: {cell.state.value.replace('_', ' ')}, target {_day(cell.target)}, "
               f"predicted {_day(cell.predicted)}. {unlikely(cell)}".rstrip())  # fmt: skip
    for gate in cell.gates:
        hard = "hard" if gate.hard else "soft"
        when = f", expected {_day(gate.projected)}" if not gate.green else ""
        click.echo(f"\n{_gate_code(plan, gate.template_id)} ({hard}, due {_day(gate.due)}, {gate.owner or 'nobody'}): "
                   f"{gate.state.value.replace('_', ' ')}{when}")  # fmt: skip
        for text in dict.fromkeys((*gate.reasons, *(feed.sentence for feed in gate.feeds))):
            click.echo(f"  {text}")


def _gate_json(plan: Plan, gate: "GateStanding") -> dict[str, object]:
    return {
        "gate": _gate_code(plan, gate.template_id),
        "state": gate.state.value,
        "hard": gate.hard,
        "owner": gate.owner,
        "due": gate.due,
        "projected": gate.projected,
        "reasons": list(gate.reasons),
        "feeds": [
            {"feed": one.feed.value, "state": one.state.value, "sentence": one.sentence, "projected": one.projected}
            for one in gate.feeds
        ],
    }


def _show_changes(before: Plan, plan: Plan, day: date, launch: str | None, as_json: bool) -> None:
    from planner.readiness.changes import what_changed

    wanted = plan.find(launch).id if launch is not None else None
    before_on = min(before.portfolio.status_date or day, day)
    found = [one for one in what_changed(before, before_on, plan, day) if wanted in (None, one.launch_id)]
    if as_json:
        print_json(
            [
                {
                    "topic": one.topic.value,
                    "before": one.before,
                    "after": one.after,
                    "better": one.better,
                    "sentence": one.sentence,
                    "why": list(one.why),
                }
                for one in found
            ]
        )
        return
    for one in found:
        click.echo(f"{'+' if one.better else '!' if one.better is False else ' '} {one.sentence}")
        for why in one.why[:3]:
            click.echo(f"      {why}")
    click.echo(f"{len(found)} changes since revision {before.revision}.")
