"""What readiness shows of a plan: green that is not, waivers and signatures that no longer count, decisions that lapse.

What needs a day is judged on the plan's status date; a plan without one gets only what holds on any day:

>>> from datetime import date
>>> from planner.plan.entities import Gate, GateTemplate, Launch, Waiver
>>> plan = Plan.of(
...     Launch(id="l", code="L", name="Launch"), GateTemplate(id="t", code="G1", name="Text"),
...     Gate(id="g", launch_id="l", template_id="t"),
...     Waiver(id="w", gate_id="g", approver="Ada", reason="Pilot", granted_on=date(2026, 1, 5)),
... )
>>> [finding.code for finding in readiness_findings(plan)]
['waiver-without-end']
"""

from __future__ import annotations

from planner.plan.entities import Launch
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.checks_on_chances import unlikely_launches
from planner.readiness.checks_on_decisions import decision_findings
from planner.readiness.checks_on_gates import (
    endless_waivers,
    exempt,
    stale_evidence,
    strays,
    void_signatures,
    void_waivers,
)
from planner.readiness.checks_on_versions import broken_sets, drifted, trained_badly
from planner.readiness.ground import Ground


@per_plan
def readiness_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return every finding about launches, gates, waivers, signatures, evidence, versions and decisions."""
    timeless = (*strays(plan), *endless_waivers(plan), *exempt(plan))
    today = plan.portfolio.status_date
    if today is None or not plan.all(Launch):
        return timeless
    ground = Ground.of(plan, today)
    return (
        *timeless,
        *drifted(plan, today),
        *broken_sets(plan, today),
        *void_waivers(plan, today),
        *void_signatures(ground),
        *stale_evidence(ground),
        *trained_badly(plan, today),
        *decision_findings(plan, today),
        *unlikely_launches(plan, today),
    )
