"""Models of scores: the shipped ones, and how any of them is computed from its inputs.

A weight is a factor in a sum and an exponent in a product, so that changing it changes ranks in both.

>>> [model.code for model in SHIPPED]
['WSJF', 'RICE', 'TS-RISK']
>>> scorer = Scorer.of(SHIPPED[0])
>>> scorer.score({"business_value": 8, "time_criticality": 5, "risk_reduction": 3, "job_size": 4}, confidence=1)
4.0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.plan.changes import Action, Operation
from planner.plan.codec import values_of
from planner.plan.entities import ScoreModel
from planner.plan.entities.scores import ScoreInput
from planner.plan.snapshot import Plan
from planner.roadmap.formula import WEIGHT, Formula, parse

CONFIDENCE = "confidence"


def _inputs(*rows: tuple[str, str, float, float]) -> tuple[ScoreInput, ...]:
    return tuple(ScoreInput(name=name, description=text, low=low, high=high) for name, text, low, high in rows)


SHIPPED = (
    ScoreModel(
        id="score-model-wsjf",
        code="WSJF",
        name="Weighted shortest job first",
        inputs=_inputs(
            ("business_value", "Value to users and the business, relative to the others.", 1, 20),
            ("time_criticality", "How fast the value decays.", 1, 20),
            ("risk_reduction", "Risk that it takes away, or opportunity that it opens.", 1, 20),
            ("job_size", "Size of the job, relative to the others.", 1, 20),
        ),
        formula="(weight_business_value * business_value + weight_time_criticality * time_criticality"
        " + weight_risk_reduction * risk_reduction) / job_size ** weight_job_size",
        note="Cost of delay per size; it ranks, it does not select.",
    ),
    ScoreModel(
        id="score-model-rice",
        code="RICE",
        name="Reach, impact, confidence, effort",
        inputs=_inputs(
            ("reach", "People or cases concerned in a quarter.", 0, 1e9),
            ("impact", "Effect on each: 0.25 minimal, 0.5 low, 1 medium, 2 high, 3 massive.", 0, 3),
            ("effort", "Person-months.", 0.1, 1000),
        ),
        formula="reach ** weight_reach * impact ** weight_impact * confidence / effort ** weight_effort",
        note="Expected effect per effort.",
    ),
    ScoreModel(
        id="score-model-ts-risk",
        code="TS-RISK",
        name="Trust and safety risk",
        inputs=_inputs(
            ("severity", "Harm of one case, 5 is the worst.", 0, 5),
            ("prevalence", "How common it is, 5 is the most common.", 0, 5),
            ("reach", "How many people see it, 5 is the most.", 0, 5),
            ("detection_gap", "Share that is not detected today.", 0, 1),
        ),
        formula="severity ** weight_severity * prevalence ** weight_prevalence * reach ** weight_reach"
        " * detection_gap ** weight_detection_gap * confidence",
        note="Severity × prevalence × reach × detection gap × confidence.",
    ),
)


@dataclass(frozen=True, slots=True)
class Scorer:
    """A model whose formula has been read."""

    model: ScoreModel
    formula: Formula

    @classmethod
    def of(cls, model: ScoreModel) -> Scorer:
        """Return the scorer of a model; FormulaError where its formula cannot be read."""
        names = {entry.name for entry in model.inputs}
        text = model.formula.strip() or " + ".join(f"{WEIGHT}{name} * {name}" for name in sorted(names)) or "0"
        return cls(model, parse(text, names | {WEIGHT + name for name in names} | {CONFIDENCE}))

    def score(
        self, values: Mapping[str, float], confidence: float, weights: Mapping[str, float] | None = None
    ) -> float:
        """Return the score of these inputs; FormulaError where it has none. `weights` replace the model's."""
        numbers = {WEIGHT + entry.name: entry.weight for entry in self.model.inputs}
        numbers |= {WEIGHT + name: weight for name, weight in (weights or {}).items()}
        return self.formula.value({**numbers, **values, CONFIDENCE: confidence})


def models(plan: Plan) -> tuple[ScoreModel, ...]:
    """Return the plan's models by code, then the shipped ones whose code it has not."""
    own = sorted(plan.all(ScoreModel).values(), key=lambda model: model.code)
    taken = {model.code.casefold() for model in own}
    return (*own, *(model for model in SHIPPED if model.code.casefold() not in taken))


def add_shipped_models(plan: Plan) -> tuple[Operation, ...]:
    """Return what puts the shipped models whose codes the plan does not have into it, so that scores can name them."""
    return tuple(
        Operation(
            Action.CREATE,
            "score_model",
            model.id,
            {name: value for name, value in values_of(model).items() if name != "id"},
        )
        for model in SHIPPED
        if plan.by_code("score_model", model.code) is None
    )
