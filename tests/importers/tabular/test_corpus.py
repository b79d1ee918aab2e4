"""Real plans import with no map; every reference is resolved or is a finding. Counts are exact."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.plan.entities import ConstraintType, Level
from planner.plan.values import Duration

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Importer

pytestmark = pytest.mark.corpus


def test_project_plan_with_an_empty_and_a_full_predecessor_column(imported: "Importer", corpus: Path) -> None:
    plan = imported((corpus / "inputs/packt-tpm/Project_Plan.xlsx").read_bytes(), "Project_Plan.xlsx")
    assert Counter(operation.kind for operation in plan.result.operations) == {"initiative": 39, "dependency": 13}
    assert Counter(plan.codes()) == {
        "finish-differs": 5, "date-inversion": 1, "people-without-team": 1, "hidden-cells": 2,
    }  # fmt: skip
    table = plan.mapping.plans[0]
    assert [c.letter for c in table.columns if c.field == "predecessors"] == ["D", "G"]
    assert plan.links()[0] == "Add/Remove API using message protocol/API FS Import/Export of AddressBook"
    assert sum(work.parent_id is not None for work in plan.works()) == 25
    assert plan.parents()["Design"] == "Setup Relay Servers"
    design = plan.work("PP-2")
    assert (design.owner, design.duration, design.level) == ("Arun", Duration.parse("6w"), Level.WORK_ITEM)
    assert (design.constraint, str(design.constraint_date)) == (ConstraintType.SNET, "2023-01-02 00:00:00")
    assert plan.work("PP-3").constraint is ConstraintType.ASAP
    inversion = plan.finding("date-inversion").place
    assert (inversion.sheet, inversion.row, inversion.column) == ("Project Plan", 34, "I (Start Date)")


def test_roadmap_with_one_column_per_dependency(imported: "Importer", corpus: Path) -> None:
    plan = imported((corpus / "inputs/dep-roadmap-viewer/Roadmap.xlsx").read_bytes(), "Roadmap.xlsx")
    assert Counter(operation.kind for operation in plan.result.operations) == {"initiative": 30, "dependency": 41}
    assert plan.codes() == []
    assert plan.fields()[:5] == ["code", "name", "description", "predecessors", "predecessors"]
    switch = {link.predecessor_id for link in plan.plan.predecessors(plan.work("DEP-021").id)}
    assert switch == {plan.work(code).id for code in ("DEP-016", "DEP-019", "DEP-020")}


def test_twenty_sheets_of_which_five_are_plans(imported: "Importer", corpus: Path) -> None:
    plan = imported((corpus / "inputs/packt-tpm/Tables.xlsx").read_bytes(), "Tables.xlsx")
    assert [table.sheet for table in plan.mapping.plans] == [
        "Mercury Windows", "Mercury Simple", "Tasks", "Project Plan", "Project Plan w Relays",
    ]  # fmt: skip
    assert Counter(operation.kind for operation in plan.result.operations) == {"initiative": 152, "dependency": 93}
    assert Counter(plan.codes())["sheet-not-a-plan"] == 15
    assert plan.codes(severity=None).count("unresolved-predecessor") == 0
    assert "MW-16" in [item.code for item in plan.works()]


@pytest.mark.parametrize(
    ("release", "count"),
    [("1.3", 14), ("1.4", 28), ("1.5", 27), ("1.6", 29), ("1.7", 28), ("1.8", 39), ("1.9", 38), ("1.10", 25),
     ("1.11", 24), ("1.12", 38)],
)  # fmt: skip
def test_release_sheets_with_a_preamble(imported: "Importer", corpus: Path, release: str, count: int) -> None:
    data = (corpus / f"inputs/k8s-release-readiness/release-{release}/features.csv").read_bytes()
    plan = imported(data, "features.csv")
    assert sum(operation.kind == "initiative" for operation in plan.result.operations) == count


@pytest.mark.parametrize("file", ["RACI", "Risk_Log", "Stakeholders", "Buffer_Scorecard"])
def test_lists_that_are_no_plans_are_refused_not_imported(imported: "Importer", corpus: Path, file: str) -> None:
    plan = imported((corpus / f"inputs/packt-tpm/{file}.xlsx").read_bytes(), f"{file}.xlsx")
    assert plan.result.operations == ()
    assert plan.codes() == ["no-plan-found", "sheet-not-a-plan"]


def test_importing_again_changes_nothing(imported: "Importer", corpus: Path) -> None:
    for file in ("packt-tpm/Project_Plan.xlsx", "dep-roadmap-viewer/Roadmap.xlsx"):
        data = (corpus / "inputs" / file).read_bytes()
        first = imported(data, Path(file).name)
        assert imported(data, Path(file).name, plan=first.plan).result.operations == ()
