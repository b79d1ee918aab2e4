"""What two selections of quarters have otherwise, for the command that selects them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from planner.app.output import Cell, print_table
from planner.plan.errors import PlannerError
from planner.plan.snapshot import Plan
from planner.roadmap.compare_proposals import Comparison, Placement, compare, placements, planned_placements
from planner.roadmap.select_quarters import Proposal, Request, select_quarters

PLAIN, PLANNED = "plain", "plan"
PLAIN_SHARE = 0.4
"""Share of the time for the selection without wishes, which has no prices."""


class UnreadableSelectionError(PlannerError):
    """A file that holds no selection saved by this program."""

    code = "UNREADABLE_SELECTION"

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} cannot be compared with: {why}", "Save a selection with plan-quarter --json.")


def compared(plan: Plan, request: Request, proposal: Proposal, other: str) -> Comparison:
    """Return what a proposal has otherwise than another: the plain one, the plan's quarters, or a saved one.

    Of the plain one the request has left `PLAIN_SHARE` of the time.
    """
    if other == PLANNED:
        return compare(planned_placements(plan, proposal), placements(proposal))
    if other == PLAIN:
        seconds = None if request.seconds is None else request.seconds * PLAIN_SHARE / (1 - PLAIN_SHARE)
        bare = replace(request, force_in={}, force_out=frozenset(), most_running={}, least_share={}, prices=0,
                       next_fte=False, seconds=seconds)  # fmt: skip
        return compare(placements(select_quarters(plan, bare)), placements(proposal))
    return compare(_saved(plan, Path(other)), placements(proposal))


def _saved(plan: Plan, path: Path) -> Mapping[str, Placement]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["initiatives"]
        found = {}
        for row in rows:
            work = plan.by_code("work", str(row["code"]))
            quarter = "running" if row["state"] == "running" else str(row["quarter"] or "")
            if work is not None:
                found[work.id] = Placement(quarter, float(row["value"]), row["commitment"] == "stretch")
    except OSError as error:
        raise UnreadableSelectionError(path.name, f"{error.strerror}.") from error
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise UnreadableSelectionError(path.name, "it is no selection.") from error
    return found


def comparison_json(plan: Plan, found: Comparison) -> dict[str, object]:
    """Return a comparison as plain data, initiatives by code."""
    return {
        "join": [plan.work(id_).code for id_ in found.join],
        "leave": [plan.work(id_).code for id_ in found.leave],
        "move": [{"code": plan.work(id_).code, "from": old, "to": new} for id_, old, new in found.move],
        "same": found.same,
        "gain": found.gain,
        "stretchBefore": [plan.work(id_).code for id_ in found.stretch_before],
        "stretchAfter": [plan.work(id_).code for id_ in found.stretch_after],
    }


def show_comparison(plan: Plan, found: Comparison, other: str) -> None:
    """Print what differs."""
    names = {PLAIN: "the selection without wishes", PLANNED: "the plan"}
    rows: list[dict[str, Cell]] = [_row(plan, id_, "joins", "") for id_ in found.join]
    rows += [_row(plan, id_, "leaves", "") for id_ in found.leave]
    rows += [_row(plan, id_, "moves", f"{old} → {new}") for id_, old, new in found.move]
    print_table(f"Against {names.get(other, other)}", rows)
    click.echo(
        f"{len(found.join)} join, {len(found.leave)} leave, {len(found.move)} move, {found.same} stay; "
        f"{found.gain:+.1%} of the value of all."
    )


def _row(plan: Plan, id_: str, what: str, quarters: str) -> dict[str, Cell]:
    work = plan.work(id_)
    return {"": what, "code": work.code, "name": work.name, "quarters": quarters}
