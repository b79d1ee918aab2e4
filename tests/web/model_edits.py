"""Random edits of random plans for the page's own schedule: of values, of links, of the tree, and several at once."""

from hypothesis import strategies as st

from planner.plan.changes import Action, Operation
from planner.plan.entities import Initiative, Launch, Status
from planner.plan.snapshot import Plan
from tests.schedule.plans import durations, edits, lags, moments, said


@st.composite
def reshapings(draw: st.DrawFn, plan: Plan) -> list[Operation]:
    """An edit of the tree: work that comes, goes, moves elsewhere or is given up and taken up again."""
    items, works = list(plan.all(Initiative)), list(plan.works)
    sort = draw(st.integers(0, 5))
    chosen = draw(st.sampled_from(items))
    if sort == 0:
        values = {
            "code": "N",
            "name": "New",
            "duration": draw(durations),
            "parent_id": draw(st.sampled_from([None, *items])),
        }
        link = {"predecessor_id": draw(st.sampled_from(works)), "successor_id": "new", "lag": draw(lags)}
        return [
            Operation(Action.CREATE, "initiative", "new", values | draw(said())),
            Operation(Action.CREATE, "dependency", "link", link),
        ]
    if sort == 1:
        return [Operation(Action.DELETE, "initiative", chosen)]
    if sort == 2:
        return [Operation(Action.UPDATE, "initiative", chosen, {"parent_id": draw(st.sampled_from([None, *items]))})]
    if sort == 3:
        status = draw(st.sampled_from([Status.CANCELLED, Status.APPROVED]))
        return [Operation(Action.UPDATE, "initiative", chosen, {"status": status, "active": draw(st.booleans())})]
    if sort == 4:
        none = draw(st.sampled_from(["duration", "actual_start", "manual_start", "parent_id", "deadline"]))
        return [Operation(Action.UPDATE, "initiative", chosen, {none: None})]
    launches = list(plan.all(Launch))
    if not launches:
        return [Operation(Action.CREATE, "launch", "new", {"code": "N", "name": "New", "target_date": draw(moments)})]
    return [Operation(Action.DELETE, "launch", draw(st.sampled_from(launches)))]


@st.composite
def operations(draw: st.DrawFn, plan: Plan) -> list[Operation]:
    """Up to three edits of a plan."""
    few = [draw(edits(plan)) for _ in range(draw(st.integers(0, 2)))]
    if not few:
        return draw(reshapings(plan))
    keeps_shape = draw(st.booleans())
    return few if keeps_shape else [*few, *draw(reshapings(plan))]
