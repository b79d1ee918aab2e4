"""The command that shows capacity: a heat table of teams over periods, and how its numbers come about."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from planner.app.output import Cell, json_option, print_json
from planner.app.session import open_store
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from rich.table import Table

    from planner.capacity.heat import HeatMap

LENGTHS = ("day", "week", "month", "quarter")
FULL, NEARLY = 100.0, 85.0
"""Per cent from which a cell is overloaded, and from which it is nearly so."""


@click.command(epilog="Examples: planner capacity   planner capacity --team IAI --by month   planner capacity --json")
@click.option("--by", type=click.Choice(LENGTHS), default="quarter", show_default=True, help="Length of a period.")
@click.option("--team", "code", help="Only the team with this code, with its skills and the arithmetic.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="A day of the first period.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="A day of the last period.")
@json_option
@click.pass_obj
def capacity(
    database: str, by: str, code: str | None, first: datetime | None, last: datetime | None, as_json: bool
) -> None:
    """Show what each team can give and what is asked of it, in person-days and per cent.

    Without days, from the status date to the end of the plan, a year at most.
    """
    from planner.app.output import working
    from planner.capacity.heat import heat_map
    from planner.capacity.periods import PeriodLength

    with open_store(database) as store, working("Adding up"):
        plan = store.plan()
        start, end = _range(plan, first.date() if first else None, last.date() if last else None)
        shown = heat_map(plan, PeriodLength(by), start, end)
    chosen = _rows(plan, shown, code)
    if as_json:
        print_json(_json(plan, shown, chosen))
        return
    _print(_table(plan, shown, chosen))
    if code is not None:
        _explain(plan, shown, code)


def _range(plan: Plan, first: date | None, last: date | None) -> tuple[date, date]:
    from planner.capacity.heat import plan_range
    from planner.capacity.periods import within_known

    begin, end = plan_range(plan)
    start = first or max(begin, plan.portfolio.status_date or begin)
    known = within_known(start)
    most = date(known.year + 1, known.month, min(known.day, 28))
    return start, last or max(start, min(end, most))


def _rows(plan: Plan, shown: "HeatMap", code: str | None) -> list[int]:
    """Return the rows to show: every whole team, or one team with its skills."""
    from planner.plan.errors import NotFoundError

    if code is None:
        return [row for row, cell in enumerate(shown.cells) if not cell.skill]
    team = plan.by_code("team", code)
    if team is None:
        raise NotFoundError("team", code, "Give the code of a team.")
    return [row for row, cell in enumerate(shown.cells) if cell.team_id == team.id]


def _json(plan: Plan, shown: "HeatMap", rows: list[int]) -> list[dict[str, Cell]]:
    from planner.plan.entities import Team

    return [
        {
            "team": plan.all(Team)[shown.cells[row].team_id].code,
            "skill": shown.cells[row].skill,
            "period": period.label,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "supply": round(float(shown.supply[row, column]), 2),
            "demand": round(float(shown.demand[row, column]), 2),
            "percent": _rounded(shown.percent(row, column)),
            "gap": round(float(shown.gap[row, column]), 2),
        }
        for row in rows
        for column, period in enumerate(shown.periods)
    ]


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)


def _table(plan: Plan, shown: "HeatMap", rows: list[int]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    from planner.plan.entities import Team

    title = "Capacity: per cent of supply, with demand / supply in person-days"
    table = Table(title=title, title_justify="left", header_style="bold")
    table.add_column("team")
    table.add_column("name" if any(not shown.cells[row].skill for row in rows) else "skill")
    for period in shown.periods:
        table.add_column(period.label, justify="right")
    for row in rows:
        cell, team = shown.cells[row], plan.all(Team)[shown.cells[row].team_id]
        texts = []
        for column in range(len(shown.periods)):
            amounts = f"{shown.demand[row, column]:.0f}/{shown.supply[row, column]:.0f}"
            percent = shown.percent(row, column)
            share = "nobody" if percent is None else f"{percent:.0f} %"
            texts.append(Text(f"{share}\n{amounts}", style=_style(percent)))
        table.add_row(team.code, cell.skill or team.name, *texts)
    return table


def _style(percent: float | None) -> str:
    if percent is None or round(percent) > FULL:
        return "bold red"
    return "yellow" if percent >= NEARLY else "dim" if percent == 0 else "green"


def _print(table: "Table") -> None:
    import sys

    from rich.console import Console

    console = Console() if sys.stdout.isatty() else Console(width=200)
    console.print(table)


def _explain(plan: Plan, shown: "HeatMap", code: str) -> None:
    """Print how the supply of a team comes about in each period, and what asks for it."""
    from planner.capacity.arithmetic import arithmetic
    from planner.capacity.heat import items

    team = plan.by_code("team", code)
    assert team is not None
    for period in shown.periods:
        click.echo(f"{period.label}: {arithmetic(plan, team.id, '', period).text}")
        for item in items(plan, team.id, "", period.first, period.last):
            work = plan.works[item.initiative_id]
            click.echo(f"    {work.code:<10} {item.person_days:7.1f}  {item.share:4.0%}  {work.name}")
