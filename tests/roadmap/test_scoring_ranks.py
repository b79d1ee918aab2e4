"""Scores of a plan: which counts, ranks, findings, and how firm ranks are."""

from dataclasses import replace
from datetime import date

import pytest

from planner.plan.changes import apply
from planner.plan.entities import Initiative, PriorityClass, Score, ScoreInput, ScoreModel, ScoreValue
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.review import review
from planner.roadmap.score_models import SHIPPED, Scorer, add_shipped_models, models
from planner.roadmap.scoring import history, ranking, score_findings, stability

MODEL = ScoreModel(
    id="m",
    code="OWN",
    name="Own",
    inputs=(ScoreInput(name="gain", low=0, high=10, weight=2), ScoreInput(name="cost", low=1, high=5)),
    formula="weight_gain * gain * confidence / cost ** weight_cost",
)


def item(id_: str, **values: object) -> Initiative:
    return Initiative(id=id_, code=id_.upper(), name=id_, owner="Ada", **values)  # type: ignore[arg-type]


def score(id_: str, of: str, on: date | None = None, confidence: float = 1.0, **values: float) -> Score:
    given = tuple(ScoreValue(name=name, value=value) for name, value in values.items())
    return Score(
        id=id_, initiative_id=of, model_id="m", values=given, confidence=confidence, scored_on=on, scored_by="Bo"
    )


def test_the_newest_score_counts_and_the_others_are_its_history() -> None:
    old, new = score("z", "a", date(2026, 1, 1), gain=9, cost=1), score("b", "a", date(2026, 5, 1), gain=2, cost=1)
    plan = Plan.of(MODEL, item("a"), old, new)
    assert [row.id for row in history(plan, "a", "m")] == ["z", "b"]
    assert [(row.score, row.scored_on, row.scored_by) for row in ranking(plan, "own").rows] == [
        (4.0, date(2026, 5, 1), "Bo")
    ]


def test_ranks_are_by_score_and_equal_scores_share_one() -> None:
    plan = Plan.of(
        MODEL, item("a"), item("b"), item("c"), score("1", "a", gain=2, cost=2), score("2", "b", gain=4, cost=2),
        score("3", "c", gain=4, cost=1, confidence=0.5),
    )  # fmt: skip
    assert [(row.rank, row.initiative_id, row.score) for row in ranking(plan, "OWN").rows] == [
        (1, "b", 4.0),
        (1, "c", 4.0),
        (3, "a", 2.0),
    ]


def test_duties_are_constraints_and_have_no_rank() -> None:
    duty = item("d", priority_class=PriorityClass.REGULATORY_MUST_DO)
    plan = Plan.of(
        MODEL, duty, item("p", parent_id="d"), score("1", "d", gain=9, cost=1), score("2", "p", gain=1, cost=1)
    )
    assert (ranking(plan, "OWN").rows, ranking(plan, "OWN").musts) == ((), ("d", "p"))


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(NotFoundError, match="There is no score model 'NONE'"):
        ranking(Plan.of(MODEL), "NONE")


def test_what_is_wrong_with_scores_is_found_and_stops_nothing() -> None:
    broken = ScoreModel(id="x", code="X", name="x", formula="urgency * 2")
    worse = ScoreModel(id="y", code="Y", name="y", formula="open(1)")
    plan = Plan.of(
        MODEL, broken, worse, item("a"), item("b"), item("c"), score("1", "a", gain=11, cost=0),
        score("2", "b", gain=1), score("3", "c", gain=1, cost=1, hope=3),
    )  # fmt: skip
    found = [(finding.code, finding.place.code) for finding in score_findings(plan)]
    assert found == [
        ("score-unknown-name", "X"),
        ("score-unreadable-formula", "Y"),
        ("score-out-of-scale", "A"),
        ("score-out-of-scale", "A"),
        ("score-division-by-zero", "A"),
        ("score-missing-value", "B"),
        ("score-unknown-input", "C"),
    ]
    assert {code for code, _ in found} <= {finding.code for finding in review(plan)}
    assert [row.initiative_id for row in ranking(plan, "OWN").rows] == ["c"]
    assert ranking(plan, "OWN").unscored == ("a", "b")


def test_inputs_that_cannot_be() -> None:
    inputs = (ScoreInput(name="a", low=5, high=1), ScoreInput(name="b", low=0, high=1), ScoreInput(name="b"))
    assert [
        (found.code, found.message) for found in score_findings(Plan.of(replace(MODEL, formula="", inputs=inputs)))
    ] == [
        ("score-bad-input", "OWN has the input b twice."),
        ("score-bad-input", "OWN has the scale 5 to 1 for a."),
    ]


def test_shipped_models_have_the_values_of_their_definitions() -> None:
    rice = Scorer.of(SHIPPED[1]).score({"reach": 1000, "impact": 2, "effort": 4}, 0.8)
    risk = Scorer.of(SHIPPED[2]).score({"severity": 5, "prevalence": 2, "reach": 3, "detection_gap": 0.5}, 0.4)
    assert (rice, risk) == (400.0, 6.0)


def test_shipped_models_are_added_once() -> None:
    own = replace(MODEL, code="rice")
    plan = Plan.of(own)
    assert [model.code for model in models(plan)] == ["rice", "WSJF", "TS-RISK"]
    after = apply(plan, add_shipped_models(plan)).plan
    assert after.all(ScoreModel) == {own.id: own, "score-model-wsjf": SHIPPED[0], "score-model-ts-risk": SHIPPED[2]}
    assert add_shipped_models(after) == ()


def test_a_model_without_a_formula_is_the_weighted_sum() -> None:
    plain = ScoreModel(id="s", code="S", name="s", inputs=MODEL.inputs)
    assert Scorer.of(plain).score({"gain": 3, "cost": 4}, confidence=1) == 10.0


def test_clear_ranks_stay_when_weights_change_and_close_ones_do_not() -> None:
    clear = Plan.of(MODEL, item("a"), item("b"), score("1", "a", gain=10, cost=1), score("2", "b", gain=1, cost=1))
    close = Plan.of(MODEL, item("a"), item("b"), score("1", "a", gain=10, cost=5), score("2", "b", gain=2, cost=1))
    assert stability(clear, "OWN", top=1).kept == 1.0
    firm = stability(close, "OWN", top=1, trials=400, seed=3)
    assert 0.3 < firm.kept < 0.7
    assert firm == stability(close, "OWN", top=1, trials=400, seed=3)
    assert sum(share for _, share in firm.shares) == pytest.approx(1.0)
