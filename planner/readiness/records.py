"""What the plan records of launches, grouped by what it is about, so that each question costs one look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from planner.plan.entities import (
    Artefact,
    ArtefactVersion,
    Decision,
    Evidence,
    Gate,
    GateTemplate,
    Launch,
    LaunchMarket,
    Market,
    SignOff,
    Waiver,
)
from planner.plan.snapshot import Plan, per_kinds

E = TypeVar("E")
K = TypeVar("K")


def _grouped(items: Iterable[E], key: Callable[[E], K]) -> Mapping[K, tuple[E, ...]]:
    groups: dict[K, list[E]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(members) for name, members in groups.items()}


@per_kinds(GateTemplate)
def templates(plan: Plan) -> tuple[GateTemplate, ...]:
    """Return all gate templates in their order."""
    return tuple(sorted(plan.all(GateTemplate).values(), key=lambda one: (one.position, one.code)))


@per_kinds(Gate)
def gates_by_launch(plan: Plan) -> Mapping[str, Mapping[tuple[str | None, str], Gate]]:
    """Return the stored gates of each launch by (market, template)."""
    groups: dict[str, dict[tuple[str | None, str], Gate]] = defaultdict(dict)
    for gate in sorted(plan.all(Gate).values(), key=lambda one: one.id, reverse=True):
        groups[gate.launch_id][gate.market_id, gate.template_id] = gate
    return dict(groups)


@per_kinds(SignOff)
def sign_offs_by_gate(plan: Plan) -> Mapping[str, tuple[SignOff, ...]]:
    """Return the sign-offs of each gate by function."""
    return _grouped(sorted(plan.all(SignOff).values(), key=lambda one: (one.function, one.id)), lambda one: one.gate_id)


@per_kinds(Evidence)
def evidence_by_gate(plan: Plan) -> Mapping[str, tuple[Evidence, ...]]:
    """Return the evidence of each gate, the newest first."""
    newest = sorted(plan.all(Evidence).values(), key=lambda one: (one.dated, one.id), reverse=True)
    return _grouped(newest, lambda one: one.gate_id)


@per_kinds(Waiver)
def waivers_by_gate(plan: Plan) -> Mapping[str, tuple[Waiver, ...]]:
    """Return the waivers of each gate, the newest first."""
    newest = sorted(plan.all(Waiver).values(), key=lambda one: (one.granted_on, one.id), reverse=True)
    return _grouped(newest, lambda one: one.gate_id)


@per_kinds(Decision)
def decisions_by_launch(plan: Plan) -> Mapping[str, tuple[Decision, ...]]:
    """Return the decisions on each launch, the newest first."""
    newest = sorted(plan.all(Decision).values(), key=lambda one: (one.decided_on, one.code), reverse=True)
    return _grouped(newest, lambda one: one.launch_id)


@per_kinds(LaunchMarket, Market)
def markets_by_launch(plan: Plan) -> Mapping[str, tuple[LaunchMarket, ...]]:
    """Return the markets of each launch by wave and code."""
    known = plan.all(Market)

    def order(cell: LaunchMarket) -> tuple[int, str, str]:
        market = known.get(cell.market_id)
        return cell.wave, market.code if market else "", cell.id

    return _grouped(sorted(plan.all(LaunchMarket).values(), key=order), lambda one: one.launch_id)


@per_kinds(ArtefactVersion)
def versions_by_artefact(plan: Plan) -> Mapping[str, tuple[ArtefactVersion, ...]]:
    """Return the versions of each artefact, in no order."""
    return _grouped(plan.all(ArtefactVersion).values(), lambda one: one.artefact_id)


@per_kinds(Artefact)
def artefacts_by_policy(plan: Plan) -> Mapping[str | None, tuple[Artefact, ...]]:
    """Return the artefacts that implement each policy by code; under None those that implement none."""
    ordered = sorted(plan.all(Artefact).values(), key=lambda one: one.code)
    return _grouped(ordered, lambda one: one.implements_id)


@per_kinds(Artefact)
def release_sets(plan: Plan) -> Mapping[str, tuple[Artefact, ...]]:
    """Return the artefacts that are released together, by the name of their set."""
    ordered = sorted(plan.all(Artefact).values(), key=lambda one: one.code)
    return _grouped((one for one in ordered if one.release_set), lambda one: one.release_set)


def templates_of(plan: Plan, launch: Launch) -> tuple[GateTemplate, ...]:
    """Return the gates of a launch in order: those of its set and tier, and any that a stored row gives it besides."""
    stored = {template_id for _, template_id in gates_by_launch(plan).get(launch.id, ())}
    return tuple(
        one
        for one in templates(plan)
        if one.id in stored or (one.gate_set == launch.gate_set and (not one.tiers or launch.tier in one.tiers))
    )
