"""Typed values to JSON and back."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.codec import decode, encode, trusted, values_of
from planner.plan.declare import Kind
from planner.plan.entities import KINDS, CalendarException, ExternalId, LagCalendar, Level, LinkType
from planner.plan.values import Duration, DurationUnit

Strategy = Callable[[Kind], st.SearchStrategy[dict[str, object]]]


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
@settings(max_examples=60)
@given(data=st.data())
def test_decoding_what_was_encoded_gives_the_same_values(
    kind: Kind, data: st.DataObject, some_values: Strategy
) -> None:
    values = data.draw(some_values(kind))
    raw = json.loads(json.dumps(encode(kind, values)))
    assert decode(kind, raw) == (values, [])
    assert values_of(kind.cls(**trusted(kind, raw))) == values


def test_the_json_of_a_value_is_what_people_would_write() -> None:
    kind = KINDS["dependency"]
    lag = Duration(Decimal("2.50"), DurationUnit.DAY)
    values = {"type": LinkType.SS, "lag": lag, "needed_by": date(2026, 3, 1), "lag_calendar": LagCalendar.PROJECT}
    assert encode(kind, values) == {
        "type": "SS",
        "lag": "2.5d",
        "needed_by": "2026-03-01",
        "lag_calendar": "project",
    }
    closure = CalendarException(first=date(2026, 12, 24), last=date(2026, 12, 31), name="Closure")
    assert encode(KINDS["calendar"], {"exceptions": (closure,)}) == {
        "exceptions": [{"first": "2026-12-24", "last": "2026-12-31", "hours": "", "name": "Closure"}]
    }


@pytest.mark.parametrize(
    ("field", "given_value", "expected"),
    [
        ("deadline", "2026-12-18", datetime(2026, 12, 18, 23, 59)),
        ("deadline", date(2026, 12, 18), datetime(2026, 12, 18, 23, 59)),
        ("deadline", "2026-12-18T17:00", datetime(2026, 12, 18, 17)),
        ("deadline", "2026-12-18T17:00:00+02:00", datetime(2026, 12, 18, 17)),
        ("constraint_date", "2026-12-18", datetime(2026, 12, 18)),
        ("level", "MILESTONE", Level.MILESTONE),
        ("level", Level.MILESTONE, Level.MILESTONE),
        ("percent_complete", 40, 40.0),
        ("owner", None, ""),
        ("parent_id", None, None),
        ("tags", ["a", "b"], ("a", "b")),
        ("external_ids", [{"system": "jira", "key": "A-1"}], (ExternalId(system="jira", key="A-1"),)),
    ],
)
def test_a_value_is_read_in_the_forms_people_send(field: str, given_value: Any, expected: object) -> None:
    assert decode(KINDS["initiative"], {field: given_value}) == ({field: expected}, [])


@pytest.mark.parametrize(
    ("field", "given_value", "message"),
    [
        ("level", "epic", "'epic' is not a level; it is one of programme, initiative, work_item, milestone."),
        ("deadline", "soon", "'soon' is not a date; write 2026-12-18 or 2026-12-18T17:00."),
        ("deadline", "2026-13-01", "'2026-13-01' is not a date; write 2026-12-18 or 2026-12-18T17:00."),
        ("duration", "3", "'3' is not a duration; write a number and a unit, such as 3w, 2d, 4h or 5ed."),
        ("duration", 3, "3 is not text."),
        ("percent_complete", "40", "'40' is not a number."),
        ("percent_complete", True, "True is not a number."),
        ("position", 1.5, "1.5 is not a whole number."),
        ("name", None, "name must have a value."),
        ("name", 7, "7 is not text."),
        ("tags", "a", "tags takes a list."),
        ("external_ids", ["x"], "external_ids takes objects."),
        ("external_ids", [{"system": "jira"}], "external_ids lacks key."),
        ("external_ids", [{"system": "jira", "key": 1}], "external_ids: 1 is not text."),
        ("external_ids", [{"sistem": "jira"}], "external_ids: external_ids has no field 'sistem'."),
    ],
)
def test_what_cannot_be_read_is_named(field: str, given_value: Any, message: str) -> None:
    values, findings = decode(KINDS["initiative"], {field: given_value})
    assert values == {}
    assert [(f.severity, f.code, f.message, f.place.kind, f.place.field) for f in findings] == [
        ("error", "unreadable-value", message, "initiative", field)
    ]
    assert findings[0].hint == KINDS["initiative"].field(field).about.description


def test_an_unknown_field_is_named_with_those_that_exist_and_the_rest_is_read() -> None:
    values, findings = decode(KINDS["market"], {"nmae": "Germany", "code": "DE"})
    assert values == {"code": "DE"}
    assert findings[0].message == "market has no field 'nmae'."
    assert findings[0].hint == "Known fields: id, code, name, region, languages, calendar_id."


def test_trusted_raises_on_the_first_problem() -> None:
    with pytest.raises(ValueError, match="'epic' is not a level"):
        trusted(KINDS["initiative"], {"level": "epic"})
