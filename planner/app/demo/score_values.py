"""The demo's scores as entities' values: what each open initiative is worth, under two models.

Trust and safety risk comes from the policy area (how bad, how common, how much goes undetected), the markets and the
sort of work; jobs are sized by their person-weeks. The quarter before, what reduces risk was scored more cautiously.

>>> from planner.app.demo.tables import work_rows
>>> row = next(row for row in work_rows() if row.code == "INF-221")
>>> person_weeks(row), job_size(row), risk_inputs(row)["severity"]
(40.0, 13, 3.0)
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from planner.app.demo.foundations import Values
from planner.app.demo.tables import STATUS_DATE, WorkRow, records
from planner.app.demo.work_values import Find
from planner.plan.codec import values_of
from planner.plan.entities import PriorityClass, ScoreValue, Status
from planner.roadmap.score_models import SHIPPED

MODELS = ("TS-RISK", "WSJF")
SCORED_ON, BEFORE = date(2026, 11, 16), date(2026, 8, 17)
SCORER, FORMER_SCORER = "Marcus Bell", "Tomoko Arai"

_SIZES = (1, 2, 3, 5, 8, 13, 20)
_OVER = (Status.DONE, Status.CANCELLED)
_MILDER: Mapping[PriorityClass, int] = {PriorityClass.IMPROVEMENT: 1, PriorityClass.KEEP_THE_LIGHTS_ON: 2}
_CONFIDENCE: Mapping[Status, float] = {Status.IN_PROGRESS: 0.9, Status.APPROVED: 0.8, Status.PROPOSED: 0.6}
_VALUE: Mapping[PriorityClass, int] = {
    PriorityClass.RISK_REDUCTION: 8,
    PriorityClass.ENABLER: 5,
    PriorityClass.IMPROVEMENT: 8,
    PriorityClass.KEEP_THE_LIGHTS_ON: 3,
}


def score_models() -> Iterator[Values]:
    """Yield the models that are used, as shipped."""
    for model in SHIPPED:
        if model.code in MODELS:
            yield {name: value for name, value in values_of(model).items() if name != "id"}


def scores(rows: list[WorkRow], find: Find) -> Iterator[Values]:
    """Yield the scores of open work that is no duty, with those of the quarter before of what reduces risk."""
    for row in rows:
        if row.status in _OVER or row.priority_class is PriorityClass.REGULATORY_MUST_DO:
            continue
        risk, ripe = risk_inputs(row), _CONFIDENCE.get(row.status, 0.5)
        yield _score(row, find, "TS-RISK", risk, ripe, SCORER, SCORED_ON)
        if row.priority_class is PriorityClass.RISK_REDUCTION:
            lower = {**risk, "detection_gap": round(max(risk["detection_gap"] - 0.1, 0.05), 2)}
            yield _score(row, find, "TS-RISK", lower, round(ripe - 0.2, 2), FORMER_SCORER, BEFORE)
        yield _score(row, find, "WSJF", wsjf_inputs(row), ripe, SCORER, SCORED_ON)


def _score(
    row: WorkRow, find: Find, model: str, inputs: Mapping[str, float], confidence: float, by: str, on: date
) -> Values:
    return {
        "initiative_id": find("work", row.code),
        "model_id": find("score_model", model),
        "values": tuple(ScoreValue(name=name, value=value) for name, value in inputs.items()),
        "confidence": confidence,
        "scored_by": by,
        "scored_on": on,
    }


@cache
def _areas() -> Mapping[str, tuple[float, float, float]]:
    """Return severity, prevalence and detection gap of each policy area."""
    return {
        line["area"]: (float(line["severity"]), float(line["prevalence"]), float(line["gap"]))
        for line in records("areas")
    }


def risk_inputs(row: WorkRow) -> dict[str, float]:
    """Return severity, prevalence, reach and detection gap; gaps of one area differ by a few hundredths."""
    severity, prevalence, gap = _areas()[row.area]
    reach = min(5, len(row.markets)) if row.markets else 3
    apart = (int(row.code[-3:]) % 5 - 2) * 0.04
    return {
        "severity": max(1.0, severity - _MILDER.get(row.priority_class, 0)),
        "prevalence": prevalence,
        "reach": float(reach),
        "detection_gap": round(min(max(gap + apart, 0.05), 0.95), 2),
    }


def wsjf_inputs(row: WorkRow) -> dict[str, float]:
    """Return the inputs of weighted shortest job first; a deadline within half a year presses."""
    risk = risk_inputs(row)
    urgent = row.deadline is not None and (row.deadline - STATUS_DATE).days <= 182
    return {
        "business_value": float(_VALUE.get(row.priority_class, 5)),
        "time_criticality": 13.0 if urgent else 8.0 if row.status is Status.IN_PROGRESS else 3.0,
        "risk_reduction": float(max(1, round(risk["severity"] * risk["prevalence"] * 0.8))),
        "job_size": float(job_size(row)),
    }


def person_weeks(row: WorkRow) -> float:
    """Return how much work it is, if it goes as expected."""
    return sum(fte for _, fte in row.demands) * row.weeks[1]


def job_size(row: WorkRow) -> int:
    """Return the size on the scale of relative sizes: about one for each three person-weeks."""
    wanted = person_weeks(row) / 3
    return min(_SIZES, key=lambda size: abs(size - wanted))
