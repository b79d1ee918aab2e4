"""The finished workbook, read again by another library."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.plan.entities import Initiative, Launch, LaunchMarket, Market, Obligation, Portfolio
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter, GroupBy, Roadmap
from planner_exports.workbook.book import workbook_of
from planner_exports.workbook.subject import Subject
from planner_exports.workbook.table_sheet import WorkbookTooLargeError, write_table
from planner_exports.workbook.tables import FINDINGS, FindingRow

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

SHEETS = {
    "Summary": None,
    "Roadmap": None,
    "Quarters": None,
    "Capacity": None,
    "Launch calendar": "LaunchCalendar",
    "Critical path": "CriticalPaths",
    "Dependencies": "Dependencies",
    "Regulatory": "Obligations",
    "Training": "Training",
    "Risks": "Risks",
    "Decisions": "Decisions",
    "Initiatives": "Initiatives",
    "Findings": "Findings",
    "Data notes": "Definitions",
}


def opened(data: bytes, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def rows_of(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the rows of a sheet's table by heading."""
    headings = [cell.value for cell in sheet[4]]
    return [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]  # type: ignore[arg-type]


def emptied(subject: Subject) -> Subject:
    quarters = FiscalQuarter(2026, 3).series(8)
    nothing = Roadmap(quarters, GroupBy.LINE_OF_BUSINESS, (), (), ())
    return replace(subject, plan=Plan({}), dates={}, paths={}, findings=(), roadmap=nothing, revision=None)


@pytest.fixture
def data(subject: Subject) -> bytes:
    return workbook_of(subject)


def test_sheets_and_their_tables(data: bytes) -> None:
    book = opened(data)
    assert {sheet.title: next(iter(sheet.tables), None) for sheet in book} == SHEETS
    assert all(len(sheet.title) <= 31 for sheet in book)
    assert book["Initiatives"].tables["Initiatives"].ref == "A4:AG8"
    assert book["Initiatives"].tables["Initiatives"].tableStyleInfo.showRowStripes is True


def test_the_same_subject_gives_the_same_bytes(subject: Subject, data: bytes) -> None:
    assert workbook_of(subject) == data


def test_the_font_is_named_and_not_the_themes(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    assert set(re.findall(r'<name val="([^"]*)"', styles)) == {"Arial"}
    assert "<scheme" not in styles


def test_cells_have_types_and_formulas_their_values(data: bytes) -> None:
    formulas = rows_of(opened(data)["Initiatives"])[2]
    values = rows_of(opened(data, values=True)["Initiatives"])[2]
    assert (values["Code"], values["Start"], values["Complete"]) == ("POL-101", datetime(2026, 11, 2), 40)
    assert (values["Health"], values["Slack"]) == ("At risk", 7)
    assert formulas["Slack"] == (
        '=IF(COUNT(Initiatives[[#This Row],[Finish]],Initiatives[[#This Row],[Deadline]])<2,"",'
        "Initiatives[[#This Row],[Deadline]]-Initiatives[[#This Row],[Finish]])"
    )
    assert str(formulas["Health"]).startswith('=IF(OR(Initiatives[[#This Row],[Status]]="Done",')
    launch = rows_of(opened(data, values=True)["Launch calendar"])[0]
    assert (launch["Predicted"], launch["Slack"], launch["State"]) == (datetime(2026, 12, 11), -9, "Late")


def test_the_summary_counts_over_the_tables(data: bytes) -> None:
    formulas, values = opened(data)["Summary"], opened(data, values=True)["Summary"]
    assert [cell.value for cell in values[6][:9]] == [3, 0, 1, 0, 2, 1, 0, 1, 1]
    assert [cell.value for cell in values[7][:4]] == [
        "pieces of work on the roadmap",
        "done",
        "in progress",
        "overdue or late",
    ]
    assert formulas["B6"].value == '=COUNTIFS(Initiatives[Counted],"Yes",Initiatives[Health],"Done")'
    assert formulas["D12"].value == (
        '=COUNTIFS(Initiatives[Counted],"Yes",Initiatives[LOB],'
        '"="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE($A12,"~","~~"),"*","~*"),"?","~?"),Initiatives[Status],"In progress")'
    )
    assert [cell.value for cell in values[12][:9]] == ["Training", 2, 0, 0, 1, 0, 1, 0, 1]
    assert [cell.value for cell in values[14][:9]] == ["Total", 3, 0, 1, 1, 0, 1, 0, 2]
    assert values["B3"].value == datetime(2026, 11, 22)


def test_the_status_date_and_margin_have_names(data: bytes) -> None:
    names = opened(data).defined_names
    assert {name: names[name].attr_text for name in ("StatusDate", "AtRiskDays")} == {
        "StatusDate": "Summary!$B$3",
        "AtRiskDays": "Summary!$E$3",
    }


def test_summary_links_to_every_other_sheet(data: bytes) -> None:
    book = opened(data)
    targets = {cell.hyperlink.location for row in book["Summary"].iter_rows() for cell in row if cell.hyperlink}
    assert targets >= {f"'{name}'!A1" for name in SHEETS if name != "Summary"}
    assert [book[name]["A3"].hyperlink.location for name in SHEETS if name != "Summary"] == ["'Summary'!A1"] * 13


def test_the_summary_has_two_charts_with_values(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        charts = [archive.read(name).decode() for name in sorted(archive.namelist()) if "/charts/chart" in name]
    assert [re.findall(r"<a:t>([^<]*)</a:t>", chart) for chart in charts] == [
        ["Status by line of business"],
        ["Work finishing by quarter"],
    ]
    assert "<c:v>Training</c:v>" in charts[0]


def test_reading_and_printing_are_set_up(data: bytes) -> None:
    book = opened(data)
    assert {sheet.title: sheet.freeze_panes for sheet in book} == {
        "Summary": "A4",
        "Roadmap": "C7",
        "Quarters": "B5",
        "Capacity": "C6",
        "Launch calendar": "C5",
        "Critical path": "A5",
        "Dependencies": "B5",
        "Regulatory": "B5",
        "Training": "B5",
        "Risks": "C5",
        "Decisions": "B5",
        "Initiatives": "C5",
        "Findings": "A5",
        "Data notes": "A4",
    }
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage is True  # type: ignore[union-attr]
        assert sheet.page_setup.fitToWidth is None, "absent means one page wide"
        assert sheet.page_setup.fitToHeight == (None if sheet.title == "Summary" else 0)
        header, footer = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
        assert header is not None
        assert footer is not None
        assert header.left.text == "&BNorthstar && Co&B"
        assert (header.right.text, footer.right.text) == ("Revision 12", "Page &P of &N")
        assert sheet.sheet_properties.tabColor is not None
    assert {name: book[name].print_title_rows for name in ("Roadmap", "Initiatives", "Data notes")} == {
        "Roadmap": "$5:$6",
        "Initiatives": "$4:$4",
        "Data notes": None,
    }


def test_document_properties_say_what_it_is(data: bytes) -> None:
    book = opened(data)
    properties = book.properties
    assert (properties.title, properties.creator) == ("Northstar & Co: executive workbook", "Ana Lima")
    assert properties.subject == "Revision 12, as of 22 Nov 2026"
    assert properties.created == datetime(2026, 11, 22, 9, 30)
    custom = book.custom_doc_props.props  # type: ignore[attr-defined]
    assert {item.name: item.value for item in custom} == {
        "As of": "2026-11-22",
        "Revision": 12,
        "Revision hash": "9f2c" * 16,
    }


def test_ids_are_kept_in_a_hidden_column(data: bytes) -> None:
    for name, ids in (
        ("Initiatives", ["old", "prg", "pol", "trn"]),
        ("Dependencies", ["d3", "d1", "d2"]),
        ("Regulatory", ["o1", "o3", "o2"]),
        ("Launch calendar", ["lm-de", "lm-fr"]),
    ):
        sheet = opened(data)[name]
        assert [row["Id"] for row in rows_of(sheet)] == ids
        assert sheet.column_dimensions[get_column_letter(sheet.max_column)].hidden is True


def test_the_roadmap_draws_bars_and_folds(data: bytes) -> None:
    sheet = opened(data)["Roadmap"]
    counted = opened(data, values=True)["Roadmap"]
    assert [counted.cell(7, column).value for column in (1, 3, 10, 11)] == ["Policy", "1 initiative, 1 date", 0, 1]
    assert sheet.cell(7, 10).value == '=COUNTIFS($G8:$G9,">="&L$6,$G8:$G9,"<="&X$4,$E8:$E9,"?*")'
    assert [sheet.cell(9, column).value for column in range(1, 12)] == [
        "POL-101",
        "Policy v3",
        "Ada",
        "In progress",
        "Committed",
        datetime(2026, 11, 2),
        datetime(2027, 1, 8),
        0,
        "Critical, late",
        "w5–13",
        "w1–2",
    ]
    weeks = [sheet.cell(9, 12 + week) for week in range(26)]
    assert "".join(str(cell.value or "·") for cell in weeks) == "····●●●●●●▼●●●●···········"
    assert [cell.fill.fgColor.rgb == "FF1F3864" for cell in weeks] == [4 <= week < 15 for week in range(26)]
    assert (sheet.row_dimensions[8].outlineLevel, sheet.row_dimensions[7].outlineLevel) == (1, 0)
    assert sheet.column_dimensions["L"].outlineLevel == 1
    assert sheet.auto_filter.ref == "A6:I9"


def test_the_notes_name_revision_and_definitions(data: bytes) -> None:
    sheet = opened(data)["Data notes"]
    lines = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert lines["Revision"] == (12, "Import")
    assert lines["Fiscal year starts"] == ("Jan", "Offset of 0 months; a fiscal year is named by the year it ends in.")
    assert lines["IE"] == ("Ireland", "5 working days a week, public holidays of IE, 1 half days.")
    assert lines["Also in jira"] == (1, "Items with an id there.")


def test_an_empty_plan_makes_a_whole_workbook(subject: Subject) -> None:
    book = opened(workbook_of(emptied(subject)), values=True)
    assert {sheet.title: next(iter(sheet.tables), None) for sheet in book} == SHEETS
    assert [cell.value for cell in book["Summary"][6][:9]] == [0] * 9
    assert book["Launch calendar"]["A2"].value == (
        "Each launch in each market: the date that the graph predicts, its target, and what stands in the way.  "
        "The plan has no launches yet.  As of 22 Nov 2026 · Unsaved plan"
    )
    assert book["Initiatives"].tables["Initiatives"].ref == "A4:AG5"


def nasty_plan(text: str) -> Plan:
    """Return a plan with the same text wherever a user can write one."""
    return Plan.of(
        Portfolio(id="portfolio", name=text),
        Market(id="m", code=text, name=text),
        Initiative(
            id="a",
            code=text or "A",
            name=text,
            owner=text,
            line_of_business=text,
            policy_area=text,
            tags=(text,),
            market_ids=("m",),
        ),
        Launch(id="l", code=f"{text}L", name=text, owner=text),
        LaunchMarket(id="lm", launch_id="l", market_id="m", owner=text),
        Obligation(id="o", code=text, instrument=text, duty=text, note=text, source=text, day=date(1899, 1, 1)),
    )


NASTY = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "{=SUM(A1)}",
    "<r><t>raw</t></r>",
    "http://evil.test/",
    "internal:Summary!A1",
    "mailto:a@b.test",
    "&amp;&<>\"'",
    "_x0041_ _x000D_",
    "\x00\x08\x1f\x7f",
    "\ud800 half",
    "\ufffe\uffff",
    "1e5",
    "2026-01-01",
    "&D&T&P",
    "~*?",
    "x" * 40_000,
    "👩‍👩‍👧 עברית",
)


@pytest.mark.parametrize("text", NASTY)
def test_user_text_is_text_and_never_a_formula_or_link(subject: Subject, text: str) -> None:
    assert_harmless(subject, text)


@settings(max_examples=25)
@given(text=st.text(max_size=30))
def test_any_text_is_text(text: str) -> None:
    quarters = FiscalQuarter(2026, 3).series(1)
    nothing = Roadmap(quarters, GroupBy.LINE_OF_BUSINESS, (), (), ())
    moment = datetime(2026, 11, 22)
    assert_harmless(Subject(Plan({}), {}, {}, nothing, (), moment.date(), moment, None, 10), text)


def assert_harmless(subject: Subject, text: str) -> None:
    finding = Finding(Severity.INFO, "x", text, Place(value=text), text)
    data = workbook_of(replace(subject, plan=nasty_plan(text), dates={}, paths={}, findings=(finding,)))
    book = opened(data)
    own = re.compile(r"=(IF\(|COUNTIFS|SUM|\(COUNTIFS|[A-Z]+\d+-StatusDate)")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert own.match(str(cell.value))
                assert cell.hyperlink is None or str(cell.hyperlink.location).endswith("!A1")
                assert cell.hyperlink is None or cell.hyperlink.target is None
    assert {sheet.title for sheet in book} == set(SHEETS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any("externalLink" in name for name in archive.namelist())


def test_text_like_a_formula_carries_the_quote_mark(subject: Subject) -> None:
    sheet = opened(workbook_of(subject))["Initiatives"]
    name = sheet["B8"]
    assert (name.value, name.data_type, name.quotePrefix) == ('=HYPERLINK("http://x.test","Training")', "s", True)


def test_days_before_spreadsheets_agree_are_text(subject: Subject) -> None:
    plan = Plan.of(Obligation(id="o", code="OLD", instrument="Old law", day=date(1899, 1, 1)))
    (row,) = rows_of(opened(workbook_of(replace(subject, plan=plan, dates={}, paths={})), values=True)["Regulatory"])
    assert (row["Date"], row["When"], row["Days left"]) == ("1899-01-01", "1 Jan 1899", None)


def test_more_rows_than_a_sheet_holds_are_refused(subject: Subject) -> None:
    class Many(list[FindingRow]):
        def __len__(self) -> int:
            return 1_000_001

    with pytest.raises(WorkbookTooLargeError, match="The sheet Findings would have 1,000,001 rows"):
        write_table(None, subject, FINDINGS, Many())  # type: ignore[arg-type]
