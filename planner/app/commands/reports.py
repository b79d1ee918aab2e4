"""Commands that ask the plan: findings, schedule, critical path, roadmap."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from planner.app.output import Cell, count_line, finding_json, json_option, print_findings, print_json, show_rows
from planner.app.session import now, open_store
from planner.plan.findings import Severity
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.roadmap import Group

GROUPINGS = (
    "line_of_business",
    "team",
    "objective",
    "programme",
    "policy_area",
    "market",
    "kind",
    "owner",
    "priority_class",
    "quarter",
    "none",
)


@click.command(epilog="Examples: planner findings   planner findings --severity error --json")
@click.option("--severity", type=click.Choice([item.value for item in Severity]), help="Only this severity.")
@click.option("--code", help="Only findings of this code, such as missing-owner.")
@click.option("--strict", is_flag=True, help="End with exit code 1 if any finding is listed.")
@json_option
@click.pass_obj
@click.pass_context
def findings(
    ctx: click.Context, database: str, severity: str | None, code: str | None, strict: bool, as_json: bool
) -> None:
    """List what is wrong or worth knowing about the plan and its dates, with the remedy."""
    from planner.review import review

    with open_store(database) as store:
        found = review(store.plan())
    found = tuple(f for f in found if severity in (None, f.severity.value) and code in (None, f.code))
    if as_json:
        print_json([finding_json(finding) for finding in found])
    else:
        print_findings(found)
        click.echo(f"{count_line(found)}.")
    ctx.exit(1 if strict and found else 0)


@click.command(epilog="Examples: planner schedule   planner schedule LCH-701   planner schedule --critical --json")
@click.argument("codes", nargs=-1)
@click.option("--critical", is_flag=True, help="Only what is critical.")
@json_option
@click.pass_obj
def schedule(database: str, codes: tuple[str, ...], critical: bool, as_json: bool) -> None:
    """Show computed dates and floats of everything, or of the initiatives and launches with these CODES."""
    from planner.app.output import working
    from planner.schedule import schedule as compute

    with open_store(database) as store, working("Scheduling"):
        plan = store.plan()
        result = compute(plan)
    chosen = {plan.find(code).id for code in codes}
    rows = [
        date_row(plan, id_)
        for id_, dates in result.dates.items()
        if (not chosen or id_ in chosen) and (dates.critical or not critical)
    ]
    show_rows("Schedule", rows, as_json, right=("total_float_days", "free_float_days"))


def date_row(plan: Plan, id_: str) -> dict[str, Cell]:
    """Return one scheduled initiative or launch as a row of days and floats."""
    from planner.schedule import schedule as compute

    dates = compute(plan).dates[id_]
    work = plan.work(id_)
    return {
        "code": work.code,
        "name": work.name,
        "start": dates.start,
        "finish": dates.finish,
        "late_start": dates.late_start.date(),
        "late_finish": dates.late_finish.date(),
        "total_float_days": round(dates.total_float_days, 2),
        "free_float_days": round(dates.free_float_days, 2),
        "critical": dates.critical,
        "set_by": dates.binding,
    }


@click.command("critical-path", epilog="Examples: planner critical-path   planner critical-path --to LCH-701 --json")
@click.option("--to", "target", help="Code of a launch, milestone or initiative; without it, the end of the portfolio.")
@json_option
@click.pass_obj
def critical_path(database: str, target: str | None, as_json: bool) -> None:
    """Show the chain of work that decides a date, first piece first."""
    from planner.plan.entities import Dependency
    from planner.schedule import critical_path as compute

    with open_store(database) as store:
        plan = store.plan()
        path = compute(plan, plan.find(target).id if target else None)
    rows: list[dict[str, Cell]] = []
    for step in path.steps:
        link = plan.all(Dependency).get(step.dependency_id or "")
        row = date_row(plan, step.id)
        via = f"{link.type.value}{f' {link.lag}' if link.lag.amount else ''}" if link else ""
        rows.append(
            {"code": row["code"], "name": row["name"], "via": via, "start": row["start"], "finish": row["finish"]}
            | {"float_days": round(step.float_days, 2)}
        )
    if as_json:
        print_json({"target": target, "finish": path.finish.isoformat(), "steps": rows})
    else:
        show_rows(
            f"Critical path to {target or 'the end'}: {path.finish:%a %d %b %Y}", rows, False, right=("float_days",)
        )


@click.command(
    epilog="Examples: planner roadmap   planner roadmap --from 2027Q1 --quarters 4 --group-by team   "
    "planner roadmap --years 3"
)
@click.option("--from", "first", help="First fiscal quarter, such as 2027Q1; without it, the one of the status date.")
@click.option("--quarters", type=click.IntRange(1, 80), default=4, show_default=True, help="How many quarters.")
@click.option("--years", type=click.IntRange(1, 20), help="Whole fiscal years instead of quarters: how many.")
@click.option(
    "--group-by",
    type=click.Choice(GROUPINGS),
    default="line_of_business",
    show_default=True,
    help="What the rows are grouped by.",
)
@json_option
@click.pass_obj
def roadmap(database: str, first: str | None, quarters: int, years: int | None, group_by: str, as_json: bool) -> None:
    """Show what runs in which fiscal quarter or year, and how firmly: committed, stretch or outlook."""
    from planner.roadmap import FiscalQuarter, GroupBy, annual
    from planner.roadmap import roadmap as compute

    with open_store(database) as store:
        plan = store.plan()
    month = plan.portfolio.fiscal_year_start_month
    today = plan.portfolio.status_date or now().date()
    start = FiscalQuarter.parse(first, month) if first else FiscalQuarter.containing(today, month)
    if years is None:
        shown, columns = compute(plan, start, quarters, GroupBy(group_by)), start.series(quarters)
        labels, title = tuple(quarter.label for quarter in columns), start.label
    else:
        whole = annual(plan, start, years, GroupBy(group_by))
        shown, title = whole.roadmap, whole.years[0].label
        labels = tuple(year.label for year in whole.years for _ in range(4))
    rows = [row for group in shown.groups for row in group_rows(group, labels)]
    show_rows(f"Roadmap from {title}, by {group_by.replace('_', ' ')}", rows, as_json)


def group_rows(group: "Group", labels: Sequence[str]) -> list[dict[str, Cell]]:
    """Return the work of one group of a roadmap, then its launches, milestones and legal dates by day.

    ``labels`` names the column of each quarter; quarters of one label share a column.
    """
    rows: list[dict[str, Cell]] = []
    for row in group.rows:
        touched = {labels[span.quarter] for span in row.spans}
        flag = "late" if row.late else "critical" if row.critical else "carried over" if row.carry_over else ""
        cells: dict[str, Cell] = {label: "█" if label in touched else "" for label in labels}
        shown: dict[str, Cell] = {"group": group.label, "code": row.code, "name": row.name}
        shown |= {"start": row.start, "finish": row.finish, "status": row.status.value}
        said = {"tier": row.tier.value, "planned": row.planned_quarter, "note": flag}
        rows.append(shown | said | cells)
    for marker in group.markers:
        cells = {label: "◆" if label == labels[marker.quarter] else "" for label in labels}
        flag = f"{marker.kind.value}, late" if marker.late else marker.kind.value
        shown = {"group": group.label, "code": marker.code, "name": marker.name}
        shown |= {"start": None, "finish": marker.day, "status": "", "tier": "", "planned": "", "note": flag}
        rows.append(shown | cells)
    return rows
