"""Building the demo in a store: its revisions, the import on the way, and the same result every time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.app.demo import DemoReport, OtherPlanError, build, northstar, seeded_ids
from planner.app.demo.design import wanted
from planner.app.demo.import_files import TABLE, WORKBOOK
from planner.app.demo.roster_file import ROSTER
from planner.app.demo.toward import toward
from planner.plan.changes import Action, ChangeSet, Operation, apply
from planner.plan.entities import Initiative, Launch, Level
from planner.plan.findings import Severity
from planner.plan.snapshot import Plan
from planner.store import Store
from tests.demo.northstar import COUNTS

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, DemoReport, Path]]:
    folder = tmp_path_factory.mktemp("northstar")
    with Store.open(f"sqlite:///{folder}/demo.db") as store:
        yield store, build(store, at=AT, new_id=seeded_ids(7), folder=folder / "files"), folder / "files"


def same(first: Plan, second: Plan) -> bool:
    return {kind: dict(table) for kind, table in first.entities.items()} == {
        kind: dict(table) for kind, table in second.entities.items()
    }


def test_after_base_and_imports_everything_is_there(built: tuple[Store, DemoReport, Path]) -> None:
    _, report, _ = built
    assert report.counts == COUNTS | {"initiative": 144, "programme": 14}


def test_the_history_reads_like_a_week_of_work(built: tuple[Store, DemoReport, Path]) -> None:
    store, report, _ = built
    history = store.history()[::-1]
    assert [(revision.author, revision.message.split(":")[0].split(",")[0]) for revision in history] == [
        ("Hannah Lindqvist", "Set up the portfolio"),
        ("Marcus Bell", "Bring in the policy"),
        ("Niamh Gallagher", f"Import {WORKBOOK}"),
        ("Carmela Santos", f"Import {TABLE}."),
        ("Tomoko Arai", "Tie hub and support work to launches; settle predecessors"),
        ("Niamh Gallagher", "Add the regulatory calendar with sources and history."),
        ("Hannah Lindqvist", "Put launches under gates"),
        ("Grace Whitfield", "Bring in courses"),
        ("Hannah Lindqvist", "Move SII policy v3 EU to mid-January."),
        ("Marisol Reyes", "The date is the law's"),
        ("Marcus Bell", "Progress of the week to 20 November"),
    ]
    assert [revision.undoes for revision in history] == [None] * 9 + [9, None]
    assert all(AT - timedelta(days=7) <= revision.at < AT for revision in history)
    assert report.revision == 11
    assert store.verify().findings == ()


def test_the_files_bring_hub_and_support_work(built: tuple[Store, DemoReport, Path]) -> None:
    store, _, _ = built
    before, after = store.plan_at(revision=2), store.plan_at(revision=4)
    new = [item.code for item in after.all(Initiative).values() if item.id not in before.all(Initiative)]
    assert sum(code.startswith("CS-") for code in new) == 12
    assert sum(code.startswith("REG-") for code in new) >= 21
    assert len([item for item in before.all(Initiative).values() if item.level is Level.INITIATIVE]) == 110


def test_the_undone_move_is_part_of_the_past_only(built: tuple[Store, DemoReport, Path]) -> None:
    store, _, _ = built
    targets = []
    for plan in (store.plan_at(revision=9), store.plan()):
        launch = plan.find("LCH-701")
        assert isinstance(launch, Launch)
        targets.append(launch.target_date)
    assert targets == [datetime(2027, 1, 15, 23, 59), datetime(2026, 12, 2, 23, 59)]


def test_the_files_are_written(built: tuple[Store, DemoReport, Path]) -> None:
    _, report, folder = built
    assert report.files == (folder / WORKBOOK, folder / TABLE, folder / ROSTER)
    assert [path.read_bytes() for path in report.files] == [content for _, content in northstar(seeded_ids(7)).files]


def test_two_builds_are_equal(built: tuple[Store, DemoReport, Path], tmp_path: Path) -> None:
    store, report, _ = built
    with Store.open(f"sqlite:///{tmp_path}/again.db") as again:
        second = build(again, at=AT, new_id=seeded_ids(7))
        assert same(again.plan(), store.plan())
        assert again.history()[0].hash == store.history()[0].hash
        assert (second.counts, second.import_findings) == (report.counts, report.import_findings)


def test_building_again_adds_nothing(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/twice.db") as store:
        first = build(store, at=AT, new_id=seeded_ids(7))
        again = build(store, at=AT + timedelta(days=7), new_id=seeded_ids(8))
        assert (again.revision, again.counts, again.import_findings) == (first.revision, first.counts, ())
        assert len(store.history()) == 11


def test_another_plan_is_left_alone(tmp_path: Path) -> None:
    market = Operation(Action.CREATE, "market", "m", {"code": "DE"})
    with Store.open(f"sqlite:///{tmp_path}/other.db") as store:
        store.commit(ChangeSet((market,), "ada"), at=AT)
        with pytest.raises(OtherPlanError, match="another plan already, of 1 entities"):
            build(store, at=AT, new_id=seeded_ids(7), folder=tmp_path / "files")
        assert (len(store.plan()), len(store.history())) == (1, 1)
    assert not (tmp_path / "files").exists()


def test_progress_is_told_step_by_step(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    with Store.open(f"sqlite:///{tmp_path}/told.db") as store:
        build(store, at=AT, new_id=seeded_ids(7), progress=lambda done, of, what: told.append((done, of, what)))
    assert [done for done, _, _ in told] == list(range(12))
    assert {of for _, of, _ in told} == {11}
    assert (told[2][2], told[-1][2]) == ("Import of Regional hubs plan.xlsx", "Done")


def test_the_first_operations_apply_to_an_empty_plan() -> None:
    outcome = apply(Plan({}), northstar(seeded_ids(7)).operations)
    assert [finding.code for finding in outcome.findings] == ["missing-owner"] * 3 + ["duplicate-name"]
    assert len(outcome.plan.all(Launch)) == 12


def test_the_import_names_each_planted_fault_of_the_workbook(built: tuple[Store, DemoReport, Path]) -> None:
    _, report, _ = built
    errors = [finding for finding in report.import_findings if finding.severity is Severity.ERROR]
    assert sorted((finding.code, finding.place.sheet, finding.place.row) for finding in errors) == [
        ("dependency-cycle", "Hub plan", 12),
        ("duplicate-code", "Hub plan", 27),
        ("unresolved-predecessor", "Hub plan", 10),
        ("unresolved-predecessor", "Hub plan", 17),
    ]
    assert {finding.place.file for finding in report.import_findings} == {WORKBOOK}
    [cycle] = [finding for finding in errors if finding.code == "dependency-cycle"]
    assert "REG-508 → REG-511 → REG-509 → REG-508" in cycle.message
    [duplicate] = [finding for finding in errors if finding.code == "duplicate-code"]
    assert "REG-504" in duplicate.message
    unknown = [finding.message for finding in errors if finding.code == "unresolved-predecessor"]
    assert ["POL-199" in unknown[0], "REG-590" in unknown[1]] == [True, True]


def test_the_finished_demo_is_the_design(built: tuple[Store, DemoReport, Path]) -> None:
    store, _, _ = built
    assert toward(store.plan(), wanted, seeded_ids(9), prune=True) == ()
