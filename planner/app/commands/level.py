"""The command that levels: proposed dates that teams and people can keep, and applying them as one revision."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from planner.app.commands.made_changes import keep_as_option, refuse_both, save_or_keep
from planner.app.output import Cell, finding_json, json_option, print_findings, print_json, show_rows
from planner.app.session import author_option, now, open_store
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.capacity.level_plan_result import LevelledWork, LevelProposal

OBJECTIVES = {"delay": "LATENESS", "makespan": "MAKESPAN"}


@click.command(
    epilog="Examples: planner level   planner level --objective makespan --seconds 5   planner level --apply   "
    "planner level --keep-as LEVELLED"
)
@click.option(
    "--objective",
    type=click.Choice(list(OBJECTIVES)),
    default="delay",
    show_default=True,
    help="Keep due dates and delay least, or end the plan soonest.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 3600),
    help="How long it may take. Without it, a fixed amount of work: the same answer on every machine.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed searches along other ways.")
@click.option(
    "--freeze-before", "freeze", type=click.DateTime(["%Y-%m-%d"]), help="Work that starts before this day stays."
)
@click.option(
    "--today",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="No work starts before it. Default: the status date, else today.",
)
@click.option(
    "--model", default="", help="Code of the score model that decides between equals. Default: the one most used."
)
@click.option("--apply", "apply_", is_flag=True, help="Save the proposal as one revision.")
@keep_as_option
@author_option
@json_option
@click.pass_obj
def level(
    database: str,
    objective: str,
    seconds: float | None,
    seed: int,
    freeze: datetime | None,
    day: datetime | None,
    model: str,
    apply_: bool,
    keep_as: str | None,
    author: str,
    as_json: bool,
) -> None:
    """Propose dates that teams and people can keep: what moves, by how much, and whom it waits for."""
    from planner.app.output import working
    from planner.capacity.level_plan import budget_for
    from planner.capacity.levelling import Objective
    from planner.roadmap.level_by_score import level_by_score

    refuse_both(apply_, keep_as)
    at = now()
    with open_store(database) as store:
        plan = store.plan()
        today = day.date() if day else plan.portfolio.status_date or at.date()
        with working("Levelling"):
            found = level_by_score(
                plan,
                today=today,
                objective=Objective[OBJECTIVES[objective]],
                seed=seed,
                budget=budget_for(plan, seconds),
                freeze_before=freeze.date() if freeze else None,
                model=model,
            )
        revision = None
        if found.operations and (apply_ or keep_as):
            message = f"Level the plan: {len(found.moved)} pieces of work move"
            revision = save_or_keep(store, plan, found.operations, message, author, at, keep_as=keep_as)
    if as_json:
        print_json(_json(found, revision))
        return
    show_rows("What moves (working days)", [_row(plan, row) for row in found.moved], False, right=("delay", "float"))
    print_findings(found.findings)
    for line in _summary(found):
        click.echo(line)
    if revision is not None:
        click.echo(
            f"Kept as scenario {keep_as} in revision {revision}." if keep_as else f"Saved as revision {revision}."
        )
    elif found.operations:
        click.echo("Nothing is saved; --apply saves it as one revision, --keep-as CODE beside the plan.")


def _row(plan: Plan, row: LevelledWork) -> dict[str, Cell]:
    work = plan.works[row.id]
    return {
        "code": work.code,
        "name": work.name,
        "start_before": row.start_before.date(),
        "start": row.start.date(),
        "finish": row.finish.date(),
        "delay": round(row.delay_days, 2),
        "float": round(row.total_float_days, 2),
        "why": row.reason,
    }


def _summary(found: LevelProposal) -> list[str]:
    gap = "" if found.gap is None or found.label.value == "proven" else f", at most {found.gap:.1%} from the best"
    finish = f"The plan finishes {found.finish:%a %d %b %Y}"
    if found.finish != found.finish_before:
        finish += f", before levelling {found.finish_before:%a %d %b %Y}"
    late = f"dated work is {found.late_days:.4g} working days late in all, before {found.late_days_before:.4g}"
    return [
        f"{finish}; {late}.",
        f"{len(found.moved)} of {len(found.work)} pieces of work move: {found.label.value}{gap}.",
    ]


def _json(found: LevelProposal, revision: int | None) -> dict[str, object]:
    from planner.plan.codec import encode
    from planner.plan.entities import KINDS, Team

    works, teams = found.plan.works, found.plan.all(Team)
    return {
        "revision": revision,
        "objective": found.objective.value,
        "label": found.label.value,
        "value": found.value,
        "bound": found.bound,
        "gap": found.gap,
        "finish_before": found.finish_before.isoformat(),
        "finish": found.finish.isoformat(),
        "late_days_before": found.late_days_before,
        "late_days": found.late_days,
        "work": [
            {
                "code": works[row.id].code,
                "start_before": row.start_before.isoformat(),
                "finish_before": row.finish_before.isoformat(),
                "start": row.start.isoformat(),
                "finish": row.finish.isoformat(),
                "delay_days": row.delay_days,
                "total_float_days": row.total_float_days,
                "waited": row.waited,
                "over_capacity": row.over_capacity,
                "rests": [[begin.isoformat(), end.isoformat()] for begin, end in row.rests],
                "reason": row.reason,
            }
            for row in found.moved
        ],
        "waits": [
            {
                "code": works[link.successor_id].code,
                "for": works[link.predecessor_id].code,
                "team": teams[link.team_id].code if link.team_id else None,
                "skill": link.skill or None,
            }
            for link in found.links
        ],
        "operations": [
            {
                "action": operation.action.value,
                "kind": operation.kind,
                "code": works[operation.id].code,
                "values": encode(KINDS[operation.kind], operation.values),
            }
            for operation in found.operations
        ],
        "findings": [finding_json(finding) for finding in found.findings],
    }
