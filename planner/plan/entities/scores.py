"""Scores of initiatives under a model: WSJF, RICE, or one that the organisation wrote."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from planner.plan.declare import About, OnDelete, kind
from planner.plan.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreInput:
    """One input of a model: its scale and weight."""

    name: Annotated[str, About("Name, as the formula calls it.", max_length=64)]
    description: Annotated[str, About("What it says, and what its steps mean.", max_length=2000)] = ""
    low: Annotated[float, About("Lowest value.", ge=-1e12, le=1e12)] = 0.0
    high: Annotated[float, About("Highest value.", ge=-1e12, le=1e12)] = 10.0
    weight: Annotated[float, About("Weight; the formula may use it as weight_NAME.", ge=-1e6, le=1e6)] = 1.0


@kind("score_model", code_space="score_model")
@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreModel(Entity):
    """How a score is computed from its inputs."""

    code: Annotated[str, About("Short unique code, such as WSJF.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)]
    inputs: Annotated[tuple[ScoreInput, ...], About("The inputs with their scales.")] = ()
    formula: Annotated[
        str, About("Arithmetic over the inputs and confidence; empty: their weighted sum.", max_length=2000)
    ] = ""
    note: Annotated[str, About("Where it comes from, and when to use it.", max_length=10_000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreValue:
    """The value given to one input."""

    name: Annotated[str, About("Name of the input.", max_length=64)]
    value: Annotated[float, About("Its value.", ge=-1e12, le=1e12)]


@kind("score")
@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Entity):
    """What someone gave an initiative under a model; the newest of a model counts, the others are its history."""

    initiative_id: Annotated[str, About("What is scored.", refers_to=("initiative",), on_delete=OnDelete.CASCADE)]
    model_id: Annotated[str, About("The model.", refers_to=("score_model",), on_delete=OnDelete.CASCADE)]
    values: Annotated[tuple[ScoreValue, ...], About("The inputs' values.")] = ()
    confidence: Annotated[float, About("How sure they are.", unit="share", ge=0, le=1)] = 1.0
    scored_by: Annotated[str, About("Who scored: name or e-mail address.", max_length=200)] = ""
    scored_on: Annotated[date | None, About("Day of the score.")] = None
    note: Annotated[str, About("Why.", max_length=10_000)] = ""
