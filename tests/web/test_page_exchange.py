"""Files in and out of the page: looked at, mended and applied; refused ones change nothing; exports open."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, Route, expect

from benchmarks.web.northstar import NOW, Northstar
from benchmarks.web.opening import Opened
from benchmarks.web.views import settle
from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import KINDS
from planner_importers.tabular.fields import Field

pytestmark = pytest.mark.slow

WRONG = b"""Nr,Summary,Step,Answers for it,Days,Needs
1,Reporting form,WX-1,Ada Lovelace,5,
2,Reviewer queue,WX-2,Grace Hopper,10,WX-1
3,Launch check,WX-3,Linus Ek,3,WX-2
"""
CYCLE = (
    b"ID;Task;Owner;Duration;Predecessors\n"
    b"CY-1;One;Ada;2d;CY-3\nCY-2;Two;Bo;3d;CY-1\nCY-3;Three;Cy;1d;CY-2\nCY-4;Four;Cy;soon;CY-3\n"
)
GOOD = b"ID;Task;Owner;Duration\nGD-1;One;Ada;2d\nGD-2;Two;Bo;3d\n"
LONGER = b"ID,Initiative,Optimistic (weeks),Most likely (weeks),Pessimistic (weeks)\nTRN-303,x,6,8,10\n"


def drop(page: Page, name: str, data: bytes) -> None:
    chooser = page.get_by_role("button", name="Choose a file")
    with page.expect_file_chooser() as chosen:
        chooser.click()
    chosen.value.set_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})


def read_as(page: Page, heading: str, field: str) -> None:
    page.get_by_role("combobox", name=f"{heading} is read as").click()
    page.get_by_role("option", name=field, exact=True).click()


def violations(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], node["target"], node["html"]) for each in found for node in each["nodes"]]


def test_a_wrong_mapping_is_mended_applied_and_seen_on_the_timeline(opened: Opened, northstar: Northstar) -> None:
    before = northstar.store.plan().revision
    page = opened("/exchange")
    drop(page, "wrong.csv", WRONG)
    expect(page.get_by_text("Nothing can be applied because of 2 errors")).to_be_visible()
    expect(page.get_by_role("button", name="Apply", exact=True)).to_be_disabled()
    read_as(page, "Nr", "Left alone")
    read_as(page, "Step", "Code")
    read_as(page, "Answers for it", "Owner")
    effect = page.get_by_role("region", name="What it would do")
    expect(effect).to_contain_text("3initiatives created2dependencies created")
    page.get_by_role("textbox", name="Why").fill("Reporting form")
    page.get_by_role("button", name="Apply", exact=True).click()
    expect(page.get_by_text("3 initiatives created · 2 dependencies created")).to_be_visible()
    revision = northstar.store.head
    assert (revision.number, revision.message) == (before + 1, "Reporting form")
    plan = northstar.store.plan()
    assert [plan.find(f"WX-{n}").name for n in (1, 2, 3)] == ["Reporting form", "Reviewer queue", "Launch check"]
    page.get_by_role("button", name="Show the timeline").click()
    expect(page).to_have_url(re.compile("/timeline$"))
    page.get_by_role("textbox", name="Filter by text").fill("WX-2")
    expect(page.get_by_role("treegrid").get_by_role("row").filter(has_text="WX-2")).to_contain_text("Reviewer queue")


def test_a_corrected_mapping_is_remembered_for_the_next_file_with_these_headings(opened: Opened) -> None:
    page = opened("/exchange")
    drop(page, "wrong.csv", WRONG)
    read_as(page, "Nr", "Left alone")
    read_as(page, "Step", "Code")
    expect(page.get_by_role("region", name="What it would do")).to_contain_text("initiatives created")
    again = opened("/exchange", context=page.context)
    drop(again, "next month.csv", WRONG.replace(b"WX-", b"WY-"))
    expect(again.get_by_text("You have corrected a file with these headings before")).to_be_visible()
    expect(again.get_by_role("combobox", name="Step is read as")).to_have_value("Code")
    again.get_by_role("button", name="Read the columns as recognised").click()
    expect(again.get_by_role("combobox", name="Step is read as")).to_have_value("Left alone")


def test_a_mapping_is_downloaded_as_the_command_line_takes_it_and_taken_back(opened: Opened, tmp_path: Path) -> None:
    page = opened("/exchange")
    drop(page, "wrong.csv", WRONG)
    page.get_by_role("button", name="Mapping").click()
    with page.expect_download() as given:
        page.get_by_role("menuitem", name="Download the mapping").click()
    assert given.value.suggested_filename == "wrong.map.yaml"
    given.value.save_as(tmp_path / "map.yaml")
    text = (
        (tmp_path / "map.yaml")
        .read_text("utf-8")
        .replace("heading: Step\n    field: other", "heading: Step\n    field: tags")
    )
    page.get_by_role("button", name="Mapping").click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("menuitem", name="Use a mapping from a file").click()
    chosen.value.set_files({"name": "map.yaml", "mimeType": "text/yaml", "buffer": text.encode()})
    expect(page.get_by_role("combobox", name="Step is read as")).to_have_value("Tags")


def test_findings_stand_in_their_cells_and_lead_there(opened: Opened) -> None:
    page = opened("/exchange")
    drop(page, "cycle.csv", CYCLE)
    table = page.get_by_role("table", name="Rows of cycle")
    cell = table.get_by_role("row", name=re.compile("^5")).get_by_role("cell", name=re.compile("soon"))
    mark = cell.get_by_role("button", name="Error: 'soon' is not a duration.")
    expect(mark).to_be_visible()
    page.get_by_role("list", name="Findings").get_by_role("button", name=re.compile("'soon' is not")).click()
    expect(mark).to_be_focused()
    page.get_by_role("radiogroup", name="Severity").locator("label").nth(2).click()
    expect(page.get_by_text("No finding passes the filter.")).to_be_visible()


def test_the_sound_part_is_taken_and_can_be_undone(opened: Opened, northstar: Northstar) -> None:
    before = northstar.store.plan()
    page = opened("/exchange")
    drop(page, "cycle.csv", CYCLE)
    page.get_by_role("switch", name="Take the sound part").check(force=True)
    expect(page.get_by_role("region", name="What it would do")).to_contain_text("3initiatives created")
    page.get_by_role("button", name="Apply", exact=True).click()
    page.get_by_role("alert").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The import is taken back")).to_be_visible()
    assert northstar.store.head.undoes == before.revision + 1
    assert northstar.store.plan().entities == before.entities


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("truncated.xlsx", b"PK\x03\x04 and then nothing", "the archive is damaged"),
        ("paper.pdf", b"%PDF-1.7", "it is a PDF"),
        ("empty.csv", b" ", "it is empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(
    opened: Opened, northstar: Northstar, name: str, data: bytes, said: str
) -> None:
    before = northstar.store.plan().revision
    page = opened("/exchange")
    drop(page, name, data)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(f"{name} cannot be imported")
    expect(alert).to_contain_text(said)
    alert.get_by_role("button", name="Choose another file").click()
    expect(page.get_by_text("Drop a plan here")).to_be_visible()
    assert northstar.store.plan().revision == before


def test_an_import_is_cancelled_while_the_server_works(opened: Opened, northstar: Northstar) -> None:
    rows = "".join(f"B-{n};Task {n};Ada;{n % 9 + 1}d;{f'B-{n - 1}' if n > 1 else ''}\n" for n in range(1, 6001))
    before = northstar.store.plan().revision
    page = opened("/exchange")
    drop(page, "big.csv", f"ID;Task;Owner;Duration;Predecessors\n{rows}".encode())
    expect(page.get_by_role("progressbar", name="Progress of the import")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Drop a plan here")).to_be_visible()
    drop(page, "good.csv", GOOD)
    expect(page.get_by_role("region", name="What it would do")).to_contain_text("2initiatives created")
    assert northstar.store.plan().revision == before


def test_what_somebody_else_saves_is_looked_at_again(opened: Opened, northstar: Northstar) -> None:
    page = opened("/exchange")
    drop(page, "good.csv", GOOD)
    expect(page.get_by_text("read against revision 11")).to_be_visible()
    work = northstar.store.plan().find("POL-101")
    edit = Operation(Action.UPDATE, "initiative", work.id, {"description": "Edited meanwhile"})
    northstar.store.commit(ChangeSet((edit,), "Bo"), at=NOW)
    expect(page.get_by_text("read against revision 12")).to_be_visible()


def test_a_plan_that_moved_at_the_last_moment_is_not_overwritten(opened: Opened, northstar: Northstar) -> None:
    page = opened("/exchange")
    drop(page, "good.csv", GOOD)
    refusal = {"code": "CONFLICT", "message": "The plan is at revision 12.", "hint": "Look again.", "findings": []}
    line = json.dumps({"refusal": refusal, "status": 409}) + "\n"

    def moved(route: Route) -> None:
        assert b'name="expected_revision"\r\n\r\n11' in (route.request.post_data_buffer or b"")
        route.fulfill(status=200, content_type="application/x-ndjson", body=line)

    page.route("**/imports", moved, times=1)
    page.get_by_role("button", name="Apply", exact=True).click()
    expect(page.get_by_text("Somebody changed the plan meanwhile, and nothing was saved")).to_be_visible()
    assert northstar.store.plan().revision == 11
    page.get_by_role("button", name="Apply", exact=True).click()
    expect(page.get_by_text("2 initiatives created")).to_be_visible()
    assert northstar.store.plan().revision == 12


def test_dates_that_move_are_listed_launches_first(opened: Opened) -> None:
    page = opened("/exchange")
    drop(page, "longer.csv", LONGER)
    effect = page.get_by_role("region", name="What it would do")
    expect(effect).to_contain_text(re.compile(r"\d+ items move, \d of them"))
    expect(effect.get_by_role("row").nth(1)).to_contain_text("LCH-")


def test_exports_are_downloads_that_open(opened: Opened, tmp_path: Path) -> None:
    page = opened("/exchange?tab=export")

    def fetched(name: str) -> bytes:
        with page.expect_download() as given:
            page.get_by_role("button", name=f"Download {name}").click()
        assert given.value.suggested_filename == name
        given.value.save_as(tmp_path / name)
        return (tmp_path / name).read_bytes()

    assert "Initiatives" in openpyxl.load_workbook(BytesIO(fetched("planner.xlsx"))).sheetnames
    assert "initiative.csv" in ZipFile(BytesIO(fetched("planner.zip"))).namelist()
    assert b"schemas.microsoft.com/project" in fetched("planner.xml")[:400]
    page.get_by_role("combobox", name="Which").click()
    page.get_by_role("option", name="launches", exact=True).click()
    assert b"LCH-701" in fetched("launch.csv")
    page.get_by_role("textbox", name="Around item").fill("LCH-701")
    assert b"LCH-701" in fetched("graph.mmd")


def test_an_export_that_fails_says_why_in_the_page(opened: Opened) -> None:
    opened.complaints.allow("Failed to load resource")
    page = opened("/exchange?tab=export")
    page.get_by_role("textbox", name="Around item").fill("NOPE-1")
    page.get_by_role("button", name="Download graph.mmd").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no")
    expect(page).to_have_url(re.compile("tab=export"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_import_or_the_exports(opened: Opened, scheme: Any) -> None:
    page = opened("/exchange", scheme=scheme, width=1024, height=768)
    drop(page, "cycle.csv", CYCLE)
    expect(page.get_by_role("table", name="Rows of cycle")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("tab", name="Export").click()
    expect(page.get_by_role("button", name="Download planner.xlsx")).to_be_visible()
    assert violations(page) == []


def test_a_file_is_imported_with_the_keyboard_alone(opened: Opened, northstar: Northstar) -> None:
    page = opened("/exchange")
    settle(page)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Choose a file").press("Enter")
    chosen.value.set_files({"name": "good.csv", "mimeType": "text/csv", "buffer": GOOD})
    expect(page.get_by_role("region", name="What it would do")).to_contain_text("2initiatives created")
    page.get_by_role("textbox", name="Why").focus()
    page.keyboard.type("By keys")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 initiatives created")).to_be_visible()
    assert northstar.store.head.message == "By keys"


def test_the_page_has_a_word_for_every_field_of_a_mapping_and_every_kind_that_files_bring() -> None:
    folder = Path(__file__).resolve().parent.parent.parent / "web/src/exchange"
    words = json.loads((folder / "words/en.json").read_text("utf-8"))
    assert set(words["field"]) == {field.value for field in Field}
    offered = re.findall(r'"([a-z_]+)"', (folder / "importing/mapping.ts").read_text("utf-8").split("];")[0])
    groups = {"what", "who", "where", "state", "when", "long", "training", "links"}
    assert set(offered) - groups == {field.value for field in Field if field is not Field.OTHER}
    assert {key.rpartition("_")[0] for key in words["kinds"]} <= set(KINDS)
