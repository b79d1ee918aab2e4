"""Leaving out what breaks rules, and nothing more than that."""

from hypothesis import given
from hypothesis import strategies as st

from planner.plan.changes import Action, Operation, apply
from planner.plan.findings import Place
from planner.plan.partial import sound_part
from planner.plan.snapshot import Plan


def create(id_: str, **values: object) -> Operation:
    return Operation(Action.CREATE, "initiative", id_, {"code": id_, "name": id_, "owner": "Ada"} | values)


def link(predecessor: str, successor: str) -> Operation:
    ends = {"predecessor_id": predecessor, "successor_id": successor}
    return Operation(Action.CREATE, "dependency", f"{predecessor}>{successor}", ends)


def test_what_is_sound_is_kept_whole() -> None:
    sound = sound_part(Plan({}), [create("a"), create("b"), link("a", "b")])
    assert [change.id for change in sound.outcome.changes] == ["a", "b", "a>b"]
    assert sound.left_out == ()


def test_a_loop_loses_its_links_and_its_neighbours_stay() -> None:
    operations = [create(name) for name in "abcd"] + [link("a", "b"), link("b", "c"), link("c", "a"), link("c", "d")]
    sound = sound_part(Plan({}), operations)
    assert [change.id for change in sound.outcome.changes] == ["a", "b", "c", "d", "c>d"]
    assert [(f.code, f.items) for f in sound.left_out] == [("dependency-cycle", ("a", "b", "c"))]


def test_what_needs_something_left_out_goes_too_and_both_are_named_by_their_original_index() -> None:
    sound = sound_part(Plan({}), [create("a"), create("b"), create("c", percent_complete=200.0), link("a", "c")])
    assert [change.id for change in sound.outcome.changes] == ["a", "b"]
    assert [(f.code, f.place.operation) for f in sound.left_out] == [("out-of-bounds", 2), ("dangling-reference", 3)]


def test_the_place_in_the_file_is_kept() -> None:
    bad = Operation(Action.CREATE, "initiative", "x", {"code": "x", "name": " "}, Place(file="plan.csv", row=7))
    sound = sound_part(Plan({}), [bad])
    assert (sound.left_out[0].code, sound.left_out[0].place.file, sound.left_out[0].place.row) == (
        "missing-value",
        "plan.csv",
        7,
    )
    assert not sound.outcome.changes


def test_a_link_that_would_close_a_loop_in_the_plan_is_left_out() -> None:
    plan = sound_part(Plan({}), [create("a"), create("b"), link("a", "b")]).outcome.plan
    sound = sound_part(plan, [link("b", "a"), Operation(Action.UPDATE, "initiative", "a", {"name": "Renamed"})])
    assert [change.id for change in sound.outcome.changes] == ["a"]
    assert [f.code for f in sound.left_out] == ["dependency-cycle"]


@given(
    st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda ends: ends[0] != ends[1]))
)
def test_loops_behind_loops_are_left_out_as_if_each_round_tried_the_whole(ends: set[tuple[str, str]]) -> None:
    operations = [create(name) for name in "abcdefg"] + [link(*pair) for pair in sorted(ends)]
    kept = operations
    loops: list[tuple[str, ...]] = []
    while found := [f for f in apply(Plan({}), kept).findings if f.code == "dependency-cycle"]:
        cut = {f"{p}>{s}" for f in found for p, s in zip(f.items, (*f.items[1:], f.items[0]), strict=True)}
        kept = [operation for operation in kept if operation.id not in cut]
        loops.extend(f.items for f in found)
    sound = sound_part(Plan({}), operations)
    assert list(sound.operations) == kept
    assert sorted(f.items for f in sound.left_out) == sorted(loops)
    assert [operations[f.place.operation or 0].id for f in sound.left_out] == [f.items[0] for f in sound.left_out]
