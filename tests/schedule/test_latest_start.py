"""The latest start of one piece of work: the same from a small network as from the whole plan's."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.snapshot import Plan
from planner.schedule import latest_safe_start, latest_start
from tests.schedule.plans import START, plans


@settings(max_examples=100, deadline=None)
@given(plans(hammocks=True), st.integers(-5, 80))
def test_a_latest_start_from_the_parts_alone_is_that_of_the_whole_plan(plan: Plan, days: int) -> None:
    by = START + timedelta(days=days, hours=23, minutes=59)
    alone = {id_: latest_start(plan, id_, by) for id_ in plan.works}
    assert alone == {id_: latest_safe_start(plan, id_, by).latest_start for id_ in plan.works}
