"""Schedules that follow the plan: a new revision takes over the schedule of the one before, but for what it changed.

Ten thousand initiatives are scheduled anew in tenths of a second, and from their predecessor in hundredths; so the
first to look after an edit, its own author too, need not wait.
"""

from collections.abc import Callable

from planner.schedule.carrying import carry_over
from planner.store import Revision, Store


def keep_schedules(store: Store) -> Callable[[], None]:
    """Carry the schedule over to each revision that the store hears of, from now on; return what ends that."""
    plan = store.plan()

    def carry(_: Revision) -> None:
        nonlocal plan
        before, plan = plan, store.plan()
        if plan.revision == before.revision + 1:
            carry_over(before, plan, store.changes(plan.revision))

    return store.subscribe(carry)
