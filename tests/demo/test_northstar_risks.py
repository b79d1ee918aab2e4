"""The demo's risks: three points everywhere, common causes, and a register that names what it hits."""

from collections import Counter
from datetime import date

from planner.plan.entities import CommonCause, Initiative, Level, Risk, RiskStatus
from planner.plan.snapshot import Plan


def test_every_initiative_has_three_points_in_order(northstar_plan: Plan) -> None:
    for item in northstar_plan.all(Initiative).values():
        if item.level is Level.INITIATIVE:
            assert item.optimistic is not None
            assert item.duration is not None
            assert item.pessimistic is not None
            assert item.optimistic.amount <= item.duration.amount <= item.pessimistic.amount
            assert item.optimistic.amount < item.pessimistic.amount


def test_common_causes_of_lawyers_and_vendors(northstar_plan: Plan) -> None:
    causes = {cause.code: cause for cause in northstar_plan.all(CommonCause).values()}
    assert {code: cause.correlation for code, cause in causes.items()} == {
        "LEGAL-REVIEW": 0.4,
        "LINGUA-BRIDGE": 0.5,
        "HARBORLINE": 0.35,
        "PMS-CORE": 0.3,
        "EVAL": 0.25,
    }
    assert all(cause.initiative_ids or cause.team_ids for cause in causes.values())


def test_a_register_of_a_dozen_risks_with_owner_and_response(northstar_plan: Plan) -> None:
    register = northstar_plan.all(Risk).values()
    assert Counter(risk.status for risk in register) == {
        RiskStatus.OPEN: 11,
        RiskStatus.CLOSED: 1,
        RiskStatus.OCCURRED: 1,
    }
    for risk in register:
        assert risk.work_ids
        assert "" not in (risk.owner, risk.response_plan, risk.category)
        assert risk.delay_optimistic is not None
        assert risk.delay is not None
        assert risk.delay_pessimistic is not None
        if risk.status is RiskStatus.OPEN:
            assert (risk.review_on or date.min) > date(2026, 11, 22)
