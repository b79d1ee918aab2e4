"""Data frames for analysts."""

from datetime import date, datetime

import pandas as pd
import pytest

from planner.plan.entities import Calendar, Dependency, Initiative, Obligation, Status
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_exports import data_frame

PLAN = Plan.of(
    Initiative(id="a", code="A", name="First", duration=Duration.parse("2d"), actual_start=datetime(2027, 1, 4, 8)),
    Initiative(id="b", code="B", name="Second", status=Status.CANCELLED, tags=("x", "y")),
    Dependency(id="d", predecessor_id="a", successor_id="b"),
    Obligation(id="o", code="EU", instrument="Act", day=date(2027, 3, 31)),
)


def test_initiatives_carry_their_computed_dates_and_cancelled_ones_have_none() -> None:
    frame = data_frame(PLAN, "initiative").set_index("code")
    assert frame.loc["A", "early_finish"] == pd.Timestamp("2027-01-05 17:00")
    assert frame["early_finish"].isna().tolist() == [False, True]
    assert frame.loc["A", "actual_start"] == pd.Timestamp("2027-01-04 08:00")
    assert frame.loc["B", "tags"] == ["x", "y"]
    assert frame.loc["A", "duration"] == "2d"


def test_columns_have_the_types_that_the_declaration_says() -> None:
    frame = data_frame(PLAN, "initiative")
    assert isinstance(frame["status"].dtype, pd.CategoricalDtype)
    assert str(frame["percent_complete"].dtype) == "float64"
    assert str(frame["position"].dtype) == "Int64"
    assert frame["early_start"].dtype.kind == "M"
    assert data_frame(PLAN, "obligation")["day"].dtype.kind == "M"


def test_a_kind_without_entities_is_an_empty_table_with_its_columns() -> None:
    frame = data_frame(PLAN, "calendar")
    assert (len(frame), list(frame.columns)) == (0, [spec.name for spec in Calendar.KIND.fields])


def test_a_kind_that_does_not_exist_is_named() -> None:
    with pytest.raises(NotFoundError, match="There is no kind 'nothing'"):
        data_frame(PLAN, "nothing")
