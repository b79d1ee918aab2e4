"""Invariants of changes over random plans: the incremental rules against the full ones, and reversal."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.changes import Action, Operation, apply, replay
from planner.plan.entities import Dependency, Initiative, LinkType
from planner.plan.findings import Finding, Severity
from planner.plan.rules import check
from planner.plan.snapshot import Plan

WORK = ["a", "b", "c", "d", "e", "f"]
LINKS = ["k", "l", "m", "n", "o"]
ENDS = st.sampled_from([*WORK, "v"])


def initiative_values() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(("One", "Two", "one ")),
            "code": st.sampled_from(("A", "a", "B", "C", "D", "E", "F", "V")),
            "parent_id": st.none() | st.sampled_from(WORK),
            "owner": st.sampled_from(("Ada", "")),
        },
    )


def link_values() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {"predecessor_id": ENDS, "successor_id": ENDS, "type": st.sampled_from((LinkType.FS, LinkType.SS))}
    )


def operation() -> st.SearchStrategy[Operation]:
    whole = initiative_values().map(lambda given: {"name": "One", "code": "A", **given})
    return st.one_of(
        st.builds(Operation, st.just(Action.CREATE), st.just("initiative"), st.sampled_from(WORK), whole),
        st.builds(Operation, st.just(Action.UPDATE), st.just("initiative"), st.sampled_from(WORK), initiative_values()),
        st.builds(Operation, st.just(Action.DELETE), st.just("initiative"), st.sampled_from(WORK)),
        st.builds(Operation, st.just(Action.CREATE), st.just("dependency"), st.sampled_from(LINKS), link_values()),
        st.builds(Operation, st.just(Action.UPDATE), st.just("dependency"), st.sampled_from(LINKS), link_values()),
        st.builds(Operation, st.just(Action.DELETE), st.just("dependency"), st.sampled_from(LINKS)),
    )


def start() -> Plan:
    """Return a small sound plan: c and d under b, a → c, d → e, and a launch v after f."""
    operations = [
        *(Operation(Action.CREATE, "initiative", id_, {"code": id_, "name": f"W {id_}"}) for id_ in WORK),
        Operation(Action.CREATE, "launch", "v", {"code": "V", "name": "Launch"}),
        Operation(Action.UPDATE, "initiative", "c", {"parent_id": "b"}),
        Operation(Action.UPDATE, "initiative", "d", {"parent_id": "b"}),
        Operation(Action.CREATE, "dependency", "k", {"predecessor_id": "a", "successor_id": "c"}),
        Operation(Action.CREATE, "dependency", "l", {"predecessor_id": "d", "successor_id": "e"}),
        Operation(Action.CREATE, "dependency", "m", {"predecessor_id": "f", "successor_id": "v"}),
    ]
    outcome = apply(Plan({}), operations)
    assert outcome.accepted
    return outcome.plan


def errors(findings: list[Finding]) -> set[str]:
    """Return the errors without their places, which name operations in one case only."""
    return {f"{f.code} {f.message}" for f in findings if f.severity is Severity.ERROR}


@settings(max_examples=400)
@given(st.lists(st.lists(operation(), max_size=4), max_size=4))
def test_an_accepted_plan_has_no_error_and_a_refused_change_would_have_made_one(batches: list[list[Operation]]) -> None:
    plan = start()
    for batch in batches:
        outcome = apply(plan, batch)
        assert outcome.accepted == (not errors(list(outcome.findings)))
        if outcome.accepted:
            assert errors(check(outcome.plan)) == set()
        else:
            assert (outcome.plan, outcome.changes) == (plan, ())
        plan = outcome.plan


@settings(max_examples=400)
@given(st.lists(operation(), min_size=1, max_size=5))
def test_looking_at_what_was_touched_finds_what_looking_at_all_finds(batch: list[Operation]) -> None:
    plan = start()
    draft: dict[tuple[str, str], Initiative | Dependency | None] = {}
    for item in batch:
        current = draft.get((item.kind, item.id)) or plan.get(item.kind, item.id)
        if item.action is Action.DELETE:
            draft[item.kind, item.id] = None
        elif item.kind == "initiative":
            base = {"code": item.id, "name": item.id} if current is None else _values(current)
            draft[item.kind, item.id] = Initiative(**{**base, **item.values, "id": item.id})  # type: ignore[arg-type]
        else:
            base = {} if current is None else _values(current)
            if {**base, **item.values}.keys() >= {"successor_id"}:
                values = {**base, **item.values, "id": item.id}
                draft[item.kind, item.id] = Dependency(**values)  # type: ignore[arg-type]
    after = plan.with_entities(((kind, id_, entity) for (kind, id_), entity in draft.items()), 2)
    whole, part = errors(check(after)), errors(check(after, draft.keys()))
    assert part == whole


def _values(entity: object) -> dict[str, object]:
    return {name: getattr(entity, name) for name in entity.KIND.by_name}  # type: ignore[attr-defined]


@settings(max_examples=300)
@given(st.lists(st.lists(operation(), max_size=5), max_size=4))
def test_taking_changes_back_restores_the_plan(batches: list[list[Operation]]) -> None:
    plan = start()
    for batch in batches:
        outcome = apply(plan, batch)
        back = replay(outcome.plan, [change.inverse() for change in outcome.changes], plan.revision)
        assert {kind: dict(table) for kind, table in back.entities.items() if table} == {
            kind: dict(table) for kind, table in plan.entities.items() if table
        }
        forward = replay(plan, outcome.changes, outcome.plan.revision)
        assert forward.entities == outcome.plan.entities
        plan = outcome.plan


@settings(max_examples=200)
@given(st.permutations([*WORK, *LINKS]), st.data())
def test_the_order_of_entities_changes_no_loop(order: list[str], data: st.DataObject) -> None:
    entities: dict[str, Initiative | Dependency] = {
        id_: Initiative(id=id_, code=id_, name=id_, owner="Ada", parent_id=data.draw(st.none() | st.sampled_from("ab")))
        for id_ in WORK
    }
    for id_ in LINKS:
        entities[id_] = Dependency(id=id_, **data.draw(link_values()))  # type: ignore[arg-type]
    loops = ("dependency-cycle", "hierarchy-cycle", "summary-dependency")

    def found(names: list[str]) -> set[tuple[str, str, tuple[str, ...]]]:
        plan = Plan.of(*(entities[name] for name in names))
        return {(f.code, f.message, f.items) for f in check(plan) if f.code in loops}

    assert found(order) == found([*WORK, *LINKS])
