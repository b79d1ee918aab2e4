"""Rosters, training, localisation and templates as a user runs them, and a roster over HTTP."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from planner.app.server import create_app
from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import ArtefactType, Learner
from planner.store import Store

Planner = Callable[..., Any]
ROSTER = (
    "Employee ID,Full name,Role,Market,Workforce,Course,Status,Completion date\n"
    "E1,Ada Lovelace,Moderator,DE,In-house,SII,Completed,2026-03-01\n"
    "E2,Bo Kim,Moderator,DE,In-house,SII,In progress,\n"
    "E3,Cy Day,Moderator,DE,Vendor,SII,Completed,2026-03-02\n"
)
SECRET = "kept in the vault of the office"


def create(kind: str, id_: str, **values: object) -> Operation:
    return Operation(Action.CREATE, kind, id_, values)


def commit(database: str, *operations: Operation) -> None:
    with Store.open(database) as store:
        store.commit(ChangeSet(operations, "Ada"), at=datetime(2026, 11, 22, tzinfo=UTC))


def seeded(planner: Planner, database: str, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER)
    planner("init")
    commit(
        database,
        create("market", "de", code="DE", languages=("de",)),
        create("course", "c", code="SII", name="SII"),
        create("artefact", "a", code="POL", name="Policy", type=ArtefactType.POLICY),
        create("artefact_version", "v", artefact_id="a", version="3", words=5000),
        create("launch", "l", code="LCH-1", name="Launch", owner="Ada", policy_version_ids=("v",)),
        create("launch_market", "m", launch_id="l", market_id="de"),
        create("requirement", "r", course_id="c", launch_ids=("l",)),
        create("cohort", "h", code="H1", course_id="c", start=datetime(2026, 12, 1).date(),
               finish=datetime(2026, 12, 4).date(), seats=5, pass_rate=1.0),
        Operation(Action.UPDATE, "portfolio", "portfolio", {"status_date": datetime(2026, 11, 22).date()}),
    )  # fmt: skip


def test_a_roster_becomes_coverage_missing_people_and_a_forecast(
    planner: Planner, database: str, tmp_path: Path
) -> None:
    seeded(planner, database, tmp_path)
    done = planner("import", "roster.csv", "--apply")
    assert (done.code, "3 learners created, 2 certificates created." in done.out) == (0, True), done.err
    again = planner("import", "roster.csv", "--apply")
    assert "Nothing to save." in again.out
    rows = planner("training", "coverage", "--launch", "LCH-1", "--on", "2026-11-22", "--json").json
    assert [(row["workforce"], row["certified"], row["required"], row["coverage"]) for row in rows] == [
        ("in_house", 1, 2, 0.5),
        ("vendor", 1, 1, 1.0),
    ]
    (missing,) = planner("training", "missing", "--market", "DE", "--json").json
    assert (missing["learner"], missing["reason"], missing["why"]) == ("E2", "never_passed", "Has never passed it.")
    forecast = planner("training", "forecast", "LCH-1", "--market", "DE", "--workforce", "in-house", "--json").json
    assert forecast["reachedOn"] == "2026-12-04"
    unknown = planner("training", "coverage", "--market", "ZZ")
    assert (unknown.code, "There is no market 'ZZ'." in unknown.err) == (1, True)


def test_a_roster_becomes_pseudonymous_on_request(planner: Planner, database: str, tmp_path: Path) -> None:
    seeded(planner, database, tmp_path)
    done = planner("import", "roster.csv", "--apply", "--pseudonyms", SECRET)
    assert (done.code, "Lovelace" in done.out) == (0, False), done.err
    with Store.open(database) as store:
        people = store.plan().all(Learner).values()
    assert [(row.code[:2], len(row.code), row.name) for row in people] == [("P-", 18, "")] * 3
    refused = planner("import", "roster.csv", "--apply")
    assert (refused.code, "pseudonymous-roster" in refused.out) == (1, True)
    weak = planner("import", "roster.csv", "--pseudonyms", "short")
    assert (weak.code, "less than 12 characters" in weak.err) == (2, True)


def test_localise_shows_then_saves_then_has_nothing_to_do(planner: Planner, database: str, tmp_path: Path) -> None:
    seeded(planner, database, tmp_path)
    shown = planner("localise", "LCH-1")
    assert "Nothing was saved. Repeat with --apply to save it." in shown.out
    saved = planner("localise", "LCH-1", "--apply", "--json").json
    kinds = {(row["action"], row["kind"]): row["count"] for row in saved["changes"]}
    assert kinds == {
        ("create", "language"): 1,
        ("create", "initiative"): 1,
        ("create", "translation"): 1,
        ("create", "dependency"): 1,
    }
    assert planner("localise", "LCH-1", "--apply").out == "Nothing to do.\n"
    assert planner("findings", "--json").json == []


def test_templates_are_added_used_and_made(planner: Planner, database: str, tmp_path: Path) -> None:
    seeded(planner, database, tmp_path)
    assert "4 plan templates created." in planner("template", "add-shipped", "--apply").out
    used = planner(
        "template", "use", "migration", "PMS", "Queue tool", "--day", "2027-02-01", "--owner", "Ada", "--apply"
    )
    assert (used.code, "10 initiatives created, 9 dependencies created." in used.out) == (0, True), used.err
    refused = planner("template", "use", "migration", "PMS", "Queue tool", "--day", "2027-02-01", "--apply")
    assert (refused.code, "duplicate-code" in refused.err) == (1, True)
    undated = planner("template", "use", "migration", "X", "X")
    assert (undated.code, "needs the day of its anchor" in undated.err) == (1, True)
    saved = planner("template", "save", "LIKE-PMS", "Like it", "PMS-ALL", "--stands-for", "Queue tool", "--apply")
    assert "1 plan template created." in saved.out
    made = {row["code"]: (row["items"], row["links"]) for row in planner("template", "list", "--json").json}
    assert made["LIKE-PMS"] == made["MIGRATION"] == (10, 9)


def test_a_roster_over_http_takes_the_secret(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'plan.db'}") as store:
        client = TestClient(create_app(store, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC), author="Ada"))
        files = {"file": ("roster.csv", ROSTER.encode())}
        answer = client.post("/imports", files=files, data={"apply": "true", "pseudonyms": SECRET}).json()
        assert (answer["refused"], answer["revision"]) == (False, 1)
        assert {row.name for row in store.plan().all(Learner).values()} == {""}
        weak = client.post("/imports", files=files, data={"pseudonyms": "short"})
        assert (weak.status_code, weak.json()["code"]) == (400, "WEAK_SECRET")
