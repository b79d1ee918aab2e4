"""LibreOffice calculates every formula of the workbook anew and finds the values that were written with it."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from planner.plan.entities import Initiative, Status
from planner_exports.workbook.book import workbook_of
from planner_exports.workbook.page import serial
from planner_exports.workbook.subject import Subject

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.timeout(240),
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
]

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""

Convert = Callable[[bytes, str], bytes]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Return a function that lets LibreOffice, with a profile of its own, turn a workbook into another format."""
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)

    def run(data: bytes, target: str) -> bytes:
        source, out = tmp_path / "plan.xlsx", tmp_path / "out"
        source.write_bytes(data)
        command = [str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", target]
        subprocess.run([*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=180)
        return (out / f"plan.{target.split(':')[0]}").read_bytes()

    return run


def cells(data: bytes, where: dict[str, set[str]]) -> dict[tuple[str, str], object]:
    """Return the values of these cells; an empty text is nothing."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {(sheet, name): book[sheet][name].value or None for sheet, names in where.items() for name in names}


def formula_cells(data: bytes) -> dict[str, set[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
        for sheet in book
    }


def by_id(data: bytes) -> dict[tuple[object, object], object]:
    """Return the cells of the tables that have ids, by id and heading."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found: dict[tuple[object, object], object] = {}
    for name in ("Launch calendar", "Dependencies", "Regulatory", "Initiatives"):
        headings, *rows = book[name].iter_rows(min_row=4, values_only=True)
        for row in rows:
            found.update({(row[-1], heading): value or None for heading, value in zip(headings, row, strict=True)})
    return found


def with_status_date(data: bytes, before: date, after: date) -> bytes:
    """Return the workbook in which a reader has typed another status date, and changed nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = f"<v>{serial(before)}</v>".encode()
                assert text.count(cell) == 1
                text = text.replace(cell, f"<v>{serial(after)}</v>".encode())
            new.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def varied(subject: Subject) -> Subject:
    """Return the small plan with lines of business whose names are full of wildcards and operators."""
    names = ("Policy*", "Pol?cy", "~Policy", "<>Policy", "=Policy", ">5", "", "policy", "5", 'Say "so"')
    more = [
        Initiative(id=f"x{number}", code=f"X-{number}", name="x", line_of_business=name, status=status)
        for number, (name, status) in enumerate(zip(names, [*Status, *Status], strict=False))
    ]
    plan = subject.plan.with_entities([("initiative", item.id, item) for item in more], 13)
    dates = dict(subject.dates)
    for number, item in enumerate(more):
        dates[item.id] = replace(subject.dates["trn"], id=item.id, critical=number % 2 == 0)
    del dates["x6"]
    return replace(subject, plan=plan, dates=dates)


def test_recalculation_changes_no_value(varied: Subject, convert: Convert) -> None:
    data = workbook_of(varied)
    where = formula_cells(data)
    assert {sheet: len(names) for sheet, names in where.items() if names} == {
        "Summary": 9 + 11 * 8 + 8 + 3 * 5 + 2 + 1,
        "Roadmap": 2,
        "Quarters": (2 + 2) * (9 + 1),
        "Launch calendar": 2 * 3,
        "Dependencies": 3 * 2,
        "Regulatory": 3 * 3,
        "Initiatives": 14 * 2,
    }
    assert cells(convert(data, "xlsx"), where) == cells(data, where)


def test_flags_follow_the_status_date_that_a_reader_types(varied: Subject, convert: Convert) -> None:
    later = date(2026, 12, 4)
    data = workbook_of(varied)
    typed = by_id(convert(with_status_date(data, varied.status_date, later), "xlsx"))
    assert typed == by_id(workbook_of(replace(varied, status_date=later)))
    before = by_id(data)
    assert {key: (before[key], typed[key]) for key in (("pol", "Health"), ("lm-de", "State"), ("o1", "Urgency"))} == {
        ("pol", "Health"): ("At risk", "Overdue"),
        ("lm-de", "State"): ("Late", "Overdue"),
        ("o1", "Urgency"): ("Within 90 days", "In force"),
    }
    figures = {"Summary": {f"{column}6" for column in "ABCDEFGHI"}}
    assert cells(convert(with_status_date(data, varied.status_date, later), "xlsx"), figures) == cells(
        workbook_of(replace(varied, status_date=later)), figures
    )


def test_the_workbook_prints(subject: Subject, convert: Convert) -> None:
    assert convert(workbook_of(subject), "pdf")[:5] == b"%PDF-"
