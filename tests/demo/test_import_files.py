"""The two files look as such files do, and are the same every time."""

import io
from datetime import date

import openpyxl

from planner.app.demo.import_files import TABLE, WORKBOOK, import_files


def sheet_lines() -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(dict(import_files())[WORKBOOK]))
    return list(book["Hub plan"].iter_rows(values_only=True))


def test_the_workbook_has_its_header_in_row_4_and_dates_as_text_day_first() -> None:
    lines = sheet_lines()
    assert lines[0][0] == "Regional hubs: readiness plan"
    assert lines[3][:3] == ("ID", "Initiative", "Policy area")
    by_code = {line[0]: line for line in lines[4:]}
    assert by_code["REG-505"][8] == "05/10/2026"
    assert by_code["REG-505"][14] == "02/12/2026"


def test_the_workbook_holds_22_initiatives_one_of_them_twice() -> None:
    codes = [line[0] for line in sheet_lines()[4:]]
    assert len(codes) == 23
    assert len(set(codes)) == 22
    assert codes.count("REG-504") == 2


def test_the_workbook_names_a_loop_and_two_unknown_predecessors() -> None:
    waits = {line[0]: str(line[16]).split(", ") for line in sheet_lines()[4:]}
    assert "REG-509" in waits["REG-508"]
    assert "REG-511" in waits["REG-509"]
    assert "REG-508" in waits["REG-511"]
    assert "POL-199" in waits["REG-506"]
    assert "REG-590" in waits["REG-513"]


def test_the_table_has_semicolons_decimal_commas_and_dates_with_dots() -> None:
    text = dict(import_files())[TABLE].decode("utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    assert len(lines) == 13
    assert lines[4][0:1] + lines[4][4:5] + lines[4][8:9] == ["CS-604", "1,5", "26.10.2026"]
    assert date(2026, 10, 26).strftime("%d.%m.%Y") == lines[4][8]


def test_the_files_are_the_same_every_time() -> None:
    before = import_files()
    import_files.cache_clear()
    assert import_files() == before
