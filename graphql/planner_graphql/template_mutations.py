"""Mutations of plan templates: use one, make one from a part of the plan; add what comes with the program."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from planner.plan.changes import Action, Operation
from planner.plan.entities import PlanTemplate
from planner.plan.snapshot import Plan
from planner.roadmap.score_models import add_shipped_models
from planner.roadmap.templates import Use, instantiate
from planner.roadmap.templates_from_plan import save_template
from planner.roadmap.templates_shipped import add_shipped
from planner_graphql.definitions import Definitions, Field, Info
from planner_graphql.effects import Effect
from planner_graphql.generated_changes import generating
from planner_graphql.identity import referred
from planner_graphql.rows import Row, row_of

NewId = Callable[[], str]

_USE = (
    Field("template", "ID!", "Id or code of the template."),
    Field("prefix", "String!", "Beginning of the codes of the new work, such as SII."),
    Field("name", "String!", "What stands for {name} in the names of the new work."),
    Field("day", "Date", "Day of the anchor; of a launch: the one it has, if left out."),
    Field("launch", "ID", "Launch that the work leads to or follows; a new one is made if left out."),
    Field("parent", "ID", "Initiative that the new work becomes part of."),
    Field("owner", "String", "Person who answers for what names nobody."),
    Field("markets", "[ID!]", "Markets concerned."),
)
_SAVE = (
    Field("code", "String!", "Short unique code of the template; that of an existing one replaces it."),
    Field("name", "String!", "Name for people."),
    Field("description", "String", "When to use it."),
    Field("initiatives", "[ID!]!", "Work that it is made from, with everything that is part of it."),
    Field("launch", "ID", "Launch that the dates are relative to; the earliest start if left out."),
    Field("standsFor", "String", "Text in the names that becomes {name}."),
)


def template_fields(definitions: Definitions) -> list[Field]:
    """Define inputs and payloads, and return the mutations."""
    template = Field("template", "PlanTemplate", "The template; null if refused.", _saved)
    made = "Make the work of a template, as one change."
    saved = "Make a template from a part of the plan: its work, the links within it, its relative dates and demands."
    shipped = "Add the templates that come with the program, except those whose codes are taken."
    models = (
        "Add the score models that come with the program, WSJF, RICE and TS-RISK, except those whose codes are taken."
    )
    return [
        generating(definitions, "InstantiateTemplate", made, _USE, _instantiate),
        generating(definitions, "SaveTemplate", saved, _SAVE, _save, results=[template]),
        generating(definitions, "AddShippedTemplates", shipped, (), _add_shipped),
        generating(definitions, "AddShippedScoreModels", models, (), _add_shipped_models),
    ]


def _instantiate(given: Mapping[str, Any], plan: Plan, new_id: NewId) -> Sequence[Operation]:
    template = cast(PlanTemplate, referred(plan, ("plan_template",), given["template"]))
    use = Use(
        given["prefix"],
        given["name"],
        given.get("day"),
        _id(plan, "launch", given.get("launch")),
        _id(plan, "initiative", given.get("parent")),
        given.get("owner") or "",
        tuple(referred(plan, ("market",), text).id for text in given.get("markets") or ()),
    )
    return instantiate(plan, template, use, new_id)


def _save(given: Mapping[str, Any], plan: Plan, new_id: NewId) -> Sequence[Operation]:
    chosen = [referred(plan, ("initiative",), text).id for text in given["initiatives"]]
    launch_id = _id(plan, "launch", given.get("launch"))
    named = {"code": given["code"], "name": given["name"], "description": given.get("description") or ""}
    return save_template(plan, chosen, named, new_id, launch_id=launch_id, stands_for=given.get("standsFor") or "")


def _add_shipped(given: Mapping[str, Any], plan: Plan, new_id: NewId) -> Sequence[Operation]:
    return add_shipped(plan, new_id)


def _add_shipped_models(given: Mapping[str, Any], plan: Plan, new_id: NewId) -> Sequence[Operation]:
    return add_shipped_models(plan)


def _id(plan: Plan, kind: str, text: str | None) -> str | None:
    return referred(plan, (kind,), text).id if text is not None else None


def _saved(effect: Effect, info: Info) -> Row | None:
    made = (change.id for change in effect.changes if change.kind == "plan_template" and change.action != Action.DELETE)
    return row_of(effect.plan, ("plan_template",), next(made, None))
