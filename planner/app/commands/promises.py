"""Commands about baselines: keeping the present dates as promised, and what has been promised so far."""

from collections import Counter

import click

from planner.app.output import Cell, json_option, print_json, show_rows
from planner.app.session import author_option, now, open_store
from planner.plan.changes import ChangeSet
from planner.plan.entities import BaselineItem
from planner.plan.errors import InvalidChangeError


@click.group()
def baseline() -> None:
    """Keep dates as they were promised, to compare with later."""


@baseline.command(epilog="Examples: planner baseline lock 2027Q1   planner baseline lock H1 --from 2027Q1 --to 2027Q2")
@click.argument("code")
@click.option("--name", default="", help="Name for people.")
@click.option(
    "--from", "first", default="", help="First fiscal quarter to hold, such as 2027Q1. Default: from the start."
)
@click.option("--to", "last", default="", help="Last fiscal quarter to hold. Default: to the end.")
@click.option("--note", default="", help="What was agreed, and with whom.")
@author_option
@json_option
@click.pass_obj
def lock(database: str, code: str, name: str, first: str, last: str, note: str, author: str, as_json: bool) -> None:
    """Keep the computed dates of all dated work, or of that which touches some quarters, under CODE."""
    from planner.roadmap import BaselineTerms, lock_baseline
    from planner.store import new_id

    at = now()
    with open_store(database) as store:
        plan = store.plan()
        locked = lock_baseline(plan, BaselineTerms(code, name, first, last, note), today=at.date(), new_id=new_id)
        if locked.findings:
            raise InvalidChangeError(locked.findings)
        message = f"Lock baseline {code}"
        done = store.commit(ChangeSet(locked.operations, author, message, plan.revision), at=at)
    count = len(locked.operations) - 1
    if as_json:
        print_json({"code": code, "revision": done.revision.number, "takenFrom": plan.revision, "work": count})
    else:
        click.echo(f"Locked {code}: the dates of {count} pieces of work at revision {plan.revision}.")


@baseline.command("list", epilog="Example: planner baseline list --json")
@json_option
@click.pass_obj
def list_baselines(database: str, as_json: bool) -> None:
    """Show the baselines, the newest first: when each was locked, from which revision, and how much work it holds."""
    from planner.roadmap import baselines

    with open_store(database) as store:
        plan = store.plan()
    held = Counter(item.baseline_id for item in plan.all(BaselineItem).values())
    rows: list[dict[str, Cell]] = [
        {
            "code": item.code,
            "name": item.name,
            "locked_on": item.locked_on,
            "revision": item.revision,
            "from": item.first_quarter,
            "to": item.last_quarter,
            "work": held[item.id],
        }
        for item in baselines(plan)
    ]
    show_rows("Baselines", rows, as_json, right=("revision", "work"))


@baseline.command("compare", epilog="Examples: planner baseline compare   planner baseline compare 2027Q1 --json")
@click.argument("code", default="")
@json_option
@click.pass_obj
def compare(database: str, code: str, as_json: bool) -> None:
    """Show how work stands against a baseline, the one of CODE or the newest: the latest first."""
    from planner.roadmap import against_baseline, find_baseline
    from planner.roadmap import baselines as known

    with open_store(database) as store:
        plan = store.plan()
        newest = known(plan)[:1]
        held = find_baseline(plan, code) if code or not newest else newest[0]
        locked = store.plan_at(revision=store.history(first=1_000, kind=held.KIND.name, id=held.id)[-1].number)
    rows: list[dict[str, Cell]] = []
    for row in against_baseline(plan, held.id, locked):
        work = row.deleted or plan.works[row.promise.work_id]
        promised = {"code": work.code, "name": work.name, "tier": row.promise.commitment.value}
        now_cells: dict[str, Cell] = {
            "finish": row.finish,
            "slip_days": row.slip_days,
            "note": "deleted" if row.deleted else "",
        }
        rows.append({**promised, "quarter": row.promise.quarter, "promised": row.promise.finish, **now_cells})
    show_rows(f"Against {held.code}, locked {held.locked_on}", rows, as_json, right=("slip_days",))
