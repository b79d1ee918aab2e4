"""Commands that ask why and what if: explain, impact, paths, what-would-it-take."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from planner.app.output import Cell, json_option, print_findings, print_json, show_rows
from planner.app.session import open_store
from planner.app.wished_changes import wished
from planner.plan.errors import InvalidChangeError
from planner.plan.snapshot import Plan

if TYPE_CHECKING:
    from planner.schedule.recovery import Candidate, Remedies


@click.command(epilog="Examples: planner explain LCH-701   planner explain TRN-302 --json")
@click.argument("code")
@json_option
@click.pass_obj
def explain(database: str, code: str, as_json: bool) -> None:
    """Say why the initiative or launch CODE has its dates and floats, back to what somebody said."""
    from planner.app.reason_values import explanation_json
    from planner.schedule import explain as compute

    with open_store(database) as store:
        plan = store.plan()
    found = compute(plan, plan.find(code).id)
    if as_json:
        print_json(explanation_json(plan, found))
        return
    for sentence in found.sentences:
        click.echo(sentence)


@click.command(epilog="Examples: planner paths --to LCH-701   planner paths --to LCH-701 --limit 3 --json")
@click.option(
    "--to", "target", required=True, help="Code of the launch, milestone or initiative that the paths lead to."
)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many paths.")
@json_option
@click.pass_obj
def paths(database: str, target: str, limit: int, as_json: bool) -> None:
    """Rank the chains of work that lead to a target by how much they may slip before it moves."""
    from planner.app.reason_values import path_json
    from planner.schedule import float_paths

    with open_store(database) as store:
        plan = store.plan()
    found = float_paths(plan, plan.find(target).id, limit)
    if as_json:
        print_json([path_json(plan, path) for path in found])
        return
    rows: list[dict[str, Cell]] = [
        {
            "rank": path.rank,
            "class": path.path_class.value.replace("_", " "),
            "float_days": round(path.float_days, 2),
            "path": " → ".join(plan.works[step.id].code for step in path.steps),
            "joins": plan.works[path.joins_id].code if path.joins_id else "",
        }
        for path in found
    ]
    show_rows(f"Paths to {target}", rows, False, right=("rank", "float_days"))


@click.command(
    epilog="Examples: planner impact --set POL-102.duration=4w   planner impact --set LCH-701.not_before=2026-12-20 "
    '--json   planner impact changes.json, a list like [{"action": "update", "kind": "initiative", "code": "POL-102", '
    '"values": {"duration": "4w"}}]'
)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--set", "settings", multiple=True, metavar="CODE.field=value", help="An edit; may be given again.")
@json_option
@click.pass_obj
@click.pass_context
def impact(ctx: click.Context, database: str, file: str | None, settings: tuple[str, ...], as_json: bool) -> None:
    """Show which initiatives and launches a change would move, and by how much; nothing is saved."""
    from planner.app.reason_values import impact_json
    from planner.schedule import impact as compute

    if not file and not settings:
        raise click.UsageError("Give a FILE of changes, or --set CODE.field=value.")
    with open_store(database) as store:
        plan = store.plan()
    operations, findings = wished(plan, file, settings)
    if findings:
        raise InvalidChangeError(findings)
    found = compute(plan, operations)
    if not found.accepted:
        raise InvalidChangeError(found.findings)
    if as_json:
        print_json(impact_json(found))
        return
    rows: list[dict[str, Cell]] = [
        {
            "code": found.after.works[row.id].code,
            "name": found.after.works[row.id].name,
            "start": row.start_after.date(),
            "start_days": round(row.start_days, 2),
            "finish": row.finish_after.date(),
            "finish_days": round(row.finish_days, 2),
            "float_days": round(row.float_after, 2),
            "note": "newly critical" if row.newly_critical else "",
        }
        for row in found.moved
    ]
    show_rows("Moves (working days)", rows, False, right=("start_days", "finish_days", "float_days"))
    for late in found.newly_late:
        click.echo(
            f"{found.after.works[late.id].code} becomes late: {late.finish_after:%d %b %Y}, due {late.due:%d %b %Y}."
        )
    for met in found.no_longer_late:
        click.echo(f"{found.after.works[met.id].code} is in time again: {met.finish_after:%d %b %Y}.")
    print_findings(found.findings)


@click.command(
    "what-would-it-take",
    epilog="Examples: planner what-would-it-take LCH-701 --by 2026-12-02   planner what-would-it-take LCH-701 --json",
)
@click.argument("code")
@click.option(
    "--by",
    "day",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]),
    help="Date to reach; without it, the launch's target date or the initiative's deadline.",
)
@click.option(
    "--budget", type=click.IntRange(1, 100_000), default=200, show_default=True, help="How many schedules to try."
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many answers.")
@json_option
@click.pass_obj
def what_would_it_take(database: str, code: str, day: datetime | None, budget: int, limit: int, as_json: bool) -> None:
    """Search for the cheapest changes that have CODE done by a date, each verified by a full schedule."""
    from planner.app.output import working
    from planner.app.reason_values import remedies_json
    from planner.schedule import remedies

    with open_store(database) as store:
        plan = store.plan()
    target = plan.find(code)
    by = day.replace(hour=23, minute=59) if day and (day.hour, day.minute) == (0, 0) else day
    by = by or getattr(target, "target_date", None) or getattr(target, "deadline", None)
    if by is None:
        raise click.UsageError(f"{target.code} has no date of its own; give one with --by.")
    with working("Searching"):
        found = remedies(plan, target.id, by, budget, limit)
    if as_json:
        print_json(remedies_json(plan, found))
        return
    for line in remedy_lines(plan, code, found):
        click.echo(line)


def remedy_lines(plan: Plan, code: str, found: Remedies) -> list[str]:
    """Return the answer of a search for people, line by line."""
    if found.already_met:
        return [f"{code} is in time: it finishes {found.finish:%a %d %b %Y %H:%M}."]
    lines = [f"{code} finishes {found.finish:%a %d %b %Y %H:%M}; wanted by {found.by:%a %d %b %Y}."]
    for number, candidate in enumerate(found.candidates, 1):
        lines += ["", f"{number}. {_done(candidate)}:", *_moves(plan, candidate)]
    if not found.candidates:
        more = " within the budget; a larger --budget may" if found.exhausted else ""
        lines.append(f"No set of up to four moves reaches it{more}.")
        if found.best is not None:
            lines += ["", f"Nearest: {_done(found.best)}:", *_moves(plan, found.best)]
        lines += ["", "What binds then:", *(f"   {sentence}" for sentence in found.binding)]
    lines += ["", f"{found.schedules} schedules computed."]
    return lines


def _done(candidate: Candidate) -> str:
    return f"Done {candidate.finish:%a %d %b %Y %H:%M} at a cost of {candidate.cost:g}"


def _moves(plan: Plan, candidate: Candidate) -> list[str]:
    lines = [f"   {move.text} ({move.cost:g})" for move in candidate.moves]
    for said, ids in (
        ("later", candidate.later_ids),
        ("loses its float", candidate.newly_critical_ids),
        ("becomes late", tuple(row.id for row in candidate.newly_late)),
        ("is in time again", tuple(row.id for row in candidate.rescued)),
    ):
        if ids:
            lines.append(f"   {said}: {', '.join(plan.works[id_].code for id_ in ids)}")
    return lines
