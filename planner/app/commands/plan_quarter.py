"""The command that selects quarters: what is done, what is left out, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.app.commands.made_changes import keep_as_option, refuse_both, save_or_keep
from planner.app.commands.outlet import write_file
from planner.app.output import Cell, json_option, print_findings, print_json, print_table, working
from planner.app.session import author_option, now, open_store
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.roadmap.added_capacity import FrontierStep
    from planner.roadmap.select_quarters import Proposal, ProposedRow
    from planner.worktime.fiscal import FiscalQuarter

SHOWN = 500
"""Rows of a table that people are shown before the rest is only counted."""


@click.command(
    epilog="Examples: planner plan-quarter --first 2027Q1 --quarters 4   planner plan-quarter --first 2027Q1 "
    "--force-in TRN-302 --seconds 20   planner plan-quarter --first 2027Q1 --apply   "
    "planner plan-quarter --first 2027Q1 --keep-as BOLD"
)
@click.option("--first", help="First fiscal quarter, such as 2027Q1; without it, the one after the status date's.")
@click.option("--quarters", type=click.IntRange(1, 80), default=4, show_default=True, help="How many quarters.")
@click.option(
    "--force-in", multiple=True, metavar="CODE[=QUARTER]", help="Must be in, in this quarter if one is named."
)
@click.option("--force-out", multiple=True, metavar="CODE", help="Must not be in.")
@click.option("--model", default="", help="Code of the score model that gives values; without it, the one most used.")
@click.option("--at-most", type=click.IntRange(1), help="Most initiatives running at a time.")
@click.option("--share", "shares", multiple=True, metavar="LOB=PERCENT", help="Least share of all capacity for a LOB.")
@click.option("--seconds", type=click.FloatRange(0.1, 600), default=10.0, show_default=True, help="Time limit.")
@click.option("--next-fte", is_flag=True, help="Say in which teams more FTE are worth most.")
@click.option(
    "--compare-with",
    metavar="plain|plan|FILE",
    help="Also show what differs from the same selection without wishes (plain), from the quarters in the plan (plan), "
    "or from a selection saved with --json.",
)
@click.option(
    "--workbook",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the workbook with the proposal here.",
)
@click.option("--apply", "apply_", is_flag=True, help="Write quarters and commitments into the plan, as one revision.")
@keep_as_option
@author_option
@json_option
@click.pass_obj
@click.pass_context
def plan_quarter(
    ctx: click.Context,
    database: str,
    first: str | None,
    quarters: int,
    force_in: tuple[str, ...],
    force_out: tuple[str, ...],
    model: str,
    at_most: int | None,
    shares: tuple[str, ...],
    seconds: float,
    next_fte: bool,
    compare_with: str | None,
    workbook: Path | None,
    apply_: bool,
    keep_as: str | None,
    author: str,
    as_json: bool,
) -> None:
    """Choose what is done in which quarter within what teams can do, and say why the rest is left out."""
    from planner.app.commands import plan_quarter_comparison as comparison
    from planner.app.exporting import executive_workbook
    from planner.roadmap.proposal_edits import as_operations
    from planner.roadmap.select_quarters import Request, select_quarters

    refuse_both(apply_, keep_as)
    with open_store(database) as store:
        plan = store.plan()
        start = _first(plan, first)
        request = Request(
            start,
            quarters,
            force_in=dict(_forced(plan, text) for text in force_in),
            force_out=frozenset(plan.find(code).id for code in force_out),
            model=model,
            seconds=seconds * (1 - comparison.PLAIN_SHARE) if compare_with == comparison.PLAIN else seconds,
            most_running={} if at_most is None else {"": at_most},
            least_share=dict(_share(plan, text) for text in shares),
            next_fte=next_fte,
        )
        with working("Selecting"):
            proposal = select_quarters(plan, request)
            differs = comparison.compared(plan, request, proposal, compare_with) if compare_with else None
        operations = as_operations(plan, proposal)
        if workbook is not None:
            write_file(workbook, executive_workbook(store, plan, now(), proposal))
        revision = None
        if operations and (apply_ or keep_as):
            message = f"Quarters selected from {start.label} on"
            revision = save_or_keep(store, plan, operations, message, author, now(), keep_as=keep_as)
    if as_json:
        found = {**proposal_json(plan, proposal), "operations": len(operations), "revision": revision}
        print_json({**found, "comparison": comparison.comparison_json(plan, differs)} if differs else found)
    else:
        _show(plan, proposal)
        if differs:
            comparison.show_comparison(plan, differs, compare_with or "")
        _say_what_was_written(revision, len(operations), workbook, keep_as)
    ctx.exit(0 if proposal.status.value == "selected" else 1)


def _say_what_was_written(revision: int | None, operations: int, workbook: Path | None, keep_as: str | None) -> None:
    if workbook is not None:
        click.echo(f"The proposal is in {workbook}.")
    if revision is not None and keep_as:
        click.echo(f"Kept as scenario {keep_as} in revision {revision}: {operations} initiatives.")
    elif revision is not None:
        click.echo(f"Written as revision {revision}: {operations} initiatives.")
    elif operations:
        click.echo(f"Nothing was changed; --apply would write {operations} initiatives.")


def _first(plan: Plan, text: str | None) -> FiscalQuarter:
    from planner.worktime.fiscal import FiscalQuarter

    month = plan.portfolio.fiscal_year_start_month
    if text:
        return FiscalQuarter.parse(text, month)
    return FiscalQuarter.containing(plan.portfolio.status_date or now().date(), month).next()


def _forced(plan: Plan, text: str) -> tuple[str, FiscalQuarter | None]:
    from planner.worktime.fiscal import FiscalQuarter

    code, _, quarter = text.partition("=")
    month = plan.portfolio.fiscal_year_start_month
    return plan.find(code.strip()).id, FiscalQuarter.parse(quarter, month) if quarter else None


def _share(plan: Plan, text: str) -> tuple[str, float]:
    from planner.roadmap.grouping import line_of_business_named

    lob, _, percent = text.rpartition("=")
    try:
        share = float(percent.strip().rstrip("%")) / 100
    except ValueError:
        share = -1.0
    if not lob or not 0 <= share <= 1:
        raise click.UsageError(f"{text!r} is not a share; write LOB=PERCENT, such as Training=20.")
    return line_of_business_named(plan, lob), share


def proposal_json(plan: Plan, proposal: Proposal) -> dict[str, object]:
    """Return a proposal as plain data, initiatives and teams by code."""
    from planner.app.output import finding_json
    from planner.plan.entities import Team

    teams = plan.all(Team)
    return {
        "status": proposal.status.value,
        "label": proposal.label.value,
        "gap": proposal.gap,
        "seconds": round(proposal.seconds, 3),
        "model": proposal.model,
        "quarters": [quarter.label for quarter in proposal.quarters],
        "initiatives": [
            {
                "code": plan.work(row.initiative_id).code,
                "state": row.state.value,
                "quarter": row.quarter,
                "before": row.before,
                "commitment": row.commitment.value if row.commitment else None,
                "must": row.must,
                "value": row.value,
                "reason": row.reason,
                "binding": _binding(plan, row),
                "lackingDays": row.lacking_days,
                "price": row.price_text,
                "leave": [plan.work(id_).code for id_ in row.leave_ids],
            }
            for row in proposal.rows
        ],
        "use": [
            {"team": teams[team].code, "skill": skill, "used": list(used), "there": list(there)}
            for team, skill, used, there in proposal.use
        ],
        "nextFte": [
            {
                "team": teams[row.team_id].code,
                "gain": row.gain,
                "join": [plan.work(id_).code for id_ in row.join_ids],
            }
            for row in proposal.next_fte
        ],
        "frontier": [
            {
                "fte": step.fte,
                "team": teams[step.team_id].code,
                "more": step.more,
                "gain": step.gain,
                "total": step.total,
                "join": [plan.work(id_).code for id_ in step.join_ids],
                "proven": step.proven,
            }
            for step in proposal.frontier
        ],
        "conflict": list(proposal.conflict),
        "findings": [finding_json(finding) for finding in proposal.findings],
    }


def _binding(plan: Plan, row: ProposedRow) -> dict[str, str] | None:
    from planner.plan.entities import Team

    if row.binding is None:
        return None
    team, skill, quarter = row.binding
    return {"team": plan.all(Team)[team].code, "skill": skill, "quarter": quarter}


def _show(plan: Plan, proposal: Proposal) -> None:
    """Print what is chosen by quarter, what is left out with reasons, and how good the answer is known to be."""
    print_findings(proposal.findings)
    chosen = sorted(
        (row for row in proposal.rows if row.state.value != "left_out"),
        key=lambda row: (row.quarter, -row.value),
    )
    _print_first("Chosen", [_chosen_cells(plan, row) for row in chosen[:SHOWN]], len(chosen))
    out = sorted((row for row in proposal.rows if row.state.value == "left_out"), key=lambda row: -row.value)
    stretch, left = [row for row in out if row.quarter], [row for row in out if not row.quarter]
    if stretch:
        cells = [{"quarter": row.quarter, **_left_cells(plan, row)} for row in stretch]
        print_table("Stretch goals", cells, right=("value %",))
    _print_first("Left out", [_left_cells(plan, row) for row in left[:SHOWN]], len(left))
    _show_next_fte(plan, proposal)
    known = "" if proposal.gap is None else f"; at most {proposal.gap:.1%} more value exists"
    sure = "no better selection exists" if proposal.label.value == "proven" else f"{proposal.label.value}{known}"
    goals = f"{len(stretch)} stretch, " if stretch else ""
    counts = f"{len(chosen)} in, {goals}{len(left)} left out"
    click.echo(f"{counts}; {sure}." if proposal.status.value == "selected" else "Nothing was selected.")


def _print_first(title: str, rows: list[dict[str, Cell]], count: int) -> None:
    """Print the first rows of a table, and how many there are besides."""
    print_table(title, rows, right=("value %",))
    if count > len(rows):
        click.echo(f"and {count - len(rows):,} more; --json and --workbook list all.")


def _percent(share: float) -> float:
    """Return a share in per cent, small ones with one digit that counts."""
    return round(100 * share, 1) if share >= 0.0005 else float(f"{100 * share:.1g}")


def _chosen_cells(plan: Plan, row: ProposedRow) -> dict[str, Cell]:
    work = plan.work(row.initiative_id)
    return {
        "quarter": row.quarter or "running",
        "code": work.code,
        "name": work.name,
        "commitment": row.commitment.value if row.commitment else "",
        "before": row.before,
        "value %": _percent(row.value),
        "note": "must" if row.must else "",
    }


def _left_cells(plan: Plan, row: ProposedRow) -> dict[str, Cell]:
    work = plan.work(row.initiative_id)
    return {
        "code": work.code,
        "name": work.name,
        "value %": _percent(row.value),
        "why": row.reason,
        "price of forcing it in": row.price_text,
    }


def _show_next_fte(plan: Plan, proposal: Proposal) -> None:
    from planner.plan.entities import Team

    worth = [row for row in proposal.next_fte if row.gain > 0]
    if worth:
        team = plan.all(Team)[worth[0].team_id].name
        joined = ", ".join(plan.work(id_).code for id_ in worth[0].join_ids[:5])
        click.echo(
            f"The next FTE is worth most in {team}: {worth[0].gain:.1%} more value{f' ({joined})' if joined else ''}."
        )
    elif proposal.next_fte:
        whole = all(row.searched for row in proposal.next_fte)
        click.echo(f"One more FTE in any single team adds no value{'' if whole else ', as far as there was time'}.")
    if proposal.next_fte:
        print_table(
            "Efficient frontier: the best team for each next FTE, after those before",
            [_step_cells(plan, step) for step in proposal.frontier],
            right=("FTE", "value %", "in all %"),
        )


def _step_cells(plan: Plan, step: FrontierStep) -> dict[str, Cell]:
    from planner.plan.entities import Team

    return {
        "FTE": f"+{step.fte}",
        "team": plan.all(Team)[step.team_id].name + (f" (+{step.more} at once)" if step.more > 1 else ""),
        "value %": f"+{step.gain:.2%}".rstrip("%"),
        "in all %": f"+{step.total:.2%}".rstrip("%"),
        "joins": ", ".join(plan.work(id_).code for id_ in step.join_ids),
        "known": "proven best" if step.proven else "best found",
    }
