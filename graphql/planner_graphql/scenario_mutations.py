"""Edits of scenarios: keeping a draft as one, merging it into the plan, dropping it; each is one revision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from planner.plan.changes import Operation
from planner.plan.entities import KINDS
from planner.plan.entities.scenarios import Scenario
from planner.plan.errors import InvalidChangeError, NotFoundError
from planner.plan.snapshot import Plan
from planner.scenarios.conflicts import Choices, Keep, Spot
from planner.scenarios.keeping import Terms, keeping
from planner.scenarios.merging import Merge, base_of, merged
from planner.scenarios.trial import dropping
from planner_graphql.definitions import Definitions, Field, Info
from planner_graphql.effects import Effect
from planner_graphql.generated_changes import changed, generated_field
from planner_graphql.identity import parse_global_id, referred
from planner_graphql.naming import public_field
from planner_graphql.refusals import BadRequestError
from planner_graphql.rows import Row, row_of
from planner_graphql.scenario_types import Sided, clashes_of, sided
from planner_graphql.services import request_of
from planner_graphql.wishes import understand, wishes_of

NewId = Callable[[], str]

_KEEP = (
    Field("code", "String!", "Short unique code, such as VENDOR-EARLY."),
    Field("name", "String!", "Name for people."),
    Field("description", "String", "What it tries, and for whom."),
    Field("owner", "String", "Person who answers for it."),
    Field("operations", "[PlanOperation!]!", "Its edits, in order, as applyChanges takes them."),
    Field("baseRevision", "Int", "Revision that the edits were made on; the newest if left out."),
    Field("replace", "Boolean", "Put them in place of what the scenario of this code holds, and open it again."),
)
_TARGET = Field("scenario", "ID!", "Id or code of the scenario.")
_MERGE = (
    _TARGET,
    Field("keep", "Keep", "Whose values hold in all conflicts that are not decided one by one."),
    Field("decisions", "[ScenarioDecisionInput!]", "Whose value holds in single conflicts."),
    Field("acceptClashes", "Boolean", "Merge although both together miss dates or overload teams; never with errors."),
)
_DECISION = (
    Field("id", "ID!", "Id of the entity, as the conflict says it."),
    Field("field", "String", "Name of the field, as the conflict says it; left out: the whole entity."),
    Field("keep", "Keep!", "Whose value holds."),
)


@dataclass(frozen=True)
class MergeEffect(Effect):
    """What came of a merge, with what stood against it."""

    merge: Merge | None = None


class UnknownDecisionError(BadRequestError):
    """A decision about a field that there is not."""

    def __init__(self, kind: str, field: str) -> None:
        super().__init__(f"{kind} has no field {field!r}.", "Give id and field as the conflict has them.")


def scenario_mutations(definitions: Definitions) -> list[Field]:
    """Define inputs and payloads, and return the mutations."""
    scenario = Field("scenario", "Scenario", "The scenario; null if refused.", _scenario)
    definitions.input("ScenarioDecisionInput", "Whose value holds in one conflict.", _DECISION)
    met = [
        Field("conflicts", "[ScenarioConflict!]!", "Fields that both sides have set, decided or not.", _conflicts),
        Field("clashes", "[Finding!]!", "What goes wrong only with both together; see Scenario.clashes.", _clashes),
    ]
    kept = "Keep edits beside the plan as a scenario; the plan itself stays as it is."
    brought = "Bring the edits of a scenario into the plan as it is now, as one revision that also marks it as merged."
    return [
        generated_field(definitions, "KeepScenario", kept, _KEEP, _keep, results=[scenario]),
        generated_field(definitions, "MergeScenario", brought, _MERGE, _merge, results=[scenario, *met]),
        generated_field(definitions, "DropScenario", "Give a scenario up.", [_TARGET], _drop, results=[scenario]),
    ]


def _keep(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
    services = request_of(info).services
    wishes = wishes_of(input["operations"], ("input", "operations"))
    terms = Terms(input["code"], input["name"], input.get("description") or "", input.get("owner") or "")

    def make(present: Plan, new_id: NewId) -> Sequence[Operation]:
        number = input.get("baseRevision")
        base = present if number is None else services.store.plan_at(revision=number)
        understood = understand(base, wishes, lambda index: services.new_id())
        if understood.findings:
            raise InvalidChangeError(understood.findings)
        return keeping(present, base, terms, understood.operations, new_id, replace=bool(input.get("replace")))

    return changed(services, input, make, f"Keep scenario {terms.code}: {terms.name}", wishes)


def _merge(plan: Plan, info: Info, input: Mapping[str, Any]) -> MergeEffect:  # noqa: A002
    services = request_of(info).services
    tried: list[Merge] = []

    def make(present: Plan, new_id: NewId) -> Sequence[Operation]:
        scenario = _target(present, input["scenario"])
        base = base_of(scenario, present, lambda number: services.store.plan_at(revision=number))
        tried.append(merged(present, scenario, base, _choices(input)))
        tried[0].refuse(despite_clashes=bool(input.get("acceptClashes")))
        return tried[0].operations

    effect = changed(services, input, make, f"Merge scenario {_label(plan, input['scenario'])}")
    given = {item.name: getattr(effect, item.name) for item in fields(Effect)}
    return MergeEffect(**given, merge=tried[0] if tried else None)


def _choices(given: Mapping[str, Any]) -> Choices:
    single: dict[Spot, Keep] = {}
    for decision in given.get("decisions") or ():
        kind, id_ = parse_global_id(decision["id"])
        single[kind, id_, _field(kind, decision.get("field"))] = Keep(decision["keep"].value)
    whole = given.get("keep")
    return Choices(None if whole is None else Keep(whole.value), single)


def _field(kind: str, public: str | None) -> str | None:
    if public is None:
        return None
    names = {public_field(spec): spec.name for spec in KINDS[kind].fields}
    if public not in names:
        raise UnknownDecisionError(kind, public)
    return names[public]


def _drop(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
    def make(present: Plan, new_id: NewId) -> Sequence[Operation]:
        return dropping(_target(present, input["scenario"]))

    return changed(request_of(info).services, input, make, f"Drop scenario {_label(plan, input['scenario'])}")


def _label(plan: Plan, text: str) -> str:
    """Return what a scenario is called; the text itself where there is none."""
    try:
        scenario = _target(plan, text)
    except NotFoundError:
        return text
    return f"{scenario.code}: {scenario.name}"


def _target(plan: Plan, text: str) -> Scenario:
    found = referred(plan, (Scenario.KIND.name,), text)
    assert isinstance(found, Scenario)
    return found


def _scenario(effect: Effect, info: Info) -> Row | None:
    made = (change.id for change in effect.changes if change.kind == Scenario.KIND.name)
    return row_of(effect.plan, (Scenario.KIND.name,), next(made, None))


def _conflicts(effect: MergeEffect, info: Info) -> list[Sided]:
    return sided(effect.merge)


def _clashes(effect: MergeEffect, info: Info) -> list[Row]:
    return clashes_of(effect.merge)
