"""Importing again updates instead of duplicating; mappings are saved, edited and given back."""

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from planner.plan.changes import Action, Operation, apply
from planner_importers.tabular.refusals import MappingError

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Importer

PLAN = "ID,Task,Duration,Owner,Predecessors\n1,Draft,2d,Ada,\n2,Sign,1d,Bob,1\n"


def test_same_file_again_changes_nothing(imported: "Importer") -> None:
    first = imported(PLAN)
    assert imported(PLAN, plan=first.plan).result.operations == ()


def test_only_what_differs_is_updated(imported: "Importer") -> None:
    first = imported(PLAN)
    second = imported(PLAN.replace("1d,Bob", "3d,Bob"), plan=first.plan)
    assert [(o.action, dict(o.values)) for o in second.result.operations] == [
        (Action.UPDATE, {"duration": second.work("Sign").duration})
    ]


def test_what_people_added_stays(imported: "Importer") -> None:
    first = imported(PLAN)
    draft = first.work("Draft")
    edited = apply(first.plan, [Operation(Action.UPDATE, "initiative", draft.id, {"policy_area": "Fraud"})]).plan
    second = imported(PLAN.replace("Draft,2d", "Draft,4d"), plan=edited)
    assert (second.work("Draft").policy_area, str(second.work("Draft").duration)) == ("Fraud", "4d")


def test_renamed_row_keeps_its_identity(imported: "Importer") -> None:
    first = imported(PLAN)
    second = imported(PLAN.replace("Draft", "Write"), plan=first.plan)
    assert second.work("Write").id == first.work("Draft").id


def test_row_that_is_gone_is_noted_and_kept(imported: "Importer") -> None:
    first = imported(PLAN)
    second = imported("ID,Task,Duration,Owner,Predecessors\n1,Draft,2d,Ada,\n", plan=first.plan)
    assert second.names() == ["Draft", "Sign"]
    assert second.codes() == ["absent-row"]


def test_codes_find_work_that_came_in_another_way(imported: "Importer") -> None:
    first = imported("ID,Task,Duration\nPOL-1,Policy,3w\n", "january.csv")
    second = imported("ID,Task,Duration\nPOL-1,Policy,5w\n", "february.csv", plan=first.plan)
    assert len(second.plan.works) == 1
    assert str(second.work("POL-1").duration) == "5w"


def test_the_same_numbers_in_another_file_are_other_work(imported: "Importer") -> None:
    first = imported(PLAN, "alpha.csv")
    second = imported("ID,Task,Duration\n1,Build,2d\n2,Ship,1d\n", "beta.csv", plan=first.plan)
    assert sorted(item.code for item in second.works()) == ["ALPH-1", "ALPH-2", "BETA-1", "BETA-2"]


def test_given_mapping_is_used_as_it_is(imported: "Importer") -> None:
    first = imported(PLAN)
    assert imported(PLAN, mapping=first.result.mapping).result.mapping == first.result.mapping
    edited = (first.result.mapping or "").replace("field: owner", "field: team")
    assert imported(PLAN, mapping=edited).work("Draft").tags == ("Team: Ada",)


def test_mapping_may_be_json(imported: "Importer") -> None:
    text = json.dumps(yaml.safe_load(imported(PLAN).result.mapping or ""))
    assert imported(PLAN, mapping=text).links() == ["Draft FS Sign"]


def test_mapping_makes_a_plan_of_what_was_not_taken_for_one(imported: "Importer") -> None:
    text = "Zorp,Blick\nWrite,Ada\nSign,Bob\n"
    mapping = """
planner_mapping: 1
tables:
- sheet: plan
  header_rows: [1]
  columns:
  - {column: A, heading: Zorp, field: name}
  - {column: B, heading: Blick, field: owner}
"""
    assert imported(text).codes() == ["no-plan-found", "sheet-not-a-plan"]
    assert [(w.name, w.owner) for w in imported(text, mapping=mapping).works()] == [
        ("Write", "Ada"), ("Sign", "Bob"),
    ]  # fmt: skip


def test_mapping_follows_columns_that_moved(imported: "Importer") -> None:
    mapping = imported(PLAN).result.mapping
    moved = "New,ID,Task,Duration,Owner,Predecessors\nx,1,Draft,2d,Ada,\ny,2,Sign,1d,Bob,1\n"
    assert imported(moved, mapping=mapping).links() == ["Draft FS Sign"]
    lower = "A plan\n\n" + PLAN
    assert imported(lower, mapping=mapping).links() == ["Draft FS Sign"]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("field: owner", "field: boss"), "'boss' is no field"),
        (("heading: Owner", "heading: Boss"), "no column 'Boss'"),
        (("references: code", "references: magic"), "'magic' is no references"),
        (("planner_mapping: 1", "planner_mapping: 9"), "not a mapping"),
        (("column: A", "column: '7'"), "'7' is no column"),
        (("confidence", "certainty"), "unknown entry 'certainty'"),
    ],
)
def test_mapping_that_does_not_fit_is_refused(imported: "Importer", edit: tuple[str, str], said: str) -> None:
    mapping = (imported(PLAN).result.mapping or "").replace(*edit)
    with pytest.raises(MappingError, match=said):
        imported(PLAN, mapping=mapping)


def test_mapping_cannot_hurt(imported: "Importer") -> None:
    laughs = "a: &a [x, x]\nplanner_mapping: 1\ntables: [{sheet: *a}]\n"
    for text in (laughs, "[" * 5000, "{: :", "\x00", "- 1", "planner_mapping: 1\ntables: [1]"):
        with pytest.raises(MappingError):
            imported(PLAN, mapping=text)


def test_order_of_dates_can_be_set_in_the_mapping(imported: "Importer") -> None:
    text = "ID,Task,Start\nA-1,One,01/02/2027\nA-2,Two,03/04/2027\n"
    first = imported(text)
    second = imported(text, mapping=(first.result.mapping or "").replace("dates: day_first", "dates: month_first"))
    assert f"{first.work('A-1').constraint_date:%m-%d}" == "02-01"
    assert f"{second.work('A-1').constraint_date:%m-%d}" == "01-02"
