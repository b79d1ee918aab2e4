"""Scenarios beside the plan, as the commands print them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click

from planner.app.output import Cell, finding_json, print_findings, print_table
from planner.plan.entities import Launch, Obligation, Team
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner.review import new_findings
from planner.scenarios.comparison import Comparison
from planner.scenarios.duties import Missed, missed
from planner.scenarios.overloads import Overload, overloads, peak
from planner.schedule import schedule


def show_comparisons(plan: Plan, found: Sequence[Comparison]) -> None:
    """Print the plan and each scenario as one row, then what each does to launches, dates, load and findings."""
    if not found:
        click.echo("No scenario is open.")
        return
    rows: list[dict[str, Cell]] = [{"": "plan", **_figures(plan), "moves": 0, "findings": ""}, *map(_row, found)]
    print_table("Side by side", rows, right=("launches late", "duties missed", "overloads", "moves"))
    for one in found:
        click.echo(f"{one.scenario.code} {one.scenario.name}")
        for line in _lines(one):
            click.echo(f"  {line}")
        print_findings(one.left_out)


def _figures(plan: Plan) -> dict[str, Cell]:
    late = missed(plan)
    done = schedule(plan)
    return {
        "finish": done.finish.date() if done.dates else None,
        "launches late": sum(one.duty_id is None for one in late),
        "duties missed": len({one.duty_id for one in late if one.duty_id is not None}),
        "overloads": len(overloads(plan)),
        "greatest": _load(plan, peak(plan)),
    }


def _row(one: Comparison) -> dict[str, Cell]:
    new, gone = new_findings(one.before, one.after), new_findings(one.after, one.before)
    findings = f"+{len(new)} -{len(gone)}"
    return {"": one.scenario.code, **_figures(one.after), "moves": len(one.impact.moved), "findings": findings}


def _lines(one: Comparison) -> list[str]:
    lines = [
        f"{one.after.all(Launch)[row.launch_id].code} {_moved(row.days)} to {_day(row.finish_after)}"
        f"{_against(row.late_days_after)}"
        for row in one.launches
        if row.days and row.launch_id in one.after.all(Launch)
    ]
    lines += [f"{_missed(one.after, item)} is missed" for item in one.newly_missed]
    lines += [f"{_missed(one.before, item)} is met" for item in one.no_longer_missed]
    lines += [
        f"{_team(one.after, row.team_id, row.skill)} in {row.quarter}: {_percent(row.before)} → {_percent(row.after)}"
        for row in one.load
    ]
    lines += [f"new: {finding.code}: {finding.message}" for finding in _new(one)[:5]]
    more = len(_new(one)) - 5
    return [*lines, f"and {more} more new findings"] if more > 0 else lines or ["changes no launch, date or load"]


def _new(one: Comparison) -> tuple[Finding, ...]:
    """Return the new findings that the lines about dates and load do not tell."""
    told = {"late-launch", "missed-obligation", "team-overloaded"}
    return tuple(finding for finding in new_findings(one.before, one.after) if finding.code not in told)


def _moved(days: int | None) -> str:
    count = abs(days or 0)
    return f"moves {count} day{'' if count == 1 else 's'} {'earlier' if (days or 0) < 0 else 'later'}"


def _against(late: int | None) -> str:
    if late is None:
        return ""
    return (
        f", {late} days after its target" if late > 0 else f", {-late} days before its target" if late else ", in time"
    )


def _day(at: datetime | None) -> str:
    return f"{at:%a %d %b %Y}" if at is not None else "no date"


def _missed(plan: Plan, item: Missed) -> str:
    what = plan.all(Obligation)[item.duty_id].code if item.duty_id else f"the target of {plan.works[item.work_id].code}"
    by = f" by {plan.works[item.work_id].code}" if item.duty_id else ""
    return f"{what}, {item.due.date()}{by}"


def _team(plan: Plan, team_id: str, skill: str) -> str:
    code = plan.all(Team)[team_id].code
    return f"{code} ({skill})" if skill else code


def _percent(over: Overload | None) -> str:
    if over is None:
        return "not overloaded"
    return "nobody there" if over.percent is None else f"{over.percent:.0f} %"


def _load(plan: Plan, over: Overload | None) -> str:
    return "" if over is None else f"{_team(plan, over.team_id, over.skill)} {over.quarter} {_percent(over)}"


def comparison_json(one: Comparison) -> dict[str, object]:
    """Return a comparison as plain data, everything by code."""
    before, after = one.before, one.after
    return {
        "code": one.scenario.code,
        "name": one.scenario.name,
        "before": _figures(before),
        "after": _figures(after),
        "moves": [
            {"code": after.works[row.id].code, "finish": row.finish_after, "days": row.finish_calendar_days}
            for row in one.impact.moved
        ],
        "launches": [
            {
                "code": ((after.get("launch", row.launch_id) and after) or before).works[row.launch_id].code,
                "target": row.target,
                "finishBefore": row.finish_before,
                "finishAfter": row.finish_after,
                "days": row.days,
                "lateDaysBefore": row.late_days_before,
                "lateDaysAfter": row.late_days_after,
            }
            for row in one.launches
        ],
        "newlyMissed": [_missed(after, item) for item in one.newly_missed],
        "noLongerMissed": [_missed(before, item) for item in one.no_longer_missed],
        "load": [
            {"team": after.all(Team)[row.team_id].code, "skill": row.skill, "quarter": row.quarter,
             "before": row.before.percent if row.before else None, "after": row.after.percent if row.after else None,
             "askedBefore": row.before.asked if row.before else None,
             "askedAfter": row.after.asked if row.after else None}
            for row in one.load
        ],
        "newFindings": [finding_json(finding) for finding in new_findings(before, after)],
        "goneFindings": [finding_json(finding) for finding in new_findings(after, before)],
        "leftOut": [finding_json(finding) for finding in one.left_out],
    }  # fmt: skip
