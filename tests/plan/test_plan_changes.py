"""Change sets: atomic, cascading, reversible, and conflicting only where the same field changed."""

import pytest

from planner.plan.changes import Action, Change, Operation, Outcome, apply, conflicts, replay
from planner.plan.entities import Dependency, Initiative, LinkType
from planner.plan.findings import Place
from planner.plan.snapshot import Plan


def create(kind: str, id_: str, **values: object) -> Operation:
    return Operation(Action.CREATE, kind, id_, values)


def work(id_: str, **values: object) -> Operation:
    return create("initiative", id_, **{"code": id_.upper(), "name": f"Work {id_}", "owner": "Ada", **values})


def link(id_: str, before: str, after: str) -> Operation:
    return create("dependency", id_, predecessor_id=before, successor_id=after)


def update(id_: str, **values: object) -> Operation:
    return Operation(Action.UPDATE, "initiative", id_, values)


def delete(kind: str, id_: str) -> Operation:
    return Operation(Action.DELETE, kind, id_)


@pytest.fixture
def plan() -> Plan:
    """Return a programme p with parts a and b, c beside it, a before b before c, and a team that works on a."""
    operations = [
        work("p"),
        work("a", parent_id="p"),
        work("b", parent_id="p"),
        work("c"),
        link("x", "a", "b"),
        link("y", "b", "c"),
        create("team", "t", code="T", name="Team"),
        create("demand", "m", initiative_id="a", team_id="t", fte=1.0),
    ]
    outcome = apply(Plan({}), operations)
    assert outcome.findings == ()
    return outcome.plan


def refused(plan: Plan, *operations: Operation) -> list[tuple[str, str]]:
    """Return code and message of the errors, after making sure that nothing changed."""
    before = {kind: dict(table) for kind, table in plan.entities.items()}
    outcome = apply(plan, operations)
    assert (outcome.plan, outcome.changes, outcome.accepted) == (plan, (), False)
    assert {kind: dict(table) for kind, table in plan.entities.items()} == before
    return [(finding.code, finding.message) for finding in outcome.findings]


def test_a_change_records_the_touched_fields_before_and_after(plan: Plan) -> None:
    outcome = apply(plan, [update("a", name="New", owner="Ada")])
    assert outcome.changes == (Change("initiative", "a", {"name": "Work a"}, {"name": "New"}, Place(operation=0)),)
    assert (outcome.plan.revision, outcome.plan.work("a").name) == (plan.revision + 1, "New")
    assert plan.work("a").name == "Work a"


def test_what_changes_nothing_is_no_change(plan: Plan) -> None:
    outcome = apply(plan, [update("a", owner="Ada"), work("n"), delete("initiative", "n")])
    assert (outcome.changes, outcome.findings) == ((), ())
    assert outcome.plan.entities == plan.entities


def test_several_operations_on_one_entity_make_one_change(plan: Plan) -> None:
    outcome = apply(plan, [work("n", name="One"), update("n", name="Two"), update("n", owner="Bo")])
    assert [(change.action, change.id) for change in outcome.changes] == [(Action.CREATE, "n")]
    assert outcome.plan.all(Initiative)["n"] == Initiative(id="n", code="N", name="Two", owner="Bo")


def test_a_reference_may_stand_before_what_it_refers_to(plan: Plan) -> None:
    outcome = apply(plan, [link("z", "n", "c"), work("n")])
    assert [change.id for change in outcome.changes] == ["z", "n"]


@pytest.mark.parametrize(
    ("operation", "code", "message"),
    [
        (create("unicorn", "g"), "unknown-kind", "There is no kind 'unicorn'."),
        (work("a"), "already-exists", "Initiative a exists already."),
        (update("zz", name="x"), "not-found", "There is no initiative zz."),
        (delete("team", "zz"), "not-found", "There is no team zz."),
        (create("team", "n", name="New"), "missing-value", "Team needs a code."),
        (update("a", percent_complete=200.0), "out-of-bounds", "A: Percent complete is 200."),
    ],
)
def test_one_wrong_operation_refuses_all(plan: Plan, operation: Operation, code: str, message: str) -> None:
    assert refused(plan, work("fine"), operation) == [(code, message)]


def test_every_error_is_reported_with_the_place_it_was_written_at(plan: Plan) -> None:
    cell = Place(file="plan.xlsx", sheet="Plan", row=7, column="C")
    operations = [
        Operation(Action.UPDATE, "initiative", "a", {"name": " "}, cell),
        Operation(Action.CREATE, "team", "n", {"name": "New"}),
        update("b", parent_id="gone"),
    ]
    findings = apply(plan, operations).findings
    assert [(f.code, f.place.operation, f.place.row, f.place.id, f.place.field) for f in findings] == [
        ("missing-value", 1, None, "n", "code"),
        ("missing-value", 0, 7, "a", "name"),
        ("dangling-reference", 2, None, "b", "parent_id"),
    ]


def test_warnings_let_a_change_pass(plan: Plan) -> None:
    outcome = apply(plan, [update("a", name="Work b")])
    assert outcome.accepted
    assert [finding.code for finding in outcome.findings] == ["duplicate-name"]


def test_a_loop_is_refused_whichever_operation_closes_it(plan: Plan) -> None:
    message = "A waits for itself: A → B → C → A."
    assert refused(plan, link("z", "c", "a")) == [("dependency-cycle", message)]
    assert refused(plan, link("z", "c", "n"), work("n"), link("w", "n", "a")) == [
        ("dependency-cycle", "A waits for itself: A → B → C → N → A.")
    ]
    assert refused(plan, update("p", parent_id="c"), link("z", "a", "c")) == [
        ("summary-dependency", "B is part of C and linked to it."),
        ("summary-dependency", "A is part of C and linked to it."),
    ]


def test_moving_work_can_close_a_loop(plan: Plan) -> None:
    grown = apply(plan, [work("q"), link("z", "c", "q"), work("r")]).plan
    assert refused(grown, update("a", parent_id="q")) == [
        ("dependency-cycle", "Q waits for itself: Q → A → B → C → Q.")
    ]
    assert apply(grown, [update("a", parent_id="r")]).accepted


def test_deleting_takes_along_what_lives_and_dies_with_it(plan: Plan) -> None:
    outcome = apply(plan, [delete("initiative", "a")])
    assert outcome.findings == ()
    assert sorted((change.kind, change.id) for change in outcome.changes) == [
        ("demand", "m"),
        ("dependency", "x"),
        ("initiative", "a"),
    ]
    assert list(outcome.plan.all(Dependency)) == ["y"]


def test_linking_to_what_the_same_change_deletes_is_refused(plan: Plan) -> None:
    assert refused(plan, delete("initiative", "c"), link("z", "a", "c")) == [
        ("dangling-reference", "Dependency z: successor refers to initiative or launch 'c', which does not exist.")
    ]


def test_deleting_is_refused_while_others_refer_to_it(plan: Plan) -> None:
    assert refused(plan, delete("initiative", "p")) == [
        ("dangling-reference", "A: parent refers to initiative 'p', which does not exist."),
        ("dangling-reference", "B: parent refers to initiative 'p', which does not exist."),
    ]
    assert refused(plan, delete("team", "t")) == [
        ("dangling-reference", "Demand m: team refers to team 't', which does not exist.")
    ]
    whole = [delete("initiative", id_) for id_ in "pab"]
    assert apply(plan, whole).accepted


def test_a_change_can_be_taken_back_and_done_again(plan: Plan) -> None:
    outcome = apply(plan, [delete("initiative", "a"), work("n"), update("c", name="New")])
    back = replay(outcome.plan, [change.inverse() for change in outcome.changes], 9)
    assert (back.entities, back.revision) == (plan.entities, 9)
    again = apply(back, [change.as_operation() for change in outcome.changes])
    assert again.plan.entities == outcome.plan.entities


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        (update("a", owner="Bo"), []),
        (update("a", name="Theirs"), []),
        (update("a", name="Mine"), [("name", "initiative a: name is now Theirs.")]),
        (delete("initiative", "a"), [(None, "initiative a was edited meanwhile.")]),
        (update("c", name="Mine"), [(None, "initiative c was deleted meanwhile.")]),
        (update("b", name="Mine"), []),
        (work("z"), []),
    ],
)
def test_only_edits_of_the_same_field_conflict(plan: Plan, mine: Operation, expected: list[tuple[str, str]]) -> None:
    theirs: Outcome = apply(plan, [update("a", name="Theirs"), delete("initiative", "c"), update("p", name="P2")])
    found = conflicts([mine], theirs.changes)
    assert [(f.place.field, f.message) for f in found] == expected
    assert all((f.code, f.severity, f.place.operation) == ("conflict", "error", 0) for f in found)


def test_a_conflict_is_judged_by_the_latest_value(plan: Plan) -> None:
    first = apply(plan, [update("a", name="One")])
    second = apply(first.plan, [update("a", owner="Bo"), update("a", name="Work a")])
    later = (*first.changes, *second.changes)
    assert [f.message for f in conflicts([update("a", name="One", owner="Cy")], later)] == [
        "initiative a: name is now Work a.",
        "initiative a: owner is now Bo.",
    ]
    assert conflicts([update("a", name="Work a", owner="Bo")], later) == []


def test_linking_twice_in_two_ways_is_allowed(plan: Plan) -> None:
    outcome = apply(plan, [create("dependency", "z", predecessor_id="a", successor_id="b", type=LinkType.SS)])
    assert outcome.accepted
    assert refused(plan, link("z", "a", "b")) == [
        (
            "duplicate-dependency",
            "Dependency z repeats x: same predecessor_id, successor_id, type, external_party.",
        )
    ]


def test_a_loop_is_laid_to_the_operation_that_closed_it(plan: Plan) -> None:
    outcome = apply(plan, [update("p", owner="Bo"), work("n"), link("z", "c", "a")])
    assert [(finding.code, finding.place.operation) for finding in outcome.findings] == [("dependency-cycle", 2)]


def test_a_code_that_is_taken_is_laid_to_the_operation_that_took_it(plan: Plan) -> None:
    outcome = apply(plan, [update("b", owner="Bo"), update("a", code="C")])
    assert [(finding.code, finding.place.operation) for finding in outcome.findings] == [("duplicate-code", 1)]
