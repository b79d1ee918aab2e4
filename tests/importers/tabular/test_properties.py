"""What holds for all values: what is written in a notation is read back, and no table crashes the importer."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.entities import LinkType
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner_importers.tabular import import_table
from planner_importers.tabular.date_columns import day_of, decide_dates
from planner_importers.tabular.date_text import Order, read_date
from planner_importers.tabular.delimited_text import decode
from planner_importers.tabular.duration_text import read_duration
from planner_importers.tabular.fields import Field
from planner_importers.tabular.grid import column_letters, column_number
from planner_importers.tabular.mapping import ColumnMap, Decisions, Hierarchy, Mapping, Scheme, TableMap
from planner_importers.tabular.mapping_text import mapping_text, parse_mapping
from planner_importers.tabular.period_text import read_period
from planner_importers.tabular.references import read_links
from planner_importers.tabular.row_keys import repaired_wbs

DAYS = st.dates(date(1980, 1, 1), date(2079, 12, 31))
AMOUNTS = st.decimals(min_value=Decimal("0.1"), max_value=9999, places=1)
LAG_UNITS = [unit for unit in DurationUnit if unit is not DurationUnit.PERCENT]


@given(st.integers(0, 20_000))
def test_column_letters_are_read_back(number: int) -> None:
    assert column_number(column_letters(number)) == number


@given(AMOUNTS, st.sampled_from(LAG_UNITS))
def test_durations_are_read_back(amount: Decimal, unit: DurationUnit) -> None:
    duration = Duration(amount, unit)
    assert read_duration(str(duration)) == duration


@given(
    DAYS, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y", "%Y%m%d", "%a %d-%b-%Y", "%Y年%m月%d日"])
)
def test_dates_that_say_their_order_are_read_back(day: date, written: str) -> None:
    assert read_date(day.strftime(written)) == day


@given(
    st.lists(DAYS, min_size=1, max_size=30),
    st.sampled_from([("%d/%m/%Y", Order.DAY_FIRST), ("%m/%d/%Y", Order.MONTH_FIRST)]),
)
def test_one_telling_date_decides_its_column(days: list[date], order: tuple[str, Order]) -> None:
    written = [day.strftime(order[0]) for day in [*days, date(2027, 1, 31)]]
    found = decide_dates(written)
    assert found.order is order[1]
    assert [day_of(text, found.order) for text in written[:-1]] == days


@given(st.integers(2000, 2099), st.integers(1, 4), st.integers(1, 12))
def test_quarters_lie_in_their_fiscal_year(year: int, quarter: int, start: int) -> None:
    period = read_period(f"FY{year % 100:02d} Q{quarter}", start)
    whole = read_period(f"FY{year}", start)
    assert period is not None
    assert whole is not None
    assert whole.first <= period.first < period.last <= whole.last
    assert whole.last.year == year


LAGS = st.tuples(AMOUNTS, st.sampled_from(LAG_UNITS), st.booleans())
CODES = st.from_regex(r"[A-Z]{2,4}-[1-9][0-9]{0,3}", fullmatch=True)


@given(
    st.lists(
        st.tuples(CODES, st.sampled_from(LinkType), st.none() | LAGS),
        min_size=1, max_size=6, unique_by=lambda item: item[0],
    ),
    st.sampled_from(["; ", ",", "\n", " & ", "|"]),
)  # fmt: skip
def test_links_are_read_back(links, separator: str) -> None:  # type: ignore[no-untyped-def]
    wanted, texts = [], []
    for code, kind, lag in links:
        duration = Duration(-lag[0] if lag[2] else lag[0], lag[1]) if lag else None
        said = "" if duration is None else str(duration) if duration.amount < 0 else f"+{duration}"
        wanted.append((code, kind, duration))
        texts.append(f"{code}{kind.value}{said}")
    known = {code for code, _, _ in links}.__contains__
    assert [(link.target, link.type, link.lag) for link in read_links(separator.join(texts), known)] == wanted


@given(st.integers(1, 9), st.integers(1, 40))
def test_outline_codes_stored_as_numbers_are_repaired(head: int, count: int) -> None:
    codes = [f"{head}.{n}" for n in range(1, count + 1)]
    assert list(repaired_wbs([float(code) for code in codes])) == codes


@given(st.text(max_size=300))
def test_utf8_is_decoded(text: str) -> None:
    assert decode(("\ufeff" + text).encode())[0].encode() == text.encode()


COLUMNS = st.builds(
    ColumnMap,
    st.integers(0, 700).map(column_letters),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="[{"), min_size=1, max_size=20),
    st.sampled_from(Field),
    st.floats(0, 1).map(lambda x: round(x, 2)),
    st.just("why"),
    st.builds(Decisions, st.none() | st.sampled_from(Order), st.booleans(), st.booleans(),
              st.none() | st.sampled_from(DurationUnit),
              st.booleans(), st.sampled_from([None, 1.0, 100.0])),
)  # fmt: skip
TABLES = st.builds(
    TableMap,
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="[{"), min_size=1, max_size=20),
    st.lists(st.integers(1, 99), max_size=2).map(tuple),
    st.integers(1, 100), st.none() | st.integers(1, 10_000), st.just(True), st.just("why"),
    st.lists(COLUMNS, max_size=5).map(tuple), st.sampled_from(Hierarchy), st.sampled_from(Scheme), st.just("PL"),
)  # fmt: skip


@given(st.lists(TABLES, max_size=3).map(tuple))
def test_mappings_are_read_back(tables: tuple[TableMap, ...]) -> None:
    mapping = Mapping(tables, "plan.xlsx", ("en",))
    assert parse_mapping(mapping_text(mapping), "plan.xlsx") == mapping


CELLS = st.sampled_from(["", "1", "2FS+1d", "1e300", "²", "2027-01-04", "03/04/2027", "2d", "50%", "x", "Q2",
                         "1.10", "-", "=1+1", "1.21E+15", "TBD", "Done", "\n", '"', "Ä, Ö; Ü",
                         "9" * 30]) | st.text(max_size=8)  # fmt: skip
HEADINGS = st.sampled_from(["ID", "Task", "Start", "Finish", "Duration", "Predecessors", "% Complete", "Owner",
                            "Parent", "", "WBS", "Team", "FTE", "Status", "Deadline", "Optimistic",
                            "Type", "Quarter"])  # fmt: skip


@settings(max_examples=60)
@given(
    st.lists(HEADINGS, min_size=2, max_size=8),
    st.lists(st.lists(CELLS, min_size=2, max_size=8), max_size=8),
    st.booleans(),
)
def test_no_table_crashes_the_importer(headings: list[str], rows: list[list[str]], partial: bool) -> None:
    import csv
    import io
    from itertools import count

    stream = io.StringIO()
    csv.writer(stream).writerows([headings, *rows])
    if not stream.getvalue().strip():
        return
    ids = map(str, count())
    data = stream.getvalue().encode("utf-8", "replace")
    if b"\x00" in data:
        return
    result = import_table(b"\xef\xbb\xbf" + data, "t.csv", Plan({}), new_id=lambda: next(ids), partial=partial)
    assert partial or result.accepted or result.operations == ()


def test_headings_over_two_rows_are_found_again_where_they_were() -> None:
    data = b"ID,Task\r\n,,Done,\xf0\x98\xb3\x96\r\n,,1,A\r\n"
    assert import_table(data, "t.csv", Plan({}), new_id=lambda: "1").accepted
