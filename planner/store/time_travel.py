"""The plan as of an older revision, exactly, from the nearest plan at hand by the shorter way.

From a later plan the changes are taken back, from an earlier one they are made again; the empty plan is revision 0.
"""

from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection

from planner.plan.changes import replay
from planner.plan.snapshot import Plan
from planner.store import ledger

KEPT = 8
"""Older plans that stay in memory, the least recently used one leaving first."""


class PastPlans:
    """A few older plans by revision number; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._plans: OrderedDict[int, Plan] = OrderedDict()

    def get(self, number: int) -> Plan | None:
        """Return the plan of this revision if it is kept."""
        with self._lock:
            if number in self._plans:
                self._plans.move_to_end(number)
            return self._plans.get(number)

    def keep(self, plan: Plan) -> None:
        """Keep a plan, letting go of the one that was not asked for longest."""
        with self._lock:
            self._plans[plan.revision] = plan
            self._plans.move_to_end(plan.revision)
            while len(self._plans) > KEPT:
                self._plans.popitem(last=False)

    def all(self) -> list[Plan]:
        """Return the plans that are kept."""
        with self._lock:
            return list(self._plans.values())

    def clear(self) -> None:
        """Forget every plan: history is not what it was."""
        with self._lock:
            self._plans.clear()


def travel(connection: Connection, number: int, known: list[Plan]) -> Plan:
    """Return the plan as of a revision that exists, from the known plan with the fewest changes between."""
    plans = [*known, Plan({})]
    earlier = max((plan for plan in plans if plan.revision <= number), key=lambda plan: plan.revision)
    later = min((plan for plan in plans if plan.revision >= number), key=lambda plan: plan.revision, default=None)
    if earlier.revision == number:
        return earlier
    if later is None:
        return _forwards(connection, earlier, number)
    forwards = ledger.sizes(connection, earlier.revision, number)
    backwards = ledger.sizes(connection, number, later.revision)
    return _backwards(connection, later, number) if backwards < forwards else _forwards(connection, earlier, number)


def _forwards(connection: Connection, plan: Plan, number: int) -> Plan:
    by_revision = ledger.changes_between(connection, plan.revision, number)
    return replay(plan, [change for changes in by_revision.values() for change in changes], number)


def _backwards(connection: Connection, plan: Plan, number: int) -> Plan:
    by_revision = ledger.changes_between(connection, number, plan.revision)
    done = [change for changes in by_revision.values() for change in changes]
    return replay(plan, [change.inverse() for change in reversed(done)], number)
