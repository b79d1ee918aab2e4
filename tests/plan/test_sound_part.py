"""Leaving out what breaks rules, and nothing more than that."""

from planner.plan.changes import Action, Operation
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
