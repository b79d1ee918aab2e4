"""Hypothesis strategies for entities, derived from the declarations, and small builders."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st

from planner.plan.declare import FieldSpec, Kind, ValueType, record_fields
from planner.plan.entities import Initiative
from planner.plan.values import Duration, DurationUnit

TEXT = st.text(max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)).map(lambda at: at.replace(microsecond=0))
DURATIONS = st.builds(
    Duration,
    st.decimals(Decimal(-1000), Decimal(1000), places=2).map(lambda amount: amount.normalize() + 0),
    st.sampled_from(DurationUnit),
)


def values_for(spec: FieldSpec) -> st.SearchStrategy[object]:
    """Return a strategy for one declared field: typed, often at its default."""
    low = -1000 if spec.about.ge is None else spec.about.ge
    high = 1000 if spec.about.le is None else spec.about.le
    one: dict[ValueType, Callable[[], st.SearchStrategy[Any]]] = {
        ValueType.TEXT: lambda: TEXT,
        ValueType.REFERENCE: lambda: st.sampled_from(("a", "b", "c")),
        ValueType.INTEGER: lambda: st.integers(int(low), int(high)),
        ValueType.NUMBER: lambda: st.floats(low, high, allow_nan=False),
        ValueType.BOOLEAN: st.booleans,
        ValueType.DATE: lambda: DAYS,
        ValueType.MOMENT: lambda: MOMENTS,
        ValueType.DURATION: lambda: DURATIONS,
        ValueType.CHOICE: lambda: st.sampled_from(spec.python_type),
        ValueType.RECORD: lambda: fields_of(record_fields(spec.python_type)).map(lambda got: spec.python_type(**got)),
    }
    found: st.SearchStrategy[object] = one[spec.value_type]()
    if spec.many:
        found = st.lists(found, max_size=3).map(tuple)
    if spec.optional:
        found = st.none() | found
    return found if spec.required else st.just(spec.default) | found


def fields_of(specs: tuple[FieldSpec, ...]) -> st.SearchStrategy[dict[str, object]]:
    """Return a strategy for all fields of an entity or record."""
    return st.fixed_dictionaries({spec.name: values_for(spec) for spec in specs})


@pytest.fixture(scope="session")
def some_values() -> Callable[[Kind], st.SearchStrategy[dict[str, object]]]:
    """Return the strategy of every field of a kind."""
    return lambda kind: fields_of(kind.fields)


@pytest.fixture(scope="session")
def work() -> Callable[..., Initiative]:
    """Return a builder of initiatives whose code and name follow from the id, with an owner."""

    def build(id_: str, **values: object) -> Initiative:
        given = {"code": id_.upper(), "name": f"Work {id_}", "owner": "Ada", **values}
        return Initiative(id=id_, **given)  # type: ignore[arg-type]

    return build
