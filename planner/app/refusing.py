"""Refusals over plain HTTP: the status that fits the cause, and the body that says what to do."""

from planner.app.output import finding_json
from planner.plan.errors import PlannerError

STATUSES = {"NOT_FOUND": 404, "CONFLICT": 409, "TOO_LARGE": 413, "FOREIGN": 403, "INVALID": 422}
"""HTTP status by the code of a refusal; 400 for the others."""


def refusal_json(problem: PlannerError) -> dict[str, object]:
    """Return a refusal as plain data: code, message, hint and findings."""
    findings = [finding_json(finding) for finding in getattr(problem, "findings", ())]
    return {"code": problem.code, "message": problem.message, "hint": problem.hint, "findings": findings}


def refusal_status(problem: PlannerError) -> int:
    """Return the HTTP status of a refusal."""
    return STATUSES.get(problem.code, 400)
