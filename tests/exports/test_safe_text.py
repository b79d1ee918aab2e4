"""Text in cells: nothing runs, nothing breaks the file, and csv text comes back as it was."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner_exports.safe_text import CELL_LIMIT, CUT, FORMULA_STARTS, cell_text, csv_text, one_line, original

texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2d", "'-2d"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_csv_text_has_an_apostrophe_exactly_where_a_formula_would_begin(text: str, cell: str) -> None:
    assert csv_text(text) == cell


@given(texts)
@example("''''=x")
@example("'\r")
def test_csv_text_comes_back(text: str) -> None:
    assert original(csv_text(text)) == text


@given(texts)
def test_no_csv_cell_begins_like_a_formula(text: str) -> None:
    assert csv_text(text)[:1] not in list(FORMULA_STARTS)


@given(st.lists(texts.map(lambda text: text.replace("\x00", "")), min_size=1, max_size=4))
def test_csv_text_survives_the_csv_module(row: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([csv_text(text) for text in row])
    (cells,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert [original(cell) for cell in cells] == row


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a\x00b\x1fc\x7f", "abc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("no\ufffe\uffffsuch", "nosuch"),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
        ("山田 花子 👩‍🚀 ‏عربي", "山田 花子 👩‍🚀 ‏عربي"),
        ("=1+1", "=1+1"),
    ],
)
def test_cell_text_keeps_what_a_workbook_can_hold(text: str, cell: str) -> None:
    assert cell_text(text) == cell


def test_cell_text_is_cut_at_the_limit_in_utf_16_units() -> None:
    assert cell_text("x" * CELL_LIMIT) == "x" * CELL_LIMIT
    assert cell_text("x" * (CELL_LIMIT + 1)) == "x" * (CELL_LIMIT - len(CUT)) + CUT
    wide = cell_text("👩" * CELL_LIMIT)
    assert wide == "👩" * ((CELL_LIMIT - len(CUT)) // 2) + CUT
    assert len(wide.encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_one_line_is_short() -> None:
    assert one_line("  Trust\n&\tSafety ", 40) == "Trust & Safety"
    assert one_line("abcdefghij", 5) == "abcd…"
