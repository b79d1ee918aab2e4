"""The demo as one plan, without a store."""

import pytest

from planner.app.demo.design import wanted
from planner.app.demo.identity import seeded_ids
from planner.app.demo.toward import toward
from planner.plan.changes import apply
from planner.plan.snapshot import Plan


@pytest.fixture(scope="session")
def northstar_plan() -> Plan:
    """Return the finished demo."""
    outcome = apply(Plan({}), toward(Plan({}), wanted, seeded_ids(7)))
    assert outcome.accepted
    return outcome.plan
