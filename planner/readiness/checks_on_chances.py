"""What is wrong behind dates that look right: markets that the schedule has in time and that will probably be late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.entities import Launch, Market
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.readiness.likelihood import readiness
from planner.readiness.result import Cell, CellState


def unlikely_launches(plan: Plan, today: date) -> Iterator[Finding]:
    """Yield for each launch and target the markets that meet it with less than an even chance."""
    for launch in readiness(plan, today).launches:
        by_target: dict[date | None, list[Cell]] = {}
        for cell in launch.cells:
            if cell.state is CellState.AT_RISK:
                by_target.setdefault(cell.target, []).append(cell)
        for target, cells in by_target.items():
            yield _unlikely(plan, target, cells)


def _unlikely(plan: Plan, target: date | None, cells: list[Cell]) -> Finding:
    launch, worst = plan.all(Launch)[cells[0].launch_id], min(cells, key=lambda cell: cell.chance or 0.0)
    markets = ", ".join(plan.all(Market)[cell.market_id].code for cell in cells if cell.market_id is not None)
    where = f" in {markets}" if markets else ""
    text = (
        f"{launch.code}{where} is predicted by its target, {target}, but is ready by then in only "
        f"{(worst.chance or 0.0) * 100:.0f} % of the simulated cases, in half of them by {worst.p50}."
    )
    place = Place(kind="launch", id=launch.id, code=launch.code, field="target_date")
    hint = "Look at what would bring it there, let fewer markets go first, or say a later target."
    return Finding(Severity.WARNING, "launch-unlikely", text, place, hint, (launch.id,))
