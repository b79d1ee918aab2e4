"""A solution that is carried over is the one that the next revision would have got anew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.changes import apply
from planner.plan.snapshot import Plan
from planner.schedule import schedule
from planner.schedule.impacts import impact
from planner.schedule.plan_schedule import solved
from tests.schedule.plans import edits, plans


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_a_carried_solution_equals_a_new_one(data: st.DataObject) -> None:
    plan = data.draw(plans(hammocks=True))
    operation = data.draw(edits(plan))
    outcome = apply(plan, [operation])
    if not outcome.accepted:
        found = impact(plan, [operation])
        assert (found.accepted, found.moved, found.added) == (False, (), ())
        return
    found = impact(plan, [operation])
    anew = schedule(Plan(outcome.plan.entities, 2)).dates
    assert dict(schedule(found.after).dates) == dict(anew)
    before = schedule(plan).dates
    moved = {
        id_ for id_, row in anew.items()
        if id_ in before and (row.early_start, row.early_finish) != (before[id_].early_start, before[id_].early_finish)
    }  # fmt: skip
    assert {row.id for row in found.moved} == moved
    for row in found.moved:
        assert (row.start_before, row.finish_before) == (before[row.id].early_start, before[row.id].early_finish)
        assert (row.start_after, row.finish_after) == (anew[row.id].early_start, anew[row.id].early_finish)
        assert row.finish_calendar_days == (row.finish_after.date() - row.finish_before.date()).days
    both = [id_ for id_ in anew if id_ in before]
    assert found.newly_critical == tuple(i for i in both if anew[i].critical and not before[i].critical)
    assert set(found.added) == set(anew) - set(before)
    assert set(found.removed) == set(before) - set(anew)
    assert (
        solved(found.after).plan_network.dependencies
        == solved(Plan(outcome.plan.entities, 2)).plan_network.dependencies
    )
