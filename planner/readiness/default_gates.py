"""The gates that are shipped: ten that a policy launch passes in every market, to be edited as the house needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.plan.changes import Action, Operation
from planner.plan.entities import ArtefactType, GateTemplate, InitiativeKind
from planner.plan.entities.gates import Measure, Threshold
from planner.plan.snapshot import Plan
from planner.plan.values import Duration


@dataclass(frozen=True, slots=True)
class ShippedGate:
    """One gate as it is shipped; ``takes`` is optimistic, most likely and pessimistic time."""

    code: str
    name: str
    description: str
    offset_weeks: float
    takes: tuple[str, str, str]
    hard: bool = True
    work_kinds: tuple[InitiativeKind, ...] = ()
    artefact_types: tuple[ArtefactType, ...] = ()
    sign_offs: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    evidence_days: int | None = None

    def values(self, position: int, gate_set: str) -> dict[str, object]:
        """Return the values of the template."""
        optimistic, likely, pessimistic = (Duration.parse(text) for text in self.takes)
        return {
            "code": self.code,
            "name": self.name,
            "description": self.description,
            "position": position,
            "gate_set": gate_set,
            "offset_weeks": self.offset_weeks,
            "hard": self.hard,
            "work_kinds": self.work_kinds,
            "artefact_types": self.artefact_types,
            "sign_offs": self.sign_offs,
            "thresholds": self.thresholds,
            "evidence_days": self.evidence_days,
            "takes_optimistic": optimistic,
            "takes": likely,
            "takes_pessimistic": pessimistic,
        }


def _reading(name: str, at_least: float) -> Threshold:
    return Threshold(measure=Measure.READING, name=name, at_least=at_least)


SHIPPED = (
    ShippedGate(
        "G1", "Policy approved", "The text is approved; training on a draft has to be done twice.", 8,
        ("1d", "2d", "5d"), artefact_types=(ArtefactType.POLICY,),
    ),
    ShippedGate(
        "G2", "Legal and regulatory sign-off", "Counsel has seen the text that goes live, not the one before it.", 8,
        ("2d", "5d", "15d"), sign_offs=("legal", "regulatory"),
    ),
    ShippedGate(
        "G3", "Labels, macros and SOPs at the policy version",
        "What reviewers work with says the same as the policy; the silent failure is that it does not.", 6,
        ("1d", "2d", "5d"), artefact_types=(ArtefactType.LABEL, ArtefactType.MACRO, ArtefactType.SOP),
    ),
    ShippedGate(
        "G4", "Tooling and routing in production", "Queues, labels and routing are live where cases arrive.", 5,
        ("1d", "3d", "10d"), work_kinds=(InitiativeKind.INFRASTRUCTURE, InitiativeKind.MIGRATION),
    ),
    ShippedGate(
        "G5", "Golden set reaches its thresholds", "Precision and recall are measured on the golden set.", 4,
        ("2d", "5d", "10d"), thresholds=(_reading("precision", 0.9), _reading("recall", 0.8)),
    ),
    ShippedGate(
        "G6", "Training localised", "Every language of the market has the course of this version.", 4,
        ("1d", "2d", "5d"), work_kinds=(InitiativeKind.LOCALISATION, InitiativeKind.TRAINING),
    ),
    ShippedGate(
        "G7", "People certified and proficient",
        "Finishing a course is not doing the work well: both count, in-house and vendor apart.", 2,
        ("1d", "3d", "10d"),
        thresholds=(
            Threshold(measure=Measure.COVERAGE, at_least=0.95),
            Threshold(measure=Measure.PROFICIENCY, at_least=0.85),
        ),
    ),
    ShippedGate(
        "G8", "Capacity and queue forecast", "The queues stay within their service level after the launch.", 2,
        ("1d", "2d", "5d"), hard=False, thresholds=(_reading("sla", 0.9),),
    ),
    ShippedGate(
        "G9", "Communication, help centre and appeals route", "Users can read what changed and how to appeal.", 1,
        ("1d", "2d", "5d"), hard=False, artefact_types=(ArtefactType.HELP_ARTICLE,),
    ),
    ShippedGate(
        "G10", "Rollback, monitoring, go or no-go", "How it is taken back was tried, and who decides has decided.", 0,
        ("1d", "1d", "3d"), sign_offs=("go/no-go",), evidence_days=90,
    ),
)  # fmt: skip
"""The shipped gates in their order."""


def default_gates(plan: Plan, new_id: Callable[[], str], gate_set: str = "") -> Iterator[Operation]:
    """Yield what creates the shipped gates in a set; those whose code is taken are left as they are."""
    for position, gate in enumerate(SHIPPED, start=1):
        if plan.by_code("gate_template", gate.code) is None:
            yield Operation(Action.CREATE, GateTemplate.KIND.name, new_id(), gate.values(position, gate_set))
