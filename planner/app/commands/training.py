"""Commands about training: who is certified, who is missing and why, and when enough will be."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import click

from planner.app.output import Cell, json_option, show_rows
from planner.app.session import now, open_store
from planner.plan.entities import Course, Market, Workforce
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan

F = TypeVar("F", bound=Callable[..., object])
_ON = "The day. Default: the status date; for the coverage of a launch, its markets' targets."
_WORKFORCES = {"in-house": Workforce.IN_HOUSE, "vendor": Workforce.VENDOR}


@click.group()
def training() -> None:
    """Show coverage and proficiency, in-house people and vendors apart."""


def _scope(command: F) -> F:
    """Add the options that choose people and day."""
    command = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=_ON)(command)
    command = click.option("--market", default="", help="Code of a market. Default: all.")(command)
    return click.option("--launch", default="", help="Code of a launch: only what it waits for.")(command)


@training.command(
    epilog="Examples: planner training coverage --launch LCH-701   planner training coverage --on 2027-03-31"
)
@_scope
@json_option
@click.pass_obj
def coverage(database: str, launch: str, market: str, on: datetime | None, as_json: bool) -> None:
    """Show coverage and proficiency by market, workforce, role and course, each with its 95 % interval."""
    from planner.readiness.training import coverage as found
    from planner.readiness.training import coverage_at_targets

    with open_store(database) as store:
        plan = store.plan()
    day, launch_id, market_id = _day(plan, on), _launch(plan, launch), _market(plan, market)
    if launch_id is not None and on is None:
        cells, when = coverage_at_targets(plan, launch_id, market_id, day), f"the target days of {launch}"
    else:
        cells, when = found(plan, day, launch_id, market_id), str(day)
    rows: list[dict[str, Cell]] = [
        {
            **_who(plan, cell.market_id, cell.workforce, cell.role, cell.course_id),
            "certified": cell.coverage.hits,
            "required": cell.coverage.n,
            "coverage": _share(cell.coverage.value),
            "from": _share(cell.coverage.low),
            "to": _share(cell.coverage.high),
            "assessed": cell.proficiency.n,
            "proficiency": _share(cell.proficiency.value),
        }
        for cell in cells
    ]
    right = ("certified", "required", "coverage", "from", "to", "assessed", "proficiency")
    show_rows(f"Training on {when}", rows, as_json, right=right)


@training.command(epilog="Example: planner training missing --launch LCH-701 --market DE")
@_scope
@click.option("--workforce", type=click.Choice([*_WORKFORCES]), help="Who employs them. Default: either.")
@json_option
@click.pass_obj
def missing(database: str, launch: str, market: str, on: datetime | None, workforce: str | None, as_json: bool) -> None:
    """Show who must hold a course and does not, by code, and why."""
    from planner.readiness.training import missing as found

    with open_store(database) as store:
        plan = store.plan()
    day = _day(plan, on)
    scope = (_launch(plan, launch), _market(plan, market), _WORKFORCES.get(workforce or ""))
    rows: list[dict[str, Cell]] = [
        {
            "learner": row.code,
            **_who(plan, row.market_id, row.workforce, row.role, row.course_id),
            "reason": row.reason.value,
            "why": row.sentence,
        }
        for row in found(plan, day, *scope)
    ]
    show_rows(f"Missing on {day}", rows, as_json)


@training.command(epilog="Example: planner training forecast LCH-701 --market DE --workforce vendor --threshold 0.95")
@click.argument("launch")
@click.option("--market", default="", help="Code of a market. Default: all.")
@click.option("--workforce", type=click.Choice([*_WORKFORCES]), help="Who employs them. Default: either.")
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.95, show_default=True, help="Share to be reached.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day. Default: half a year ahead.")
@json_option
@click.pass_obj
def forecast(
    database: str,
    launch: str,
    market: str,
    workforce: str | None,
    threshold: float,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Show the coverage expected for LAUNCH week by week, and when it reaches a threshold."""
    from planner.readiness.training import coverage_forecast, reaches

    with open_store(database) as store:
        plan = store.plan()
    today, part = _day(plan, None), _WORKFORCES.get(workforce or "")
    scope = (plan.find(launch).id, _market(plan, market), part)
    found = coverage_forecast(plan, *scope, today, until.date() if until else None)
    reach = reaches(plan, *scope, threshold, today)
    rows: list[dict[str, Cell]] = [
        {"day": p.day, "required": p.required, "certain": p.certain, "expected": _share(p.expected)}
        for p in found.points
    ]
    if as_json:
        from planner.app.output import print_json

        print_json({"points": rows, "reachedOn": reach.day, "reason": reach.reason})
    else:
        show_rows(f"Expected coverage of {launch}", rows, as_json, right=("required", "certain", "expected"))
        click.echo(reach.reason)


def _who(plan: Plan, market_id: str | None, workforce: Workforce, role: str, course_id: str) -> dict[str, Cell]:
    market = plan.all(Market).get(market_id or "")
    return {
        "market": market.code if market else "",
        "workforce": workforce.value,
        "role": role,
        "course": plan.all(Course)[course_id].code,
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _day(plan: Plan, on: datetime | None) -> date:
    return on.date() if on else plan.portfolio.status_date or now().date()


def _launch(plan: Plan, code: str) -> str | None:
    return plan.find(code).id if code else None


def _market(plan: Plan, code: str) -> str | None:
    if not code:
        return None
    found = plan.by_code("market", code)
    if found is None:
        raise NotFoundError("market", code)
    return found.id
