"""The Scenarios sheet: the plan and each open scenario side by side, in the workbook only where there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.plan.entities import Launch, Obligation, Scenario, Team
from planner.plan.snapshot import Plan
from planner.scenarios.comparison import Comparison, compared
from planner.scenarios.duties import Missed, missed
from planner.scenarios.overloads import overloads, peak
from planner.scenarios.trial import open_ones
from planner.schedule import schedule
from planner_exports.phrases import day_text
from planner_exports.workbook.styles import Style
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table import Column, Table


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """The plan, or the plan with a scenario; None and empty: it does not apply to the plan itself."""

    code: str
    name: str
    finish: date | None
    late_launches: int
    missed_duties: int
    overloads: int
    greatest: str
    id: str = ""
    owner: str = ""
    base: int | None = None
    edits: int | None = None
    moves: int | None = None
    launches: str = ""
    met: str = ""
    missed: str = ""
    left_out: int | None = None


def scenario_rows(subject: Subject) -> list[ScenarioRow]:
    """Return the plan itself, then the open scenarios by code; nothing where there are none."""
    plan = subject.plan
    found = [compared(plan, scenario.id) for scenario in open_ones(plan)]
    return [_plan_row(plan), *map(_row, found)] if found else []


def _plan_row(plan: Plan) -> ScenarioRow:
    return ScenarioRow("Plan", "As it is", *_figures(plan))


def _row(one: Comparison) -> ScenarioRow:
    scenario: Scenario = one.scenario
    return ScenarioRow(
        scenario.code,
        scenario.name,
        *_figures(one.after),
        id=scenario.id,
        owner=scenario.owner,
        base=scenario.base_revision,
        edits=len(scenario.edits),
        moves=len(one.impact.moved),
        launches="; ".join(_launches(one)),
        met=_dates(one.before, one.no_longer_missed),
        missed=_dates(one.after, one.newly_missed),
        left_out=len(one.left_out),
    )


def _figures(plan: Plan) -> tuple[date | None, int, int, int, str]:
    late, done, most = missed(plan), schedule(plan), peak(plan)
    duties = {one.duty_id for one in late if one.duty_id is not None}
    greatest = ""
    if most is not None:
        skill = f" ({most.skill})" if most.skill else ""
        greatest = f"{plan.all(Team)[most.team_id].code}{skill} {most.quarter}: {most.percent:.0f} %"
    targets = sum(one.duty_id is None for one in late)
    return done.finish.date() if done.dates else None, targets, len(duties), len(overloads(plan)), greatest


def _launches(one: Comparison) -> Iterable[str]:
    for row in one.launches:
        launch = one.after.all(Launch).get(row.launch_id) or one.before.all(Launch)[row.launch_id]
        if row.finish_before is None and row.finish_after is not None:
            yield f"{launch.code} is new, {day_text(row.finish_after.date())}"
        elif row.finish_after is None and row.finish_before is not None:
            yield f"{launch.code} goes"
        elif row.days and row.finish_after is not None:
            count, way = abs(row.days), "earlier" if row.days < 0 else "later"
            days = f"{count} day{'' if count == 1 else 's'}"
            yield f"{launch.code} {days} {way}, {day_text(row.finish_after.date())}"


def _dates(plan: Plan, found: Iterable[Missed]) -> str:
    return "; ".join(
        f"{plan.works[one.work_id].code} by {day_text(one.due.date())}"
        + (f" ({plan.all(Obligation)[one.duty_id].code})" if one.duty_id is not None else "")
        for one in found
    )


SCENARIOS: Table[ScenarioRow] = Table(
    name="Scenarios",
    sheet="Scenarios",
    about="The plan and the open scenarios side by side: each scenario's edits on this revision of the plan.",
    empty="No scenario is open.",
    tab="#6B4E9B",
    frozen=2,
    columns=(
        Column("Code", "Unique code of the scenario; the first row is the plan itself.", lambda r: r.code, Style.STRONG,
               least=10, most=18),
        Column("Scenario", "What it tries.", lambda r: r.name, Style.WRAP, least=20, most=36),
        Column("Owner", "Who answers for it.", lambda r: r.owner, most=20),
        Column("Made on", "Revision that its edits were made on.", lambda r: r.base, Style.INTEGER),
        Column("Edits", "How many edits it has.", lambda r: r.edits, Style.INTEGER),
        Column("Finish", "Computed end of the plan.", lambda r: r.finish, Style.DAY, least=12),
        Column("Late launches", "Launches after their target date.", lambda r: r.late_launches, Style.INTEGER,
               least=10),
        Column("Legal dates missed", "Duties in law that bind and are not met.", lambda r: r.missed_duties,
               Style.INTEGER, least=13),
        Column("Overloads", "Teams, or skills of them, above 100 % in a fiscal quarter.", lambda r: r.overloads,
               Style.INTEGER),
        Column("Greatest load", "Who is overloaded most, and when.", lambda r: r.greatest, Style.WRAP, least=14,
               most=24),
        Column("Moves", "Initiatives and launches that get other dates.", lambda r: r.moves, Style.INTEGER),
        Column("Launches that move", "By how many calendar days, and to when.", lambda r: r.launches, Style.WRAP,
               least=18, most=44),
        Column("Now met", "Dates that the plan misses and the scenario meets.", lambda r: r.met, Style.WRAP, least=14,
               most=36),
        Column("Now missed", "Dates that the plan meets and the scenario misses.", lambda r: r.missed, Style.WRAP,
               least=14, most=36),
        Column("Left out", "Edits that cannot be done on this revision.", lambda r: r.left_out, Style.INTEGER),
        Column("Id", "Opaque id that never changes; do not edit.", lambda r: r.id, Style.FAINT, hidden=True),
    ),
)  # fmt: skip
