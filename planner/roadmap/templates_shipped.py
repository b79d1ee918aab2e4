"""The templates that come with the program: a policy launch, a migration, a certification wave, and after a launch.

Each is an ordinary ``plan_template`` once it is added to a plan: change it there, or make others from work that exists.
"""

from collections.abc import Callable
from itertools import pairwise

from planner.plan.changes import Action, Operation
from planner.plan.entities import (
    Anchor,
    InitiativeKind,
    Level,
    LinkType,
    PlanTemplate,
    TemplateItem,
    TemplateLink,
)
from planner.plan.snapshot import Plan
from planner.plan.values import Duration

_POLICY, _TRAINING = InitiativeKind.POLICY, InitiativeKind.TRAINING
_TOOLS, _PROCESS = InitiativeKind.INFRASTRUCTURE, InitiativeKind.PROCESS


def _item(
    key: str, name: str, kind: InitiativeKind | None, weeks: str = "", parent: str = "ALL", offset: str = ""
) -> TemplateItem:
    """Return an item; ``weeks`` are optimistic, most likely and pessimistic, such as 3/5/9, or one number."""
    low, _, rest = weeks.partition("/")
    likely, _, high = rest.partition("/")
    given = [Duration.parse(f"{text}w") if text else None for text in (low, likely, high)]
    optimistic, duration, pessimistic = given if rest else (None, given[0], None)
    return TemplateItem(
        key=key,
        name=name,
        kind=kind,
        parent=parent,
        optimistic=optimistic,
        duration=duration,
        pessimistic=pessimistic,
        offset=Duration.parse(offset) if offset else None,
    )


def _whole(name: str) -> TemplateItem:
    return TemplateItem(key="ALL", name=name, level=Level.PROGRAMME)


def _milestone(key: str, name: str) -> TemplateItem:
    return TemplateItem(key=key, name=name, level=Level.MILESTONE, parent="ALL")


def _chain(*keys: str) -> tuple[TemplateLink, ...]:
    """Return links that let each key wait for the one before it; an empty one is the launch."""
    return tuple(TemplateLink(predecessor=a, successor=b) for a, b in pairwise(keys))


POLICY_LAUNCH = PlanTemplate(
    id="policy-launch",
    code="POLICY-LAUNCH",
    name="Policy launch",
    description="From the first draft of a policy to go-live: text, labels, tooling, training, languages, comms.",
    anchor=Anchor.LAUNCH,
    items=(
        _whole("{name}: preparation"),
        _item("POLICY", "{name}: policy text", _POLICY, "3/5/9", offset="-26ew"),
        _item("LEGAL", "{name}: legal and regulatory sign-off", InitiativeKind.REGULATORY, "1/2/4"),
        _item("GUIDE", "{name}: guideline, labels and decision tree", _POLICY, "2/3/5"),
        _item("TOOLS", "{name}: tooling and routing", _TOOLS, "4/6/10"),
        _item("GOLDEN", "{name}: golden set and regression", _TOOLS, "1/2/4"),
        _item("MACROS", "{name}: SOPs and macros", _PROCESS, "2/3/5"),
        _item("COURSE", "{name}: course, source language", _TRAINING, "2/4/6"),
        _item("LOCAL", "{name}: course in all languages", InitiativeKind.LOCALISATION, "3/4/7"),
        _item("TRAINERS", "{name}: train the trainer", _TRAINING, "1/2/3"),
        _item("CERTIFY", "{name}: certification wave", _TRAINING, "2/3/5"),
        _item("COMMS", "{name}: communication, help centre, appeals route", _PROCESS, "1/2/4"),
        _milestone("GO", "{name}: go or no-go"),
    ),
    links=(
        *_chain("POLICY", "LEGAL", "GO", ""),
        *_chain("POLICY", "GUIDE", "TOOLS", "GO"),
        *_chain("GUIDE", "GOLDEN", "GO"),
        *_chain("GUIDE", "MACROS", "GO"),
        *_chain("COURSE", "LOCAL", "TRAINERS", "CERTIFY", "GO"),
        *_chain("GUIDE", "LOCAL"),
        *_chain("LEGAL", "COMMS", "GO"),
        TemplateLink(predecessor="GUIDE", successor="COURSE", type=LinkType.SS, lag=Duration.parse("1w")),
    ),
)

MIGRATION = PlanTemplate(
    id="migration",
    code="MIGRATION",
    name="Migration",
    description="Moving to another system: build, pilot, three waves, adoption alongside, the old one switched off.",
    items=(
        _whole("{name}"),
        _item("DESIGN", "{name}: design and inventory", _TOOLS, "2/3/5"),
        _item("BUILD", "{name}: build and data mapping", _TOOLS, "6/8/14"),
        _item("PILOT", "{name}: pilot", InitiativeKind.MIGRATION, "2/3/5"),
        _item("WAVE1", "{name}: wave 1", InitiativeKind.MIGRATION, "2/3/5"),
        _item("WAVE2", "{name}: wave 2", InitiativeKind.MIGRATION, "2/3/5"),
        _item("WAVE3", "{name}: wave 3", InitiativeKind.MIGRATION, "2/3/5"),
        _item("ADOPT", "{name}: adoption, champions and pulses", _TRAINING, "6/8/12"),
        _item("PARALLEL", "{name}: both systems side by side", InitiativeKind.MIGRATION, "3/4/6"),
        _item("OFF", "{name}: old system switched off", InitiativeKind.MIGRATION, "2/4/8"),
    ),
    links=(
        *_chain("DESIGN", "BUILD", "PILOT", "WAVE1", "WAVE2", "WAVE3", "PARALLEL", "OFF"),
        *_chain("ADOPT", "OFF"),
        TemplateLink(predecessor="PILOT", successor="ADOPT", type=LinkType.SS, lag=Duration.parse("1w")),
    ),
)

CERTIFICATION_WAVE = PlanTemplate(
    id="certification-wave",
    code="CERTIFICATION-WAVE",
    name="Certification wave",
    description="A course brought up to date and taught: pilot, languages, trainers, cohorts, catch-up, proficiency.",
    items=(
        _whole("{name}"),
        _item("UPDATE", "{name}: course update", _TRAINING, "1/2/4"),
        _item("PILOT", "{name}: pilot cohort", _TRAINING, "1"),
        _item("LOCAL", "{name}: course in all languages", InitiativeKind.LOCALISATION, "2/3/5"),
        _item("TRAINERS", "{name}: train the trainer", _TRAINING, "1/2/3"),
        _item("COHORTS", "{name}: cohorts", _TRAINING, "2/3/4"),
        _item("CATCHUP", "{name}: catch-up for leave and joiners", _TRAINING, "1/1/2"),
        _item("PROVE", "{name}: proficiency on the golden set", _TRAINING, "1/2/3"),
    ),
    links=_chain("UPDATE", "PILOT", "LOCAL", "TRAINERS", "COHORTS", "CATCHUP", "PROVE"),
)

AFTER_LAUNCH = PlanTemplate(
    id="after-launch",
    code="AFTER-LAUNCH",
    name="After a launch",
    description="What a launch still owes: two weeks of hypercare, the adoption review at six weeks, impact at twelve.",
    anchor=Anchor.LAUNCH,
    items=(
        _item("HYPERCARE", "{name}: hypercare", _PROCESS, "2", parent="", offset="0ew"),
        _item("ADOPTION", "{name}: adoption review (overturn, leakage, CSAT, AHT)", _PROCESS, "1", "", "6ew"),
        _item("IMPACT", "{name}: impact review", _PROCESS, "1", "", "12ew"),
    ),
)

SHIPPED = (POLICY_LAUNCH, MIGRATION, CERTIFICATION_WAVE, AFTER_LAUNCH)


def add_shipped(plan: Plan, new_id: Callable[[], str]) -> tuple[Operation, ...]:
    """Return what adds the shipped templates whose codes the plan does not have."""
    fields = ("code", "name", "description", "anchor", "items", "links")
    return tuple(
        Operation(Action.CREATE, "plan_template", new_id(), {name: getattr(template, name) for name in fields})
        for template in SHIPPED
        if plan.by_code("plan_template", template.code) is None
    )
