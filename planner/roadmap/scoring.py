"""Scores of initiatives: ranks under a model, who scored when, and how firm a rank is.

The newest score of an initiative under a model counts. Regulatory must-dos are constraints: they have no rank.

>>> from planner.plan.entities import Initiative
>>> from planner.plan.entities.scores import ScoreValue
>>> from planner.roadmap.score_models import SHIPPED
>>> def score(id_, reach): return Score(id=id_, initiative_id=id_[0], model_id="score-model-rice",
...     values=(ScoreValue(name="reach", value=reach), ScoreValue(name="impact", value=1),
...             ScoreValue(name="effort", value=2)), confidence=0.5)
>>> plan = Plan.of(SHIPPED[1], Initiative(id="a", code="A", name="a"), Initiative(id="b", code="B", name="b"),
...     score("a1", 100), score("b1", 400))
>>> [(row.rank, row.initiative_id, row.score) for row in ranking(plan, "RICE").rows]
[(1, 'b', 100.0), (2, 'a', 25.0)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planner.capacity.levelling.chance import draw, seeded
from planner.plan.entities import Initiative, PriorityClass, Score, ScoreModel
from planner.plan.errors import NotFoundError
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan, per_plan
from planner.roadmap.formula import WEIGHT, Fault, FormulaError
from planner.roadmap.score_models import Scorer, models

GRAINS = 1_000_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """An initiative with its score; equal scores have equal ranks."""

    rank: int
    initiative_id: str
    score: float
    confidence: float
    scored_by: str
    scored_on: date | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Initiatives by score, highest first; `musts` are duties, which have none, `unscored` those without a value."""

    model: ScoreModel
    rows: tuple[Ranked, ...]
    musts: tuple[str, ...]
    unscored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stability:
    """How firm the top of a ranking is when weights change by up to `spread`.

    `kept`: mean share of the top that stays in it; `shares`: of each initiative that was ever in it, how often, those
    of the unchanged ranking first.
    """

    top: int
    trials: int
    spread: float
    kept: float
    shares: tuple[tuple[str, float], ...]


def history(plan: Plan, initiative_id: str, model_id: str) -> tuple[Score, ...]:
    """Return the scores of an initiative under a model, oldest first; the last one counts."""
    return _scores(plan).get((initiative_id, model_id), ())


@per_plan
def _scores(plan: Plan) -> Mapping[tuple[str, str], tuple[Score, ...]]:
    found: dict[tuple[str, str], list[Score]] = {}
    for score in plan.all(Score).values():
        found.setdefault((score.initiative_id, score.model_id), []).append(score)
    return {key: tuple(sorted(rows, key=_age)) for key, rows in found.items()}


def _age(score: Score) -> tuple[date, str]:
    return score.scored_on or date.min, score.id


def scorer(plan: Plan, code: str) -> Scorer:
    """Return the model of this code or id, read; NotFoundError if there is none, FormulaError if it is unreadable."""
    wanted = code.casefold()
    for model in models(plan):
        if wanted in (model.code.casefold(), model.id.casefold()):
            return Scorer.of(model)
    raise NotFoundError("score model", code, "Give the code of a model, such as WSJF.")


@per_plan
def ranking(plan: Plan, code: str) -> Ranking:
    """Return the initiatives that have scores under a model, ranked."""
    read = scorer(plan, code)
    scored = [(rows[-1], id_) for (id_, model), rows in _scores(plan).items() if model == read.model.id]
    musts = tuple(sorted(id_ for _, id_ in scored if is_must(plan, id_)))
    found: list[tuple[float, Score]] = []
    unscored: list[str] = []
    for score, id_ in scored:
        value = _value(read, score)
        if id_ in musts or id_ not in plan.works:
            continue
        if value is None:
            unscored.append(id_)
        else:
            found.append((value, score))
    found.sort(key=lambda pair: (-pair[0], plan.work(pair[1].initiative_id).code))
    rows: list[Ranked] = []
    for place, (value, score) in enumerate(found, 1):
        rank = rows[-1].rank if rows and rows[-1].score == value else place
        rows.append(Ranked(rank, score.initiative_id, value, score.confidence, score.scored_by, score.scored_on))
    return Ranking(read.model, tuple(rows), musts, tuple(sorted(unscored)))


@per_plan
def most_used_model(plan: Plan) -> str:
    """Return the code of the model under which most initiatives have scores, the first of equals; empty: none."""
    counts = {model.id: 0 for model in models(plan)}
    for _, model_id in _scores(plan):
        if model_id in counts:
            counts[model_id] += 1
    best = max(models(plan), key=lambda model: counts[model.id], default=None)
    return best.code if best is not None and counts[best.id] else ""


def is_must(plan: Plan, initiative_id: str) -> bool:
    """Return whether an initiative is a duty in law, by its class or that of what it is part of."""
    item = plan.all(Initiative).get(initiative_id)
    return item is not None and plan.inherited(item, "priority_class")[0] is PriorityClass.REGULATORY_MUST_DO


def _value(read: Scorer, score: Score, weights: Mapping[str, float] | None = None) -> float | None:
    try:
        return read.score({value.name: value.value for value in score.values}, score.confidence, weights)
    except (FormulaError, KeyError):
        return None


def stability(
    plan: Plan, code: str, *, top: int = 10, trials: int = 200, spread: float = 0.2, seed: int = 0
) -> Stability:
    """Return how much of the top of a ranking stays when each weight changes by up to `spread` of itself."""
    read = scorer(plan, code)
    base = ranking(plan, code)
    newest = [(row.initiative_id, history(plan, row.initiative_id, read.model.id)[-1]) for row in base.rows]
    first = [row.initiative_id for row in base.rows[:top]]
    times: dict[str, int] = dict.fromkeys(first, 0)
    state, kept = seeded(seed), 0
    for _ in range(trials):
        weights = {
            entry.name: entry.weight * (1 + spread * (2 * draw(state, GRAINS) / (GRAINS - 1) - 1))
            for entry in read.model.inputs
        }
        values = [(_value(read, score, weights), id_) for id_, score in newest]
        order = sorted(((value, -at, id_) for at, (value, id_) in enumerate(values) if value is not None), reverse=True)
        chosen = [id_ for _, _, id_ in order[:top]]
        for id_ in chosen:
            times[id_] = times.get(id_, 0) + 1
        kept += len(set(first) & set(chosen))
    most = max(trials * len(first), 1)
    shares = tuple((id_, count / max(trials, 1)) for id_, count in times.items())
    return Stability(top, trials, spread, kept / most if first and trials else 1.0, shares)


@per_plan
def score_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return what is wrong with models and with the scores that count: nothing of it stops the plan."""
    read: dict[str, Scorer] = {}
    found: list[Finding] = []
    for model in plan.all(ScoreModel).values():
        found.extend(_of_inputs(model))
        try:
            read[model.id] = Scorer.of(model)
        except FormulaError as error:
            found.append(_of_model(model, error))
    for (_, model_id), rows in _scores(plan).items():
        if model_id in read:
            found.extend(_of_score(plan, read[model_id], rows[-1]))
    return tuple(found)


def _of_inputs(model: ScoreModel) -> Iterator[Finding]:
    names = [entry.name for entry in model.inputs]
    wrong = [f"the input {name} twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    wrong += [f"the scale {e.low:g} to {e.high:g} for {e.name}" for e in model.inputs if e.high < e.low]
    place = Place(kind="score_model", id=model.id, code=model.code, field="inputs")
    for what in wrong:
        text = f"{model.code} has {what}."
        yield Finding(Severity.WARNING, "score-bad-input", text, place, "Correct the inputs.", (model.id,))


def _of_model(model: ScoreModel, error: FormulaError) -> Finding:
    place = Place(kind="score_model", id=model.id, code=model.code, field="formula")
    if error.fault is Fault.UNKNOWN_NAME:
        hint = f"Name an input of the model, {WEIGHT}NAME or confidence."
        return Finding(Severity.WARNING, "score-unknown-name", error.message, place, hint, (model.id,))
    hint = "Write arithmetic: numbers, names, + - * / **, min, max, sqrt, log."
    return Finding(Severity.WARNING, "score-unreadable-formula", error.message, place, hint, (model.id,))


def _of_score(plan: Plan, read: Scorer, score: Score) -> Iterator[Finding]:
    work = plan.works.get(score.initiative_id)
    code = work.code if work is not None else score.initiative_id
    place = Place(kind="score", id=score.id, code=code, field="values")
    items = (score.initiative_id, read.model.id)
    values = {value.name: value.value for value in score.values}
    yield from _off_scale(read.model, values, code, place, items)
    missing = _missing(read, values)
    if missing:
        message = f"{code} has no {' and no '.join(missing)} for {read.model.code}."
        yield Finding(Severity.WARNING, "score-missing-value", message, place, "Give all inputs a value.", items)
        return
    try:
        read.score(values, score.confidence)
    except FormulaError as error:
        message = f"{read.model.code} of {code}: {error.message}"
        if error.fault is Fault.DIVISION_BY_ZERO:
            hint = "Give the divisor a value other than 0."
            yield Finding(Severity.WARNING, "score-division-by-zero", message, place, hint, items)
        else:
            hint = "Mend the inputs: roots need 0 or more, logarithms more than 0."
            yield Finding(Severity.WARNING, "score-undefined", message, place, hint, items)


def _missing(read: Scorer, values: Iterable[str]) -> list[str]:
    given = set(values)
    return [entry.name for entry in read.model.inputs if entry.name in read.formula.names and entry.name not in given]


def _off_scale(
    model: ScoreModel, values: Mapping[str, float], code: str, place: Place, items: tuple[str, ...]
) -> Iterator[Finding]:
    scales = {entry.name: entry for entry in model.inputs}
    for name, value in values.items():
        if name not in scales:
            message = f"{code} gives {name}, which {model.code} does not ask for."
            yield Finding(Severity.WARNING, "score-unknown-input", message, place, "Correct the name.", items)
        elif not scales[name].low <= value <= scales[name].high:
            message = (
                f"{name} of {code} is {value:g}; {model.code} goes from {scales[name].low:g} to {scales[name].high:g}."
            )
            yield Finding(
                Severity.WARNING, "score-out-of-scale", message, place, "Correct the value or the scale.", items
            )
