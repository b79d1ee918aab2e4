"""The demo's scenarios as entities' values: two ways to be in time with the intimate imagery policy.

>>> [(values["code"], len(values["edits"])) for values in scenarios(lambda space, code: f"{space} {code}")]
[('VENDOR-EARLY', 2), ('SPLIT-FR', 13)]
"""

from collections.abc import Iterator
from datetime import datetime

from planner.app.demo.foundations import Values
from planner.app.demo.readiness_design import going_live
from planner.app.demo.work_values import Find
from planner.plan.changes import Action, Operation
from planner.plan.entities import LaunchTier, LinkType
from planner.plan.values import Duration
from planner.scenarios.edits import kept

BASE_REVISION = 8
"""The revision in which they are kept."""

_NEW = "019a8e64-4b00-7d13-8a01-6e6f72746873"
_GATES = ("G2", "G5", "G8", "G9", "G10")


def scenarios(find: Find) -> Iterator[Values]:
    """Yield the scenarios."""
    yield {
        "code": "VENDOR-EARLY",
        "name": "Vendor trainers begin with the first languages",
        "description": "Trainers of the vendor begin two weeks after localisation has begun, with half a person more, "
        "instead of waiting for all eleven languages.",
        "owner": "Grace Whitfield",
        "base_revision": BASE_REVISION,
        "edits": kept(tuple(_vendor_early(find))),
    }
    yield {
        "code": "SPLIT-FR",
        "name": "France follows as a launch of its own",
        "description": "EU and Germany go live with reviewers in house and without the creator appeals; France waits "
        "for the vendor's reviewers. The law gives France no later day.",
        "owner": "Hannah Lindqvist",
        "base_revision": BASE_REVISION,
        "edits": kept(tuple(_split_france(find))),
    }


def _vendor_early(find: Find) -> Iterator[Operation]:
    overlap = {"type": LinkType.SS, "lag": Duration.parse("2w")}
    yield Operation(Action.UPDATE, "dependency", find("dependency", "TRN-302 TRN-303"), overlap)
    yield Operation(Action.UPDATE, "demand", find("demand", "TRN-303 VEN"), {"fte": 2.0})


def _split_france(find: Find) -> Iterator[Operation]:
    launch = {
        "code": "LCH-713",
        "name": "SII policy v3 FR",
        "tier": LaunchTier.TIER_1,
        "owner": "Camille Rousseau",
        "line_of_business": "Policy",
        "policy_area": "Intimate imagery",
        "target_date": datetime(2026, 12, 18, 23, 59),
        "gate_set": "launch",
        **going_live("LCH-701", find),
    }
    yield Operation(Action.CREATE, "launch", _NEW, launch)
    market = {"launch_id": _NEW, "target_date": launch["target_date"]}
    yield Operation(Action.UPDATE, "launch_market", find("launch_market", "LCH-701 FR"), market)
    for gate in _GATES:
        yield Operation(Action.UPDATE, "gate", find("gate", f"LCH-701 FR {gate}"), {"launch_id": _NEW})
    for code in ("TRN-303", "CS-601"):
        moved = {"successor_id": _NEW}
        yield Operation(Action.UPDATE, "dependency", find("dependency", f"{code} LCH-701"), moved)
    for code in ("POL-102", "INF-205", "TRN-302"):
        ends = {"predecessor_id": find("work", code), "successor_id": _NEW}
        yield Operation(Action.CREATE, "dependency", f"{_NEW}-{code.casefold()}", ends)
    duty = {"launch_ids": (find("work", "LCH-701"), _NEW)}
    yield Operation(Action.UPDATE, "obligation", find("obligation", "EU-AI5"), duty)
