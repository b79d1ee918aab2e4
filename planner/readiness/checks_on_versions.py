"""What is wrong behind green: versions that have drifted apart, sets not released whole, certificates without skill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.entities import Artefact, GateTemplate, Launch, Market
from planner.plan.entities.gates import Measure
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.readiness.cells import readiness_by_dates
from planner.readiness.feeds.measures import reaches
from planner.readiness.result import Cell
from planner.readiness.training import LaunchCoverage, coverage_of
from planner.readiness.versions import sets


def drifted(plan: Plan, today: date) -> Iterator[Finding]:
    """Yield launches that are green by the count of their gates while something in use is at another version."""
    for launch in readiness_by_dates(plan, today).launches:
        said: dict[str, list[Cell]] = {}
        for cell in launch.cells:
            for text in cell.drift if cell.gates and cell.hard_green == cell.hard_total else ():
                said.setdefault(text, []).append(cell)
        for text, cells in said.items():
            yield _drifted(plan, text, cells)


def _drifted(plan: Plan, text: str, cells: list[Cell]) -> Finding:
    launch, first = plan.all(Launch)[cells[0].launch_id], cells[0]
    markets = ", ".join(plan.all(Market)[cell.market_id].code for cell in cells if cell.market_id is not None)
    where = f" in {markets}" if markets else ""
    count = f"{first.hard_green} of {first.hard_total} hard gates"
    said = f"{launch.code} is green by count{where}, {count}, but: {text}"
    place = Place(kind="launch", id=launch.id, code=launch.code, field="policy_version_ids")
    hint = "Release the version that implements the policy, and let a gate look at this sort of artefact."
    return Finding(Severity.WARNING, "policy-version-drift", said, place, hint, (launch.id,))


def broken_sets(plan: Plan, today: date) -> Iterator[Finding]:
    for row in sets(plan, today):
        if row.broken:
            code = plan.all(Artefact)[row.waiting[0]].code
            place = Place(kind="artefact", id=row.waiting[0], code=code, field="release_set", value=row.name)
            text = f"What must be released together is not: {row.sentence}"
            hint = "Release the rest, or take them out of the set."
            yield Finding(Severity.WARNING, "release-set-broken", text, place, hint, row.artefact_ids)


def trained_badly(plan: Plan, today: date) -> Iterator[Finding]:
    """Yield markets in which enough people are certified, but too few of them do the work well."""
    for launch in readiness_by_dates(plan, today).launches:
        for cell in launch.cells:
            marks = {
                threshold.measure: threshold
                for gate in cell.gates
                for threshold in plan.all(GateTemplate)[gate.template_id].thresholds
            }
            wanted, skilled = marks.get(Measure.COVERAGE), marks.get(Measure.PROFICIENCY)
            if wanted is None or skilled is None or cell.live_on is not None:
                continue
            on = max(cell.target or today, today)
            found: LaunchCoverage = coverage_of(plan, cell.launch_id, cell.market_id, on)
            for part in found.workforces:
                certified, proficient = part.coverage.value, part.proficiency.value
                if certified is None or proficient is None:
                    continue
                if reaches(wanted, certified) and not reaches(skilled, proficient):
                    yield _unskilled(plan, cell, part.workforce.value, str(part.coverage), str(part.proficiency))


def _unskilled(plan: Plan, cell: Cell, workforce: str, certified: str, proficient: str) -> Finding:
    launch, market = plan.all(Launch)[cell.launch_id], plan.all(Market).get(cell.market_id or "")
    where = f" in {market.code}" if market is not None else ""
    text = (
        f"For {launch.code}{where}, certified {workforce.replace('_', '-')} people are {certified}, but proficient are "
        f"only {proficient} of those measured."
    )
    place = Place(kind="launch_market", id=cell.launch_market_id, code=launch.code, value=market.code if market else "")
    hint = "Coach before the launch; another certificate will not help."
    return Finding(Severity.WARNING, "certified-not-proficient", text, place, hint, (launch.id,))
