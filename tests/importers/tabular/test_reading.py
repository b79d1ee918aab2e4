"""Files of every encoding and format are read or refused with the remedy; nothing in a file may hurt."""

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.styles import Alignment

from planner_importers.tabular.archive_safety import Limits
from planner_importers.tabular.delimited_text import decode, sniff_delimiter
from planner_importers.tabular.file_reading import read_bytes
from planner_importers.tabular.refusals import FileTooLargeError, UnreadableFileError, UnsafeFileError

if TYPE_CHECKING:
    from tests.importers.tabular.conftest import Bookmaker, Importer

GERMAN = "Nr;Vorgang;Dauer;Anfang\n1;Prüfung;1,5 Tage;04.01.2027\n2;Maßnahme;2 Tage;05.01.2027\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_encodings(encoding: str) -> None:
    book = read_bytes(GERMAN.encode(encoding), "plan.csv")
    assert book.sheets[0].rows[1] == ("1", "Prüfung", "1,5 Tage", "04.01.2027")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("№;Название задачи;Длительность\n1;Проверка правил площадки;2 дня\n2;Утверждение;1 день\n", "cp1251"),
     ("番号,タスク名,期間\n1,草案を作成する,2日\n2,内容を確認する,1日\n", "cp932"),
     ("编号,任务名称,工期\n1,起草政策文件,2天\n2,审核政策文件,1天\n", "gb18030")],
)  # fmt: skip
def test_encodings_of_other_scripts(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a,b\n1,2\n", ","), ("a;b;c\n1,5;2;3\n", ";"), ("a\tb, c\n1\t2\n", "\t"), ("a|b\n1|2\n", "|"),
     ('"x;y",b\n"1;2",3\n', ","), ("Titel\n\na;b;c\n1;2;3\n", ";"), ("sep=;\na,x;b\n", ";"), ("one column\n", ",")],
)  # fmt: skip
def test_delimiters(text: str, delimiter: str) -> None:
    assert sniff_delimiter(text) == delimiter


def test_tabs_in_a_file_named_csv(imported: "Importer") -> None:
    text = "ID\tTask\tDuration\tNotes\nA-1\tDraft, review\t2d\ta, b, c\n"
    assert imported(text, "plan.csv").names() == ["Draft, review"]


def test_byte_order_mark_is_no_part_of_the_first_heading(imported: "Importer") -> None:
    assert imported("\ufeffID,Task,Duration\nA-1,Draft,2d\n").fields() == ["code", "name", "duration"]


def test_cells_keep_their_types(workbook: "Bookmaker") -> None:
    rows = [["a", 1, 1.5, True, date(2027, 1, 4), datetime(2027, 1, 4, 8), None, " x"]]
    assert read_bytes(workbook({"S": rows}), "a.xlsx").sheets[0].rows == (
        ("a", 1.0, 1.5, True, date(2027, 1, 4), datetime(2027, 1, 4, 8), None, " x"),
    )


def test_what_excel_keeps_beside_the_values(workbook: "Bookmaker") -> None:
    def style(book: openpyxl.Workbook) -> None:
        sheet = book["S"]
        sheet["A1"].number_format = "0.00"
        sheet["A2"].number_format = '0"%"'
        sheet["B1"].alignment = Alignment(indent=3)
        sheet.row_dimensions[2].outlineLevel = 2
        sheet.merge_cells("C1:D2")

    sheet = read_bytes(workbook({"S": [[1.1, "x", "m"], [1, "=A1", None, None, 5]]}, style), "a.xlsx").sheets[0]
    assert sheet.formats == {(0, 0): "0.00", (1, 0): '0""'}
    assert sheet.indents == {(0, 1): 3}
    assert sheet.outline == {1: 2}
    assert [str(area) for area in sheet.merged] == ["C1:D2"]
    assert sheet.uncomputed == {(1, 1): "A1"}


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"  \n", "empty"), (b"<html><table></table>", "web page"), (b"%PDF-1.7", "PDF"),
     (b"<?xml version='1.0'?><Project/>", "XML"),
     (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "not text|encoding is unknown"),
     (b"PK\x03\x04 broken", "damaged"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged")],
)  # fmt: skip
def test_files_that_are_no_tables(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said) as refusal:
        read_bytes(data, "plan.xlsx")
    assert str(refusal.value).startswith("plan.xlsx")
    assert refusal.value.hint


def archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnsafeFileError, match="zip bomb"):
        read_bytes(archive({"xl/workbook.xml": b" " * 20_000_000}), "bomb.xlsx")


def test_many_ordinary_parts_that_unpack_to_too_much() -> None:
    limits = Limits(unpacked_bytes=100_000)
    with pytest.raises(FileTooLargeError, match="unpacks"):
        read_bytes(archive({f"xl/part{i}.bin": bytes(range(256)) * 100 for i in range(10)}), "big.xlsx", limits)


def test_sizes_that_lie_in_the_directory_are_found_out() -> None:
    data = bytearray(archive({"xl/workbook.xml": b"a" * 3_000_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises((FileTooLargeError, UnreadableFileError)):
        read_bytes(bytes(data), "lie.xlsx", Limits(unpacked_bytes=1_000_000))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
def test_xml_entities_are_refused(workbook: "Bookmaker", part: str) -> None:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(workbook({"S": [["ID", "Task"], ["A-1", "x"]]}))) as packed:
        for name in packed.namelist():
            parts[name] = packed.read(name)
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    parts[part] = laughs + parts[part].split(b"?>", 1)[-1]
    with pytest.raises(UnsafeFileError, match="entities"):
        read_bytes(archive(parts), "laughs.xlsx")


def test_one_stray_cell_far_away_is_refused_not_allocated(workbook: "Bookmaker") -> None:
    def stray(book: openpyxl.Workbook) -> None:
        book["S"]["XFD1048576"] = "x"

    with pytest.raises(FileTooLargeError, match="row 1048576"):
        read_bytes(workbook({"S": [["ID", "Task"]]}, stray), "far.xlsx")


def test_rows_and_bytes_have_limits() -> None:
    with pytest.raises(FileTooLargeError, match="limit"):
        read_bytes(b"a,b\n" * 50, "long.csv", Limits(rows=10))
    with pytest.raises(FileTooLargeError, match="MiB"):
        read_bytes(b"a,b\n" * 50, "long.csv", Limits(file_bytes=10))


def test_a_quote_that_never_ends(imported: "Importer") -> None:
    plan = imported('ID,Task,Duration\nA-1,"Draft,2d\nA-2,Sign,1d\n', partial=True)
    assert len(plan.names()) <= 1


def test_formulas_are_values_not_code(imported: "Importer", workbook: "Bookmaker") -> None:
    text = 'ID,Task,Duration\nA-1,"=HYPERLINK(""http://x"",""y"")",2d\n'
    assert imported(text).names() == ['=HYPERLINK("http://x","y")']


def test_opendocument(imported: "Importer") -> None:
    content = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>
<table:table table:name="Plan">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [["ID", "Task", "Duration"], ["A-1", "Draft", "2d"]]
    marked = "".join(f"<table:table-row>{''.join(cell.format(c) for c in row)}</table:table-row>" for row in rows)
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {
        "META-INF/manifest.xml": manifest,
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.format(rows=marked).encode(),
    }
    assert imported(archive(parts), "plan.ods").names() == ["Draft"]
    bomb = marked.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="900000000" ', 1)
    with pytest.raises(UnsafeFileError, match="repeated"):
        read_bytes(archive(parts | {"content.xml": content.format(rows=bomb).encode()}), "bomb.ods")


def test_cells_full_of_separators_take_no_time(imported: "Importer") -> None:
    text = "ID,Task,Duration,Predecessors\nA-1,One,1d,\n"
    text += "".join(f'A-{i},Task {i},1d,"{"a," * 15_000}"\n' for i in range(2, 30))
    text += f'B-1,Two,1d,"{"FS " * 1300}"\nB-2,Three,{"9" * 5000},"{"1+" * 1900}"\n'
    assert len(imported(text, partial=True).names()) >= 29
