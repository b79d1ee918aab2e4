"""What of the demo is launch readiness and risk: artefacts, gates, training, and the risk register.

>>> list(going_live("LCH-706", lambda space, code: code))
['gate_set', 'policy_version_ids', 'rollback_plan', 'rollback_owner']
"""

from collections.abc import Iterator
from datetime import date

from planner.app.demo.artefact_values import artefacts, languages, translations, versions
from planner.app.demo.foundations import Values
from planner.app.demo.gate_values import (
    GATE_SET,
    decisions,
    evidences,
    gate_sign_offs,
    gates,
    templates,
    waivers,
)
from planner.app.demo.risk_values import common_causes, risks
from planner.app.demo.roster import certificate_values, learners
from planner.app.demo.tables import records
from planner.app.demo.toward import Wanted
from planner.app.demo.training_values import cohorts, courses, curricula, requirements
from planner.app.demo.work_values import Find
from planner.roadmap.templates_shipped import SHIPPED


def going_live(launch: str, find: Find) -> Values:
    """Return what of a launch is about its gates: their set, the policies that go live, how it is taken back."""
    [line] = (line for line in records("going_live") if line["launch"] == launch)
    return {
        "gate_set": GATE_SET,
        "policy_version_ids": tuple(find("artefact_version", part) for part in line["policies"].split(", ")),
        "rollback_plan": line["rollback"],
        "rollback_owner": line["rollback_owner"],
    }


def plan_templates() -> Iterator[Values]:
    """Yield the plan templates that come with the program."""
    for template in SHIPPED:
        yield {spec.name: getattr(template, spec.name) for spec in template.KIND.fields if spec.name != "id"}


def under_gates(find: Find, told: date = date.max) -> Iterator[Wanted]:
    """Yield artefacts, gates and risks, as they were known on the day ``told``."""
    for kind, found in (
        ("language", languages(find)),
        ("artefact", artefacts(find)),
        ("artefact_version", versions(find)),
        ("translation", translations(find)),
        ("gate_template", templates()),
        ("gate", gates(find, told)),
        ("sign_off", gate_sign_offs(find, told)),
        ("evidence", evidences(find, told)),
        ("waiver", waivers(find, told)),
        ("decision", decisions(find, told)),
        ("plan_template", plan_templates()),
        ("common_cause", common_causes(find)),
        ("risk", risks(find)),
    ):
        yield from ((kind, values) for values in found)


def trained(find: Find, told: date = date.max) -> Iterator[Wanted]:
    """Yield courses, who must have them, the roster and its certificates, as they were known on the day ``told``."""
    for kind, found in (
        ("course", courses(find)),
        ("curriculum", curricula(find)),
        ("requirement", requirements(find)),
        ("cohort", cohorts(find)),
        ("learner", learners(find)),
        ("certificate", certificate_values(find, told)),
    ):
        yield from ((kind, values) for values in found)
