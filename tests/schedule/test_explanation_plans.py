"""Explanations of random plans recompute exactly; those of small ones read as people would say them."""

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings

from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.schedule import schedule
from planner.schedule.explanation import Explanation, explain, reason
from planner.schedule.reasons import Cause, DateKind, recompute, recompute_float
from planner.worktime.ticks import TICKS_PER_MINUTE
from tests.schedule.plans import plans

ENDS = set(Cause) - {Cause.DURATION, Cause.LINK, Cause.PARTS, Cause.AS_LATE_AS_POSSIBLE}


def assert_exact(explanation: Explanation, kind: DateKind, date: datetime) -> None:
    chain = explanation.chain(kind)
    assert (chain[0].id, chain[0].date, chain[0].at) == (explanation.id, kind, date)
    for step, before in pairwise(chain):
        assert step.given == before.at
        assert (step.source_id, step.source_date) == (before.id, before.date)
    assert all(recompute(step) == step.at for step in chain)
    assert chain[-1].cause in ENDS


@settings(max_examples=400, deadline=None)
@given(plans(hammocks=True))
def test_every_date_of_a_plan_is_recomputed_along_its_chain(plan: Plan) -> None:
    dates = schedule(plan).dates
    for id_ in plan.works:
        found = explain(plan, id_)
        if id_ not in dates:
            assert found.sentences[0].endswith(".")
            assert "has no dates" in found.sentences[0]
            continue
        row = dates[id_]
        for kind in DateKind:
            assert_exact(found, kind, getattr(row, kind.value))
        for why, minutes in (
            (found.total_float, row.total_float_minutes), (found.free_float, row.free_float_minutes),
        ):  # fmt: skip
            assert why is not None
            assert recompute_float(why) == why.ticks
            assert int(why.ticks / TICKS_PER_MINUTE) == minutes
        assert all(sentence.endswith(".") and "None" not in sentence for sentence in found.sentences)
        assert reason(plan, id_)


def test_there_is_no_explanation_of_what_is_not_there() -> None:
    with pytest.raises(NotFoundError):
        explain(Plan.of(), "gone")
