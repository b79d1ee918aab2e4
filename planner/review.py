"""Everything that is wrong or worth knowing about a plan, gathered from every room of the core.

The rules of the plan itself come first, then what the computed dates show:

>>> from planner.plan.entities import Initiative
>>> from planner.plan.snapshot import Plan
>>> [finding.code for finding in review(Plan.of(Initiative(id="a", code="A", name="Alone")))]
['missing-owner']
"""

from dataclasses import replace

from planner.plan.findings import Finding, has_errors
from planner.plan.rules import check
from planner.plan.snapshot import Plan, per_plan


@per_plan
def review(plan: Plan) -> tuple[Finding, ...]:
    """Return every finding of a plan, each once; dates are looked at only if the plan itself has no errors."""
    found = check(plan)
    if not has_errors(found):
        from planner.capacity import capacity_findings
        from planner.readiness.checks import readiness_findings
        from planner.readiness.localisation_findings import localisation_findings
        from planner.roadmap import review_findings
        from planner.roadmap.scoring import score_findings
        from planner.roadmap.template_checks import template_findings
        from planner.scenarios.checks import scenario_findings
        from planner.schedule import schedule_findings

        found.extend((*schedule_findings(plan), *capacity_findings(plan)))
        found.extend(readiness_findings(plan))
        found.extend((*review_findings(plan), *score_findings(plan), *localisation_findings(plan)))
        found.extend((*scenario_findings(plan), *template_findings(plan)))
    return tuple(dict.fromkeys(found))


def new_findings(before: Plan, after: Plan) -> tuple[Finding, ...]:
    """Return the findings of one plan that the other does not have, wherever they were written."""
    known = {_unnumbered(finding) for finding in review(before)}
    return tuple(finding for finding in review(after) if _unnumbered(finding) not in known)


def _unnumbered(finding: Finding) -> Finding:
    return replace(finding, place=replace(finding.place, operation=None))
