"""Ranks of initiatives under a score model, and how firm they are when weights change."""

from planner.plan.snapshot import Plan
from planner.roadmap.scoring import Ranking, ranking, stability
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.rows import Row, attribute_of, row_of

TOP = 10
TRIALS = 200
SPREAD = 0.2


def define_scores(definitions: Definitions) -> None:
    """Define ranks, a ranking and its stability."""
    ranked = [
        Field("rank", "Int!", "Place, from 1; equal scores share it.", attribute_of("rank")),
        Field("initiative", "Initiative!", "The initiative.", _initiative),
        Field("score", "Float!", "The score.", attribute_of("score")),
        Field("confidence", "Float!", "How sure who scored is.", attribute_of("confidence")),
        Field("scoredBy", "String!", "Who scored.", attribute_of("scored_by")),
        Field("scoredOn", "Date", "When.", attribute_of("scored_on")),
    ]
    definitions.object("RankedInitiative", "An initiative with its score and rank.", ranked)
    firm = [
        Field("initiative", "Initiative!", "The initiative.", _first),
        Field("share", "Float!", "In what share of the trials it is at the top.", lambda row, info: row.entity[1]),
    ]
    definitions.object("TopShare", "How often an initiative is at the top.", firm)
    stable = [
        Field("top", "Int!", "How many are the top.", attribute_of("top")),
        Field("trials", "Int!", "How many sets of weights were tried.", attribute_of("trials")),
        Field("spread", "Float!", "Share by which each weight changed at most.", attribute_of("spread")),
        Field("kept", "Float!", "Mean share of the top that stayed in it.", attribute_of("kept")),
        Field("initiatives", "[TopShare!]!", "Those that were ever at the top, today's first.", _shares),
    ]
    definitions.object("RankStability", "How firm the top of a ranking is when weights change.", stable)
    arguments = (
        Argument("top", "Int", f"How many are the top; {TOP} if left out."),
        Argument("spread", "Float", f"Share by which weights change at most, up to 1; {SPREAD:g} if left out."),
        Argument("seed", "Int", "Seed of the changes; 0 if left out."),
    )
    whole = [
        Field("model", "String!", "Code of the model.", lambda row, info: row.entity.model.code),
        Field("name", "String!", "Its name.", lambda row, info: row.entity.model.name),
        Field("formula", "String!", "Its formula.", lambda row, info: row.entity.model.formula),
        Field("rows", "[RankedInitiative!]!", "Highest score first.", _rows),
        Field("musts", "[Initiative!]!", "Duties in law that were scored: constraints, without a rank.", _of("musts")),
        Field("unscored", "[Initiative!]!", "Those whose inputs give no score.", _of("unscored")),
        Field("stability", "RankStability!", "How firm the top is.", _stability, arguments=arguments, cost=500),
    ]
    definitions.object("ScoreRanking", "Initiatives ranked under a model.", whole)


def ranking_field() -> Field:
    """Return the field of the query root."""
    arguments = (Argument("model", "String!", "Code of a model of the plan or a shipped one: WSJF, RICE, TS-RISK."),)
    text = "Initiatives by the newest score of each under a model."
    return Field("scoreRanking", "ScoreRanking!", text, _ranking, arguments=arguments, cost=100)


def _ranking(plan: Plan, info: Info, model: str) -> Row:
    return Row(ranking(plan, model), plan)


def _initiative(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("initiative",), row.entity.initiative_id)


def _first(row: Row, info: Info) -> Row | None:
    return row_of(row.plan, ("initiative",), row.entity[0])


def _rows(row: Row, info: Info) -> list[Row]:
    return [Row(item, row.plan) for item in row.entity.rows]


def _shares(row: Row, info: Info) -> list[Row]:
    return [Row(item, row.plan) for item in row.entity.shares]


def _of(attribute: str) -> Resolve:
    def read(row: Row, info: Info) -> list[Row]:
        found = (row_of(row.plan, ("initiative",), id_) for id_ in getattr(row.entity, attribute))
        return [item for item in found if item is not None]

    return read


def _stability(
    row: Row, info: Info, top: int | None = None, spread: float | None = None, seed: int | None = None
) -> Row:
    found: Ranking = row.entity
    size = TOP if top is None else max(1, min(top, 1_000))
    wide = SPREAD if spread is None else min(max(spread, 0.0), 1.0)
    result = stability(row.plan, found.model.code, top=size, trials=TRIALS, spread=wide, seed=seed or 0)
    return Row(result, row.plan)
